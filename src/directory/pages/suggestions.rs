//! `GET /search/suggestions`: what browsers offer while somebody types into their search box.

use std::sync::Arc;

use axum::extract::State;
use serde_json::json;

use crate::config::Config;
use crate::db::Db;
use crate::directory::search::{LONGEST, SearchQuery};
use crate::directory::{ListQuery, find_entry, list_entry_numbers};
use crate::error::Result;
use crate::paths;
use crate::web::feed::archive::Stretch;
use crate::web::{Page, Query};

/// How many titles are offered: browsers show about as many.
const MOST: usize = 8;

/// Titles with the words typed so far, the last of which may go on: the newest of them, because
/// that answers at once however many there are. The format is OpenSearch's: what was typed, then
/// what may be meant, what each is, and where.
pub async fn search_suggestions(
    query: Query,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Page> {
    let typed = query.first("q").unwrap_or_default();
    let typed: String = typed.chars().take(LONGEST).collect();
    let (mut titles, mut hosts, mut addresses) = (Vec::new(), Vec::new(), Vec::new());
    let words = SearchQuery::parse(&format!("{}*", typed.trim_end().trim_end_matches('*')));
    if let Some(matching) = words.matching() {
        let mut connection = db.read().await?;
        let list = ListQuery {
            matching: Some(format!("title : ({matching})")),
            excluding: words.excluding(),
            ..ListQuery::default()
        };
        let newest = Stretch::Before(None);
        let numbers = list_entry_numbers(&mut connection, &list, newest).await?;
        for number in numbers.into_iter().take(MOST) {
            if let Some(entry) = find_entry(&mut connection, number).await? {
                let page = paths::entry(entry.id, &entry.slug);
                addresses.push(format!("{}{page}", config.origin()));
                hosts.push(entry.display_host);
                titles.push(entry.state.title);
            }
        }
    }
    let answer = json!([typed, titles, hosts, addresses]).to_string();
    let kind = "application/x-suggestions+json; charset=utf-8";
    Ok(Page::document(answer, kind))
}
