//! Reading what a call sends: JSON or a form, held to the description.

use axum::extract::{FromRequest, MatchedPath, Request};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::ProblemKind;
use super::description::{Description, Operation};
use super::problem::Refusal;
use super::query::{decoded, typed};
use super::schema::{check, resolved, types};
use crate::web::form::FormErrors;

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// What was sent, once it was found fine by the description of its call.
#[derive(Clone, Debug)]
pub struct Body<T>(pub T);

/// Plain fields, as a form sends them: names and texts.
pub type Fields = Vec<(String, String)>;

impl<S, T> FromRequest<S> for Body<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let refused = |kind| Refusal::new(kind).into_response();
        let extensions = request.extensions();
        let described = extensions.get::<Description>().cloned();
        let route = extensions.get::<MatchedPath>().cloned();
        let (Some(described), Some(route)) = (described, route) else {
            return Err(refused(ProblemKind::Fault));
        };
        let method = request.method().clone();
        let operation = described.operation(&method, route.as_str());
        let operation = operation.ok_or_else(|| refused(ProblemKind::Fault))?;
        let headers = request.headers().clone();
        let body = match Bytes::from_request(request, state).await {
            Ok(body) => body,
            Err(other) => return Err(other.into_response()),
        };
        let value = read(operation, &headers, &body).map_err(|refusal| refusal.into_response())?;
        serde_json::from_value(value)
            .map(Self)
            .map_err(|_| refused(ProblemKind::Malformed))
    }
}

fn read(
    operation: Operation<'_>,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Value, Box<Refusal>> {
    let refused = |kind| Box::new(Refusal::new(kind));
    let kind = match headers.get(CONTENT_TYPE).map(http::HeaderValue::to_str) {
        // Nothing at all is an empty form.
        None if body.is_empty() => FORM.to_owned(),
        Some(Ok(kind)) => {
            let name = kind.split(';').next().unwrap_or_default();
            name.trim().to_ascii_lowercase()
        }
        _ => return Err(refused(ProblemKind::MediaType)),
    };
    let Some(schema) = operation.body(&kind) else {
        return Err(refused(ProblemKind::MediaType));
    };
    let value = match kind.as_str() {
        JSON => serde_json::from_slice(body).ok(),
        _ => from_form(operation.root(), schema, body),
    };
    let Some(value) = value else {
        return Err(refused(ProblemKind::Malformed));
    };
    let mut errors = FormErrors::default();
    check(operation.root(), schema, &value, "", &mut errors);
    if errors.is_empty() {
        Ok(value)
    } else {
        Err(Box::new(Refusal::invalid(errors)))
    }
}

/// The object that a form stands for; `None` when it isn't text in UTF-8. A field that is sent
/// more than once is a list.
fn from_form(root: &Value, schema: &Value, body: &Bytes) -> Option<Value> {
    let pairs = decoded(std::str::from_utf8(body).ok()?)?;
    let mut object = Map::new();
    for (name, text) in pairs {
        let known = schema.get("properties").and_then(|known| known.get(&name));
        let value = known.map_or_else(
            || Value::from(text.as_str()),
            |known| typed(resolved(root, known), &text),
        );
        match object.get_mut(&name) {
            None => {
                object.insert(name, value);
            }
            Some(Value::Array(list)) => list.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }
    for (name, value) in &mut object {
        let known = schema.get("properties").and_then(|known| known.get(name));
        let is_list = known.is_some_and(|known| types(resolved(root, known)) == ["array"]);
        if is_list && !value.is_array() {
            *value = Value::Array(vec![value.take()]);
        }
    }
    Some(Value::Object(object))
}

#[cfg(test)]
#[path = "body_tests.rs"]
mod tests;
