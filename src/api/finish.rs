//! What the description says of every call alike.

use serde_json::{Map, Value, json};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::web::api::{Problem, described};

/// The head of the description.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Signpost",
        version = "1.0.0",
        description = "Read the directory, suggest links, and decide on suggestions. \
            Reading needs no key and may be done from any site. Answers are JSON; \
            every error is a problem document (RFC 9457).",
    ),
    tags(
        (name = "Reading", description = "For everybody, without a key."),
        (name = "Suggesting", description = "For everybody, without a key; the limits are those of the form."),
        (name = "Moderating", description = "For programs with a moderator’s token."),
    ),
    components(schemas(Problem)),
    modifiers(&Token),
)]
struct Beginning;

struct Token;

impl Modify for Token {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "A token that a moderator makes on their account page. What it opens: reading \
                 the queue (`read`), deciding (`decide`).",
            ))
            .build();
        if let Some(components) = openapi.components.as_mut() {
            components.add_security_scheme("token", SecurityScheme::Http(scheme));
        }
    }
}

/// The description before any call is in it.
pub(super) fn beginning() -> utoipa::openapi::OpenApi {
    Beginning::openapi()
}

/// The whole description, with what goes for every call.
pub(super) fn finished(openapi: &utoipa::openapi::OpenApi) -> Value {
    // A description made of texts and numbers always serialises.
    let mut document = serde_json::to_value(openapi).unwrap_or_default();
    // `fields` may leave out anything but never the rest.
    if let Some(entry) = document.pointer_mut("/components/schemas/Entry")
        && let Some(entry) = entry.as_object_mut()
    {
        entry.insert("required".to_owned(), json!([]));
    }
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return document;
    };
    // The route table marks what takes the rest of a path.
    let named = std::mem::take(paths).into_iter();
    *paths = named.map(|(path, item)| (described(&path), item)).collect();
    for item in paths.values_mut().filter_map(Value::as_object_mut) {
        for operation in item.values_mut().filter_map(Value::as_object_mut) {
            finish_operation(operation);
        }
    }
    document
}

fn finish_operation(operation: &mut Map<String, Value>) {
    let parameters = operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        // Nobody sends null in an address: leaving a parameter out says it.
        if let Some(schema) = parameter.get_mut("schema") {
            without_null(schema);
        }
    }
    let problems = problems(operation);
    let is_read = operation.get("tags") == Some(&json!(["Reading"]));
    let Some(responses) = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    for (status, words) in problems {
        responses
            .entry(status)
            .or_insert_with(|| json!({ "description": words }));
    }
    if is_read {
        let unchanged = "What you hold by its `ETag` still stands";
        responses.insert("304".to_owned(), json!({ "description": unchanged }));
    }
    let other = json!({ "description": "Any other problem" });
    responses.insert("default".to_owned(), other);
    for (status, response) in responses {
        let is_problem = status.starts_with('4') || status == "default";
        if is_problem && let Some(response) = response.as_object_mut() {
            let schema = json!({ "$ref": "#/components/schemas/Problem" });
            let content = json!({ "application/problem+json": { "schema": schema } });
            response.insert("content".to_owned(), content);
        }
    }
}

/// The problems that a call like this may end in.
fn problems(operation: &Map<String, Value>) -> Vec<(&'static str, &'static str)> {
    let parameters = operation.get("parameters").and_then(Value::as_array);
    let takes_parameters = parameters.is_some_and(|all| !all.is_empty());
    let mut problems = vec![
        ("406", "The answer can’t be given in that format"),
        ("422", "Something in it is unknown, missing or wrong"),
    ];
    if takes_parameters {
        problems.push(("404", "There is nothing of that name"));
    }
    if operation.contains_key("requestBody") {
        problems.extend([
            ("400", "It can’t be read"),
            ("413", "It is too much at once"),
            ("415", "It is in a format that isn’t read"),
        ]);
    }
    if operation.contains_key("security") {
        problems.extend([
            ("401", "The token is missing or doesn’t stand"),
            ("403", "The token doesn’t open this"),
        ]);
    }
    problems
}

/// Takes null out of the types of a schema.
fn without_null(schema: &mut Value) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|word| word != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    let choices = object.get_mut("oneOf").and_then(Value::as_array_mut);
    if let Some(choices) = choices {
        choices.retain(|choice| choice.get("type") != Some(&json!("null")));
        if let [only] = choices.as_slice() {
            let only = only.clone();
            *schema = only;
        }
    }
}
