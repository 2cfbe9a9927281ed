//! From the way people write licences to canonical SPDX expressions.

use std::collections::HashMap;
use std::sync::LazyLock;

use spdx::Expression;
use spdx::identifiers::{EXCEPTIONS, LICENSES};

use super::open::STORED;

/// Common names that neither the identifiers nor the full names on the SPDX list cover, squashed
/// as [`squashed`] does.
const ALIASES: [(&str, &str); 22] = [
    ("2clausebsd", "BSD-2-Clause"),
    ("3clausebsd", "BSD-3-Clause"),
    ("asl2", "Apache-2.0"),
    ("boost", "BSL-1.0"),
    ("bsd2", "BSD-2-Clause"),
    ("bsd3", "BSD-3-Clause"),
    ("cc0", "CC0-1.0"),
    ("cczero", "CC0-1.0"),
    ("cczero1", "CC0-1.0"),
    ("expat", "MIT"),
    ("modifiedbsd", "BSD-3-Clause"),
    ("newbsd", "BSD-3-Clause"),
    ("odbl", "ODbL-1.0"),
    ("odcby", "ODC-By-1.0"),
    ("ogl1", "OGL-UK-1.0"),
    ("ogl2", "OGL-UK-2.0"),
    ("ogl3", "OGL-UK-3.0"),
    ("opendatabase", "ODbL-1.0"),
    ("pddl", "PDDL-1.0"),
    ("simplifiedbsd", "BSD-2-Clause"),
    ("ukopengovernment2", "OGL-UK-2.0"),
    ("ukopengovernment3", "OGL-UK-3.0"),
];

/// Words that don't tell licences apart.
const EMPTY_WORDS: [&str; 11] = [
    "agreement",
    "gnu",
    "international",
    "licence",
    "licences",
    "license",
    "licensed",
    "the",
    "universal",
    "v",
    "version",
];

/// Long names and the letters they are known by.
const LONG_NAMES: [(&str, &str); 11] = [
    ("affero general public", "agpl"),
    ("lesser general public", "lgpl"),
    ("general public", "gpl"),
    ("creative commons", "cc"),
    ("attribution", "by"),
    ("share alike", "sa"),
    ("sharealike", "sa"),
    ("non commercial", "nc"),
    ("noncommercial", "nc"),
    ("no derivatives", "nd"),
    ("noderivatives", "nd"),
];

/// The identifiers of the SPDX list that are in use, without those that were replaced.
pub fn known_identifiers() -> impl Iterator<Item = &'static str> {
    let current = LICENSES.iter().filter(|licence| {
        let id = spdx::license_id(licence.name);
        id.is_some_and(|id| !id.is_deprecated())
    });
    current.map(|licence| licence.name)
}

/// Every squashed name and the identifier it stands for; what is surer comes first and stays.
static NAMES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let is_current = |id: &str| spdx::license_id(id).is_some_and(|l| !l.is_deprecated());
    let (current, old): (Vec<_>, Vec<_>) = LICENSES.iter().partition(|l| is_current(l.name));
    let ids = current
        .iter()
        .chain(&old)
        .map(|l| (squashed(l.name), l.name));
    let aliases = ALIASES.iter().map(|(name, id)| ((*name).to_owned(), *id));
    let full = current.iter().map(|l| (squashed(l.full_name), l.name));
    let mut names = HashMap::new();
    for (name, id) in ids.chain(aliases).chain(full) {
        names.entry(name).or_insert(id);
    }
    names
});

/// The canonical expression, or `None` if any part of it isn't known.
pub(super) fn canonical(field: &str) -> Option<String> {
    // Some full names hold an "or" or "and", so the whole comes first, unless it is in brackets.
    let grouped =
        field.starts_with('(') || field.matches('(').count() != field.matches(')').count();
    let whole = licence(field).filter(|_| !grouped);
    let expression = whole.or_else(|| compound(field))?;
    Expression::parse_mode(&expression, STORED).ok()?;
    Some(expression)
}

