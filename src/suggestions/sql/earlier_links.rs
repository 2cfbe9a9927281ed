//! Which of many links were suggested before.

use std::collections::HashSet;

use crate::db::Connection;
use crate::error::Result;

/// Links of new entries that were suggested before.
#[derive(Clone, Debug, Default)]
pub struct EarlierLinks {
    /// Those that wait.
    pub waiting: HashSet<String>,
    /// Those that were declined; they may wait again since.
    pub declined: HashSet<String>,
}

/// Finds which of these normalised links were suggested before, and adds them to `found`.
///
/// # Errors
/// When the database does not answer.
pub async fn list_earlier_links(
    connection: &mut Connection,
    url_keys: &[&str],
    found: &mut EarlierLinks,
) -> Result<()> {
    let url_keys = serde_json::to_string(url_keys)?;
    let rows = sqlx::query!(
        r#"SELECT s.url_key AS "url_key!", s.status AS "status!" FROM json_each(?) k
           CROSS JOIN suggestions s ON s.url_key = k.value
           WHERE s.kind = 'entry' AND s.status IN ('pending', 'question', 'declined')"#,
        url_keys,
    )
    .fetch_all(connection)
    .await?;
    for row in rows {
        let kept = match row.status.as_str() {
            "declined" => &mut found.declined,
            _ => &mut found.waiting,
        };
        kept.insert(row.url_key);
    }
    Ok(())
}
