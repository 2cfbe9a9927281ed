//! The blocks of a Markdown file: where blank lines and indentation belong.

use super::DEEPEST_HEADING;

/// Where on the sheet the next line goes.
#[derive(Default)]
pub(super) struct Sheet {
    /// Whether the last line was an item of a list.
    in_list: bool,
    /// How many levels of lists stand around the present place.
    indent: usize,
}

impl Sheet {
    /// A block of its own, such as a paragraph, with a blank line before it.
    pub(super) fn block(&mut self, words: &str, out: &mut String) {
        out.push('\n');
        for line in words.lines() {
            self.line(line, out);
        }
        self.in_list = false;
    }

    /// An item of a list.
    pub(super) fn item(&mut self, words: &str, out: &mut String) {
        if !self.in_list {
            out.push('\n');
        }
        self.line(&format!("- {words}"), out);
        self.in_list = true;
    }

    /// A category at this depth: a heading, or a label in a list when headings go no deeper.
    pub(super) fn category(&mut self, depth: usize, words: &str, out: &mut String) {
        if depth <= DEEPEST_HEADING {
            self.leave_list();
            self.block(&format!("{} {words}", "#".repeat(depth + 1)), out);
        } else {
            self.indent = depth - DEEPEST_HEADING - 1;
            self.item(words, out);
            self.indent += 1;
        }
    }

    /// What follows belongs to no list.
    pub(super) fn leave_list(&mut self) {
        self.indent = 0;
    }

    fn line(&self, words: &str, out: &mut String) {
        out.extend(std::iter::repeat_n("  ", self.indent));
        out.push_str(words);
        out.push('\n');
    }
}
