//! Suggesting a category, and what becomes of it.

use signpost::suggestions::{SuggestionKind, SuggestionStatus};

use crate::support::editing::filled;
use crate::support::people::Person;
use crate::support::site::TestSite;

/// What an ordinary contributor types.
const WARDS: [(&str, &str); 3] = [
    ("title", "Ward tools"),
    ("parent", "guidance"),
    ("note", "Three links wait for it."),
];

/// Decides as the form on the page would, with these fields changed.
async fn decide(
    person: &Person,
    id: i64,
    changes: &[(&str, &str)],
) -> crate::support::reply::Reply {
    let page = person.get(&format!("/admin/suggestions/{id}")).await;
    let fields = filled(&page, ".decide form[novalidate]", changes);
    person
        .send(&format!("/admin/suggestions/{id}/decision"), &fields)
        .await
}

#[tokio::test]
async fn a_category_goes_from_the_form_to_the_directory_and_its_receipt_leads_there() {
    let site = TestSite::new().await;
    let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
    let form = visitor.get("/suggest").await;
    assert!(form.html().contains("href=\"/suggest-category\""));
    let sent = visitor.fill_in(&site, "/suggest-category", &WARDS).await;
    sent.assert_status(303);
    let receipt = sent.location().unwrap().to_owned();
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "Thank you. It’s in the queue.");
    assert_eq!(
        page.one(".lede").text,
        "You suggested the category Ward tools"
    );
    let suggestion = site.only_suggestion().await;
    assert_eq!(suggestion.kind, SuggestionKind::Category);
    let guidance = site
        .count("SELECT id FROM categories WHERE path = 'guidance'")
        .await;
    assert_eq!(suggestion.category_id, Some(guidance));

    let queue = ada.get("/admin?kind=category").await;
    assert_eq!(queue.texts(".queue h2 a"), ["Ward tools"]);
    let review = ada.get("/admin/suggestions/1").await;
    assert!(review.text().contains("Three links wait for it."));
    assert!(review.text().contains("No other category is called so"));
    assert_eq!(review.select("#url").len(), 0);
    decide(&ada, 1, &[("decision", "approve")])
        .await
        .assert_status(303);
    visitor
        .get("/categories/guidance/ward-tools")
        .await
        .assert_ok();
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "Added to the directory");
    assert_eq!(
        page.one(".lede a").attr("href"),
        Some("/categories/guidance/ward-tools")
    );
    site.assert_newest(
        "ada",
        &format!(
            "category {}",
            site.count("SELECT max(id) FROM categories").await
        ),
        "create",
        "",
    )
    .await;
}

#[tokio::test]
async fn a_moderator_changes_the_category_before_it_goes_live() {
    let site = TestSite::new().await;
    let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
    let sent = visitor.fill_in(&site, "/suggest-category", &WARDS).await;
    let receipt = sent.location().unwrap().to_owned();
    let taken = decide(
        &ada,
        1,
        &[
            ("decision", "approve"),
            ("parent", ""),
            ("slug", "guidance"),
        ],
    )
    .await;
    taken.assert_status(422);
    assert_eq!(
        taken.one("#slug-error").text,
        "Error: Another category here has this name in its address"
    );
    assert_eq!(taken.one("#title").attr("value"), Some("Ward tools"));
    decide(
        &ada,
        1,
        &[
            ("decision", "approve"),
            ("parent", ""),
            ("slug", "wards"),
            ("introduction", "For people on wards."),
        ],
    )
    .await
    .assert_status(303);
    let page = visitor.get("/categories/wards").await;
    assert!(page.text().contains("For people on wards."));
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "Added, with changes");
}

#[tokio::test]
async fn a_script_approves_with_the_version_alone() {
    let site = TestSite::new().await;
    let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
    visitor.fill_in(&site, "/suggest-category", &WARDS).await;
    let bare = [("decision", "approve"), ("version", "1")];
    ada.submit("/admin/suggestions/1/decision", &bare)
        .await
        .assert_status(303);
    visitor
        .get("/categories/guidance/ward-tools")
        .await
        .assert_ok();
}

