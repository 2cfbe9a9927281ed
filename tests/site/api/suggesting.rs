use serde_json::json;
use signpost::accounts::Role;

use super::*;
use crate::people::arrived;
use crate::support::people::Person;

const PATH: &str = "/api/v1/suggestions";

fn good() -> Value {
    json!({
        "url": "https://wards.example.org/list",
        "title": "Ward round list",
        "category": "guidance",
        "description": "A task list that two wards use.",
        "licence": "MIT",
        "tags": ["wards", "c++"],
    })
}

/// `good` with other fields.
fn with(fields: Value) -> Value {
    let mut sent = good();
    for (name, value) in fields.as_object().unwrap() {
        sent[name] = value.clone();
    }
    sent
}

async fn send(person: &Person, body: &Value, headers: &[(&str, &str)]) -> Reply {
    let mut request = Request::post(PATH).header("content-type", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = Body::from(body.to_string());
    person.request(request.body(body).unwrap()).await
}

#[tokio::test]
async fn a_suggestion_gets_a_receipt_and_waits_in_the_queue() {
    let site = TestSite::new().await;
    let program = site.visitor();
    let reply = send(&program, &good(), &[]).await;
    reply.assert_status(201);
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let receipt = json(&reply);
    let url = receipt["url"].as_str().unwrap();
    assert_eq!(reply.location(), Some(url));
    assert_eq!(receipt["status"], "pending");
    let path = url.strip_prefix("https://links.example").unwrap();
    let page = program.get(path).await;
    page.assert_ok();
    assert!(page.text().contains(receipt["reference"].as_str().unwrap()));
    let kept = site
        .count("SELECT count(*) FROM suggestions WHERE origin = 'api' AND status = 'pending'")
        .await;
    assert_eq!(kept, 1);
    // The same again is the same suggestion.
    let again = send(&program, &good(), &[]).await;
    assert_eq!(json(&again)["url"], receipt["url"]);
    assert_eq!(site.count("SELECT count(*) FROM suggestions").await, 1);
    let status_url = receipt["status_url"].as_str().unwrap();
    let status = status_url.strip_prefix("https://links.example").unwrap();
    let progress = read(&site, status).await;
    assert_eq!(progress["title"], "Ward round list");
    assert_eq!(progress["status"], "pending");
    // What was put apart as spam is told to nobody.
    site.execute("UPDATE suggestions SET status = 'spam'").await;
    assert_eq!(read(&site, status).await["status"], "pending");
    let nobodys = get(&site, "/api/v1/suggestions/0123456789ABCDEFGHJKMNPQRS").await;
    problem(&nobodys, 404, "not-found");
}

#[tokio::test]
async fn the_form_and_the_api_take_the_same_fields() {
    let site = TestSite::new().await;
    let form = "url=https%3A%2F%2Ftool.example.org%2F&title=A+tool&category=guidance&tags=a%2C+b&credit=1&name=Bob&licence=none";
    let request = Request::post(PATH).header("content-type", "application/x-www-form-urlencoded");
    let reply = site
        .visitor()
        .request(request.body(Body::from(form)).unwrap())
        .await;
    reply.assert_status(201);
    let same = json!({
        "url": "https://other.example.org/", "title": "A tool", "category": "guidance",
        "tags": "a, b", "credit": true, "name": "Bob", "licence": "none",
    });
    send(&site.visitor(), &same, &[]).await.assert_status(201);
    let alike = site
        .count("SELECT count(DISTINCT replace(payload, 'other.', 'tool.')) FROM suggestions")
        .await;
    assert_eq!(alike, 1);
    assert_eq!(
        site.count("SELECT count(*) FROM contributors WHERE credit = 1")
            .await,
        2
    );
}

#[tokio::test]
async fn what_is_wrong_is_said_field_by_field() {
    let site = TestSite::new().await;
    for (fields, field) in [
        (json!({"url": "https://localhost/"}), "url"),
        (json!({"url": "javascript:alert(1)"}), "url"),
        (json!({"url": 7}), "url"),
        (json!({"url": null}), "url"),
        (json!({"title": "  "}), "title"),
        (json!({"title": "x".repeat(201)}), "title"),
        (json!({"category": "nowhere"}), "category"),
        (json!({"licence": "no such licence"}), "licence"),
        (json!({"caveat": "c", "caveat_kind": "else"}), "caveat_kind"),
        (json!({"affiliation": "friend"}), "affiliation"),
        (json!({"email": "nobody"}), "email"),
        (json!({"tags": ["a", 1]}), "tags"),
        (json!({"tags": ["a, b"]}), "tags"),
        (json!({"tags": vec!["t"; 11]}), "tags"),
        (json!({"credit": "perhaps"}), "credit"),
        (json!({"form_token": "x"}), "form_token"),
    ] {
        let refused = send(&site.visitor(), &with(fields.clone()), &[]).await;
        let errors = problem(&refused, 422, "validation")["errors"].clone();
        assert_eq!(errors[0]["field"], field, "{fields}: {errors}");
    }
    assert_eq!(site.count("SELECT count(*) FROM suggestions").await, 0);
    let typed = Request::post(PATH).header("content-type", "text/plain");
    let refused = site
        .visitor()
        .request(typed.body(Body::from("x")).unwrap())
        .await;
    problem(&refused, 415, "media-type");
    let huge = with(json!({"description": "x".repeat(2_000_000)}));
    problem(&send(&site.visitor(), &huge, &[]).await, 413, "too-large");
}

#[tokio::test]
async fn a_known_link_is_named_and_can_be_sent_all_the_same() {
    let site = TestSite::new().await;
    let known = read(&site, "/api/v1/entries/1").await;
    let twin = with(json!({"url": known["url"]}));
    let refused = send(&site.visitor(), &twin, &[]).await;
    let said = problem(&refused, 409, "duplicate");
    assert_eq!(said["entry"]["id"], 1);
    assert_eq!(said["entry"]["page"], known["page"]);
    assert_eq!(said["errors"][0]["field"], "url");
    let all_the_same = with(json!({"url": known["url"], "confirm_duplicate": true}));
    send(&site.visitor(), &all_the_same, &[])
        .await
        .assert_status(201);
    // Of what waits only that it waits.
    send(&site.visitor(), &good(), &[]).await.assert_status(201);
    let other_words = with(json!({"title": "Other words"}));
    let waits = problem(
        &send(&site.visitor(), &other_words, &[]).await,
        409,
        "duplicate",
    );
    assert_eq!(waits.get("entry"), None);
}

#[tokio::test]
async fn limits_are_announced_and_kept() {
    let site = TestSite::new().await;
    let program = site.visitor();
    for n in 0..5 {
        site.clock().advance(60_000);
        let url = format!("https://t{n}.example.org/");
        let reply = send(&program, &with(json!({"url": url})), &[]).await;
        reply.assert_status(201);
        let policy = reply.header("ratelimit-policy").unwrap();
        assert_eq!(
            policy,
            "\"suggest\";q=5;w=600, \"suggest_day\";q=20;w=86400, \"network_day\";q=30;w=86400"
        );
        let left = reply.header("ratelimit").unwrap();
        assert!(
            left.starts_with(&format!("\"suggest\";r={};t=", 4 - n)),
            "{left}"
        );
    }
    let url = json!({"url": "https://one-more.example.org/"});
    let refused = send(&program, &with(url.clone()), &[]).await;
    let said = problem(&refused, 429, "rate-limit");
    assert!(
        said["detail"]
            .as_str()
            .unwrap()
            .starts_with("You’ve sent several"),
        "{said}"
    );
    // The first was sent four minutes ago.
    assert_eq!(refused.header("retry-after"), Some("360"));
    assert!(
        refused
            .header("ratelimit")
            .unwrap()
            .starts_with("\"suggest\";r=0;t=360")
    );
    send(&site.visitor(), &with(url), &[])
        .await
        .assert_status(201);
    let free = TestSite::with(signpost::transfer::Beginning::Starter, &[("limits", "off")]).await;
    let reply = send(&free.visitor(), &good(), &[]).await;
    assert_eq!(reply.header("ratelimit"), None);
    assert_eq!(
        get(&site, "/api/v1/entries").await.header("ratelimit"),
        None
    );
}

#[tokio::test]
async fn other_sites_may_suggest_as_nobody_and_never_as_somebody() {
    let site = TestSite::new().await;
    let elsewhere = [
        ("origin", "https://elsewhere.example"),
        ("sec-fetch-site", "cross-site"),
    ];
    let reply = send(&site.visitor(), &good(), &elsewhere).await;
    reply.assert_status(201);
    assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let other = with(json!({"url": "https://other.example.org/"}));
    let refused = send(&ada, &other, &elsewhere).await;
    problem(&refused, 403, "forbidden");
    // From a page of the site itself the cookie does no harm, and names nobody.
    let own = send(&ada, &other, &[("sec-fetch-site", "same-origin")]).await;
    own.assert_status(201);
    let named = site
        .count("SELECT count(*) FROM suggestions WHERE user_id IS NOT NULL")
        .await;
    assert_eq!(named, 0);
}
