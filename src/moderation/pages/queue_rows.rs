//! The rows of the queue.

use super::field_words;
use super::queue::is_late;
use super::reviewer::Reviewer;
use super::view::{Surroundings, View};
use crate::db::Connection;
use crate::directory::entry_input::EntryInput;
use crate::directory::{
    CategoryTree, Licence, LinkUrl, find_entry, find_live_entry_by_key, link_url::LinkPolicy,
};
use crate::error::Result;
use crate::moderation::decide::waits;
use crate::moderation::sql;
use crate::suggestions::{EditPayload, Payload, QueuedSuggestion, Suggestion, SuggestionKind};
use crate::text::dates::{Dates, age};
use crate::text::markdown::first_paragraph;

/// A suggestion as the queue shows it.
pub(super) struct Row {
    pub id: i64,
    pub href: String,
    pub kind: &'static str,
    pub is_report: bool,
    pub title: String,
    pub host: String,
    /// What it is about, in one line.
    pub line: String,
    /// None once it is decided.
    pub checks: Vec<Check>,
    /// How long it has waited, or how long ago it was decided.
    pub age: String,
    pub since: String,
    pub is_late: bool,
    pub aim_days: i64,
    /// Who is looking at it and until when; empty when nobody is.
    pub claimed_by: String,
    /// How far it has come, when it does not simply wait.
    pub status: &'static str,
    pub can_be_picked: bool,
}

/// What one automatic check says, in a word or two.
pub(super) struct Check {
    pub label: &'static str,
    pub class: &'static str,
    pub icon: &'static str,
    pub words: String,
}

impl Check {
    fn new(label: &'static str, class: &'static str, icon: &'static str, words: &str) -> Self {
        Self {
            label,
            class,
            icon,
            words: words.to_owned(),
        }
    }
}

