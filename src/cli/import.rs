//! `signpost import`: lists on their way into the directory.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::flags::{PrivateFlags, StoreFlags};
use super::import_files::collect;
use super::progress::Bar;
use super::{Failure, block_on, note, owner_only, print};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::directory::LinkPolicy;
use crate::history::{ChangeContext, Source};
use crate::transfer::import::{
    Draft, ImportOptions, Problem, Report, Standing, Update, carry_out, look_up, ready, why,
};
use crate::transfer::list::Limits;
use crate::transfer::read::{Format, SourceFile};

const HELP: &str = "Twice in a row adds nothing. What stands already is compared: see --update. \
    The whole import is one change, which the desk's history can undo.\n\n\
    Example:\n  signpost import README.md --into guidance --dry-run";

/// How many lines with problems are printed; --json has them all.
const SHOWN: usize = 50;

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(super) struct ImportArguments {
    /// Lists to import; of a folder, every file in and below it that may be one
    #[arg(required = true, value_name = "FILE|FOLDER")]
    paths: Vec<PathBuf>,
    /// What the files are
    #[arg(long, value_enum, default_value_t)]
    format: FormatFlag,
    /// The category that the list goes into; made when it is missing
    #[arg(
        long,
        value_name = "CATEGORY-PATH",
        default_value = "",
        hide_default_value = true
    )]
    into: String,
    /// Let everything wait in the queue instead of putting it straight in
    #[arg(long)]
    to_queue: bool,
    /// What happens to entries that stand already: fill what is empty, replace what the list says
    /// otherwise, or never [default: fill; replace for our own exports]
    #[arg(long, value_enum)]
    update: Option<UpdateFlag>,
    /// Take over the settings and pages of one of our exports, even where there are entries
    #[arg(long)]
    settings: bool,
    /// Show what would happen, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    store: StoreFlags,
    #[command(flatten)]
    private: PrivateFlags,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum FormatFlag {
    #[default]
    Auto,
    Markdown,
    Rst,
    Bookmarks,
    Opml,
    Csv,
    Json,
    Yaml,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum UpdateFlag {
    Fill,
    Replace,
    Never,
}

impl FormatFlag {
    fn format(self) -> Option<Format> {
        Some(match self {
            Self::Auto => return None,
            Self::Markdown => Format::Markdown,
            Self::Rst => Format::Rst,
            Self::Bookmarks => Format::Bookmarks,
            Self::Opml => Format::Opml,
            Self::Csv => Format::Csv,
            Self::Json => Format::Json,
            Self::Yaml => Format::Yaml,
        })
    }
}

impl ImportArguments {
    pub(super) fn run(self) -> Result<(), Failure> {
        owner_only();
        let config = Config::load(&self.private.beside(self.store.clone().settings()))?;
        let options = ImportOptions {
            into: self.into.clone(),
            to_queue: self.to_queue,
            update: self.update.map(|update| match update {
                UpdateFlag::Fill => Update::Fill,
                UpdateFlag::Replace => Update::Replace,
                UpdateFlag::Never => Update::Never,
            }),
            settings: self.settings,
        };
        block_on(&config, async {
            let files = collect(&self.paths)?;
            let why = why(self.paths.iter().map(|path| path.to_string_lossy()));
            let draft = read_draft(files, self.format.format(), &config)?;
            let report = if self.dry_run {
                preview(&config, draft, &options).await?
            } else {
                import(&config, draft, (&options, why)).await?
            };
            self.show(&report)
        })
    }

    fn show(&self, report: &Report) -> anyhow::Result<()> {
        if self.json {
            return print(serde_json::to_string(report)?);
        }
        for line in report.words() {
            print(line)?;
        }
        list("Not taken:", &report.problems)?;
        list("Taken, but not as it stood:", &report.remarks)?;
        if report.dry_run {
            print("Nothing was written: this is what would happen.")?;
        }
        Ok(())
    }
}

fn list(heading: &str, problems: &[Problem]) -> anyhow::Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    print(heading)?;
    for problem in problems.iter().take(SHOWN) {
        print(format!("  {}: {}", problem.place(), problem.reason))?;
    }
    match problems.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => print(format!("  and {more} more, which --json prints")),
    }
}

/// Reads and cleans the files, and says in which file and line it can't.
fn read_draft(
    files: Vec<SourceFile>,
    format: Option<Format>,
    config: &Config,
) -> anyhow::Result<Draft> {
    let policy = LinkPolicy {
        allow_private: config.allow_private_networks,
        allow_ftp: true,
    };
    let draft = Draft::read(files, format, Limits::COMMAND_LINE, policy);
    draft.map_err(anyhow::Error::msg)
}

/// What would happen. A database that is not there yet is not made either.
async fn preview(config: &Config, draft: Draft, options: &ImportOptions) -> anyhow::Result<Report> {
    if !config.database.exists() {
        return Ok(Report::of(&draft.settle(&Standing::default(), options)));
    }
    let db = Db::open(&config.database).await?;
    let mut connection = db.read().await?;
    let standing = look_up(&mut connection, &draft).await?;
    drop(connection);
    db.close().await;
    Ok(Report::of(&draft.settle(&standing, options)))
}

async fn import(
    config: &Config,
    draft: Draft,
    (options, why): (&ImportOptions, String),
) -> anyhow::Result<Report> {
    let bar = Bar::new();
    let at = Clock::System.now();
    let context = ChangeContext {
        source: Source::Import,
        user_id: None,
        suggestion_id: None,
        why,
        at,
    };
    let db = Db::open(&config.database).await?;
    let mut write = db.write().await?;
    ready(&mut write, at).await?;
    let standing = look_up(&mut write, &draft).await?;
    let plan = draft.settle(&standing, options);
    drop(standing);
    let progress = |done, total| bar.show(done, total);
    let report = carry_out(&mut write, plan, &context, &progress).await?;
    write.commit().await?;
    bar.end();
    db.close().await;
    if let Some(change) = report.change {
        note(format!(
            "It is change {change} in the history, where it can be undone."
        ));
    }
    Ok(report)
}
