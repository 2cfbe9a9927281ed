//! What stands around a suggestion: entries and suggestions like it, and the record of its host.

use crate::db::Connection;
use crate::error::Result;
use crate::moderation::review::{EarlierDecision, EntryRef, WaitingRef};
use crate::suggestions::{Suggestion, SuggestionKind};

/// Suggestions in the queue for the same link or the same entry, oldest first. Reports on one
/// entry are decided together, so they do not stand beside each other.
///
/// # Errors
/// When the database does not answer.
pub async fn list_waiting_twins(
    connection: &mut Connection,
    suggestion: &Suggestion,
    url_key: Option<&str>,
) -> Result<Vec<WaitingRef>> {
    let is_report = suggestion.kind == SuggestionKind::Report;
    Ok(sqlx::query_as!(
        WaitingRef,
        "SELECT id, reference, created_at FROM suggestions
         WHERE id <> ?1 AND status IN ('pending', 'question')
           AND (url_key = ?2 OR entry_id = ?3) AND NOT (?4 AND kind = 'report')
         ORDER BY created_at, id LIMIT 10",
        suggestion.id,
        url_key,
        suggestion.entry_id,
        is_report,
    )
    .fetch_all(connection)
    .await?)
}

/// Suggestions in the queue of a category with this name at the same place, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_waiting_categories(
    connection: &mut Connection,
    id: i64,
    (parent_id, title): (Option<i64>, &str),
) -> Result<Vec<WaitingRef>> {
    Ok(sqlx::query_as!(
        WaitingRef,
        "SELECT id, reference, created_at FROM suggestions
         WHERE kind = 'category' AND id <> ? AND status IN ('pending', 'question')
           AND category_id IS ? AND lower(payload ->> '$.fields.title') = lower(?)
         ORDER BY created_at, id LIMIT 10",
        id,
        parent_id,
        title,
    )
    .fetch_all(connection)
    .await?)
}

/// Decisions in force that declined a new entry with this link, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_declined_before(
    connection: &mut Connection,
    id: i64,
    url_key: &str,
) -> Result<Vec<EarlierDecision>> {
    Ok(sqlx::query_as!(
        EarlierDecision,
        "SELECT s.id AS suggestion_id, s.reference, d.at, u.name AS moderator, d.reason, d.message
         FROM suggestions s JOIN decisions d ON d.suggestion_id = s.id JOIN users u ON u.id = d.user_id
         WHERE s.url_key = ? AND s.id <> ? AND s.kind = 'entry' AND d.verdict = 'decline'
           AND d.undone_at IS NULL
         ORDER BY d.id DESC LIMIT 5",
        url_key,
        id,
    )
    .fetch_all(connection)
    .await?)
}

/// How findings name these entries; a JSON array of numbers keeps the statement fixed.
///
/// # Errors
/// When the database does not answer.
pub async fn list_entry_refs(connection: &mut Connection, ids: &[i64]) -> Result<Vec<EntryRef>> {
    let ids = serde_json::to_string(ids)?;
    Ok(sqlx::query_as!(
        EntryRef,
        "SELECT e.id, e.slug, e.title, c.title AS category_title
         FROM json_each(?) wanted JOIN entries e ON e.id = wanted.value
         JOIN categories c ON c.id = e.category_id ORDER BY wanted.key",
        ids,
    )
    .fetch_all(connection)
    .await?)
}

/// Live entries whose titles have any of the words, best match first. `words` is a search in the
/// index's own syntax.
///
/// # Errors
/// When the database does not answer.
pub async fn list_entries_like_title(
    connection: &mut Connection,
    words: &str,
) -> Result<Vec<EntryRef>> {
    Ok(sqlx::query_as!(
        EntryRef,
        "SELECT e.id, e.slug, e.title, c.title AS category_title
         FROM entry_search JOIN entries e ON e.id = entry_search.rowid
         JOIN categories c ON c.id = e.category_id
         WHERE entry_search MATCH ? AND e.status = 'live'
         ORDER BY rank LIMIT 20",
        words,
    )
    .fetch_all(connection)
    .await?)
}

/// Live entries whose words have any of these, best match first, each with its title and first
/// paragraph. `words` is a search in the index's own syntax.
///
/// # Errors
/// When the database does not answer.
pub async fn list_entries_like_text(
    connection: &mut Connection,
    words: &str,
) -> Result<Vec<(EntryRef, String)>> {
    let rows = sqlx::query!(
        "SELECT e.id, e.slug, e.title, e.summary, c.title AS category_title
         FROM entry_search JOIN entries e ON e.id = entry_search.rowid
         JOIN categories c ON c.id = e.category_id
         WHERE entry_search MATCH ? AND e.status = 'live'
         ORDER BY rank LIMIT 20",
        words,
    )
    .fetch_all(connection)
    .await?;
    let found = rows.into_iter().map(|row| {
        let text = format!("{} {}", row.title, row.summary);
        let entry = EntryRef {
            id: row.id,
            slug: row.slug,
            title: row.title,
            category_title: row.category_title,
        };
        (entry, text)
    });
    Ok(found.collect())
}

/// Every host with a live entry, in ASCII.
///
/// # Errors
/// When the database does not answer.
pub async fn list_hosts(connection: &mut Connection) -> Result<Vec<String>> {
    Ok(
        sqlx::query_scalar!(
            "SELECT DISTINCT host FROM entries WHERE status = 'live' ORDER BY host"
        )
        .fetch_all(connection)
        .await?,
    )
}

/// Live entries that lead to this place ([`crate::directory::LinkUrl::site`]), apart from one.
///
/// # Errors
/// When the database does not answer.
pub async fn count_listed_on(
    connection: &mut Connection,
    site: &str,
    except: Option<i64>,
) -> Result<i64> {
    let host = site.split('/').next().unwrap_or(site);
    Ok(sqlx::query_scalar!(
        "SELECT count(*) FROM entries
         WHERE host IN (?1, 'www.' || ?1) AND status = 'live' AND id IS NOT ?3
           AND (instr(?2, '/') = 0 OR lower(display_host) = ?2)",
        host,
        site,
        except,
    )
    .fetch_one(connection)
    .await?)
}

/// Suggestions of links to this place that a moderator marked as spam.
///
/// # Errors
/// When the database does not answer.
pub async fn count_spam_on(connection: &mut Connection, site: &str) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        "SELECT count(*) FROM suggestions s JOIN decisions d ON d.suggestion_id = s.id
         WHERE s.host = ? AND d.verdict = 'spam' AND d.undone_at IS NULL",
        site,
    )
    .fetch_one(connection)
    .await?)
}

/// Suggestions in the queue that lead to this place, oldest first: numbers and versions. Those
/// that `user_id` sent are left out, since nobody decides their own.
///
/// # Errors
/// When the database does not answer.
pub async fn list_backlog(
    connection: &mut Connection,
    site: &str,
    user_id: i64,
) -> Result<Vec<(i64, i64)>> {
    let rows = sqlx::query!(
        "SELECT id, version FROM suggestions
         WHERE host = ?1 AND status IN ('pending', 'question') AND user_id IS NOT ?2
           AND NOT EXISTS (SELECT 1 FROM contributors c JOIN users u ON u.id = ?2
               WHERE c.suggestion_id = suggestions.id AND c.email <> ''
                 AND lower(c.email) = lower(u.email))
         ORDER BY created_at, id",
        site,
        user_id,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.version)).collect())
}
