use super::*;

const NEW: &str = "sieben igel trinken tee";

async fn change(person: &Person, current: &str, password: &str) -> Reply {
    let fields = [
        ("action", "password"),
        ("current", current),
        ("password", password),
    ];
    person.submit(ACCOUNT, &fields).await
}

async fn two_browsers(site: &TestSite) -> (Person, Person) {
    add_ada(site).await;
    let (desk, phone) = (site.visitor(), site.visitor());
    for person in [&desk, &phone] {
        sign_in(person, "ada", PASSWORD)
            .await
            .assert_redirect("/admin");
    }
    (desk, phone)
}

#[tokio::test]
async fn changing_the_password_ends_every_other_session() {
    let site = TestSite::new().await;
    let (desk, phone) = two_browsers(&site).await;
    let before = desk.cookie(SESSION).unwrap();
    let done = change(&desk, PASSWORD, NEW).await;
    done.assert_redirect("/admin/account?done=password");
    let page = desk.follow(done).await;
    assert!(
        page.one(".notice--ok")
            .text
            .starts_with("Your password has changed")
    );
    assert_eq!(page.select("#sessions-h + .lines li").len(), 1);
    assert_ne!(desk.cookie(SESSION).unwrap(), before);
    assert!(!is_in(&phone).await);
    let replay = site.visitor();
    replay.store_cookie(&format!("{SESSION}={before}"));
    assert!(!is_in(&replay).await);
    sign_in(&phone, "ada", PASSWORD).await.assert_status(422);
    sign_in(&phone, "ada", NEW).await.assert_redirect("/admin");
    assert!(events(&site).await.contains(&"password-change".to_owned()));
}

#[tokio::test]
async fn a_password_is_changed_by_whoever_knows_it_for_a_good_one() {
    let site = TestSite::new().await;
    let (desk, phone) = two_browsers(&site).await;
    for (current, password, wrong) in [
        ("", NEW, "current"),
        ("not the right one", NEW, "current"),
        (PASSWORD, "", "password"),
        (PASSWORD, "too short", "password"),
        (PASSWORD, "password1234", "password"),
        (PASSWORD, "ada ada ada ada", "password"),
    ] {
        let page = change(&desk, current, password).await;
        page.assert_status(422);
        assert!(page.one("title").text.starts_with("Error: Account"));
        let error = page.one(".errors li a");
        assert_eq!(error.attr("href"), Some(format!("#{wrong}").as_str()));
        assert!(
            page.one(&format!("#{wrong}-error"))
                .text
                .contains(&error.text)
        );
    }
    assert!(is_in(&phone).await);
    sign_in(&site.visitor(), "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
}

#[tokio::test]
async fn a_stolen_session_can_not_guess_the_password_for_ever() {
    let site = TestSite::new().await;
    let (desk, _) = two_browsers(&site).await;
    for n in 0..10 {
        change(&desk, &format!("guess number {n}"), NEW)
            .await
            .assert_status(422);
    }
    change(&desk, PASSWORD, NEW).await.assert_status(429);
}

#[tokio::test]
async fn people_see_where_they_are_signed_in_and_end_it() {
    let site = TestSite::new().await;
    let (desk, phone) = two_browsers(&site).await;
    let tablet = site.visitor();
    let request = http::Request::post("/login")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("user-agent", "Mozilla/5.0 (iPad; CPU OS 18_0) Safari/604.1")
        .body(format!("username=ada&password={}", PASSWORD.replace(' ', "+")).into());
    tablet
        .request(request.unwrap())
        .await
        .assert_redirect("/admin");
    let page = desk.get(ACCOUNT).await;
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.select("#sessions-h + .lines li").len(), 3);
    assert_eq!(page.texts(".lines .badge"), ["This browser"]);
    assert_eq!(page.one(".tabs [aria-current=page]").text, "Account");
    assert!(page.text().contains("Since 22 November 2026 at 10:00"));
    let buttons = page.select("button[name=session]");
    let safari = buttons
        .iter()
        .find(|button| button.text.contains("Safari on iPad"));
    let id = safari.unwrap().attr("value").unwrap();
    let done = desk
        .submit(ACCOUNT, &[("action", "end"), ("session", id)])
        .await;
    done.assert_redirect("/admin/account?done=end");
    assert!(!is_in(&tablet).await);
    assert!(is_in(&phone).await);
    let done = desk.submit(ACCOUNT, &[("action", "end-others")]).await;
    done.assert_redirect("/admin/account?done=end-others");
    assert!(!is_in(&phone).await);
    let page = desk.follow(done).await;
    assert_eq!(page.select("#sessions-h + .lines li").len(), 1);
    assert!(page.select("button[value=end-others]").is_empty());
    let kinds = events(&site).await;
    assert_eq!(
        kinds[kinds.len() - 2..],
        ["session-ended", "sign-out-everywhere"]
    );
}

#[tokio::test]
async fn nobody_ends_or_sees_the_sessions_of_somebody_else() {
    let site = TestSite::new().await;
    let (desk, phone) = two_browsers(&site).await;
    let page = desk.get(ACCOUNT).await;
    let id = page
        .one("button[name=session]")
        .attr("value")
        .unwrap()
        .to_owned();
    let bob = site.moderator("bob").await;
    let page = bob.get(ACCOUNT).await;
    assert_eq!(page.select("#sessions-h + .lines li").len(), 1);
    for fields in [
        vec![("action", "end"), ("session", id.as_str())],
        vec![("action", "end-others"), ("user_id", "1")],
    ] {
        assert_eq!(bob.submit(ACCOUNT, &fields).await.status(), 303);
    }
    assert!(is_in(&phone).await && is_in(&desk).await);
    for fields in [
        vec![],
        vec![("action", "role"), ("role", "administrator")],
        vec![("action", "end")],
    ] {
        bob.submit(ACCOUNT, &fields).await.assert_status(400);
    }
    let page = site
        .visitor()
        .submit(ACCOUNT, &[("action", "end-others")])
        .await;
    page.assert_redirect("/login?next=%2Fadmin");
}