#[tokio::test]
async fn a_name_that_is_there_or_waits_is_said_and_can_be_sent_all_the_same() {
    let site = TestSite::new().await;
    let (visitor, other) = (site.visitor(), site.visitor());
    let there = visitor
        .fill_in(&site, "/suggest-category", &[("title", " GUIDANCE ")])
        .await;
    there.assert_status(409);
    assert_eq!(
        there.one("#title-error").text,
        "Error: There is a category of this name already"
    );
    assert_eq!(
        there.select(".notice--warn a")[0].attr("href"),
        Some("/categories/guidance")
    );
    visitor
        .fill_in(&site, "/suggest-category", &WARDS)
        .await
        .assert_status(303);
    let waits = other.fill_in(&site, "/suggest-category", &WARDS).await;
    waits.assert_status(409);
    assert!(waits.text().contains("Somebody was first"));
    other
        .send_as_typed("/suggest-category", &waits, &[("confirm_duplicate", "1")])
        .await
        .assert_status(303);
    // The name at another place is another category.
    let elsewhere = [("title", "Ward tools"), ("parent", "policy")];
    site.visitor()
        .fill_in(&site, "/suggest-category", &elsewhere)
        .await
        .assert_status(303);
    let ada = site.moderator("ada").await;
    decide(&ada, 1, &[("decision", "approve")]).await;
    let second = decide(&ada, 2, &[("decision", "approve")]).await;
    second.assert_status(422);
    let review = ada.get("/admin/suggestions/2").await;
    assert!(
        review
            .text()
            .contains("There is a category of this name here already")
    );
    decide(
        &ada,
        2,
        &[
            ("decision", "duplicate"),
            (
                "duplicate_of",
                "https://links.example/categories/guidance/ward-tools",
            ),
        ],
    )
    .await
    .assert_status(303);
    assert_eq!(site.count_with(SuggestionStatus::Duplicate).await, 1);
}

#[tokio::test]
async fn what_needs_attention_is_said_and_a_correction_keeps_both() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let typed = [("title", " "), ("parent", "nowhere"), ("note", "Kept")];
    let refused = visitor.fill_in(&site, "/suggest-category", &typed).await;
    refused.assert_status(422);
    assert_eq!(
        refused.texts(".errors a"),
        [
            "Enter a name for the category",
            "Choose a category from the list, or Top level"
        ]
    );
    assert_eq!(refused.one("#note").text, "Kept");
    let sent = visitor.fill_in(&site, "/suggest-category", &WARDS).await;
    let receipt = sent.location().unwrap();
    let page = visitor.get(&format!("{receipt}?correct=1")).await;
    assert_eq!(page.one("#title").attr("value"), Some("Ward tools"));
    let mut fields = filled(&page, "#correct form", &[("title", "Tools for wards")]);
    fields.push(("action".to_owned(), "correct".to_owned()));
    visitor
        .send(receipt, &fields)
        .await
        .assert_redirect(receipt);
    assert_eq!(
        site.only_suggestion().await.payload.title(),
        "Tools for wards"
    );
    let kept = site.count("SELECT count(*) FROM suggestion_payloads").await;
    assert_eq!(kept, 2);
}

#[tokio::test]
async fn the_guards_of_the_other_forms_stand_here_too() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let names = ["One", "Two", "Three", "Four", "Five", "Six"];
    let mut receipts = Vec::new();
    for name in names {
        let sent = visitor
            .fill_in(&site, "/suggest-category", &[("title", name)])
            .await;
        receipts.push((sent.status().as_u16(), sent.location().map(str::to_owned)));
        if sent.status() == 429 {
            assert!(sent.header("retry-after").is_some());
            assert_eq!(sent.one("#title").attr("value"), Some("Six"));
        }
    }
    let statuses: Vec<_> = receipts.iter().map(|(status, _)| *status).collect();
    assert_eq!(statuses, [303, 303, 303, 303, 303, 429]);
    // The same words again are the same suggestion, and a trap folds them unseen.
    let other = site.visitor();
    let typed = [("title", "Seven"), ("website", "https://spam.example/")];
    let trapped = other.fill_in(&site, "/suggest-category", &typed).await;
    trapped.assert_status(303);
    let again = other.fill_in(&site, "/suggest-category", &typed).await;
    assert_eq!(again.location(), trapped.location());
    assert_eq!(site.count_with(SuggestionStatus::Spam).await, 1);
    assert_eq!(site.suggestions().await.len(), 6);
}
