//! Several reports on one entry, side by side.

use super::Reviewer;
use super::decision_view::Sent;
use super::evidence::introduce;
use crate::db::Connection;
use crate::error::Result;
use crate::moderation::case::Case;
use crate::moderation::decide::is_own;
use crate::moderation::reports::{CLOSES, summary};
use crate::suggestions::{Payload, find_contributor};
use crate::text::dates::{Dates, age};

/// The open reports on the entry; no lines when there is only one.
#[derive(Default)]
pub(super) struct ReportsView {
    /// "3 reports: 2 broken link, 1 moved".
    pub summary: String,
    pub lines: Vec<ReportLine>,
}

/// One report among several.
pub(super) struct ReportLine {
    pub id: i64,
    pub reference: String,
    pub reason: &'static str,
    pub note: String,
    /// Who sent it, as far as they said.
    pub contributor: String,
    pub age: String,
    pub at: String,
    /// Whether the decision closes it too.
    pub is_chosen: bool,
    pub is_own: bool,
}

pub(super) async fn reports_view(
    connection: &mut Connection,
    reviewer: &Reviewer,
    case: &Case,
    (sent, dates): (&Sent, &Dates),
) -> Result<ReportsView> {
    if case.others.is_empty() {
        return Ok(ReportsView::default());
    }
    let chosen: Option<Vec<&str>> = sent
        .form
        .as_ref()
        .filter(|form| form.sent(CLOSES).is_some())
        .map(|form| form.all(CLOSES).collect());
    let mut lines = Vec::new();
    for report in case.together() {
        let Payload::Report(said) = &report.payload else {
            continue;
        };
        let contributor = find_contributor(connection, report.id).await?;
        let id = report.id.to_string();
        lines.push(ReportLine {
            id: report.id,
            reference: report.reference.to_string(),
            reason: said.reason.label(),
            note: said.note.clone(),
            contributor: introduce(&contributor),
            age: age(reviewer.now, report.created_at),
            at: dates.machine(report.created_at),
            // One that came in since was not among those that were chosen from, so it waits.
            is_chosen: chosen
                .as_ref()
                .is_none_or(|chosen| chosen.contains(&id.as_str())),
            is_own: is_own(connection, &reviewer.by(&[]), report).await?,
        });
    }
    Ok(ReportsView {
        summary: summary(case.together()),
        lines,
    })
}
