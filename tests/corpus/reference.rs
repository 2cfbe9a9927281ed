//! What the reference says about a file.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
struct Expected {
    files: BTreeMap<String, Reference>,
}

#[derive(Deserialize)]
pub struct Reference {
    pub format: String,
    pub title: Option<String>,
    /// How many resources a curator listed.
    pub entries: usize,
    pub distinct_urls: usize,
    /// Links that are no entries, by reason.
    pub other: BTreeMap<String, usize>,
    pub samples: Vec<Sample>,
}

/// One of the entries.
#[derive(Deserialize)]
pub struct Sample {
    pub url: String,
    pub text: String,
    pub path: Vec<String>,
    /// The words without link that it stands under, which are as good as a heading.
    pub group: Option<String>,
}

/// Every file, by its path in the folder.
pub fn reference(folder: &Path) -> BTreeMap<String, Reference> {
    let text = std::fs::read_to_string(folder.join("expected.json"))
        .unwrap_or_else(|error| panic!("{} holds no expected.json: {error}", folder.display()));
    let expected: Expected = serde_json::from_str(&text).unwrap();
    expected.files
}
