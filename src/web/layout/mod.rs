//! What `base.html` needs, as plain values: any feature can fill it, and `web` knows none.

mod discovery;

pub use discovery::{Card, FeedLink};

use super::data_block::DataBlock;

/// The frame of a page: site, navigation, search box, moderators' bar.
#[derive(Clone, Debug)]
pub struct Layout {
    /// What the curator set about the site.
    pub site: Site,
    /// Which part of the main navigation the page belongs to.
    pub here: Here,
    /// The moderators' bar; `None` on public pages.
    pub desk: Option<Desk>,
    /// The search box in the masthead.
    pub search: SearchBox,
    /// The absolute address that search engines should keep, of a page that has one.
    pub canonical: Option<String>,
    /// Whether search engines may list the page.
    pub robots: bool,
    /// What is said of the page where somebody shares a link to it.
    pub card: Option<Card>,
    /// The feed of what the page shows, beside those of the whole site.
    pub feed: Option<FeedLink>,
    /// What programs are told of the page.
    pub data_block: Option<DataBlock>,
}

/// What the curator set about the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// The site's title; the product's name until somebody sets one.
    pub title: String,
    /// A sentence or two for the footer, plain text; may be empty.
    pub summary: String,
    /// Under which licence the descriptions may be reused.
    pub data_licence: Option<LicenceNotice>,
    /// Whom to write to.
    pub contact: Option<Contact>,
}

/// A licence as the footer names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LicenceNotice {
    /// Its short name, such as "CC BY 4.0".
    pub label: String,
    /// Where its text is.
    pub url: Option<String>,
}

/// Whom to write to, as a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// What the link says: an e-mail address or the name of a page.
    pub label: String,
    /// Where it leads: `mailto:`, `https:` or `http:`.
    pub href: String,
}

/// Where in the site a page is, for `aria-current`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Here {
    /// Home, categories and entries.
    Browse,
    /// The newest entries.
    Latest,
    /// The form to suggest a link.
    Suggest,
    /// The page about the site.
    About,
    /// The list of tags.
    Tags,
    /// The log of changes.
    Changes,
    /// How to follow the list and show it elsewhere.
    Use,
    /// Anywhere else.
    #[default]
    Nowhere,
}

/// The moderators' bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// Who is signed in.
    pub name: String,
    /// Whether to show what only administrators may open.
    pub administrator: bool,
    /// How many suggestions wait.
    pub waiting: i64,
    /// The tab that the page belongs to.
    pub here: DeskTab,
}

/// The moderators' tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeskTab {
    /// Suggestions.
    Queue,
    /// Entries.
    Entries,
    /// Categories.
    Categories,
    /// Tags.
    Tags,
    /// The people who moderate, for administrators.
    Users,
    /// What changed.
    History,
    /// The site's settings, for administrators.
    Settings,
    /// Lists on their way in, for administrators.
    Import,
    /// One's own password and sessions.
    Account,
    /// None of them.
    #[default]
    None,
}

/// The search box in the masthead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchBox {
    /// Shown, with these words in it.
    Shown(String),
    /// Left out, where the page has its own.
    Hidden,
}

impl SearchBox {
    /// The words to show in the box, or `None` when there is no box.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Shown(words) => Some(words),
            Self::Hidden => None,
        }
    }
}

/// The name that stands for a site without a title.
const PRODUCT: &str = "Signpost";

impl Site {
    /// Whether the title says more than the product's name, which the masthead prints anyway.
    pub fn has_own_title(&self) -> bool {
        self.title != PRODUCT
    }
}

impl Layout {
    /// The frame of an ordinary public page of `site`.
    pub fn new(site: Site) -> Self {
        Self {
            site,
            here: Here::Nowhere,
            desk: None,
            search: SearchBox::Shown(String::new()),
            canonical: None,
            robots: true,
            card: None,
            feed: None,
            data_block: None,
        }
    }

    /// The frame for when not even the settings can be read.
    pub fn bare() -> Self {
        Self::new(Site {
            title: PRODUCT.to_owned(),
            ..Site::default()
        })
    }

    /// Marks the part of the site that the page belongs to.
    #[must_use]
    pub fn at(mut self, here: Here) -> Self {
        self.here = here;
        self
    }

    /// Puts the moderators' bar on, and keeps search engines out.
    #[must_use]
    pub fn with_desk(mut self, desk: Desk) -> Self {
        self.desk = Some(desk);
        self.robots = false;
        self
    }

    /// Shows `words` in the search box.
    #[must_use]
    pub fn searching(mut self, words: impl Into<String>) -> Self {
        self.search = SearchBox::Shown(words.into());
        self
    }

    /// Leaves the search box out, where the page has its own.
    #[must_use]
    pub fn without_search(mut self) -> Self {
        self.search = SearchBox::Hidden;
        self
    }

    /// Names the absolute address that search engines should keep.
    #[must_use]
    pub fn with_canonical(mut self, address: impl Into<String>) -> Self {
        self.canonical = Some(address.into());
        self
    }

    /// Asks search engines to leave the page out.
    #[must_use]
    pub fn without_robots(mut self) -> Self {
        self.robots = false;
        self
    }
}

#[cfg(test)]
mod tests;
