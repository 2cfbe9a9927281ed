use axum::body::Body;
use http::header::ACCEPT;
use serde_json::json;

use super::*;

fn said(query: &str) -> Vec<String> {
    let document = json!({"paths": {"/x/{path}": {"get": {"parameters": [
        {"name": "q", "in": "query", "required": true, "schema": {"type": "string", "minLength": 1}},
        {"name": "tag", "in": "query", "schema": {"type": "array", "maxItems": 2, "items": {"type": "string"}}},
        {"name": "fields", "in": "query", "explode": false, "schema": {
            "type": "array", "items": {"type": "string", "enum": ["id", "url"]}}},
        {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 9}},
        {"name": "path", "in": "path", "schema": {"type": "string"}},
    ]}}}});
    let description = Description::new(document);
    let operation = description.operation(&Method::GET, "/x/{*path}").unwrap();
    let errors = wrong(operation, &decoded(query).unwrap());
    errors.iter().map(|error| error.field.to_string()).collect()
}

#[test]
fn a_query_is_held_to_its_description() {
    for fine in [
        "q=x",
        "q=%C3%A9&tag=a&tag=b&fields=id,url&limit=9",
        "limit=1&q=+",
    ] {
        assert_eq!(said(fine), [] as [&str; 0], "{fine}");
    }
    for (query, field) in [
        ("", "q"),
        ("q=", "q"),
        ("q=x&q=y", "q"),
        ("q=x&tag=a&tag=b&tag=c", "tag"),
        ("q=x&fields=id,other", "fields"),
        ("q=x&fields=id&fields=url", "fields"),
        ("q=x&fields=", "fields"),
        ("q=x&limit=0", "limit"),
        ("q=x&limit=10", "limit"),
        ("q=x&limit=+5", "limit"),
        ("q=x&limit=05", "limit"),
        ("q=x&limit=99999999999999999999", "limit"),
        ("q=x&limit=", "limit"),
        ("q=x&utm_source=y", "utm_source"),
        ("q=x&path=y", "path"),
    ] {
        assert_eq!(said(query), [field], "{query}");
    }
    assert_eq!(decoded("q=%FF"), None);
}

#[test]
fn whoever_wants_no_json_gets_none() {
    let takes = |accept: &str| {
        let request = Request::get("/").header(ACCEPT, accept);
        takes_json(&request.body(Body::empty()).unwrap())
    };
    for fine in [
        "",
        "*/*",
        "text/html, application/json;q=0.1",
        "APPLICATION/JSON",
        "application/*",
    ] {
        assert!(takes(fine), "{fine}");
    }
    for other in [
        "text/html",
        "application/xml",
        "application/json;q=0",
        "application/json; q=0.0",
    ] {
        assert!(!takes(other), "{other}");
    }
}
