//! The form that suggests a new entry.

use askama::Template;
use axum::extract::{Form, Query};
use axum::response::Response;
use serde::Deserialize;

use super::answer::answer;
use super::fields::FormView;
use super::visit::Visit;
use crate::db::Connection;
use crate::directory::{CategoryTree, load_tree};
use crate::error::Result;
use crate::paths;
use crate::settings::{self, load_settings};
use crate::suggestions::submit::submit;
use crate::suggestions::{OriginKind, Sent, SuggestionForm, SuggestionKind};
use crate::text::dates::Dates;
use crate::web::{Here, Layout, Page};

#[derive(Template)]
#[template(path = "suggestions/suggest.html")]
struct SuggestPage {
    layout: Layout,
    view: FormView,
    /// Within how many days the team means to decide, where it says so.
    target_days: Option<i64>,
    /// A link that opens this form with the page filled in that it is clicked on.
    bookmarklet: String,
}

/// What a link to the form may fill in, such as a bookmarklet's.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Prefill {
    url: String,
    title: String,
    category: String,
}

/// `GET /suggest`
pub async fn suggest(visit: Visit, Query(prefill): Query<Prefill>) -> Result<Page> {
    let form = SuggestionForm {
        url: prefill.url,
        title: prefill.title,
        category: prefill.category,
        form_token: visit.form_token(),
        ..SuggestionForm::default()
    };
    let mut connection = visit.db.read().await?;
    let tree = load_tree(&mut connection).await?;
    let mut page = suggest_page(&mut connection, (&visit, form), &tree).await?;
    page.view.puzzle = visit.puzzle(&mut connection, SuggestionKind::Entry).await?;
    Page::private(&page)
}

/// `POST /suggest`
pub async fn create_suggestion(visit: Visit, Form(sent): Form<Sent>) -> Result<Response> {
    let form = SuggestionForm::typed(&sent);
    let mut connection = visit.db.read().await?;
    let tree = load_tree(&mut connection).await?;
    let mut page = suggest_page(&mut connection, (&visit, form.clone()), &tree).await?;
    page.view.puzzle = visit.puzzle(&mut connection, SuggestionKind::Entry).await?;
    drop(connection);
    let submission = visit.entry_submission(&form, &tree, OriginKind::Form);
    match answer(submit(&visit.db, &submission).await, &visit, &mut page.view)? {
        Ok(on_to_the_receipt) => Ok(on_to_the_receipt),
        Err(again) => Ok(again.show(Page::private(&page)?)),
    }
}

async fn suggest_page(
    connection: &mut Connection,
    (visit, form): (&Visit, SuggestionForm),
    tree: &CategoryTree,
) -> Result<SuggestPage> {
    let settings = load_settings(connection).await?.state;
    Ok(SuggestPage {
        layout: settings::layout(connection).await?.at(Here::Suggest),
        view: FormView::new(form, tree, Dates::new(&settings.time_zone))
            .taking_email(visit.outbox.sends_mail()),
        target_days: settings.decision_target_days,
        bookmarklet: bookmarklet(&visit.absolute(paths::SUGGEST)),
    })
}

/// A bookmark that runs on the page somebody looks at. Here it only stands to be dragged away:
/// the content security policy keeps it from running.
fn bookmarklet(form: &str) -> String {
    let of_page = |name: &str, what: &str| format!("{name}='+encodeURIComponent({what})");
    let url = of_page("url", "location.href");
    let title = of_page("title", "document.title");
    format!("javascript:location.href='{form}?{url}+'&{title};void 0")
}
