use signpost::accounts::Role;
use signpost::app::App;
use signpost::clock::{Clock, MINUTE, SECOND};
use signpost::keys::Keys;
use signpost::server::Shutdown;
use totp_rs::{Algorithm, Builder, Secret};

use super::*;
use crate::sign_in::{SESSION, events, is_in};

/// An app on somebody's telephone.
struct Telephone(String);

impl Telephone {
    /// Types the key in that the page shows.
    fn reads(page: &Reply) -> Self {
        Self(page.one("code").text.replace(' ', ""))
    }

    /// The code `steps` after the current one.
    fn code(&self, site: &TestSite, steps: i64) -> String {
        let totp = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_secret(
                Secret::try_from_base32(&self.0)
                    .unwrap()
                    .as_bytes()
                    .to_vec(),
            )
            .build()
            .unwrap();
        let seconds = u64::try_from(site.now() / SECOND + 30 * steps).unwrap();
        totp.generate(seconds).to_string()
    }
}

/// Switches a second factor on, and says what stands on the paper in the drawer.
async fn enrol(site: &TestSite, person: &Person) -> (Telephone, Vec<String>) {
    let begun = person.submit(FACTOR, &[("action", "begin")]).await;
    let page = person.follow(begun).await;
    page.assert_ok();
    page.one("svg[role=img] path");
    let telephone = Telephone::reads(&page);
    let code = telephone.code(site, 0);
    let done = person
        .submit(FACTOR, &[("action", "confirm"), ("code", &code)])
        .await;
    done.assert_redirect(&format!("{FACTOR}?done=on"));
    let page = person.follow(done).await;
    let codes = page.texts(".ticket li");
    assert_eq!(codes.len(), 10);
    assert!(
        person.get(FACTOR).await.select(".ticket").is_empty(),
        "shown once"
    );
    // The code that switched it on is used up.
    site.clock().advance(30 * SECOND);
    (telephone, codes)
}

async fn give_code(person: &Person, code: &str) -> Reply {
    person.submit("/login", &[("code", code)]).await
}

/// Signs in up to where the code is asked for.
async fn half_way(site: &TestSite) -> Person {
    let person = site.visitor();
    let asked = sign_in(&person, "ada", PASSWORD).await;
    asked.assert_redirect("/login?next=%2Fadmin");
    assert_eq!(person.cookie(SESSION), None);
    assert_eq!(person.follow(asked).await.one("h1").text, "Enter your code");
    person
}

