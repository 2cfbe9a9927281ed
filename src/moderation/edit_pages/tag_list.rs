//! The moderators' list of tags.

use askama::Template;
use axum_extra::extract::Query;
use serde::Deserialize;

use super::Editor;
use crate::directory::{Tag, list_tags};
use crate::error::Result;
use crate::paths;
use crate::web::layout::{DeskTab, Layout};
use crate::web::{Notice, Page};

#[derive(Template)]
#[template(path = "moderation/tags.html")]
struct TagsPage {
    layout: Layout,
    notice: Option<Notice>,
    tags: Vec<Tag>,
    changed: Option<i64>,
}

/// The query string of the list's address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TagsQuery {
    /// A fixed word for what was just done.
    done: String,
    /// The tag that it was done to.
    at: String,
    /// The change that did it.
    change: String,
}

/// `GET /admin/tags`
pub async fn tags(editor: Editor, Query(query): Query<TagsQuery>) -> Result<Page> {
    let mut connection = editor.db.read().await?;
    let tags = list_tags(&mut connection).await?;
    let changed = query.at.parse().ok();
    let name = tags
        .iter()
        .find(|tag| Some(tag.id) == changed)
        .map(|tag| tag.name.as_str());
    let undo = editor.undo_offer(&mut connection, &query.change).await?;
    Page::private(&TagsPage {
        layout: editor.layout(&mut connection, DeskTab::Tags).await?,
        notice: notice(&query.done)
            .map(|notice| notice.about(name).with_undo(undo, paths::ADMIN_TAGS)),
        tags,
        changed,
    })
}

fn notice(done: &str) -> Option<Notice> {
    Some(match done {
        "rename" => Notice::ok("is the new name. The old address leads to it."),
        "merge" => {
            Notice::ok("now stands on the entries of the other tag, whose address leads to it.")
        }
        "undone" => Notice::ok("Undone."),
        "unchanged" => Notice::warning("Nothing changed: it was so already."),
        _ => return None,
    })
}
