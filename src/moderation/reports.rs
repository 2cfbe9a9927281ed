//! Several reports on one entry: said in one line, and closed by one decision.

use super::decision_form::DecisionForm;
use super::verdict::Verdict;
use crate::suggestions::{Payload, ReportReason, Suggestion};
use crate::web::FormErrors;

/// What is wrong, in a word or two for lists.
pub fn in_brief(reason: ReportReason) -> &'static str {
    match reason {
        ReportReason::Dead => "broken link",
        ReportReason::Moved => "moved",
        ReportReason::Wrong => "wrong details",
        ReportReason::Licence => "wrong licence",
        ReportReason::Inappropriate => "shouldn’t be here",
        ReportReason::Other => "something else",
    }
}

/// "3 reports: 2 broken link, 1 moved", the most frequent reason first.
pub fn summary<'a>(reports: impl IntoIterator<Item = &'a Suggestion>) -> String {
    let mut counts = ReportReason::ALL.map(|reason| (reason, 0));
    let mut total = 0;
    for report in reports {
        let Payload::Report(said) = &report.payload else {
            continue;
        };
        total += 1;
        for (reason, count) in &mut counts {
            if *reason == said.reason {
                *count += 1;
            }
        }
    }
    // A stable sort keeps the order of the form among equals.
    counts.sort_by_key(|(_, count)| -*count);
    let named = counts.iter().filter(|(_, count)| *count > 0);
    let named = named.map(|(reason, count)| format!("{count} {}", in_brief(*reason)));
    let named = named.collect::<Vec<_>>().join(", ");
    match total {
        1 => format!("1 report: {named}"),
        _ => format!("{total} reports: {named}"),
    }
}

/// The field that names the reports which a decision closes. A form that does not send it closes
/// all of them.
pub const CLOSES: &str = "reports";

/// Which of the suggestions that may be decided together this decision closes. A question goes to
/// the one whose page it was asked on.
pub fn chosen<'a>(
    together: Vec<&'a Suggestion>,
    asked: &Suggestion,
    (verdict, form): (Verdict, &DecisionForm),
    errors: &mut FormErrors,
) -> Vec<&'a Suggestion> {
    let mut chosen = together;
    if verdict == Verdict::Ask {
        chosen.retain(|suggestion| suggestion.id == asked.id);
    } else if form.sent(CLOSES).is_some() {
        let ids: Vec<i64> = form
            .all(CLOSES)
            .filter_map(|id| id.trim().parse().ok())
            .collect();
        chosen.retain(|suggestion| ids.contains(&suggestion.id));
        if chosen.is_empty() {
            errors.add(CLOSES, "Choose at least one report to close");
        }
    }
    chosen
}
