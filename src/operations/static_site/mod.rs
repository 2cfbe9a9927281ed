//! The whole directory as a folder of files that any web server, or none, can show.
//!
//! Every page is rendered by the site itself, inside this process, and rewritten: its addresses
//! lead to files beside it, relative to it, so that the copy works from a disk and below any path.
//! What needs a server (suggesting, signing in, the history of changes) leads to the living site
//! where its address is known, else to a page that says so. Pages are made one after the other, so
//! memory stays flat.

mod entries;
mod folder;
mod links;
mod names;
mod rewrite;
mod search_index;
mod sitemap;

use std::cell::RefCell;
use std::path::Path;

use anyhow::{bail, ensure};
use askama::Template;
use axum::Router;
use axum::body::Body;
use bytes::Bytes;
use http::header::LOCATION;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use tower::ServiceExt;

use self::folder::Folder;
use self::links::{feeds, link, whole};
use self::names::{LIVE, file_of};
use self::rewrite::rewrite;
use self::sitemap::Sitemap;
use crate::app::App;
use crate::directory::list_tags;
use crate::paths;
use crate::settings::layout;
use crate::transfer::export::{Interrupted, Source};
use crate::web::{Layout, assets};

/// The script of the search, without which it says so.
const SCRIPT: &str = include_str!("search.js");
/// How often a copy is begun again when the directory changes while it is written.
const TRIES: usize = 3;
/// Pages that stand by themselves.
const PAGES: [&str; 7] = [
    paths::HOME,
    paths::TAGS,
    paths::ABOUT,
    paths::GUIDELINES,
    paths::PRIVACY,
    paths::ACCESSIBILITY,
    paths::EXPORT,
];
const DOWNLOADS: [&str; 6] = [
    paths::EXPORT_JSON,
    paths::EXPORT_AWESOME,
    paths::EXPORT_HUGO,
    paths::EXPORT_CSV,
    paths::EXPORT_OPML,
    paths::EXPORT_BOOKMARKS,
];

#[derive(Template)]
#[template(path = "operations/copy_live.html")]
struct LivePage {
    layout: Layout,
}

/// Writes the site of `app` into the folder `root`, and returns how many entries it holds. With
/// `served_at`, the address where the folder will be served, search engines get a sitemap.
///
/// # Errors
/// When the folder holds anything but an earlier copy, can't be written, or the directory changes
/// all the time.
pub async fn write_site(app: &App, root: &Path, served_at: Option<&str>) -> anyhow::Result<usize> {
    let folder = Folder::prepare(root)?;
    for _ in 0..TRIES {
        let base_url = app.config.base_url.as_ref().map(ToString::to_string);
        let copy = Copy {
            source: Source::open(&app.db, base_url.clone()).await?,
            router: app.clone().router(),
            app,
            folder: &folder,
            live: base_url,
            sitemap: RefCell::new(served_at.map(Sitemap::new)),
        };
        match copy.write().await {
            Err(error) if matches!(error.downcast_ref(), Some(Interrupted::Changed)) => {}
            outcome => return outcome,
        }
    }
    bail!("{}", Interrupted::Changed)
}

struct Copy<'a> {
    app: &'a App,
    router: Router,
    folder: &'a Folder,
    source: Source,
    /// Where the living site is, without a slash at the end.
    live: Option<String>,
    sitemap: RefCell<Option<Sitemap>>,
}

impl Copy<'_> {
    async fn write(&self) -> anyhow::Result<usize> {
        self.files()?;
        for page in PAGES {
            self.list(page).await?;
        }
        self.list(paths::RECENT).await?;
        for category in &self.source.skeleton.categories {
            self.list(&paths::category(&category.path)).await?;
        }
        let tags = list_tags(&mut *self.app.db.read().await?).await?;
        for tag in tags {
            self.list(&paths::tag(&tag.slug)).await?;
        }
        for download in DOWNLOADS {
            let (_, content) = self.get(download).await?;
            self.put(download, &content)?;
        }
        let entries = self.entries().await?;
        self.own_pages().await?;
        if let Some(sitemap) = self.sitemap.take() {
            sitemap.finish(self.folder)?;
        }
        // What was written before a change is of another version than what was written after.
        self.source.expect_current().await?;
        Ok(entries)
    }

    /// The stylesheet, the fonts, the icons, and what programs look for.
    fn files(&self) -> anyhow::Result<()> {
        for name in assets::names().filter(|name| !name.ends_with(".js")) {
            if let Some(content) = assets::bytes(name) {
                self.folder.write(&format!("static/{name}"), &content)?;
            }
        }
        self.folder.write("search/search.js", SCRIPT.as_bytes())?;
        self.folder
            .write("robots.txt", b"User-agent: *\nAllow: /\n")
    }

    /// A page with those that follow it, and the feeds that it names.
    async fn list(&self, first: &str) -> anyhow::Result<()> {
        let mut next = Some(first.to_owned());
        while let Some(address) = next {
            let (html, _) = self.get(&address).await?;
            next = link(&html, "rel=\"next\"").map(|next| whole(&next, &address));
            if address == first {
                for feed in feeds(&html) {
                    let (_, content) = self.get(&feed).await?;
                    self.put(&feed, &content)?;
                }
            }
            self.page(&address, &html)?;
        }
        Ok(())
    }

    /// The page for what is not here, and the one for what was never anywhere.
    async fn own_pages(&self) -> anyhow::Result<()> {
        let layout = layout(&mut *self.app.db.read().await?).await?;
        let html = LivePage { layout }.render()?;
        let html = rewrite(&html, "/", LIVE, self.live.as_deref());
        self.folder.write(LIVE, html.as_bytes())?;
        let missing = self.answer("/there-is-no-such-page").await?.1;
        let missing = rewrite(
            &String::from_utf8_lossy(&missing),
            "/",
            "404.html",
            self.live.as_deref(),
        );
        self.folder.write("404.html", missing.as_bytes())
    }

    fn page(&self, address: &str, html: &str) -> anyhow::Result<()> {
        let file = file_of(address).unwrap_or_else(|| LIVE.to_owned());
        let html = rewrite(html, address, &file, self.live.as_deref());
        if let Some(sitemap) = &mut *self.sitemap.borrow_mut() {
            sitemap.add(&file, self.folder)?;
        }
        self.folder.write(&file, html.as_bytes())
    }

    fn put(&self, address: &str, content: &[u8]) -> anyhow::Result<()> {
        match file_of(address) {
            Some(file) => self.folder.write(&file, content),
            None => bail!("no file in a copy is for {address}"),
        }
    }

    /// What the site answers, as text and as it is.
    async fn get(&self, address: &str) -> anyhow::Result<(String, Bytes)> {
        let (status, content) = self.answer(address).await?;
        ensure!(status == StatusCode::OK, "{address} answered {status}");
        Ok((String::from_utf8_lossy(&content).into_owned(), content))
    }

    async fn answer(&self, address: &str) -> anyhow::Result<(StatusCode, Bytes)> {
        let mut address = address.to_owned();
        loop {
            let request = Request::get(&address).body(Body::empty())?;
            let Ok(response) = self.router.clone().oneshot(request).await;
            let (parts, body) = response.into_parts();
            match parts.headers.get(LOCATION) {
                // Entries are asked for by their numbers, and live at addresses with their names.
                Some(moved) if parts.status == StatusCode::PERMANENT_REDIRECT => {
                    address = moved.to_str()?.to_owned();
                }
                _ => return Ok((parts.status, body.collect().await?.to_bytes())),
            }
        }
    }
}