#[tokio::test]
async fn a_password_alone_opens_nothing_any_more() {
    let site = TestSite::new().await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let phone = site.visitor();
    sign_in(&phone, "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
    let before = ada.cookie(SESSION);
    let (telephone, _) = enrol(&site, &ada).await;
    assert_ne!(ada.cookie(SESSION), before, "a new session");
    assert!(!is_in(&phone).await, "every other browser was signed out");
    let thief = half_way(&site).await;
    assert!(!is_in(&thief).await);
    give_code(&thief, "000000").await.assert_status(422);
    give_code(&thief, "").await.assert_status(422);
    assert!(!is_in(&thief).await);
    let code = telephone.code(&site, 0);
    let spaced = format!(" {} {}", &code[..3], &code[3..]);
    give_code(&thief, &spaced).await.assert_redirect("/admin");
    assert!(is_in(&thief).await);
    let kinds = events(&site).await;
    let end = &kinds[kinds.len() - 4..];
    assert_eq!(
        end,
        [
            "second-factor-failed",
            "second-factor-failed",
            "second-factor-used",
            "sign-in"
        ]
    );
}

#[tokio::test]
async fn a_code_works_once_even_twice_at_once() {
    let site = TestSite::new().await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let (telephone, codes) = enrol(&site, &ada).await;
    for code in [telephone.code(&site, 0), codes[3].clone()] {
        let (one, other) = (half_way(&site).await, half_way(&site).await);
        let (first, second) = tokio::join!(give_code(&one, &code), give_code(&other, &code));
        let done = [first.status(), second.status()]
            .iter()
            .filter(|status| **status == 303)
            .count();
        assert_eq!(done, 1, "{} {}", first.status(), second.status());
        let late = half_way(&site).await;
        give_code(&late, &code).await.assert_status(422);
        site.clock().advance(6 * MINUTE);
    }
    // The one before is still taken, unless a later one was used.
    let late = half_way(&site).await;
    give_code(&late, &telephone.code(&site, -2))
        .await
        .assert_status(422);
    give_code(&late, &telephone.code(&site, 1))
        .await
        .assert_status(422);
    give_code(&late, &telephone.code(&site, -1))
        .await
        .assert_redirect("/admin");
    let later = half_way(&site).await;
    give_code(&later, &telephone.code(&site, 0))
        .await
        .assert_redirect("/admin");
    let last = half_way(&site).await;
    give_code(&last, &telephone.code(&site, -1))
        .await
        .assert_status(422);
}

#[tokio::test]
async fn five_wrong_codes_are_enough() {
    let site = TestSite::new().await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let (telephone, _) = enrol(&site, &ada).await;
    let thief = half_way(&site).await;
    for n in 0..5 {
        give_code(&thief, &format!("00000{n}"))
            .await
            .assert_status(422);
    }
    let refused = give_code(&half_way(&site).await, &telephone.code(&site, 0)).await;
    refused.assert_status(429);
    assert!(refused.header("retry-after").is_some());
    site.clock().advance(5 * MINUTE);
    give_code(&thief, &telephone.code(&site, 0))
        .await
        .assert_redirect("/admin");
    // A sign-in does not wait for its code for ever.
    let slow = half_way(&site).await;
    site.clock().advance(10 * MINUTE);
    let page = give_code(&slow, &telephone.code(&site, 0)).await;
    page.assert_status(422);
    assert_eq!(page.one("h1").text, "Sign in to moderate");
}

#[tokio::test]
async fn recovery_codes_open_it_and_can_be_made_anew() {
    let site = TestSite::new().await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let (_, codes) = enrol(&site, &ada).await;
    let by_hand = codes[0].to_uppercase().replace('-', " ");
    give_code(&half_way(&site).await, &by_hand)
        .await
        .assert_redirect("/admin");
    assert!(
        ada.get(FACTOR)
            .await
            .text()
            .contains("9 recovery codes left")
    );
    let done = ada.submit(FACTOR, &[("action", "codes")]).await;
    let new = ada.follow(done).await.texts(".ticket li");
    assert!(new.len() == 10 && !new.contains(&codes[1]));
    give_code(&half_way(&site).await, &codes[1])
        .await
        .assert_status(422);
    give_code(&half_way(&site).await, &new[1])
        .await
        .assert_redirect("/admin");
    let done = ada.submit(FACTOR, &[("action", "off")]).await;
    done.assert_redirect(&format!("{FACTOR}?done=off"));
    let phone = site.visitor();
    sign_in(&phone, "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
    let kinds = events(&site).await;
    for kind in [
        "second-factor-on",
        "recovery-code-used",
        "recovery-codes-renewed",
        "second-factor-off",
    ] {
        assert!(kinds.contains(&kind.to_owned()), "{kinds:?}");
    }
}

#[tokio::test]
async fn nothing_that_opens_it_stands_in_the_database() {
    let site = TestSite::new().await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let (telephone, codes) = enrol(&site, &ada).await;
    let secret = Secret::try_from_base32(&telephone.0)
        .unwrap()
        .as_bytes()
        .to_vec();
    let mut bytes = std::fs::read(site.path()).unwrap();
    bytes.extend(std::fs::read(site.path().with_extension("db-wal")).unwrap_or_default());
    let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    assert!(!holds(&secret) && !holds(telephone.0.as_bytes()));
    for code in &codes {
        assert!(!holds(code.as_bytes()) && !holds(code.replace('-', "").as_bytes()));
    }
    assert_eq!(
        site.count("SELECT count(*) FROM users WHERE length(totp_secret) > 20")
            .await,
        1
    );
}

#[tokio::test]
async fn a_lost_server_key_costs_only_the_codes_of_the_app() {
    let site = TestSite::new().await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let (telephone, codes) = enrol(&site, &ada).await;
    let app = site.app();
    let mut other = App::new(
        (*app.config).clone(),
        app.db.clone(),
        Clock::fixed(site.now()),
        Keys::new([8; 32]),
        Shutdown::default(),
    );
    other.accounts.passwords = app.accounts.passwords.clone();
    let ada = site.visitor_of(other);
    let asked = sign_in(&ada, "ada", PASSWORD).await;
    let page = ada.follow(asked).await;
    assert!(
        page.one(".notice--warn")
            .text
            .contains("recovery code still opens")
    );
    give_code(&ada, &telephone.code(&site, 0))
        .await
        .assert_status(422);
    give_code(&ada, &codes[0]).await.assert_redirect("/admin");
    let page = ada.get(FACTOR).await;
    assert!(page.one(".notice--warn").text.contains("key has changed"));
    ada.submit(FACTOR, &[("action", "off")])
        .await
        .assert_status(303);
    enrol(&site, &ada).await;
}

#[tokio::test]
async fn who_has_none_is_led_to_it_when_everybody_needs_one() {
    let site = TestSite::new().await;
    let grace = arrived(&site, "grace", Role::Administrator).await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let done = grace.submit(USERS, &[("action", "require")]).await;
    done.assert_redirect(&format!("{USERS}?done=required"));
    site.assert_newest("grace", "settings 1", "update", "")
        .await;
    for path in [
        "/admin",
        "/admin/account",
        "/admin/entries",
        "/admin/settings",
        USERS,
        TOKENS,
    ] {
        ada.get(path).await.assert_redirect(FACTOR);
        grace.get(path).await.assert_redirect(FACTOR);
    }
    let delete = [("action", "delete")];
    ada.submit("/admin/entries/1", &delete)
        .await
        .assert_redirect(FACTOR);
    let page = ada.get(FACTOR).await;
    assert!(page.one(".notice--warn").text.contains("asks everybody"));
    enrol(&site, &ada).await;
    ada.get("/admin").await.assert_ok();
    enrol(&site, &grace).await;
    let settings = grace.get("/admin/settings").await;
    let saved = filled(&settings, "form:has(#title)", &[("title", "Links")]);
    grace
        .send("/admin/settings", &saved)
        .await
        .assert_status(303);
    let page = grace.get(USERS).await;
    page.one("button[value=optional]");
    grace.submit(USERS, &[("action", "optional")]).await;
    arrived(&site, "bob", Role::Moderator)
        .await
        .get("/admin")
        .await
        .assert_ok();
    let kinds = events(&site).await;
    assert!(kinds.contains(&"second-factor-required".to_owned()));
    assert!(kinds.contains(&"second-factor-optional".to_owned()));
}

#[tokio::test]
async fn a_one_time_link_does_not_go_around_it_and_a_reset_may_take_it_away() {
    let site = TestSite::new().await;
    let grace = arrived(&site, "grace", Role::Administrator).await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let (telephone, _) = enrol(&site, &ada).await;
    let page = page_of(&grace, "ada").await;
    let link = async |typed: &[(&str, &str)]| {
        let done = press(&grace, &page, "reset", typed).await;
        let link = grace.follow(done).await.one("#link").text;
        link.rsplit_once('=').unwrap().1.to_owned()
    };
    let token = link(&[]).await;
    let set = [("token", token.as_str()), ("password", PASSWORD)];
    ada.submit("/setup", &set)
        .await
        .assert_redirect("/login?next=%2Fadmin");
    assert!(!is_in(&ada).await);
    give_code(&ada, &telephone.code(&site, 0))
        .await
        .assert_redirect("/admin");
    assert!(is_in(&ada).await);
    let token = link(&[("second_factor", "1")]).await;
    let set = [("token", token.as_str()), ("password", PASSWORD)];
    ada.submit("/setup", &set).await.assert_redirect("/admin");
    assert!(
        events(&site)
            .await
            .contains(&"second-factor-reset".to_owned())
    );
}

#[tokio::test]
async fn enrolment_counts_only_after_a_right_code() {
    let site = TestSite::new().await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let confirm = [("action", "confirm"), ("code", "123456")];
    ada.submit(FACTOR, &confirm).await.assert_status(409);
    ada.submit(FACTOR, &[("action", "codes")])
        .await
        .assert_status(409);
    ada.submit(FACTOR, &[("action", "begin")])
        .await
        .assert_redirect(FACTOR);
    let page = ada.submit(FACTOR, &confirm).await;
    page.assert_status(422);
    page.one("#code-error");
    let phone = site.visitor();
    sign_in(&phone, "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
    ada.submit(FACTOR, &[("action", "else")])
        .await
        .assert_status(400);
}
