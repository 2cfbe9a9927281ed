//! `signpost export`: the directory in another format, with or without a running server.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use clap::{Args, ValueEnum};

use super::flags::{AddressFlags, StoreFlags};
use super::{Failure, block_on};
use crate::config::Config;
use crate::db::Db;
use crate::transfer::export::{Export, Interrupted, Source};
use crate::transfer::write::ExportFormat;

/// How often a file is begun again when the directory changes while it is written.
const TRIES: usize = 5;

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  signpost export --format markdown --output links.md")]
pub(super) struct ExportArguments {
    /// What to write: json holds everything
    #[arg(long, value_enum, default_value_t)]
    format: FormatFlag,
    /// How Markdown is written: an awesome list, or a page for Hugo
    #[arg(long, value_enum, default_value_t)]
    style: StyleFlag,
    /// Where to write it [default: standard output]
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,
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
            (FormatFlag::Json, _) => ExportFormat::Json,
            (FormatFlag::Markdown, StyleFlag::Awesome) => ExportFormat::Awesome,
            (FormatFlag::Markdown, StyleFlag::Hugo) => ExportFormat::Hugo,
            (FormatFlag::Bookmarks, _) => ExportFormat::Bookmarks,
            (FormatFlag::Opml, _) => ExportFormat::Opml,
            (FormatFlag::Csv, _) => ExportFormat::Csv,
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
            let outcome = match &self.output {
                Some(path) => to_file(&db, base_url, format, path).await,
                None => to_output(&db, base_url, format).await,
            };
            db.close().await;
            outcome
        })
    }
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