pub(super) async fn row(
    connection: &mut Connection,
    (reviewer, view): (&Reviewer, &View),
    queued: &QueuedSuggestion,
    (around, dates): (&Surroundings<'_>, &Dates),
) -> Result<Row> {
    let suggestion = &queued.suggestion;
    let (tree, aim_days) = (around.tree, around.aim_days);
    let fields = shown_fields(connection, suggestion, tree).await?;
    let link = LinkUrl::parse(&fields.url, ANY_LINK).ok();
    let title = match &queued.entry_title {
        Some(title) => title.clone(),
        None => suggestion.payload.title().to_owned(),
    };
    let own_host = link.as_ref().map(LinkUrl::display_host);
    let now = reviewer.now;
    let claim = suggestion.claim_at(now);
    let waits = waits(suggestion.status);
    let mut checks = Vec::new();
    if suggestion.status.is_open() {
        checks.push(duplicate(connection, suggestion, link.as_ref()).await?);
        if suggestion.kind != SuggestionKind::Category {
            checks.push(licence(&fields));
        }
    }
    let since = suggestion.decided_at.unwrap_or(suggestion.created_at);
    Ok(Row {
        id: suggestion.id,
        href: view.review(suggestion.id),
        kind: suggestion.kind.label(),
        is_report: suggestion.kind == SuggestionKind::Report,
        title,
        host: queued.entry_host.clone().or(own_host).unwrap_or_default(),
        line: line(suggestion, &fields, tree),
        checks,
        age: match suggestion.decided_at {
            Some(at) => format!("{} ago", age(now, at)),
            None => age(now, suggestion.created_at),
        },
        since: dates.machine(since),
        is_late: waits && is_late(now, suggestion.created_at, aim_days),
        aim_days: aim_days.unwrap_or_default(),
        claimed_by: match claim {
            Some(claim) if claim.user_id == reviewer.user.id => {
                format!("You, until {}", dates.time(claim.until))
            }
            Some(claim) => {
                let name = queued.claimed_by_name.as_deref().unwrap_or_default();
                format!("{name}, until {}", dates.time(claim.until))
            }
            None => String::new(),
        },
        status: if suggestion.status.as_str() == "pending" {
            ""
        } else {
            suggestion.status.label()
        },
        can_be_picked: waits && suggestion.user_id != Some(reviewer.user.id),
    })
}

/// Showing refuses nothing.
const ANY_LINK: LinkPolicy = LinkPolicy {
    allow_private: true,
    allow_ftp: true,
};

/// The fields that the row goes by: as proposed, or of a report as they stand.
async fn shown_fields(
    connection: &mut Connection,
    suggestion: &Suggestion,
    tree: &CategoryTree,
) -> Result<EntryInput> {
    if let Some(fields) = suggestion.payload.fields() {
        return Ok(fields.clone());
    }
    let entry = match suggestion.entry_id {
        Some(id) => find_entry(connection, id).await?,
        None => None,
    };
    Ok(entry.map_or_else(EntryInput::default, |entry| {
        let node = tree.get(entry.state.category_id);
        EntryInput::of(&entry.state, node.map_or("", |node| &node.path))
    }))
}

fn line(suggestion: &Suggestion, fields: &EntryInput, tree: &CategoryTree) -> String {
    let note = first_line(suggestion.payload.note());
    let quoted = (!note.is_empty()).then(|| format!("“{note}”"));
    let (about, words) = match &suggestion.payload {
        Payload::Entry(_) => (
            field_words::shown("category", &fields.category, tree),
            quoted.unwrap_or_else(|| first_paragraph(&fields.description)),
        ),
        Payload::Edit(edit) => (changed(edit, tree), quoted.unwrap_or_default()),
        Payload::Report(report) => (report.reason.label().to_owned(), quoted.unwrap_or_default()),
        Payload::Category(category) => (
            field_words::place(&category.fields.parent, tree),
            quoted.unwrap_or_default(),
        ),
    };
    let line = if words.is_empty() {
        about
    } else {
        format!("{about}. {words}")
    };
    match suggestion.origin.sentence() {
        none if none.is_empty() => line,
        origin => format!("{}.{origin}", line.trim_end_matches('.')),
    }
}

/// "Licence, Caveat changed", or where it would move.
fn changed(edit: &EditPayload, tree: &CategoryTree) -> String {
    let changes = edit.changes();
    if let [only] = changes.as_slice()
        && only.field == "category"
    {
        let words = |path: &str| field_words::shown("category", path, tree);
        return format!("Move from {} to {}", words(only.old), words(only.new));
    }
    let labels: Vec<_> = changes
        .iter()
        .map(|change| field_words::label(change.field))
        .collect();
    format!("{} changed", labels.join(", "))
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

async fn duplicate(
    connection: &mut Connection,
    suggestion: &Suggestion,
    link: Option<&LinkUrl>,
) -> Result<Check> {
    let key = link.map(LinkUrl::key);
    if let Some(key) = &key {
        let live = find_live_entry_by_key(connection, key).await?;
        if live.is_some_and(|id| Some(id) != suggestion.entry_id) {
            return Ok(Check::new("Duplicate", "is-bad", "twins", "Listed already"));
        }
    }
    let waiting = sql::list_waiting_twins(connection, suggestion, key.as_deref()).await?;
    Ok(match waiting.len() {
        0 => Check::new("Duplicate", "is-ok", "tick", "No match"),
        1 => Check::new("Duplicate", "is-moved", "twins", "1 more waits"),
        more => Check::new(
            "Duplicate",
            "is-moved",
            "twins",
            &format!("{more} more wait"),
        ),
    })
}

fn licence(fields: &EntryInput) -> Check {
    match Licence::parse_field(&fields.licence).unwrap_or_default() {
        Licence::Expression(id) => Check::new("Licence", "is-ok", "tick", &id),
        Licence::NoneFound => Check::new("Licence", "is-moved", "cross", "None"),
        Licence::NotChecked => Check::new("Licence", "", "dash", "Not checked"),
    }
}
