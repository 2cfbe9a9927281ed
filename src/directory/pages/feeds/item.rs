//! An entry as feeds tell of it.

use std::collections::HashMap;

use askama::Template;

use crate::db::Connection;
use crate::directory::pages::caveats::{self, Warning};
use crate::directory::{CategoryNode, CategoryTree, Entry, Licence, find_entry, load_tree};
use crate::error::Result;
use crate::paths;
use crate::settings::{Publisher, load_settings};
use crate::text::SafeHtml;
use crate::web::feed::{FeedItem, Resource, Topic, names};

#[derive(Template)]
#[template(path = "directory/_feed_item.html")]
struct Content<'a> {
    entry: &'a Entry,
    warnings: &'a [Warning],
    description_html: &'a SafeHtml,
    category: Option<&'a CategoryNode>,
    publisher: &'a Publisher,
}

/// The entries with these numbers, in this order.
pub(super) async fn load(
    connection: &mut Connection,
    publisher: &Publisher,
    numbers: &[i64],
) -> Result<Vec<FeedItem>> {
    let tree = load_tree(connection).await?;
    let of_site = caveats::of_site(&load_settings(connection).await?);
    let mut of_categories: HashMap<i64, Vec<Warning>> = HashMap::new();
    let mut items = Vec::new();
    for number in numbers {
        let Some(entry) = find_entry(connection, *number).await? else {
            continue;
        };
        let category_id = entry.state.category_id;
        let above = match of_categories.get(&category_id) {
            Some(above) => above.clone(),
            None => {
                let above = caveats::of_category(connection, category_id).await?;
                of_categories.insert(category_id, above.clone());
                above
            }
        };
        let own = entry.state.caveat.iter();
        let own = own.map(|caveat| Warning::of_entry(&caveat.text));
        let warnings: Vec<_> = own.chain(above).chain(of_site.clone()).collect();
        items.push(item(&entry, &warnings, &tree, publisher)?);
    }
    Ok(items)
}

fn item(
    entry: &Entry,
    warnings: &[Warning],
    tree: &CategoryTree,
    publisher: &Publisher,
) -> Result<FeedItem> {
    let content = Content {
        entry,
        warnings,
        description_html: &entry.description_html,
        category: tree.get(entry.state.category_id),
        publisher,
    };
    Ok(FeedItem {
        id: names::entry(&entry.uid),
        title: entry.state.title.clone(),
        page: publisher.absolute(&paths::entry(entry.id, &entry.slug)),
        resource: Some(Resource {
            url: entry.state.url.clone(),
            language: entry.state.language.clone(),
        }),
        published_at: entry.added_at,
        updated_at: entry.updated_at.max(entry.added_at),
        summary: entry.summary.clone(),
        content: content.render()?,
        topics: topics(entry, tree, publisher),
    })
}

/// The categories that an entry is in, from the top down, and its tags.
fn topics(entry: &Entry, tree: &CategoryTree, publisher: &Publisher) -> Vec<Topic> {
    let category_id = entry.state.category_id;
    let categories = tree.ancestors(category_id).into_iter();
    let categories = categories.chain(tree.get(category_id)).map(|node| Topic {
        term: node.path.clone(),
        label: node.title.clone(),
        scheme: publisher.absolute("/categories/"),
    });
    let tags = entry.tags.iter().map(|tag| Topic {
        term: tag.slug.clone(),
        label: tag.name.clone(),
        scheme: publisher.absolute("/tags/"),
    });
    categories.chain(tags).collect()
}
