//! Signing in and out, set-up links, one's own account, and what a session opens.

mod account;
mod commands;
mod guessing;
mod login;
mod sessions;
mod setup;

use signpost::accounts::{self, AddUser, Role};

use crate::support::people::Person;
use crate::support::reply::Reply;
use crate::support::site::TestSite;

pub const PASSWORD: &str = "hedgehog teapot window";
pub const SESSION: &str = "__Host-signpost";
pub const DEVICE: &str = "__Host-signpost-device";
pub const ACCOUNT: &str = "/admin/account";

/// Adds somebody whose password is [`PASSWORD`].
pub async fn add(site: &TestSite, name: &str, role: Role) {
    let user = AddUser {
        name: name.to_owned(),
        email: None,
        role,
        categories: Vec::new(),
        password: Some(PASSWORD.to_owned()),
    };
    let passwords = &site.app().accounts.passwords;
    let added = accounts::add_user(site.db(), passwords, &user, site.now()).await;
    assert_eq!(added.unwrap(), None);
}

/// Adds a moderator called ada whose password is [`PASSWORD`].
pub async fn add_ada(site: &TestSite) {
    add(site, "ada", Role::Moderator).await;
}

pub async fn sign_in(person: &Person, name: &str, password: &str) -> Reply {
    let fields = [("username", name), ("password", password)];
    person.submit("/login", &fields).await
}

/// Whether this browser is signed in.
pub async fn is_in(person: &Person) -> bool {
    let page = person.get(ACCOUNT).await;
    if page.status() == 200 {
        return true;
    }
    page.assert_redirect("/login?next=%2Fadmin%2Faccount");
    false
}

/// The kinds of security events, in order.
pub async fn events(site: &TestSite) -> Vec<String> {
    sqlx::query_scalar("SELECT kind FROM security_events ORDER BY id")
        .fetch_all(&mut *site.db().read().await.unwrap())
        .await
        .unwrap()
}
