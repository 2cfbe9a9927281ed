//! Checks of the words: licence, similar entries, style, and what looks like spam.

use super::{Facts, Finding, Tone};
use crate::directory::Licence;
use crate::directory::entry_input::EntryInput;
use crate::paths;
use crate::text::markdown::first_paragraph;

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
    let seen = |id| facts.similar_links.iter().any(|entry| entry.id == id);
    let titles = (facts.similar_titles.iter())
        .filter(|entry| !seen(entry.id))
        .map(|entry| (entry, "like title"));
    let mut finding = Finding::new(Tone::Look, "twins", "Similar entries");
    for (place, (entry, why)) in links.chain(titles).enumerate() {
        if place > 0 {
            finding = finding.saying(", ");
        }
        finding = finding
            .linking(&entry.title, paths::entry(entry.id, &entry.slug))
            .saying(format!(" in {} ({why})", entry.category_title));
    }
    (!finding.detail.is_empty()).then_some(finding)
}

/// Length and style.
pub(super) fn style(facts: &Facts) -> Option<Finding> {
    if facts.is_category {
        return None;
    }
    let remarks = remarks(&facts.entry);
    Some(if remarks.is_empty() {
        Finding::new(Tone::Fine, "tick", "Length and style look right")
    } else {
        Finding::new(Tone::Look, "edit", "The words could be better").saying(remarks.join(" "))
    })
}

/// The longest title that fits a line of a list, and the longest first paragraph that does not
/// push the next entry off the screen, in characters.
const LONG_TITLE: usize = 90;
const LONG_SUMMARY: usize = 320;

/// Sales talk, which the guidelines ask people to leave out.
const PRAISE: [&str; 8] = [
    "best-in-class",
    "cutting-edge",
    "game-changing",
    "revolutionary",
    "state-of-the-art",
    "unrivalled",
    "world-class",
    "world-leading",
];

fn remarks(entry: &EntryInput) -> Vec<String> {
    let mut remarks = Vec::new();
    let title = entry.title.trim();
    let summary = first_paragraph(&entry.description);
    let has_capital = title.chars().filter(|c| c.is_uppercase()).count() > 5;
    if has_capital && !title.chars().any(char::is_lowercase) {
        remarks.push("The title is in capitals.".to_owned());
    }
    if title.ends_with('.') {
        remarks.push("The title ends with a full stop.".to_owned());
    }
    if title.contains("://") || title.starts_with("www.") {
        remarks.push("The title is an address.".to_owned());
    }
    let length = title.chars().count();
    if length > LONG_TITLE {
        remarks.push(format!("The title is long: {length} characters."));
    }
    if summary.is_empty() {
        remarks.push("There is no description.".to_owned());
    }
    let length = summary.chars().count();
    if length > LONG_SUMMARY {
        remarks.push(format!(
            "The first paragraph is long for a list: {length} characters."
        ));
    }
    let words = format!("{title} {}", entry.description).to_lowercase();
    if words.contains('!') {
        remarks.push("It has exclamation marks.".to_owned());
    }
    if let Some(praise) = PRAISE.iter().find(|praise| words.contains(**praise)) {
        remarks.push(format!("“{praise}” is sales talk."));
    }
    let links = entry.description.matches("://").count();
    if links > 0 {
        remarks.push(match links {
            1 => "The description has a link in it.".to_owned(),
            many => format!("The description has {many} links in it."),
        });
    }
    remarks
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
