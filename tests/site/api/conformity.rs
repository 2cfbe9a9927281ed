//! What is served fits what is described: the bodies of answers are held to their schemas.

use signpost::web::api::check;
use signpost::web::form::FormErrors;

use super::*;

/// Fails unless the answer of a call is one that its description knows.
#[track_caller]
pub fn assert_described(reply: &Reply, method: &str, route: &str) {
    let document = signpost::api::description().document();
    let call = &document["paths"][route][method];
    assert!(call.is_object(), "{method} {route} is described");
    let responses = call["responses"].as_object().unwrap();
    let status = reply.status().as_u16().to_string();
    let known = responses.get(&status).or(responses.get("default")).unwrap();
    if reply.bytes().is_empty() {
        return;
    }
    let kind = reply.header("content-type").unwrap();
    let schema = &known["content"][kind]["schema"];
    assert!(
        !schema.is_null(),
        "{method} {route} answers {status} {kind}"
    );
    let mut errors = FormErrors::default();
    check(document, schema, &json(reply), "", &mut errors);
    assert!(errors.is_empty(), "{method} {route}: {errors:?}");
}

#[tokio::test]
async fn answers_fit_their_descriptions() {
    let site = TestSite::new().await;
    for (path, route) in [
        ("/api/v1/entries?limit=100", "/api/v1/entries"),
        ("/api/v1/entries?fields=id,title", "/api/v1/entries"),
        ("/api/v1/entries?limit=1000", "/api/v1/entries"),
        ("/api/v1/entries/1", "/api/v1/entries/{id}"),
        ("/api/v1/entries/999", "/api/v1/entries/{id}"),
        ("/api/v1/categories", "/api/v1/categories"),
        ("/api/v1/categories/guidance", "/api/v1/categories/{path}"),
        ("/api/v1/tags", "/api/v1/tags"),
        ("/api/v1/search?q=nhs", "/api/v1/search"),
        ("/api/v1/changes", "/api/v1/changes"),
        ("/api/v1/openapi.json", "/api/v1/openapi.json"),
        ("/api/v1/suggestions", "/api/v1/suggestions"),
    ] {
        let reply = get(&site, path).await;
        assert_described(&reply, "get", route);
    }
}
