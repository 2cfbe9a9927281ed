//! `GET` and `POST /admin/import/{id}`: the plan, the yes, and what came of it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use http::StatusCode;
use serde::Deserialize;

use super::importer::Importer;
use super::plan_view::{PlanView, counts, folded};
use super::result;
use crate::error::{AppError, Result};
use crate::history::{ChangeContext, Source};
use crate::paths;
use crate::transfer::import::{
    Draft, Problem, Report, StagedImport, carry_out, close_import, delete_import, find_import,
    load_files, look_up, why,
};
use crate::web::page::see_other;
use crate::web::pagination::{PER_PAGE, PageNumber, Pager};
use crate::web::{Layout, Notice, Page};

#[derive(Template)]
#[template(path = "transfer/plan.html")]
struct PlanPage {
    layout: Layout,
    notice: Option<Notice>,
    staged: StagedImport,
    counts: Vec<(&'static str, usize, &'static str)>,
    plan: PlanView,
    problems: Vec<Problem>,
    pager: Pager,
    remarks: (Vec<Problem>, usize),
}

/// The query string of an import's address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct StagedQuery {
    pub(super) page: Option<String>,
    pub(super) done: String,
}

/// What the buttons send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct StagedForm {
    action: String,
    seen: String,
}

/// `GET /admin/import/{id}`
pub async fn staged_import(
    importer: Importer,
    Path(id): Path<String>,
    Query(query): Query<StagedQuery>,
) -> Result<Page> {
    let staged = find(&importer, &id).await?;
    if staged.applied_at.is_some() {
        return result::draw(&importer, staged, &query).await;
    }
    draw(&importer, staged, &query, None).await
}

/// `POST /admin/import/{id}`
pub async fn update_import(
    importer: Importer,
    Path(id): Path<String>,
    Form(form): Form<StagedForm>,
) -> Result<Response> {
    let staged = find(&importer, &id).await?;
    let here = paths::admin_import(staged.id);
    match form.action.as_str() {
        _ if staged.applied_at.is_some() => Ok(see_other(&here)),
        "give-up" => {
            let mut write = importer.db.write().await?;
            delete_import(&mut write, staged.id).await?;
            write.commit().await?;
            let next = paths::with_query(paths::ADMIN_IMPORT, "done", "given-up");
            Ok(see_other(&next))
        }
        "apply" => match apply(&importer, &staged, &form.seen).await? {
            true => Ok(see_other(&paths::with_query(&here, "done", "imported"))),
            false => {
                let notice = Notice::warning(
                    "The directory changed since, and so did the plan. Look at it again: nothing was imported yet.",
                );
                let query = StagedQuery::default();
                let page = draw(&importer, staged, &query, Some(notice)).await?;
                Ok(page.with_status(StatusCode::CONFLICT).into_response())
            }
        },
        _ => Err(AppError::BadRequest(
            "Import the list, or give it up.".to_owned(),
        )),
    }
}

async fn find(importer: &Importer, id: &str) -> Result<StagedImport> {
    let id = id.parse().map_err(|_| AppError::NotFound)?;
    let mut connection = importer.db.read().await?;
    find_import(&mut connection, id).await
}

/// Reads the files of an upload once more.
async fn draft(importer: &Importer, staged: &StagedImport) -> Result<Draft> {
    let mut connection = importer.db.read().await?;
    let files = load_files(&mut connection, staged.id).await?;
    drop(connection);
    let draft = importer.read(files, &staged.asked.format).await?;
    // It was read before it was kept, so this is rare: the machine was busier now.
    draft.map_err(AppError::Conflict)
}

/// Carries the plan out, if it is still the one that was agreed to.
async fn apply(importer: &Importer, staged: &StagedImport, seen: &str) -> Result<bool> {
    let draft = draft(importer, staged).await?;
    let mut write = importer.db.write().await?;
    if find_import(&mut write, staged.id)
        .await?
        .applied_at
        .is_some()
    {
        // Somebody else was quicker, or the button was pressed twice.
        return Ok(true);
    }
    let standing = look_up(&mut write, &draft).await?;
    let plan = draft.settle(&standing, &staged.asked.options);
    if Report::of(&plan).fingerprint() != seen {
        return Ok(false);
    }
    let context = ChangeContext {
        source: Source::Import,
        user_id: Some(importer.user.id),
        suggestion_id: None,
        why: why(&staged.asked.files),
        at: importer.now,
    };
    let report = carry_out(&mut write, plan, &context, &|_, _| {}).await?;
    let report = report.shortened();
    close_import(&mut write, staged.id, &report, importer.now).await?;
    write.commit().await?;
    Ok(true)
}

async fn draw(
    importer: &Importer,
    staged: StagedImport,
    query: &StagedQuery,
    notice: Option<Notice>,
) -> Result<Page> {
    let mut draft = draft(importer, &staged).await?;
    let columns = std::mem::take(&mut draft.columns);
    let mut connection = importer.db.read().await?;
    let standing = look_up(&mut connection, &draft).await?;
    let plan = PlanView::new(&draft.settle(&standing, &staged.asked.options), columns);
    let (problems, pager) = page_of(&plan.report.problems, staged.id, query)?;
    Page::private(&PlanPage {
        layout: importer.layout(&mut connection).await?,
        notice,
        counts: counts(&plan.report),
        remarks: folded(&plan.report.remarks),
        problems,
        pager,
        plan,
        staged,
    })
}

/// One page of a long list of lines.
pub(super) fn page_of(
    problems: &[Problem],
    id: i64,
    query: &StagedQuery,
) -> Result<(Vec<Problem>, Pager)> {
    let page = PageNumber::parse(query.page.as_deref())?;
    let total = i64::try_from(problems.len()).unwrap_or(i64::MAX);
    let pager = Pager::new(page, total, &paths::admin_import(id), &[])?;
    let skipped = usize::try_from(page.offset()).unwrap_or_default();
    let shown = usize::try_from(PER_PAGE).unwrap_or_default();
    let problems = problems.iter().skip(skipped).take(shown).cloned();
    Ok((problems.collect(), pager))
}
