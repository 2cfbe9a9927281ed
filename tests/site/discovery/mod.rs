//! What programs find: feeds, the sitemap, and what pages say of themselves.

mod archives;
mod feeds;
mod fixed;
mod pages;

use feed_rs::model::{Entry, Feed};
use feed_rs::parser;

use crate::support::people::Person;
use crate::support::site::ORIGIN;

/// Reads a feed as a public parser does.
async fn feed(person: &Person, path: &str) -> Feed {
    let reply = person.get(path).await;
    reply.assert_ok();
    parser::parse(reply.bytes().as_ref()).unwrap_or_else(|error| {
        panic!("{path} is no feed: {error}\n{}", reply.html());
    })
}

fn ids(feed: &Feed) -> Vec<String> {
    feed.entries.iter().map(|entry| entry.id.clone()).collect()
}

fn title(entry: &Entry) -> &str {
    &entry.title.as_ref().unwrap().content
}

/// Where a link of this kind leads, as a path of this site.
fn link(feed: &Feed, rel: &str) -> Option<String> {
    let found = feed
        .links
        .iter()
        .find(|link| link.rel.as_deref() == Some(rel));
    let href = &found?.href;
    let path = href.strip_prefix(ORIGIN);
    Some(path.unwrap_or_else(|| panic!("{href} is ours")).to_owned())
}
