//! What a moderator makes of each field that is proposed: takes it, changes it or refuses it.

use super::decision_form::DecisionForm;
use super::merge::{Fate, MergedField, canonical, unit_of};
use crate::directory::category_input::CategoryInput;
use crate::directory::entry_input::{EntryInput, NOT_SURE};
use crate::suggestions::{Became, Outcomes};

/// What the form says about one proposed field: `take.title=taken` or `take.title=refused`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// What is proposed goes in, as it stands in the field's box.
    Taken,
    /// What stands now stays, whatever the box says.
    Refused,
}

impl Take {
    /// Reads the word of the form; anything else is no choice.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "taken" => Some(Self::Taken),
            "refused" => Some(Self::Refused),
            _ => None,
        }
    }
}

/// Whether a field's proposal is still to be decided on: nobody made it so already.
pub fn is_proposed(field: &MergedField) -> bool {
    matches!(field.fate, Fate::Taken | Fate::Clash)
}

/// The clashing fields for which the form makes no choice.
pub fn undecided(merged: &[MergedField], form: &DecisionForm) -> Vec<&'static str> {
    let clashes = merged.iter().filter(|field| field.fate == Fate::Clash);
    let mut names: Vec<_> = clashes
        .map(|field| unit_of(field.name))
        .filter(|name| form.take(name).is_none())
        .collect();
    names.dedup();
    names
}

/// The fields of an edit to approve, or the names of those for which somebody must choose first.
///
/// A form that makes choices settles each proposed field by its own; a proposal without one is
/// taken, and every other field stays unless it is sent. A form that sends fields and no choices
/// means them as they are, and leaves the rest as it stands. An empty form takes the proposal.
///
/// # Errors
/// The fields that somebody else changed since, when the form does not choose.
pub fn choose(
    current: &EntryInput,
    merged: &[MergedField],
    form: &DecisionForm,
) -> Result<EntryInput, Vec<&'static str>> {
    if form.sends_fields() && !form.makes_choices() {
        return Ok(form.over(current));
    }
    let open = undecided(merged, form);
    if !open.is_empty() {
        return Err(open);
    }
    let mut chosen = current.clone();
    for (name, value) in chosen.fields_mut() {
        let proposal = merged
            .iter()
            .find(|field| field.name == name && is_proposed(field));
        let goes_in = match proposal {
            Some(_) if form.take(unit_of(name)) == Some(Take::Refused) => None,
            Some(field) => Some(form.sent(name).unwrap_or(&field.proposed)),
            None => form.sent(name),
        };
        if let Some(goes_in) = goes_in {
            goes_in.clone_into(value);
        }
    }
    Ok(chosen)
}

/// What would stand if every proposal went in.
pub fn take_all(current: &EntryInput, merged: &[MergedField]) -> EntryInput {
    let mut all = canonical(current);
    for (name, value) in all.fields_mut() {
        let proposed = merged
            .iter()
            .find(|field| field.name == name && is_proposed(field));
        if let Some(field) = proposed {
            value.clone_from(&field.proposed);
        }
    }
    all
}

/// What became of each field that an edit proposes, when `result` is what stands after it.
pub fn outcomes(merged: &[MergedField], result: &EntryInput) -> Outcomes {
    let result = canonical(result);
    let mut outcomes = Outcomes::new();
    for (field, (_, now)) in merged.iter().zip(result.fields()) {
        if field.base == field.proposed {
            continue;
        }
        let became = if now == field.proposed {
            Became::Taken
        } else if now == field.current {
            Became::Refused
        } else {
            Became::Changed
        };
        add(&mut outcomes, unit_of(field.name), became);
    }
    outcomes
}

/// What became of each field that a new entry was proposed with.
pub fn outcomes_of_new(proposed: &EntryInput, result: &EntryInput) -> Outcomes {
    let (proposed, result) = (canonical(proposed), canonical(result));
    let pairs = proposed.fields().into_iter().zip(result.fields());
    let said = pairs.filter(|((_, wanted), _)| !wanted.is_empty() && *wanted != NOT_SURE);
    let mut outcomes = Outcomes::new();
    for ((name, wanted), (_, now)) in said {
        add(&mut outcomes, unit_of(name), compare(wanted, now));
    }
    outcomes
}

/// What became of the name and the place of a new category.
pub fn outcomes_of_category(proposed: &CategoryInput, result: &CategoryInput) -> Outcomes {
    Outcomes::from([
        (
            "title".to_owned(),
            compare(proposed.title.trim(), result.title.trim()),
        ),
        (
            "parent".to_owned(),
            // The top level is a place like any other.
            if proposed.parent.trim() == result.parent.trim() {
                Became::Taken
            } else {
                Became::Changed
            },
        ),
    ])
}

fn compare(wanted: &str, now: &str) -> Became {
    match now {
        now if now == wanted => Became::Taken,
        "" => Became::Refused,
        _ => Became::Changed,
    }
}

/// Two fields that are one count as changed unless the same became of both.
fn add(outcomes: &mut Outcomes, name: &'static str, became: Became) {
    outcomes
        .entry(name.to_owned())
        .and_modify(|known| {
            if *known != became {
                *known = Became::Changed;
            }
        })
        .or_insert(became);
}
