//! The layers against spam that come after the form's own: work under pressure, blocked words,
//! texts that came before, and people who are known; and what becomes of the spam pile.

use sha2::{Digest, Sha256};
use signpost::clock::{DAY, SECOND};
use signpost::operations::upkeep;
use signpost::suggestions::{Sign, Suggestion, SuggestionStatus};
use signpost::transfer::Beginning;

use crate::support::contributors::ORDINARY;
use crate::support::editing::filled;
use crate::support::people::Person;
use crate::support::reply::Reply;
use crate::support::site::TestSite;

const LONG_NOTE: &str = "Our whole team has used it on every ward since the spring of 2024.";

fn signs(suggestion: &Suggestion) -> Vec<Sign> {
    suggestion.signs.iter().map(|one| one.sign).collect()
}

async fn last(site: &TestSite) -> Suggestion {
    site.suggestions().await.pop().unwrap()
}

/// What `static/pow.js` finds for the form that a page shows.
fn solve(page: &Reply) -> String {
    let bits: u32 = page
        .one("form[data-bits]")
        .attr("data-bits")
        .unwrap()
        .parse()
        .unwrap();
    let token = page.one("input[name=form_token]");
    let token = token.attr("value").unwrap();
    let zeros = |number: &u64| {
        let hash = Sha256::digest(format!("{token}:{number}"));
        u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]).leading_zeros() >= bits
    };
    (0..).find(zeros).unwrap().to_string()
}

async fn decide(site: &TestSite, moderator: &Person, id: i64, verdict: &[(&str, &str)]) {
    let path = format!("/admin/suggestions/{id}");
    let page = moderator.get(&path).await;
    let version = page.select("input[name=version]").remove(0);
    let mut form = vec![("version", version.attr("value").unwrap())];
    form.extend(verdict);
    let reply = moderator.submit(&format!("{path}/decision"), &form).await;
    reply.assert_status(303);
    site.clock().advance(SECOND);
}

#[tokio::test]
async fn under_pressure_a_browser_works_instead_of_waiting() {
    let site = TestSite::with(Beginning::Starter, &[("limits", "total_hour=2/h")]).await;
    let calm = site.visitor().get("/suggest").await;
    assert!(calm.select("form[data-bits], script[src*=pow]").is_empty());
    for n in 0..2 {
        let url = format!("https://calm{n}.example/");
        site.visitor().suggest(&site, &[("url", &url)]).await;
    }
    let visitor = site.visitor();
    let page = visitor.get("/suggest").await;
    page.one("script[type=module][src*='pow.js'][integrity]");
    // At once and without work: not yet, with every word kept.
    let soon = visitor.send_as_typed("/suggest", &page, &ORDINARY).await;
    soon.assert_status(429);
    assert_eq!(soon.header("retry-after"), Some("30"));
    assert_eq!(soon.one("#title").attr("value"), Some("Ward planner"));
    // Work for another form is no work for this one.
    let foreign = solve(&site.visitor().get("/suggest").await);
    let refused = visitor
        .send_as_typed("/suggest", &soon, &[("work", &foreign)])
        .await;
    refused.assert_status(429);
    let work = solve(&soon);
    let sent = visitor
        .send_as_typed("/suggest", &soon, &[("work", &work)])
        .await;
    sent.assert_status(303);
    assert_eq!(last(&site).await.status, SuggestionStatus::Pending);
    // It was good for one suggestion: with another link it counts as without a form.
    let again = [("work", work.as_str()), ("url", "https://second.example/")];
    visitor
        .send_as_typed("/suggest", &soon, &again)
        .await
        .assert_status(429);
    assert_eq!(site.suggestions().await.len(), 3);
    // New links being held back, reports and edits come in.
    let report = site.visitor();
    report
        .fill_in(&site, "/entries/1/report", &[("reason", "dead")])
        .await
        .assert_status(303);
    site.visitor()
        .submit("/entries/2/report", &[("reason", "dead")])
        .await
        .assert_status(303);
}

