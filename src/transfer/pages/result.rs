//! What came of an import.

use askama::Template;

use super::importer::Importer;
use super::plan_view::{counts, folded};
use super::staged::{StagedQuery, page_of};
use crate::error::Result;
use crate::history::find_reverting;
use crate::paths;
use crate::settings::load_settings;
use crate::text::dates::Dates;
use crate::transfer::import::{Problem, Report, StagedImport};
use crate::web::pagination::Pager;
use crate::web::{Layout, Notice, Page};

#[derive(Template)]
#[template(path = "transfer/result.html")]
struct ResultPage {
    layout: Layout,
    notice: Option<Notice>,
    staged: StagedImport,
    report: Report,
    counts: Vec<(&'static str, usize, &'static str)>,
    /// When, for machines and for people.
    at: (String, String),
    problems: Vec<Problem>,
    pager: Pager,
    remarks: (Vec<Problem>, usize),
    /// The change that it made, unless that was undone.
    undoes: Option<i64>,
    /// The change that undid it.
    undone_by: Option<i64>,
    back: String,
}

pub(super) async fn draw(
    importer: &Importer,
    staged: StagedImport,
    query: &StagedQuery,
) -> Result<Page> {
    let report = staged.report.clone().unwrap_or_default();
    let mut connection = importer.db.read().await?;
    let settings = load_settings(&mut connection).await?.state;
    let dates = Dates::new(&settings.time_zone);
    let undone_by = match report.change {
        Some(change) => find_reverting(&mut connection, change).await?,
        None => None,
    };
    let at = staged.applied_at.unwrap_or(staged.created_at);
    let (problems, pager) = page_of(&report.problems, staged.id, query)?;
    Page::private(&ResultPage {
        layout: importer.layout(&mut connection).await?,
        notice: match query.done.as_str() {
            "imported" if undone_by.is_none() => Some(Notice::ok("Imported.")),
            "undone" => Some(Notice::ok("Undone.")),
            "unchanged" => Some(Notice::warning("Nothing changed: it was so already.")),
            _ => None,
        },
        counts: counts(&report),
        at: (dates.machine(at), dates.day_and_time(at)),
        remarks: folded(&report.remarks),
        undoes: report.change.filter(|_| undone_by.is_none()),
        undone_by,
        back: paths::admin_import(staged.id),
        problems,
        pager,
        report,
        staged,
    })
}
