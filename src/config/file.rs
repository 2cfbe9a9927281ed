//! Reading `signpost.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::sources::nearest;
use super::{SETTINGS, SettingError};

/// The values of a settings file by key, each with its line.
pub(super) type FileSettings = BTreeMap<&'static str, (String, usize)>;

/// The text of the settings file; none when it is missing and nobody `asked_for` it.
pub(super) fn text(path: &Path, asked_for: bool) -> Result<Option<String>, SettingError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound && !asked_for => Ok(None),
        Err(error) => Err(unreadable(path, None, error.to_string())),
    }
}

/// Reads the file's text. Strings, whole numbers, booleans and lists of strings are taken.
pub(super) fn parse(path: &Path, text: &str) -> Result<FileSettings, SettingError> {
    let table = DeTable::parse(text).map_err(|error| {
        let line = error.span().map(|span| line_of(text, span.start));
        unreadable(path, line, error.message().to_owned())
    })?;
    let mut settings = FileSettings::new();
    for (key, value) in table.get_ref() {
        let Some((known, _)) = SETTINGS
            .iter()
            .find(|(known, _)| *known == key.get_ref().as_ref())
        else {
            return Err(SettingError::UnknownKey {
                key: key.get_ref().to_string(),
                path: path.to_owned(),
                line: line_of(text, key.span().start),
                nearest: nearest(key.get_ref(), SETTINGS.iter().map(|(known, _)| *known)),
            });
        };
        let line = line_of(text, value.span().start);
        let plain = plain(value.get_ref()).ok_or_else(|| {
            let kind = value.get_ref().type_str();
            unreadable(
                path,
                Some(line),
                format!("{known} can't be of the type {kind}"),
            )
        })?;
        settings.insert(known, (plain, line));
    }
    Ok(settings)
}

fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        DeValue::Array(items) => items
            .iter()
            .map(|item| item.get_ref().as_str())
            .collect::<Option<Vec<_>>>()
            .map(|items| items.join(",")),
        _ => None,
    }
}

/// The line, from 1, of a byte offset.
fn line_of(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

fn unreadable(path: &Path, line: Option<usize>, reason: String) -> SettingError {
    SettingError::File {
        path: path.to_owned(),
        line,
        reason,
    }
}
