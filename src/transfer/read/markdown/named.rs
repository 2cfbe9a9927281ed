//! Items that name something before they link to it: `Name: [link](address)`.

use super::collect::Found;
use super::entry::trimmed;
use super::inline::{Inline, Line, escaped, markdown, words};
use super::lead::{Lead, lead, link_end, rest};
use super::linkify::is_web_address;

/// The longest name, in characters.
const LONGEST: usize = 80;

/// Link texts, in lower case, that name nothing.
const LABELS: [&str; 18] = [
    "blog",
    "demo",
    "docs",
    "download",
    "github",
    "here",
    "home page",
    "homepage",
    "link",
    "online",
    "page",
    "pdf",
    "repo",
    "site",
    "source",
    "url",
    "video",
    "website",
];

/// The entry of a line with a short name and a separator before its first link, or with a date.
pub(super) fn named_entry(line: &Line) -> Option<Found> {
    if lead(&line.inlines) != Lead::Words {
        return None;
    }
    let is_link = |inline: &Inline| matches!(inline, Inline::LinkStart(_));
    let start = line.inlines.iter().position(is_link)?;
    let Inline::LinkStart(url) = &line.inlines[start] else {
        return None;
    };
    let end = link_end(&line.inlines, start);
    let before = words(&line.inlines[..start]);
    let text = words(&line.inlines[start..end]);
    let name = trimmed(&before);
    let separated = before.ends_with(['-', '–', '—', ':', '：', '|', '(', '→', '>']);
    let dated = !name.chars().any(char::is_alphabetic);
    let fits = name.chars().count() <= LONGEST && (separated || dated);
    if !fits || !is_web_address(url) || text.is_empty() {
        return None;
    }
    let about = markdown(&rest(line.inlines.get(end + 1..).unwrap_or_default()));
    let (title, said) = if dated {
        (text, name)
    } else if is_label(&text, url) {
        (name.to_owned(), "")
    } else {
        (format!("{name}: {text}"), "")
    };
    let described = [escaped(said).into_owned(), about];
    let described: Vec<String> = described
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    Some(Found {
        url: url.to_string(),
        title,
        description: described.join(" – "),
        number: line.number,
        ..Found::default()
    })
}

/// Whether a link's text says no more than that it is a link.
fn is_label(text: &str, url: &str) -> bool {
    let lower = text.to_lowercase();
    LABELS.contains(&lower.as_str())
        || !lower.chars().any(char::is_alphabetic)
        || url.to_lowercase().contains(&lower)
}
