use data_encoding::BASE64URL_NOPAD;
use signpost::accounts::Role;
use signpost::clock::DAY;
use signpost::keys::Keys;
use signpost::transfer::Beginning;

use super::*;
use crate::sign_in::{add_ada, events};

const FORGOT: &str = "/login/forgot";
const MAIL: [(&str, &str); 2] = [
    ("smtp_url", "smtp://127.0.0.1:9"),
    ("mail_from", "links@links.example"),
];

async fn ask(person: &Person, name: &str) -> Reply {
    person.submit(FORGOT, &[("username", name)]).await
}

/// The tokens of the mails that wait for ada, and what they tell.
async fn waiting(site: &TestSite) -> Vec<(String, String)> {
    let rows: Vec<(String, i64, String)> = sqlx::query_as(
        "SELECT topic, user_id, detail ->> '$.token' FROM outbox WHERE channel = 'mail' ORDER BY id",
    )
    .fetch_all(&mut *site.db().read().await.unwrap())
    .await
    .unwrap();
    let open = |(topic, user_id, sealed): (String, i64, String)| {
        let sealed = BASE64URL_NOPAD.decode(sealed.as_bytes()).unwrap();
        let purpose = format!("one-time link of {user_id}");
        let token = Keys::new([7; 32]).open(&purpose, &sealed).unwrap();
        (topic, String::from_utf8(token).unwrap())
    };
    rows.into_iter().map(open).collect()
}

#[tokio::test]
async fn a_link_is_mailed_and_the_answer_never_says_to_whom() {
    let site = TestSite::with(Beginning::Empty, &MAIL).await;
    add_ada(&site).await;
    add(&site, "bob", Role::Moderator).await;
    site.execute("UPDATE users SET email = 'ada@example.org' WHERE name = 'ada'")
        .await;
    let login = site.visitor().get("/login").await;
    assert_eq!(
        login.one("main a[href='/login/forgot']").text,
        "Forgot your password?"
    );
    let mut answers = Vec::new();
    for name in [
        "ada",
        " ADA@example.org ",
        "bob",
        "nobody",
        "nobody@example.org",
    ] {
        let visitor = site.visitor();
        let done = ask(&visitor, name).await;
        done.assert_redirect("/login/forgot?sent=1");
        answers.push(visitor.follow(done).await.text());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    let sent = waiting(&site).await;
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0].0, "reset");
    let ada = site.visitor();
    let set = [
        ("token", sent[1].1.as_str()),
        ("password", "sieben igel trinken tee"),
    ];
    ada.get(&format!("/setup?token={}", sent[0].1))
        .await
        .assert_ok();
    ada.submit("/setup", &set).await.assert_redirect("/admin");
    let other = ada.get(&format!("/setup?token={}", sent[0].1)).await;
    other.assert_status(404);
    let kinds = events(&site).await;
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| *kind == "password-forgotten")
            .count(),
        5
    );
    let page = ask(&ada, " ").await;
    page.assert_status(422);
    page.one("#username-error");
}

#[tokio::test]
async fn nobody_fills_a_letter_box_or_takes_a_link_away() {
    let site = TestSite::with(Beginning::Empty, &MAIL).await;
    let grace = arrived(&site, "grace", Role::Administrator).await;
    let typed = [
        ("name", "ada"),
        ("email", "ada@example.org"),
        ("role", "moderator"),
    ];
    let done = grace.submit(USERS, &typed).await;
    let page = grace.follow(done).await;
    assert!(
        page.one(".ticket")
            .text
            .contains("on its way to them by mail")
    );
    let invited = waiting(&site).await;
    assert_eq!(invited[0].0, "invitation");
    for _ in 0..5 {
        ask(&site.visitor(), "ada").await.assert_status(303);
    }
    assert_eq!(waiting(&site).await.len(), 1 + 3);
    let link = format!("/setup?token={}", invited[0].1);
    site.visitor().get(&link).await.assert_ok();
    let thief = site.visitor();
    for n in 0..5 {
        ask(&thief, &format!("name {n}")).await.assert_status(303);
    }
    ask(&thief, "another").await.assert_status(429);
    site.clock().advance(DAY);
    ask(&thief, "ada").await.assert_status(303);
    assert_eq!(waiting(&site).await.len(), 5);
    site.visitor().get(&link).await.assert_status(404);
    site.execute("UPDATE users SET disabled_at = 1 WHERE name = 'ada'")
        .await;
    ask(&site.visitor(), "ada").await.assert_status(303);
    assert_eq!(waiting(&site).await.len(), 5);
}

#[tokio::test]
async fn a_site_without_mail_says_whom_to_ask() {
    let site = TestSite::new().await;
    add_ada(&site).await;
    let visitor = site.visitor();
    let page = visitor.get(FORGOT).await;
    page.assert_ok();
    assert!(page.text().contains("Ask an administrator of it"));
    assert!(page.select("main form").is_empty());
    ask(&visitor, "ada").await.assert_status(422);
    assert_eq!(site.count("SELECT count(*) FROM setup_links").await, 0);
}
