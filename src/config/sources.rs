//! Where settings come from, and which source wins.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};

use super::SETTINGS;
use super::error::{Origin, SettingError};
use super::file::{self, FileSettings};

const PREFIX: &str = "SIGNPOST_";

/// The environment's variables by name.
pub type Environment = BTreeMap<String, String>;

/// What the command line sets.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// The settings file, when it is named.
    pub config: Option<PathBuf>,
    /// The settings by their keys.
    pub values: BTreeMap<&'static str, String>,
}

/// A setting as it was written, with where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawSetting {
    key: &'static str,
    value: String,
    origin: Origin,
}

impl RawSetting {
    fn read<T>(&self, read: impl Fn(&str) -> Result<T, String>) -> Result<T, SettingError> {
        read(self.value.trim()).map_err(|reason| SettingError::Wrong {
            key: self.key,
            value: self.shown(),
            origin: self.origin.clone(),
            reason,
        })
    }

    /// The value, quoted and of a bearable length; a secret is never repeated.
    fn shown(&self) -> String {
        let length = self.value.chars().count();
        match (self.key, length) {
            ("secret" | "smtp_url", _) => format!("(a text of {length} characters)"),
            (_, ..=200) => format!("{:?}", self.value),
            _ => format!("{:?}…", self.value.chars().take(200).collect::<String>()),
        }
    }
}

/// All sources together.
pub(super) struct Sources<'a> {
    flags: &'a Flags,
    environment: &'a Environment,
    file: FileSettings,
    path: &'a Path,
}

impl<'a> Sources<'a> {
    pub(super) fn new(
        flags: &'a Flags,
        environment: &'a Environment,
        file: Option<(&'a Path, &str)>,
    ) -> Result<Self, SettingError> {
        let path = file.map_or(Path::new(super::FILE), |(path, _)| path);
        let file = file
            .map(|(path, text)| file::parse(path, text))
            .transpose()?;
        Ok(Self {
            flags,
            environment,
            file: file.unwrap_or_default(),
            path,
        })
    }

    /// The setting from the first source that has it. Empty is unset, as compose files write it.
    pub(super) fn raw(&self, key: &'static str) -> Option<RawSetting> {
        let flag = self.flags.values.get(key).map(|value| {
            (
                value.clone(),
                Origin::Flag(format!("--{}", key.replace('_', "-"))),
            )
        });
        let variable = variable(key);
        let environment = self
            .environment
            .get(&variable)
            .map(|value| (value, Origin::Environment(variable)));
        let environment = environment.map(|(value, origin)| (value.clone(), origin));
        let file = self.file.get(key).map(|(value, line)| {
            (
                value.clone(),
                Origin::File {
                    path: self.path.to_owned(),
                    line: *line,
                },
            )
        });
        let default = SETTINGS.iter().find(|(known, _)| *known == key);
        let default = default.map(|(_, value)| ((*value).to_owned(), Origin::Default));
        [flag, environment, file, default]
            .into_iter()
            .flatten()
            .find(|(value, _)| !value.trim().is_empty())
            .map(|(value, origin)| RawSetting { key, value, origin })
    }

    /// Reads a setting that may be unset.
    pub(super) fn optional<T>(
        &self,
        key: &'static str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, SettingError> {
        self.raw(key).map(|setting| setting.read(read)).transpose()
    }

    /// Reads a setting that has a default.
    pub(super) fn required<T>(
        &self,
        key: &'static str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, SettingError> {
        let unset = || RawSetting {
            key,
            value: String::new(),
            origin: Origin::Default,
        };
        self.raw(key).unwrap_or_else(unset).read(read)
    }
}

/// The variables of this process that may be settings.
///
/// # Errors
/// One of them is not UTF-8.
pub fn environment() -> Result<Environment, SettingError> {
    env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
        .filter(|(name, _)| name.starts_with(PREFIX))
        .map(|(name, value)| match value.into_string() {
            Ok(value) => Ok((name, value)),
            Err(_) => Err(SettingError::NotUnicode { variable: name }),
        })
        .collect()
}

/// A warning for each variable that looks like a slip of the pen. Other unknown ones are let be:
/// container platforms set some of their own for whatever is called signpost.
pub fn misspelt(environment: &Environment) -> Vec<String> {
    let known: Vec<String> = SETTINGS.iter().map(|(key, _)| variable(key)).collect();
    let unknown = environment.keys().filter(|name| !known.contains(name));
    unknown
        .filter_map(|name| {
            let meant = nearest(name, known.iter().map(String::as_str))?;
            Some(format!(
                "{name} in the environment is no setting; did you mean {meant}?"
            ))
        })
        .collect()
}

fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.to_uppercase())
}

/// The name that is at most two slips away from `word`, or a third of it.
pub(super) fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    names
        .map(|name| (slips(&word.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(slips, name)| *slips <= (name.len() / 3).clamp(1, 2))
        .min()
        .map(|(_, name)| name)
}

/// How many letters must be put in, left out or changed to make one word of the other
/// (the distance of Levenshtein).
fn slips(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut next = vec![i + 1];
        for (b, pair) in to.chars().zip(row.windows(2)) {
            let &[diagonal, above] = pair else { continue };
            let left = next.last().copied().unwrap_or_default();
            next.push(
                (diagonal + usize::from(a != b))
                    .min(above + 1)
                    .min(left + 1),
            );
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
