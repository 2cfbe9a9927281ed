//! `GET /changes.atom`: what changed and why, as an Atom feed (RFC 4287). Its names are tag URIs
//! (RFC 4151) made of the site's own identifier, so that they stay when the address changes.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use super::line::{Line, SHOWN};
use super::public::{filter, wording};
use crate::config::Config;
use crate::db::Db;
use crate::error::Result;
use crate::history::{LogItem, list_log};
use crate::settings::{find_site, load_settings};
use crate::text::dates::Dates;
use crate::web::Page;

/// How many changes the feed tells of.
const LATEST: i64 = 50;

#[derive(Template)]
#[template(path = "history/changes.xml")]
struct Feed {
    title: String,
    /// Where the site is, without a slash at the end.
    origin: String,
    /// What begins every name in the feed.
    tag: String,
    updated_at: i64,
    items: Vec<Item>,
    dates: Dates,
}

struct Item {
    line: Line,
    title: String,
    content: String,
}

#[derive(Template)]
#[template(path = "history/_feed_item.html")]
struct Content<'a> {
    line: &'a Line,
}

/// `GET /changes.atom`
pub async fn changes_feed(State(db): State<Db>, State(config): State<Arc<Config>>) -> Result<Page> {
    let mut connection = db.read().await?;
    let site = find_site(&mut connection).await?;
    let settings = load_settings(&mut connection).await?;
    let wording = wording(&mut connection).await?;
    let mut items = Vec::new();
    for item in list_log(&mut connection, &filter(None), (0, LATEST)).await? {
        let LogItem::Change(id) = item else { continue };
        let line = Line::load(&mut connection, &wording, id, (0, SHOWN)).await?;
        items.push(Item {
            title: format!("{} {}", line.head.text(), line.others())
                .trim_end()
                .to_owned(),
            content: Content { line: &line }.render()?,
            line,
        });
    }
    let origin = match &config.base_url {
        Some(base_url) => base_url.to_string(),
        None => format!("http://{}", config.listen),
    };
    let year = wording.dates.machine(site.created_at);
    let feed = Feed {
        title: settings.state.title,
        tag: format!(
            "tag:{}.invalid,{}:changes",
            site.uid,
            year.get(..4).unwrap_or("2026")
        ),
        updated_at: items
            .first()
            .map_or(site.created_at, |item| item.line.change.at),
        origin,
        items,
        dates: wording.dates,
    };
    Ok(Page::public(&feed)?.typed("application/atom+xml; charset=utf-8"))
}

/// Text as XML 1.0 may carry it: without the characters that it has no way to write.
fn xml(text: &str) -> String {
    let fits = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::xml;

    #[test]
    fn what_xml_has_no_way_to_write_is_left_out() {
        assert_eq!(
            xml("a\u{0}\u{1b}b\u{fffe}\u{ffff}\tc\u{1f600}"),
            "ab\tc\u{1f600}"
        );
    }
}
