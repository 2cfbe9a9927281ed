//! `GET /sitemap.xml`: every page worth finding (<https://www.sitemaps.org/protocol.html>).
//!
//! Up to [`MOST`] addresses are one list. Beyond that it is a list of lists: one of everything but
//! the entries, and one for each [`MOST`] numbers that an entry may have, so that a part takes the
//! same time and memory wherever it lies.

use std::sync::Arc;

use axum::extract::{Path, State};

use crate::config::Config;
use crate::db::{Connection, Db};
use crate::directory::{
    count_listed, list_listed_blocks, list_listed_entries, list_tags, load_tree,
};
use crate::error::{AppError, Result};
use crate::paths;
use crate::settings::{PageSlug, find_page};
use crate::text::dates::machine;
use crate::web::Page;
use crate::web::xml::Xml;

/// How many addresses one list may hold, by the protocol.
const MOST: i64 = 50_000;
const MEDIA_TYPE: &str = "application/xml; charset=utf-8";
const SPACE: [(&str, &str); 1] = [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")];
/// The part that holds everything but the entries.
const LISTS: &str = "lists";

/// `GET /sitemap.xml`
pub async fn sitemap(State(db): State<Db>, State(config): State<Arc<Config>>) -> Result<Page> {
    let mut connection = db.read().await?;
    let lists = lists(&mut connection).await?;
    let entries = count_listed(&mut connection).await?;
    let others = i64::try_from(lists.len()).unwrap_or(i64::MAX);
    if entries.saturating_add(others) > MOST {
        return index(&mut connection, &config).await;
    }
    let mut addresses = lists;
    addresses.extend(listed(&mut connection, (1, i64::MAX)).await?);
    Ok(urlset(&config, addresses))
}

/// `GET /sitemap/{part}`
pub async fn sitemap_part(
    Path(file): Path<String>,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Page> {
    let part = file.strip_suffix(".xml").ok_or(AppError::NotFound)?;
    let mut connection = db.read().await?;
    if part == LISTS {
        return Ok(urlset(&config, lists(&mut connection).await?));
    }
    let block = part.strip_prefix("entries-").and_then(parse_block);
    let block = block.ok_or(AppError::NotFound)?;
    let numbers = (block * MOST + 1, (block + 1) * MOST);
    let addresses = listed(&mut connection, numbers).await?;
    match addresses.is_empty() {
        true => Err(AppError::NotFound),
        false => Ok(urlset(&config, addresses)),
    }
}

/// The number of a part, as [`index`] writes it.
fn parse_block(text: &str) -> Option<i64> {
    let block: i64 = text.parse().ok()?;
    let fits = (0..i64::MAX / MOST - 1).contains(&block) && block.to_string() == text;
    fits.then_some(block)
}

/// A path, and when what is there last changed as far as that is known.
type Address = (String, Option<i64>);

/// Every page but those of entries. When a list last changed is not said: any entry in it or
/// below it may have.
async fn lists(connection: &mut Connection) -> Result<Vec<Address>> {
    let fixed = [
        paths::HOME,
        paths::RECENT,
        paths::TAGS,
        paths::CHANGES,
        paths::MODERATION,
        paths::USE,
        paths::EXPORT,
    ];
    let mut addresses: Vec<_> = fixed.map(|path| (path.to_owned(), None)).into();
    for slug in PageSlug::ALL {
        let page = find_page(connection, slug).await?;
        let path = paths::curated_page(slug.as_str());
        addresses.push((path, Some(page.updated_at)));
    }
    let tree = load_tree(connection).await?;
    let categories = tree.nodes().iter();
    addresses.extend(categories.map(|node| (paths::category(&node.path), None)));
    let tags = list_tags(connection).await?;
    addresses.extend(tags.iter().map(|tag| (paths::tag(&tag.slug), None)));
    Ok(addresses)
}

/// The pages of the listed entries with these numbers.
async fn listed(connection: &mut Connection, numbers: (i64, i64)) -> Result<Vec<Address>> {
    let entries = list_listed_entries(connection, numbers, MOST).await?;
    let address = |entry: (i64, String, i64)| (paths::entry(entry.0, &entry.1), Some(entry.2));
    Ok(entries.into_iter().map(address).collect())
}

async fn index(connection: &mut Connection, config: &Config) -> Result<Page> {
    let blocks = list_listed_blocks(connection, MOST).await?;
    let parts = blocks.iter().map(|block| format!("entries-{block}"));
    let mut xml = Xml::default();
    xml.open("sitemapindex", &SPACE);
    for part in std::iter::once(LISTS.to_owned()).chain(parts) {
        let address = format!("{}{}", config.origin(), paths::sitemap_part(&part));
        xml.open("sitemap", &[])
            .text("loc", &[], &address)
            .close("sitemap");
    }
    xml.close("sitemapindex");
    Ok(Page::document(xml.finish(), MEDIA_TYPE))
}

fn urlset(config: &Config, addresses: Vec<Address>) -> Page {
    let origin = config.origin();
    let mut xml = Xml::default();
    xml.open("urlset", &SPACE);
    for (path, changed_at) in addresses {
        xml.open("url", &[])
            .text("loc", &[], &format!("{origin}{path}"));
        if let Some(changed_at) = changed_at {
            xml.text("lastmod", &[], &machine(changed_at));
        }
        xml.close("url");
    }
    xml.close("urlset");
    Page::document(xml.finish(), MEDIA_TYPE)
}
