//! What a receipt answers, for each kind of suggestion and each thing that can become of it.

use signpost::suggestions::SuggestionKind;

use crate::support::contributors::ORDINARY;
use crate::support::editing::filled;
use crate::support::people::Person;
use crate::support::reply::Reply;
use crate::support::site::TestSite;

/// Sends a suggestion of a kind through its form, and returns the receipt's address.
async fn send(site: &TestSite, visitor: &Person, kind: SuggestionKind) -> String {
    let (path, typed): (_, &[_]) = match kind {
        SuggestionKind::Entry => ("/suggest", &ORDINARY),
        SuggestionKind::Edit => ("/entries/1/suggest-edit", &[("title", "Open your code")]),
        SuggestionKind::Report => ("/entries/1/report", &[("reason", "dead")]),
        SuggestionKind::Category => ("/suggest-category", &[("title", "Ward tools")]),
    };
    let sent = visitor.fill_in(site, path, typed).await;
    sent.assert_status(303);
    sent.location().unwrap().to_owned()
}

async fn decide(person: &Person, changes: &[(&str, &str)]) -> Reply {
    let page = person.get("/admin/suggestions/1").await;
    let fields = filled(&page, ".decide form[novalidate]", changes);
    person.send("/admin/suggestions/1/decision", &fields).await
}

const DECLINE: [(&str, &str); 2] = [("decision", "decline"), ("reason", "Off topic")];

#[tokio::test]
async fn each_kind_has_its_own_answers() {
    for kind in SuggestionKind::ALL {
        let (added, declined) = match kind {
            SuggestionKind::Entry | SuggestionKind::Category => {
                ("Added to the directory", "Not added this time")
            }
            SuggestionKind::Edit => ("Your edit went in", "Not changed this time"),
            SuggestionKind::Report => ("We acted on your report", "Not changed this time"),
        };
        let asked = [("decision", "ask"), ("message", "Are you sure?")];
        let revised = [asked[0], asked[1], ("revise", "1")];
        let same = [("decision", "duplicate"), ("duplicate_of", "SP-0000-0000")];
        let claimed = [("decision", "claim")];
        for (decision, heading) in [
            (&[][..], "Thank you. It’s in the queue."),
            (&claimed, "A moderator is looking at it"),
            (&asked, "A moderator has a question"),
            (&revised, "A moderator asks for a change"),
            (&[("decision", "approve")], added),
            (&DECLINE, declined),
            (&same, "Merged with another suggestion"),
            (&[("decision", "spam")], "Thank you. It’s in the queue."),
        ] {
            let site = TestSite::new().await;
            let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
            let receipt = send(&site, &visitor, kind).await;
            if heading.starts_with("Merged") {
                let other = site.visitor();
                other
                    .suggest(&site, &[("url", "https://other.example/")])
                    .await;
                site.execute("UPDATE suggestions SET reference = 'SP-0000-0000' WHERE id = 2")
                    .await;
            }
            if !decision.is_empty() {
                decide(&ada, decision).await.assert_status(303);
            }
            let page = visitor.get(&receipt).await;
            page.assert_ok();
            let context = format!("{} {decision:?}", kind.as_str());
            assert_eq!(page.one("h1").text, heading, "{context}");
            assert!(!page.text().contains("ada"), "{context}");
            let is_spam = decision.iter().any(|(_, word)| *word == "spam");
            let open = ["Thank", "A mo"]
                .iter()
                .any(|start| heading.starts_with(start));
            assert_eq!(
                !page.select("[value=withdraw]").is_empty(),
                open,
                "{context}"
            );
            assert!(!is_spam || !page.html().contains("spam"), "{context}");
        }
        let site = TestSite::new().await;
        let visitor = site.visitor();
        let receipt = send(&site, &visitor, kind).await;
        let withdrawn = [("action", "withdraw")];
        visitor
            .submit(&receipt, &withdrawn)
            .await
            .assert_status(303);
        assert_eq!(visitor.get(&receipt).await.one("h1").text, "Withdrawn");
    }
}

#[tokio::test]
async fn a_link_that_went_in_changed_says_what_was_changed() {
    let site = TestSite::new().await;
    let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
    let receipt = visitor
        .suggest(&site, &[("tags", "wards"), ("category", "not-sure")])
        .await;
    let chosen = [
        ("decision", "approve"),
        ("category", "guidance"),
        ("title", "Ward planner for beds"),
        ("tags", ""),
        ("message", "Thank you: we shortened it."),
    ];
    decide(&ada, &chosen).await.assert_status(303);
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "Added, with changes");
    assert!(page.text().contains("Thank you: we shortened it."));
    let said = page.texts("aside dl dd");
    assert!(
        said.contains(&"Ward planner Changed to: Ward planner for beds".to_owned()),
        "{said:?}"
    );
    assert!(said.contains(&"wards Not taken".to_owned()), "{said:?}");
    assert!(
        said.contains(&"Plans beds on a ward. Taken".to_owned()),
        "{said:?}"
    );
}

#[tokio::test]
async fn a_place_that_was_left_to_the_moderators_is_no_change_of_theirs() {
    let site = TestSite::new().await;
    let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
    let receipt = visitor.suggest(&site, &[("category", "not-sure")]).await;
    let chosen = [("decision", "approve"), ("category", "policy")];
    decide(&ada, &chosen).await.assert_status(303);
    let page = visitor.get(&receipt).await;
    assert_eq!(page.one("h1").text, "Added to the directory");
    assert!(page.select("aside dl .hint").is_empty());
}
