//! A caveat in formats that have no place of their own for one: an aside in parentheses at the end
//! that begins with what it is about, such as "(Archived: nobody looks after it any more.)".
//! Writers and readers share this file, so that what one says the other understands.

use crate::text::{Caveat, CaveatKind};

/// The word before the colon, for each kind.
fn label(kind: CaveatKind) -> &'static str {
    match kind {
        CaveatKind::Licence => "Licence",
        CaveatKind::Archived => "Archived",
        CaveatKind::Paywall => "Paywall",
        CaveatKind::Region => "Region",
        CaveatKind::Superseded => "Superseded",
        CaveatKind::Other => "Caveat",
    }
}

/// What stands inside the parentheses.
pub fn words(kind: CaveatKind, text: &str) -> String {
    format!("{}: {text}", label(kind))
}

/// Takes a caveat that ends a text out of it. `plain` makes plain words of what the parentheses
/// hold, when the text has a form of its own such as Markdown.
pub fn take(text: &mut String, plain: impl Fn(&str) -> String) -> Option<Caveat> {
    let inside_end = text.trim_end().strip_suffix(')')?.len();
    let mut open = 1_usize;
    let start = text
        .get(..inside_end)?
        .char_indices()
        .rev()
        .find_map(|(at, c)| {
            match c {
                ')' => open += 1,
                '(' => open -= 1,
                _ => {}
            }
            (open == 0).then_some(at)
        })?;
    let inside = plain(text.get(start + 1..inside_end)?);
    let (word, said) = inside.split_once(':')?;
    let is_label = |kind: &CaveatKind| label(*kind).eq_ignore_ascii_case(word.trim());
    let kind = CaveatKind::ALL.into_iter().find(is_label)?;
    let said = said.trim();
    if said.is_empty() {
        return None;
    }
    let caveat = Caveat {
        kind,
        text: said.to_owned(),
    };
    text.truncate(start);
    text.truncate(text.trim_end().len());
    Some(caveat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_understood() {
        for kind in CaveatKind::ALL {
            let words = words(kind, "mind (all of) this.");
            let mut text = format!("A tool (in Rust). ({words})");
            let caveat = take(&mut text, str::to_owned).unwrap();
            assert_eq!(
                (caveat.kind, caveat.text.as_str()),
                (kind, "mind (all of) this.")
            );
            assert_eq!(text, "A tool (in Rust).");
        }
    }

    #[test]
    fn other_asides_stay() {
        for words in [
            "A tool (in Rust)",
            "A tool (note: slow)",
            "(Caveat:)",
            "half (Caveat: x",
            "x)",
        ] {
            let mut text = words.to_owned();
            assert_eq!(take(&mut text, str::to_owned), None);
            assert_eq!(text, words);
        }
    }
}
