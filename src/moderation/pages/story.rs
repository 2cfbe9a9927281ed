//! What has happened to a suggestion so far.

use super::corrections::{Corrected, corrected_since};
use super::field_words::label;
use crate::db::Connection;
use crate::error::Result;
use crate::moderation::case::Case;
use crate::moderation::sql;
use crate::moderation::verdict::Verdict;
use crate::paths;
use crate::suggestions::{
    Audience, Author, Became, Outcomes, find_suggestion, list_messages, list_payloads,
};
use crate::text::dates::{Dates, age};

/// What has happened so far.
pub(super) struct Story {
    /// How often the contributor corrected it, in a sentence; empty when never.
    pub corrected: String,
    /// What that changed, since the last question or the sending before.
    pub since: Vec<Corrected>,
    /// Every decision, the first one first.
    pub decisions: Vec<DecisionLine>,
    /// What was written about it.
    pub messages: Vec<MessageLine>,
}

/// A decision as other moderators read it.
pub(super) struct DecisionLine {
    /// "Ada declined this, 2 hours ago".
    pub title: String,
    pub reason: String,
    pub message: String,
    /// What became of each proposed field; empty when all of them were taken.
    pub fields: String,
    /// What it repeats: words and where they lead.
    pub repeats: Option<(String, String)>,
    pub is_undone: bool,
}

/// A message.
pub(super) struct MessageLine {
    pub id: i64,
    pub from: String,
    pub body: String,
    pub at: String,
    pub when: String,
}

pub(super) async fn story(
    connection: &mut Connection,
    case: &Case,
    (now, dates): (i64, &Dates),
) -> Result<Story> {
    let id = case.suggestion.id;
    let sendings = list_payloads(connection, id).await?;
    let corrected = match sendings.as_slice() {
        [] | [_] => String::new(),
        [_, corrections @ ..] => corrections.last().map_or_else(String::new, |last| {
            let times = match corrections.len() {
                1 => "once".to_owned(),
                2 => "twice".to_owned(),
                many => format!("{many} times, last"),
            };
            format!(
                "Corrected by its contributor {times}, {} ago.",
                age(now, last.sent_at)
            )
        }),
    };
    let asked_at = sql::list_decisions(connection, id).await?;
    let asked_at = asked_at
        .iter()
        .rev()
        .find(|one| one.verdict == Verdict::Ask);
    let since = corrected_since(&sendings, asked_at.map(|one| one.at), &case.tree);
    let mut decisions = Vec::new();
    for decision in sql::list_decisions(connection, id).await? {
        let is_undone = decision.undone_at.is_some();
        let in_force = !is_undone && decision.verdict == Verdict::Duplicate;
        decisions.push(DecisionLine {
            title: title(&decision, now),
            // What the contributor reads says it already.
            reason: if decision.reason == decision.message {
                String::new()
            } else {
                decision.reason
            },
            message: decision.message,
            fields: in_words(&decision.fields),
            repeats: if in_force {
                repeats(connection, case).await?
            } else {
                None
            },
            is_undone,
        });
    }
    Ok(Story {
        corrected,
        since,
        decisions,
        messages: messages(connection, id, dates).await?,
    })
}

fn title(decision: &sql::Decision, now: i64) -> String {
    let changed = if decision.amended {
        " with changes"
    } else {
        ""
    };
    let did = match decision.verdict {
        Verdict::Approve => "approved this",
        Verdict::Decline => "declined this",
        Verdict::Duplicate => "closed this as a duplicate",
        Verdict::Spam => "marked this as spam",
        Verdict::Ask if decision.revise => "asked the contributor to change it",
        Verdict::Ask => "asked the contributor",
    };
    format!(
        "{} {did}{changed}, {} ago",
        decision.moderator,
        age(now, decision.at)
    )
}

/// "Taken: title, tags. Refused: description."
fn in_words(fields: &Outcomes) -> String {
    if fields.values().all(|became| *became == Became::Taken) {
        return String::new();
    }
    let groups = [
        (Became::Taken, "Taken"),
        (Became::Changed, "Changed"),
        (Became::Refused, "Refused"),
    ];
    let groups = groups.into_iter().filter_map(|(became, word)| {
        let here = fields.iter().filter(|(_, one)| **one == became);
        let names: Vec<_> = here.map(|(name, _)| label(name).to_lowercase()).collect();
        (!names.is_empty()).then(|| format!("{word}: {}.", names.join(", ")))
    });
    groups.collect::<Vec<_>>().join(" ")
}

async fn repeats(connection: &mut Connection, case: &Case) -> Result<Option<(String, String)>> {
    if let Some(entry_id) = case.suggestion.duplicate_of_entry_id {
        let entries = sql::list_entry_refs(connection, &[entry_id]).await?;
        return Ok(entries
            .into_iter()
            .next()
            .map(|entry| (entry.title, paths::entry(entry.id, &entry.slug))));
    }
    if let Some(id) = case.suggestion.result_category_id {
        let node = case.tree.get(id);
        return Ok(node.map(|node| (node.title.clone(), paths::category(&node.path))));
    }
    let Some(id) = case.suggestion.duplicate_of_suggestion_id else {
        return Ok(None);
    };
    let other = find_suggestion(connection, id).await?;
    Ok(other.map(|other| (other.reference.to_string(), paths::review(id))))
}

async fn messages(connection: &mut Connection, id: i64, dates: &Dates) -> Result<Vec<MessageLine>> {
    let mut lines = Vec::new();
    for message in list_messages(connection, id).await? {
        let name = match message.user_id {
            Some(user_id) => sql::find_name(connection, user_id).await?,
            None => String::new(),
        };
        lines.push(MessageLine {
            id: message.id,
            from: match (message.author, message.audience) {
                (Author::Contributor, _) => "From the contributor".to_owned(),
                (Author::Moderator, Audience::Contributor) => format!("{name}, to the contributor"),
                (Author::Moderator, Audience::Moderators) => format!("{name}, to moderators only"),
            },
            body: message.body,
            at: dates.machine(message.at),
            when: dates.day_and_time(message.at),
        });
    }
    Ok(lines)
}
