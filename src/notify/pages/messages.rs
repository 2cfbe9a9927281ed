//! What is on its way, what is stuck and why.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::{Form, Query};
use serde::Deserialize;

use crate::accounts::{Administrator, desk_layout};
use crate::clock::{Clock, DAY};
use crate::db::Db;
use crate::error::{AppError, Result};
use crate::notify::Outbox;
use crate::notify::mail::Topic;
use crate::notify::sql::{self, Counts, Pending};
use crate::paths;
use crate::settings::load_settings;
use crate::settings::pages_desk::{Section, sections};
use crate::text::dates::{Dates, age};
use crate::web::layout::{DeskTab, Layout};
use crate::web::page::see_other;
use crate::web::{Notice, Page};

/// The most messages that are listed.
const LISTED: i64 = 200;

#[derive(Template)]
#[template(path = "notify/messages.html")]
struct MessagesPage {
    layout: Layout,
    sections: Vec<Section>,
    notice: Option<Notice>,
    counts: Counts,
    rows: Vec<Row>,
    sends_mail: bool,
    /// Whether the administrator has an address for a test.
    can_test: bool,
}

/// A message as an administrator reads it: never its words, never an address.
struct Row {
    id: i64,
    what: String,
    to: String,
    is_stuck: bool,
    tries: i64,
    problem: String,
    since: String,
    next: String,
}

impl Row {
    fn new(pending: Pending, dates: &Dates, now: i64) -> Self {
        let is_mail = pending.channel == "mail";
        let label = Topic::parse(&pending.topic).filter(|_| is_mail);
        Self {
            id: pending.id,
            what: match (label, &pending.reference) {
                (Some(label), Some(reference)) => format!("{}, {reference}", label.label()),
                (Some(label), None) => label.label().to_owned(),
                (None, Some(reference)) => format!("{}, {reference}", pending.topic),
                (None, None) => pending.topic,
            },
            to: match (is_mail, pending.person) {
                (false, _) => "a webhook".to_owned(),
                (true, Some(name)) => name,
                (true, None) => "its contributor".to_owned(),
            },
            is_stuck: pending.is_stuck,
            tries: pending.tries,
            problem: pending.problem,
            since: age(now, pending.created_at),
            next: dates.day_and_time(pending.next_try_at),
        }
    }
}

/// A fixed word for what was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    done: String,
}

/// What the buttons send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MessagesForm {
    action: String,
    id: Option<i64>,
}

/// `GET /admin/settings/messages`
pub async fn messages(
    State(db): State<Db>,
    State(clock): State<Clock>,
    State(outbox): State<Outbox>,
    Administrator { user, .. }: Administrator,
    Query(done): Query<Done>,
) -> Result<Page> {
    let now = clock.now();
    let mut connection = db.read().await?;
    let settings = load_settings(&mut connection).await?.state;
    let dates = Dates::new(&settings.time_zone);
    let pending = sql::list_pending(&mut connection, LISTED).await?;
    let rows = pending.into_iter().map(|one| Row::new(one, &dates, now));
    Page::private(&MessagesPage {
        layout: desk_layout(&mut connection, &user, DeskTab::Settings).await?,
        sections: sections(paths::ADMIN_MESSAGES),
        notice: match done.done.as_str() {
            "retry" => Some(Notice::ok("It’s tried again now.")),
            "drop" => Some(Notice::ok("It won’t be sent.")),
            "test" => Some(Notice::ok("A test mail is on its way to you.")),
            _ => None,
        },
        counts: sql::count_messages(&mut connection, now - 30 * DAY).await?,
        rows: rows.collect(),
        sends_mail: outbox.sends_mail(),
        can_test: sql::find_user_address(&mut connection, user.id)
            .await?
            .is_some(),
    })
}

/// `POST /admin/settings/messages`: `action` is `retry`, `drop` (both with `id`), `retry-all` or
/// `test`.
pub async fn update_messages(
    State(db): State<Db>,
    State(clock): State<Clock>,
    State(outbox): State<Outbox>,
    Administrator { user, .. }: Administrator,
    Form(form): Form<MessagesForm>,
) -> Result<Response> {
    let now = clock.now();
    let mut write = db.write().await?;
    let done = match (form.action.as_str(), form.id) {
        ("retry", Some(id)) => {
            sql::try_again(&mut write, Some(id), now).await?;
            "retry"
        }
        ("retry-all", _) => {
            sql::try_again(&mut write, None, now).await?;
            "retry"
        }
        ("drop", Some(id)) => {
            sql::drop_message(&mut write, id, now).await?;
            "drop"
        }
        ("test", _) => {
            outbox.test_mail(&mut write, user.id, now).await?;
            "test"
        }
        _ => {
            return Err(AppError::BadRequest(
                "Nothing on the page of messages sends this. Open it again and use its buttons."
                    .to_owned(),
            ));
        }
    };
    write.commit().await?;
    Ok(see_other(&paths::with_query(
        paths::ADMIN_MESSAGES,
        "done",
        done,
    )))
}
