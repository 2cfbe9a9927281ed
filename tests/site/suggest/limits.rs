//! Limits on how much may come in.

use signpost::clock::{HOUR, MINUTE, SECOND};
use signpost::transfer::Beginning;

use crate::support::contributors::ORDINARY;
use crate::support::people::Person;
use crate::support::reply::Reply;
use crate::support::site::TestSite;

/// Suggests the `n`th link of a host, over the form.
async fn nth(site: &TestSite, person: &Person, host: &str, n: usize) -> Reply {
    let url = format!("https://{host}/{n}");
    let mut typed = ORDINARY;
    typed[0].1 = &url;
    person.fill_in(site, "/suggest", &typed).await
}

fn retry_after(reply: &Reply) -> i64 {
    reply.header("retry-after").unwrap().parse().unwrap()
}

#[tokio::test]
async fn five_in_ten_minutes_from_one_place_and_no_more() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    for n in 0..5 {
        let host = format!("host{n}.example.org");
        // Mistakes don't count.
        let mistake = visitor.submit("/suggest", &[("url", "x")]).await;
        mistake.assert_status(422);
        nth(&site, &visitor, &host, n).await.assert_status(303);
    }
    let sixth = nth(&site, &visitor, "host6.example.org", 6).await;
    sixth.assert_status(429);
    // The first was sent after 40 seconds, this one after 240.
    assert_eq!(retry_after(&sixth), 400);
    assert_eq!(
        sixth.texts(".errors li"),
        ["You’ve sent several suggestions. Try again in 7 minutes."]
    );
    assert_eq!(
        sixth.one("#url").attr("value"),
        Some("https://host6.example.org/6")
    );
    // Limits come before mistakes, and others are not in the way.
    visitor
        .submit("/suggest", &[("url", "x")])
        .await
        .assert_status(429);
    nth(&site, &site.visitor(), "host7.example.org", 7)
        .await
        .assert_status(303);

    site.clock().advance(359 * SECOND);
    visitor
        .send_as_typed("/suggest", &sixth, &[])
        .await
        .assert_status(429);
    site.clock().advance(SECOND);
    visitor
        .send_as_typed("/suggest", &sixth, &[])
        .await
        .assert_status(303);
}

#[tokio::test]
async fn thirty_a_day_from_one_network() {
    let site = TestSite::new().await;
    for n in 0..30 {
        let neighbour = site.visitor().from(&format!("198.51.100.{n}"));
        let host = format!("host{n}.example.org");
        nth(&site, &neighbour, &host, n).await.assert_status(303);
    }
    let next = site.visitor().from("198.51.100.99");
    let over = nth(&site, &next, "other.example.org", 0).await;
    over.assert_status(429);
    assert!(
        over.text()
            .contains("Several suggestions came from your network.")
    );
    assert!(retry_after(&over) > 23 * 3_600);
}

#[tokio::test]
async fn ten_a_day_to_one_site_where_code_hosts_are_many() {
    let site = TestSite::new().await;
    for n in 0..10 {
        nth(&site, &site.visitor(), "www.busy.example", n)
            .await
            .assert_status(303);
    }
    let over = nth(&site, &site.visitor(), "busy.example", 10).await;
    over.assert_status(429);
    assert!(
        over.text()
            .contains("Several people suggested links to this site.")
    );
    for n in 0..11 {
        let host = format!("github.com/owner{n}");
        nth(&site, &site.visitor(), &host, n)
            .await
            .assert_status(303);
    }
}

#[tokio::test]
async fn under_pressure_a_form_must_have_been_open_for_a_while() {
    let site = TestSite::with(Beginning::Starter, &[("limits", "total_hour=2/h")]).await;
    for n in 0..2 {
        nth(&site, &site.visitor(), "calm.example", n)
            .await
            .assert_status(303);
    }
    let visitor = site.visitor();
    let bare = visitor.submit("/suggest", &ORDINARY).await;
    bare.assert_status(429);
    assert_eq!(retry_after(&bare), 30);
    assert_eq!(
        bare.texts(".errors li"),
        ["A lot of suggestions are coming in. Try again in 30 seconds."]
    );
    site.clock().advance(12 * SECOND);
    let soon = visitor.send_as_typed("/suggest", &bare, &[]).await;
    soon.assert_status(429);
    assert_eq!(retry_after(&soon), 18);
    assert_eq!(soon.one("#title").attr("value"), Some("Ward planner"));
    site.clock().advance(18 * SECOND);
    visitor
        .send_as_typed("/suggest", &soon, &[])
        .await
        .assert_status(303);
}

#[tokio::test]
async fn corrections_have_an_end_too() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let page = visitor.get("/suggest").await;
    for n in 0..5 {
        let title = format!("Title {n}");
        let mut typed = ORDINARY;
        typed[1].1 = &title;
        visitor
            .send_as_typed("/suggest", &page, &typed)
            .await
            .assert_status(303);
    }
    let over = visitor.send_as_typed("/suggest", &page, &ORDINARY).await;
    over.assert_status(429);
    assert!(over.text().contains("You’ve corrected this several times."));
    site.clock().advance(10 * MINUTE);
    visitor
        .send_as_typed("/suggest", &page, &ORDINARY)
        .await
        .assert_status(303);
    assert_eq!(site.only_suggestion().await.version, 6);
}

#[tokio::test]
async fn the_operator_can_lift_every_limit() {
    let site = TestSite::with(Beginning::Starter, &[("limits", "off")]).await;
    let visitor = site.visitor();
    for n in 0..40 {
        let url = format!("https://same.example/{n}");
        let mut typed = ORDINARY;
        typed[0].1 = &url;
        visitor.submit("/suggest", &typed).await.assert_status(303);
    }
    let page = visitor.get("/suggest").await;
    visitor
        .send_as_typed("/suggest", &page, &ORDINARY)
        .await
        .assert_status(303);
    let all = site.suggestions().await;
    assert_eq!(all.len(), 41);
    assert_eq!(
        all.last().unwrap().score,
        0,
        "the age of the form does not count"
    );
    site.clock().advance(HOUR);
}
