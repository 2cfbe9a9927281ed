//! The form that suggests a change to an entry.

use askama::Template;
use axum::extract::{Form, Path};
use axum::response::Response;

use super::answer::answer;
use super::fields::FormView;
use super::visit::Visit;
use crate::db::Connection;
use crate::directory::{CategoryTree, Entry, load_tree};
use crate::error::Result;
use crate::settings::{self, load_settings};
use crate::suggestions::check::{Rules, check_edit};
use crate::suggestions::submit::{Submission, submit};
use crate::suggestions::target::Target;
use crate::suggestions::{OriginKind, Sent, SuggestionForm, SuggestionKind};
use crate::text::dates::Dates;
use crate::web::{Layout, Page};

#[derive(Template)]
#[template(path = "suggestions/edit.html")]
struct EditPage {
    layout: Layout,
    view: FormView,
    entry: Entry,
}

/// `GET /entries/{id}/suggest-edit`
pub async fn edit(visit: Visit, Path(id): Path<String>) -> Result<Page> {
    let mut connection = visit.db.read().await?;
    let tree = load_tree(&mut connection).await?;
    let target = Target::find(&mut connection, &tree, &id, "").await?;
    let form = SuggestionForm {
        base: target.base_revision_id.unwrap_or_default().to_string(),
        form_token: visit.form_token(),
        ..SuggestionForm::of_entry(target.base)
    };
    let mut page = edit_page(&mut connection, (&visit, form), &tree, target.entry).await?;
    page.view.puzzle = visit.puzzle(&mut connection, SuggestionKind::Edit).await?;
    Page::private(&page)
}

/// `POST /entries/{id}/suggest-edit`
pub async fn create_edit(
    visit: Visit,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    let mut connection = visit.db.read().await?;
    let tree = load_tree(&mut connection).await?;
    let base = SuggestionForm::typed(&sent).base;
    let target = Target::find(&mut connection, &tree, &id, &base).await?;
    let form = SuggestionForm::of_entry(target.base.clone()).typed_over(&sent);
    let rules = Rules {
        tree: &tree,
        links: visit.links(),
    };
    let submission = Submission {
        keys: &visit.keys,
        outbox: &visit.outbox,
        limits: &visit.config.limits,
        tree: &tree,
        subject: target.subject(SuggestionKind::Edit),
        url_key: None,
        checked: check_edit(&form, &target.base, rules),
        form: &form,
        sender: visit.sender.clone(),
        origin: OriginKind::Form,
        now: visit.now,
    };
    let mut page = edit_page(&mut connection, (&visit, form.clone()), &tree, target.entry).await?;
    page.view.puzzle = visit.puzzle(&mut connection, SuggestionKind::Edit).await?;
    drop(connection);
    match answer(submit(&visit.db, &submission).await, &visit, &mut page.view)? {
        Ok(on_to_the_receipt) => Ok(on_to_the_receipt),
        Err(again) => Ok(again.show(Page::private(&page)?)),
    }
}

async fn edit_page(
    connection: &mut Connection,
    (visit, form): (&Visit, SuggestionForm),
    tree: &CategoryTree,
    entry: Entry,
) -> Result<EditPage> {
    let settings = load_settings(connection).await?.state;
    let mut view = FormView::new(form, tree, Dates::new(&settings.time_zone));
    view.takes_email = visit.outbox.sends_mail();
    view.may_be_unsure = false;
    Ok(EditPage {
        layout: settings::layout(connection).await?,
        view,
        entry,
    })
}
