use signpost::clock::{MINUTE, SECOND};

use super::*;

fn seconds_to_wait(reply: &Reply) -> u64 {
    reply.assert_status(429);
    reply.header("retry-after").unwrap().parse().unwrap()
}

#[tokio::test]
async fn one_network_gets_ten_wrong_tries_in_a_quarter_of_an_hour() {
    let site = TestSite::new().await;
    add_ada(&site).await;
    for n in 0..10 {
        let thief = site.visitor().from("203.0.113.7");
        let page = sign_in(&thief, &format!("name {n}"), "wrong").await;
        page.assert_status(422);
    }
    let thief = site.visitor().from("203.0.113.7");
    let page = sign_in(&thief, "ada", PASSWORD).await;
    assert!(seconds_to_wait(&page) <= 900);
    assert_eq!(thief.cookie(SESSION), None);
    let neighbour = site.visitor().from("203.0.113.8");
    sign_in(&neighbour, "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
    site.clock().advance(15 * MINUTE);
    sign_in(&thief, "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
}

#[tokio::test]
async fn a_wider_network_gets_fifty_an_hour() {
    let site = TestSite::new().await;
    let mut refused = 0;
    for n in 0..60 {
        let thief = site.visitor().from(&format!("2001:db8:1:{n:x}::1"));
        let page = sign_in(&thief, &format!("name {n}"), "wrong").await;
        refused += usize::from(page.status() == 429);
    }
    assert_eq!(refused, 10);
}

/// Two hundred guesses in an hour from sixty-four networks, and the owner in the middle of them.
#[tokio::test]
async fn guessing_one_account_slows_down_and_its_owner_does_not_notice() {
    let site = TestSite::new().await;
    add_ada(&site).await;
    let owner = site.visitor();
    sign_in(&owner, "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
    assert!(owner.cookie(DEVICE).is_some());
    owner.submit("/logout", &[] as &[(&str, &str)]).await;
    let mut judged = 0;
    for n in 0..200 {
        let thief = site.visitor().from(&format!("198.51.{}.1", n % 64));
        let page = sign_in(&thief, "ADA", &format!("guess number {n}")).await;
        match page.status().as_u16() {
            422 => judged += 1,
            _ => assert!(seconds_to_wait(&page) <= 300),
        }
        if n == 100 {
            sign_in(&owner, "ada", PASSWORD)
                .await
                .assert_redirect("/admin");
        }
        site.clock().advance(18 * SECOND);
    }
    assert!((10..=30).contains(&judged), "{judged}");
}

#[tokio::test]
async fn a_right_password_from_elsewhere_waits_its_turn_and_then_passes() {
    let site = TestSite::new().await;
    add_ada(&site).await;
    for n in 0..5 {
        let page = sign_in(&site.visitor(), "ada", &format!("wrong guess {n}")).await;
        page.assert_status(422);
    }
    let owner = site.visitor();
    assert_eq!(seconds_to_wait(&sign_in(&owner, "ada", PASSWORD).await), 1);
    site.clock().advance(SECOND);
    sign_in(&owner, "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
}

#[tokio::test]
async fn mistyping_one_word_again_and_again_delays_nobody() {
    let site = TestSite::new().await;
    add_ada(&site).await;
    for _ in 0..8 {
        sign_in(&site.visitor(), "ada", "the same typo")
            .await
            .assert_status(422);
    }
    let owner = site.visitor();
    sign_in(&owner, "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
}

#[tokio::test]
async fn a_name_that_nobody_has_is_slowed_down_alike() {
    let site = TestSite::new().await;
    add_ada(&site).await;
    for n in 0..5 {
        for name in ["ada", "nobody"] {
            let page = sign_in(&site.visitor(), name, &format!("wrong guess {n}")).await;
            page.assert_status(422);
        }
    }
    for name in ["ada", "nobody"] {
        let page = sign_in(&site.visitor(), name, "one more guess").await;
        assert_eq!(seconds_to_wait(&page), 1);
    }
}

#[tokio::test]
async fn the_operator_can_lift_every_limit() {
    let settings = [("limits", "off")];
    let site = TestSite::with(signpost::transfer::Beginning::Empty, &settings).await;
    add_ada(&site).await;
    let somebody = site.visitor();
    for n in 0..60 {
        let page = sign_in(&somebody, "ada", &format!("wrong guess {n}")).await;
        page.assert_status(422);
    }
    sign_in(&somebody, "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
}
