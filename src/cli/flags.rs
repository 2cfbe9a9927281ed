//! The settings as flags. Values are read by [`crate::config`], so that a wrong one is named
//! alike wherever it came from.

use std::path::PathBuf;

use clap::Args;

use crate::config::Flags;

/// What every command needs that opens the database.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Settings")]
pub(super) struct StoreFlags {
    /// Settings file [default: signpost.toml in the working directory, if there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Path of the SQLite file [SIGNPOST_DATABASE; default: signpost.db]
    #[arg(long, value_name = "PATH")]
    database: Option<String>,
    /// Which log lines to write, such as warn,signpost=debug [SIGNPOST_LOG; default: info]
    #[arg(long, value_name = "FILTER")]
    log: Option<String>,
    /// text, or json for machines [SIGNPOST_LOG_FORMAT; default: text]
    #[arg(long, value_name = "FORMAT")]
    log_format: Option<String>,
}

/// What a command needs that prints links.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Settings")]
pub(super) struct AddressFlags {
    /// Address to listen on, or unix:PATH [SIGNPOST_LISTEN; default: 127.0.0.1:3000]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Public origin, used in feeds, canonical links and the origin check [SIGNPOST_BASE_URL;
    /// default: development mode, from the listen address]
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

/// What a command needs that takes links.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Settings")]
pub(super) struct PrivateFlags {
    /// on: private addresses, IP hosts and single-label hosts may be listed
    /// [SIGNPOST_ALLOW_PRIVATE_NETWORKS; default: off]
    #[arg(long, value_name = "on|off")]
    allow_private_networks: Option<String>,
}

/// What only the server needs.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Settings")]
pub(super) struct ServerFlags {
    /// Networks whose forwarding headers are believed, such as 10.0.0.0/8,2001:db8::/32
    /// [SIGNPOST_TRUSTED_PROXIES; default: none]
    #[arg(long, value_name = "NETWORKS")]
    trusted_proxies: Option<String>,
    /// off: no request is sent to any other site, no webhook either
    /// [SIGNPOST_LINK_CHECKS; default: on]
    #[arg(long, value_name = "on|off")]
    link_checks: Option<String>,
    /// on: private addresses, IP hosts and single-label hosts may be listed and asked
    /// [SIGNPOST_ALLOW_PRIVATE_NETWORKS; default: off]
    #[arg(long, value_name = "on|off")]
    allow_private_networks: Option<String>,
    /// Rate limits, such as suggest=5/10m,signin=10/15m; off lifts them all
    /// [SIGNPOST_LIMITS; default: as the README says]
    #[arg(long, value_name = "LIMITS")]
    limits: Option<String>,
    /// Mail server, smtp://host:port or smtps://user:password@host; with a password better set as
    /// SIGNPOST_SMTP_URL, as everybody on the machine can read flags [default: no mail is sent]
    #[arg(long, value_name = "URL")]
    smtp_url: Option<String>,
    /// Whom mail comes from, such as links@example.org [SIGNPOST_MAIL_FROM; needed with --smtp-url]
    #[arg(long, value_name = "ADDRESS")]
    mail_from: Option<String>,
    /// For how long a shared cache may answer without asking again
    /// [SIGNPOST_SHARED_CACHE_SECONDS; default: 0, never]
    #[arg(long, value_name = "SECONDS")]
    shared_cache_seconds: Option<String>,
    /// Folder of a git repository that mirrors the directory, made when it is empty or missing
    /// [SIGNPOST_MIRROR; default: none]
    #[arg(long, value_name = "FOLDER")]
    mirror: Option<String>,
}

impl StoreFlags {
    /// These as settings.
    pub(super) fn settings(self) -> Flags {
        let flags = Flags {
            config: self.config,
            ..Flags::default()
        };
        let values = [
            ("database", self.database),
            ("log", self.log),
            ("log_format", self.log_format),
        ];
        with(flags, values)
    }
}

impl AddressFlags {
    /// These beside `others`.
    pub(super) fn beside(self, others: Flags) -> Flags {
        with(
            others,
            [("listen", self.listen), ("base_url", self.base_url)],
        )
    }
}

impl PrivateFlags {
    /// These beside `others`.
    pub(super) fn beside(&self, others: Flags) -> Flags {
        let value = self.allow_private_networks.clone();
        with(others, [("allow_private_networks", value)])
    }
}

impl ServerFlags {
    /// These beside `others`.
    pub(super) fn beside(self, others: Flags) -> Flags {
        let values = [
            ("trusted_proxies", self.trusted_proxies),
            ("link_checks", self.link_checks),
            ("allow_private_networks", self.allow_private_networks),
            ("limits", self.limits),
            ("smtp_url", self.smtp_url),
            ("mail_from", self.mail_from),
            ("shared_cache_seconds", self.shared_cache_seconds),
            ("mirror", self.mirror),
        ];
        with(others, values)
    }
}

/// `flags` with those of `values` that were given.
pub(super) fn with<const N: usize>(
    mut flags: Flags,
    values: [(&'static str, Option<String>); N],
) -> Flags {
    flags.values.extend(
        values
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?))),
    );
    flags
}
