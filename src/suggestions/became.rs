//! What became of each thing that a suggestion proposes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a moderator made of a proposed field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Became {
    /// It stands as proposed.
    Taken,
    /// It stands in other words than proposed.
    Changed,
    /// What stood before still stands.
    Refused,
}

/// By the names of the fields; a caveat and its kind are one, under the name of the caveat.
pub type Outcomes = BTreeMap<String, Became>;
