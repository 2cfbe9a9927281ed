//! What was just decided, for the page after it. The address only names suggestions; the words
//! are looked up, so that nobody can put their own on the page.

use super::Reviewer;
use super::bulk::MOST;
use crate::db::Connection;
use crate::directory::find_entry;
use crate::error::Result;
use crate::moderation::case::load_case;
use crate::moderation::decide::waits;
use crate::moderation::reach::may_decide;
use crate::moderation::sql::find_decision_in_force;
use crate::paths;
use crate::suggestions::{Reference, SuggestionKind, SuggestionStatus, find_id_by_reference};

/// A line of the notice.
pub(super) struct Done {
    /// What the suggestion was about.
    pub title: String,
    /// Where it can be read again.
    pub href: String,
    /// What became of it.
    pub words: &'static str,
    /// Whether it is still to be decided.
    waits: bool,
    /// The page of the entry or category, when there is one to see.
    pub entry: Option<String>,
    /// The decision that a button offers to undo.
    pub undo: Option<i64>,
}

/// The lines for the `done` parameters of an address.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn list_done(
    connection: &mut Connection,
    reviewer: &Reviewer,
    query: &[(String, String)],
) -> Result<Vec<Done>> {
    list_named(connection, reviewer, (query, "done")).await
}

/// The lines for the `left` parameters: what several decisions at once could not carry out.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn list_left(
    connection: &mut Connection,
    reviewer: &Reviewer,
    query: &[(String, String)],
) -> Result<Vec<Done>> {
    let mut left = list_named(connection, reviewer, (query, "left")).await?;
    for line in &mut left {
        if line.waits {
            line.words = "stays in the queue. Open it to see what it needs.";
        }
    }
    Ok(left)
}

async fn list_named(
    connection: &mut Connection,
    reviewer: &Reviewer,
    (query, name): (&[(String, String)], &str),
) -> Result<Vec<Done>> {
    let named = query.iter().filter(|(parameter, _)| parameter == name);
    let references = named.filter_map(|(_, text)| Reference::parse(text));
    let mut lines = Vec::new();
    for reference in references.take(MOST) {
        let Some(id) = find_id_by_reference(connection, &reference).await? else {
            continue;
        };
        let case = load_case(connection, id).await?;
        if !may_decide(&reviewer.user.scope, &case) {
            continue;
        }
        let status = case.suggestion.status;
        let result =
            (case.suggestion.result_entry_id).filter(|_| status == SuggestionStatus::Approved);
        let entry = match result {
            Some(entry_id) => find_entry(connection, entry_id).await?,
            None => None,
        };
        lines.push(Done {
            title: case.title().to_owned(),
            undo: find_decision_in_force(connection, id)
                .await?
                .map(|decision| decision.id),
            href: paths::review(id),
            words: words(case.suggestion.kind, status),
            waits: waits(status),
            entry: match case.suggestion.result_category_id {
                Some(category_id) => case
                    .tree
                    .get(category_id)
                    .map(|node| paths::category(&node.path)),
                None => entry.map(|entry| paths::entry(entry.id, &entry.slug)),
            },
        });
    }
    Ok(lines)
}

fn words(kind: SuggestionKind, status: SuggestionStatus) -> &'static str {
    match (status, kind) {
        (SuggestionStatus::Approved, SuggestionKind::Entry | SuggestionKind::Category) => {
            "is in the directory."
        }
        (SuggestionStatus::Approved, SuggestionKind::Edit) => "is changed.",
        (SuggestionStatus::Approved, SuggestionKind::Report) => {
            "is seen to; what was reported is closed."
        }
        (SuggestionStatus::Declined, _) => "was declined.",
        (SuggestionStatus::Duplicate, _) => "was closed as a duplicate.",
        (SuggestionStatus::Spam, _) => "is in the spam pile.",
        (SuggestionStatus::Question, _) => "waits for the contributor’s answer.",
        (SuggestionStatus::Pending, _) => "is in the queue.",
        (SuggestionStatus::Withdrawn, _) => "was withdrawn by its contributor.",
    }
}

/// An address that says on the next page what was decided about these.
pub(super) fn with_done(path: &str, references: &[String]) -> String {
    named(path, "done", references)
}

/// The same for those that a decision about several left as they were.
pub(super) fn with_left(path: &str, references: &[String]) -> String {
    named(path, "left", references)
}

fn named(path: &str, name: &str, references: &[String]) -> String {
    references.iter().fold(path.to_owned(), |path, reference| {
        paths::with_query(&path, name, reference)
    })
}
