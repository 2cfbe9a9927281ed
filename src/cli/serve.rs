//! `signpost serve`: the server from its settings to its end.

use clap::Args;
use tokio::time::{Instant, timeout_at};

use super::flags::{AddressFlags, ServerFlags, StoreFlags};
use super::{Failure, block_on, keys, owner_only, print};
use crate::accounts::first_setup_token;
use crate::app::App;
use crate::clock::Clock;
use crate::config::{self, BaseUrl, Config, Listen};
use crate::db::Db;
use crate::notify::webhook::Courier;
use crate::notify::{Worker, mail::Mailer};
use crate::operations::server_lock::ServerLock;
use crate::operations::upkeep;
use crate::paths;
use crate::server::{self, ConnectionLimits, Listener, Shutdown};
use crate::transfer::mirror::{self, Mirror};
use crate::transfer::{Beginning, load_starter};

const HELP: &str = "A flag goes before its variable (in brackets), the variable before the \
    settings file, and the file before the default. The file has the same names without the \
    prefix, such as base_url = \"https://links.example.org\".\n\n\
    SIGNPOST_SECRET is the server's key, 32 bytes in hexadecimal or base64 [default: a file \
    beside the database]. It has no flag, as everybody on the machine can read those.\n\n\
    Example:\n  signpost serve --listen 127.0.0.1:8080 --base-url https://links.example.org";

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(super) struct ServeArguments {
    /// Start with nothing instead of the starter directory; this is remembered
    #[arg(long)]
    empty: bool,
    #[command(flatten)]
    address: AddressFlags,
    #[command(flatten)]
    store: StoreFlags,
    #[command(flatten)]
    server: ServerFlags,
}

impl ServeArguments {
    pub(super) fn run(self) -> Result<(), Failure> {
        let flags = self
            .server
            .beside(self.address.beside(self.store.settings()));
        let config = Config::load(&flags)?;
        let misspelt = config::misspelt(&config::environment()?);
        let beginning = if self.empty {
            Beginning::Empty
        } else {
            Beginning::Starter
        };
        block_on(&config.clone(), async {
            for warning in misspelt {
                tracing::warn!("{warning}");
            }
            serve(config, beginning).await
        })
    }
}

async fn serve(config: Config, beginning: Beginning) -> anyhow::Result<()> {
    owner_only();
    let _lock = ServerLock::take(&config.database)?;
    let keys = keys(&config)?;
    let db = Db::open(&config.database).await?;
    let clock = Clock::System;
    load_starter(&db, beginning, clock.now()).await?;
    let listener = Listener::bind(&config.listen)?;
    let shutdown = Shutdown::default();
    shutdown.begin_on_signals()?;
    let limits = ConnectionLimits {
        trusted_proxies: config.trusted_proxies.clone(),
        ..ConnectionLimits::default()
    };
    print(welcome(&config, listener.address()))?;
    if let Some(token) = first_setup_token(&db, clock.now()).await? {
        print(invitation(&config, listener.address(), &token))?;
    }
    let base_url = base_url(&config, listener.address());
    let mailer = match &config.mail {
        Some(mail) => Some(Mailer::new(mail, base_url.clone(), keys.clone())?),
        None => None,
    };
    let app = App::new(
        config,
        db.clone(),
        clock.clone(),
        keys.clone(),
        shutdown.clone(),
    );
    let mirror = app.config.mirror.as_deref().map(|folder| {
        let tools = (db.clone(), clock.clone(), keys.clone());
        Mirror::new(&app.config, &base_url, tools, folder)
    });
    let courier = Courier::new(app.outgoing.clone(), keys, clock.clone(), base_url);
    let worker = Worker::new(db.clone(), clock, mailer).with_courier(courier);
    let writes = app.writes.clone();
    tokio::spawn(upkeep::run(app.clone(), shutdown.token()));
    let telling = tokio::spawn(worker.run(shutdown.token()));
    let mirroring = mirror
        .map(|mirror| tokio::spawn(mirror::worker::run(mirror, db.version(), shutdown.token())));
    tokio::spawn(App::notice_other_processes(db.clone(), shutdown.clone()));
    let grace = limits.grace;
    // One deadline for requests and for writes whose client has gone: whoever stops a server
    // rarely waits longer.
    let stopping = shutdown.clone();
    let deadline = tokio::spawn(async move {
        stopping.begun().await;
        Instant::now() + grace
    });
    server::serve(
        listener,
        app.router(),
        limits.within_descriptors(),
        shutdown,
    )
    .await;
    writes.close();
    let deadline = deadline.await?;
    if timeout_at(deadline, writes.wait()).await.is_err() {
        tracing::warn!("ended with writes that did not finish in time");
    }
    if timeout_at(deadline, telling).await.is_err() {
        tracing::warn!("ended with a message that did not go in time: it goes again");
    }
    if let Some(mirroring) = mirroring
        && timeout_at(deadline, mirroring).await.is_err()
    {
        tracing::warn!("ended while the mirror was being written: it goes on next time");
    }
    db.close().await;
    Ok(())
}

/// Where the directory can be seen, once the port is known.
fn welcome(config: &Config, listening: &Listen) -> String {
    match &config.base_url {
        Some(base_url) => format!("Signpost is at {base_url} (listening on {listening})"),
        None => format!("Signpost is at {}", BaseUrl::from_listen(listening)),
    }
}

/// How the first administrator comes to be, while there is none.
fn invitation(config: &Config, listening: &Listen, token: &str) -> String {
    format!(
        "Set it up within 24 hours: {}{}",
        base_url(config, listening),
        paths::setup(token)
    )
}

/// Where links of ours lead to.
fn base_url(config: &Config, listening: &Listen) -> BaseUrl {
    let listening = || BaseUrl::from_listen(listening);
    config.base_url.clone().unwrap_or_else(listening)
}
