//! `GET /changes.atom` and `/changes.json`: what changed and why, as a feed.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use super::line::{Line, SHOWN, Wording};
use super::public::wording;
use crate::config::Config;
use crate::db::{Connection, Db};
use crate::error::{AppError, Result};
use crate::history::{ObjectKind, list_public_change_numbers};
use crate::paths;
use crate::settings::Publisher;
use crate::web::Page;
use crate::web::feed::archive::{Stretch, cut, newer};
use crate::web::feed::{Feed, FeedAddress, FeedItem, FeedRequest, Place, Topic, names};

#[derive(Template)]
#[template(path = "history/_feed_item.html")]
struct Content<'a> {
    line: &'a Line,
}

/// `GET /changes.atom`, `/changes.json`
pub async fn changes_feed(
    request: FeedRequest,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Page> {
    let mut connection = db.read().await?;
    let publisher = Publisher::load(&mut connection, &config).await?;
    let wording = wording(&mut connection).await?;
    let (place, numbers) = find_place(&mut connection, request.before).await?;
    let mut items = Vec::new();
    for number in numbers {
        items.push(item(&mut connection, &publisher, &wording, number).await?);
    }
    let feed = Feed {
        id: names::feed(&publisher.uid, "changes", ""),
        title: format!("What changed – {}", publisher.title),
        subtitle: "Every change to the directory, and why it was made.".to_owned(),
        author: publisher.author(),
        page: publisher.absolute(paths::CHANGES),
        address: FeedAddress {
            stem: publisher.absolute(paths::CHANGES_FEED),
            query: Vec::new(),
        },
        place,
        rights: publisher.rights.clone(),
        began_at: publisher.began_at,
        items,
    };
    Ok(feed.page(request.format))
}

/// Which document is asked for, and which changes it tells of.
async fn find_place(connection: &mut Connection, before: Option<i64>) -> Result<(Place, Vec<i64>)> {
    let mut numbers = list_public_change_numbers(connection, Stretch::Before(before)).await?;
    if before.is_some() && numbers.is_empty() {
        return Err(AppError::NotFound);
    }
    let cut = cut(&numbers, before);
    numbers.truncate(cut.length);
    let later = match before {
        Some(before) => list_public_change_numbers(connection, Stretch::From(before)).await?,
        None => Vec::new(),
    };
    let place = Place {
        before,
        older: cut.older,
        newer: newer(&later),
    };
    Ok((place, numbers))
}

async fn item(
    connection: &mut Connection,
    publisher: &Publisher,
    wording: &Wording,
    number: i64,
) -> Result<FeedItem> {
    let line = Line::load(connection, wording, number, (0, SHOWN)).await?;
    let title = format!("{} {}", line.head.text(), line.others());
    let mut kinds: Vec<ObjectKind> = Vec::new();
    for object in &line.objects {
        if !kinds.contains(&object.revision.kind) {
            kinds.push(object.revision.kind);
        }
    }
    let topics = kinds.into_iter().map(|kind| Topic {
        term: kind.as_str().to_owned(),
        label: kind.label().to_owned(),
        scheme: publisher.absolute(paths::CHANGES),
    });
    Ok(FeedItem {
        id: names::change(&publisher.uid, number),
        title: title.trim_end().to_owned(),
        page: publisher.absolute(&paths::change(number)),
        resource: None,
        published_at: line.change.at,
        updated_at: line.change.at,
        summary: line.change.why.clone(),
        topics: topics.collect(),
        content: Content { line: &line }.render()?,
    })
}