#[tokio::test]
async fn edits_and_reports_are_counted_apart_from_new_links() {
    let limits = [("limits", "suggest=1/10m,edit=2/10m,report=3/10m")];
    let site = TestSite::with(Beginning::Starter, &limits).await;
    let visitor = site.visitor();
    visitor.suggest(&site, &[]).await;
    let other = [("url", "https://other.example/"), ORDINARY[1], ORDINARY[2]];
    visitor
        .fill_in(&site, "/suggest", &other)
        .await
        .assert_status(429);
    for n in 1..=3 {
        let status = if n <= 2 { 303 } else { 429 };
        let title = format!("Better title {n}");
        let path = format!("/entries/{n}/suggest-edit");
        let reply = visitor.fill_in(&site, &path, &[("title", &title)]).await;
        reply.assert_status(status);
    }
    for n in 1..=4 {
        let status = if n <= 3 { 303 } else { 429 };
        let path = format!("/entries/{n}/report");
        let reply = visitor.fill_in(&site, &path, &[("reason", "dead")]).await;
        reply.assert_status(status);
    }
}

#[tokio::test]
async fn a_blocked_word_folds_and_says_which_and_why() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    let path = "/admin/settings/blocked-words";
    assert!(grace.get(path).await.text().contains("No word is blocked."));
    let empty = grace.submit(path, &[("new", " !! ")]).await;
    empty.assert_status(422);
    assert_eq!(empty.texts(".errors li"), ["Enter a word"]);
    let form = [("new", "Online  CASINÓ"), ("why", "A wave in May")];
    let done = grace.submit(path, &form).await;
    done.assert_redirect(&format!("{path}?done=blocked"));
    site.assert_newest("grace", "blocked_word 1", "create", "")
        .await;
    let again = grace.submit(path, &form).await;
    again.assert_redirect(&format!("{path}?done=unchanged"));
    for (field, text, status) in [
        (
            "description",
            "The best online casino!",
            SuggestionStatus::Spam,
        ),
        ("title", "ONLINE-CASINO", SuggestionStatus::Spam),
        ("note", "Casino online", SuggestionStatus::Pending),
        (
            "url",
            "https://online-casino.example/",
            SuggestionStatus::Spam,
        ),
    ] {
        let visitor = site.visitor();
        visitor
            .suggest(
                &site,
                &[
                    ("url", "https://a.example/"),
                    ("confirm_duplicate", "1"),
                    (field, text),
                ],
            )
            .await;
        let sent = last(&site).await;
        assert_eq!(sent.status, status, "{field}: {text}");
        if status == SuggestionStatus::Spam {
            let reason = sent.signs[0].reason();
            assert_eq!(
                reason,
                "Uses a blocked word: “online casino”, A wave in May"
            );
            let review = grace.get(&format!("/admin/suggestions/{}", sent.id)).await;
            assert!(review.text().contains(&reason));
        }
    }
    let gone = grace.submit(path, &[("word", "online casino")]).await;
    gone.assert_redirect(&format!("{path}?done=unblocked"));
    site.assert_newest("grace", "blocked_word 1", "delete", "")
        .await;
    site.moderator("ada")
        .await
        .get(path)
        .await
        .assert_status(403);
}

#[tokio::test]
async fn a_text_that_came_with_other_links_counts() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let note = [("note", LONG_NOTE)];
    site.visitor().suggest(&site, &note).await;
    assert!(signs(&last(&site).await).is_empty());
    let first = last(&site).await.id;
    let elsewhere = [("url", "https://elsewhere.example/"), ("note", LONG_NOTE)];
    site.visitor().suggest(&site, &elsewhere).await;
    assert_eq!(signs(&last(&site).await), [Sign::SameText]);
    assert_eq!(last(&site).await.status, SuggestionStatus::Pending);
    decide(&site, &ada, first, &[("decision", "spam")]).await;
    let third = [
        ("url", "https://third.example/"),
        ("description", LONG_NOTE),
    ];
    site.visitor().suggest(&site, &third).await;
    assert_eq!(signs(&last(&site).await), [Sign::SpamText]);
    // Short texts are alike by chance, and a month later it is forgotten.
    for _ in 0..2 {
        let url = format!("https://short{}.example/", site.suggestions().await.len());
        site.visitor()
            .suggest(&site, &[("url", &url), ("note", "Very useful")])
            .await;
        assert!(signs(&last(&site).await).is_empty());
    }
    site.clock().advance(31 * DAY);
    let late = [("url", "https://late.example/"), ("note", LONG_NOTE)];
    site.visitor().suggest(&site, &late).await;
    assert!(signs(&last(&site).await).is_empty());
}

