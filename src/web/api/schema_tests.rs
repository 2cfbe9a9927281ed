use serde_json::json;

use super::*;

fn wrong(schema: &Value, value: &Value) -> Vec<(String, String)> {
    let root = json!({"components": {"schemas": {"Word": {"type": "string", "enum": ["a", "b"]}}}});
    let mut errors = FormErrors::default();
    check(&root, schema, value, "", &mut errors);
    let said = errors.iter();
    said.map(|error| (error.field.to_string(), error.message.to_string()))
        .collect()
}

#[test]
fn an_object_is_held_to_its_fields() {
    let schema = json!({
        "type": "object",
        "required": ["url", "word"],
        "additionalProperties": false,
        "properties": {
            "url": {"type": "string", "minLength": 1, "maxLength": 3},
            "word": {"$ref": "#/components/schemas/Word"},
            "tags": {"anyOf": [
                {"type": "string"},
                {"type": "array", "maxItems": 2, "items": {"type": "string"}}
            ]},
            "count": {"type": ["integer", "null"], "minimum": 1, "maximum": 9},
            "sure": {"type": "boolean"}
        }
    });
    for fine in [
        json!({"url": "x", "word": "a"}),
        json!({"url": "äöü", "word": "b", "tags": [], "count": 9, "sure": false}),
        json!({"url": "x", "word": "a", "tags": "a, b", "count": null}),
    ] {
        assert_eq!(wrong(&schema, &fine), [], "{fine}");
    }
    for (value, field, words) in [
        (json!([]), "", "Send an object here"),
        (json!({"word": "a"}), "url", "This is missing"),
        (
            json!({"url": "", "word": "a"}),
            "url",
            "Don’t leave this empty",
        ),
        (
            json!({"url": "long", "word": "a"}),
            "url",
            "Shorten this to 3 characters. It has 4 now",
        ),
        (json!({"url": 3, "word": "a"}), "url", "Send a text here"),
        (
            json!({"url": "x", "word": "c"}),
            "word",
            "Choose one of these: a, b",
        ),
        (
            json!({"url": "x", "word": "a", "other": 1}),
            "other",
            "Nothing is known by this name: leave it out",
        ),
        (
            json!({"url": "x", "word": "a", "tags": ["a", "b", "c"]}),
            "tags",
            "Send a text here",
        ),
        (
            json!({"url": "x", "word": "a", "count": 10}),
            "count",
            "Choose a number from 1 to 9",
        ),
        (
            json!({"url": "x", "word": "a", "count": 1.5}),
            "count",
            "Send a whole number or null here",
        ),
        (
            json!({"url": "x", "word": "a", "sure": "yes"}),
            "sure",
            "Send true or false here",
        ),
    ] {
        assert_eq!(
            wrong(&schema, &value),
            [(field.to_owned(), words.to_owned())],
            "{value}"
        );
    }
}

#[test]
fn a_schema_that_names_itself_ends_somewhere() {
    let schema = json!({"items": {"items": {"items": {"type": "array"}}}});
    let mut deep = json!(1);
    for _ in 0..1_000 {
        deep = json!([deep]);
    }
    assert_eq!(wrong(&schema, &deep), []);
}
