//! How much more may be sent, announced in headers.
//! Source: RateLimit header fields for HTTP, draft-ietf-httpapi-ratelimit-headers-10.

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::clock::SECOND;
use crate::config::{Limits, Quota};
use crate::db::Connection;
use crate::error::Result;
use crate::suggestions::sender::Sender;
use crate::suggestions::sql::{Counted, Kinds, count_since};

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const STANDING: HeaderName = HeaderName::from_static("ratelimit");

/// How one limit stands.
struct Standing {
    name: &'static str,
    quota: Quota,
    /// How many more are allowed now.
    remaining: i64,
    /// In how many seconds there is room for one more than now; none while nothing counts.
    more_in: Option<i64>,
}

/// The limits on new entries from `sender`, as headers; none where every limit is lifted.
pub(super) async fn announced(
    connection: &mut Connection,
    limits: &Limits,
    sender: &Sender,
    now: i64,
) -> Result<HeaderMap> {
    let narrow = Counted::Narrow(&sender.narrow, Kinds::NEW);
    let wide = Counted::Wide(&sender.wide, Kinds::NEW);
    let mut standings = Vec::new();
    for (name, quota, counted) in [
        ("suggest", limits.suggest, narrow),
        ("suggest_day", limits.suggest_day, narrow),
        ("network_day", limits.network_day, wide),
    ] {
        let Some(quota) = quota else { continue };
        let window = i64::try_from(quota.window.as_millis()).unwrap_or(i64::MAX);
        let since = now.saturating_sub(window);
        let (count, oldest) = count_since(connection, counted, since).await?;
        standings.push(Standing {
            name,
            quota,
            remaining: i64::from(quota.count).saturating_sub(count).max(0),
            more_in: oldest.map(|at| ((at - since).clamp(1, window) + SECOND - 1) / SECOND),
        });
    }
    Ok(headers(&standings))
}

fn headers(standings: &[Standing]) -> HeaderMap {
    let policies = standings.iter().map(|standing| {
        let Quota { count, window } = standing.quota;
        format!("\"{}\";q={count};w={}", standing.name, window.as_secs())
    });
    let now = standings.iter().map(|standing| {
        let more_in = standing.more_in.map(|seconds| format!(";t={seconds}"));
        let more_in = more_in.unwrap_or_default();
        format!("\"{}\";r={}{more_in}", standing.name, standing.remaining)
    });
    let lists = [
        (POLICY, policies.collect::<Vec<_>>().join(", ")),
        (STANDING, now.collect::<Vec<_>>().join(", ")),
    ];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    // Names, digits and punctuation: a header takes them all.
    lists
        .filter_map(|(name, list)| Some((name, HeaderValue::try_from(list).ok()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn limits_are_lists_of_structured_fields() {
        let quota = Quota {
            count: 5,
            window: Duration::from_secs(600),
        };
        let standing = |name, remaining, more_in| Standing {
            name,
            quota,
            remaining,
            more_in,
        };
        let headers = headers(&[standing("a", 5, None), standing("b", 0, Some(30))]);
        assert_eq!(
            headers["ratelimit-policy"],
            "\"a\";q=5;w=600, \"b\";q=5;w=600"
        );
        assert_eq!(headers["ratelimit"], "\"a\";r=5, \"b\";r=0;t=30");
        assert!(super::headers(&[]).is_empty());
    }
}
