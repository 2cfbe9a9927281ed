//! What was sent before: the same form, the same words, the same link.

use crate::db::Connection;
use crate::error::Result;
use crate::suggestions::Reference;

/// The suggestion that was sent with this form: its number, and the hash of what was typed.
pub(in crate::suggestions) async fn find_by_nonce(
    connection: &mut Connection,
    nonce: &[u8],
) -> Result<Option<(i64, Vec<u8>)>> {
    let row = sqlx::query!(
        "SELECT id, fingerprint FROM suggestions WHERE form_nonce = ?",
        nonce
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| (row.id, row.fingerprint)))
}

/// The suggestion with the same words that the same network sent since then.
pub(in crate::suggestions) async fn find_by_fingerprint(
    connection: &mut Connection,
    fingerprint: &[u8],
    network_prefix: &[u8],
    since: i64,
) -> Result<Option<Reference>> {
    let reference = sqlx::query_scalar!(
        "SELECT reference FROM suggestions
         WHERE fingerprint = ? AND network_prefix = ? AND created_at > ? AND status <> 'withdrawn'
         ORDER BY id LIMIT 1",
        fingerprint,
        network_prefix,
        since,
    )
    .fetch_optional(connection)
    .await?;
    Ok(reference.map(Reference::from_stored))
}

/// Whether a new entry with this link waits in the queue, other than `except`. What was folded
/// away as spam stands in nobody's way.
pub(in crate::suggestions) async fn link_waits(
    connection: &mut Connection,
    url_key: &str,
    except: Option<i64>,
) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM suggestions WHERE url_key = ? AND kind = 'entry'
               AND status IN ('pending', 'question') AND id IS NOT ?) AS "waits!: bool""#,
        url_key,
        except,
    )
    .fetch_one(connection)
    .await?)
}

/// Whether a category of this name waits for the same place, other than `except`.
pub(in crate::suggestions) async fn category_waits(
    connection: &mut Connection,
    (parent_id, title): (Option<i64>, &str),
    except: Option<i64>,
) -> Result<bool> {
    let names = sqlx::query_scalar!(
        r#"SELECT coalesce(payload ->> '$.fields.title', '') AS "title!: String" FROM suggestions
           WHERE kind = 'category' AND category_id IS ? AND status IN ('pending', 'question')
             AND id IS NOT ?"#,
        parent_id,
        except,
    )
    .fetch_all(connection)
    .await?;
    // SQLite folds the case of ASCII letters only.
    let wanted = title.to_lowercase();
    Ok(names.iter().any(|name| name.to_lowercase() == wanted))
}

/// When a new entry with this link was last declined, and the label when the reason was one of
/// the presets: a moderator's own words stay between them and whom they wrote to.
pub(in crate::suggestions) async fn find_declined_link(
    connection: &mut Connection,
    url_key: &str,
) -> Result<Option<(i64, Option<String>)>> {
    let row = sqlx::query!(
        r#"SELECT s.decided_at AS "at!", p.label AS "label?"
           FROM suggestions s
           LEFT JOIN decisions d ON d.suggestion_id = s.id AND d.undone_at IS NULL
               AND d.verdict = 'decline'
           LEFT JOIN decline_presets p ON p.label = d.reason
           WHERE s.url_key = ? AND s.kind = 'entry' AND s.status = 'declined'
               AND s.decided_at IS NOT NULL
           ORDER BY s.decided_at DESC, s.id DESC LIMIT 1"#,
        url_key
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| (row.at, row.label)))
}
