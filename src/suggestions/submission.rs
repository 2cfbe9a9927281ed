//! A form that was sent, and what it is judged by.

use super::check::Checked;
use super::sender::Sender;
use super::{OriginKind, SuggestionForm, SuggestionKind};
use crate::config::Limits;
use crate::directory::CategoryTree;
use crate::error::Result;
use crate::keys::Keys;
use crate::notify::Outbox;
use crate::web::form::FormErrors;

/// What a form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// What it suggests.
    pub kind: SuggestionKind,
    /// The entry that it is about, unless it suggests a new one.
    pub entry_id: Option<i64>,
    /// The revision of that entry that the contributor looked at.
    pub base_revision_id: Option<i64>,
}

/// A form that was sent, and what it is judged by.
#[derive(Debug)]
pub struct Submission<'a> {
    /// The server's key.
    pub keys: &'a Keys,
    /// Takes note of what is to be told.
    pub outbox: &'a Outbox,
    /// The limits.
    pub limits: &'a Limits,
    /// The categories.
    pub tree: &'a CategoryTree,
    /// What the form is about.
    pub subject: Subject,
    /// What was typed.
    pub form: &'a SuggestionForm,
    /// The link that was typed, by its key, whatever else is wrong with the form.
    pub url_key: Option<String>,
    /// What the checks made of it.
    pub checked: Result<Checked, FormErrors>,
    /// From whom it comes.
    pub sender: Sender,
    /// On which way it came in.
    pub origin: OriginKind,
    /// UTC milliseconds.
    pub now: i64,
}
