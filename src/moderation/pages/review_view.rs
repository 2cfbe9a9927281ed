//! The page of one suggestion, whoever asks for it: a reader of the queue, or a decision that
//! could not be carried out.

use askama::Template;

use super::decision_view::{DecisionView, Sent, decision_view};
use super::done::Done;
use super::evidence::{Evidence, evidence};
use super::reports_view::{ReportsView, reports_view};
use super::story::{Story, story};
use super::view::{Surroundings, View, line, onlooker};
use super::{Reviewer, field_words};
use crate::db::Connection;
use crate::error::Result;
use crate::moderation::case::Case;
use crate::moderation::decide::{is_own, waits};
use crate::moderation::review::{Finding, Part, findings};
use crate::moderation::sql;
use crate::moderation::surroundings::look_around;
use crate::settings::{list_presets, load_settings};
use crate::suggestions::{Payload, SuggestionStatus};
use crate::text::dates::{Dates, age};
use crate::web::layout::Layout;
use crate::web::{FormErrors, Page};

/// Why the page is shown again, or what happened before it.
#[derive(Default)]
pub(in crate::moderation) struct Trouble {
    /// What was just decided elsewhere.
    pub(super) done: Vec<Done>,
    /// The view of the queue that the moderator came from.
    pub(super) from: View,
    /// What needs attention in the form.
    pub errors: FormErrors,
    /// What stands in the way, in a sentence or two.
    pub warning: Option<Warning>,
}

/// What stands in the way of a decision.
pub(in crate::moderation) struct Warning {
    /// The heading.
    pub title: String,
    /// What can be done about it.
    pub words: String,
    /// An entry that matters, by title and address.
    pub entry: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "moderation/review.html")]
