//! Merging an entry into another: first what would happen, then that.

use askama::Template;
use axum::response::{IntoResponse, Response};

use super::entry::{EntryForm, Trouble};
use super::entry_actions::show_again;
use super::{Editor, with_change};
use crate::db::{Connection, Write};
use crate::directory::entry_input::why;
use crate::directory::{
    Change, ChangeError, Entry, EntryStatus, LinkPolicy, LinkUrl, apply_change, find_entry,
    find_live_entry_by_key,
};
use crate::error::{AppError, Result};
use crate::moderation::sql;
use crate::paths;
use crate::suggestions::follow_entry;
use crate::web::layout::{DeskTab, Layout};
use crate::web::page::see_other;
use crate::web::{FormErrors, Page};

/// The link is only looked for, so it may be any.
const ANY_LINK: LinkPolicy = LinkPolicy {
    allow_private: true,
    allow_ftp: true,
};

#[derive(Template)]
#[template(path = "moderation/entry_merge.html")]
struct MergePage {
    layout: Layout,
    entry: Entry,
    into: Entry,
    /// Tags that the other entry gets.
    tags: Vec<String>,
    /// How many suggestions and reports about it wait.
    waiting: i64,
    why: String,
}

/// `POST /admin/entries/{id}` with `action=merge`
pub(super) async fn merge(
    editor: &Editor,
    mut write: Write,
    entry: Entry,
    form: EntryForm,
) -> Result<Response> {
    let mut errors = FormErrors::default();
    let why = why(&form.why, &mut errors);
    let into = find_target(&mut write, &form.into).await?;
    let fits = |into: &Entry| into.id != entry.id && into.state.status == EntryStatus::Live;
    let Some(into) = into.filter(fits).filter(|_| errors.is_empty()) else {
        if errors.is_empty() {
            let words = "Enter the number, the address or the link of another entry in the list";
            errors.add("into", words);
        }
        drop(write);
        return show_again(editor, Some(entry), form, Trouble::from(errors)).await;
    };
    let change = Change::MergeEntry {
        id: entry.id,
        into: into.id,
    };
    editor.check_change(&mut write, &change).await?;
    if form.confirm.is_empty() {
        let missing = |tag: &&String| !into.state.tags.contains(tag);
        let page = MergePage {
            layout: editor.layout(&mut write, DeskTab::Entries).await?,
            tags: entry.state.tags.iter().filter(missing).cloned().collect(),
            waiting: sql::count_waiting_for(&mut write, entry.id).await?,
            entry,
            into,
            why,
        };
        return Ok(Page::private(&page)?.into_response());
    }
    let context = editor.context(why);
    match apply_change(&mut write, &context, change).await {
        Ok(applied) => {
            follow_entry(&mut write, (entry.id, into.id), None, context.at).await?;
            write.commit().await?;
            let page = paths::with_query(&paths::admin_entry(entry.id), "done", "merge");
            Ok(see_other(&with_change(&page, applied.change_id)))
        }
        Err(ChangeError::NothingToChange) => {
            let page = paths::admin_entry(entry.id);
            Ok(see_other(&paths::with_query(&page, "done", "unchanged")))
        }
        Err(ChangeError::Failed(error)) => Err(error),
        Err(_) => Err(AppError::NotFound),
    }
}

/// The entry that somebody named by its number, by the address of its page or by its link.
async fn find_target(connection: &mut Connection, typed: &str) -> Result<Option<Entry>> {
    let typed = typed.trim();
    let last = typed.rsplit("/entries/").next().unwrap_or(typed);
    let last = last.split(['?', '#', '/']).next().unwrap_or(last);
    if let Some((id, _)) = paths::parse_entry(last)
        && let Some(entry) = find_entry(connection, id).await?
    {
        return Ok(Some(entry));
    }
    let Ok(link) = LinkUrl::parse(typed, ANY_LINK) else {
        return Ok(None);
    };
    match find_live_entry_by_key(connection, &link.key()).await? {
        Some(id) => find_entry(connection, id).await,
        None => Ok(None),
    }
}
