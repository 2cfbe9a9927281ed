//! `signpost user`: the people who moderate.

use std::io::{self, Read};

use anyhow::{Context, ensure};
use clap::{Args, Subcommand, ValueEnum};

use super::flags::{AddressFlags, StoreFlags};
use super::{Failure, block_on, note, owner_only, print};
use crate::accounts::hashing::Passwords;
use crate::accounts::{self, Account, AddUser, Role};
use crate::clock::Clock;
use crate::config::{BaseUrl, Config};
use crate::db::Db;
use crate::paths;
use crate::text::dates::Dates;

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  signpost user add ada --role admin")]
pub(super) struct UserArguments {
    #[command(subcommand)]
    command: UserCommand,
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Add a person, and print the one-time link with which they choose their password
    #[command(
        after_help = "Example:\n  signpost user add ada --role admin --email ada@example.org"
    )]
    Add(AddArguments),
    /// List everybody: name, role, status, when last active (UTC), scope, second factor
    #[command(after_help = "Example:\n  signpost user list --database links.db")]
    List {
        #[command(flatten)]
        store: StoreFlags,
    },
    /// Take a password away and print a new one-time link; lets a disabled person back in
    #[command(after_help = "Example:\n  signpost user reset ada --second-factor")]
    Reset(ResetArguments),
    /// Shut a person out at once; what they did stays
    #[command(after_help = "Example:\n  signpost user disable ada")]
    Disable(NamedArguments),
    /// Let a disabled person in again, with the password that they had
    #[command(after_help = "Example:\n  signpost user enable ada")]
    Enable(NamedArguments),
}

#[derive(Debug, Args)]
struct AddArguments {
    #[command(flatten)]
    person: NamedArguments,
    /// admin: also manages people and settings
    #[arg(long, value_enum, default_value_t)]
    role: RoleFlag,
    /// A category that a moderator decides on, with those below it; may be repeated. Without it
    /// they decide on everything
    #[arg(long = "category", value_name = "CATEGORY-PATH")]
    categories: Vec<String>,
    /// Where to write to
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// Read the password from the first line of standard input instead of printing a link
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Debug, Args)]
struct ResetArguments {
    #[command(flatten)]
    person: NamedArguments,
    /// Take the second factor away too, for a lost telephone without recovery codes
    #[arg(long)]
    second_factor: bool,
}

#[derive(Debug, Args)]
struct NamedArguments {
    /// The name to sign in with
    name: String,
    #[command(flatten)]
    address: AddressFlags,
    #[command(flatten)]
    store: StoreFlags,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum RoleFlag {
    Admin,
    #[default]
    Moderator,
}

impl NamedArguments {
    fn load(self) -> Result<(String, Config), Failure> {
        let config = Config::load(&self.address.beside(self.store.settings()))?;
        Ok((self.name, config))
    }
}

impl UserArguments {
    pub(super) fn run(self) -> Result<(), Failure> {
        owner_only();
        let now = Clock::System.now();
        match self.command {
            UserCommand::Add(arguments) => arguments.run(now),
            UserCommand::List { store } => {
                let config = Config::load(&store.settings())?;
                block_on(&config, async {
                    let db = Db::open(&config.database).await?;
                    for account in accounts::list_users(&db).await? {
                        print(line(&account))?;
                    }
                    db.close().await;
                    Ok(())
                })
            }
            UserCommand::Reset(arguments) => {
                let (name, config) = arguments.person.load()?;
                let second_factor = arguments.second_factor;
                block_on(&config, async {
                    let db = Db::open(&config.database).await?;
                    let token = accounts::reset_user(&db, &name, second_factor, now).await?;
                    db.close().await;
                    print_link(&config, &name, &token)
                })
            }
            UserCommand::Disable(arguments) => {
                let (name, config) = arguments.load()?;
                block_on(&config, async {
                    let db = Db::open(&config.database).await?;
                    accounts::disable_user(&db, &name, now).await?;
                    db.close().await;
                    note(format!("{name} can't sign in any more."));
                    Ok(())
                })
            }
            UserCommand::Enable(arguments) => {
                let (name, config) = arguments.load()?;
                block_on(&config, async {
                    let db = Db::open(&config.database).await?;
                    accounts::enable_user(&db, &name, now).await?;
                    db.close().await;
                    note(format!("{name} can sign in again."));
                    Ok(())
                })
            }
        }
    }
}

impl AddArguments {
    fn run(self, now: i64) -> Result<(), Failure> {
        let (name, config) = self.person.load()?;
        let user = AddUser {
            name,
            email: self.email,
            role: match self.role {
                RoleFlag::Admin => Role::Administrator,
                RoleFlag::Moderator => Role::Moderator,
            },
            categories: self.categories,
            password: self.password_stdin.then(first_line).transpose()?,
        };
        block_on(&config, async {
            let db = Db::open(&config.database).await?;
            let token = accounts::add_user(&db, &Passwords::default(), &user, now).await?;
            db.close().await;
            match token {
                Some(token) => print_link(&config, &user.name, &token),
                None => {
                    note(format!("{} can sign in now.", user.name));
                    Ok(())
                }
            }
        })
    }
}

/// The link alone goes to standard output, so that it can be passed on.
fn print_link(config: &Config, name: &str, token: &str) -> anyhow::Result<()> {
    let listening = || BaseUrl::from_listen(&config.listen);
    let base_url = config.base_url.clone().unwrap_or_else(listening);
    note(format!(
        "{name} chooses a password with this link. It opens once, within 24 hours:"
    ));
    print(format!("{base_url}{}", paths::setup(token)))
}

/// A person in columns that tabs separate, as names may hold spaces.
fn line(account: &Account) -> String {
    let status = match (account.disabled_at, &account.password_hash) {
        (Some(_), _) => "disabled",
        (None, None) => "no password yet",
        (None, Some(_)) => "active",
    };
    let last = account.last_active_at;
    let last = last.map_or_else(|| "never".to_owned(), |at| Dates::new("UTC").machine(at));
    let role = account.user.role.as_str();
    let scope = account.user.scope.as_str();
    let factor = match account.has_second_factor {
        true => "second factor",
        false => "password only",
    };
    let name = &account.user.name;
    format!("{name}\t{role}\t{status}\t{last}\t{scope}\t{factor}")
}

/// More than any password, in bytes.
const MOST_INPUT: u64 = 4_096;

/// The first line of standard input, without its end.
fn first_line() -> anyhow::Result<String> {
    let mut text = String::new();
    io::stdin()
        .take(MOST_INPUT)
        .read_to_string(&mut text)
        .context("reading the password from standard input")?;
    let line = text.lines().next().unwrap_or_default();
    ensure!(!line.is_empty(), "there is no password on standard input");
    Ok(line.to_owned())
}
