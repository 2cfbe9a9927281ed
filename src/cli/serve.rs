//! `signpost serve`: the server from its settings to its end.

use axum::Router;
use axum::routing::get;
use clap::Args;

use super::flags::{AddressFlags, ServerFlags, StoreFlags};
use super::{Failure, block_on, print};
use crate::config::{self, BaseUrl, Config, Listen};
use crate::operations::health;
use crate::operations::server_lock::ServerLock;
use crate::server::{self, ConnectionLimits, Listener, Shutdown};

const HELP: &str = "A flag goes before its variable (in brackets), the variable before the \
    settings file, and the file before the default. The file has the same names without the \
    prefix, such as base_url = \"https://links.example.org\".\n\n\
    SIGNPOST_SECRET is the server's key, 32 bytes in hexadecimal or base64 [default: a file \
    beside the database]. It has no flag, as everybody on the machine can read those.\n\n\
    Example:\n  signpost serve --listen 127.0.0.1:8080 --base-url https://links.example.org";

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(super) struct ServeArguments {
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
        block_on(&config, async {
            for warning in misspelt {
                tracing::warn!("{warning}");
            }
            serve(&config).await
        })
    }
}

async fn serve(config: &Config) -> anyhow::Result<()> {
    let _lock = ServerLock::take(&config.database)?;
    let listener = Listener::bind(&config.listen).await?;
    let shutdown = Shutdown::default();
    shutdown.begin_on_signals()?;
    let limits = ConnectionLimits {
        trusted_proxies: config.trusted_proxies.clone(),
        ..ConnectionLimits::default()
    };
    print(welcome(config, listener.address()))?;
    let router = Router::new().route("/healthz", get(health::healthz));
    server::serve(listener, router, limits.within_descriptors(), shutdown).await;
    Ok(())
}

/// Where the directory can be seen, once the port is known.
fn welcome(config: &Config, listening: &Listen) -> String {
    match &config.base_url {
        Some(base_url) => format!("Signpost is at {base_url} (listening on {listening})"),
        None => format!("Signpost is at {}", BaseUrl::from_listen(listening)),
    }
}
