//! Counting what came in, for the limits and for the spam score. Counted from the rows, so that
//! a restart forgets nothing and only what was accepted counts.

use crate::db::Connection;
use crate::error::Result;
use crate::suggestions::spam::HostRecord;

/// What a limit counts.
#[derive(Clone, Copy, Debug)]
pub(in crate::suggestions) enum Counted<'a> {
    /// Suggestions from one narrow prefix.
    Narrow(&'a [u8]),
    /// Suggestions from one wide prefix.
    Wide(&'a [u8]),
    /// Suggestions of links to one place.
    Host(&'a str),
    /// Suggestions from everywhere.
    All,
    /// Sendings of one suggestion: the first, and its corrections.
    Sendings(i64),
}

/// When the `nth` newest came in (1 is the newest), if it came after `since`: while it counts,
/// no more are allowed.
pub(in crate::suggestions) async fn nth_newest(
    connection: &mut Connection,
    counted: Counted<'_>,
    since: i64,
    nth: u32,
) -> Result<Option<i64>> {
    let skipped = i64::from(nth) - 1;
    Ok(match counted {
        Counted::Narrow(prefix) => {
            sqlx::query_scalar!(
                "SELECT created_at FROM suggestions WHERE network_prefix = ? AND created_at > ?
                 ORDER BY created_at DESC LIMIT 1 OFFSET ?",
                prefix,
                since,
                skipped
            )
            .fetch_optional(connection)
            .await?
        }
        Counted::Wide(prefix) => {
            sqlx::query_scalar!(
                "SELECT created_at FROM suggestions WHERE network_wide = ? AND created_at > ?
                 ORDER BY created_at DESC LIMIT 1 OFFSET ?",
                prefix,
                since,
                skipped
            )
            .fetch_optional(connection)
            .await?
        }
        Counted::Host(host) => {
            sqlx::query_scalar!(
                "SELECT created_at FROM suggestions WHERE host = ? AND created_at > ?
                 ORDER BY created_at DESC LIMIT 1 OFFSET ?",
                host,
                since,
                skipped
            )
            .fetch_optional(connection)
            .await?
        }
        Counted::All => {
            sqlx::query_scalar!(
                "SELECT created_at FROM suggestions WHERE created_at > ?
                 ORDER BY created_at DESC LIMIT 1 OFFSET ?",
                since,
                skipped
            )
            .fetch_optional(connection)
            .await?
        }
        Counted::Sendings(id) => {
            sqlx::query_scalar!(
                "SELECT sent_at FROM suggestion_payloads WHERE suggestion_id = ? AND sent_at > ?
                 ORDER BY sent_at DESC LIMIT 1 OFFSET ?",
                id,
                since,
                skipped
            )
            .fetch_optional(connection)
            .await?
        }
    })
}

/// How many suggestions without a form token reached the queue since then.
pub(in crate::suggestions) async fn count_tokenless(
    connection: &mut Connection,
    since: i64,
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        "SELECT count(*) FROM suggestions
         WHERE created_at > ? AND form_nonce IS NULL AND status <> 'spam'",
        since
    )
    .fetch_one(connection)
    .await?)
}

/// What is known about the place that a link leads to; `host` is the link's whole host, since a
/// block of `example.org` holds for `shop.example.org` too.
pub(in crate::suggestions) async fn host_record(
    connection: &mut Connection,
    (host, site): (&str, &str),
    network_prefix: &[u8],
    since: i64,
) -> Result<HostRecord> {
    let row = sqlx::query!(
        r#"SELECT
               EXISTS (SELECT 1 FROM blocked_hosts WHERE host IN (?1, ?2)
                   OR substr(?1, -length(host) - 1) = '.' || host) AS "blocked!: bool",
               EXISTS (SELECT 1 FROM suggestions WHERE host = ?2 AND status = 'spam'
                   AND decided_at IS NOT NULL) AS "was_spam!: bool",
               (SELECT count(DISTINCT network_prefix) FROM suggestions WHERE host = ?2
                   AND created_at > ?3 AND network_prefix <> ?4) AS "other_networks!: i64""#,
        host,
        site,
        since,
        network_prefix,
    )
    .fetch_one(connection)
    .await?;
    Ok(HostRecord {
        blocked: row.blocked,
        was_spam: row.was_spam,
        other_networks: row.other_networks,
    })
}
