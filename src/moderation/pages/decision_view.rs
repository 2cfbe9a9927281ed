//! The decision form as it is drawn.

use super::Reviewer;
use super::field_view::{FieldView, category_fields, field_view, is_main, is_proposal};
use super::offers::{BlockOffer, Candidate, block_offer, candidates};
use super::proposals::{Proposal, proposals};
use crate::db::Connection;
use crate::directory::CategoryTree;
use crate::error::Result;
use crate::moderation::case::Case;
use crate::moderation::decision_form::DecisionForm;
use crate::moderation::review::Facts;
use crate::moderation::words::SOMETHING_ELSE;
use crate::settings::DeclinePreset;
use crate::suggestions::SuggestionKind;
use crate::web::{Choice, FormErrors};

/// What was sent; nothing when the page is only looked at.
#[derive(Default)]
pub(super) struct Sent {
    /// The form.
    pub form: Option<DecisionForm>,
    /// Whether it was made against what has changed since.
    pub is_stale: bool,
}

impl Sent {
    fn text(&self, name: &str) -> String {
        self.form
            .as_ref()
            .map_or_else(String::new, |form| form.text(name).to_owned())
    }

    /// What was typed into the box for notes without a decision.
    pub(super) fn own_note(&self) -> String {
        match self.text("decision").as_str() {
            "note" => self.text("note"),
            _ => String::new(),
        }
    }

    fn ticked(&self, name: &str) -> bool {
        self.form.as_ref().is_some_and(|form| form.ticked(name))
    }
}

/// The form.
pub(super) struct DecisionView {
    /// The verdict that was chosen; empty at first.
    pub chosen: String,
    pub approve_hint: &'static str,
    /// Of an edit: each field that it proposes, with its choice.
    pub proposals: Vec<Proposal>,
    /// The fields to look at.
    pub main: Vec<FieldView>,
    /// The fields that are folded away.
    pub more: Vec<FieldView>,
    /// Whether one of those needs attention.
    pub opens_more: bool,
    pub categories: Vec<Choice>,
    pub caveat_kinds: Vec<Choice>,
    pub is_report: bool,
    pub retire: bool,
    pub reasons: Vec<Reason>,
    /// Whether the contributor is asked to change it.
    pub revise: bool,
    pub message: String,
    pub note: String,
    pub candidates: Vec<Candidate>,
    pub duplicate_of: String,
    pub duplicate_label: &'static str,
    pub duplicate_hint: &'static str,
    /// The place that could be blocked, and how much else waits from there.
    pub block: Option<BlockOffer>,
    pub block_host: bool,
}

/// A reason for a decline.
pub(super) struct Reason {
    pub label: String,
    pub message: String,
    pub is_chosen: bool,
}

/// Everything that the form shows, with what was sent in it.
pub(super) async fn decision_view(
    connection: &mut Connection,
    reviewer: &Reviewer,
    case: &Case,
    (sent, facts, presets, errors): (&Sent, &Facts, &[DeclinePreset], &FormErrors),
) -> Result<DecisionView> {
    let kind = case.suggestion.kind;
    let input = match &sent.form {
        // Fields that the moderator never touched would put back what somebody else changed.
        Some(form) if !sent.is_stale => form.over(&case.fields),
        _ => case.fields.clone(),
    };
    let (main, more): (Vec<_>, Vec<_>) = input
        .fields()
        .into_iter()
        .filter(|(name, _)| !matches!(*name, "featured" | "question"))
        .filter(|(name, _)| !is_proposal(name, case))
        .map(|(name, value)| (is_main(name, case), field_view(name, value, (case, sent))))
        .partition(|(is_main, _)| *is_main);
    let more: Vec<_> = more.into_iter().map(|(_, field)| field).collect();
    let candidates = candidates(case, facts, sent);
    let picked = candidates.iter().any(|candidate| candidate.is_chosen);
    Ok(DecisionView {
        chosen: sent.text("decision"),
        approve_hint: match kind {
            SuggestionKind::Entry => "It goes into the directory as it stands here",
            SuggestionKind::Edit => "Take, change or refuse each field",
            SuggestionKind::Category => "It becomes a category as it stands here",
            SuggestionKind::Report => {
                "You’ve seen to it: change the entry here, retire it, or leave it"
            }
        },
        proposals: proposals(case, sent),
        main: match &case.category {
            Some(proposed) => category_fields(proposed, sent),
            None => main.into_iter().map(|(_, field)| field).collect(),
        },
        opens_more: more.iter().any(|field| {
            errors.get(field.name).is_some() || !field.hint.is_empty() && sent.is_stale
        }),
        more: if case.category.is_some() {
            Vec::new()
        } else {
            more
        },
        categories: categories(&case.tree),
        caveat_kinds: Choice::caveat_kinds(),
        is_report: kind == SuggestionKind::Report,
        retire: sent.ticked("retire"),
        reasons: reasons(presets, &sent.text("reason")),
        revise: sent.ticked("revise"),
        message: sent.text("message"),
        note: match sent.own_note().is_empty() {
            true => sent.text("note"),
            false => String::new(),
        },
        duplicate_of: match &sent.form {
            Some(form) if !picked => form.duplicate_of().to_owned(),
            _ => String::new(),
        },
        duplicate_label: match kind {
            SuggestionKind::Category => "Category’s address or reference",
            _ => "Entry’s number or reference",
        },
        duplicate_hint: match kind {
            SuggestionKind::Category => "Such as guidance/security or SP-7K4M-2QXD",
            _ => "Such as 12 or SP-7K4M-2QXD",
        },
        candidates,
        block: block_offer(connection, reviewer, case).await?,
        block_host: sent.ticked("block_host"),
    })
}

/// Every category.
fn categories(tree: &CategoryTree) -> Vec<Choice> {
    let nodes = tree.nodes().iter();
    nodes
        .map(|node| Choice::new(&node.path, &node.title).at_depth(node.depth - 1))
        .collect()
}

fn reasons(presets: &[DeclinePreset], sent: &str) -> Vec<Reason> {
    let reason = |label: &str, message: &str| Reason {
        label: label.to_owned(),
        message: message.to_owned(),
        is_chosen: label == sent,
    };
    let mut reasons: Vec<_> = presets
        .iter()
        .map(|preset| reason(&preset.label, &preset.message))
        .collect();
    reasons.push(reason(SOMETHING_ELSE, ""));
    // Own words that a script sent instead of a label are kept as they are.
    if !sent.is_empty() && !reasons.iter().any(|reason| reason.is_chosen) {
        reasons.push(reason(sent, ""));
    }
    reasons
}
