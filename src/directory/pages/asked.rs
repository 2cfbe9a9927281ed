//! What a reader asks of the search, as the address says it.

use super::filters::Filters;
use crate::db::Connection;
use crate::directory::search::{LONGEST, SearchQuery};
use crate::directory::{CategoryNode, CategoryTree, ListQuery, Sort};
use crate::error::Result;
use crate::paths;
use crate::web::Query;

const SORTS: [Sort; 3] = [Sort::Relevance, Sort::Newest, Sort::Title];

/// What a reader asked for.
pub(super) struct Asked {
    /// The words as typed.
    pub(super) typed: String,
    pub(super) words: SearchQuery,
    pub(super) categories: Vec<CategoryNode>,
    pub(super) filters: Filters,
}

impl Asked {
    pub(super) async fn read(
        connection: &mut Connection,
        query: &Query,
        tree: &CategoryTree,
    ) -> Result<Self> {
        let typed = query.first("q").unwrap_or_default().trim();
        let typed: String = typed.chars().take(LONGEST).collect();
        let categories = query.all("category").into_iter();
        Ok(Self {
            words: SearchQuery::parse(&typed),
            typed,
            categories: categories
                .filter_map(|path| tree.at_path(path))
                .cloned()
                .collect(),
            filters: Filters::read(connection, query, &SORTS).await?,
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && !self.is_narrowed()
    }

    pub(super) fn is_narrowed(&self) -> bool {
        !self.categories.is_empty() || self.filters.narrow()
    }

    /// The results without what narrows them.
    pub(super) fn all_results(&self) -> ListQuery {
        ListQuery {
            matching: self.words.matching(),
            excluding: self.words.excluding(),
            ..ListQuery::default()
        }
    }

    pub(super) fn results(&self) -> ListQuery {
        ListQuery {
            within: self.categories.iter().map(|node| node.id).collect(),
            ..self.filters.apply(self.all_results())
        }
    }

    /// The address of these results in some order, without the page.
    pub(super) fn pairs(&self, sort: Sort) -> Vec<(&'static str, String)> {
        let filters = Filters {
            sort,
            ..self.filters.clone()
        };
        let typed = (!self.typed.is_empty()).then(|| ("q", self.typed.clone()));
        let mut pairs = Vec::from_iter(typed);
        let categories = self.categories.iter();
        pairs.extend(categories.map(|node| ("category", node.path.clone())));
        pairs.extend(filters.pairs(Sort::Relevance));
        pairs
    }

    /// The address of the same words without what narrows them.
    pub(super) fn cleared(&self) -> String {
        paths::search(&self.typed)
    }

    pub(super) fn sorted(&self, sort: Sort) -> String {
        let pairs = self.pairs(sort);
        pairs
            .iter()
            .fold(paths::SEARCH.to_owned(), |path, (name, value)| {
                paths::with_query(&path, name, value)
            })
    }

    /// What the search is called where it is followed.
    pub(super) fn called(&self) -> String {
        match self.typed.as_str() {
            "" => "Search".to_owned(),
            typed => format!("Search for “{typed}”"),
        }
    }

    /// What tells this search from every other, wherever its categories are moved.
    pub(super) fn identity(&self) -> String {
        let categories = self.categories.iter().map(|node| node.id.to_string());
        let licences = self.filters.licences.iter();
        let licences = licences.map(|licence| licence.as_str().to_owned());
        let tags = self.filters.tags.iter().map(|tag| tag.slug.clone());
        let parts = [categories.collect(), licences.collect(), tags.collect()];
        let narrowed = parts.map(|mut part: Vec<String>| {
            part.sort();
            part.join(",")
        });
        format!("{}\n{}", narrowed.join("\n"), self.typed)
    }
}