#[tokio::test]
async fn who_was_approved_twice_by_a_confirmed_address_passes_more_lightly() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let mail = ("email", "charlie@example.org");
    for n in 0..2 {
        let url = format!("https://good{n}.example/");
        site.visitor().suggest(&site, &[("url", &url), mail]).await;
        let id = last(&site).await.id;
        decide(&site, &ada, id, &[("decision", "approve")]).await;
    }
    let hard = |n: usize| format!("https://hard{n}.example/");
    let send = async |n: usize, more: (&str, &str)| {
        let url = hard(n);
        let links = format!("See https://a{n}.example and https://b.example.");
        let typed = [
            ("url", url.as_str()),
            ("description", links.as_str()),
            ("title", "a\u{200b}b"),
            more,
        ];
        site.visitor().suggest(&site, &typed).await;
        last(&site).await.score
    };
    assert_eq!(send(1, mail).await, 4, "an address that nobody confirmed");
    site.execute("UPDATE contributors SET confirmed_at = 1 WHERE email <> ''")
        .await;
    assert_eq!(send(2, ("email", "Charlie@Example.org")).await, 0);
    assert!(signs(&last(&site).await).contains(&Sign::Known));
    assert_eq!(send(3, ("email", "other@example.org")).await, 4);
    assert_eq!(send(4, ("email", "")).await, 4);
}

#[tokio::test]
async fn spam_is_kept_for_thirty_days_and_then_only_what_is_for_the_record() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let caught = site
        .visitor()
        .suggest(
            &site,
            &[
                ("website", "x"),
                ("name", "Mallory"),
                ("note", "clandestine plumage"),
            ],
        )
        .await;
    let judged_url = ("url", "https://judged.example/");
    let judged = site
        .visitor()
        .suggest(&site, &[judged_url, ("note", "unlikely plumage")])
        .await;
    let marked = last(&site).await;
    let form = [("decision", "spam"), ("note", "between moderators")];
    decide(&site, &ada, marked.id, &form).await;
    let pile = "/admin?status=spam";
    let look_after = async || upkeep::run_once(site.app()).await.unwrap();
    site.clock().advance(30 * DAY - 60 * SECOND);
    look_after().await;
    assert_eq!(site.count_with(SuggestionStatus::Spam).await, 2);
    // Nobody is signed in for a month.
    let ada = site.moderator("bea").await;
    assert!(ada.get(pile).await.text().contains("Ward planner"));
    site.clock().advance(60 * SECOND);
    look_after().await;
    assert!(!ada.get(pile).await.text().contains("Ward planner"));
    for receipt in [&caught, &judged] {
        site.visitor().get(receipt).await.assert_status(404);
    }
    let dump = site.dump().await;
    for gone in [
        "clandestine plumage",
        "unlikely plumage",
        "between moderators",
        "Mallory",
        "Ward planner",
    ] {
        assert!(!dump.contains(gone), "{gone}");
    }
    for kept in [marked.reference.as_str(), "judged.example", "'spam'"] {
        assert!(dump.contains(kept), "{kept}");
    }
    ada.get(&format!("/admin/suggestions/{}", marked.id))
        .await
        .assert_status(404);
    // Its host is still known, and nothing else happens at the next look.
    let before = site.dump().await;
    look_after().await;
    assert_eq!(site.dump().await, before);
    site.visitor()
        .suggest(&site, &[("url", "https://judged.example/2")])
        .await;
    assert_eq!(signs(&last(&site).await), [Sign::BadHost]);
}

