//! Taking away what is known about people.

use crate::db::Connection;
use crate::error::Result;

/// Notes that the contributor reads the mail of their address.
pub(in crate::suggestions) async fn confirm_address(
    connection: &mut Connection,
    suggestion_id: i64,
    at: i64,
) -> Result<()> {
    sqlx::query!(
        "UPDATE contributors SET confirmed_at = coalesce(confirmed_at, ?) WHERE suggestion_id = ?",
        at,
        suggestion_id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Blanks what is known about a contributor. `keep_credit` leaves a name that they asked to have
/// thanked in public.
pub(in crate::suggestions) async fn blank_contributor(
    connection: &mut Connection,
    suggestion_id: i64,
    keep_credit: bool,
    at: i64,
) -> Result<()> {
    sqlx::query!(
        "UPDATE contributors SET name = iif(?1 AND credit = 1, name, ''), email = '',
             confirmed_at = NULL, affiliation = 'none',
             credit = iif(?1, credit, 0), erased_at = ?2
         WHERE suggestion_id = ?3",
        keep_credit,
        at,
        suggestion_id
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Suggestions that were decided or withdrawn before `ended` and still say who sent them, with
/// whether public history thanks them by name.
pub(in crate::suggestions) async fn list_to_erase(
    connection: &mut Connection,
    ended: i64,
    most: i64,
) -> Result<Vec<(i64, bool)>> {
    let rows = sqlx::query!(
        r#"SELECT s.id, s.status = 'approved' AND c.credit = 1 AS "thanked!: bool"
           FROM contributors c JOIN suggestions s ON s.id = c.suggestion_id
           WHERE s.decided_at IS NOT NULL AND s.decided_at <= ?
             AND (c.email <> '' OR c.affiliation <> 'none'
                  OR c.name <> '' AND NOT (s.status = 'approved' AND c.credit = 1))
           ORDER BY s.id LIMIT ?"#,
        ended,
        most
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.thanked)).collect())
}

/// Forgets which network sent what was decided before `ended`, and what an erased contributor sent
/// before `sent`: until then floods are counted by it.
pub(in crate::suggestions) async fn forget_networks(
    connection: &mut Connection,
    ended: i64,
    sent: i64,
) -> Result<u64> {
    let done = sqlx::query!(
        "UPDATE suggestions SET network_prefix = NULL, network_wide = NULL
         WHERE network_prefix IS NOT NULL AND (decided_at <= ?1
             OR created_at <= ?2 AND id IN (SELECT suggestion_id FROM contributors
                                            WHERE erased_at IS NOT NULL))",
        ended,
        sent
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
