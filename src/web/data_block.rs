//! Data about a page for programs that read it: JSON-LD inside an inert element.

use std::fmt;

use serde::Serialize;

/// JSON that can stand inside a `<script type="application/ld+json">`. Beside
/// [`SafeHtml`](crate::text::SafeHtml) the only type that templates print with `|safe`, and made by
/// [`DataBlock::new`] alone, which leaves no character that could end the element or begin another.
///
/// A browser runs nothing of such an element, whatever the content security policy says: it is a
/// data block. Source: HTML, 4.12.1, "The script element".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataBlock(String);

impl DataBlock {
    /// Writes `data` so that nothing in it is markup.
    pub fn new(data: &impl Serialize) -> Self {
        // Our own values: text, numbers and lists, which can always be written.
        let json = serde_json::to_string(data).unwrap_or_default();
        let mut safe = String::with_capacity(json.len());
        for c in json.chars() {
            match c {
                // Inside a string, where alone they occur, JSON reads these escapes back.
                '<' => safe.push_str("\\u003c"),
                '>' => safe.push_str("\\u003e"),
                '&' => safe.push_str("\\u0026"),
                '\u{2028}' => safe.push_str("\\u2028"),
                '\u{2029}' => safe.push_str("\\u2029"),
                other => safe.push(other),
            }
        }
        Self(safe)
    }
}

impl fmt::Display for DataBlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::DataBlock;

    #[test]
    fn nothing_ends_the_element_and_everything_reads_back() {
        let hostile = "</script><!--<script>&amp; \"]]>\u{2028}\u{2029}\u{0}\u{1b}\\u003c";
        let block = DataBlock::new(&serde_json::json!({ hostile: [hostile] })).to_string();
        assert!(!block.contains(['<', '>', '&', '\u{2028}', '\u{2029}']));
        let read: serde_json::Value = serde_json::from_str(&block).unwrap();
        assert_eq!(read, serde_json::json!({ hostile: [hostile] }));
    }
}
