//! One value of a record.

use crate::transfer::read::build::one_line;

/// A text, or a list of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// As a table has it, or a scalar.
    Text(String),
    /// As JSON and YAML have it.
    List(Vec<String>),
}

impl Cell {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(texts) => texts.iter().all(|text| text.trim().is_empty()),
        }
    }

    /// As one text.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.trim().to_owned(),
            Self::List(texts) => texts
                .first()
                .map(|text| text.trim().to_owned())
                .unwrap_or_default(),
        }
    }

    /// As words: a text is split at commas, semicolons, bars or line ends, whichever it has most of.
    pub fn words(&self) -> Vec<String> {
        let texts: Vec<&str> = match self {
            Self::List(texts) => texts.iter().map(String::as_str).collect(),
            Self::Text(text) => {
                let marks = [";", "|", "\n", "、", "，", ","].into_iter();
                let most = marks.max_by_key(|mark| text.matches(*mark).count());
                text.split(most.unwrap_or(",")).collect()
            }
        };
        let mut words: Vec<String> = Vec::new();
        for text in texts {
            let word = one_line(text);
            if !word.is_empty() && !words.contains(&word) {
                words.push(word);
            }
        }
        words
    }

    /// As the titles of categories, from the top: a list's items, or the parts of a text.
    pub fn path(&self) -> Vec<String> {
        match self {
            Self::Text(text) => split_path(text),
            Self::List(texts) => texts
                .first()
                .map(|text| split_path(text))
                .unwrap_or_default(),
        }
    }
}

/// The parts of `A > B`, `A » B`, `A :: B`, `A / B`, and of a path of slugs such as `a/b-c`, whose
/// parts are written as titles. A slash between words is no mark: "TCP/IP" is one category. A
/// doubled `>` is one inside a title.
pub fn split_path(text: &str) -> Vec<String> {
    let text = text.trim();
    let marks = [" » ", " › ", " → ", "::", " / ", "\\"];
    let slugs = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_/".contains(c);
    if text.contains('>') {
        let whole = text.replace(">>", "\u{1}");
        return parts(&whole, ">")
            .map(|part| part.replace('\u{1}', ">"))
            .collect();
    }
    if let Some(mark) = marks.into_iter().find(|mark| text.contains(*mark)) {
        return parts(text, mark).map(str::to_owned).collect();
    }
    if text.contains('/') && text.chars().all(slugs) {
        return parts(text, "/").map(title_of_slug).collect();
    }
    parts(text, "\n").map(str::to_owned).take(1).collect()
}

fn parts<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(mark)
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn title_of_slug(slug: &str) -> String {
    let words = slug.replace(['-', '_'], " ");
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
