//! Checks of the words: licence, similar entries, style, and what looks like spam.

use super::{Facts, Finding, Tone, count};
use crate::directory::Licence;
use crate::paths;

/// Categories that a new one may repeat.
pub(super) fn categories(facts: &Facts) -> Option<Finding> {
    if !facts.is_category {
        return None;
    }
    let same = facts
        .similar_categories
        .iter()
        .any(|other| other.is_the_same);
    let mut finding = match facts.similar_categories.len() {
        0 => {
            return Some(Finding::new(
                Tone::Fine,
                "tick",
                "No other category is called so",
            ));
        }
        _ if same => Finding::new(
            Tone::Bad,
            "twins",
            "There is a category of this name here already",
        ),
        _ => Finding::new(Tone::Look, "twins", "Categories with a name like it"),
    };
    for (place, other) in facts.similar_categories.iter().enumerate() {
        if place > 0 {
            finding = finding.saying(", ");
        }
        finding = finding.linking(&other.title, paths::category(&other.path));
    }
    Some(finding)
}

/// Whether the licence is stated.
pub(super) fn licence(facts: &Facts) -> Option<Finding> {
    if facts.is_category {
        return None;
    }
    Some(match facts.licence() {
        Licence::Expression(id) => {
            Finding::new(Tone::Fine, "tick", format!("The licence is stated: {id}"))
        }
        Licence::NoneFound => Finding::new(Tone::Look, "cross", "They looked and found no licence"),
        Licence::NotChecked => Finding::new(Tone::Quiet, "dash", "The licence is not stated"),
    })
}

/// Entries that may be the same thing.
pub(super) fn similar(facts: &Facts) -> Option<Finding> {
    let links = facts.similar_links.iter().map(|entry| (entry, "like link"));
    let titles = facts.similar_titles.iter();
    let texts = facts.similar_texts.iter();
    let alike = links
        .chain(titles.map(|entry| (entry, "like title")))
        .chain(texts.map(|entry| (entry, "like text")));
    let mut finding = Finding::new(Tone::Look, "twins", "Similar entries");
    let mut seen = Vec::new();
    for (entry, why) in alike {
        if seen.contains(&entry.id) {
            continue;
        }
        seen.push(entry.id);
        if seen.len() > 1 {
            finding = finding.saying(", ");
        }
        finding = finding
            .linking(&entry.title, paths::entry(entry.id, &entry.slug))
            .saying(format!(" in {} ({why})", entry.category_title));
    }
    (!finding.detail.is_empty()).then_some(finding)
}

/// What became of what the same person sent before.
pub(super) fn sender(facts: &Facts) -> Option<Finding> {
    let record = facts.sender;
    let total = record.added + record.declined + record.spam;
    if total == 0 {
        return None;
    }
    let (tone, icon) = match (record.added, record.spam) {
        (_, 1..) => (Tone::Bad, "caution"),
        (0, _) => (Tone::Look, "person"),
        _ => (Tone::Fine, "tick"),
    };
    let title = format!(
        "{} of theirs came before",
        count(total, "suggestion", "suggestions")
    );
    let groups = [
        (record.added, "went in"),
        (record.declined, "declined"),
        (record.spam, "marked as spam"),
    ];
    let groups = groups.into_iter().filter(|(number, _)| *number > 0);
    let groups: Vec<_> = groups
        .map(|(number, word)| format!("{number} {word}"))
        .collect();
    Some(Finding::new(tone, icon, title).saying(groups.join(", ")))
}

/// What the sender's form and words made the spam filter think.
pub(super) fn spam_score(facts: &Facts) -> Option<Finding> {
    if facts.score_reasons.is_empty() {
        return None;
    }
    let title = format!("Spam score {}", facts.score);
    let tone = if facts.score > 0 {
        Tone::Look
    } else {
        Tone::Fine
    };
    Some(Finding::new(tone, "flag", title).saying(facts.score_reasons.join(", ")))
}
