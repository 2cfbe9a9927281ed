//! The form that suggests a new category.

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
use crate::settings::{self, load_settings};
use crate::suggestions::check::{Rules, check_category};
use crate::suggestions::submit::{Subject, Submission, submit};
use crate::suggestions::{OriginKind, Sent, SuggestionForm, SuggestionKind};
use crate::text::dates::Dates;
use crate::web::{Here, Layout, Page};

#[derive(Template)]
#[template(path = "suggestions/suggest_category.html")]
struct SuggestCategoryPage {
    layout: Layout,
    view: FormView,
}

/// What a link to the form may fill in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Prefill {
    title: String,
    parent: String,
}

/// `GET /suggest-category`
pub async fn suggest_category(visit: Visit, Query(prefill): Query<Prefill>) -> Result<Page> {
    let form = SuggestionForm {
        title: prefill.title,
        parent: prefill.parent,
        form_token: visit.form_token(),
        ..SuggestionForm::default()
    };
    let mut connection = visit.db.read().await?;
    let tree = load_tree(&mut connection).await?;
    let mut page = category_page(&mut connection, (&visit, form), &tree).await?;
    page.view.puzzle = visit
        .puzzle(&mut connection, SuggestionKind::Category)
        .await?;
    Page::private(&page)
}

/// `POST /suggest-category`
pub async fn create_category_suggestion(visit: Visit, Form(sent): Form<Sent>) -> Result<Response> {
    let form = SuggestionForm::typed(&sent);
    let mut connection = visit.db.read().await?;
    let tree = load_tree(&mut connection).await?;
    let mut page = category_page(&mut connection, (&visit, form.clone()), &tree).await?;
    page.view.puzzle = visit
        .puzzle(&mut connection, SuggestionKind::Category)
        .await?;
    drop(connection);
    let rules = Rules {
        tree: &tree,
        links: visit.links(),
    };
    let submission = Submission {
        keys: &visit.keys,
        outbox: &visit.outbox,
        limits: &visit.config.limits,
        tree: &tree,
        subject: Subject {
            kind: SuggestionKind::Category,
            entry_id: None,
            base_revision_id: None,
        },
        url_key: None,
        checked: check_category(&form, rules),
        form: &form,
        sender: visit.sender.clone(),
        origin: OriginKind::Form,
        now: visit.now,
    };
    match answer(submit(&visit.db, &submission).await, &visit, &mut page.view)? {
        Ok(on_to_the_receipt) => Ok(on_to_the_receipt),
        Err(again) => Ok(again.show(Page::private(&page)?)),
    }
}

async fn category_page(
    connection: &mut Connection,
    (visit, form): (&Visit, SuggestionForm),
    tree: &CategoryTree,
) -> Result<SuggestCategoryPage> {
    let settings = load_settings(connection).await?.state;
    Ok(SuggestCategoryPage {
        layout: settings::layout(connection).await?.at(Here::Suggest),
        view: FormView::new(form, tree, Dates::new(&settings.time_zone))
            .taking_email(visit.outbox.sends_mail()),
    })
}
