//! Markdown (CommonMark) to HTML that is safe to print, and to plain text for lists and search.
//!
//! Three lines of defence, each enough alone: only a few kinds of events are written at all, each
//! link is parsed before it is printed, and a sanitiser with its own short allow-list reads the
//! result. Raw HTML is shown as the text it is, images leave their description behind, and nesting
//! is capped before the sanitiser sees it, whose cost grows with the square of the depth.

mod links;
mod plain;
mod sanitise;
mod writer;

use std::fmt;

pub use plain::{first_paragraph, plain_text};

/// Stored beside rendered HTML. Raise it when the output changes for any source; what carries an
/// older number is then rendered again.
pub const RENDERER_VERSION: i64 = 1;

/// HTML that this renderer wrote: the only type that templates print with `|safe`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Takes back what [`render`] and its sisters wrote, read from our own column. Only the
    /// `sql.rs` files call this, and only with a column that nothing else writes.
    pub fn from_stored(html: String) -> Self {
        Self(html)
    }

    /// The HTML, as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first paragraph and what follows it: the lead of an entry's page, and its notes. A text
    /// that begins with anything else is all notes.
    pub fn split_lead(&self) -> (Self, Self) {
        const END: &str = "</p>";
        let end = self.0.find(END).filter(|_| self.0.starts_with("<p>"));
        let (lead, notes) = self.0.split_at(end.map_or(0, |end| end + END.len()));
        (Self(lead.to_owned()), Self(notes.trim().to_owned()))
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whose words are rendered, which decides what their links may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Author {
    /// Anybody: links lead out of the site only and earn no ranking.
    Contributor,
    /// A curator: links may also lead to pages of this site.
    Curator,
}

/// Renders what a contributor wrote, such as a description. Headings start at `h3`, links carry
/// `rel="nofollow ugc noopener noreferrer"`.
pub fn render(source: &str) -> SafeHtml {
    finished(
        writer::write(source, Author::Contributor),
        Author::Contributor,
    )
}

/// Renders a page or an introduction that a curator edits. Headings start at `h2`; links may also
/// be paths of this site, such as `/suggest`, and only those that lead out carry `rel="noopener"`.
pub fn render_page(source: &str) -> SafeHtml {
    finished(writer::write(source, Author::Curator), Author::Curator)
}

fn finished(html: String, author: Author) -> SafeHtml {
    SafeHtml(sanitise::clean(&html, author))
}
