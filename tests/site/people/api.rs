use axum::body::Body;
use http::header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{Method, Request};
use serde_json::{Value, json};
use signpost::accounts::Role;
use signpost::clock::DAY;

use super::tokens::make;
use super::*;
use crate::sign_in::events;

const QUEUE: &str = "/api/v1/suggestions";

/// Calls the API as a program does: with a token, without cookies.
async fn call(
    site: &TestSite,
    token: &str,
    method: Method,
    path: &str,
    body: Option<&Value>,
) -> Reply {
    let mut request = Request::builder().method(method).uri(path);
    if !token.is_empty() {
        request = request.header(AUTHORIZATION, format!("Bearer {token}"));
    }
    let body = match body {
        Some(json) => {
            request = request.header(CONTENT_TYPE, "application/json");
            Body::from(json.to_string())
        }
        None => Body::empty(),
    };
    site.visitor().request(request.body(body).unwrap()).await
}

async fn queue(site: &TestSite, token: &str, query: &str) -> Value {
    let reply = call(site, token, Method::GET, &format!("{QUEUE}{query}"), None).await;
    reply.assert_ok();
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert_eq!(reply.header("set-cookie"), None);
    json_of(&reply)
}

async fn decide(site: &TestSite, token: &str, item: &Value, fields: Value) -> Reply {
    let mut body = json!({ "version": item["version"] });
    body.as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    let path = format!("{QUEUE}/{}/decision", item["id"]);
    call(site, token, Method::POST, &path, Some(&body)).await
}

fn json_of(reply: &Reply) -> Value {
    serde_json::from_slice(reply.bytes()).unwrap()
}

/// The problem that a refused call reads.
fn problem(reply: &Reply, status: u16) -> Value {
    reply.assert_status(status);
    assert_eq!(
        reply.header("content-type"),
        Some("application/problem+json")
    );
    let problem = json_of(reply);
    assert_eq!(problem["status"], json!(status));
    problem
}

/// Somebody's token for everything.
async fn robot(site: &TestSite, name: &str, role: Role) -> String {
    let person = arrived(site, name, role).await;
    make(&person, &["read", "decide"], "").await
}

#[tokio::test]
async fn a_program_reads_the_queue_and_decides_as_its_moderator() {
    let site = TestSite::new().await;
    let token = robot(&site, "ada", Role::Moderator).await;
    let contributor = site.visitor();
    let note = [
        ("note", "I use it"),
        ("name", "Bob"),
        ("email", "bob@example.org"),
    ];
    contributor.suggest(&site, &note).await;
    let all = queue(&site, &token, "").await;
    assert_eq!(all["next"], Value::Null);
    let item = &all["items"][0];
    assert_eq!(item["kind"], "entry");
    assert_eq!(item["status"], "pending");
    assert_eq!(item["title"], "Ward planner");
    assert_eq!(item["fields"]["category"], "guidance");
    assert_eq!(item["note"], "I use it");
    assert!(!all.to_string().to_lowercase().contains("bob"), "{all}");
    let done = decide(
        &site,
        &token,
        item,
        json!({"decision": "approve", "title": "Wards"}),
    )
    .await;
    done.assert_ok();
    assert_eq!(json_of(&done)["status"], "approved");
    let entry = site
        .count("SELECT count(*) FROM entries WHERE title = 'Wards'")
        .await;
    assert_eq!(entry, 1);
    let newest = site.revisions(1).await.remove(0);
    assert_eq!(
        (newest.who.as_str(), newest.action.as_str()),
        ("ada", "create")
    );
    let again = decide(&site, &token, item, json!({"decision": "approve"})).await;
    again.assert_ok();
    let late = decide(&site, &token, item, json!({"decision": "spam"})).await;
    assert!(
        problem(&late, 409)["detail"]
            .as_str()
            .unwrap()
            .starts_with("You approved this")
    );
    let kinds = events(&site).await;
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| *kind == "token-first-use")
            .count(),
        1
    );
}

