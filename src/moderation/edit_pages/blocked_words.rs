//! The words that send a suggestion to the spam pile. It belongs to the settings, so only
//! administrators open it.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::{Form, Query};
use http::StatusCode;

use super::blocked::{BlockForm, BlockedPage, List, Row, draw};
use super::entry::Done;
use crate::accounts::{Administrator, User};
use crate::clock::Clock;
use crate::db::{Connection, Db};
use crate::error::Result;
use crate::history::ChangeContext;
use crate::paths;
use crate::suggestions::{block_word, folded, list_blocked_words, unblock_word};
use crate::web::page::see_other;
use crate::web::{FormErrors, Notice, Page};

const LIST: List = List {
    path: paths::ADMIN_BLOCKED_WORDS,
    title: "Blocked words",
    lede: "Suggestions that use these words go straight to spam, where a moderator can rescue \
           them. Only whole words count; capitals and accents don’t matter.",
    empty: "No word is blocked.",
    add: "Block a word",
    label: "Word",
    hint: "Or several words in a row, such as “buy followers”",
    field: "word",
};

/// The longest that can be blocked, in characters.
const LONGEST: usize = 100;

/// `GET /admin/settings/blocked-words`
pub async fn blocked_words(
    State(db): State<Db>,
    Administrator { user, .. }: Administrator,
    Query(done): Query<Done>,
) -> Result<Page> {
    let mut connection = db.read().await?;
    let mut page = words_page(&mut connection, &user).await?;
    page.notice = match done.done.as_str() {
        "blocked" => Some(Notice::ok(
            "Blocked. New suggestions that use it go to spam.",
        )),
        "unblocked" => Some(Notice::ok("Taken off the list.")),
        "unchanged" => Some(Notice::warning("Nothing changed: it was so already.")),
        _ => None,
    };
    Page::private(&page)
}

/// `POST /admin/settings/blocked-words`
pub async fn update_blocked_words(
    State(db): State<Db>,
    State(clock): State<Clock>,
    Administrator { user, .. }: Administrator,
    Form(form): Form<BlockForm>,
) -> Result<Response> {
    let mut write = db.write().await?;
    let context = ChangeContext::by_moderator(user.id, "", clock.now());
    let done = if form.word.is_empty() {
        let mut errors = FormErrors::default();
        let (word, why) = (folded(&form.new), form.checked_why(&mut errors));
        if word.is_empty() {
            errors.add("new", "Enter a word");
        } else if word.chars().count() > LONGEST {
            errors.add("new", format!("Shorten it to {LONGEST} characters"));
        }
        if !errors.is_empty() {
            let mut page = words_page(&mut write, &user).await?;
            (page.errors, page.form) = (errors, form);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(Page::private(&page)?.with_status(status).into_response());
        }
        let blocked = block_word(&mut write, &context, (&word, &why)).await?;
        blocked.then_some("blocked")
    } else {
        let gone = unblock_word(&mut write, &context, &form.word).await?;
        gone.then_some("unblocked")
    };
    if done.is_some() {
        write.commit().await?;
    }
    let done = done.unwrap_or("unchanged");
    Ok(see_other(&paths::with_query(LIST.path, "done", done)))
}

async fn words_page(connection: &mut Connection, user: &User) -> Result<BlockedPage> {
    let words = list_blocked_words(connection).await?;
    let rows = words.into_iter().map(|blocked| Row {
        name: blocked.word,
        why: blocked.why,
        blocked_at: blocked.blocked_at,
        folded: 0,
    });
    draw(connection, user, &LIST, rows.collect()).await
}
