//! Netscape bookmarks, which every browser and bookmark keeper imports: folders, dates (seconds
//! since 1970), tags, and the description below. Source: the format as browsers write it,
//! <https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa753582(v=vs.85)>.

use super::xml::escape;
use super::{ExportedCategory, ExportedEntry, Skeleton, Writer, aside_of, joined_tags};
use crate::transfer::json::RecordStatus;

pub(super) struct BookmarksWriter {
    title: String,
    depth: usize,
}

impl BookmarksWriter {
    pub(super) fn new(skeleton: &Skeleton) -> Self {
        Self {
            title: skeleton.site.title.clone(),
            depth: 0,
        }
    }

    fn line(&self, words: &str, out: &mut String) {
        out.extend(std::iter::repeat_n("    ", self.depth + 1));
        out.push_str(words);
    }

    fn close_to(&mut self, depth: usize, out: &mut String) {
        while self.depth > depth {
            self.depth -= 1;
            self.line("</DL><p>\n", out);
        }
    }
}

impl Writer for BookmarksWriter {
    fn begin(&mut self, out: &mut String) {
        out.push_str(
            "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n\
             <META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">\n<TITLE>",
        );
        escape(&self.title, out);
        out.push_str("</TITLE>\n<H1>");
        escape(&self.title, out);
        out.push_str("</H1>\n<DL><p>\n");
    }

    fn category(&mut self, category: &ExportedCategory, out: &mut String) {
        self.close_to(category.depth - 1, out);
        self.line("<DT><H3>", out);
        escape(&category.title, out);
        out.push_str("</H3>\n");
        note(&category.introduction, &category.aside(), out);
        self.line("<DL><p>\n", out);
        self.depth += 1;
    }

    fn entry(&mut self, entry: &ExportedEntry, out: &mut String) {
        let record = &entry.record;
        if record.status != RecordStatus::Live {
            return;
        }
        self.line("<DT><A HREF=\"", out);
        escape(&record.url, out);
        out.push('"');
        for (name, at) in [
            (" ADD_DATE=\"", record.added_at),
            (" LAST_MODIFIED=\"", record.updated_at),
        ] {
            if let Some(at) = at {
                out.push_str(name);
                out.push_str(&at.div_euclid(1_000).to_string());
                out.push('"');
            }
        }
        if !record.tags.is_empty() {
            out.push_str(" TAGS=\"");
            escape(&joined_tags(&record.tags, ","), out);
            // A lone tag of two words would be taken for two without any comma.
            if matches!(record.tags.as_slice(), [tag] if tag.contains(' ')) {
                out.push(',');
            }
            out.push('"');
        }
        out.push('>');
        escape(&record.title, out);
        out.push_str("</A>\n");
        let aside = aside_of(record.caveat_kind.as_deref(), &record.caveat);
        note(&record.description, &aside, out);
    }

    fn end(&mut self, out: &mut String) {
        self.close_to(0, out);
        out.push_str("</DL><p>\n");
    }
}

/// The words below a bookmark or a folder, Markdown as it stands, and the caveat in parentheses
/// after them.
fn note(markdown: &str, aside: &str, out: &mut String) {
    let mut words = markdown.trim().to_owned();
    if !aside.is_empty() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&format!("({aside})"));
    }
    if words.is_empty() {
        return;
    }
    out.push_str("<DD>");
    for (number, line) in words.lines().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        escape(line, out);
    }
    out.push('\n');
}
