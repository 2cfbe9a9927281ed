//! The blocks of a Markdown file: where blank lines and indentation belong.

/// The deepest level of headings. Categories below it are labels in a list.
const DEEPEST: usize = 6;

/// Where on the sheet the next line goes.
pub(super) struct Sheet {
    /// The level of the heading that is the title.
    title: usize,
    /// Whether the last line was an item of a list.
    in_list: bool,
    /// How many levels of lists stand around the present place.
    indent: usize,
}

impl Sheet {
    /// A sheet whose title is a heading of this level.
    pub(super) fn new(title: usize) -> Self {
        Self {
            title,
            in_list: false,
            indent: 0,
        }
    }

    /// Whether a category at this depth has a heading.
    pub(super) fn has_heading(&self, depth: usize) -> bool {
        self.title + depth <= DEEPEST
    }

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
        if self.has_heading(depth) {
            self.leave_list();
            let marks = "#".repeat(self.title + depth);
            self.block(&format!("{marks} {words}"), out);
        } else {
            self.indent = self.title + depth - DEEPEST - 1;
            // Bold says that it is a name from end to end, whatever dashes or colons are in it.
            self.item(&format!("**{words}**"), out);
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
