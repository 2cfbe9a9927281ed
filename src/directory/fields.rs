//! Texts that every form about the directory checks in the same way.

use crate::text::{Caveat, CaveatKind, clean_block, clean_line};
use crate::web::form::FormErrors;

/// How long the reason of a change may be, in characters.
const LONGEST_WHY: usize = 500;

/// The public reason of a change; may be empty.
pub fn why(value: &str, errors: &mut FormErrors) -> String {
    line("why", "reason", value, LONGEST_WHY, errors)
}

/// One line of text, cleaned; `label` is what the message calls it.
pub fn line(
    field: &'static str,
    label: &str,
    value: &str,
    longest: usize,
    errors: &mut FormErrors,
) -> String {
    match clean_line(value) {
        Ok(cleaned) => shorter_than(longest, field, label, cleaned.text, errors),
        Err(_) => {
            errors.add(field, format!("Write the {label} on one line"));
            String::new()
        }
    }
}

/// Several lines of text, cleaned; `label` is what the message calls it.
pub fn block(
    field: &'static str,
    label: &str,
    value: &str,
    longest: usize,
    errors: &mut FormErrors,
) -> String {
    shorter_than(longest, field, label, clean_block(value).text, errors)
}

fn shorter_than(
    longest: usize,
    field: &'static str,
    label: &str,
    text: String,
    errors: &mut FormErrors,
) -> String {
    let length = text.chars().count();
    if length > longest {
        errors.add(
            field,
            format!("Shorten the {label} to {longest} characters. It has {length} now"),
        );
    }
    text
}

/// A warning and what it is about, checked; the fields are `caveat` and `caveat_kind`.
pub fn caveat(text: &str, kind: &str, longest: usize, errors: &mut FormErrors) -> Option<Caveat> {
    let text = block("caveat", "caveat", text, longest, errors);
    let kind = match kind.trim() {
        "" => CaveatKind::default(),
        word => CaveatKind::parse(word).unwrap_or_else(|| {
            errors.add(
                "caveat_kind",
                "Choose what the caveat is about from the list",
            );
            CaveatKind::default()
        }),
    };
    (!text.is_empty()).then_some(Caveat { kind, text })
}
