//! The moderators' queue: what is in it, in which order, and the rows of one page.

use sqlx::{FromRow, QueryBuilder};

use super::queue_filter::{QueueFilter, QueueOrder, TABLES, push_filter};
use super::rows::SuggestionRow;
use crate::db::Connection;
use crate::error::{AppError, Result};
use crate::suggestions::{Claim, QueueRef, Suggestion, SuggestionKind};

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

#[derive(FromRow)]
struct RefRow {
    id: i64,
    subject: String,
    kind: String,
    created_at: i64,
    claimed_by: Option<i64>,
    claimed_until: Option<i64>,
    user_id: Option<i64>,
}

/// The first `most` suggestions that the filter lets through, in its order.
///
/// # Errors
/// When the database does not answer.
pub async fn list_queue_refs(
    connection: &mut Connection,
    filter: &QueueFilter,
    most: i64,
) -> Result<Vec<QueueRef>> {
    let mut query = QueryBuilder::new(
        "SELECT s.id, s.subject, s.kind, s.created_at, s.claimed_by, s.claimed_until, s.user_id",
    );
    query.push(TABLES);
    push_filter(&mut query, filter);
    query.push(match filter.order {
        QueueOrder::Oldest => " ORDER BY s.created_at, s.id LIMIT ",
        QueueOrder::Newest => " ORDER BY s.created_at DESC, s.id DESC LIMIT ",
        QueueOrder::LastDecided => " ORDER BY s.decided_at DESC, s.id DESC LIMIT ",
    });
    query.push_bind(most);
    query
        .build_query_as::<RefRow>()
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(QueueRef::try_from)
        .collect()
}

impl TryFrom<RefRow> for QueueRef {
    type Error = AppError;

    fn try_from(row: RefRow) -> Result<Self> {
        let kind = SuggestionKind::parse(&row.kind)
            .ok_or_else(|| anyhow::anyhow!("unknown kind {:?} in the queue", row.kind))?;
        Ok(Self {
            id: row.id,
            subject: row.subject,
            kind,
            created_at: row.created_at,
            claim: (row.claimed_by.zip(row.claimed_until))
                .map(|(user_id, until)| Claim { user_id, until }),
            user_id: row.user_id,
        })
    }
}

/// These suggestions as the queue lists them, in the order of their numbers here.
///
/// # Errors
/// When the database does not answer.
pub async fn list_queued(
    connection: &mut Connection,
    ids: &[i64],
) -> Result<Vec<QueuedSuggestion>> {
    let ids = serde_json::to_string(ids)?;
    let mut query = QueryBuilder::new(
        "SELECT s.*, e.title AS entry_title, e.display_host AS entry_host, u.name AS claimed_by_name
         FROM json_each(",
    );
    query.push_bind(ids).push(
        ") wanted JOIN suggestions s ON s.id = wanted.value
         LEFT JOIN entries e ON e.id = s.entry_id LEFT JOIN users u ON u.id = s.claimed_by
         ORDER BY wanted.key",
    );
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
    let mut query = QueryBuilder::new("SELECT count(*)");
    query.push(TABLES);
    push_filter(&mut query, filter);
    Ok(query.build_query_scalar().fetch_one(connection).await?)
}
