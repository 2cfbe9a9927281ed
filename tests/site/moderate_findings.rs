//! What the automatic review finds in the directory around a suggestion.

use signpost::directory::entry_input::EntryInput;
use signpost::directory::{Change, EntryFields};

use crate::support::builders::entry;
use crate::support::people::Person;
use crate::support::site::TestSite;
use crate::support::suggestions::{called, suggest, suggest_category, ward_list};

/// The findings as they are read.
async fn findings(person: &Person, review: &str) -> Vec<String> {
    let page = person.get(review).await;
    page.assert_ok();
    page.texts(".verdicts li")
}

#[tokio::test]
async fn a_host_that_looks_like_a_listed_one_is_found() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let listed = entry("https://www.wardlist.example/", "Ward list", 1);
    site.add_entry(listed).await;
    let sent = |url: &str| EntryInput {
        url: url.to_owned(),
        ..ward_list()
    };
    // A 1 for an l, as UTS 39 has it.
    let twin = suggest(&site, sent("https://ward1ist.example/")).await;
    let found = findings(&ada, &twin.page).await;
    let said = "The host can be taken for wardlist.example";
    assert!(found.iter().any(|line| line.starts_with(said)), "{found:?}");
    let own = suggest(&site, sent("https://wardlist.example/other")).await;
    let found = findings(&ada, &own.page).await;
    assert!(
        !found.iter().any(|line| line.contains("can be taken for")),
        "{found:?}"
    );
}

#[tokio::test]
async fn an_entry_that_reads_alike_is_found_by_its_words() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let fields = EntryFields {
        description: "Discharge letters written from templates by pharmacists and junior doctors."
            .to_owned(),
        ..entry("https://letters.example/", "Scribe", 1)
    };
    site.change(Change::CreateEntry(fields)).await;
    let alike = EntryInput {
        description: "Templates from which pharmacists and doctors write discharge letters."
            .to_owned(),
        ..called("Quill")
    };
    let alike = suggest(&site, alike).await;
    let found = findings(&ada, &alike.page).await;
    assert!(
        found.iter().any(|line| line.starts_with("Similar entries")
            && line.contains("Scribe")
            && line.contains("(like text)")),
        "{found:?}"
    );
    let page = ada.get(&alike.page).await;
    assert!(
        page.texts("label bdi")
            .iter()
            .any(|label| label.starts_with("Scribe in "))
    );
    let other = EntryInput {
        description: "Bed numbers of every hospital, day by day, as a spreadsheet.".to_owned(),
        ..called("Beds")
    };
    let other = suggest(&site, other).await;
    let found = findings(&ada, &other.page).await;
    assert!(
        !found.iter().any(|line| line.contains("Scribe")),
        "{found:?}"
    );
}

#[tokio::test]
async fn words_that_mean_something_to_the_index_mean_nothing_here() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let odd = EntryInput {
        description: "NEAR(\"a\" AND b*) OR title : (c NOT d) {e f} ^g -h + \"\" '; DROP ☃ 患者 "
            .repeat(9),
        title: "\"AND\" OR NOT * : ( NEAR".to_owned(),
        ..ward_list()
    };
    let odd = suggest(&site, odd).await;
    ada.get(&odd.page).await.assert_ok();
}

#[tokio::test]
async fn of_a_category_only_what_concerns_one_is_said() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let sent = suggest_category(&site, "WARD TOOLS AND LISTS.", "guidance").await;
    let twin = suggest_category(&site, "Ward tools and lists.", "guidance").await;
    let found = findings(&ada, &sent.page).await;
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("Another suggestion for this waits in the queue"));
    assert!(found[0].contains(&twin.reference));
    assert_eq!(found[1], "No other category is called so");
    assert_eq!(
        found[2],
        "The words could be betterThe title is in capitals. The title ends with a full stop."
    );
}
