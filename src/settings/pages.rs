//! The pages that a curator edits, as readers see them.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use super::{CuratedPage, PageSlug, find_page, load_settings, public_layout};
use crate::config::Config;
use crate::db::Db;
use crate::error::Result;
use crate::paths;
use crate::text::dates::Dates;
use crate::text::markdown::first_paragraph;
use crate::web::{Here, Layout, Page};

#[derive(Template)]
#[template(path = "settings/page.html")]
struct ReadPage {
    layout: Layout,
    page: CuratedPage,
    dates: Dates,
}

/// `GET /about`
pub async fn about(db: State<Db>, config: State<Arc<Config>>) -> Result<Page> {
    curated(PageSlug::About, db, config).await
}

/// `GET /guidelines`
pub async fn guidelines(db: State<Db>, config: State<Arc<Config>>) -> Result<Page> {
    curated(PageSlug::Guidelines, db, config).await
}

/// `GET /privacy`
pub async fn privacy(db: State<Db>, config: State<Arc<Config>>) -> Result<Page> {
    curated(PageSlug::Privacy, db, config).await
}

/// `GET /accessibility`
pub async fn accessibility(db: State<Db>, config: State<Arc<Config>>) -> Result<Page> {
    curated(PageSlug::Accessibility, db, config).await
}

async fn curated(
    slug: PageSlug,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Page> {
    let mut connection = db.read().await?;
    let page = find_page(&mut connection, slug).await?;
    let settings = load_settings(&mut connection).await?;
    let (here, path) = match slug {
        PageSlug::About => (Here::About, paths::ABOUT),
        PageSlug::Guidelines => (Here::Nowhere, paths::GUIDELINES),
        PageSlug::Privacy => (Here::Nowhere, paths::PRIVACY),
        PageSlug::Accessibility => (Here::Nowhere, paths::ACCESSIBILITY),
    };
    let layout = public_layout(&mut connection, &config, path).await?;
    Page::public(&ReadPage {
        layout: layout
            .at(here)
            .described(&page.title, first_paragraph(&page.body)),
        page,
        dates: Dates::new(&settings.state.time_zone),
    })
}
