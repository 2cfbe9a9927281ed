use http::{Method, StatusCode};
use serde_json::json;

use super::*;

fn sent(kind: &str, body: &str) -> Result<Value, StatusCode> {
    let schema = json!({
        "type": "object", "required": ["title"], "additionalProperties": false,
        "properties": {
            "title": {"type": "string"},
            "credit": {"type": "boolean"},
            "tags": {"type": "array", "items": {"type": "string"}},
        }
    });
    let content = json!({JSON: {"schema": schema}, FORM: {"schema": schema}});
    let document = json!({"paths": {"/x": {"post": {"requestBody": {"content": content}}}}});
    let description = Description::new(document);
    let operation = description.operation(&Method::POST, "/x").unwrap();
    let mut headers = HeaderMap::new();
    if !kind.is_empty() {
        headers.insert(CONTENT_TYPE, kind.parse().unwrap());
    }
    let body = Bytes::copy_from_slice(body.as_bytes());
    read(operation, &headers, &body).map_err(|refused| refused.into_response().status())
}

#[test]
fn a_form_and_json_say_the_same() {
    let said = json!({"title": "A title", "credit": true, "tags": ["a", "b"]});
    assert_eq!(
        sent("application/json", &said.to_string()),
        Ok(said.clone())
    );
    let form = "title=A+title&credit=1&tags=a&tags=b";
    assert_eq!(
        sent("application/x-www-form-urlencoded;charset=UTF-8", form),
        Ok(said)
    );
    assert_eq!(
        sent(FORM, "title=&credit=false&tags=a"),
        Ok(json!({"title": "", "credit": false, "tags": ["a"]}))
    );
}

#[test]
fn each_way_to_be_wrong_has_its_status() {
    for (kind, body, status) in [
        ("", "title=x", 415),
        ("text/plain", "title=x", 415),
        ("multipart/form-data; boundary=x", "", 415),
        (JSON, "", 400),
        (JSON, "{", 400),
        (FORM, "title=%FF", 400),
        (JSON, "[]", 422),
        (JSON, "{}", 422),
        ("", "", 422),
        (JSON, r#"{"title":1}"#, 422),
        (JSON, r#"{"title":"x","other":"y"}"#, 422),
        (FORM, "title=x&credit=perhaps", 422),
        (FORM, "title=x&title=y", 422),
    ] {
        assert_eq!(
            sent(kind, body).map_err(|status| status.as_u16()),
            Err(status),
            "{kind}: {body}"
        );
    }
}
