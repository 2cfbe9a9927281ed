//! The places whose links go to the spam pile, and the way out of that list. It belongs to the
//! settings, so only administrators open it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use serde::Deserialize;

use super::entry::Done;
use crate::accounts::{Administrator, desk_layout};
use crate::clock::Clock;
use crate::db::Db;
use crate::error::Result;
use crate::history::ChangeContext;
use crate::moderation::review::BlockedHost;
use crate::moderation::sql::{list_blocked_hosts, unblock_host};
use crate::paths;
use crate::settings::load_settings;
use crate::settings::pages_desk::{Section, sections};
use crate::text::dates::Dates;
use crate::web::layout::{DeskTab, Layout};
use crate::web::page::see_other;
use crate::web::{Notice, Page};

#[derive(Template)]
#[template(path = "moderation/blocked_hosts.html")]
struct BlockedHostsPage {
    layout: Layout,
    sections: Vec<Section>,
    notice: Option<Notice>,
    hosts: Vec<BlockedHost>,
    dates: Dates,
}

/// `GET /admin/settings/blocked-hosts`
pub async fn blocked_hosts(
    State(db): State<Db>,
    Administrator { user, .. }: Administrator,
    Query(done): Query<Done>,
) -> Result<Page> {
    let mut connection = db.read().await?;
    Page::private(&BlockedHostsPage {
        layout: desk_layout(&mut connection, &user, DeskTab::Settings).await?,
        sections: sections(paths::ADMIN_BLOCKED_HOSTS),
        notice: match done.done.as_str() {
            "unblocked" => Some(Notice::ok(
                "Taken off the list. New suggestions of its links come into the queue again.",
            )),
            "unchanged" => Some(Notice::warning("Nothing changed: it wasn’t on the list.")),
            _ => None,
        },
        hosts: list_blocked_hosts(&mut connection).await?,
        dates: Dates::new(&load_settings(&mut connection).await?.state.time_zone),
    })
}

/// What the button beside a place sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct UnblockForm {
    host: String,
}

/// `POST /admin/settings/blocked-hosts`
pub async fn delete_blocked_host(
    State(db): State<Db>,
    State(clock): State<Clock>,
    Administrator { user, .. }: Administrator,
    Form(form): Form<UnblockForm>,
) -> Result<Response> {
    let mut write = db.write().await?;
    let context = ChangeContext::by_moderator(user.id, "", clock.now());
    let done = if unblock_host(&mut write, &context, &form.host).await? {
        write.commit().await?;
        "unblocked"
    } else {
        "unchanged"
    };
    Ok(see_other(&paths::with_query(
        paths::ADMIN_BLOCKED_HOSTS,
        "done",
        done,
    )))
}
