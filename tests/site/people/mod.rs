//! People: who may do what, second factors, fresh sign-ins, and programs with tokens.

mod api;
mod confirm;
mod forgot;
mod second_factor;
pub mod tokens;
mod users;

use signpost::accounts::Role;

use crate::sign_in::{PASSWORD, add, sign_in};
use crate::support::editing::filled;
use crate::support::people::Person;
use crate::support::reply::Reply;
use crate::support::site::TestSite;

pub const USERS: &str = "/admin/users";
pub const FACTOR: &str = "/admin/account/second-factor";
pub const TOKENS: &str = "/admin/account/tokens";

/// Somebody with a password, signed in with it.
pub async fn arrived(site: &TestSite, name: &str, role: Role) -> Person {
    add(site, name, role).await;
    let person = site.visitor();
    sign_in(&person, name, PASSWORD)
        .await
        .assert_redirect("/admin");
    person
}

/// The address of somebody's own page, from the list.
pub async fn page_of(administrator: &Person, name: &str) -> String {
    let page = administrator.get(USERS).await;
    let links = page.select("tbody a");
    let link = links.iter().find(|link| link.text == name);
    link.unwrap().attr("href").unwrap().to_owned()
}

/// Sends the form of a person's page that has this button.
pub async fn press(
    administrator: &Person,
    page: &str,
    action: &str,
    typed: &[(&str, &str)],
) -> Reply {
    let drawn = administrator.get(page).await;
    drawn.assert_ok();
    let form = format!("form:has(button[value={action}])");
    let mut all = vec![("action", action)];
    all.extend_from_slice(typed);
    administrator.send(page, &filled(&drawn, &form, &all)).await
}

/// How many rows history has for people, and the newest as `old → new`.
pub async fn person_revisions(site: &TestSite) -> Vec<String> {
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT r.action || ' ' || coalesce(u.name, 'operator') || ' ' || coalesce(r.old, '') || ' → ' || r.new
         FROM revisions r JOIN changes c ON c.id = r.change_id LEFT JOIN users u ON u.id = c.user_id
         WHERE r.object_kind = 'user' ORDER BY r.id",
    )
    .fetch_all(&mut *site.db().read().await.unwrap())
    .await
    .unwrap();
    rows
}
