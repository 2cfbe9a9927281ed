//! What an event says of a suggestion: nothing about people.

use crate::db::Connection;
use crate::error::Result;
use crate::notify::webhook::Facts;

/// What is known of a suggestion, as it was when it came in or, with a decision, when it was
/// decided. Where moderators see it is for the caller to add. None for what was removed as spam.
///
/// # Errors
/// When the database does not answer.
pub async fn find_facts(
    connection: &mut Connection,
    suggestion_id: i64,
    decision_id: Option<i64>,
) -> Result<Option<Facts>> {
    let row = sqlx::query!(
        r#"SELECT s.reference, s.kind,
               CASE d.verdict WHEN 'approve' THEN 'approved' WHEN 'decline' THEN 'declined'
                   WHEN 'ask' THEN 'question' ELSE coalesce(d.verdict, 'pending') END AS "status!: String",
               coalesce(json_extract(s.payload, '$.fields.title'), e.title, '') AS "title!: String",
               coalesce(json_extract(s.payload, '$.fields.url'), e.url) AS "link: String",
               coalesce(c.path, p.path) AS "category: String"
           FROM suggestions s
           LEFT JOIN decisions d ON d.id = ? AND d.suggestion_id = s.id
           LEFT JOIN entries e ON e.id = s.entry_id
           LEFT JOIN categories c ON c.id = e.category_id
           LEFT JOIN categories p ON p.id = s.category_id
           WHERE s.id = ?"#,
        decision_id,
        suggestion_id,
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| Facts {
        reference: row.reference,
        kind: row.kind,
        status: row.status,
        title: row.title,
        link: row.link,
        category: row.category,
        admin_url: String::new(),
    }))
}
