//! The moderators' queue: filtered, ordered, and with a way to the next one.

use sqlx::sqlite::Sqlite;
use sqlx::{FromRow, QueryBuilder};

use super::rows::SuggestionRow;
use crate::db::Connection;
use crate::error::Result;
use crate::suggestions::{Reference, Suggestion, SuggestionKind, SuggestionStatus};

/// Which suggestions the queue shows.
#[derive(Clone, Debug, Default)]
pub struct QueueFilter {
    /// Of one kind only.
    pub kind: Option<SuggestionKind>,
    /// How far they have come.
    pub status: QueueStatus,
    /// Words in the reference, the title, the link or the note; empty for all.
    pub words: String,
    /// Which comes first.
    pub order: QueueOrder,
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

/// A suggestion as the queue lists it.
#[derive(Clone, Debug)]
pub struct QueuedSuggestion {
    /// The suggestion.
    pub suggestion: Suggestion,
    /// Of an edit or a report: what the entry is called now.
    pub entry_title: Option<String>,
    /// Of an edit or a report: where the entry's link leads, as lists show it.
    pub entry_host: Option<String>,
    /// The name of the moderator who claimed it; the claim may have lapsed.
    pub claimed_by_name: Option<String>,
}

#[derive(FromRow)]
struct QueueRow {
    #[sqlx(flatten)]
    suggestion: SuggestionRow,
    entry_title: Option<String>,
    entry_host: Option<String>,
    claimed_by_name: Option<String>,
}

/// One page of the queue.
///
/// # Errors
/// When the database does not answer.
pub async fn list_queue(
    connection: &mut Connection,
    filter: &QueueFilter,
    (limit, offset): (i64, i64),
) -> Result<Vec<QueuedSuggestion>> {
    let mut query = QueryBuilder::new(
        "SELECT s.*, e.title AS entry_title, e.display_host AS entry_host, u.name AS claimed_by_name
         FROM suggestions s LEFT JOIN entries e ON e.id = s.entry_id
         LEFT JOIN users u ON u.id = s.claimed_by WHERE ",
    );
    push_filter(&mut query, filter);
    query.push(match filter.order {
        QueueOrder::Oldest => " ORDER BY s.created_at, s.id LIMIT ",
        QueueOrder::Newest => " ORDER BY s.created_at DESC, s.id DESC LIMIT ",
        QueueOrder::LastDecided => " ORDER BY s.decided_at DESC, s.id DESC LIMIT ",
    });
    query.push_bind(limit).push(" OFFSET ").push_bind(offset);
    query
        .build_query_as::<QueueRow>()
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(|row| {
            Ok(QueuedSuggestion {
                suggestion: row.suggestion.try_into()?,
                entry_title: row.entry_title,
                entry_host: row.entry_host,
                claimed_by_name: row.claimed_by_name,
            })
        })
        .collect()
}

/// How many the filter lets through.
///
/// # Errors
/// When the database does not answer.
pub async fn count_queue(connection: &mut Connection, filter: &QueueFilter) -> Result<i64> {
    let mut query = QueryBuilder::new(
        "SELECT count(*) FROM suggestions s LEFT JOIN entries e ON e.id = s.entry_id WHERE ",
    );
    push_filter(&mut query, filter);
    Ok(query.build_query_scalar().fetch_one(connection).await?)
}

/// The suggestions before and after one, in the filter's order: whether or not it passes the
/// filter itself, so that there is a next one after it was decided.
///
/// # Errors
/// When the database does not answer.
pub async fn queue_neighbours(
    connection: &mut Connection,
    filter: &QueueFilter,
    (created_at, id): (i64, i64),
) -> Result<(Option<i64>, Option<i64>)> {
    let older = neighbour(connection, filter, (created_at, id), false).await?;
    let newer = neighbour(connection, filter, (created_at, id), true).await?;
    Ok(match filter.order {
        QueueOrder::Oldest => (older, newer),
        QueueOrder::Newest | QueueOrder::LastDecided => (newer, older),
    })
}

async fn neighbour(
    connection: &mut Connection,
    filter: &QueueFilter,
    (created_at, id): (i64, i64),
    newer: bool,
) -> Result<Option<i64>> {
    let mut query = QueryBuilder::new(
        "SELECT s.id FROM suggestions s LEFT JOIN entries e ON e.id = s.entry_id WHERE ",
    );
    push_filter(&mut query, filter);
    query
        .push(if newer {
            " AND (s.created_at, s.id) > ("
        } else {
            " AND (s.created_at, s.id) < ("
        })
        .push_bind(created_at)
        .push(", ")
        .push_bind(id)
        .push(if newer {
            ") ORDER BY s.created_at, s.id LIMIT 1"
        } else {
            ") ORDER BY s.created_at DESC, s.id DESC LIMIT 1"
        });
    Ok(query
        .build_query_scalar()
        .fetch_optional(connection)
        .await?)
}

fn push_filter(query: &mut QueryBuilder<Sqlite>, filter: &QueueFilter) {
    match filter.status {
        QueueStatus::Waiting => {
            query.push("s.status IN ('pending', 'question')");
        }
        QueueStatus::Only(status) => {
            query.push("s.status = ").push_bind(status.as_str());
        }
        QueueStatus::Decided => {
            query.push("s.status IN ('approved', 'declined', 'duplicate', 'withdrawn')");
        }
        QueueStatus::All => {
            query.push("TRUE");
        }
    }
    if let Some(kind) = filter.kind {
        query.push(" AND s.kind = ").push_bind(kind.as_str());
    }
    for word in filter.words.split_whitespace().take(8) {
        let like = format!("%{}%", escaped(word));
        query
            .push(" AND (coalesce(s.payload ->> '$.fields.title', e.title, '')")
            .push(" || ' ' || coalesce(s.payload ->> '$.fields.url', e.url, '')")
            .push(" || ' ' || coalesce(s.payload ->> '$.note', '')")
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
