//! Schemas in words, for the page.

use serde_json::Value;

use crate::text::SafeHtml;
use crate::text::markdown::render;

/// A parameter, a field or an answer, as the page lists it.
pub(super) struct Field {
    pub(super) name: String,
    /// What it takes or holds; may be empty.
    pub(super) kind_html: SafeHtml,
    pub(super) is_required: bool,
    pub(super) about_html: SafeHtml,
}

/// What an answer is made of.
pub(super) struct Shape {
    pub(super) name: String,
    pub(super) about_html: SafeHtml,
    pub(super) fields: Vec<Field>,
}

/// The most words of a choice that are listed.
const MOST_WORDS: usize = 30;

/// Every schema with fields of its own that answers are made of.
pub(super) fn shapes(document: &Value) -> Vec<Shape> {
    let all = document.pointer("/components/schemas");
    let all = all.and_then(Value::as_object);
    all.into_iter()
        .flatten()
        .filter(|(name, schema)| schema.get("properties").is_some() && !is_sent(document, name))
        .map(|(name, schema)| Shape {
            name: name.clone(),
            about_html: render(about(schema)),
            fields: fields(document, schema),
        })
        .collect()
}

/// Whether a schema says what is sent; its fields stand with the call.
fn is_sent(document: &Value, name: &str) -> bool {
    let reference = format!("#/components/schemas/{name}");
    let paths = document.get("paths").and_then(Value::as_object);
    let calls = paths.into_iter().flatten();
    let mut calls = calls.filter_map(|(_, item)| item.get("post"));
    calls.any(|call| {
        let sent = call.pointer("/requestBody/content/application~1json/schema/$ref");
        sent.and_then(Value::as_str) == Some(&reference)
    })
}

/// The fields of an object.
pub(super) fn fields(document: &Value, schema: &Value) -> Vec<Field> {
    let schema = resolved(document, schema);
    let required = schema.get("required").and_then(Value::as_array);
    let properties = schema.get("properties").and_then(Value::as_object);
    let field = |(name, own): (&String, &Value)| Field {
        kind_html: render(&kind(document, own)),
        is_required: required.is_some_and(|all| all.iter().any(|one| one == name)),
        about_html: render(match about(own) {
            "" => about(resolved(document, own)),
            about => about,
        }),
        name: name.clone(),
    };
    properties.into_iter().flatten().map(field).collect()
}

fn about(schema: &Value) -> &str {
    let about = schema.get("description").and_then(Value::as_str);
    about.unwrap_or_default()
}

fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let reference = schema.get("$ref").and_then(Value::as_str);
    let place = reference.and_then(|reference| reference.strip_prefix('#'));
    place
        .and_then(|place| document.pointer(place))
        .unwrap_or(schema)
}

/// What a value is, in a few words of Markdown.
pub(super) fn kind(document: &Value, schema: &Value) -> String {
    let number = |name: &str| schema.get(name).and_then(Value::as_i64);
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let own = resolved(document, schema);
        let name = reference.rsplit('/').next().unwrap_or_default();
        return match own.get("properties") {
            Some(_) => name.to_owned(),
            None => kind(document, own),
        };
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(choices) = schema.get(choice).and_then(Value::as_array) {
            let kinds = choices.iter().map(|choice| kind(document, choice));
            return kinds.collect::<Vec<_>>().join(", or ");
        }
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        let words = words.iter().filter_map(Value::as_str).take(MOST_WORDS);
        let words: Vec<_> = words.map(|word| format!("`{word}`")).collect();
        return words.join(", ");
    }
    let names = match schema.get("type") {
        Some(Value::String(one)) => vec![one.as_str()],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let kinds = names.into_iter().map(|name| match name {
        "string" => match (
            schema.get("format").and_then(Value::as_str),
            number("maxLength"),
        ) {
            (Some("date-time"), _) => "a time".to_owned(),
            (Some("uri"), _) => "an address".to_owned(),
            (_, Some(longest)) => format!("a text of up to {longest} characters"),
            _ => "a text".to_owned(),
        },
        "integer" => match (number("minimum"), number("maximum")) {
            (Some(least), Some(most)) => format!("a number from {least} to {most}"),
            _ => "a number".to_owned(),
        },
        "array" => {
            let items = schema.get("items").unwrap_or(&Value::Null);
            let most = number("maxItems").map(|most| format!(" up to {most}"));
            format!(
                "a list of{}: {}",
                most.unwrap_or_default(),
                kind(document, items)
            )
            .replace("of:", "of")
        }
        "boolean" => "`true` or `false`".to_owned(),
        "null" => "`null`".to_owned(),
        _ => "an object".to_owned(),
    });
    kinds.collect::<Vec<_>>().join(" or ")
}