struct ReviewPage {
    layout: Layout,
    done: Vec<Done>,
    from: View,
    errors: FormErrors,
    warning: Option<Warning>,
    id: i64,
    version: String,
    reference: String,
    eyebrow: String,
    title: String,
    place: Option<Place>,
    evidence: Evidence,
    /// Of a report among several: all of them.
    reports: ReportsView,
    findings: Vec<Finding>,
    story: Story,
    claim: Option<ClaimLine>,
    /// The form, while it can be decided.
    decision: Option<DecisionView>,
    /// What the moderator had written, when it can't be decided any more.
    kept: Vec<(&'static str, String)>,
    /// What was typed for a note without a decision.
    own_note: String,
    is_own: bool,
    is_spam: bool,
    status: &'static str,
}

/// Where it stands in the queue.
struct Place {
    number: usize,
    total: usize,
    previous: Option<String>,
    next: Option<String>,
}

/// Who is looking at it.
struct ClaimLine {
    is_mine: bool,
    name: String,
    /// For how long they have.
    minutes: String,
    until: String,
}

/// Draws the page with what was sent, which is nothing at first.
pub(super) async fn draw(
    connection: &mut Connection,
    reviewer: &Reviewer,
    case: &Case,
    (sent, trouble): (&Sent, Trouble),
) -> Result<Page> {
    let suggestion = &case.suggestion;
    let settings = load_settings(connection).await?.state;
    let dates = Dates::new(&settings.time_zone);
    let presets = list_presets(connection).await?;
    let facts = look_around(connection, case, (reviewer.now, &dates)).await?;
    let is_own = is_own(connection, &reviewer.by(&presets), suggestion).await?;
    let open = waits(suggestion.status);
    let decision = if open && !is_own {
        Some(
            decision_view(
                connection,
                reviewer,
                case,
                (sent, &facts, &presets, &trouble.errors),
            )
            .await?,
        )
    } else {
        None
    };
    Page::private(&ReviewPage {
        layout: reviewer.layout(connection).await?,
        done: trouble.done,
        errors: trouble.errors,
        warning: trouble.warning,
        id: suggestion.id,
        version: case.version(),
        reference: suggestion.reference.to_string(),
        eyebrow: eyebrow(case, reviewer.now),
        title: case.title().to_owned(),
        place: place(
            connection,
            (reviewer, &trouble.from),
            (case, settings.decision_target_days),
        )
        .await?,
        from: trouble.from,
        evidence: evidence(connection, case).await?,
        reports: reports_view(connection, reviewer, case, (sent, &dates)).await?,
        // What was decided is no longer compared with what stands: it may be what stands.
        findings: if suggestion.status.is_open() {
            findings(&facts)
        } else {
            Vec::new()
        },
        story: story(connection, case, (reviewer.now, &dates)).await?,
        claim: claim_line(connection, reviewer, case, &dates).await?,
        kept: if decision.is_none() {
            kept(sent, case)
        } else {
            Vec::new()
        },
        decision,
        own_note: sent.own_note(),
        is_own,
        is_spam: suggestion.status == SuggestionStatus::Spam,
        status: suggestion.status.label(),
    })
}

/// Whether an edit proposes another category and nothing else.
fn only_moves(case: &Case) -> bool {
    match &case.suggestion.payload {
        Payload::Edit(edit) => edit
            .changes()
            .iter()
            .all(|change| change.field == "category"),
        _ => false,
    }
}

/// "Suggested edit, 5 hours ago".
fn eyebrow(case: &Case, now: i64) -> String {
    use crate::suggestions::SuggestionKind::{Category, Edit, Entry, Report};
    let kind = match case.suggestion.kind {
        Entry => "Suggested link",
        Edit if only_moves(case) => "Suggested move",
        Edit => "Suggested edit",
        Report => "Report",
        Category => "Suggested category",
    };
    format!("{kind}, {} ago", age(now, case.suggestion.created_at))
}

/// None when the view that the moderator came from does not show it.
async fn place(
    connection: &mut Connection,
    (reviewer, from): (&Reviewer, &View),
    (case, aim_days): (&Case, Option<i64>),
) -> Result<Option<Place>> {
    let id = case.suggestion.id;
    let around = Surroundings {
        tree: &case.tree,
        aim_days,
    };
    let line = line(connection, &from.filter(reviewer, &around)).await?;
    let onlooker = onlooker(connection, reviewer).await?;
    Ok(line.place(id).map(|(number, total)| Place {
        number,
        total,
        previous: line.before(id, onlooker).map(|id| from.review(id)),
        next: line.after(id, onlooker).map(|id| from.review(id)),
    }))
}

async fn claim_line(
    connection: &mut Connection,
    reviewer: &Reviewer,
    case: &Case,
    dates: &Dates,
) -> Result<Option<ClaimLine>> {
    let Some(claim) = case.suggestion.claim_at(reviewer.now) else {
        return Ok(None);
    };
    Ok(Some(ClaimLine {
        is_mine: claim.user_id == reviewer.user.id,
        name: sql::find_name(connection, claim.user_id).await?,
        minutes: age(reviewer.now, claim.since()),
        until: dates.time(claim.until),
    }))
}

/// The words that a moderator wrote for a decision that came too late.
fn kept(sent: &Sent, case: &Case) -> Vec<(&'static str, String)> {
    let Some(form) = &sent.form else {
        return Vec::new();
    };
    let said = [
        ("Reason", form.text("reason")),
        ("What they’d have read", form.text("message")),
        ("Note to other moderators", form.text("note")),
    ];
    let said = said.map(|(label, words)| (label, words.to_owned()));
    let over = form.over(&case.fields);
    let before = case.fields.fields();
    let changed = over.fields().into_iter().zip(before);
    let changed = changed
        .filter(|((_, typed), (_, before))| typed.trim() != before.trim())
        .map(|((name, typed), _)| (field_words::label(name), typed.to_owned()));
    said.into_iter()
        .chain(changed)
        .filter(|(_, words)| !words.is_empty())
        .collect()
}
