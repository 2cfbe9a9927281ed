//! What search engines are told of a page, in the words of <https://schema.org>.

use serde_json::{Value, json};

use crate::directory::{Category, CategoryNode, Entry, ListedEntry};
use crate::paths;
use crate::settings::{Publisher, licence_url};
use crate::text::dates::machine;
use crate::text::language::INTERFACE_TAG;
use crate::web::data_block::DataBlock;

/// The home page: the site, and how to search it.
pub(super) fn website(publisher: &Publisher) -> DataBlock {
    let search = publisher.absolute(paths::SEARCH);
    graph(vec![json!({
        "@type": "WebSite",
        "name": publisher.title,
        "url": publisher.absolute(paths::HOME),
        "description": publisher.summary,
        "inLanguage": INTERFACE_TAG,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": format!("{search}?q={{search_term_string}}"),
            },
            "query-input": "required name=search_term_string",
        },
    })])
}

/// A page of a category: where it is, and what is on it. `first` is the place of the first entry
/// among all `total`, from 1.
pub(super) fn category(
    publisher: &Publisher,
    category: &Category,
    above: &[&CategoryNode],
    (first, total): (i64, i64),
    entries: &[ListedEntry],
) -> DataBlock {
    let address = publisher.absolute(&paths::category(&category.path));
    let above = above
        .iter()
        .map(|node| (node.title.as_str(), node.path.as_str()));
    let way = above.chain([(category.state.title.as_str(), category.path.as_str())]);
    let list = json!({
        "@type": "ItemList",
        "name": category.state.title,
        "url": address,
        "numberOfItems": total,
        "itemListElement": items(publisher, first, entries),
    });
    graph(vec![breadcrumbs(publisher, way, None), list])
}

/// A list of entries that is no category, such as those of a tag.
pub(super) fn list(
    publisher: &Publisher,
    (name, path): (&str, &str),
    (first, total): (i64, i64),
    entries: &[ListedEntry],
) -> DataBlock {
    graph(vec![json!({
        "@type": "ItemList",
        "name": name,
        "url": publisher.absolute(path),
        "numberOfItems": total,
        "itemListElement": items(publisher, first, entries),
    })])
}

/// The page of an entry: where it is, and what it is about.
pub(super) fn entry(publisher: &Publisher, entry: &Entry, crumbs: &[CategoryNode]) -> DataBlock {
    let address = publisher.absolute(&paths::entry(entry.id, &entry.slug));
    let state = &entry.state;
    let mut resource = json!({
        "@type": "CreativeWork",
        "name": state.title,
        "url": state.url,
    });
    let mut say = |name: &str, value: Value| {
        if let Some(about) = resource.as_object_mut() {
            about.insert(name.to_owned(), value);
        }
    };
    if !entry.summary.is_empty() {
        say("description", json!(entry.summary));
    }
    if !state.organisation.is_empty() {
        let publisher = json!({ "@type": "Organization", "name": state.organisation });
        say("publisher", publisher);
    }
    if let Some(address) = entry.licence.expression().and_then(licence_url) {
        say("license", json!(address));
    }
    if !state.language.is_empty() {
        say("inLanguage", json!(state.language));
    }
    if !state.tags.is_empty() {
        say("keywords", json!(state.tags));
    }
    let page = json!({
        "@type": "WebPage",
        "name": state.title,
        "url": address,
        "datePublished": machine(entry.added_at),
        "dateModified": machine(entry.updated_at.max(entry.added_at)),
        "inLanguage": INTERFACE_TAG,
        "mainEntity": resource,
    });
    let way = crumbs
        .iter()
        .map(|node| (node.title.as_str(), node.path.as_str()));
    graph(vec![
        breadcrumbs(publisher, way, Some((&state.title, address))),
        page,
    ])
}

fn items(publisher: &Publisher, first: i64, entries: &[ListedEntry]) -> Vec<Value> {
    let item = |(position, entry): (i64, &ListedEntry)| {
        json!({
            "@type": "ListItem",
            "position": position,
            "name": entry.title,
            "url": publisher.absolute(&paths::entry(entry.id, &entry.slug)),
        })
    };
    (first.max(1)..).zip(entries).map(item).collect()
}

/// The way from the home page down through categories, to `page` when that is none.
fn breadcrumbs<'a>(
    publisher: &Publisher,
    way: impl Iterator<Item = (&'a str, &'a str)>,
    page: Option<(&str, String)>,
) -> Value {
    let home = ("Home".to_owned(), publisher.absolute(paths::HOME));
    let category = |(title, path): (&str, &str)| {
        (title.to_owned(), publisher.absolute(&paths::category(path)))
    };
    let page = page.map(|(title, address)| (title.to_owned(), address));
    let steps = std::iter::once(home).chain(way.map(category)).chain(page);
    let step = |(position, (name, address)): (i64, (String, String))| json!({ "@type": "ListItem", "position": position, "name": name, "item": address });
    json!({
        "@type": "BreadcrumbList",
        "itemListElement": (1..).zip(steps).map(step).collect::<Vec<_>>(),
    })
}

fn graph(things: Vec<Value>) -> DataBlock {
    DataBlock::new(&json!({ "@context": "https://schema.org", "@graph": things }))
}
