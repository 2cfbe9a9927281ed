//! The reader's query language, and how the index of words is asked.
//!
//! `nhs data` finds both words, `"sharing code"` the phrase, `prescrib*` every word that begins
//! so, and `-scotland` leaves out what has that word.

use crate::text::words;

/// The longest query that is read, in characters; what follows is ignored.
pub const LONGEST: usize = 300;
/// The most words and phrases that are looked for.
const MOST_TERMS: usize = 32;

/// What a reader looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuery {
    wanted: Vec<Term>,
    unwanted: Vec<Term>,
}

/// A word or a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As typed, without the marks of the language.
    pub words: String,
    /// Whether the last word may go on.
    pub prefix: bool,
}

impl SearchQuery {
    /// Reads what somebody typed. Everything can be read: what has no letter and no digit is
    /// dropped, and a quotation mark without its twin reaches to the end.
    pub fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        let typed: String = typed.chars().take(LONGEST).map(plain).collect();
        let mut rest = typed.trim_start();
        while !rest.is_empty() {
            let (unwanted, after) = match rest.strip_prefix('-') {
                Some(after) => (true, after),
                None => (false, rest),
            };
            let (words, after) = match after.strip_prefix('"') {
                Some(phrase) => phrase.split_once('"').unwrap_or((phrase, "")),
                None => after.split_at(after.find([' ', '"']).unwrap_or(after.len())),
            };
            let (words, after, prefix) = match (words.strip_suffix('*'), after.strip_prefix('*')) {
                (_, Some(after)) => (words, after, true),
                (Some(words), None) => (words, after, true),
                (None, None) => (words, after, false),
            };
            query.add(unwanted, words.trim(), prefix);
            rest = after.trim_start();
        }
        query
    }

    fn add(&mut self, unwanted: bool, words: &str, prefix: bool) {
        let full = self.wanted.len() + self.unwanted.len() >= MOST_TERMS;
        if full || words::tokens(words).next().is_none() {
            return;
        }
        let term = Term {
            words: words.to_owned(),
            prefix,
        };
        let terms = if unwanted {
            &mut self.unwanted
        } else {
            &mut self.wanted
        };
        if !terms.contains(&term) {
            terms.push(term);
        }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty()
    }

    /// What is looked for.
    pub fn wanted(&self) -> &[Term] {
        &self.wanted
    }

    /// What an entry must have, in the index's own syntax.
    pub fn matching(&self) -> Option<String> {
        joined(&self.wanted, " AND ")
    }

    /// What an entry must not have, in the index's own syntax.
    pub fn excluding(&self) -> Option<String> {
        joined(&self.unwanted, " OR ")
    }
}

impl Term {
    /// As a reader would type it.
    pub fn typed(&self) -> String {
        let star = if self.prefix { "*" } else { "" };
        if self.words.contains(' ') {
            format!("\"{}\"{star}", self.words)
        } else {
            format!("{}{star}", self.words)
        }
    }

    /// Always between quotation marks, so that nothing a reader types is an operator. The index
    /// reads the words of such a string as a phrase. Source: <https://sqlite.org/fts5.html>, 3.1.
    fn index_syntax(&self) -> String {
        let star = if self.prefix { "*" } else { "" };
        format!("\"{}\"{star}", self.words.replace('"', "\"\""))
    }
}

fn joined(terms: &[Term], operator: &str) -> Option<String> {
    let terms: Vec<_> = terms.iter().map(Term::index_syntax).collect();
    (!terms.is_empty()).then(|| terms.join(operator))
}

/// Curly quotation marks are what some keyboards type; a NUL would end the index's syntax early.
fn plain(c: char) -> char {
    match c {
        '\u{201c}' | '\u{201d}' | '\u{201e}' => '"',
        c if c.is_whitespace() || c.is_control() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> (String, String) {
        let query = SearchQuery::parse(typed);
        let or_none = |syntax: Option<String>| syntax.unwrap_or_default();
        (or_none(query.matching()), or_none(query.excluding()))
    }

    #[test]
    fn the_language_has_words_phrases_prefixes_and_exclusions() {
        for (typed, matching, excluding) in [
            ("", "", ""),
            ("  nhs   data ", r#""nhs" AND "data""#, ""),
            (r#""sharing code" r"#, r#""sharing code" AND "r""#, ""),
            ("\u{201c}sharing code\u{201d}", r#""sharing code""#, ""),
            ("prescrib*", r#""prescrib"*"#, ""),
            (r#""open pres"*"#, r#""open pres"*"#, ""),
            (r#""open pres*""#, r#""open pres"*"#, ""),
            ("nhs -scotland", r#""nhs""#, r#""scotland""#),
            (r#"-"a b" -c*"#, "", r#""a b" OR "c"*"#),
            ("open-source", r#""open-source""#, ""),
            ("github.com/opensafely", r#""github.com/opensafely""#, ""),
            ("nhs nhs", r#""nhs""#, ""),
        ] {
            let expected = (matching.to_owned(), excluding.to_owned());
            assert_eq!(read(typed), expected, "{typed}");
        }
    }

    #[test]
    fn what_the_index_would_read_as_its_own_is_only_words() {
        for (typed, matching) in [
            ("a OR b", r#""a" AND "OR" AND "b""#),
            ("title:x", r#""title:x""#),
            ("NEAR(a b)", r#""NEAR(a" AND "b)""#),
            (r#"a"b"#, r#""a" AND "b""#),
            (r#"""""#, ""),
            ("* - ^ ( ) + --", ""),
            ("a\0b", r#""a" AND "b""#),
        ] {
            assert_eq!(read(typed), (matching.to_owned(), String::new()), "{typed}");
        }
    }

    #[test]
    fn a_very_long_query_is_cut_off() {
        let long = "word ".repeat(5_000);
        assert_eq!(SearchQuery::parse(&long).wanted().len(), 1);
        let many: String = (0..100).map(|number| format!("{number} ")).collect();
        assert_eq!(SearchQuery::parse(&many).wanted().len(), MOST_TERMS);
    }
}
