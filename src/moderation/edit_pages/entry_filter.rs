//! The query string of the moderators' list of entries.

use serde::Deserialize;
use url::form_urlencoded::Serializer;

use crate::directory::{CategoryTree, DeskQuery, DeskSort, EntryStatus, LicenceFilter};
use crate::paths;
use crate::text::tag_slug;

/// What the list's address asks for, and what just happened to it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EntryFilter {
    /// `live`, `retired` or `deleted`.
    pub status: String,
    /// Words in the title, link or organisation.
    pub q: String,
    /// A slug path.
    pub category: String,
    /// A tag's name.
    pub tag: String,
    /// As in public lists.
    pub licence: String,
    /// Not empty: only featured ones.
    pub featured: String,
    /// `curated`, `title` or `changed`.
    pub sort: String,
    /// The page, from 1.
    pub page: Option<String>,
    /// A fixed word for what was just done.
    pub done: String,
    /// The entry that it was done to.
    pub at: String,
    /// The change that did it.
    pub change: String,
}

impl EntryFilter {
    /// Reads the list's own query string, as a form sent it back. What is no such thing is the
    /// plain list.
    pub fn from_back(query: &str) -> Self {
        Self {
            done: String::new(),
            at: String::new(),
            change: String::new(),
            ..serde_html_form::from_str(query).unwrap_or_default()
        }
    }

    /// The query string that [`Self::from_back`] reads.
    pub fn back(&self) -> String {
        let mut pairs = Serializer::new(String::new());
        pairs.extend_pairs(self.pairs());
        if let Some(page) = &self.page {
            pairs.append_pair("page", page);
        }
        pairs.finish()
    }

    /// The list's address.
    pub fn address(&self) -> String {
        match self.back() {
            query if query.is_empty() => paths::ADMIN_ENTRIES.to_owned(),
            query => format!("{}?{query}", paths::ADMIN_ENTRIES),
        }
    }

    /// The filters that are set, without the page.
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        [
            ("status", self.status.as_str()),
            ("q", &self.q),
            ("category", &self.category),
            ("tag", &self.tag),
            ("licence", &self.licence),
            ("featured", &self.featured),
            ("sort", &self.sort),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
    }

    /// The address of the list in another order, from its first page.
    pub fn sorted_by(&self, sort: DeskSort) -> String {
        Self {
            sort: sort.as_str().to_owned(),
            page: None,
            ..self.clone()
        }
        .address()
    }

    /// The list's address with nothing but the status and the order.
    pub fn cleared(&self) -> String {
        Self {
            status: self.status.clone(),
            sort: self.sort.clone(),
            ..Self::default()
        }
        .address()
    }

    /// Which status the list shows.
    pub fn entry_status(&self) -> EntryStatus {
        EntryStatus::parse(&self.status).unwrap_or_default()
    }

    /// Whether anything but the status narrows the list.
    pub fn narrows(&self) -> bool {
        self.pairs()
            .iter()
            .any(|(name, _)| !matches!(*name, "status" | "sort"))
    }

    /// What the database is asked. Filters that name nothing are ignored.
    pub fn query(&self, tree: &CategoryTree) -> DeskQuery {
        DeskQuery {
            status: self.entry_status(),
            contains: self.q.trim().to_owned(),
            category_id: tree.at_path(&self.category).map(|node| node.id),
            licence: LicenceFilter::parse(&self.licence),
            tag: tag_slug(&self.tag),
            featured: !self.featured.is_empty(),
            sort: DeskSort::parse(&self.sort).unwrap_or_default(),
            scope: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_brings_people_back_to_the_list_they_came_from() {
        let asked = "status=retired&q=a%26b&category=guidance%2Fsecurity&page=3";
        let filter = EntryFilter::from_back(&format!("{asked}&done=saved&at=7&next=//evil"));
        assert_eq!(filter.address(), format!("/admin/entries?{asked}"));
        assert!(filter.narrows());
        assert_eq!(
            filter.sorted_by(DeskSort::Title),
            "/admin/entries?status=retired&q=a%26b&category=guidance%2Fsecurity&sort=title"
        );
        assert_eq!(
            EntryFilter::from_back("//evil.example/").address(),
            "/admin/entries"
        );
    }
}
