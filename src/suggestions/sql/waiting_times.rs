//! How many wait, and how long decisions took.

use crate::db::Connection;
use crate::error::Result;
use crate::suggestions::SuggestionKind;
use crate::suggestions::waiting_times::{LOOKS_BACK, WaitingTimes};

/// What waits now, and the times that decisions of the last 90 days took. Decisions that were
/// undone do not count, and neither does spam, which nobody waits for.
///
/// # Errors
/// When the database does not answer.
pub async fn load_waiting_times(connection: &mut Connection, now: i64) -> Result<WaitingTimes> {
    let rows = sqlx::query!(
        r#"SELECT kind AS "kind!", count(*) AS "count!: i64", min(created_at) AS "oldest!: i64"
           FROM suggestions WHERE status IN ('pending', 'question') GROUP BY kind"#
    )
    .fetch_all(&mut *connection)
    .await?;
    let of = |kind: SuggestionKind| rows.iter().find(|row| row.kind == kind.as_str());
    let waiting = SuggestionKind::ALL.into_iter();
    let waiting = waiting.map(|kind| (kind, of(kind).map_or(0, |row| row.count)));
    let mut times = WaitingTimes {
        waiting: waiting.collect(),
        oldest: rows.iter().map(|row| row.oldest).min(),
        ..WaitingTimes::default()
    };
    add_decisions(connection, now, &mut times).await?;
    Ok(times)
}

async fn add_decisions(
    connection: &mut Connection,
    now: i64,
    times: &mut WaitingTimes,
) -> Result<()> {
    let since = now.saturating_sub(LOOKS_BACK);
    let decisions = sqlx::query!(
        r#"SELECT d.verdict, d.at - s.created_at AS "took!: i64"
           FROM decisions d JOIN suggestions s ON s.id = d.suggestion_id
           WHERE d.at > ? AND d.verdict IN ('approve', 'decline', 'duplicate')
             AND d.undone_at IS NULL
           ORDER BY 2"#,
        since
    )
    .fetch_all(connection)
    .await?;
    for decision in decisions {
        times.took.push(decision.took);
        match decision.verdict.as_str() {
            "approve" => times.approved += 1,
            "decline" => times.declined += 1,
            _ => times.duplicate += 1,
        }
    }
    Ok(())
}
