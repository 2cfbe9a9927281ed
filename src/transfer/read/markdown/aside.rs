//! Remarks in parentheses: warnings among them become caveats.

use crate::text::{Caveat, CaveatKind};

/// Longer asides are sentences that say more than a warning.
const LONGEST: usize = 100;

/// Words that make an aside a warning, in lower case.
const WARNINGS: [(CaveatKind, &[&str]); 4] = [
    (
        CaveatKind::Superseded,
        &["superseded", "replaced by", "obsolete"],
    ),
    (
        CaveatKind::Archived,
        &[
            "archived",
            "deprecated",
            "unmaintained",
            "not maintained",
            "no longer maintained",
            "discontinued",
            "abandoned",
            "dead link",
            "out of date",
            "outdated",
        ],
    ),
    (
        CaveatKind::Licence,
        &[
            "no licence",
            "no license",
            "without licence",
            "without license",
            "lacks a licence",
            "lacks a license",
            "unlicensed",
            "proprietary",
            "closed source",
            "not open source",
        ],
    ),
    (
        CaveatKind::Paywall,
        &[
            "paywall",
            "paid",
            "subscription",
            "account required",
            "account needed",
            "email address requested",
            "email address required",
            "email required",
            "registration required",
            "requires registration",
            "requires an account",
            "login required",
            "sign-up required",
        ],
    ),
];

/// Takes the first warning in parentheses out of a description.
pub(super) fn take_caveat(description: &mut String) -> Option<Caveat> {
    for (start, end) in groups(description) {
        let inside = bare_words(&description[start + 1..end]);
        if inside.len() > LONGEST || inside.contains("](") || inside.contains("://") {
            continue;
        }
        let Some(kind) = kind(&inside) else { continue };
        let (before, after) = (&description[..start], &description[end + 1..]);
        // The emphasis around it goes with it.
        let mark = before
            .chars()
            .next_back()
            .filter(|c| matches!(c, '*' | '_'));
        let (before, after) = match mark {
            Some(mark) if after.starts_with(mark) => (
                before.trim_end_matches(mark),
                after.trim_start_matches(mark),
            ),
            _ => (before, after),
        };
        let (before, after) = (before.trim_end(), after.trim());
        let gap = if before.is_empty() || after.is_empty() || after.starts_with(['.', ',', ';']) {
            ""
        } else {
            " "
        };
        *description = format!("{before}{gap}{after}");
        return Some(Caveat { kind, text: inside });
    }
    None
}

/// The words of an aside without emphasis and without the emoji that announces it.
fn bare_words(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(c, '*' | '_')).collect();
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Whether an aside warns.
pub(super) fn is_warning(aside: &str) -> bool {
    aside.len() <= LONGEST && kind(aside).is_some()
}

/// A caveat with these words, of the kind that they speak of.
pub(super) fn caveat(text: String) -> Caveat {
    let kind = kind(&text).unwrap_or_default();
    Caveat { kind, text }
}

fn kind(inside: &str) -> Option<CaveatKind> {
    let lower = inside.to_lowercase();
    let says = |phrase: &&str| {
        lower.match_indices(*phrase).any(|(at, _)| {
            let ends = |text: &str, last: bool| {
                let next = if last {
                    text.chars().next_back()
                } else {
                    text.chars().next()
                };
                !next.is_some_and(char::is_alphanumeric)
            };
            ends(&lower[..at], true) && ends(&lower[at + phrase.len()..], false)
        })
    };
    let found = WARNINGS
        .iter()
        .find(|(_, phrases)| phrases.iter().any(says));
    found.map(|(kind, _)| *kind)
}

/// Where parentheses open and close that are no part of a link.
fn groups(text: &str) -> Vec<(usize, usize)> {
    let mut groups = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        if c == '(' {
            open.push(at);
        } else if c == ')'
            && let Some(start) = open.pop()
            && open.is_empty()
            && !text[..start].ends_with(']')
        {
            groups.push((start, at));
        }
    }
    groups
}

/// A title and the remark in parentheses at its end, if something is left without it.
pub(super) fn split_aside(title: &str) -> (&str, Option<&str>) {
    let (last_open, closes) = (title.rfind('('), title.ends_with(')'));
    match last_open {
        Some(start) if closes && start > 0 => {
            let name = title[..start].trim_end();
            let aside = title[start + 1..title.len() - 1].trim();
            if name.is_empty() || aside.is_empty() || aside.contains(')') {
                (title, None)
            } else {
                (name, Some(aside))
            }
        }
        _ => (title, None),
    }
}
