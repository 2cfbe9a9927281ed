//! What a reader never notices: folding away what is probably spam.

use signpost::clock::{DAY, HOUR, SECOND};
use signpost::suggestions::{Sign, SuggestionStatus};

use crate::support::contributors::ORDINARY;
use crate::support::editing::filled;
use crate::support::site::TestSite;

#[tokio::test]
async fn what_is_folded_away_looks_the_same_to_its_sender() {
    let site = TestSite::new().await;
    let honest = site.visitor();
    let receipt = honest.suggest(&site, &[]).await;
    let open = honest.get(&receipt).await;
    honest
        .submit(&receipt, &[("action", "withdraw")])
        .await
        .assert_status(303);
    site.clock().advance(-40 * SECOND);
    let program = site.visitor();
    let folded = program
        .suggest(&site, &[("website", "https://buy.example")])
        .await;
    let shut = program.get(&folded).await;
    let all = site.suggestions().await;
    assert_eq!(all[1].status, SuggestionStatus::Spam);
    assert_eq!(all[1].signs[0].sign, Sign::Trap);
    let alike = |page: &crate::support::reply::Reply, path: &str, n: usize| {
        page.html()
            .replace(path, "PATH")
            .replace(all[n].reference.as_str(), "REFERENCE")
    };
    assert_eq!(alike(&shut, &folded, 1), alike(&open, &receipt, 0));
    assert_eq!(
        shut.headers().get("cache-control"),
        open.headers().get("cache-control")
    );

    // Nor does correcting or withdrawing give it away, and only a moderator rescues it.
    let typed = [("action", "correct"), ("title", "Nicer")];
    let form = program.get(&format!("{folded}?correct=1")).await;
    let corrected = filled(&form, "#correct form", &typed);
    program
        .send(&folded, &corrected)
        .await
        .assert_redirect(&folded);
    assert_eq!(site.suggestions().await[1].status, SuggestionStatus::Spam);
    program
        .submit(&folded, &[("action", "withdraw")])
        .await
        .assert_redirect(&folded);
    assert_eq!(program.get(&folded).await.one("h1").text, "Withdrawn");
}

#[tokio::test]
async fn without_the_form_ten_an_hour_reach_the_queue() {
    let site = TestSite::new().await;
    for n in 0..14 {
        let url = format!("https://host{n}.example/");
        let mut typed = ORDINARY;
        typed[0].1 = &url;
        site.visitor()
            .submit("/suggest", &typed)
            .await
            .assert_status(303);
    }
    assert_eq!(site.count_with(SuggestionStatus::Pending).await, 10);
    assert_eq!(site.count_with(SuggestionStatus::Spam).await, 4);
    let last = site.suggestions().await.pop().unwrap();
    let signs: Vec<_> = last.signs.iter().map(|scored| scored.sign).collect();
    assert_eq!(signs, [Sign::NoToken, Sign::TokenlessQuota]);
    // Who opens the form is not touched by it.
    site.visitor().suggest(&site, &[]).await;
    assert_eq!(site.count_with(SuggestionStatus::Pending).await, 11);
    site.clock().advance(HOUR);
    let mut typed = ORDINARY;
    typed[0].1 = "https://later.example/";
    site.visitor().submit("/suggest", &typed).await;
    assert_eq!(site.count_with(SuggestionStatus::Pending).await, 12);
}

#[tokio::test]
async fn how_long_the_form_was_open_counts() {
    for (open, score) in [
        (0, 3),
        (2 * SECOND, 3),
        (3 * SECOND, 0),
        (DAY, 0),
        (DAY + 1, 1),
    ] {
        let site = TestSite::new().await;
        let visitor = site.visitor();
        let page = visitor.get("/suggest").await;
        site.clock().advance(open);
        visitor
            .send_as_typed("/suggest", &page, &ORDINARY)
            .await
            .assert_status(303);
        let suggestion = site.only_suggestion().await;
        assert_eq!(suggestion.score, score, "{open}");
        assert_eq!(suggestion.status, SuggestionStatus::Pending);
    }
}

