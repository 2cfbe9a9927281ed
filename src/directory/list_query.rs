//! What a reader asks of a list of entries.

use super::{Licence, PublicLink};

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The curator's: as the tree is written out.
    #[default]
    Curated,
    /// Best match first; without words to match, the curator's.
    Relevance,
    /// Newest first.
    Newest,
    /// By title, A to Z.
    Title,
}

impl Sort {
    /// Reads `sort=`; anything unknown is `None`.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "curated" => Self::Curated,
            "relevance" => Self::Relevance,
            "newest" => Self::Newest,
            "title" => Self::Title,
            _ => return None,
        })
    }

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Curated => "curated",
            Self::Relevance => "relevance",
            Self::Newest => "newest",
            Self::Title => "title",
        }
    }
}

/// One value of `licence=` as a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LicenceFilter {
    /// Every licence in the expression is open.
    Open,
    /// Somebody looked and found none.
    None,
    /// Nobody looked.
    Unknown,
    /// This SPDX expression.
    Expression(String),
}

impl LicenceFilter {
    /// Reads `licence=`; what is no licence filters nothing.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "" => None,
            "open" => Some(Self::Open),
            "none" => Some(Self::None),
            "unknown" => Some(Self::Unknown),
            other => Licence::parse_field(other)
                .ok()
                .and_then(|licence| licence.expression().map(str::to_owned))
                .map(Self::Expression),
        }
    }

    /// The word in addresses.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Open => "open",
            Self::None => "none",
            Self::Unknown => "unknown",
            Self::Expression(expression) => expression,
        }
    }
}

/// Which live entries a list shows, and in which order. Filters of one kind widen the list,
/// filters of different kinds narrow it.
#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    /// In this category or below it.
    pub category_id: Option<i64>,
    /// In any of these categories or below them.
    pub within: Vec<i64>,
    /// Words to match, in the index's own syntax as [`super::search`] writes it.
    pub matching: Option<String>,
    /// Words that leave an entry out, in the same syntax.
    pub excluding: Option<String>,
    /// With any of these licences.
    pub licences: Vec<LicenceFilter>,
    /// With any of these tags, by slug.
    pub tags: Vec<String>,
    /// With a link of which readers are told any of these.
    pub links: Vec<PublicLink>,
    /// Only what the home page features.
    pub featured: bool,
    /// The order.
    pub sort: Sort,
}

impl ListQuery {
    /// Whether an entry has a place in the order whatever else is in the list. Best match first
    /// is no such order.
    pub fn has_fixed_order(&self) -> bool {
        self.sort != Sort::Relevance || self.matching.is_none()
    }
}
