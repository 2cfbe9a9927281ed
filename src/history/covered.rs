//! Text that may not be shown any more. Rows are never edited, so what is read from them has the
//! reason in the text's place.

use serde_json::Value;

use super::PastRevision;

/// How what stands in a covered text's place begins.
const BEGINS: &str = "[covered by an administrator: ";

/// A covered field: the text that one revision wrote into it, wherever the object's history has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// The field's name in the object's state.
    pub field: String,
    /// The covered value.
    pub value: Value,
    /// Why, for everybody to read.
    pub why: String,
}

impl Cover {
    /// What stands in the text's place.
    pub fn words(why: &str) -> String {
        format!("{BEGINS}{why}]")
    }

    /// Whether a text is what stands in the place of another.
    pub fn is_words(text: &str) -> bool {
        text.starts_with(BEGINS)
    }
}

/// Puts the reasons in the place of what is covered, in both shapes of a revision.
pub fn cover(revision: &mut PastRevision, covers: &[Cover]) {
    let shapes = [&mut revision.old, &mut revision.new];
    for shape in shapes.into_iter().flatten() {
        for cover in covers {
            if let Some(value) = shape.get_mut(&cover.field)
                && *value == cover.value
            {
                *value = Value::String(Cover::words(&cover.why));
            }
        }
    }
}
