use super::*;

#[tokio::test]
async fn each_kind_of_error_has_its_type_and_says_what_to_do() {
    let site = TestSite::new().await;
    let missing = get(&site, "/api/v1/nothing").await;
    let missing = problem(&missing, 404, "not-found");
    assert_eq!(missing["instance"], "/api/v1/nothing");
    assert_eq!(missing["title"], "Nothing is here");
    assert!(
        missing["request_id"]
            .as_str()
            .is_some_and(|id| !id.is_empty())
    );
    let method = ask(&site, Method::DELETE, "/api/v1/entries/1", &[]).await;
    assert_eq!(method.header("allow"), Some("GET,HEAD"));
    problem(&method, 405, "method");
    let format = ask(
        &site,
        Method::GET,
        "/api/v1/entries",
        &[("accept", "text/html")],
    )
    .await;
    problem(&format, 406, "not-acceptable");
    let token = get(&site, "/api/v1/suggestions").await;
    assert_eq!(token.header("www-authenticate"), Some("Bearer"));
    problem(&token, 401, "token");
    let broken = get(&site, "/api/v1/search?q=%FF").await;
    problem(&broken, 400, "malformed");
    let cursor = get(&site, "/api/v1/entries?after=000000000000000g").await;
    problem(&cursor, 400, "malformed");
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=many", "limit"),
        ("sort=best", "sort"),
        ("sort=title&sort=newest", "sort"),
        ("link=suspicious", "link"),
        ("after=xyz", "after"),
        ("fields=id,password", "fields"),
        ("utm_source=mail", "utm_source"),
    ] {
        let reply = get(&site, &format!("/api/v1/entries?{query}")).await;
        let said = problem(&reply, 422, "validation");
        assert_eq!(said["errors"][0]["field"], field, "{query}");
        assert!(!said["errors"][0]["message"].as_str().unwrap().is_empty());
    }
}
