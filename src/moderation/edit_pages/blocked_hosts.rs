//! The sites whose links go to the spam pile, and the way out of that list. It belongs to the
//! settings, so only administrators open it.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::{Form, Query};
use http::StatusCode;

use super::blocked::{BlockForm, BlockedPage, List, Row, draw};
use super::entry::Done;
use crate::accounts::{Administrator, User};
use crate::clock::Clock;
use crate::db::{Connection, Db};
use crate::directory::LinkUrl;
use crate::directory::link_url::LinkPolicy;
use crate::error::Result;
use crate::history::ChangeContext;
use crate::moderation::decide::return_folded;
use crate::moderation::sql::{block_host, count_listed_on, list_blocked_hosts, unblock_host};
use crate::paths;
use crate::web::page::see_other;
use crate::web::{FormErrors, Notice, Page};

const LIST: List = List {
    path: paths::ADMIN_BLOCKED_HOSTS,
    title: "Blocked sites",
    lede: "Suggestions of links to these sites go straight to spam. A site gets here from the \
           form below, or when a moderator marks a suggestion as spam and blocks its site with it.",
    empty: "No site is blocked.",
    add: "Block a site",
    label: "Site",
    hint: "Such as example.org, or github.com/somebody. What lies below it is blocked too.",
    field: "host",
};

/// `GET /admin/settings/blocked-hosts`
pub async fn blocked_hosts(
    State(db): State<Db>,
    Administrator { user, .. }: Administrator,
    Query(done): Query<Done>,
) -> Result<Page> {
    let mut connection = db.read().await?;
    let mut page = hosts_page(&mut connection, &user).await?;
    page.notice = match done.done.as_str() {
        "blocked" => Some(Notice::ok(
            "Blocked. New suggestions of its links go to spam.",
        )),
        "unblocked" => Some(Notice::ok(
            "Taken off the list. New suggestions of its links come into the queue again.",
        )),
        "returned" => Some(Notice::ok(
            "Taken off the list, and what was moved to spam with it is back in the queue.",
        )),
        "unchanged" => Some(Notice::warning("Nothing changed: it was so already.")),
        _ => None,
    };
    Page::private(&page)
}

/// `POST /admin/settings/blocked-hosts`
pub async fn update_blocked_hosts(
    State(db): State<Db>,
    State(clock): State<Clock>,
    Administrator { user, .. }: Administrator,
    Form(form): Form<BlockForm>,
) -> Result<Response> {
    let mut write = db.write().await?;
    let context = ChangeContext::by_moderator(user.id, "", clock.now());
    let done = if !form.r#return.is_empty() {
        return_folded(&mut write, &context, &form.r#return).await?;
        unblock_host(&mut write, &context, &form.r#return)
            .await?
            .then_some("returned")
    } else if !form.host.is_empty() {
        unblock_host(&mut write, &context, &form.host)
            .await?
            .then_some("unblocked")
    } else {
        let mut errors = FormErrors::default();
        let why = form.checked_why(&mut errors);
        let site = read_site(&mut write, &form.new, &mut errors).await?;
        let Some(site) = site.filter(|_| errors.is_empty()) else {
            let mut page = hosts_page(&mut write, &user).await?;
            (page.errors, page.form) = (errors, form);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(Page::private(&page)?.with_status(status).into_response());
        };
        let blocked = block_host(&mut write, &context, (&site, &why)).await?;
        blocked.map(|_| "blocked")
    };
    if done.is_some() {
        write.commit().await?;
    }
    let done = done.unwrap_or("unchanged");
    Ok(see_other(&paths::with_query(LIST.path, "done", done)))
}

/// A site as somebody typed it: a name, or any link to it.
async fn read_site(
    connection: &mut Connection,
    typed: &str,
    errors: &mut FormErrors,
) -> Result<Option<String>> {
    let Ok(link) = LinkUrl::parse(typed, LinkPolicy::default()) else {
        errors.add("new", "Enter a site like example.org");
        return Ok(None);
    };
    let site = link.site();
    if count_listed_on(connection, &site, None).await? > 0 {
        let listed = format!("The directory lists links on {site}, so it can’t be blocked");
        errors.add("new", listed);
        return Ok(None);
    }
    Ok(Some(site))
}

async fn hosts_page(connection: &mut Connection, user: &User) -> Result<BlockedPage> {
    let hosts = list_blocked_hosts(connection).await?;
    let rows = hosts.into_iter().map(|(blocked, folded)| Row {
        name: blocked.host,
        why: blocked.why,
        blocked_at: blocked.blocked_at,
        folded,
    });
    draw(connection, user, &LIST, rows.collect()).await
}
