//! What was decided. A row is undone at most, never edited and never deleted.

use crate::db::Connection;
use crate::error::Result;
use crate::moderation::verdict::Verdict;
use crate::suggestions::Outcomes;

/// A decision on its way into the database.
#[derive(Clone, Debug)]
pub struct NewDecision<'a> {
    /// What was decided about.
    pub suggestion_id: i64,
    /// Who decides.
    pub user_id: i64,
    /// UTC milliseconds.
    pub at: i64,
    /// The judgement.
    pub verdict: Verdict,
    /// A preset's label or the moderator's own words; a decline needs one.
    pub reason: &'a str,
    /// What the contributor reads.
    pub message: &'a str,
    /// What it did to the directory, if anything.
    pub change_id: Option<i64>,
    /// The fields as the moderator changed them, when they did.
    pub amended: Option<&'a serde_json::Value>,
    /// What became of each proposed field.
    pub fields: Option<&'a Outcomes>,
    /// Of a question: whether the receipt opens the form again.
    pub revise: bool,
}

/// A decision as read from the database.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Its number.
    pub id: i64,
    /// Who decided.
    pub user_id: i64,
    /// Their name, for other moderators.
    pub moderator: String,
    /// When, UTC milliseconds.
    pub at: i64,
    /// The judgement.
    pub verdict: Verdict,
    /// A preset's label or the moderator's own words.
    pub reason: String,
    /// What the contributor reads.
    pub message: String,
    /// Whether the moderator changed the fields before approving.
    pub amended: bool,
    /// What became of each proposed field, by its name.
    pub fields: Outcomes,
    /// Of a question: whether the receipt opens the form again.
    pub revise: bool,
    /// When it was undone, UTC milliseconds.
    pub undone_at: Option<i64>,
}

/// Keeps a decision.
///
/// # Errors
/// When the suggestion has a decision in force already, or the database can't be written.
pub async fn insert_decision(
    connection: &mut Connection,
    decision: NewDecision<'_>,
) -> Result<i64> {
    let verdict = decision.verdict.as_str();
    let amended = decision.amended.map(serde_json::Value::to_string);
    let fields = decision.fields.map(serde_json::to_string).transpose()?;
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO decisions (suggestion_id, user_id, at, verdict, reason, message, change_id, amended,
               fields, revise)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id AS "id!""#,
        decision.suggestion_id,
        decision.user_id,
        decision.at,
        verdict,
        decision.reason,
        decision.message,
        decision.change_id,
        amended,
        fields,
        decision.revise,
    )
    .fetch_one(connection)
    .await?)
}

/// Everything that was decided about a suggestion, oldest first, undone decisions included.
///
/// # Errors
/// When the database does not answer.
pub async fn list_decisions(
    connection: &mut Connection,
    suggestion_id: i64,
) -> Result<Vec<Decision>> {
    let rows = sqlx::query!(
        r#"SELECT d.id, d.user_id, u.name, d.at, d.verdict, d.reason,
                  coalesce((SELECT '[covered by an administrator: ' || r.why || ']' FROM redactions r
                            WHERE r.subject = 'decision' AND r.subject_id = d.id
                            ORDER BY r.id DESC LIMIT 1), d.message) AS "message!: String",
                  d.amended IS NOT NULL AS "amended!: bool", d.fields, d.revise AS "revise: bool", d.undone_at
           FROM decisions d JOIN users u ON u.id = d.user_id WHERE d.suggestion_id = ? ORDER BY d.id"#,
        suggestion_id,
    )
    .fetch_all(connection)
    .await?;
    let decisions = rows.into_iter().filter_map(|row| {
        // A named constraint keeps the word to those we know.
        let verdict = Verdict::parse(&row.verdict)?;
        Some(Decision {
            id: row.id,
            user_id: row.user_id,
            moderator: row.name,
            at: row.at,
            verdict,
            reason: row.reason,
            message: row.message,
            amended: row.amended,
            fields: read_fields(row.fields.as_deref()),
            revise: row.revise,
            undone_at: row.undone_at,
        })
    });
    Ok(decisions.collect())
}

/// Our own JSON; what can't be read says nothing.
fn read_fields(stored: Option<&str>) -> Outcomes {
    stored
        .and_then(|json| serde_json::from_str(json).ok())
        .unwrap_or_default()
}

/// The last word about a suggestion; a question is not one.
///
/// # Errors
/// When the database does not answer.
pub async fn find_decision_in_force(
    connection: &mut Connection,
    suggestion_id: i64,
) -> Result<Option<Decision>> {
    let decisions = list_decisions(connection, suggestion_id).await?;
    Ok(decisions
        .into_iter()
        .find(|decision| decision.undone_at.is_none() && decision.verdict != Verdict::Ask))
}

/// When something was last decided, UTC milliseconds.
///
/// # Errors
/// When the database does not answer.
pub async fn last_decided_at(connection: &mut Connection) -> Result<Option<i64>> {
    Ok(
        sqlx::query_scalar!(r#"SELECT max(at) AS "at: i64" FROM decisions"#)
            .fetch_one(connection)
            .await?,
    )
}
