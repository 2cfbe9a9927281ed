//! The choices that the form offers for each field that an edit proposes.

use super::decision_view::Sent;
use super::field_view::{FieldView, hint};
use super::field_words::{label, quoted, shown};
use crate::moderation::case::Case;
use crate::moderation::choices::{Take, is_proposed};
use crate::moderation::merge::{Fate, MergedField, canonical, unit_of};

/// A proposed field with its choice.
pub(super) struct Proposal {
    /// The field's name.
    pub name: &'static str,
    /// The id of its choice, which an error links to.
    pub id: String,
    pub legend: String,
    /// What it will say when it is taken; a caveat has two.
    pub boxes: Vec<FieldView>,
    pub is_taken: bool,
    pub is_refused: bool,
    /// What stays when it is refused, in a few words.
    pub stays: String,
    /// All three values, when somebody changed it since.
    pub clash: Option<Clash>,
}

/// What the contributor saw, what stands now, and what is proposed.
pub(super) struct Clash {
    pub saw: String,
    pub now: String,
    pub proposed: String,
}

/// The id of a proposed field’s choice.
pub(super) fn choice_id(name: &str) -> String {
    format!("take-{name}")
}

/// Every proposal of an edit that is still to be decided on.
pub(super) fn proposals(case: &Case, sent: &Sent) -> Vec<Proposal> {
    let open: Vec<_> = case
        .merged
        .iter()
        .filter(|field| is_proposed(field))
        .collect();
    let mut proposals: Vec<Proposal> = Vec::new();
    for field in &open {
        let name = unit_of(field.name);
        let field_box = text_box(field, (case, sent));
        match proposals.iter_mut().find(|known| known.name == name) {
            Some(known) => known.boxes.push(field_box),
            None => proposals.push(proposal(field, field_box, (case, sent))),
        }
    }
    proposals
}

fn proposal(field: &MergedField, text_box: FieldView, (case, sent): (&Case, &Sent)) -> Proposal {
    let words = |value: &str| quoted(field.name, value, &case.tree);
    let clashes = field.fate == Fate::Clash;
    let chosen = sent.form.as_ref().and_then(|form| form.take(field.name));
    // A choice made before somebody else changed the field is not one between what stands now.
    let chosen = chosen.filter(|_| !(clashes && sent.is_stale));
    Proposal {
        name: field.name,
        id: choice_id(field.name),
        legend: legend(field, case),
        boxes: vec![text_box],
        is_taken: chosen == Some(Take::Taken) || chosen.is_none() && !clashes,
        is_refused: chosen == Some(Take::Refused),
        stays: in_brief(&words(&field.current)),
        clash: clashes.then(|| Clash {
            saw: words(&field.base),
            now: words(&field.current),
            proposed: words(&field.proposed),
        }),
    }
}

/// The beginning of a long text, which stands in full beside the proposal.
fn in_brief(words: &str) -> String {
    const ENOUGH: usize = 100;
    match words.char_indices().nth(ENOUGH) {
        Some((end, _)) => format!("{}…”", words.get(..end).unwrap_or(words).trim_end()),
        None => words.to_owned(),
    }
}

fn legend(field: &MergedField, case: &Case) -> String {
    if field.name != "category" {
        return label(field.name).to_owned();
    }
    let words = |path: &str| shown("category", path, &case.tree);
    format!(
        "Move from {} to {}",
        words(&field.current),
        words(&field.proposed)
    )
}

/// The box starts with the proposal; after an error it keeps what was typed, and when the entry
/// changed meanwhile it says so beside it.
fn text_box(field: &MergedField, (case, sent): (&Case, &Sent)) -> FieldView {
    let typed = sent.form.as_ref().and_then(|form| form.sent(field.name));
    let mut view = FieldView {
        name: field.name,
        label: match field.name {
            "caveat_kind" => label("caveat_kind"),
            _ => "As it will stand",
        },
        value: field.proposed.clone(),
        hint: hint(field.name).to_owned(),
        optional: !matches!(field.name, "url" | "title" | "category"),
    };
    match typed {
        Some(typed) if !sent.is_stale => typed.clone_into(&mut view.value),
        Some(typed) if differs(field, typed) => {
            view.hint = format!("You sent: {}", quoted(field.name, typed, &case.tree));
        }
        _ => {}
    }
    view
}

/// Whether what was typed is something else than the proposal, and not only in spelling.
fn differs(field: &MergedField, typed: &str) -> bool {
    let mut input = crate::directory::entry_input::EntryInput::default();
    for (name, value) in input.fields_mut() {
        if name == field.name {
            typed.clone_into(value);
        }
    }
    let input = canonical(&input);
    let fields = input.fields();
    let kept = fields.iter().find(|(name, _)| *name == field.name);
    kept.is_some_and(|(_, kept)| *kept != field.proposed) && typed.trim() != field.proposed
}
