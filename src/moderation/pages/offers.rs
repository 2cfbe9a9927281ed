//! What the form offers besides its fields: what a suggestion may repeat, and what to block.

use super::Reviewer;
use super::decision_view::Sent;
use crate::accounts::Scope;
use crate::db::Connection;
use crate::error::Result;
use crate::moderation::case::Case;
use crate::moderation::review::Facts;
use crate::moderation::sql;
use crate::suggestions::SuggestionKind;

/// What it may be a duplicate of.
pub(super) struct Candidate {
    pub value: String,
    pub label: String,
    pub is_chosen: bool,
}

/// A place that could be blocked.
pub(super) struct BlockOffer {
    pub site: String,
    pub backlog: usize,
}

/// Entries and suggestions that the review found, the likeliest first.
pub(super) fn candidates(case: &Case, facts: &Facts, sent: &Sent) -> Vec<Candidate> {
    let typed = sent.form.as_ref().map_or("", |form| form.duplicate_of());
    let candidate = |value: String, label: String| Candidate {
        is_chosen: value == typed,
        value,
        label,
    };
    let own = case
        .entry
        .as_ref()
        .filter(|_| case.suggestion.kind == SuggestionKind::Report);
    let entries = (facts.live_twin.iter())
        .chain(&facts.similar_links)
        .chain(&facts.similar_titles)
        .chain(&facts.similar_texts)
        .map(|entry| {
            (
                entry.id,
                format!("{} in {}", entry.title, entry.category_title),
            )
        });
    let mut candidates: Vec<Candidate> = Vec::new();
    for (id, label) in entries.filter(|(id, _)| own.is_none_or(|own| own.id != *id)) {
        let value = id.to_string();
        if candidates.iter().all(|known| known.value != value) {
            candidates.push(candidate(value, label));
        }
    }
    for node in &facts.similar_categories {
        candidates.push(candidate(
            node.path.clone(),
            format!("The category {}", node.title),
        ));
    }
    let waiting = facts.waiting.iter();
    candidates.extend(waiting.map(|other| {
        let label = format!("{}, which waits too", other.reference);
        candidate(other.reference.clone(), label)
    }));
    candidates
}

/// A place may be blocked while the directory lists nothing there.
pub(super) async fn block_offer(
    connection: &mut Connection,
    reviewer: &Reviewer,
    case: &Case,
) -> Result<Option<BlockOffer>> {
    let site = case.suggestion.host.as_ref();
    let Some(site) = site.filter(|_| reviewer.user.scope == Scope::All) else {
        return Ok(None);
    };
    if sql::count_listed_on(connection, site, None).await? > 0 {
        return Ok(None);
    }
    let backlog = sql::list_backlog(connection, site, reviewer.user.id).await?;
    let others = backlog.iter().filter(|(id, _)| *id != case.suggestion.id);
    Ok(Some(BlockOffer {
        site: site.clone(),
        backlog: others.count(),
    }))
}
