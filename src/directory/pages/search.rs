//! Search.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use super::facets::{Facet, load_facets};
use super::filters::Filters;
use super::frame;
use super::listing::{Address, Listing};
use super::rows::Row;
use crate::config::Config;
use crate::db::{Connection, Db};
use crate::directory::highlight::Highlighter;
use crate::directory::search::{LONGEST, SearchQuery};
use crate::directory::{
    CategoryNode, CategoryTree, ListQuery, Sort, Tag, count_entries, list_tags, load_tree,
};
use crate::error::Result;
use crate::paths;
use crate::web::pagination::Pager;
use crate::web::{Layout, Page, Query};

const SORTS: [Sort; 3] = [Sort::Relevance, Sort::Newest, Sort::Title];
/// How many of the most used tags the start page shows.
const MOST_TAGS: usize = 12;
/// How many shorter searches a search without results offers.
const MOST_SHORTER: usize = 3;

/// What a reader asked for.
struct Request {
    /// The words as typed.
    typed: String,
    words: SearchQuery,
    categories: Vec<CategoryNode>,
    filters: Filters,
}

impl Request {
    async fn read(connection: &mut Connection, query: &Query, tree: &CategoryTree) -> Result<Self> {
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

    fn is_empty(&self) -> bool {
        self.words.is_empty() && !self.is_narrowed()
    }

    fn is_narrowed(&self) -> bool {
        !self.categories.is_empty() || self.filters.narrow()
    }

    /// The results without what narrows them.
    fn all_results(&self) -> ListQuery {
        ListQuery {
            matching: self.words.matching(),
            excluding: self.words.excluding(),
            ..ListQuery::default()
        }
    }

    fn results(&self) -> ListQuery {
        ListQuery {
            within: self.categories.iter().map(|node| node.id).collect(),
            ..self.filters.apply(self.all_results())
        }
    }

    /// The address of these results in some order, without the page.
    fn pairs(&self, sort: Sort) -> Vec<(&'static str, String)> {
        let filters = Filters {
            sort,
            ..self.filters.clone()
        };
        let mut pairs = vec![("q", self.typed.clone())];
        let categories = self.categories.iter();
        pairs.extend(categories.map(|node| ("category", node.path.clone())));
        pairs.extend(filters.pairs(Sort::Relevance));
        pairs
    }

    /// The address of the same words without what narrows them.
    fn cleared(&self) -> String {
        paths::search(&self.typed)
    }

    fn sorted(&self, sort: Sort) -> String {
        let pairs = self.pairs(sort);
        pairs
            .iter()
            .fold(paths::SEARCH.to_owned(), |path, (name, value)| {
                paths::with_query(&path, name, value)
            })
    }
}

#[derive(Template)]
#[template(path = "directory/search-start.html")]
struct StartPage {
    layout: Layout,
    tags: Vec<Tag>,
}

#[derive(Template)]
#[template(path = "directory/search.html")]
struct SearchPage {
    layout: Layout,
    request: Request,
    facets: Vec<Facet>,
    rows: Vec<Row>,
    pager: Pager,
}

impl SearchPage {
    fn sort_is(&self, word: &str) -> bool {
        self.request.filters.sort.as_str() == word
    }
}

/// A search without results, and what may lead on.
#[derive(Template)]
#[template(path = "directory/search-empty.html")]
struct EmptyPage {
    layout: Layout,
    request: Request,
    /// The same words without categories, licences and tags: how many results.
    unfiltered: i64,
    /// Fewer words, with how many results they have.
    shorter: Vec<(String, i64)>,
    /// The form to suggest what was not found.
    suggest: String,
}

/// `GET /search`
pub async fn search(
    query: Query,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Page> {
    let mut connection = db.read().await?;
    let layout = frame(&mut connection, &config, paths::SEARCH).await?;
    let tree = load_tree(&mut connection).await?;
    let request = Request::read(&mut connection, &query, &tree).await?;
    if request.is_empty() {
        let mut tags = list_tags(&mut connection).await?;
        tags.sort_by_key(|tag| std::cmp::Reverse(tag.entry_count));
        tags.truncate(MOST_TAGS);
        let layout = layout.without_search();
        return Page::public(&StartPage { layout, tags });
    }
    let layout = layout.searching(&request.typed).without_robots();
    let list = request.results();
    let total = count_entries(&mut connection, &list).await?;
    let pairs = request.pairs(request.filters.sort);
    let address = Address {
        path: paths::SEARCH,
        pairs: &pairs,
    };
    let listing = Listing::load(&mut connection, &list, total, &query, address).await?;
    if total == 0 {
        let unfiltered = count_entries(&mut connection, &request.all_results()).await?;
        let page = EmptyPage {
            layout,
            unfiltered,
            shorter: shorter(&mut connection, &request.words).await?,
            suggest: suggest(&request.typed),
            request,
        };
        return Page::public(&page);
    }
    let highlighter = Highlighter::new(&request.words);
    let narrowed = (&tree, request.categories.as_slice());
    let facets = load_facets(&mut connection, &list, narrowed, &request.filters).await?;
    Page::public(&SearchPage {
        layout,
        rows: listing
            .entries
            .into_iter()
            .map(|entry| Row::found(entry, &highlighter))
            .collect(),
        facets,
        request,
        pager: listing.pager,
    })
}

/// Each of several words alone, if it finds something.
async fn shorter(connection: &mut Connection, words: &SearchQuery) -> Result<Vec<(String, i64)>> {
    let mut found = Vec::new();
    if words.wanted().len() + usize::from(words.excluding().is_some()) < 2 {
        return Ok(found);
    }
    for term in words.wanted() {
        let alone = term.typed();
        let list = ListQuery {
            matching: SearchQuery::parse(&alone).matching(),
            ..ListQuery::default()
        };
        let count = count_entries(connection, &list).await?;
        if count > 0 && found.len() < MOST_SHORTER {
            found.push((alone, count));
        }
    }
    Ok(found)
}

/// The suggestion form with what was looked for: as the link if it is one, else as the title.
fn suggest(typed: &str) -> String {
    if typed.starts_with("https://") || typed.starts_with("http://") {
        paths::with_query(paths::SUGGEST, "url", typed)
    } else {
        paths::suggest_titled(typed)
    }
}
