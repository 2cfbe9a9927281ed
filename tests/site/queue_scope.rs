//! Moderators of named categories: what they see, and what they may do.

use signpost::suggestions::{ReportReason, SuggestionStatus};

use crate::support::editing::filled;
use crate::support::people::Person;
use crate::support::site::TestSite;
use crate::support::suggestions::{Sent, called, report, status_of, suggest, suggest_edit};

const FORM: &str = ".decide form[novalidate]";

/// A moderator of the category at this path alone.
async fn moderator_of(site: &TestSite, name: &str, path: &str) -> Person {
    let person = site.moderator(name).await;
    site.execute(&format!(
        "UPDATE users SET scope = 'categories' WHERE name = '{name}'"
    ))
    .await;
    site.execute(&format!(
        "INSERT INTO user_categories (user_id, category_id)
         SELECT u.id, c.id FROM users u, categories c WHERE u.name = '{name}' AND c.path = '{path}'"
    ))
    .await;
    person
}

async fn below_guidance(site: &TestSite, grace: &Person) {
    let form = [("title", "Security"), ("parent", "guidance")];
    grace
        .submit("/admin/categories", &form)
        .await
        .assert_status(303);
    assert_eq!(
        site.count("SELECT count(*) FROM categories WHERE path = 'guidance/security'")
            .await,
        1
    );
}

#[tokio::test]
async fn the_queue_shows_them_theirs_and_what_nobody_was_sure_of() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    below_guidance(&site, &grace).await;
    let ada = moderator_of(&site, "ada", "guidance").await;
    let nobody = moderator_of(&site, "nobody", "no/such").await;
    let new_in = async |title: &str, category: &str| {
        let mut fields = called(title);
        fields.category = category.to_owned();
        suggest(&site, fields).await
    };
    let inside = new_in("Inside", "guidance").await;
    let below = new_in("Below", "guidance/security").await;
    let unsure = new_in("Unsure", "not-sure").await;
    let outside = new_in("Outside", "policy").await;
    let edit_inside = suggest_edit(&site, 4, |fields| fields.licence = "MIT".to_owned()).await;
    let edit_outside = suggest_edit(&site, 1, |fields| fields.licence = "MIT".to_owned()).await;
    let report_inside = report(&site, 5, ReportReason::Dead).await;
    let report_outside = report(&site, 2, ReportReason::Dead).await;
    let theirs = [&inside, &below, &unsure, &edit_inside, &report_inside];
    let others = [&outside, &edit_outside, &report_outside];

    let links = |page: &crate::support::reply::Reply| -> Vec<String> {
        let links = page.select(".queue h2 a");
        links
            .iter()
            .map(|link| link.attr("href").unwrap().to_owned())
            .collect()
    };
    let queue = ada.get("/admin").await;
    let pages: Vec<_> = theirs.iter().map(|sent| sent.page.clone()).collect();
    assert_eq!(links(&queue), pages);
    assert_eq!(queue.texts("nav[aria-label=Show] a")[0], "All 5");
    assert_eq!(queue.texts("nav[aria-label=Show] a")[1], "New links 3");
    assert!(queue.text().contains("5 waiting."));
    assert_eq!(
        queue.texts(".deskbar [aria-current=page]"),
        ["Queue 5 waiting"]
    );
    assert_eq!(links(&nobody.get("/admin").await).join(" "), unsure.page);
    assert_eq!(links(&grace.get("/admin").await).len(), 8);
    assert!(links(&ada.get("/admin?status=all&q=Outside").await).is_empty());

    let before = site.dump().await;
    for sent in others {
        ada.get(&sent.page).await.assert_status(403);
        for decision in ["approve", "spam", "claim", "release", "decline", "restore"] {
            let form = [
                ("decision", decision),
                ("version", "2"),
                ("reason", "Off topic"),
            ];
            let refused = ada.submit(&sent.decision, &form).await;
            refused.assert_status(403);
        }
        let id = sent.id.to_string();
        let bulk = [("id", &*id), ("decision", "spam"), ("confirm", "1")];
        let told = ada.submit("/admin/bulk", &bulk).await;
        assert_eq!(
            told.texts(".notice--warn li").len(),
            1,
            "{} is listed with what stands in the way",
            sent.id
        );
        ada.submit("/admin/bulk", &[("id", &*id), ("decision", "claim")])
            .await;
    }
    assert_eq!(site.dump().await, before);
    for sent in theirs {
        ada.get(&sent.page).await.assert_ok();
        decline(&ada, sent).await;
        assert_eq!(status_of(&site, sent).await, SuggestionStatus::Declined);
    }
}

