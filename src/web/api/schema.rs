//! Holding values to the schemas of the description, so that what is described is what is taken.
//!
//! These are the words of JSON Schema that our description uses; patterns and formats are left to
//! the handlers, which know them better. Source: JSON Schema 2020-12,
//! <https://json-schema.org/draft/2020-12/json-schema-validation>.

use serde_json::Value;

use crate::web::form::FormErrors;

/// How deep a value is looked into.
const DEEPEST: usize = 16;

/// Adds what is wrong with `value` by `schema`. `root` is the whole description, in which
/// references are looked up; `field` names the value.
pub fn check(root: &Value, schema: &Value, value: &Value, field: &str, errors: &mut FormErrors) {
    check_at(root, schema, value, (field, 0), errors);
}

/// The schema that a reference stands for.
pub(super) fn resolved<'a>(root: &'a Value, mut schema: &'a Value) -> &'a Value {
    for _ in 0..DEEPEST {
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
            break;
        };
        let target = reference.strip_prefix('#').and_then(|at| root.pointer(at));
        match target {
            Some(target) => schema = target,
            None => break,
        }
    }
    schema
}

fn check_at(
    root: &Value,
    schema: &Value,
    value: &Value,
    (field, depth): (&str, usize),
    errors: &mut FormErrors,
) {
    let schema = resolved(root, schema);
    if depth >= DEEPEST {
        return;
    }
    for (word, enough) in [("anyOf", 1), ("oneOf", 1), ("allOf", usize::MAX)] {
        let Some(choices) = schema.get(word).and_then(Value::as_array) else {
            continue;
        };
        let tried: Vec<FormErrors> = choices
            .iter()
            .map(|choice| {
                let mut errors = FormErrors::default();
                check_at(root, choice, value, (field, depth + 1), &mut errors);
                errors
            })
            .collect();
        let fitting = tried.iter().filter(|errors| errors.is_empty()).count();
        if fitting < enough.min(tried.len()) {
            let first = tried.iter().find(|errors| !errors.is_empty());
            for error in first.into_iter().flatten() {
                errors.add(error.field.clone(), error.message.clone());
            }
            return;
        }
    }
    if !has_type(schema, value) {
        errors.add(field.to_owned(), expected(schema));
        return;
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array)
        && !words.contains(value)
    {
        errors.add(field.to_owned(), one_of(words));
        return;
    }
    match value {
        Value::String(text) => check_text(schema, text, field, errors),
        Value::Number(number) => check_number(schema, number.as_f64(), field, errors),
        Value::Array(items) => {
            check_count(schema, items.len(), field, errors);
            if let Some(schema) = schema.get("items") {
                for item in items {
                    check_at(root, schema, item, (field, depth + 1), errors);
                }
            }
        }
        Value::Object(object) => {
            let place = |name: &str| match field {
                "" => name.to_owned(),
                field => format!("{field}.{name}"),
            };
            let required = schema.get("required").and_then(Value::as_array);
            for name in required.into_iter().flatten().filter_map(Value::as_str) {
                if !object.contains_key(name) {
                    errors.add(place(name), "This is missing");
                }
            }
            for (name, value) in object {
                let known = schema.get("properties").and_then(|known| known.get(name));
                match (known, schema.get("additionalProperties")) {
                    (Some(known), _) => {
                        check_at(root, known, value, (&place(name), depth + 1), errors);
                    }
                    (None, Some(Value::Bool(false))) => {
                        errors.add(place(name), "Nothing is known by this name: leave it out");
                    }
                    (None, _) => {}
                }
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// The types that a schema allows; none allows all.
pub(super) fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn has_type(schema: &Value, value: &Value) -> bool {
    let types = types(schema);
    types.is_empty()
        || types.iter().any(|word| match *word {
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            _ => value.is_null(),
        })
}

fn expected(schema: &Value) -> String {
    let words = types(schema).into_iter().map(|word| match word {
        "string" => "a text",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        "array" => "a list",
        "object" => "an object",
        _ => "null",
    });
    format!("Send {} here", words.collect::<Vec<_>>().join(" or "))
}

fn one_of(words: &[Value]) -> String {
    let shown = words.iter().filter_map(Value::as_str);
    let shown: Vec<_> = shown.filter(|word| !word.is_empty()).take(12).collect();
    match words.len() > 12 {
        true => "Choose one of those that the description lists".to_owned(),
        false => format!("Choose one of these: {}", shown.join(", ")),
    }
}

fn check_text(schema: &Value, text: &str, field: &str, errors: &mut FormErrors) {
    let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
    let bound = |word: &str| schema.get(word).and_then(Value::as_u64);
    if bound("minLength").is_some_and(|least| length < least) {
        errors.add(field.to_owned(), "Don’t leave this empty");
    }
    if let Some(most) = bound("maxLength").filter(|most| length > *most) {
        let words = format!("Shorten this to {most} characters. It has {length} now");
        errors.add(field.to_owned(), words);
    }
}

#[allow(clippy::cast_precision_loss)] // Bounds and numbers are small; a huge one stays huge.
fn check_number(schema: &Value, number: Option<f64>, field: &str, errors: &mut FormErrors) {
    let bound = |word: &str| schema.get(word).and_then(Value::as_f64);
    let Some(number) = number else { return };
    let low = bound("minimum").is_some_and(|least| number < least);
    let high = bound("maximum").is_some_and(|most| number > most);
    if low || high {
        let words = match (bound("minimum"), bound("maximum")) {
            (Some(least), Some(most)) => format!("Choose a number from {least} to {most}"),
            (Some(least), None) => format!("Choose a number from {least} up"),
            (_, most) => format!("Choose a number up to {}", most.unwrap_or_default()),
        };
        errors.add(field.to_owned(), words);
    }
}

fn check_count(schema: &Value, count: usize, field: &str, errors: &mut FormErrors) {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    let bound = |word: &str| schema.get(word).and_then(Value::as_u64);
    if let Some(most) = bound("maxItems").filter(|most| count > *most) {
        errors.add(field.to_owned(), format!("Send at most {most} of these"));
    }
    if bound("minItems").is_some_and(|least| count < least) {
        errors.add(field.to_owned(), "Send at least one of these");
    }
}

#[cfg(test)]
#[path = "schema_tests.rs"]
mod tests;
