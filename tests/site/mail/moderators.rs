//! What moderators are told, when, and how it ends.

use signpost::clock::{DAY, HOUR, MINUTE};
use signpost::operations::upkeep;

use super::post::Post;

async fn suggest(post: &Post, path: &str, category: &str) {
    let link = format!("https://example.com/{path}");
    let typed = [
        ("url", link.as_str()),
        ("category", category),
        ("title", "Zebra"),
    ];
    post.site.visitor().suggest(&post.site, &typed).await;
}

#[tokio::test]
async fn who_wants_to_know_at_once_does_and_then_in_bundles() {
    let post = Post::new().await;
    post.site.moderator("ada").await;
    post.site.moderator("bob").await;
    post.site.moderator("eve").await;
    post.reachable("ada", "now").await;
    post.reachable("bob", "never").await;
    post.reachable("eve", "daily").await;
    suggest(&post, "1", "policy").await;
    post.deliver().await;
    let mail = post.server.only();
    assert_eq!(mail.recipients, ["<ada@example.org>"]);
    assert!(
        mail.plain().contains("A new entry for “Policy”"),
        "{}",
        mail.plain()
    );
    assert!(!mail.text.contains("Zebra"));
    let id = post.site.only_suggestion().await.id;
    mail.link(&format!("/admin/suggestions/{id}"));
    for n in 2..5 {
        suggest(&post, &n.to_string(), "policy").await;
        post.deliver().await;
    }
    assert!(post.server.taken().is_empty());
    post.site.clock().advance(10 * MINUTE);
    post.deliver().await;
    assert!(
        post.server
            .only()
            .header("Subject")
            .unwrap()
            .contains("3 suggestions")
    );
}

#[tokio::test]
async fn moderators_of_a_category_hear_of_it_alone() {
    let post = Post::new().await;
    post.site.moderator("ada").await;
    post.reachable("ada", "now").await;
    post.site
        .execute(
            "INSERT INTO user_categories SELECT u.id, c.id FROM users u, categories c
             WHERE u.name = 'ada' AND c.path = 'guidance'",
        )
        .await;
    post.site
        .execute("UPDATE users SET scope = 'categories'")
        .await;
    suggest(&post, "1", "policy").await;
    assert_eq!(post.deliver().await, 0);
    suggest(&post, "2", "guidance").await;
    post.deliver().await;
    assert!(post.server.only().plain().contains("Guidance"));
}

#[tokio::test]
async fn an_answer_is_told_to_those_who_want_to_know() {
    let post = Post::new().await;
    let ada = post.site.moderator("ada").await;
    let visitor = post.site.visitor();
    let receipt = visitor.suggest(&post.site, &[]).await;
    let id = post.site.only_suggestion().await.id;
    let ask = [("decision", "ask"), ("message", "Why?")];
    post.decide(&ada, id, &ask).await;
    post.reachable("ada", "now").await;
    post.site.clock().advance(HOUR);
    let reply = [("action", "reply"), ("message", "Because")];
    visitor.submit(&receipt, &reply).await.assert_status(303);
    post.deliver().await;
    let reference = post.site.only_suggestion().await.reference;
    assert!(post.server.only().plain().contains(reference.as_str()));
}

#[tokio::test]
async fn a_digest_comes_once_a_day_while_something_waits() {
    let post = Post::new().await;
    post.site.moderator("eve").await;
    post.reachable("eve", "daily").await;
    suggest(&post, "1", "policy").await;
    suggest(&post, "2", "policy").await;
    let tick = || upkeep::run_once(post.site.app());
    tick().await.unwrap();
    tick().await.unwrap();
    post.deliver().await;
    let mail = post.server.only();
    assert!(mail.plain().contains("2 new entries."), "{}", mail.plain());
    assert!(mail.plain().contains("The oldest has been waiting for"));
    post.site.clock().advance(HOUR);
    tick().await.unwrap();
    assert_eq!(post.deliver().await, 0);
    post.site.clock().advance(DAY);
    tick().await.unwrap();
    post.deliver().await;
    post.server.only();
    post.site
        .execute("UPDATE suggestions SET status = 'withdrawn', decided_at = 1")
        .await;
    post.site.clock().advance(DAY);
    tick().await.unwrap();
    post.deliver().await;
    assert!(post.server.taken().is_empty(), "nothing waits");
}

#[tokio::test]
async fn they_choose_on_their_account_page_and_from_the_mail() {
    let post = Post::new().await;
    let ada = post.site.moderator("ada").await;
    post.reachable("ada", "now").await;
    let page = ada.get("/admin/account").await;
    assert!(page.text().contains("ada@example.org"), "their own");
    assert_eq!(
        page.one("[name=notify][checked]").attr("value"),
        Some("now")
    );
    let daily = [("action", "mail"), ("notify", "daily")];
    ada.submit("/admin/account", &daily)
        .await
        .assert_status(303);
    suggest(&post, "1", "policy").await;
    assert_eq!(post.deliver().await, 0);
    let wrong = [("action", "mail"), ("notify", "hourly")];
    ada.submit("/admin/account", &wrong)
        .await
        .assert_status(400);
    upkeep::run_once(post.site.app()).await.unwrap();
    post.deliver().await;
    let path = post.server.only().path("/unsubscribe/");
    let visitor = post.site.visitor();
    visitor.get(&path).await.assert_ok();
    let still = ada.get("/admin/account").await;
    assert_eq!(
        still.one("[name=notify][checked]").attr("value"),
        Some("daily")
    );
    visitor
        .submit(&path, &[("action", "end")])
        .await
        .assert_status(303);
    let now = ada.get("/admin/account").await;
    assert_eq!(
        now.one("[name=notify][checked]").attr("value"),
        Some("never")
    );
}
