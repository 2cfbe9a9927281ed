//! The command line. Results go to standard output, everything else to standard error; the exit
//! status is 0 when it is done, 1 when it failed and 2 for wrong usage.

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use rustix::fs::Mode;
use rustix::process::umask;

use crate::config::{Config, SettingError};
use crate::keys::{Keys, key_file};
use crate::logging;

mod export;
mod flags;
mod healthcheck;
mod import;
mod import_files;
mod mirror;
mod progress;
mod serve;
#[cfg(test)]
mod tests;
mod user;

use export::ExportArguments;
use healthcheck::HealthcheckArguments;
use import::ImportArguments;
use mirror::MirrorArguments;
use serve::ServeArguments;
use user::UserArguments;

/// A moderated link directory that anyone can improve: one binary, SQLite inside.
#[derive(Debug, Parser)]
#[command(
    name = "signpost",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Without a command it serves, as `signpost serve`.\n\n\
                  Example:\n  signpost --listen 127.0.0.1:8080 --database links.db"
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: ServeArguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the directory until SIGTERM or Ctrl-C
    Serve(ServeArguments),
    /// Bring lists in: Markdown, bookmarks, OPML, CSV, JSON, YAML
    Import(ImportArguments),
    /// Add, list, reset and disable the people who moderate
    User(UserArguments),
    /// Write the directory in another format, to take it anywhere
    Export(ExportArguments),
    /// Write the directory into a git repository, and read proposals back from it
    Mirror(MirrorArguments),
    /// Ask the running server whether it is alive, for the health check of a container
    Healthcheck(HealthcheckArguments),
}

/// Why a command did not do what it was asked.
#[derive(Debug)]
enum Failure {
    /// It was asked wrongly.
    Usage(SettingError),
    /// It could not.
    Failed(anyhow::Error),
}

impl From<SettingError> for Failure {
    fn from(error: SettingError) -> Self {
        Self::Usage(error)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

/// Runs the program with its arguments, the first of which is its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help that nobody reads to its end is no failure.
            let _ = error.print();
            return u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from);
        }
    };
    let outcome = match cli.command.unwrap_or(Command::Serve(cli.serve)) {
        Command::Serve(arguments) => arguments.run(),
        Command::Import(arguments) => arguments.run(),
        Command::User(arguments) => arguments.run(),
        Command::Export(arguments) => arguments.run(),
        Command::Mirror(arguments) => arguments.run(),
        Command::Healthcheck(arguments) => arguments.run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Usage(error)) => complain(&error.to_string(), 2),
        Err(Failure::Failed(error)) => complain(&format!("{error:#}"), 1),
    }
}

/// Says why in one line.
fn complain(reason: &str, status: u8) -> ExitCode {
    let reason = reason.replace(['\n', '\r'], " ");
    // With standard error closed, the exit status still tells.
    let _ = writeln!(io::stderr(), "signpost: {reason}");
    status.into()
}

/// Prints one line of the result. Whoever stops reading has seen enough.
fn print(line: impl Display) -> anyhow::Result<()> {
    match writeln!(io::stdout(), "{line}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        outcome => Ok(outcome?),
    }
}

/// Says something about the result, on standard error.
fn note(line: impl Display) {
    // With standard error closed, the result still stands.
    let _ = writeln!(io::stderr(), "{line}");
}

/// From now on, what is created is for this user only: a database holds addresses and the hashes
/// of passwords.
fn owner_only() {
    umask(Mode::RWXG | Mode::RWXO);
}

/// The server's key, from the settings or else from the file beside the database.
fn keys(config: &Config) -> anyhow::Result<Keys> {
    match &config.secret {
        Some(secret) => Ok(Keys::new(secret.bytes())),
        None => Keys::load_or_create(&key_file(&config.database)),
    }
}

/// Starts logging and runs the asynchronous part of a command.
fn block_on<T>(
    config: &Config,
    command: impl Future<Output = anyhow::Result<T>>,
) -> Result<T, Failure> {
    logging::start(config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    Ok(runtime.map_err(anyhow::Error::from)?.block_on(command)?)
}
