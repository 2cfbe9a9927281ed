use signpost::accounts::{self, AddUser, Role};

use super::*;

#[tokio::test]
async fn a_moderator_signs_in_where_they_wanted_to_go_and_out_again() {
    let site = TestSite::with_real_hashing().await;
    add_ada(&site).await;
    let ada = site.visitor();
    let page = ada.get("/admin/account?x=1").await;
    page.assert_redirect("/login?next=%2Fadmin%2Faccount%3Fx%3D1");
    let page = ada.follow(page).await;
    page.assert_ok();
    assert_eq!(page.one("h1").text, "Sign in to moderate");
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert!(page.header("set-cookie").is_none());
    let mut fields = page.fields("form[action='/login']");
    for (name, value) in &mut fields {
        match name.as_str() {
            "username" => *value = " Ada ".to_owned(),
            "password" => *value = PASSWORD.to_owned(),
            _ => assert_eq!(
                (name.as_str(), value.as_str()),
                ("next", "/admin/account?x=1")
            ),
        }
    }
    let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v)).collect();
    let done = ada.submit("/login", &fields).await;
    done.assert_redirect("/admin/account?x=1");
    let cookies: Vec<_> = done.headers().get_all("set-cookie").iter().collect();
    assert_eq!(cookies.len(), 2);
    for cookie in cookies {
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.starts_with("__Host-signpost"), "{cookie}");
        for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Domain"));
    }
    assert_eq!(ada.follow(done).await.one("h1").text, "Your account");
    ada.get("/login").await.assert_redirect("/admin");
    let kept = ada.cookie(SESSION).unwrap();
    ada.submit("/logout", &[] as &[(&str, &str)])
        .await
        .assert_redirect("/");
    assert_eq!(ada.cookie(SESSION), None);
    ada.store_cookie(&format!("{SESSION}={kept}"));
    assert!(!is_in(&ada).await);
    assert_eq!(events(&site).await, ["user-add", "sign-in"]);
}

#[tokio::test]
async fn every_refusal_reads_the_same() {
    let site = TestSite::new().await;
    add_ada(&site).await;
    add(&site, "bob", Role::Moderator).await;
    accounts::disable_user(site.db(), "bob", site.now())
        .await
        .unwrap();
    let invited = AddUser {
        name: "cleo".into(),
        email: None,
        role: Role::Administrator,
        categories: Vec::new(),
        password: None,
    };
    let passwords = &site.app().accounts.passwords;
    accounts::add_user(site.db(), passwords, &invited, site.now())
        .await
        .unwrap();
    let long = "x".repeat(2_000);
    let mut pages = Vec::new();
    for (name, password) in [
        ("ada", "wrong wrong wrong"),
        ("ada", ""),
        ("ada", long.as_str()),
        ("bob", PASSWORD),
        ("bob", "wrong wrong wrong"),
        ("cleo", ""),
        ("nobody", PASSWORD),
        ("", ""),
        (long.as_str(), PASSWORD),
        ("a\0da\n", PASSWORD),
    ] {
        let page = sign_in(&site.visitor(), name, password).await;
        page.assert_status(422);
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert!(page.header("set-cookie").is_none());
        assert!(page.one("title").text.starts_with("Error: Sign in"));
        assert_eq!(page.one("#password").attr("value"), None);
        pages.push(page.one("body").text);
    }
    pages.dedup();
    assert_eq!(pages.len(), 1, "{pages:?}");
    let page = sign_in(&site.visitor(), "ada \"><b>", "wrong").await;
    assert_eq!(page.one("#username").attr("value"), Some("ada \"><b>"));
    assert_eq!(page.texts(".errors li").len(), 1);
}

/// The hash for nobody is real work. On a machine that runs other tests meanwhile a clock can't
/// tell, so this is measured alone: `cargo test --test site a_refusal -- --ignored`.
#[tokio::test]
#[ignore = "a measurement, for a quiet machine: run by hand"]
async fn a_refusal_takes_as_long_for_nobody_as_for_somebody() {
    let site = TestSite::with_real_hashing().await;
    add_ada(&site).await;
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..9 {
        for (name, times) in ["ada", "nobody"].into_iter().zip(&mut times) {
            site.clock().advance(300_000);
            let started = std::time::Instant::now();
            let page = sign_in(&site.visitor(), name, &format!("wrong guess {round}")).await;
            times.push(started.elapsed());
            page.assert_status(422);
        }
    }
    let [somebody, nobody] = times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    let gap = somebody.abs_diff(nobody);
    assert!(gap < somebody / 2, "{somebody:?} against {nobody:?}");
}

#[tokio::test]
async fn signing_in_leads_nowhere_else() {
    let site = TestSite::new().await;
    add_ada(&site).await;
    for next in [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "/.//evil.example",
        "/%2e//evil.example",
        "/a/..//evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@evil.example",
        "@evil.example",
        "evil.example",
        "?next=//evil.example",
        "https:evil.example",
        "http:///evil.example",
        "",
    ] {
        let ada = site.visitor();
        let fields = [("username", "ada"), ("password", PASSWORD), ("next", next)];
        let done = ada.submit("/login", &fields).await;
        done.assert_redirect("/admin");
        let query: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
        let page = site.visitor().get(&format!("/login?next={query}")).await;
        assert!(page.select("input[name=next]").is_empty(), "{next:?}");
    }
    let ada = site.moderator("grace").await;
    ada.get("/login?next=/tags").await.assert_redirect("/tags");
}

#[tokio::test]
async fn without_https_the_cookies_are_plain() {
    let settings = [("base_url", "http://links.internal.example:3000")];
    let site = TestSite::with(signpost::transfer::Beginning::Empty, &settings).await;
    add_ada(&site).await;
    let ada = site.visitor();
    let done = sign_in(&ada, "ada", PASSWORD).await;
    for cookie in done.headers().get_all("set-cookie") {
        assert!(!cookie.to_str().unwrap().contains("Secure"));
    }
    assert!(ada.cookie("signpost").is_some() && ada.cookie("signpost-device").is_some());
    assert!(is_in(&ada).await);
}

#[tokio::test]
async fn another_site_can_sign_nobody_in_or_out() {
    let site = TestSite::new().await;
    let ada = site.moderator("ada").await;
    for path in ["/login", "/logout", "/setup", ACCOUNT] {
        let request = http::Request::post(path)
            .header("sec-fetch-site", "cross-site")
            .header("content-type", "application/x-www-form-urlencoded")
            .body("action=end-others&username=ada".into());
        ada.request(request.unwrap()).await.assert_status(403);
    }
    assert!(is_in(&ada).await);
}