#[tokio::test]
async fn a_place_known_for_spam_counts_and_a_blocked_one_folds() {
    let site = TestSite::new().await;
    site.execute("INSERT INTO blocked_hosts (host, blocked_at) VALUES ('bad.example', 0)")
        .await;
    for (url, folded) in [
        ("https://shop.bad.example/1", true),
        ("https://www.bad.example/2", true),
        ("https://notbad.example/3", false),
        ("https://bad.example.org/4", false),
    ] {
        site.visitor().suggest(&site, &[("url", url)]).await;
        let last = site.suggestions().await.pop().unwrap();
        assert_eq!(last.status == SuggestionStatus::Spam, folded, "{url}");
    }
    site.moderator("ada").await;
    let receipt = site
        .visitor()
        .suggest(&site, &[("url", "https://github.com/spammer/x")])
        .await;
    site.execute("UPDATE suggestions SET status = 'spam', decided_at = 1 WHERE id = 5")
        .await;
    site.execute(
        "INSERT INTO decisions (suggestion_id, user_id, at, verdict) VALUES (5, 1, 1, 'spam')",
    )
    .await;
    let page = site.visitor().get(&receipt).await;
    assert_eq!(page.one("h1").text, "Thank you. It’s in the queue.");
    site.visitor()
        .suggest(&site, &[("url", "https://github.com/Spammer/y")])
        .await;
    assert_eq!(site.suggestions().await.pop().unwrap().score, 4);
    let typed = [
        ("url", "https://github.com/spammer/z"),
        ("description", "See https://x.example"),
    ];
    site.visitor().suggest(&site, &typed).await;
    assert_eq!(
        site.suggestions().await.pop().unwrap().status,
        SuggestionStatus::Spam
    );
    site.visitor()
        .suggest(&site, &[("url", "https://github.com/nhsx/y")])
        .await;
    assert_eq!(site.suggestions().await.pop().unwrap().score, 0);
}

#[tokio::test]
async fn a_wave_of_links_to_one_place_counts() {
    let site = TestSite::new().await;
    for (n, score) in [0, 0, 0, 2].into_iter().enumerate() {
        let url = format!("https://wave.example/{n}");
        site.visitor().suggest(&site, &[("url", &url)]).await;
        assert_eq!(site.suggestions().await.pop().unwrap().score, score, "{n}");
    }
}

#[tokio::test]
async fn invisible_characters_are_taken_out_and_said() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let receipt = visitor
        .suggest(&site, &[("title", "Pay\u{202e}pal\u{200b}")])
        .await;
    let suggestion = site.only_suggestion().await;
    assert_eq!(suggestion.payload.fields().unwrap().title, "Paypal");
    assert_eq!(suggestion.score, 2);
    assert!(
        visitor
            .get(&receipt)
            .await
            .text()
            .contains("We took out invisible characters")
    );
}

#[tokio::test]
async fn a_flood_leaves_the_genuine_ones_in_the_queue() {
    let site = TestSite::new().await;
    let replayed = site.visitor().get("/suggest").await;
    let mut spam = 0_usize;
    for n in 0..1_050_u32 {
        let sender = site
            .visitor()
            .from(&format!("203.{}.{}.9", n / 200, n % 200));
        // Five hundred posts without the form, three hundred that fill in every field, two
        // hundred with one token, and one host fifty times.
        let url = match n % 21 {
            20 => format!("https://one-host.example/{n}"),
            _ => format!("https://spam{n}.example/"),
        };
        let mut typed = ORDINARY.to_vec();
        typed[0].1 = &url;
        spam += 1;
        match n % 21 {
            0..10 => drop(sender.submit("/suggest", &typed).await),
            10..16 => {
                typed.push(("website", "x"));
                let page = sender.get("/suggest").await;
                sender.send_as_typed("/suggest", &page, &typed).await;
            }
            16..20 => drop(sender.send_as_typed("/suggest", &replayed, &typed).await),
            _ => {
                let page = sender.get("/suggest").await;
                sender.send_as_typed("/suggest", &page, &typed).await;
            }
        }
        if n % 26 == 0 && n < 1_040 {
            let url = format!("https://good{n}.example/");
            let typed = [("url", url.as_str())];
            site.visitor()
                .from(&format!("198.51.{}.7", n / 26))
                .suggest(&site, &typed)
                .await;
        }
    }
    let all = site.suggestions().await;
    let waiting = all
        .iter()
        .filter(|one| one.status == SuggestionStatus::Pending);
    let (good, bad): (Vec<_>, Vec<_>) = waiting
        .map(|one| one.host.clone().unwrap_or_default())
        .partition(|host| host.starts_with("good"));
    assert_eq!(good.len(), 40);
    assert!(bad.len() * 20 <= spam, "{} of {spam}: {bad:?}", bad.len());
}
