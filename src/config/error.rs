//! What is wrong with the settings, in one line that says what would be right.

use std::fmt;
use std::path::PathBuf;

/// Where a setting came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The command line, with the flag's name.
    Flag(String),
    /// The environment, with the variable's name.
    Environment(String),
    /// The settings file.
    File {
        /// The file as it was named.
        path: PathBuf,
        /// The line of the value, from 1.
        line: usize,
    },
    /// Nobody set it.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) => write!(f, "from {name}"),
            Self::Environment(name) => write!(f, "from {name} in the environment"),
            Self::File { path, line } => write!(f, "from line {line} of {}", path.display()),
            Self::Default => f.write_str("the default"),
        }
    }
}

/// Why the settings can't be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingError {
    /// A value that makes no sense.
    #[error("{key} = {value} ({origin}) {reason}")]
    Wrong {
        /// The setting's key.
        key: &'static str,
        /// Its value, quoted; only the length of a secret one.
        value: String,
        /// Where it came from.
        origin: Origin,
        /// What is wrong with it and what would be right; continues the sentence.
        reason: String,
    },
    /// A key of the settings file that is none of ours.
    #[error("{} line {line}: there is no setting {key:?}{}", path.display(), meant(.nearest))]
    UnknownKey {
        /// The key as written.
        key: String,
        /// The settings file.
        path: PathBuf,
        /// The line of the key, from 1.
        line: usize,
        /// The setting that was probably meant.
        nearest: Option<&'static str>,
    },
    /// A settings file that can't be read or understood.
    #[error("{}{}: {reason}", path.display(), line.map(|line| format!(" line {line}")).unwrap_or_default())]
    File {
        /// The settings file.
        path: PathBuf,
        /// The line, from 1, when it is known.
        line: Option<usize>,
        /// What is wrong with it.
        reason: String,
    },
    /// A variable of ours that is not UTF-8.
    #[error("{variable} in the environment is not valid UTF-8")]
    NotUnicode {
        /// The variable's name.
        variable: String,
    },
}

fn meant(nearest: &Option<&'static str>) -> String {
    match nearest {
        Some(key) => format!("; did you mean {key:?}?"),
        None => {
            let known: Vec<&str> = super::SETTINGS.iter().map(|(key, _)| *key).collect();
            format!("; the settings are {}", known.join(", "))
        }
    }
}
