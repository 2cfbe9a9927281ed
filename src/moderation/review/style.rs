//! Checks of length and style.

use std::collections::HashSet;

use super::{Facts, Finding, Tone};
use crate::directory::entry_input::EntryInput;
use crate::text::markdown::first_paragraph;

/// Length and style.
pub(super) fn style(facts: &Facts) -> Option<Finding> {
    let remarks = if facts.is_category {
        title_remarks(facts.category_title.trim())
    } else {
        remarks(&facts.entry)
    };
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
/// What can hardly tell a reader anything, in characters.
const SHORT_TITLE: usize = 3;
const SHORT_SUMMARY: usize = 20;

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
    let title = entry.title.trim();
    let mut remarks = title_remarks(title);
    remarks.extend(summary_remarks(title, &first_paragraph(&entry.description)));
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

fn title_remarks(title: &str) -> Vec<String> {
    let mut remarks = Vec::new();
    let capitals = title.chars().filter(|c| c.is_uppercase()).count();
    if capitals > 5 && !title.chars().any(char::is_lowercase) {
        remarks.push("The title is in capitals.".to_owned());
    }
    if title.ends_with('.') && !title.ends_with("..") {
        remarks.push("The title ends with a full stop.".to_owned());
    }
    if title.contains("://") || title.starts_with("www.") {
        remarks.push("The title is an address.".to_owned());
    }
    match title.chars().count() {
        length if length > LONG_TITLE => {
            remarks.push(format!("The title is long: {length} characters."));
        }
        length if length < SHORT_TITLE => remarks.push("The title is very short.".to_owned()),
        _ => {}
    }
    remarks
}

fn summary_remarks(title: &str, summary: &str) -> Option<String> {
    let length = summary.chars().count();
    if summary.is_empty() {
        return Some("There is no description.".to_owned());
    }
    if only_repeats(title, summary) {
        return Some("The description only repeats the title.".to_owned());
    }
    if length > LONG_SUMMARY {
        return Some(format!(
            "The first paragraph is long for a list: {length} characters."
        ));
    }
    (length < SHORT_SUMMARY).then(|| format!("The description is very short: {length} characters."))
}

/// Whether every word of the description is in the title, small words apart.
fn only_repeats(title: &str, summary: &str) -> bool {
    let title = words(title);
    let summary = words(summary);
    !summary.is_empty() && summary.is_subset(&title)
}

fn words(text: &str) -> HashSet<String> {
    const SMALL: [&str; 8] = ["a", "an", "and", "for", "is", "of", "the", "this"];
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty() && !SMALL.contains(word))
        .map(str::to_owned)
        .collect()
}
