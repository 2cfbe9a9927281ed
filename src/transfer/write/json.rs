//! Writes our own format: everything, in the shape of [`DirectoryFile`].
//!
//! The tree is written as it comes, so its brackets are ours; each record inside it is serde's.

use serde::Serialize;

use super::{ExportedCategory, ExportedEntry, Skeleton, Writer, caveat_fields};
use crate::transfer::json::{CategoryRecord, DirectoryFile, FORMAT};

/// What one more category inside another adds to the indentation.
const STEP: usize = 4;

pub(super) struct JsonWriter {
    head: DirectoryFile,
    /// How many categories stand open around the present place.
    depth: usize,
    /// Whether the list that is open holds something already.
    filled: bool,
    /// Whether that list is the open category's entries.
    in_entries: bool,
}

impl JsonWriter {
    pub(super) fn new(skeleton: &Skeleton) -> Self {
        Self {
            head: DirectoryFile {
                format: FORMAT.to_owned(),
                site: skeleton.site.clone(),
                pages: skeleton.pages.clone(),
                presets: Vec::new(),
                categories: Vec::new(),
            },
            depth: 0,
            filled: false,
            in_entries: false,
        }
    }

    /// Begins the next item of the open list.
    fn item(&mut self, indent: usize, out: &mut String) {
        out.push_str(if self.filled { ",\n" } else { "\n" });
        self.filled = true;
        pad(indent, out);
    }

    /// Ends the open list with its bracket.
    fn close_list(&mut self, indent: usize, out: &mut String) {
        if self.filled {
            out.push('\n');
            pad(indent, out);
        }
        out.push(']');
    }

    /// Ends open categories until only `depth` of them are left, and leaves their parent's list of
    /// categories open.
    fn close_to(&mut self, depth: usize, out: &mut String) {
        while self.depth > depth {
            let inside = self.depth * STEP + 2;
            if self.in_entries {
                self.close_list(inside, out);
                out.push_str(",\n");
                pad(inside, out);
                out.push_str("\"categories\": [");
                self.in_entries = false;
                self.filled = false;
            }
            self.close_list(inside, out);
            out.push('\n');
            pad(inside - 2, out);
            out.push('}');
            self.filled = true;
            self.depth -= 1;
        }
    }
}

impl Writer for JsonWriter {
    fn begin(&mut self, out: &mut String) {
        let head = record(&self.head, 0);
        // The list of categories comes last and is empty here: it stays open.
        out.push_str(head.strip_suffix("]\n}").unwrap_or(&head));
    }

    fn category(&mut self, category: &ExportedCategory, out: &mut String) {
        self.close_to(category.depth - 1, out);
        if self.in_entries {
            let inside = self.depth * STEP + 2;
            self.close_list(inside, out);
            out.push_str(",\n");
            pad(inside, out);
            out.push_str("\"categories\": [");
            self.filled = false;
        }
        self.depth += 1;
        let indent = self.depth * STEP;
        self.item(indent, out);
        let (caveat_kind, caveat) = caveat_fields(category.caveat.as_ref());
        let words = record(
            &CategoryRecord {
                title: category.title.clone(),
                slug: Some(category.slug.clone()),
                uid: Some(category.uid.clone()),
                introduction: category.introduction.clone(),
                caveat_kind,
                caveat,
                entries: Vec::new(),
                categories: Vec::new(),
            },
            indent,
        );
        // Both lists come last and are empty here: the entries' stays open.
        let end = words
            .rfind("\"entries\": [")
            .map(|at| at + "\"entries\": [".len());
        out.push_str(end.and_then(|end| words.get(..end)).unwrap_or(&words));
        self.in_entries = true;
        self.filled = false;
    }

    fn entry(&mut self, entry: &ExportedEntry, out: &mut String) {
        let indent = self.depth * STEP + 4;
        self.item(indent, out);
        out.push_str(&record(&entry.record, indent));
    }

    fn end(&mut self, out: &mut String) {
        self.close_to(0, out);
        self.close_list(2, out);
        out.push_str("\n}\n");
    }
}

/// A record, pretty, with `indent` before every line but the first. No string holds a line break
/// of its own: JSON writes them as escapes.
fn record(value: &impl Serialize, indent: usize) -> String {
    // Plain structs of strings, numbers and lists: nothing that serde_json could refuse.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.replace('\n', &format!("\n{}", " ".repeat(indent)))
}

fn pad(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}
