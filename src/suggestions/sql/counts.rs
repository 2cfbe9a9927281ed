//! Counting what came in, for the limits and for the spam score. Counted from the rows, so that
//! a restart forgets nothing and only what was accepted counts.

use crate::db::Connection;
use crate::error::Result;
use crate::suggestions::SuggestionKind;
use crate::suggestions::spam::{FOLDED_FROM, HostRecord};

/// What a limit counts.
#[derive(Clone, Copy, Debug)]
pub(in crate::suggestions) enum Counted<'a> {
    /// Suggestions from one narrow prefix.
    Narrow(&'a [u8], Kinds),
    /// Suggestions from one wide prefix.
    Wide(&'a [u8], Kinds),
    /// Suggestions of links to one place, but for those that came in lists.
    Host(&'a str),
    /// Suggestions from everywhere, but for those that came in lists.
    All(Kinds),
    /// Sendings of one suggestion: the first, and its corrections.
    Sendings(i64),
}

/// Kinds of suggestions that are counted together.
#[derive(Clone, Copy, Debug)]
pub(in crate::suggestions) struct Kinds([&'static str; 2]);

impl Kinds {
    /// What would make the directory longer.
    pub const NEW: Self = Self(["entry", "category"]);
    /// What would make it better.
    pub const UPKEEP: Self = Self(["edit", "report"]);
    /// Edits alone.
    pub const EDITS: Self = Self(["edit", "edit"]);
    /// Reports alone.
    pub const REPORTS: Self = Self(["report", "report"]);

    /// The kinds whose total a suggestion of `kind` adds to.
    pub fn beside(kind: SuggestionKind) -> Self {
        match kind {
            SuggestionKind::Entry | SuggestionKind::Category => Self::NEW,
            SuggestionKind::Edit | SuggestionKind::Report => Self::UPKEEP,
        }
    }
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
        Counted::Narrow(prefix, Kinds([one, other])) => {
            sqlx::query_scalar!(
                "SELECT created_at FROM suggestions
                 WHERE network_prefix = ? AND created_at > ? AND kind IN (?, ?)
                 ORDER BY created_at DESC LIMIT 1 OFFSET ?",
                prefix,
                since,
                one,
                other,
                skipped
            )
            .fetch_optional(connection)
            .await?
        }
        Counted::Wide(prefix, Kinds([one, other])) => {
            sqlx::query_scalar!(
                "SELECT created_at FROM suggestions
                 WHERE network_wide = ? AND created_at > ? AND kind IN (?, ?)
                 ORDER BY created_at DESC LIMIT 1 OFFSET ?",
                prefix,
                since,
                one,
                other,
                skipped
            )
            .fetch_optional(connection)
            .await?
        }
        Counted::Host(host) => {
            sqlx::query_scalar!(
                "SELECT created_at FROM suggestions WHERE host = ? AND created_at > ?
                   AND origin IN ('form', 'api')
                 ORDER BY created_at DESC LIMIT 1 OFFSET ?",
                host,
                since,
                skipped
            )
            .fetch_optional(connection)
            .await?
        }
        Counted::All(Kinds([one, other])) => {
            sqlx::query_scalar!(
                "SELECT created_at FROM suggestions WHERE created_at > ? AND kind IN (?, ?)
                   AND origin IN ('form', 'api')
                 ORDER BY created_at DESC LIMIT 1 OFFSET ?",
                since,
                one,
                other,
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

/// How many came in after `since`, and when the oldest of them did. Only what comes from somewhere
/// can be counted so.
pub(in crate::suggestions) async fn count_since(
    connection: &mut Connection,
    counted: Counted<'_>,
    since: i64,
) -> Result<(i64, Option<i64>)> {
    let (prefix, is_narrow, Kinds([one, other])) = match counted {
        Counted::Narrow(prefix, kinds) => (prefix, true, kinds),
        Counted::Wide(prefix, kinds) => (prefix, false, kinds),
        Counted::Host(_) | Counted::All(_) | Counted::Sendings(_) => return Ok((0, None)),
    };
    let row = if is_narrow {
        sqlx::query_as!(
            CountedRow,
            "SELECT count(*) AS count, min(created_at) AS oldest FROM suggestions
             WHERE network_prefix = ? AND created_at > ? AND kind IN (?, ?)",
            prefix,
            since,
            one,
            other
        )
        .fetch_one(connection)
        .await?
    } else {
        sqlx::query_as!(
            CountedRow,
            "SELECT count(*) AS count, min(created_at) AS oldest FROM suggestions
             WHERE network_wide = ? AND created_at > ? AND kind IN (?, ?)",
            prefix,
            since,
            one,
            other
        )
        .fetch_one(connection)
        .await?
    };
    Ok((row.count, row.oldest))
}

struct CountedRow {
    count: i64,
    oldest: Option<i64>,
}

/// How many suggestions without a form token, or within seconds of opening the form, reached the
/// queue since then. What came in lists never had one.
pub(in crate::suggestions) async fn count_tokenless(
    connection: &mut Connection,
    since: i64,
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        "SELECT count(*) FROM suggestions
         WHERE created_at > ? AND status <> 'spam' AND origin IN ('form', 'api')
           AND (form_nonce IS NULL OR instr(score_reasons, '\"hasty\"') > 0)",
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
               -- Until a moderator says of something from there that it is no spam.
               EXISTS (SELECT 1 FROM suggestions s WHERE s.host = ?2 AND s.status = 'spam'
                   AND s.decided_at IS NOT NULL AND NOT EXISTS (
                       SELECT 1 FROM suggestions r WHERE r.host = ?2
                           AND r.status NOT IN ('spam', 'withdrawn')
                           AND r.updated_at >= s.decided_at
                           AND (r.score >= ?5 OR EXISTS (SELECT 1 FROM decisions d
                               WHERE d.suggestion_id = r.id AND d.verdict = 'spam'
                                   AND d.undone_at IS NOT NULL)))) AS "was_spam!: bool",
               (SELECT count(DISTINCT network_prefix) FROM suggestions WHERE host = ?2
                   AND created_at > ?3 AND network_prefix <> ?4) AS "other_networks!: i64""#,
        host,
        site,
        since,
        network_prefix,
        FOLDED_FROM,
    )
    .fetch_one(connection)
    .await?;
    Ok(HostRecord {
        blocked: row.blocked,
        was_spam: row.was_spam,
        other_networks: row.other_networks,
    })
}
