//! `signpost export`: the directory in another format, with or without a running server.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail, ensure};
use clap::{Args, ValueEnum};

use super::flags::{AddressFlags, StoreFlags};
use super::{Failure, block_on, note};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::keys::{Keys, random_bytes};
use crate::operations::static_site::write_site;
use crate::server::Shutdown;
use crate::transfer::export::{Export, Interrupted, Source};
use crate::transfer::write::ExportFormat;

/// How often a file is begun again when the directory changes while it is written.
const TRIES: usize = 5;

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  signpost export --format markdown --output links.md")]
pub(super) struct ExportArguments {
    /// What to write: json holds everything, site is a folder of pages that needs no server
    #[arg(long, value_enum, default_value_t)]
    format: FormatFlag,
    /// How Markdown is written: an awesome list, or a page for Hugo
    #[arg(long, value_enum, default_value_t)]
    style: StyleFlag,
    /// Where to write it: a file [default: standard output]; for site a folder
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Where a site's folder will be served: search engines then get a sitemap
    #[arg(long, value_name = "URL")]
    site_url: Option<String>,
    #[command(flatten)]
    address: AddressFlags,
    #[command(flatten)]
    store: StoreFlags,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum FormatFlag {
    #[default]
    Json,
    Markdown,
    Bookmarks,
    Opml,
    Csv,
    Site,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum StyleFlag {
    #[default]
    Awesome,
    Hugo,
}

impl ExportArguments {
    pub(super) fn run(self) -> Result<(), Failure> {
        let config = Config::load(&self.address.beside(self.store.settings()))?;
        let format = match (self.format, self.style) {
            (FormatFlag::Json, _) => Some(ExportFormat::Json),
            (FormatFlag::Markdown, StyleFlag::Awesome) => Some(ExportFormat::Awesome),
            (FormatFlag::Markdown, StyleFlag::Hugo) => Some(ExportFormat::Hugo),
            (FormatFlag::Bookmarks, _) => Some(ExportFormat::Bookmarks),
            (FormatFlag::Opml, _) => Some(ExportFormat::Opml),
            (FormatFlag::Csv, _) => Some(ExportFormat::Csv),
            (FormatFlag::Site, _) => None,
        };
        block_on(&config, async {
            let database = &config.database;
            ensure!(
                database.exists(),
                "there is no database at {}",
                database.display()
            );
            let db = Db::open(database).await?;
            let base_url = config.base_url.as_ref().map(ToString::to_string);
            let outcome = match (format, &self.output) {
                (Some(format), Some(path)) => to_file(&db, base_url, format, path).await,
                (Some(format), None) => to_output(&db, base_url, format).await,
                (None, Some(folder)) => {
                    to_folder(&config, &db, folder, self.site_url.as_deref()).await
                }
                (None, None) => Err(anyhow!("a site needs a folder: add --output FOLDER")),
            };
            db.close().await;
            outcome
        })
    }
}

/// Renders every page in this process; the key signs nothing that is kept.
async fn to_folder(
    config: &Config,
    db: &Db,
    folder: &Path,
    served_at: Option<&str>,
) -> anyhow::Result<()> {
    let app = App::new(
        config.clone(),
        db.clone(),
        Clock::System,
        Keys::new(random_bytes()),
        Shutdown::default(),
    );
    let entries = write_site(&app, folder, served_at).await?;
    note(format!(
        "wrote {entries} links and their pages to {}",
        folder.display()
    ));
    Ok(())
}

async fn to_output(db: &Db, base_url: Option<String>, format: ExportFormat) -> anyhow::Result<()> {
    let mut export = Export::new(Source::open(db, base_url).await?, format);
    let mut output = io::stdout().lock();
    while let Some(piece) = export.next().await? {
        match output.write_all(piece.as_bytes()) {
            // Whoever stops reading has seen enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()),
            outcome => outcome?,
        }
    }
    Ok(output.flush()?)
}

/// Writes beside the file and takes its place in one step, so that nobody ever finds half of it.
async fn to_file(
    db: &Db,
    base_url: Option<String>,
    format: ExportFormat,
    path: &Path,
) -> anyhow::Result<()> {
    let name = path
        .file_name()
        .with_context(|| format!("{} names no file", path.display()))?;
    let draft = path.with_file_name(format!(
        ".{}.{}.part",
        name.to_string_lossy(),
        std::process::id()
    ));
    let written = async {
        for _ in 0..TRIES {
            let mut file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(true)
                .open(&draft)
                .with_context(|| format!("can't write {}", draft.display()))?;
            let source = Source::open(db, base_url.clone()).await?;
            match fill(&mut file, Export::new(source, format)).await? {
                true => return Ok(fs::rename(&draft, path)?),
                false => continue,
            }
        }
        bail!("{}", Interrupted::Changed)
    };
    let outcome = written.await;
    if outcome.is_err() {
        // What can't be removed was named in the error, or was never there.
        let _ = fs::remove_file(&draft);
    }
    outcome
}

/// Whether the whole was written; not so when the directory changed meanwhile.
async fn fill(file: &mut File, mut export: Export) -> anyhow::Result<bool> {
    loop {
        match export.next().await {
            Ok(Some(piece)) => file.write_all(piece.as_bytes())?,
            Ok(None) => {
                file.sync_all()?;
                return Ok(true);
            }
            Err(Interrupted::Changed) => return Ok(false),
            Err(Interrupted::Failed(error)) => return Err(error.into()),
        }
    }
}
