//! Checks of the link: have we met it, and its host?

use super::{Facts, Finding, Tone, count};
use crate::paths;
use crate::text::dates::age;

/// Another live entry with the same link.
pub(super) fn duplicate(facts: &Facts) -> Option<Finding> {
    facts.link.as_ref()?;
    Some(match &facts.live_twin {
        Some(entry) => Finding::new(Tone::Bad, "twins", "This link is already in the list")
            .linking(&entry.title, paths::entry(entry.id, &entry.slug))
            .saying(format!(" in {}", entry.category_title)),
        None => Finding::new(Tone::Fine, "tick", "No other entry has this link"),
    })
}

/// Other suggestions for the same link or entry.
pub(super) fn waiting(facts: &Facts) -> Option<Finding> {
    let first = facts.waiting.first()?;
    let title = match facts.waiting.len() {
        1 => "Another suggestion for this waits in the queue".to_owned(),
        many => format!("{many} other suggestions for this wait in the queue"),
    };
    let mut finding = Finding::new(Tone::Look, "twins", title);
    for (place, other) in facts.waiting.iter().enumerate() {
        if place > 0 {
            finding = finding.saying(", ");
        }
        finding = finding.linking(&other.reference, paths::review(other.id));
    }
    let since = age(facts.now, first.created_at);
    Some(match facts.waiting.len() {
        1 => finding.saying(format!(", sent {since} ago")),
        _ => finding.saying(format!(", the first {since} ago")),
    })
}

/// What was decided against this link before, word for word.
pub(super) fn declined_before(facts: &Facts) -> Option<Finding> {
    if facts.declined.is_empty() {
        return None;
    }
    let mut finding = Finding::new(Tone::Look, "undo", "Declined before");
    for (place, earlier) in facts.declined.iter().enumerate() {
        if place > 0 {
            finding = finding.saying(" ");
        }
        let day = facts.dates.day(earlier.at);
        finding = finding
            .linking(&earlier.reference, paths::review(earlier.suggestion_id))
            .saying(format!(
                " on {day} by {}: {}.",
                earlier.moderator, earlier.reason
            ));
        if !earlier.message.is_empty() && earlier.message != earlier.reason {
            finding = finding.saying(format!(" They read: “{}”", earlier.message));
        }
    }
    Some(finding)
}

/// Whether the host is known, and how.
pub(super) fn host(facts: &Facts) -> Option<Finding> {
    let link = facts.link.as_ref()?;
    let name = link.site();
    if let Some(blocked) = &facts.host.blocked {
        let since = facts.dates.day(blocked.blocked_at);
        let finding = Finding::new(Tone::Bad, "cross", format!("{name} is blocked"));
        let why = if blocked.why.is_empty() {
            format!("Since {since}")
        } else {
            format!("Since {since}: {}", blocked.why)
        };
        return Some(finding.saying(why));
    }
    if facts.host.spam > 0 {
        let times = count(facts.host.spam, "time", "times");
        let title = format!("Links to {name} were marked as spam {times}");
        return Some(Finding::new(Tone::Bad, "caution", title));
    }
    Some(match facts.host.listed {
        0 if !facts.is_new => return None,
        0 => Finding::new(Tone::Quiet, "dash", format!("Nothing is listed on {name}")),
        listed => {
            let entries = count(listed, "entry is", "entries are");
            Finding::new(Tone::Fine, "tick", format!("{entries} on {name} already"))
        }
    })
}
