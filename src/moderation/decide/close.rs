//! Verdicts that leave the directory as it is.

use super::{By, Carried, Effect, invalid};
use crate::accounts::Scope;
use crate::db::Connection;
use crate::directory::{EntryStatus, find_entry};
use crate::error::Result;
use crate::history::ChangeContext;
use crate::moderation::case::Case;
use crate::moderation::decision_form::DecisionForm;
use crate::moderation::sql::{self, NewDecision};
use crate::moderation::verdict::Verdict;
use crate::paths;
use crate::suggestions::{
    Outcome, Reference, SuggestionStatus, close_suggestion, find_id_by_reference, reopen_suggestion,
};
use crate::web::FormErrors;

/// A verdict that says nothing but its status.
pub(super) fn plain(status: SuggestionStatus, by: &By<'_>) -> Effect {
    Effect {
        outcome: Outcome::new(status, by.now),
        change_id: None,
        amended: None,
        fields: None,
    }
}

/// It waits for the contributor's answer, with `revise` for their change.
pub(super) fn question(by: &By<'_>, revise: bool) -> Effect {
    let mut effect = plain(SuggestionStatus::Question, by);
    effect.outcome.revise = revise;
    effect
}

/// It repeats an entry, or another suggestion.
pub(super) async fn duplicate(
    connection: &mut Connection,
    by: &By<'_>,
    case: &Case,
    form: &DecisionForm,
    errors: &mut FormErrors,
) -> Carried {
    let typed = form.duplicate_of();
    let mut effect = plain(SuggestionStatus::Duplicate, by);
    if case.category.is_some()
        && let Some(path) = read_category(typed)
        && let Some(node) = case.tree.at_path(&path)
    {
        effect.outcome.result_category_id = Some(node.id);
        return Ok(Ok(effect));
    }
    if let Some(entry_id) = read_entry(typed).filter(|_| case.category.is_none()) {
        match find_entry(connection, entry_id).await? {
            Some(entry) if entry.state.status != EntryStatus::Deleted => {
                effect.outcome.duplicate_of_entry_id = Some(entry_id);
            }
            _ => errors.add("duplicate_of", format!("There is no entry {entry_id}")),
        }
    } else if let Some(reference) = Reference::parse(typed) {
        match find_id_by_reference(connection, &reference).await? {
            Some(id) if id == case.suggestion.id => {
                errors.add("duplicate_of", "That is this suggestion itself");
            }
            Some(id) if case.others.iter().any(|report| report.id == id) => {
                errors.add("duplicate_of", "That is one of these reports");
            }
            Some(id) => effect.outcome.duplicate_of_suggestion_id = Some(id),
            None => errors.add(
                "duplicate_of",
                format!("There is no suggestion {reference}"),
            ),
        }
    } else {
        let what = match case.category {
            Some(_) => "the address of a category",
            None => "an entry’s number",
        };
        errors.add(
            "duplicate_of",
            format!("Choose what it repeats, or enter {what} or a reference such as SP-7K4M-2QXD"),
        );
    }
    Ok(Ok(effect))
}

/// An entry's number, or the address of its page as somebody copied it.
fn read_entry(typed: &str) -> Option<i64> {
    let last = typed.rsplit("/entries/").next().unwrap_or(typed);
    let last = last.split(['?', '#', '/']).next().unwrap_or(last);
    paths::parse_entry(last).map(|(id, _)| id)
}

/// A category's path, or the address of its page as somebody copied it.
fn read_category(typed: &str) -> Option<String> {
    let path = typed.rsplit("/categories/").next().unwrap_or(typed);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let path = percent_encoding::percent_decode_str(path.trim_matches('/')).decode_utf8();
    path.ok().map(|path| path.into_owned())
}

/// Nobody should have to read it; with `block_host` nothing else from there either.
pub(super) async fn spam(
    connection: &mut Connection,
    by: &By<'_>,
    case: &Case,
    form: &DecisionForm,
    errors: &mut FormErrors,
) -> Carried {
    let mut effect = plain(SuggestionStatus::Spam, by);
    let site = case.suggestion.host.as_deref();
    if let Some(site) = site.filter(|_| form.ticked("block_host")) {
        if by.user.scope != Scope::All {
            let words = "Only somebody who decides on everything can block a place";
            errors.add("block_host", words);
            return Ok(Err(invalid(errors)));
        }
        let listed = sql::count_listed_on(connection, site, None).await?;
        if listed > 0 {
            errors.add(
                "block_host",
                format!("The directory lists links on {site}, so it can’t be blocked"),
            );
            return Ok(Err(invalid(errors)));
        }
        if errors.is_empty() {
            // Undoing this decision lets the host in again, and everything that waits from there.
            effect.change_id = block(connection, by, case, site).await?;
        }
    }
    Ok(Ok(effect))
}

/// Blocks a place and moves everything else in the queue that leads there to the spam pile.
/// Returns the change of the blocking, by which all of it can be undone.
async fn block(
    connection: &mut Connection,
    by: &By<'_>,
    case: &Case,
    site: &str,
) -> Result<Option<i64>> {
    let context = ChangeContext::by_moderator(by.user.id, "", by.now);
    let why = format!("Spam, {}", case.suggestion.reference);
    let change_id = sql::block_host(connection, &context, (site, &why)).await?;
    let reason = format!("{site} was blocked");
    for seen in sql::list_backlog(connection, site, by.user.id).await? {
        if seen.0 == case.suggestion.id {
            continue;
        }
        let outcome = Outcome::new(SuggestionStatus::Spam, by.now);
        if close_suggestion(connection, seen, outcome).await? {
            let decision = NewDecision {
                suggestion_id: seen.0,
                user_id: by.user.id,
                at: by.now,
                verdict: Verdict::Spam,
                reason: &reason,
                message: "",
                change_id,
                amended: None,
                fields: None,
                revise: false,
            };
            sql::insert_decision(connection, decision).await?;
        }
    }
    Ok(change_id)
}

/// Undoes what blocking a place did to suggestions: they go back into the queue.
///
/// # Errors
/// When the database can't be written.
pub async fn return_folded(
    connection: &mut Connection,
    context: &ChangeContext,
    site: &str,
) -> Result<()> {
    for (id, decision_id) in sql::list_folded(connection, site).await? {
        let by = context.user_id.unwrap_or_default();
        sql::undo_decision(connection, decision_id, (by, context.at), None).await?;
        reopen_suggestion(connection, id, context.at).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_named_by_its_number_or_its_address() {
        for typed in [
            "12",
            "12-tool",
            "/entries/12-tool",
            "https://links.example/entries/12-tool?x#y",
        ] {
            assert_eq!(read_entry(typed), Some(12), "{typed}");
        }
        for typed in ["", "SP-7K4M-2QXD", "tool", "/entries/", "-1"] {
            assert_eq!(read_entry(typed), None, "{typed}");
        }
    }
}