fn compound(field: &str) -> Option<String> {
    let spaced = field
        .replace('/', " OR ")
        .replace('&', " AND ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut parts: Vec<String> = Vec::new();
    let mut phrase: Vec<&str> = Vec::new();
    let mut words = spaced.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let operator = match word.to_ascii_lowercase().as_str() {
            "or" if words.peek().is_some_and(|next| begins_later(next)) => {
                phrase.push("or later");
                while words.next_if(|next| continues_later(next)).is_some() {}
                continue;
            }
            "or" => "OR",
            "and" => "AND",
            "with" => "WITH",
            "(" => "(",
            ")" => ")",
            _ => {
                phrase.push(word);
                continue;
            }
        };
        finish(&mut phrase, &mut parts)?;
        parts.push(operator.to_owned());
    }
    finish(&mut phrase, &mut parts)?;
    Some(parts.join(" ").replace("( ", "(").replace(" )", ")"))
}

fn begins_later(word: &str) -> bool {
    ["any", "later", "newer"].contains(&word.to_ascii_lowercase().as_str())
}

fn continues_later(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    ["any", "later", "newer", "version", "versions"].contains(&word.as_str())
}

fn finish(phrase: &mut Vec<&str>, parts: &mut Vec<String>) -> Option<()> {
    if phrase.is_empty() {
        return Some(());
    }
    let text = phrase.join(" ");
    phrase.clear();
    let after_with = parts.last().is_some_and(|last| last == "WITH");
    parts.push(if after_with {
        exception(&text)?
    } else {
        licence(&text)?
    });
    Some(())
}

fn licence(phrase: &str) -> Option<String> {
    let phrase = phrase.trim();
    if phrase.starts_with("LicenseRef-") || phrase.starts_with("DocumentRef-") {
        return is_reference(phrase).then(|| phrase.to_owned());
    }
    let (name, or_later) = match phrase.strip_suffix('+').or(phrase.strip_suffix("or later")) {
        Some(name) => (name, true),
        None => (phrase, false),
    };
    let id = *NAMES.get(&squashed(name))?;
    // The GNU licences say which versions they mean in their identifiers.
    let base = id.trim_end_matches('+');
    let base = base.strip_suffix("-only").unwrap_or(base);
    let suffix = if or_later { "-or-later" } else { "-only" };
    let gnu = format!("{base}{suffix}");
    if spdx::license_id(&gnu).is_some() {
        return Some(gnu);
    }
    let plus = if or_later && !id.ends_with("-or-later") {
        "+"
    } else {
        ""
    };
    Some(format!("{id}{plus}"))
}

fn exception(phrase: &str) -> Option<String> {
    if phrase.starts_with("AdditionRef-") || phrase.starts_with("DocumentRef-") {
        return is_reference(phrase).then(|| phrase.to_owned());
    }
    let wanted = squashed(phrase);
    let mut names = EXCEPTIONS.iter().map(|e| e.name);
    names
        .find(|name| squashed(name) == wanted)
        .map(str::to_owned)
}

fn is_reference(phrase: &str) -> bool {
    phrase
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':'))
}

/// A name without what people leave out or add: case, spaces, "licence", "version", a final ".0".
fn squashed(name: &str) -> String {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .map(|word| word.trim_matches('.'))
        .map(|word| word.strip_suffix(".0").unwrap_or(word))
        .filter(|word| !word.is_empty() && !EMPTY_WORDS.contains(word))
        .collect();
    let mut text = words.join(" ");
    for (long, short) in LONG_NAMES {
        text = text.replace(long, short);
    }
    let mut squashed = String::with_capacity(text.len());
    let mut rest = text.chars().filter(|c| *c != ' ').peekable();
    while let Some(c) = rest.next() {
        let version_mark = c == 'v' && rest.peek().is_some_and(char::is_ascii_digit);
        if !version_mark {
            squashed.push(c);
        }
    }
    squashed
}
