//! The table of contents, and the names that code hosts give to headings.

use std::collections::HashMap;

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::escape;
use super::lint::{HEADING_MARK, is_settled};
use super::sheet::Sheet;
use crate::transfer::write::ExportedCategory;

/// Sections that an awesome list keeps out of its contents, as its linter wants.
const UNLISTED: [&str; 3] = ["Contributing", "Footnotes", "Related Lists"];
/// How deep the contents go; the linter takes no more.
const CONTENTS_DEPTH: usize = 2;

/// Gives headings their names, as GitHub does: each name once.
#[derive(Default)]
pub(super) struct Names {
    taken: HashMap<String, usize>,
}

impl Names {
    /// The name of the next heading of a document.
    pub(super) fn next(&mut self, heading: &str) -> String {
        let plain = name(heading);
        let mut unique = plain.clone();
        while self.taken.contains_key(&unique) {
            let count = self.taken.entry(plain.clone()).or_default();
            *count += 1;
            unique = format!("{plain}-{count}");
        }
        self.taken.insert(unique.clone(), 0);
        unique
    }
}

/// Letters, digits, marks, underscores and hyphens in lower case, with hyphens for blanks.
/// Source: the slugger that code hosts share, <https://github.com/Flet/github-slugger>.
fn name(heading: &str) -> String {
    let kept = |c: char| {
        c.is_alphabetic()
            || c.general_category_group() == GeneralCategoryGroup::Mark
            || matches!(
                c.general_category(),
                GeneralCategory::DecimalNumber | GeneralCategory::ConnectorPunctuation
            )
            || matches!(c, '-' | ' ')
    };
    heading
        .to_lowercase()
        .chars()
        .filter(|&c| c != '\u{fe0f}' && kept(c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// A heading's words as an awesome list may print them.
pub(super) fn heading_words(title: &str) -> String {
    let words = if is_settled(title) {
        escape::text(title)
    } else {
        escape::code(title)
    };
    let reserved = ["licence", "license", "contents"].contains(&title.to_lowercase().as_str());
    let ends_badly = title.ends_with(['.', ',', ':', ';', '!', '?']);
    if reserved || ends_badly {
        format!("{words}{HEADING_MARK}")
    } else {
        words
    }
}

/// The lines of the contents: the top level and the one below, each a link to its heading.
pub(super) fn contents(title: &str, categories: &[ExportedCategory], sheet: &Sheet) -> Vec<String> {
    let mut names = Names::default();
    // The title with its badge and the heading of the contents come first.
    names.next(&format!("{title} Awesome"));
    names.next("Contents");
    let mut lines = Vec::new();
    let mut listed = true;
    for category in categories {
        if !sheet.has_heading(category.depth) {
            continue;
        }
        let name = names.next(&category.title);
        if category.depth == 1 {
            listed = !UNLISTED.contains(&category.title.as_str());
        }
        if listed && category.depth <= CONTENTS_DEPTH {
            let indent = "  ".repeat(category.depth - 1);
            let words = heading_words(&category.title);
            lines.push(format!("{indent}- [{words}](#{name})"));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_named_as_code_hosts_name_them() {
        let mut names = Names::default();
        for (heading, name) in [
            ("Open source", "open-source"),
            ("Q&A: what, when?", "qa-what-when"),
            ("Open source", "open-source-1"),
            ("Open source-1", "open-source-1-1"),
            ("Éducation / école", "éducation--école"),
            ("日本語 リスト", "日本語-リスト"),
            ("snake_case & C++", "snake_case--c"),
        ] {
            assert_eq!(names.next(heading), name);
        }
    }
}
