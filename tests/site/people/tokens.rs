use signpost::accounts::Role;
use signpost::clock::DAY;

use super::*;
use crate::sign_in::events;

/// Makes a token and reads it off the page, the only time that it is shown.
pub async fn make(person: &Person, scopes: &[&str], days: &str) -> String {
    let mut fields = vec![("action", "create"), ("name", "Desk robot"), ("days", days)];
    fields.extend(scopes.iter().map(|scope| ("scope", *scope)));
    let done = person.submit(TOKENS, &fields).await;
    done.assert_redirect(TOKENS);
    let page = person.follow(done).await;
    page.one("#made").text
}

#[tokio::test]
async fn a_token_is_shown_once_and_listed_until_it_ends() {
    let site = TestSite::new().await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let token = make(&ada, &["read"], "").await;
    assert!(token.starts_with("sp_") && token.len() == 46, "{token}");
    let page = ada.get(TOKENS).await;
    assert!(!page.html().contains(&token));
    let row = page.one("ul.lines li").text;
    assert!(row.contains("Desk robot Reads the queue"), "{row}");
    assert!(
        row.contains("ends 20 February 2027 at 10:00, never used"),
        "{row}"
    );
    let bob = arrived(&site, "bob", Role::Moderator).await;
    assert!(bob.get(TOKENS).await.select("ul.lines li").is_empty());
    let id = page
        .one("button[name=token]")
        .attr("value")
        .unwrap()
        .to_owned();
    let revoke = [("action", "revoke"), ("token", id.as_str())];
    bob.submit(TOKENS, &revoke).await.assert_status(303);
    assert_eq!(ada.get(TOKENS).await.select("ul.lines li").len(), 1);
    ada.submit(TOKENS, &revoke)
        .await
        .assert_redirect(&format!("{TOKENS}?done=revoked"));
    assert!(ada.get(TOKENS).await.select("ul.lines li").is_empty());
    make(&ada, &["read", "decide"], "1").await;
    assert!(
        ada.get(TOKENS)
            .await
            .text()
            .contains("Reads the queue and decides")
    );
    site.clock().advance(DAY);
    sign_in(&ada, "ada", PASSWORD).await;
    assert!(ada.get(TOKENS).await.select("ul.lines li").is_empty());
    let kinds = events(&site).await;
    let count = |kind: &str| kinds.iter().filter(|other| *other == kind).count();
    assert_eq!((count("token-made"), count("token-revoked")), (2, 1));
}

#[tokio::test]
async fn a_form_with_a_mistake_makes_no_token() {
    let site = TestSite::new().await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    for (name, scope, days, field) in [
        ("", "read", "90", "name"),
        ("Robot", "everything", "90", "scope"),
        ("Robot", "read", "400", "days"),
    ] {
        let fields = [
            ("action", "create"),
            ("name", name),
            ("scope", scope),
            ("days", days),
        ];
        let page = ada.submit(TOKENS, &fields).await;
        page.assert_status(422);
        page.one(&format!(".errors a[href='#{field}']"));
        assert_eq!(page.one("#days").attr("value"), Some(days));
    }
    assert_eq!(site.count("SELECT count(*) FROM api_tokens").await, 0);
}
