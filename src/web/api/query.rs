//! Reading the query string of a call: programs are told what is wrong instead of being guessed
//! at.

use axum::extract::{FromRequestParts, MatchedPath, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::Method;
use http::request::Parts;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::form_urlencoded;

use super::ProblemKind;
use super::description::{Description, Operation, Parameter};
use super::problem::Refusal;
use super::schema::{check, resolved, types};
use crate::error::{AppError, Result};
use crate::web::form::FormErrors;

/// What a call asks for, once its query was found fine.
#[derive(Clone, Debug)]
pub struct Asked<T>(pub T);

impl<S, T> FromRequestParts<S> for Asked<T>
where
    S: Sync,
    T: DeserializeOwned,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let query = parts.uri.query().unwrap_or_default();
        serde_html_form::from_str(query)
            .map(Self)
            .map_err(|error| AppError::BadRequest(error.to_string()))
    }
}

/// The layer that holds the query string of every call to its description, and what it asks for
/// to what can be answered. Around the page cache, whose pages know nothing of either.
pub async fn check_query(request: Request, next: Next) -> Response {
    let description = request.extensions().get::<Description>();
    let route = request.extensions().get::<MatchedPath>();
    let operation = match (description, route) {
        (Some(description), Some(route)) => description.operation(request.method(), route.as_str()),
        _ => None,
    };
    if let Some(operation) = operation {
        if !takes_json(&request) {
            return Refusal::new(ProblemKind::NotAcceptable).into_response();
        }
        let Some(query) = decoded(request.uri().query().unwrap_or_default()) else {
            return Refusal::new(ProblemKind::Malformed).into_response();
        };
        let errors = wrong(operation, &query);
        if !errors.is_empty() {
            return Refusal::invalid(errors).into_response();
        }
    }
    next.run(request).await
}

/// Whether JSON is among what the client wants (RFC 9110, section 12.5.1).
fn takes_json(request: &Request) -> bool {
    let lines = request.headers().get_all(http::header::ACCEPT).iter();
    let mut ranges = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .filter(|range| !range.is_empty())
        .peekable();
    ranges.peek().is_none()
        || *request.method() == Method::OPTIONS
        || ranges.any(|range| {
            let mut parts = range.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default().to_ascii_lowercase();
            let refused = parts.any(|part| {
                let weight = part.strip_prefix("q=").or_else(|| part.strip_prefix("Q="));
                weight.and_then(|weight| weight.parse::<f32>().ok()) == Some(0.0)
            });
            let takes = [
                "*/*",
                "application/*",
                "application/json",
                "application/problem+json",
            ];
            !refused && takes.contains(&name.as_str())
        })
}

/// The pairs of a query string; `None` when it isn't text in UTF-8.
pub(super) fn decoded(query: &str) -> Option<Vec<(String, String)>> {
    let bytes: Vec<u8> = percent_encoding::percent_decode_str(query).collect();
    std::str::from_utf8(&bytes).ok()?;
    Some(
        form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect(),
    )
}

fn wrong(operation: Operation<'_>, query: &[(String, String)]) -> FormErrors {
    let mut errors = FormErrors::default();
    for (name, _) in query {
        if !operation.query().any(|known| known.name == name) {
            errors.add(name.clone(), "Nothing is known by this name: leave it out");
        }
    }
    for parameter in operation.query() {
        let sent = query.iter().filter(|(name, _)| name == parameter.name);
        let sent: Vec<&str> = sent.map(|(_, value)| value.as_str()).collect();
        match read(operation.root(), parameter, &sent) {
            Err(words) => errors.add(parameter.name.to_owned(), words),
            Ok(Some(value)) => {
                let (root, schema) = (operation.root(), parameter.schema);
                check(root, schema, &value, parameter.name, &mut errors);
            }
            Ok(None) if parameter.required => {
                errors.add(parameter.name.to_owned(), "This is missing");
            }
            Ok(None) => {}
        }
    }
    errors
}

fn read(
    root: &Value,
    parameter: Parameter<'_>,
    sent: &[&str],
) -> Result<Option<Value>, &'static str> {
    let schema = resolved(root, parameter.schema);
    if types(schema).contains(&"array") {
        let texts: Vec<&str> = match (parameter.repeats, sent) {
            (true, sent) => sent.to_vec(),
            (false, [one]) => one.split(',').collect(),
            (false, []) => Vec::new(),
            (false, _) => return Err("Send this once, with commas between"),
        };
        let items = schema.get("items").map(|items| resolved(root, items));
        let items = items.unwrap_or(&Value::Null);
        let list = texts.into_iter().map(|text| typed(items, text)).collect();
        return Ok((!sent.is_empty()).then_some(Value::Array(list)));
    }
    match sent {
        [] => Ok(None),
        [one] => Ok(Some(typed(schema, one))),
        _ => Err("Send this once"),
    }
}

/// What a text stands for where its schema says that it is a number or a switch; else itself.
pub(super) fn typed(schema: &Value, text: &str) -> Value {
    let types = types(schema);
    let digits = text.strip_prefix('-').unwrap_or(text);
    let written = digits == "0" || !digits.starts_with('0');
    let is_number = written && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    match text {
        "true" | "1" if types.contains(&"boolean") => Value::Bool(true),
        "false" | "0" | "" if types.contains(&"boolean") => Value::Bool(false),
        text if is_number && types.contains(&"integer") => match text.parse::<i64>() {
            Ok(number) => number.into(),
            Err(_) => text.into(),
        },
        text => text.into(),
    }
}

#[cfg(test)]
#[path = "query_tests.rs"]
mod tests;
