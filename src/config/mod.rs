//! Every setting of the operator: its name, default and meaning.
//!
//! A setting is taken from the command line, else the environment, else `signpost.toml`, else
//! its default. What a curator sets (title, introduction and so on) lives in the database.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use ipnet::IpNet;

mod base_url;
mod error;
mod file;
mod limits;
mod listen;
mod mail;
mod read;
mod secret;
mod sources;
#[cfg(test)]
mod tests;

pub use base_url::BaseUrl;
pub use error::{Origin, SettingError};
pub use limits::{Limits, Quota};
pub use listen::Listen;
pub use mail::{MailServer, MailSettings};
pub use secret::Secret;
pub use sources::{Environment, Flags, environment, misspelt};

use sources::Sources;

/// The settings file that is read from the working directory when it is there.
pub const FILE: &str = "signpost.toml";

/// Every setting by its key in `signpost.toml`, with its default (empty: unset). The variable
/// of `base_url` is `SIGNPOST_BASE_URL` and its flag `--base-url`, and so for the others.
pub const SETTINGS: [(&str, &str); 14] = [
    ("listen", "127.0.0.1:3000"),
    ("database", "signpost.db"),
    ("base_url", ""),
    ("trusted_proxies", ""),
    ("link_checks", "on"),
    ("allow_private_networks", "off"),
    ("secret", ""),
    ("smtp_url", ""),
    ("mail_from", ""),
    ("limits", ""),
    ("shared_cache_seconds", "0"),
    ("mirror", ""),
    ("log", "info"),
    ("log_format", "text"),
];

/// All settings, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the server listens.
    pub listen: Listen,
    /// The SQLite file.
    pub database: PathBuf,
    /// The public origin. Unset is development mode: pages are addressed by where we listen.
    pub base_url: Option<BaseUrl>,
    /// The networks whose forwarding headers are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Whether this server sends requests to other sites.
    pub link_checks: bool,
    /// Whether private addresses, IP hosts and single-label hosts may be listed and fetched.
    pub allow_private_networks: bool,
    /// The server's key; unset, it is kept in a file beside the database.
    pub secret: Option<Secret>,
    /// How mail leaves; unset, none does.
    pub mail: Option<MailSettings>,
    /// How much of what anybody may do.
    pub limits: Limits,
    /// For how many seconds a shared cache may answer without asking again; 0: never.
    pub shared_cache_seconds: u32,
    /// The folder of the git repository that mirrors the directory; unset, there is none.
    pub mirror: Option<PathBuf>,
    /// Which log lines are written, as a filter of `tracing-subscriber`.
    pub log: String,
    /// How log lines are written.
    pub log_format: LogFormat,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for machines.
    Json,
}

impl FromStr for LogFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("is no log format: write text or json".into()),
        }
    }
}

impl Config {
    /// The origin that absolute addresses begin with, without a slash at the end: the public one,
    /// or in development mode that of the address to listen on.
    pub fn origin(&self) -> String {
        match &self.base_url {
            Some(base_url) => base_url.origin().to_owned(),
            None => BaseUrl::from_listen(&self.listen).origin().to_owned(),
        }
    }

    /// The settings of this process: its `flags`, its environment and its settings file.
    ///
    /// # Errors
    /// The first setting that makes no sense, with its value and where it came from.
    pub fn load(flags: &Flags) -> Result<Self, SettingError> {
        let environment = environment()?;
        let path = flags.config.as_deref().unwrap_or(Path::new(FILE));
        let text = file::text(path, flags.config.is_some())?;
        Self::from_sources(
            flags,
            &environment,
            text.as_deref().map(|text| (path, text)),
        )
    }

    /// The same from what was gathered: a pure function, whatever process it runs in.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn from_sources(
        flags: &Flags,
        environment: &Environment,
        file: Option<(&Path, &str)>,
    ) -> Result<Self, SettingError> {
        let settings = Sources::new(flags, environment, file)?;
        Ok(Self {
            listen: settings.required("listen", Listen::from_str)?,
            database: settings.required("database", read::database)?,
            base_url: settings.optional("base_url", BaseUrl::from_str)?,
            trusted_proxies: settings
                .optional("trusted_proxies", read::networks)?
                .unwrap_or_default(),
            link_checks: settings.required("link_checks", read::switch)?,
            allow_private_networks: settings.required("allow_private_networks", read::switch)?,
            secret: settings.optional("secret", Secret::from_str)?,
            mail: match settings.optional("smtp_url", MailServer::from_str)? {
                None => None,
                Some(server) => Some(MailSettings {
                    server,
                    from: settings.required("mail_from", mail::sender)?,
                }),
            },
            limits: settings
                .optional("limits", Limits::from_str)?
                .unwrap_or_default(),
            shared_cache_seconds: settings.required("shared_cache_seconds", read::seconds)?,
            mirror: settings.optional("mirror", |folder| Ok(folder.into()))?,
            log: settings.required("log", read::log_filter)?,
            log_format: settings.required("log_format", LogFormat::from_str)?,
        })
    }
}
