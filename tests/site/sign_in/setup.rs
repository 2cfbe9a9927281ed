use signpost::accounts::{self, AddUser, Role};
use signpost::clock::DAY;

use super::*;

async fn first_link(site: &TestSite) -> String {
    let token = accounts::first_setup_token(site.db(), site.now())
        .await
        .unwrap();
    token.expect("there is no administrator")
}

async fn use_link(person: &Person, token: &str, name: &str, password: &str) -> Reply {
    let fields = [("token", token), ("username", name), ("password", password)];
    person.submit("/setup", &fields).await
}

#[tokio::test]
async fn the_first_administrator_sets_the_site_up() {
    let site = TestSite::empty().await;
    let token = first_link(&site).await;
    let grace = site.visitor();
    let page = grace.get(&format!("/setup?token={token}")).await;
    page.assert_ok();
    assert_eq!(page.one("h1").text, "Set up this site");
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("referrer-policy"), Some("same-origin"));
    // A mail scanner that opens the link uses nothing up.
    site.visitor()
        .get(&format!("/setup?token={token}"))
        .await
        .assert_ok();
    let done = use_link(&grace, &token, " grace ", PASSWORD).await;
    done.assert_redirect("/admin");
    let page = grace.get(ACCOUNT).await;
    assert!(page.text().contains("signed in as grace, an administrator"));
    for path in [format!("/setup?token={token}"), "/setup".to_owned()] {
        site.visitor().get(&path).await.assert_status(404);
    }
    let again = use_link(&site.visitor(), &token, "mallory", PASSWORD).await;
    again.assert_status(404);
    assert_eq!(
        accounts::first_setup_token(site.db(), site.now())
            .await
            .unwrap(),
        None
    );
    assert_eq!(events(&site).await, ["set-up"]);
}

#[tokio::test]
async fn a_form_that_needs_attention_keeps_the_name_and_the_link() {
    let site = TestSite::new().await;
    let token = first_link(&site).await;
    for (name, password, wrong) in [
        ("", PASSWORD, "username"),
        ("gr\u{202e}ace", PASSWORD, "username"),
        ("grace", "", "password"),
        ("grace", "elevenchars", "password"),
        ("grace", "password1234", "password"),
        ("grace", "qwertyuiop12", "password"),
        ("grace", "123456789012", "password"),
        ("grace", "signpost-signpost", "password"),
        ("grace", "Open source in health and social care", "password"),
        ("grace-hopper", "Grace-Hopper-1", "password"),
        ("grace", &"hedgehog teapot ".repeat(17), "password"),
    ] {
        let page = use_link(&site.visitor(), &token, name, password).await;
        page.assert_status(422);
        let errors = page.select(".errors a");
        assert_eq!(errors.len(), 1, "{name:?} {password:?}: {errors:?}");
        assert_eq!(errors[0].attr("href"), Some(format!("#{wrong}").as_str()));
        assert_eq!(page.one("#username").attr("value"), Some(name));
        assert_eq!(page.one("#password").attr("value"), None);
        assert_eq!(
            page.one("input[name=token]").attr("value"),
            Some(token.as_str())
        );
    }
    let page = use_link(&site.visitor(), &token, "", "").await;
    assert_eq!(page.select(".errors a").len(), 2);
    use_link(&site.visitor(), &token, "grace", PASSWORD)
        .await
        .assert_redirect("/admin");
}

#[tokio::test]
async fn a_link_opens_for_a_day_and_a_new_one_replaces_it() {
    let site = TestSite::new().await;
    let old = first_link(&site).await;
    let new = first_link(&site).await;
    let status = async |token: &str| {
        let page = site.visitor().get(&format!("/setup?token={token}")).await;
        page.status().as_u16()
    };
    assert_eq!((status(&old).await, status(&new).await), (404, 200));
    assert_eq!(status("nonsense").await, 404);
    site.clock().advance(DAY - 1);
    assert_eq!(status(&new).await, 200);
    site.clock().advance(1);
    assert_eq!(status(&new).await, 404);
    let page = use_link(&site.visitor(), &new, "grace", PASSWORD).await;
    page.assert_status(404);
}

#[tokio::test]
async fn the_first_link_dies_with_the_first_administrator() {
    let site = TestSite::new().await;
    let token = first_link(&site).await;
    let people: Vec<_> = (0..8)
        .map(|n| (site.visitor(), format!("person {n}")))
        .collect();
    let everybody = people.iter();
    let everybody = everybody.map(|(person, name)| use_link(person, &token, name, PASSWORD));
    let replies = futures_util::future::join_all(everybody).await;
    let status = |wanted: u16| replies.iter().filter(|r| r.status() == wanted).count();
    assert_eq!((status(303), status(404)), (1, 7));
    assert_eq!(accounts::list_users(site.db()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_invited_person_chooses_their_password() {
    let site = TestSite::new().await;
    let user = AddUser {
        name: "ada".into(),
        email: Some("ada@example.org".into()),
        role: Role::Moderator,
        categories: Vec::new(),
        password: None,
    };
    let passwords = &site.app().accounts.passwords;
    let token = accounts::add_user(site.db(), passwords, &user, site.now()).await;
    let token = token.unwrap().unwrap();
    let ada = site.visitor();
    let page = ada.get(&format!("/setup?token={token}")).await;
    assert_eq!(page.one("h1").text, "Choose a password");
    assert!(page.text().contains("sign in as ada"));
    // The name of the account stands, whatever the form says.
    let done = use_link(&ada, &token, "grace", PASSWORD).await;
    done.assert_redirect("/admin");
    let page = ada.get(ACCOUNT).await;
    assert!(page.text().contains("signed in as ada, a moderator"));
    use_link(&site.visitor(), &token, "ada", "another good password")
        .await
        .assert_status(404);
    sign_in(&site.visitor(), "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
    assert!(
        accounts::first_setup_token(site.db(), site.now())
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn a_new_link_takes_the_old_password_away() {
    let site = TestSite::new().await;
    add_ada(&site).await;
    let ada = site.visitor();
    sign_in(&ada, "ada", PASSWORD)
        .await
        .assert_redirect("/admin");
    let token = accounts::reset_user(site.db(), "Ada", false, site.now())
        .await
        .unwrap();
    assert!(!is_in(&ada).await);
    sign_in(&ada, "ada", PASSWORD).await.assert_status(422);
    accounts::disable_user(site.db(), "ada", site.now())
        .await
        .unwrap();
    site.visitor()
        .get(&format!("/setup?token={token}"))
        .await
        .assert_status(404);
    let token = accounts::reset_user(site.db(), "ada", false, site.now())
        .await
        .unwrap();
    use_link(&ada, &token, "", "another good password")
        .await
        .assert_redirect("/admin");
    assert!(is_in(&ada).await);
}

#[tokio::test]
async fn there_is_no_account_by_default() {
    let site = TestSite::new().await;
    assert!(accounts::list_users(site.db()).await.unwrap().is_empty());
    for name in ["admin", "administrator", "root", "signpost", ""] {
        sign_in(&site.visitor(), name, name)
            .await
            .assert_status(422);
    }
}
