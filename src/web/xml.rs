//! Writes XML 1.0: everything is escaped, and what XML has no way to write is left out.

use quick_xml::escape::escape;

/// A document that grows from its first element to its last.
#[derive(Clone, Debug)]
pub struct Xml(String);

impl Default for Xml {
    fn default() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }
}

impl Xml {
    /// Begins an element that holds others; [`Self::close`] ends it.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes);
        self.0.push_str(">\n");
        self
    }

    /// Ends an element.
    pub fn close(&mut self, name: &str) -> &mut Self {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push_str(">\n");
        self
    }

    /// An element that holds text alone.
    pub fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> &mut Self {
        self.tag(name, attributes);
        self.0.push('>');
        self.0.push_str(&escaped(text));
        self.close(name)
    }

    /// An element that holds nothing.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes);
        self.0.push_str("/>\n");
        self
    }

    /// The document.
    pub fn finish(self) -> String {
        self.0
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.0.push_str(&escaped(value));
            self.0.push('"');
        }
    }
}

fn escaped(text: &str) -> String {
    let fits: String = text.chars().filter(|c| is_writable(*c)).collect();
    escape(&fits).into_owned()
}

/// Whether XML 1.0 has a way to write a character. Source: XML 1.0, section 2.2.
fn is_writable(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn nothing_in_a_text_is_markup_and_what_can_not_be_written_is_left_out() {
        let mut xml = Xml::default();
        let hostile = "]]> </a> & \"b\" 'c' a\u{0}\u{1b}b\u{fffe}\u{ffff}\tc\u{1f600}";
        xml.open("a", &[("b", hostile)]).text("c", &[], hostile);
        xml.empty("d", &[]).close("a");
        let written = "]]&gt; &lt;/a&gt; &amp; &quot;b&quot; &apos;c&apos; ab\tc\u{1f600}";
        assert_eq!(
            xml.finish(),
            format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
                 <a b=\"{written}\">\n<c>{written}</c>\n<d/>\n</a>\n"
            )
        );
    }
}
