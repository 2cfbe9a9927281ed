//! The moderators' list of entries, of every status.

use askama::Template;
use axum_extra::extract::Query;

use super::entry_filter::EntryFilter;
use super::{Editor, category_choices};
use crate::directory::{
    DeskEntry, DeskQuery, DeskSort, EntryStatus, count_desk_entries, list_desk_entries, load_tree,
};
use crate::error::Result;
use crate::moderation::reach::roots;
use crate::settings::load_settings;
use crate::text::dates::Dates;
use crate::web::layout::{DeskTab, Layout};
use crate::web::pagination::{PER_PAGE, PageNumber, Pager};
use crate::web::{Choice, Notice, Page};

#[derive(Template)]
#[template(path = "moderation/entries.html")]
struct EntriesPage {
    layout: Layout,
    notice: Option<Notice>,
    tabs: Vec<StatusTab>,
    status: EntryStatus,
    filter: EntryFilter,
    sort: DeskSort,
    categories: Vec<Choice>,
    licences: Vec<Choice>,
    rows: Vec<DeskEntry>,
    actions: Vec<Choice>,
    moved: Option<i64>,
    may_reorder: bool,
    dates: Dates,
    pager: Pager,
}

struct StatusTab {
    status: EntryStatus,
    label: &'static str,
    count: i64,
    href: String,
}

/// `GET /admin/entries`
pub async fn entries(editor: Editor, Query(filter): Query<EntryFilter>) -> Result<Page> {
    let mut connection = editor.db.read().await?;
    let tree = load_tree(&mut connection).await?;
    let query = DeskQuery {
        scope: roots(&editor.user.scope),
        ..filter.query(&tree)
    };
    let number = PageNumber::parse(filter.page.as_deref())?;
    let total = count_desk_entries(&mut connection, &query).await?;
    let pager = Pager::new(number, total, crate::paths::ADMIN_ENTRIES, &filter.pairs())?;
    let rows = list_desk_entries(&mut connection, &query, number.offset(), PER_PAGE).await?;
    let mut tabs = Vec::new();
    for status in [
        EntryStatus::Live,
        EntryStatus::Retired,
        EntryStatus::Deleted,
    ] {
        tabs.push(StatusTab {
            status,
            label: status_label(status),
            count: count_desk_entries(
                &mut connection,
                &DeskQuery {
                    status,
                    scope: query.scope.clone(),
                    ..DeskQuery::default()
                },
            )
            .await?,
            href: EntryFilter {
                status: status.as_str().to_owned(),
                ..EntryFilter::default()
            }
            .address(),
        });
    }
    let moved: Option<i64> = filter.at.parse().ok();
    let title = rows
        .iter()
        .find(|row| Some(row.id) == moved)
        .map(|row| row.title.as_str());
    let undo = editor.undo_offer(&mut connection, &filter.change).await?;
    Page::private(&EntriesPage {
        layout: editor.layout(&mut connection, DeskTab::Entries).await?,
        notice: notice(&filter.done)
            .map(|notice| notice.about(title).with_undo(undo, &filter.address())),
        tabs,
        status: query.status,
        sort: query.sort,
        categories: category_choices(&tree, |id| editor.reaches(&tree, id)),
        licences: licence_choices(&filter.licence),
        actions: actions(query.status),
        moved,
        // Neighbours must stand beside each other for a step to make sense.
        may_reorder: query.sort == DeskSort::Curated
            && query.status == EntryStatus::Live
            && filter
                .pairs()
                .iter()
                .all(|(name, _)| matches!(*name, "status" | "sort" | "category")),
        dates: Dates::new(&load_settings(&mut connection).await?.state.time_zone),
        rows,
        pager,
        filter,
    })
}

/// What moderators call a status.
pub(super) fn status_label(status: EntryStatus) -> &'static str {
    match status {
        EntryStatus::Live => "Live",
        EntryStatus::Retired => "Retired",
        EntryStatus::Deleted => "Deleted",
    }
}

fn notice(done: &str) -> Option<Notice> {
    Some(match done {
        "up" => Notice::ok("moved up."),
        "down" => Notice::ok("moved down."),
        "verify" => Notice::ok("The chosen entries are marked as checked today."),
        "move" => Notice::ok("The chosen entries moved."),
        "retire" => Notice::ok(
            "The chosen entries are retired: out of the lists, with a page that says so.",
        ),
        "delete" => Notice::ok("The chosen entries are deleted. You’ll find them under Deleted."),
        "restore" => Notice::ok("The chosen entries are live again."),
        "undone" => Notice::ok("Undone."),
        "unchanged" => Notice::warning("Nothing changed: it was so already."),
        "none" => Notice::warning("Nothing changed: tick at least one entry first."),
        _ => return None,
    })
}

fn licence_choices(chosen: &str) -> Vec<Choice> {
    let mut choices = vec![
        Choice::new("", "Any"),
        Choice::new("open", "Open"),
        Choice::new("none", "No licence"),
        Choice::new("unknown", "Not checked"),
    ];
    if !choices.iter().any(|choice| choice.is(chosen)) {
        choices.push(Choice::new(chosen, chosen));
    }
    choices
}

fn actions(status: EntryStatus) -> Vec<Choice> {
    let verify = Choice::new("verify", "Mark as checked today");
    let relocate = Choice::new("move", "Move to another category");
    let retire = Choice::new("retire", "Retire");
    let delete = Choice::new("delete", "Delete");
    let restore = Choice::new("restore", "Restore");
    match status {
        EntryStatus::Live => vec![verify, relocate, retire, delete],
        EntryStatus::Retired => vec![restore, relocate, delete],
        EntryStatus::Deleted => vec![restore, retire],
    }
}