async fn decline(person: &Person, sent: &Sent) {
    let page = person.get(&sent.page).await;
    let typed = [("decision", "decline"), ("reason", "Off topic")];
    let form = filled(&page, FORM, &typed);
    person.send(&sent.decision, &form).await.assert_status(303);
}

#[tokio::test]
async fn a_move_out_of_their_categories_needs_both() {
    let site = TestSite::new().await;
    let ada = moderator_of(&site, "ada", "guidance").await;
    let moved = suggest_edit(&site, 4, |fields| fields.category = "policy".to_owned()).await;
    let page = ada.get(&moved.page).await;
    let version = page.one(&format!("{FORM} [name=version]"));
    let form = [
        ("decision", "approve"),
        ("version", version.attr("value").unwrap()),
    ];
    let refused = ada.submit(&moved.decision, &form).await;
    refused.assert_status(422);
    assert!(refused.text().contains(
        "Choose one of your own categories, or leave this to somebody who decides there"
    ));
    assert_eq!(status_of(&site, &moved).await, SuggestionStatus::Pending);
    site.execute(
        "INSERT INTO user_categories SELECT u.id, c.id FROM users u, categories c
         WHERE u.name = 'ada' AND c.path = 'policy'",
    )
    .await;
    ada.submit(&moved.decision, &form).await.assert_status(303);
    assert_eq!(status_of(&site, &moved).await, SuggestionStatus::Approved);
}

#[tokio::test]
async fn they_edit_what_is_theirs_and_nothing_else() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    below_guidance(&site, &grace).await;
    let ada = moderator_of(&site, "ada", "guidance").await;
    let list = ada.get("/admin/entries").await;
    assert!(
        list.html().contains("/admin/entries/4") && !list.html().contains("/admin/entries/1\"")
    );
    assert_eq!(
        list.texts("nav[aria-label] a[aria-current=page]")
            .last()
            .unwrap(),
        "Live 3"
    );
    let tree = ada.get("/admin/categories").await;
    assert_eq!(tree.select(".tree__row").len(), 2);
    let id_of = async |path: &str| {
        let sql = format!("SELECT id FROM categories WHERE path = '{path}'");
        site.count(Box::leak(sql.into_boxed_str())).await
    };
    let (policy, guidance) = (id_of("policy").await, id_of("guidance").await);
    let security = id_of("guidance/security").await;
    let before = site.dump().await;
    ada.get("/admin/entries/1").await.assert_status(403);
    ada.get(&format!("/admin/categories/{policy}"))
        .await
        .assert_status(403);
    let new = |category: &'static str| {
        [
            ("url", "https://new.example/"),
            ("title", "New"),
            ("category", category),
        ]
    };
    ada.submit("/admin/entries/new", &new("policy"))
        .await
        .assert_status(403);
    for action in ["verify", "retire", "delete", "up"] {
        ada.submit("/admin/entries/1", &[("action", action)])
            .await
            .assert_status(403);
    }
    for (path, form) in [
        (
            "/admin/entries/4",
            vec![("action", "move"), ("category", "policy")],
        ),
        (
            "/admin/entries",
            vec![("id", "1"), ("action", "retire"), ("confirm", "1")],
        ),
        ("/admin/entries", vec![("id", "1"), ("action", "retire")]),
        (
            "/admin/entries",
            vec![
                ("id", "4"),
                ("action", "move"),
                ("category", "policy"),
                ("confirm", "1"),
            ],
        ),
        ("/admin/categories", vec![("title", "Top")]),
        (
            "/admin/categories",
            vec![("title", "New"), ("parent", "policy")],
        ),
        (
            "/admin/tags",
            vec![("id", "1"), ("name", "else"), ("action", "rename")],
        ),
    ] {
        let refused = ada.submit(path, &form).await;
        assert_eq!(refused.status(), 403, "{path} {form:?}");
    }
    for (id, action) in [
        (policy, "up"),
        (guidance, "up"),
        (guidance, "delete"),
        (policy, "delete"),
    ] {
        let path = format!("/admin/categories/{id}");
        let refused = ada
            .submit(&path, &[("action", action), ("into", "policy")])
            .await;
        assert_eq!(refused.status(), 403, "{path} {action}");
    }
    assert_eq!(site.dump().await, before);
    ada.submit("/admin/entries/new", &new("guidance/security"))
        .await
        .assert_status(303);
    ada.submit(
        "/admin/entries/4",
        &[("action", "move"), ("category", "guidance/security")],
    )
    .await
    .assert_status(303);
    ada.submit("/admin/entries/4", &[("action", "verify")])
        .await
        .assert_status(303);
    ada.edit(
        &format!("/admin/categories/{security}"),
        "main form.form",
        &[("introduction", "Keep secrets out.")],
    )
    .await
    .assert_status(303);
}
