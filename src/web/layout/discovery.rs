//! What the head of a public page says to programs.

use super::Layout;
use crate::paths::{self, FeedFormat};
use crate::web::data_block::DataBlock;

/// What is said of a page where somebody shares a link to it, and in lists of results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What the page is called, without the site's title.
    pub title: String,
    /// A sentence or two of plain text; may be empty.
    pub description: String,
    /// The word of the Open Graph protocol for what it is.
    pub kind: &'static str,
}

/// A feed as browsers and feed readers find it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedLink {
    /// What it is called, without the site's title.
    pub title: String,
    /// Its address as Atom.
    pub atom: String,
    /// Its address as JSON Feed.
    pub json: String,
}

impl Layout {
    /// Says what the page is, where somebody shares a link to it. Without a description the site's
    /// own summary stands in.
    #[must_use]
    pub fn described(mut self, title: impl Into<String>, description: impl Into<String>) -> Self {
        let description = description.into();
        self.card = Some(Card {
            title: title.into(),
            description: match description.is_empty() {
                true => self.site.summary.clone(),
                false => description,
            },
            kind: "website",
        });
        self
    }

    /// Says that the page is about one thing rather than a list of them.
    #[must_use]
    pub fn as_article(mut self) -> Self {
        if let Some(card) = &mut self.card {
            card.kind = "article";
        }
        self
    }

    /// Announces the feed of what the page shows, by its address without an ending and with the
    /// parameters that it keeps.
    #[must_use]
    pub fn with_feed(
        mut self,
        title: impl Into<String>,
        stem: &str,
        query: &[(&'static str, String)],
    ) -> Self {
        let address = |format| {
            let pairs = query.iter();
            pairs.fold(paths::feed(stem, format), |path, (name, value)| {
                paths::with_query(&path, name, value)
            })
        };
        self.feed = Some(FeedLink {
            title: title.into(),
            atom: address(FeedFormat::Atom),
            json: address(FeedFormat::Json),
        });
        self
    }

    /// Tells programs about the page.
    #[must_use]
    pub fn with_data(mut self, data: DataBlock) -> Self {
        self.data_block = Some(data);
        self
    }
}
