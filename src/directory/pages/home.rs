//! The home page.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use super::caveats::{self, Warning};
use super::linked_data;
use crate::config::Config;
use crate::db::Db;
use crate::directory::{
    CategoryNode, CategoryTree, ListQuery, ListedEntry, Sort, list_entries, load_tree,
};
use crate::error::Result;
use crate::paths;
use crate::settings::{Publisher, Settings, load_settings, public_layout};
use crate::text::dates::Dates;
use crate::web::{Layout, Page};

/// How many arms the fingerpost has beside the one that asks for suggestions.
const MOST_ARMS: usize = 5;
/// How many featured entries are shown.
const MOST_FEATURED: i64 = 6;
/// How many of the newest entries are shown.
const MOST_LATEST: i64 = 6;

#[derive(Template)]
#[template(path = "directory/home.html")]
struct HomePage {
    layout: Layout,
    settings: Settings,
    warnings: Vec<Warning>,
    tree: CategoryTree,
    featured: Vec<ListedEntry>,
    latest: Vec<ListedEntry>,
    dates: Dates,
}

impl HomePage {
    fn top_level(&self) -> Vec<&CategoryNode> {
        self.tree.children(None).collect()
    }

    fn arms(&self) -> Vec<&CategoryNode> {
        self.tree.children(None).take(MOST_ARMS).collect()
    }

    fn filled_below(&self, id: &i64) -> Vec<&CategoryNode> {
        let children = self.tree.children(Some(*id));
        children.filter(|child| child.entry_count > 0).collect()
    }
}

/// `GET /`
pub async fn home(State(db): State<Db>, State(config): State<Arc<Config>>) -> Result<Page> {
    let mut connection = db.read().await?;
    let layout = public_layout(&mut connection, &config, paths::HOME).await?;
    let publisher = Publisher::load(&mut connection, &config).await?;
    let settings = load_settings(&mut connection).await?;
    let tree = load_tree(&mut connection).await?;
    let featured = ListQuery {
        featured: true,
        ..ListQuery::default()
    };
    let featured = list_entries(&mut connection, &featured, 0, MOST_FEATURED).await?;
    let newest = ListQuery {
        sort: Sort::Newest,
        ..ListQuery::default()
    };
    let latest = list_entries(&mut connection, &newest, 0, MOST_LATEST).await?;
    Page::public(&HomePage {
        layout: layout
            .without_search()
            .described(&publisher.title, &publisher.summary)
            .with_data(linked_data::website(&publisher)),
        warnings: caveats::of_site(&settings).into_iter().collect(),
        dates: Dates::new(&settings.state.time_zone),
        settings,
        tree,
        featured,
        latest,
    })
}
