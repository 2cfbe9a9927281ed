//! Search.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use super::asked::Asked;
use super::facets::{Facet, load_facets};
use super::listing::{Address, Listing};
use super::rows::Row;
use crate::config::Config;
use crate::db::{Connection, Db};
use crate::directory::highlight::Highlighter;
use crate::directory::search::SearchQuery;
use crate::directory::{ListQuery, Sort, Tag, count_entries, list_tags, load_tree};
use crate::error::Result;
use crate::paths;
use crate::settings::public_layout;
use crate::web::pagination::Pager;
use crate::web::{Layout, Page, Query};

/// How many of the most used tags the start page shows.
const MOST_TAGS: usize = 12;
/// How many shorter searches a search without results offers.
const MOST_SHORTER: usize = 3;

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
    request: Asked,
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
    request: Asked,
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
    let layout = public_layout(&mut connection, &config, paths::SEARCH).await?;
    let tree = load_tree(&mut connection).await?;
    let request = Asked::read(&mut connection, &query, &tree).await?;
    if request.is_empty() {
        let mut tags = list_tags(&mut connection).await?;
        tags.sort_by_key(|tag| std::cmp::Reverse(tag.entry_count));
        tags.truncate(MOST_TAGS);
        let layout = layout.without_search();
        return Page::public(&StartPage { layout, tags });
    }
    let layout = layout.searching(&request.typed).without_robots().with_feed(
        request.called(),
        paths::SEARCH_FEED,
        &request.pairs(Sort::Relevance),
    );
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
