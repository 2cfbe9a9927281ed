use signpost::accounts::{self, AccountError, AddUser, Role};

use super::*;

fn user(name: &str, email: Option<&str>, password: Option<&str>) -> AddUser {
    AddUser {
        name: name.to_owned(),
        email: email.map(str::to_owned),
        role: Role::Moderator,
        categories: Vec::new(),
        password: password.map(str::to_owned),
    }
}

#[tokio::test]
async fn who_is_added_wrongly_is_not_added() {
    let site = TestSite::new().await;
    let passwords = &site.app().accounts.passwords;
    let now = site.now();
    let ada = user("ada", Some("ada@example.org"), None);
    accounts::add_user(site.db(), passwords, &ada, now)
        .await
        .unwrap();
    for (wrong, reason) in [
        (
            user("ADA", None, None),
            "the user name \"ADA\" can't be used",
        ),
        (user("", None, None), "the user name \"\" can't be used"),
        (
            user("bob", Some("ADA@example.org"), None),
            "the e-mail address",
        ),
        (
            user("bob", Some("bob"), None),
            "the e-mail address \"bob\" can't be used",
        ),
        (
            user("bob", None, Some("short")),
            "the password can't be used: Use at least 12",
        ),
        (
            user("robert", None, Some("robert robert")),
            "the password can't be used",
        ),
    ] {
        let refused = accounts::add_user(site.db(), passwords, &wrong, now).await;
        let words = refused.unwrap_err().to_string();
        assert!(words.starts_with(reason), "{words}");
        assert!(!words.contains('\n'));
    }
    let all = accounts::list_users(site.db()).await.unwrap();
    let names: Vec<_> = all
        .iter()
        .map(|account| account.user.name.as_str())
        .collect();
    assert_eq!(names, ["ada"]);
    assert!(!all[0].can_sign_in());
}

#[tokio::test]
async fn somebody_is_always_left_to_manage_the_site() {
    let site = TestSite::new().await;
    add(&site, "grace", Role::Administrator).await;
    add_ada(&site).await;
    let disable = async |name: &str| accounts::disable_user(site.db(), name, site.now()).await;
    let refused = disable("grace").await.unwrap_err();
    assert!(matches!(refused, AccountError::LastAdministrator(_)));
    disable("ada").await.unwrap();
    disable("ada").await.unwrap();
    add(&site, "hedy", Role::Administrator).await;
    disable("Grace").await.unwrap();
    disable("hedy").await.unwrap_err();
    let unknown = disable("nobody").await.unwrap_err();
    assert!(unknown.to_string().contains("signpost user list"));
    let unknown = accounts::reset_user(site.db(), "nobody", false, site.now()).await;
    assert!(matches!(unknown.unwrap_err(), AccountError::Unknown(_)));
    let kinds = events(&site).await;
    let disabled = kinds.iter().filter(|kind| *kind == "user-disable").count();
    assert_eq!(disabled, 2);
}

#[tokio::test]
async fn events_hold_no_names_and_can_not_be_rewritten() {
    let site = TestSite::new().await;
    add_ada(&site).await;
    sign_in(&site.visitor(), "somebody-else", "a wrong secret")
        .await
        .assert_status(422);
    let mut write = site.db().write().await.unwrap();
    let details: Vec<String> = sqlx::query_scalar("SELECT detail FROM security_events")
        .fetch_all(&mut *write)
        .await
        .unwrap();
    assert!(details[0].starts_with("{\"change\":"), "{details:?}");
    assert_eq!(details[1], "{}");
    for statement in [
        "UPDATE security_events SET kind = 'x'",
        "DELETE FROM security_events",
    ] {
        sqlx::query(statement)
            .execute(&mut *write)
            .await
            .unwrap_err();
    }
}