#[tokio::test]
async fn what_is_wrong_is_said_field_by_field() {
    let site = TestSite::new().await;
    let token = robot(&site, "ada", Role::Moderator).await;
    site.visitor().suggest(&site, &[]).await;
    let all = queue(&site, &token, "").await;
    let item = &all["items"][0];
    let wrong = json!({"decision": "approve", "title": "", "licence": "no such"});
    let refused = decide(&site, &token, item, wrong).await;
    let fields: Vec<_> = problem(&refused, 422)["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["field"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(fields, ["title", "licence"]);
    let nothing = decide(&site, &token, item, json!({})).await;
    assert_eq!(problem(&nothing, 422)["errors"][0]["field"], "decision");
    let path = format!("{QUEUE}/{}/decision", item["id"]);
    let stale = json!({"decision": "decline", "reason": "Off topic"});
    let stale = call(&site, &token, Method::POST, &path, Some(&stale)).await;
    problem(&stale, 409);
    let broken = call(&site, &token, Method::POST, &path, Some(&json!([]))).await;
    problem(&broken, 422);
    let nobody = format!("{QUEUE}/999/decision");
    let spam = json!({"decision": "spam", "version": "1"});
    problem(
        &call(&site, &token, Method::POST, &nobody, Some(&spam)).await,
        404,
    );
    for (query, field) in [
        ("?kind=else", "kind"),
        ("?status=else", "status"),
        ("?after=x", "after"),
        ("?limit=101", "limit"),
        ("?page=2", "page"),
    ] {
        let path = format!("{QUEUE}{query}");
        let refused = call(&site, &token, Method::GET, &path, None).await;
        assert_eq!(problem(&refused, 422)["errors"][0]["field"], field);
    }
    assert_eq!(site.count("SELECT count(*) FROM decisions").await, 0);
}

#[tokio::test]
async fn the_queue_comes_in_pages_and_through_filters() {
    let site = TestSite::with(signpost::transfer::Beginning::Starter, &[("limits", "off")]).await;
    let token = robot(&site, "ada", Role::Moderator).await;
    let contributor = site.visitor();
    for n in 0..52 {
        let url = format!("https://tool-{n}.example.org/");
        let title = format!("Tool {n}");
        contributor
            .suggest(&site, &[("url", &url), ("title", &title)])
            .await;
    }
    let first = queue(&site, &token, "").await;
    assert_eq!(first["items"].as_array().unwrap().len(), 50);
    // Deciding what was read must not make a program skip the rest.
    decide(
        &site,
        &token,
        &first["items"][49],
        json!({"decision": "spam"}),
    )
    .await
    .assert_ok();
    let next = format!("?after={}", first["next"].as_str().unwrap());
    let second = queue(&site, &token, &next).await;
    let titles: Vec<_> = second["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["title"].clone())
        .collect();
    assert_eq!(titles, ["Tool 50", "Tool 51"]);
    assert_eq!(second["next"], Value::Null);
    let count = async |query: &str| {
        queue(&site, &token, query).await["items"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(count("?q=tool-51").await, 1);
    assert_eq!(count("?kind=report").await, 0);
    assert_eq!(count("?status=spam").await, 1);
}

#[tokio::test]
async fn only_a_good_token_opens_it() {
    let site = TestSite::new().await;
    site.visitor().suggest(&site, &[]).await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let read = make(&ada, &["read"], "30").await;
    let decides = make(&ada, &["decide"], "30").await;
    let path = format!("{QUEUE}/1/decision");
    let try_both = async |token: &str| {
        let got = call(&site, token, Method::GET, QUEUE, None).await;
        let sent = call(&site, token, Method::POST, &path, Some(&json!({}))).await;
        [got, sent]
    };
    let challenge = |reply: &Reply| reply.header(WWW_AUTHENTICATE.as_str()).unwrap().to_owned();
    for reply in try_both("").await {
        problem(&reply, 401);
        assert_eq!(challenge(&reply), "Bearer");
    }
    for wrong in ["sp_", "x", &read.to_uppercase(), &format!("{read}x")] {
        for reply in try_both(wrong).await {
            problem(&reply, 401);
            assert_eq!(challenge(&reply), "Bearer error=\"invalid_token\"");
        }
    }
    let [got, sent] = try_both(&read).await;
    got.assert_ok();
    problem(&sent, 403);
    assert!(challenge(&sent).contains("scope=\"decide\""));
    let [got, sent] = try_both(&decides).await;
    problem(&got, 403);
    problem(&sent, 422);
    // No cookie opens it.
    let reply = ada.get(QUEUE).await;
    problem(&reply, 401);
    problem(&ada.submit(&path, &[("decision", "spam")]).await, 401);
    // A program's call passes wherever it says that it comes from, and a cookie adds nothing.
    let request = Request::post(&path)
        .header(AUTHORIZATION, format!("Bearer {decides}"))
        .header("origin", "https://evil.example")
        .body(Body::empty());
    problem(&ada.request(request.unwrap()).await, 422);
    // A token opens no page.
    let request = Request::get("/admin").header(AUTHORIZATION, format!("Bearer {read}"));
    let reply = site
        .visitor()
        .request(request.body(Body::empty()).unwrap())
        .await;
    reply.assert_redirect("/login?next=%2Fadmin");
    site.clock().advance(30 * DAY);
    for reply in try_both(&read).await {
        problem(&reply, 401);
    }
}

#[tokio::test]
async fn a_token_ends_with_its_owner_and_never_reaches_further() {
    let site = TestSite::new().await;
    site.visitor().suggest(&site, &[]).await;
    let grace = arrived(&site, "grace", Role::Administrator).await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let token = make(&ada, &["read", "decide"], "").await;
    let item = queue(&site, &token, "").await["items"][0].clone();
    let page = page_of(&grace, "ada").await;
    let elsewhere = [("scope", "categories"), ("category", "policy")];
    press(&grace, &page, "save", &elsewhere)
        .await
        .assert_status(303);
    assert_eq!(queue(&site, &token, "").await["items"], json!([]));
    let refused = decide(&site, &token, &item, json!({"decision": "spam"})).await;
    problem(&refused, 403);
    let there = [("scope", "categories"), ("category", "guidance")];
    press(&grace, &page, "save", &there)
        .await
        .assert_status(303);
    assert_eq!(queue(&site, &token, "").await["items"][0]["id"], item["id"]);
    grace
        .submit(USERS, &[("action", "require")])
        .await
        .assert_status(303);
    problem(&call(&site, &token, Method::GET, QUEUE, None).await, 403);
    grace.get(USERS).await.assert_redirect(FACTOR);
    site.execute("UPDATE settings SET second_factor_required = 0")
        .await;
    press(&grace, &page, "disable", &[])
        .await
        .assert_status(303);
    problem(&call(&site, &token, Method::GET, QUEUE, None).await, 401);
    press(&grace, &page, "enable", &[]).await.assert_status(303);
    problem(&call(&site, &token, Method::GET, QUEUE, None).await, 401);
}

#[tokio::test]
async fn nobody_decides_their_own_by_program_either() {
    let site = TestSite::new().await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let token = make(&ada, &["read", "decide"], "").await;
    ada.suggest(&site, &[]).await;
    let item = queue(&site, &token, "").await["items"][0].clone();
    let refused = decide(&site, &token, &item, json!({"decision": "approve"})).await;
    let words = problem(&refused, 403)["detail"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(words.starts_with("You sent this one yourself"), "{words}");
}
