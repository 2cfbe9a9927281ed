//! Which suggestions the queue shows, as SQL.

use sqlx::QueryBuilder;
use sqlx::sqlite::Sqlite;

use crate::suggestions::{Reference, SuggestionKind, SuggestionStatus};

/// Which suggestions the queue shows.
#[derive(Clone, Debug, Default)]
pub struct QueueFilter {
    /// Of one kind only.
    pub kind: Option<SuggestionKind>,
    /// How far they have come.
    pub status: QueueStatus,
    /// In one place only.
    pub category: Option<QueueCategory>,
    /// Sent before this time only, UTC milliseconds.
    pub sent_before: Option<i64>,
    /// Looked at by this person at this time (UTC milliseconds) only.
    pub claimed: Option<(i64, i64)>,
    /// In these categories or below them, or in none yet; everywhere when nothing is named.
    pub scope: Option<Vec<i64>>,
    /// Words in the reference, the title, the link, the note or the contributor's name or address;
    /// empty for all.
    pub words: String,
    /// Only what was sent after another one, which is named by its time (UTC milliseconds) and its
    /// number.
    pub after: Option<(i64, i64)>,
    /// Which comes first.
    pub order: QueueOrder,
}

/// The place of an entry that is suggested, changed or reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueCategory {
    /// In this category or below it.
    Below(i64),
    /// Nobody was sure.
    Unsure,
}

/// How far the shown suggestions have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueueStatus {
    /// Everything that waits, for a moderator or for an answer.
    #[default]
    Waiting,
    /// Those with this status.
    Only(SuggestionStatus),
    /// Everything that had its last word, spam apart.
    Decided,
    /// All of them.
    All,
}

impl QueueStatus {
    /// Whether everything that it shows waits, so that what is about one entry stands together.
    pub fn waits(self) -> bool {
        matches!(
            self,
            Self::Waiting
                | Self::Only(SuggestionStatus::Pending)
                | Self::Only(SuggestionStatus::Question)
        )
    }
}

/// Which suggestion comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueueOrder {
    /// Who has waited longest.
    #[default]
    Oldest,
    /// What came last.
    Newest,
    /// What was decided last.
    LastDecided,
}

/// What the conditions below speak of.
pub(super) const TABLES: &str = " FROM suggestions s LEFT JOIN entries e ON e.id = s.entry_id
    LEFT JOIN contributors p ON p.suggestion_id = s.id WHERE ";

/// An edit and a report belong where their entry is; what was taken away since is nowhere.
const CATEGORY: &str = "(SELECT c.id FROM categories c
    WHERE c.id = coalesce(e.category_id, s.category_id) AND c.status = 'live')";

pub(super) fn push_filter(query: &mut QueryBuilder<Sqlite>, filter: &QueueFilter) {
    match filter.status {
        QueueStatus::Waiting => {
            query.push("s.status IN ('pending', 'question')");
        }
        QueueStatus::Only(status) => {
            query
                .push("s.removed_at IS NULL AND s.status = ")
                .push_bind(status.as_str());
        }
        QueueStatus::Decided => {
            query.push("s.status IN ('approved', 'declined', 'duplicate', 'withdrawn')");
        }
        QueueStatus::All => {
            query.push("s.removed_at IS NULL");
        }
    }
    if let Some(kind) = filter.kind {
        query.push(" AND s.kind = ").push_bind(kind.as_str());
    }
    match filter.category {
        Some(QueueCategory::Below(id)) => {
            query.push(" AND ").push(CATEGORY);
            push_below(query, &[id]);
        }
        Some(QueueCategory::Unsure) => {
            query.push(" AND ").push(CATEGORY).push(" IS NULL");
        }
        None => {}
    }
    if let Some(roots) = &filter.scope {
        query.push(" AND (").push(CATEGORY).push(" IS NULL OR ");
        query.push(CATEGORY);
        push_below(query, roots);
        query.push(")");
    }
    if let Some(sent_before) = filter.sent_before {
        query.push(" AND s.created_at < ").push_bind(sent_before);
    }
    if let Some((sent, id)) = filter.after {
        query.push(" AND (s.created_at, s.id) > (").push_bind(sent);
        query.push(", ").push_bind(id).push(")");
    }
    if let Some((user_id, now)) = filter.claimed {
        query.push(" AND s.claimed_by = ").push_bind(user_id);
        query.push(" AND s.claimed_until > ").push_bind(now);
    }
    push_words(query, &filter.words);
}

/// "… is one of these categories or lies below one".
fn push_below(query: &mut QueryBuilder<Sqlite>, roots: &[i64]) {
    // Numbers always can be written as JSON.
    let roots = serde_json::to_string(roots).unwrap_or_else(|_| "[]".to_owned());
    query
        .push(" IN (WITH RECURSIVE below (id) AS (SELECT value FROM json_each(")
        .push_bind(roots)
        .push(") UNION SELECT c.id FROM categories c JOIN below b ON c.parent_id = b.id)")
        .push(" SELECT id FROM below)");
}

fn push_words(query: &mut QueryBuilder<Sqlite>, words: &str) {
    for word in words.split_whitespace().take(8) {
        let like = format!("%{}%", escaped(word));
        query
            .push(" AND (coalesce(s.payload ->> '$.fields.title', e.title, '')")
            .push(" || ' ' || coalesce(s.payload ->> '$.fields.url', e.url, '')")
            .push(" || ' ' || coalesce(e.title, '') || ' ' || coalesce(s.host, e.host, '')")
            .push(" || ' ' || coalesce(s.payload ->> '$.note', '')")
            .push(" || ' ' || coalesce(p.name, '') || ' ' || coalesce(p.email, '')")
            .push(" || ' ' || s.reference LIKE ")
            .push_bind(like)
            .push(" ESCAPE '\\'");
        if let Some(reference) = Reference::parse(word) {
            query
                .push(" OR s.reference = ")
                .push_bind(reference.to_string());
        }
        query.push(")");
    }
}

/// The word with LIKE's own signs taken literally.
fn escaped(word: &str) -> String {
    word.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}
