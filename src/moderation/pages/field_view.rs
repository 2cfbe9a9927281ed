//! The fields of the entry in the decision form.

use super::decision_view::Sent;
use super::field_words::{category_label, label, quoted};
use crate::directory::category_input::CategoryInput;
use crate::moderation::case::Case;
use crate::moderation::choices::is_proposed;
use crate::moderation::merge::canonical;
use crate::suggestions::SuggestionKind;

/// A field of the entry.
pub(super) struct FieldView {
    pub name: &'static str,
    pub label: &'static str,
    pub value: String,
    pub hint: String,
    pub optional: bool,
}

/// What a moderator looks at without being asked: of a new entry what makes one, and whatever has
/// words in it. What an edit touches has its own choices.
pub(super) fn is_main(name: &str, case: &Case) -> bool {
    const ENTRY: [&str; 5] = ["url", "title", "category", "description", "licence"];
    let has_words = || {
        let fields = case.fields.fields();
        fields
            .iter()
            .any(|(field, value)| *field == name && !value.is_empty())
    };
    match case.suggestion.kind {
        SuggestionKind::Entry => ENTRY.contains(&name) || has_words(),
        SuggestionKind::Edit | SuggestionKind::Report | SuggestionKind::Category => false,
    }
}

/// Whether the field has a choice of its own.
pub(super) fn is_proposal(name: &str, case: &Case) -> bool {
    let mut merged = case.merged.iter();
    merged.any(|field| field.name == name && is_proposed(field))
}

pub(super) fn field_view(
    name: &'static str,
    value: &str,
    (case, sent): (&Case, &Sent),
) -> FieldView {
    FieldView {
        name,
        label: label(name),
        value: value.to_owned(),
        hint: typed(name, (case, sent)).unwrap_or_else(|| hint(name).to_owned()),
        optional: !matches!(name, "url" | "title" | "category"),
    }
}

/// The fields of a new category, with what was sent in them.
pub(super) fn category_fields(proposed: &CategoryInput, sent: &Sent) -> Vec<FieldView> {
    let input = match &sent.form {
        Some(form) => form.over_category(proposed),
        None => proposed.clone(),
    };
    let fields = input.fields().into_iter();
    fields
        .filter(|(name, _)| !name.starts_with("caveat"))
        .map(|(name, value)| FieldView {
            name,
            label: category_label(name),
            value: value.to_owned(),
            hint: match name {
                "slug" => "Leave it empty to make one from the name",
                "introduction" => "The first paragraph also stands under its name in lists",
                _ => "",
            }
            .to_owned(),
            optional: name != "title",
        })
        .collect()
}

/// What the moderator sent, where it differs from what stands since.
fn typed(name: &str, (case, sent): (&Case, &Sent)) -> Option<String> {
    let form = sent.form.as_ref().filter(|_| sent.is_stale)?;
    let (before, now) = (form.over(&case.fields), &case.fields);
    let (before, now) = (canonical(&before), canonical(now));
    let mut pairs = before.fields().into_iter().zip(now.fields());
    let differs = pairs.any(|((field, typed), (_, now))| field == name && typed != now);
    let typed = form.sent(name).filter(|_| differs)?;
    Some(format!("You sent: {}", quoted(name, typed, &case.tree)))
}

pub(super) fn hint(name: &str) -> &'static str {
    match name {
        "licence" => "none if there is none; empty if nobody has checked",
        "tags" => "Up to 10, separated by commas",
        "language" => "A code such as en, cy or pt-BR",
        _ => "",
    }
}
