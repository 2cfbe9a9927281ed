//! What happened, in words: never JSON on a page.

mod fields;
mod headline;
mod labels;
mod summary;

pub use fields::{FieldChange, field_changes, field_text};
pub use headline::{Headline, headline};
pub use labels::field_label;
pub use summary::{main_of, others, who};

use std::collections::HashMap;

/// What numbers in old shapes are called today.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Every category, the deleted ones included.
    pub categories: HashMap<i64, String>,
    /// Entries that took the place of merged ones.
    pub entries: HashMap<i64, String>,
    /// Every tag.
    pub tags: HashMap<i64, String>,
    /// People, for their colleagues only.
    pub people: HashMap<i64, String>,
}
