//! The fields of a call, sent as a form or as JSON.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde_json::{Map, Value};
use url::form_urlencoded;

use crate::error::{AppError, Result};
use crate::moderation::decision_form::DecisionForm;

/// Reads the fields of a decision.
///
/// # Errors
/// [`AppError::BadRequest`] when the JSON is no object of plain values.
pub(super) fn read_fields(headers: &HeaderMap, body: &Bytes) -> Result<DecisionForm> {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let is_json = kind.is_some_and(|kind| kind.trim_start().starts_with("application/json"));
    let pairs = match is_json {
        true => from_json(body)?,
        false => form_urlencoded::parse(body).into_owned().collect(),
    };
    Ok(DecisionForm::new(pairs))
}

fn from_json(body: &Bytes) -> Result<Vec<(String, String)>> {
    let object: Map<String, Value> = serde_json::from_slice(body)
        .map_err(|_| AppError::BadRequest("Send a JSON object of the form’s fields.".to_owned()))?;
    let mut pairs = Vec::new();
    for (name, value) in object {
        match value {
            Value::Array(values) => {
                for value in values {
                    pairs.push((name.clone(), plain(&name, value)?));
                }
            }
            value => pairs.push((name.clone(), plain(&name, value)?)),
        }
    }
    Ok(pairs)
}

/// A value as a form would send it: a box that is not ticked sends nothing.
fn plain(name: &str, value: Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(true) => Ok("1".to_owned()),
        Value::Bool(false) | Value::Null => Ok(String::new()),
        Value::Array(_) | Value::Object(_) => Err(AppError::BadRequest(format!(
            "“{name}” must be a text, a number, true or false."
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: &str, body: &str) -> Result<DecisionForm> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        read_fields(&headers, &Bytes::copy_from_slice(body.as_bytes()))
    }

    #[test]
    fn a_form_and_json_say_the_same() {
        let form = "decision=approve&version=3&title=A+title&retire=1&caveat=";
        let json = r#"{"decision":"approve","version":3,"title":"A title","retire":true,
            "caveat":null}"#;
        for (kind, body) in [
            ("application/x-www-form-urlencoded", form),
            ("application/json; charset=utf-8", json),
        ] {
            let fields = read(kind, body).unwrap();
            assert_eq!(fields.text("decision"), "approve");
            assert_eq!(fields.text("version"), "3");
            assert_eq!(fields.text("title"), "A title");
            assert!(fields.ticked("retire"));
            assert_eq!(fields.sent("caveat"), Some(""));
            assert_eq!(fields.sent("url"), None);
        }
        for wrong in ["", "[]", "3", r#"{"title":{}}"#, r#"{"title":[[]]}"#, "{"] {
            let refused = read("application/json", wrong);
            assert!(matches!(refused, Err(AppError::BadRequest(_))), "{wrong}");
        }
    }
}
