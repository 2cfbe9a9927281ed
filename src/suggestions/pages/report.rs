//! The form that reports something wrong with an entry.

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
use crate::suggestions::check::check_report;
use crate::suggestions::submit::{Submission, submit};
use crate::suggestions::target::Target;
use crate::suggestions::{OriginKind, Sent, SuggestionForm, SuggestionKind};
use crate::text::dates::Dates;
use crate::web::{Layout, Page};

#[derive(Template)]
#[template(path = "suggestions/report.html")]
struct ReportPage {
    layout: Layout,
    view: FormView,
    entry: Entry,
}

/// `GET /entries/{id}/report`
pub async fn report(visit: Visit, Path(id): Path<String>) -> Result<Page> {
    let mut connection = visit.db.read().await?;
    let tree = load_tree(&mut connection).await?;
    let target = Target::find(&mut connection, &tree, &id, "").await?;
    let form = SuggestionForm {
        base: target.base_revision_id.unwrap_or_default().to_string(),
        form_token: visit.form_token(),
        ..SuggestionForm::default()
    };
    let mut page = report_page(&mut connection, (&visit, form), &tree, target.entry).await?;
    page.view.puzzle = visit
        .puzzle(&mut connection, SuggestionKind::Report)
        .await?;
    Page::private(&page)
}

/// `POST /entries/{id}/report`
pub async fn create_report(
    visit: Visit,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    let form = SuggestionForm::typed(&sent);
    let mut connection = visit.db.read().await?;
    let tree = load_tree(&mut connection).await?;
    let target = Target::find(&mut connection, &tree, &id, &form.base).await?;
    let submission = Submission {
        keys: &visit.keys,
        outbox: &visit.outbox,
        limits: &visit.config.limits,
        tree: &tree,
        subject: target.subject(SuggestionKind::Report),
        url_key: None,
        checked: check_report(&form),
        form: &form,
        sender: visit.sender.clone(),
        origin: OriginKind::Form,
        now: visit.now,
    };
    let mut page =
        report_page(&mut connection, (&visit, form.clone()), &tree, target.entry).await?;
    page.view.puzzle = visit
        .puzzle(&mut connection, SuggestionKind::Report)
        .await?;
    drop(connection);
    match answer(submit(&visit.db, &submission).await, &visit, &mut page.view)? {
        Ok(on_to_the_receipt) => Ok(on_to_the_receipt),
        Err(again) => Ok(again.show(Page::private(&page)?)),
    }
}

async fn report_page(
    connection: &mut Connection,
    (visit, form): (&Visit, SuggestionForm),
    tree: &CategoryTree,
    entry: Entry,
) -> Result<ReportPage> {
    let settings = load_settings(connection).await?.state;
    Ok(ReportPage {
        layout: settings::layout(connection).await?,
        view: FormView::new(form, tree, Dates::new(&settings.time_zone))
            .taking_email(visit.outbox.sends_mail()),
        entry,
    })
}
