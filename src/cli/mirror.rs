//! `signpost mirror`: the directory in a git repository, and proposals back from it.

use std::path::PathBuf;

use clap::Args;

use super::flags::{AddressFlags, StoreFlags};
use super::{Failure, block_on, keys, note, owner_only, print};
use crate::clock::Clock;
use crate::config::{BaseUrl, Config};
use crate::db::Db;
use crate::transfer::mirror::{Mirror, MirrorReport};
use crate::transfer::{Beginning, load_starter};

const HELP: &str = "The repository holds the directory as README.md and directory.json, with one \
    commit for each change. What others commit to README.md comes back as suggestions in the \
    queue. Other files are never touched, and no commit of others is rewritten.\n\n\
    Example:\n  signpost mirror --git /srv/links.git --base-url https://links.example.org";

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(super) struct MirrorArguments {
    /// Folder of the repository, bare or not; made when it is empty or missing, and bare then if
    /// its name ends in .git
    #[arg(long, value_name = "DIR")]
    git: PathBuf,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    address: AddressFlags,
    #[command(flatten)]
    store: StoreFlags,
}

impl MirrorArguments {
    pub(super) fn run(self) -> Result<(), Failure> {
        let config = Config::load(&self.address.beside(self.store.settings()))?;
        let report = block_on(&config, async {
            owner_only();
            let db = Db::open(&config.database).await?;
            let clock = Clock::System;
            load_starter(&db, Beginning::Starter, clock.now()).await?;
            let base_url = config.base_url.clone();
            let base_url = base_url.unwrap_or_else(|| BaseUrl::from_listen(&config.listen));
            let tools = (db.clone(), clock, keys(&config)?);
            let report = Mirror::new(&config, &base_url, tools, &self.git)
                .run()
                .await;
            db.close().await;
            report
        })?;
        Ok(tell(&report, self.json)?)
    }
}

fn tell(report: &MirrorReport, as_json: bool) -> anyhow::Result<()> {
    if as_json {
        return print(serde_json::to_string(report)?);
    }
    for line in report.lines() {
        print(line)?;
    }
    for line in &report.notes {
        note(line);
    }
    if report.is_empty() {
        note("Nothing has changed since the last time.");
    }
    Ok(())
}