#[tokio::test]
async fn no_spam_after_all_teaches_the_site_about_the_place() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    let shop = |n: usize| format!("https://shop.example/{n}");
    for n in 0..2 {
        site.visitor().suggest(&site, &[("url", &shop(n))]).await;
        let id = last(&site).await.id;
        decide(&site, &ada, id, &[("decision", "spam")]).await;
    }
    site.visitor().suggest(&site, &[("url", &shop(2))]).await;
    assert_eq!(signs(&last(&site).await), [Sign::BadHost]);
    decide(&site, &ada, 1, &[("decision", "restore")]).await;
    assert_eq!(
        site.suggestions().await[0].status,
        SuggestionStatus::Pending
    );
    site.visitor().suggest(&site, &[("url", &shop(3))]).await;
    assert!(!signs(&last(&site).await).contains(&Sign::BadHost));
    // What a moderator took out of the pile stays out when its contributor corrects it.
    let mallory = site.visitor();
    let trap = [
        ("url", "https://trap.example/"),
        ("website", "filled by a password manager"),
    ];
    let receipt = mallory.suggest(&site, &trap).await;
    let id = last(&site).await.id;
    decide(&site, &ada, id, &[("decision", "restore")]).await;
    let page = mallory.get(&format!("{receipt}?correct=1")).await;
    let typed = [
        ("action", "correct"),
        ("title", "Nicer"),
        ("website", "again"),
    ];
    let fields = filled(&page, "#correct form", &typed);
    mallory
        .send(&receipt, &fields)
        .await
        .assert_redirect(&receipt);
    assert_eq!(last(&site).await.status, SuggestionStatus::Pending);
}

#[tokio::test]
async fn blocking_a_site_with_its_backlog_is_undone_in_one_step() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    for n in 0..3 {
        let url = format!("https://wave.example/{n}");
        site.visitor().suggest(&site, &[("url", &url)]).await;
    }
    site.visitor().suggest(&site, &[]).await;
    decide(
        &site,
        &grace,
        2,
        &[("decision", "spam"), ("block_host", "1")],
    )
    .await;
    assert_eq!(site.count_with(SuggestionStatus::Spam).await, 3);
    let path = "/admin/settings/blocked-hosts";
    let page = grace.get(path).await;
    let button = page.one("button[name=return]");
    assert_eq!(
        button.text,
        "Unblock wave.example and return 3 to the queue"
    );
    let undo = [("return", button.attr("value").unwrap())];
    let done = grace.submit(path, &undo).await;
    done.assert_redirect(&format!("{path}?done=returned"));
    assert_eq!(site.count_with(SuggestionStatus::Pending).await, 4);
    assert!(grace.get(path).await.text().contains("No site is blocked."));
    grace
        .submit(path, &undo)
        .await
        .assert_redirect(&format!("{path}?done=unchanged"));
}

#[tokio::test]
async fn a_site_is_blocked_by_hand() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    let path = "/admin/settings/blocked-hosts";
    for (new, words) in [
        ("", "Enter a site like example.org"),
        ("not a site", "Enter a site like example.org"),
        ("https://www.gov.uk/x", "so it can’t be blocked"),
    ] {
        let reply = grace.submit(path, &[("new", new), ("why", "kept")]).await;
        reply.assert_status(422);
        assert!(reply.one("#new-error").text.contains(words), "{new}");
        assert_eq!(reply.one("#why").attr("value"), Some("kept"));
    }
    let form = [
        ("new", "https://www.Shop.example/offers?x"),
        ("why", "Sells medicines"),
    ];
    let done = grace.submit(path, &form).await;
    done.assert_redirect(&format!("{path}?done=blocked"));
    site.assert_newest("grace", "blocked_host 1", "create", "")
        .await;
    let page = grace.get(path).await;
    assert_eq!(page.one(".lines strong").text, "shop.example");
    assert!(page.text().contains("Sells medicines"));
    assert!(page.select("button[name=return]").is_empty());
    site.visitor()
        .suggest(&site, &[("url", "https://a.shop.example/")])
        .await;
    assert_eq!(last(&site).await.status, SuggestionStatus::Spam);
}
