//! Shows where the words of a search stand in a text.

use std::ops::Range;

use super::search::{SearchQuery, Term};
use crate::text::words::{Token, tokens};

/// A piece of a text; templates escape it and put `<mark>` around what was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The words as they stand.
    pub text: String,
    /// Whether they were looked for.
    pub marked: bool,
}

/// Marks what a query looks for.
#[derive(Clone, Debug)]
pub struct Highlighter {
    patterns: Vec<Pattern>,
}

#[derive(Clone, Debug)]
struct Pattern {
    words: Vec<String>,
    prefix: bool,
}

/// A text in which nothing is marked.
pub fn unmarked(text: &str) -> Vec<Segment> {
    vec![Segment {
        text: text.to_owned(),
        marked: false,
    }]
}

impl Highlighter {
    /// For the words that a query wants.
    pub fn new(query: &SearchQuery) -> Self {
        Self {
            patterns: query.wanted().iter().map(Pattern::new).collect(),
        }
    }

    /// The text in pieces, which joined are the text.
    pub fn mark(&self, text: &str) -> Vec<Segment> {
        let tokens: Vec<Token> = tokens(text).collect();
        let mut segments = Vec::new();
        let mut done = 0;
        for place in self.places(&tokens) {
            push(&mut segments, text.get(done..place.start), false);
            push(&mut segments, text.get(place.clone()), true);
            done = place.end;
        }
        push(&mut segments, text.get(done..), false);
        segments
    }

    /// Where the patterns stand, in order; those that touch or overlap are one.
    fn places(&self, tokens: &[Token]) -> Vec<Range<usize>> {
        let mut places: Vec<Range<usize>> = Vec::new();
        for start in 0..tokens.len() {
            let rest = tokens.get(start..).unwrap_or_default();
            let longest = self
                .patterns
                .iter()
                .filter_map(|pattern| pattern.find(rest));
            let Some(place) = longest.max_by_key(|place| place.end) else {
                continue;
            };
            match places.last_mut() {
                Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
                _ => places.push(place),
            }
        }
        places
    }
}

impl Pattern {
    fn new(term: &Term) -> Self {
        Self {
            words: tokens(&term.words).map(|token| token.folded).collect(),
            prefix: term.prefix,
        }
    }

    /// Where the pattern stands when it begins with the first of these words.
    fn find(&self, words: &[Token]) -> Option<Range<usize>> {
        let here = words.get(..self.words.len())?;
        let last = self.words.len().checked_sub(1)?;
        let fits = here.iter().zip(&self.words).enumerate().all(|(at, pair)| {
            let (token, wanted) = pair;
            if self.prefix && at == last {
                token.folded.starts_with(wanted.as_str())
            } else {
                token.folded == *wanted
            }
        });
        let (first, last) = (here.first()?, here.last()?);
        fits.then_some(first.place.start..last.place.end)
    }
}

fn push(segments: &mut Vec<Segment>, text: Option<&str>, marked: bool) {
    let text = text.unwrap_or_default();
    if !text.is_empty() {
        segments.push(Segment {
            text: text.to_owned(),
            marked,
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text with square brackets around what is marked.
    fn marked(query: &str, text: &str) -> String {
        let segments = Highlighter::new(&SearchQuery::parse(query)).mark(text);
        segments
            .iter()
            .map(|segment| match segment.marked {
                true => format!("[{}]", segment.text),
                false => segment.text.clone(),
            })
            .collect()
    }

    #[test]
    fn words_phrases_and_beginnings_are_marked() {
        for (query, text, expected) in [
            ("licence", "A licence. Licences", "A [licence]. Licences"),
            ("licen*", "A licence. Licences", "A [licence]. [Licences]"),
            ("cafe", "Le Caf\u{e9}!", "Le [Caf\u{e9}]!"),
            ("caf\u{e9}", "CAFE", "[CAFE]"),
            (r#""open source""#, "open open-source", "open [open-source]"),
            ("open source", "open source", "[open] [source]"),
            ("-open source", "open source", "open [source]"),
            (r#""a b" "b c""#, "a b c", "[a b c]"),
            ("x", "<b>x</b>", "<b>[x]</b>"),
            ("", "words", "words"),
        ] {
            assert_eq!(marked(query, text), expected, "{query} in {text}");
        }
    }

    proptest! {
        #[test]
        fn the_pieces_always_make_the_text(query in ".{0,40}", text in ".{0,200}") {
            let pieces = Highlighter::new(&SearchQuery::parse(&query)).mark(&text);
            let joined: String = pieces.into_iter().map(|piece| piece.text).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
