//! What is known of a text and of a contributor, for the spam score.

use crate::db::Connection;
use crate::error::Result;
use crate::suggestions::spam::Echo;

/// What a text is compared with: everything but what is about the same link or the same entry.
#[derive(Clone, Copy, Debug)]
pub(in crate::suggestions) struct Elsewhere<'a> {
    /// The proposed link.
    pub url_key: Option<&'a str>,
    /// The entry that is meant.
    pub entry_id: Option<i64>,
    /// How far back, UTC milliseconds.
    pub since: i64,
}

/// Whether somebody sent this text as a description or as a note with another link.
pub(in crate::suggestions) async fn find_echo(
    connection: &mut Connection,
    text: &str,
    elsewhere: Elsewhere<'_>,
) -> Result<Option<Echo>> {
    let worst = sqlx::query_scalar!(
        r#"SELECT max(status = 'spam' AND decided_at IS NOT NULL) AS "spam: bool" FROM (
               SELECT status, decided_at, url_key, entry_id FROM suggestions
               WHERE json_extract(payload, '$.fields.description') = ?1 AND created_at > ?2
                 AND kind <> 'edit'
               UNION ALL
               SELECT status, decided_at, url_key, entry_id FROM suggestions
               WHERE json_extract(payload, '$.note') = ?1 AND created_at > ?2)
           WHERE url_key IS NOT ?3 OR entry_id IS NOT ?4"#,
        text,
        elsewhere.since,
        elsewhere.url_key,
        elsewhere.entry_id,
    )
    .fetch_one(connection)
    .await?;
    Ok(worst.map(|spam| if spam { Echo::OfSpam } else { Echo::OfAnother }))
}

/// How many suggestions were approved that came from this address, when its owner had confirmed
/// it.
pub(in crate::suggestions) async fn count_approved(
    connection: &mut Connection,
    email: &str,
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        "SELECT count(*) FROM contributors c JOIN suggestions s ON s.id = c.suggestion_id
         WHERE c.email = ? COLLATE NOCASE AND c.email <> '' AND c.confirmed_at IS NOT NULL
           AND s.status = 'approved'",
        email,
    )
    .fetch_one(connection)
    .await?)
}
