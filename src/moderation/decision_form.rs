//! The decision form as it was sent.

use super::choices::Take;
use crate::directory::category_input::CategoryInput;
use crate::directory::entry_input::EntryInput;

/// Before the name of a proposed field: whether it is taken.
const TAKE: &str = "take.";
/// Says that a form chooses field by field, even where no choice was made.
const EACH: &str = "each";

/// The fields by name. Of a repeated one the first counts; unknown ones are ignored.
#[derive(Clone, Debug, Default)]
pub struct DecisionForm(Vec<(String, String)>);

impl DecisionForm {
    /// Takes the pairs of a form.
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// A field, if it was sent.
    pub fn sent(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every value of a field that may repeat.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// A field's words, empty when it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.sent(name).unwrap_or_default().trim()
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// What it is a duplicate of: candidates to pick from and a box to type in share the name,
    /// and what was typed counts.
    pub fn duplicate_of(&self) -> &str {
        let named = self
            .0
            .iter()
            .rev()
            .filter(|(name, _)| name == "duplicate_of");
        let mut texts = named.map(|(_, value)| value.trim());
        texts.find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// What is chosen for a proposed field, by its name.
    pub fn take(&self, field: &str) -> Option<Take> {
        let mut choices = self.0.iter();
        let choice = choices.find(|(name, _)| name.strip_prefix(TAKE) == Some(field))?;
        Take::parse(choice.1.trim())
    }

    /// Whether it chooses field by field, as the form on the page does.
    pub fn makes_choices(&self) -> bool {
        self.0
            .iter()
            .any(|(name, _)| name == EACH || name.starts_with(TAKE))
    }

    /// Whether any field of the entry was sent.
    pub fn sends_fields(&self) -> bool {
        let names = EntryInput::default();
        let mut names = names.fields().into_iter().map(|(name, _)| name);
        names.any(|name| self.sent(name).is_some())
    }

    /// `start` with the fields that were sent in place of its own; sent empty means empty.
    pub fn over(&self, start: &EntryInput) -> EntryInput {
        let mut fields = start.clone();
        for (name, value) in fields.fields_mut() {
            if let Some(sent) = self.sent(name) {
                sent.clone_into(value);
            }
        }
        fields
    }

    /// The same for the fields of a category.
    pub fn over_category(&self, start: &CategoryInput) -> CategoryInput {
        let mut fields = start.clone();
        for (name, value) in fields.fields_mut() {
            if let Some(sent) = self.sent(name) {
                sent.clone_into(value);
            }
        }
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> DecisionForm {
        let owned = pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        DecisionForm::new(owned.collect())
    }

    #[test]
    fn a_field_not_sent_stays_and_sent_empty_means_empty() {
        let start = EntryInput {
            title: "Title".to_owned(),
            caveat: "Careful".to_owned(),
            ..EntryInput::default()
        };
        assert!(!form(&[("decision", "approve"), ("status", "live")]).sends_fields());
        let sent = form(&[("caveat", ""), ("licence", "MIT"), ("licence", "none")]);
        assert!(sent.sends_fields());
        let fields = sent.over(&start);
        assert_eq!(fields.title, "Title");
        assert_eq!(fields.caveat, "");
        assert_eq!(fields.licence, "MIT");
    }

    #[test]
    fn a_typed_duplicate_counts_more_than_a_picked_one() {
        let picked = form(&[("duplicate_of", "7"), ("duplicate_of", " ")]);
        assert_eq!(picked.duplicate_of(), "7");
        let typed = form(&[("duplicate_of", "7"), ("duplicate_of", "SP-7K4M-2QXD")]);
        assert_eq!(typed.duplicate_of(), "SP-7K4M-2QXD");
    }
}
