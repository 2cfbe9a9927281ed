//! Texts that are not free: places, licences and tags, as the description spells them.

use std::sync::LazyLock;

use serde::Deserialize;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, OneOfBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::directory::licence::known_identifiers;

/// The slug path of a category, or `not-sure`. The published description lists the paths of the
/// directory that publishes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct CategoryPath(pub String);

impl PartialSchema for CategoryPath {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "The slug path of a category, such as `guidance/security`; `not-sure` leaves the \
                 choice to the moderators.",
            ))
            .into()
    }
}

impl ToSchema for CategoryPath {}

/// A licence as somebody found it: an SPDX expression, `none`, or `unknown`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct LicenceWord(pub String);

/// Identifiers joined by AND and OR. Parentheses and exceptions are read too, which no pattern
/// could say.
static LICENCES: LazyLock<String> = LazyLock::new(|| {
    let known = known_identifiers();
    let known: Vec<_> = known
        .map(|id| id.replace('.', "\\.").replace('+', "\\+"))
        .collect();
    let known = known.join("|");
    format!("^(?:|none|unknown|(?:{known})(?: (?:AND|OR) (?:{known}))?)$")
});

impl PartialSchema for LicenceWord {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .max_length(Some(300))
            .pattern(Some(LICENCES.as_str()))
            .description(Some(
                "An SPDX expression, such as `MIT` or `MIT OR Apache-2.0`; `none`: you looked and \
                 found none; `unknown` or empty: you didn’t look.",
            ))
            .into()
    }
}

impl ToSchema for LicenceWord {}

/// Tags: a list, or one text with commas between.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Tags {
    /// Each by itself.
    List(Vec<String>),
    /// With commas between.
    Text(String),
}

impl PartialSchema for Tags {
    fn schema() -> RefOr<Schema> {
        let text = |longest| {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .max_length(Some(longest))
        };
        let one = text(40).pattern(Some(r"^[^,\u0000\r\n]*$"));
        let list = ArrayBuilder::new().items(one).max_items(Some(10));
        let line = text(409).pattern(Some(
            r"^[^,\u0000\r\n]{0,40}(?:[,\n][^,\u0000\r\n]{0,40}){0,9}$",
        ));
        OneOfBuilder::new()
            .item(list)
            .item(line)
            .description(Some(
                "Up to ten tags of 40 characters: a list, or one text with commas.",
            ))
            .into()
    }
}

impl ToSchema for Tags {}

impl Tags {
    /// Whether each of a list is one tag: a comma or the end of a line would make two of it.
    pub fn are_apart(&self) -> bool {
        match self {
            Self::List(list) => !list.iter().any(|tag| tag.contains([',', '\n', '\r'])),
            Self::Text(_) => true,
        }
    }

    /// As the form has them.
    pub fn joined(self) -> String {
        match self {
            Self::List(list) => list.join(", "),
            Self::Text(text) => text,
        }
    }
}

/// Something that is on or off: `true` in JSON, `1` in a form.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Switch {
    /// As JSON says it.
    Truth(bool),
    /// As a form says it.
    Word(String),
}

impl Switch {
    /// The words of a form; those in the middle are on.
    const WORDS: [&str; 5] = ["", "1", "true", "0", "false"];

    /// Whether this word of a form is on.
    pub fn is_on(word: &str) -> bool {
        matches!(word, "1" | "true")
    }

    /// As a box of a form sends it: nothing when it isn't ticked.
    pub fn sent(&self) -> &'static str {
        let on = match self {
            Self::Truth(on) => *on,
            Self::Word(word) => Self::is_on(word),
        };
        if on { "1" } else { "" }
    }

    /// The schema with what it switches.
    pub fn about(about: &str) -> RefOr<Schema> {
        let words = ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(Self::WORDS));
        OneOfBuilder::new()
            .item(ObjectBuilder::new().schema_type(Type::Boolean))
            .item(words)
            .description(Some(about))
            .into()
    }
}

impl PartialSchema for Switch {
    fn schema() -> RefOr<Schema> {
        Self::about("`true` or `1`: yes; `false`, `0` or empty: no.")
    }
}

impl ToSchema for Switch {}
