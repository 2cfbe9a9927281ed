//! The fields of a decision, as programs send them.

use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::directory::api::{Switch, Tags};
use crate::directory::category_input::CategoryInput;
use crate::directory::entry_input::EntryInput;
use crate::moderation::decision_form::DecisionForm;
use crate::moderation::verdict::Verdict;

/// The fields of a decision: those of the form, and the fields of what is suggested.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct DecisionFields(Map<String, Value>);

/// What a decision may do besides giving a verdict.
const OTHERS: [&str; 3] = ["restore", "claim", "release"];
/// The texts that go with a decision, what they are, and how long they may be.
const TEXTS: [(&str, &str, usize); 5] = [
    (
        "version",
        "The suggestion’s `version` as it was read. Missing or stale, nothing is decided (409).",
        100,
    ),
    (
        "reason",
        "A preset’s label or own words; needed to decline.",
        500,
    ),
    (
        "message",
        "To the contributor; without one they read the preset’s text.",
        2_000,
    ),
    ("note", "Stays with the moderators.", 2_000),
    (
        "duplicate_of",
        "The number of an entry, or the reference of another suggestion.",
        100,
    ),
];
/// What can be switched on.
const SWITCHES: [(&str, &str); 3] = [
    ("retire", "Of a report: take the entry out of the lists."),
    (
        "revise",
        "With `decline`: the contributor may change it and send it again.",
    ),
    ("block_host", "With `spam`: its host too."),
];
/// Fields of a suggestion that are no texts of any words.
const SWITCHED: &str = "featured";

impl DecisionFields {
    /// The same as a form would send it: a box that is not ticked sends nothing.
    pub(super) fn form(self) -> DecisionForm {
        let mut pairs = Vec::new();
        for (name, value) in self.0 {
            match value {
                Value::String(word) if is_switch(&name) => {
                    pairs.push((name, Switch::Word(word).sent().to_owned()));
                }
                Value::String(text) => pairs.push((name, text)),
                Value::Bool(on) => pairs.push((name, Switch::Truth(on).sent().to_owned())),
                Value::Array(list) => {
                    let texts = list.iter().filter_map(Value::as_str);
                    pairs.push((name, texts.collect::<Vec<_>>().join(", ")));
                }
                // The description lets nothing else through.
                Value::Number(_) | Value::Object(_) | Value::Null => {}
            }
        }
        DecisionForm::new(pairs)
    }
}

fn text(about: &str, longest: usize) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .max_length(Some(longest))
        .description(Some(about))
}

fn is_switch(name: &str) -> bool {
    name == SWITCHED || SWITCHES.iter().any(|(switch, _)| *switch == name)
}

fn words<'a>(about: &str, words: impl IntoIterator<Item = &'a str>) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(words))
        .description(Some(about))
}

/// Made of the names that the forms have, so that no field is forgotten.
impl PartialSchema for DecisionFields {
    fn schema() -> RefOr<Schema> {
        let verdicts = Verdict::ALL.map(Verdict::as_str).into_iter().chain(OTHERS);
        let mut fields = ObjectBuilder::new()
            .schema_type(Type::Object)
            .description(Some(
                "A decision. A field of the suggestion that isn’t sent stays as proposed; sent \
                 empty means empty.",
            ))
            .property("decision", words("What to do with it.", verdicts))
            .required("decision");
        for (name, about, longest) in TEXTS {
            fields = fields.property(name, text(about, longest));
        }
        for (name, about) in SWITCHES {
            fields = fields.property(name, Switch::about(about));
        }
        let (entry, category) = (EntryInput::default(), CategoryInput::default());
        let entry = entry.fields().map(|(name, _)| name);
        let category = category.fields().map(|(name, _)| name);
        let mut names: Vec<_> = entry.into_iter().chain(category).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            let about = "The field of what is suggested.";
            fields = match name {
                SWITCHED => fields.property(name, Switch::about(about)),
                "tags" => fields.property(name, Tags::schema()),
                _ => fields.property(name, text(about, 65_536)),
            };
        }
        for name in entry {
            let about = "Of an edit: whether the proposed field goes in.";
            let choice = words(about, ["taken", "refused"]);
            fields = fields.property(format!("take.{name}"), choice);
        }
        fields
            .additional_properties(Some(AdditionalProperties::FreeForm(false)))
            .into()
    }
}

impl ToSchema for DecisionFields {}
