//! Statements that undo decisions. A row is undone at most, never edited and never deleted.

use crate::db::Connection;
use crate::error::Result;
use crate::history::ObjectKind;
use crate::moderation::verdict::Verdict;

/// A decision, for undoing it.
#[derive(Clone, Debug)]
pub struct PastDecision {
    /// Its number.
    pub id: i64,
    /// What was decided about.
    pub suggestion_id: i64,
    /// Who decided.
    pub user_id: i64,
    /// The judgement.
    pub verdict: Verdict,
    /// What it did to the directory, if anything.
    pub change_id: Option<i64>,
    /// Whether it was undone.
    pub is_undone: bool,
    /// The entry that it was about, or that it made.
    pub entry_id: Option<i64>,
    /// The category that it made.
    pub category_id: Option<i64>,
}

struct Row {
    id: i64,
    suggestion_id: i64,
    user_id: i64,
    verdict: String,
    change_id: Option<i64>,
    is_undone: bool,
    entry_id: Option<i64>,
    category_id: Option<i64>,
}

impl Row {
    fn read(self) -> Option<PastDecision> {
        Some(PastDecision {
            // A named constraint keeps the word to those we know.
            verdict: Verdict::parse(&self.verdict)?,
            id: self.id,
            suggestion_id: self.suggestion_id,
            user_id: self.user_id,
            change_id: self.change_id,
            is_undone: self.is_undone,
            entry_id: self.entry_id,
            category_id: self.category_id,
        })
    }
}

/// One decision by its number.
///
/// # Errors
/// When the database does not answer.
pub async fn find_decision(connection: &mut Connection, id: i64) -> Result<Option<PastDecision>> {
    let row = sqlx::query_as!(
        Row,
        r#"SELECT d.id, d.suggestion_id, d.user_id, d.verdict, d.change_id,
                  d.undone_at IS NOT NULL AS "is_undone!: bool",
                  coalesce(s.result_entry_id, s.entry_id) AS "entry_id: i64",
                  s.result_category_id AS category_id
           FROM decisions d JOIN suggestions s ON s.id = d.suggestion_id WHERE d.id = ?"#,
        id,
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.and_then(Row::read))
}

/// The decisions in force that made a change.
///
/// # Errors
/// When the database does not answer.
pub async fn list_decisions_of(
    connection: &mut Connection,
    change_id: i64,
) -> Result<Vec<PastDecision>> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT d.id, d.suggestion_id, d.user_id, d.verdict, d.change_id, FALSE AS "is_undone!: bool",
                  coalesce(s.result_entry_id, s.entry_id) AS "entry_id: i64",
                  s.result_category_id AS category_id
           FROM decisions d JOIN suggestions s ON s.id = d.suggestion_id
           WHERE d.change_id = ? AND d.undone_at IS NULL ORDER BY d.id"#,
        change_id,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// The decisions that a change undid.
///
/// # Errors
/// When the database does not answer.
pub async fn list_decisions_undone_by(
    connection: &mut Connection,
    change_id: i64,
) -> Result<Vec<PastDecision>> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT d.id, d.suggestion_id, d.user_id, d.verdict, d.change_id, TRUE AS "is_undone!: bool",
                  s.entry_id, s.result_category_id AS category_id
           FROM decisions d JOIN suggestions s ON s.id = d.suggestion_id
           WHERE d.undone_change_id = ? ORDER BY d.id"#,
        change_id,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// Takes a decision back; its row stays and says so, and by which change.
///
/// # Errors
/// When the database can't be written.
pub async fn undo_decision(
    connection: &mut Connection,
    id: i64,
    (user_id, at): (i64, i64),
    change_id: Option<i64>,
) -> Result<()> {
    sqlx::query!(
        "UPDATE decisions SET undone_at = ?, undone_by = ?, undone_change_id = ?
         WHERE id = ? AND undone_at IS NULL",
        at,
        user_id,
        change_id,
        id,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Decides the same again, as somebody else's decision, with the change that carried it out anew.
/// Returns its number.
///
/// # Errors
/// When the suggestion has a decision in force, or the database can't be written.
pub async fn repeat_decision(
    connection: &mut Connection,
    id: i64,
    (user_id, at): (i64, i64),
    change_id: i64,
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO decisions (suggestion_id, user_id, at, verdict, reason, message, change_id,
                                  amended, fields)
           SELECT suggestion_id, ?, ?, verdict, reason, message, ?, amended, fields
           FROM decisions WHERE id = ? RETURNING id AS "id!""#,
        user_id,
        at,
        change_id,
        id,
    )
    .fetch_one(connection)
    .await?)
}

/// How many suggestions and reports about an entry wait for a decision.
///
/// # Errors
/// When the database does not answer.
pub async fn count_waiting_for(connection: &mut Connection, entry_id: i64) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        "SELECT count(*) FROM suggestions WHERE entry_id = ? AND status IN ('pending', 'question')",
        entry_id
    )
    .fetch_one(connection)
    .await?)
}

/// The change that a revision belongs to.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] when there is no such revision.
pub async fn change_of(connection: &mut Connection, revision_id: i64) -> Result<i64> {
    Ok(
        sqlx::query_scalar!("SELECT change_id FROM revisions WHERE id = ?", revision_id)
            .fetch_one(connection)
            .await?,
    )
}

/// What a decision's change made, an 'entry' or a 'category': the only one, or of several that
/// were made at once the one with the suggestion's link.
///
/// # Errors
/// When the database does not answer.
pub async fn made_by(
    connection: &mut Connection,
    decision: &PastDecision,
    kind: ObjectKind,
) -> Result<Option<i64>> {
    let word = kind.as_str();
    Ok(sqlx::query_scalar!(
        "SELECT r.object_id FROM revisions r JOIN suggestions s ON s.id = ?1
         LEFT JOIN entries e ON e.id = r.object_id AND r.object_kind = 'entry'
         WHERE r.change_id = ?2 AND r.object_kind = ?3 AND r.action = 'create'
         ORDER BY e.url_key IS s.url_key DESC, r.id LIMIT 1",
        decision.suggestion_id,
        decision.change_id,
        word,
    )
    .fetch_optional(connection)
    .await?)
}
