//! Mail servers as they are: busy, silent, gone, back again.

use signpost::clock::{DAY, HOUR, MINUTE};

use super::post::Post;
use crate::support::smtp::Mood;

async fn five_wait(post: &Post) {
    for n in 0..5 {
        let (link, email) = (
            format!("https://example.com/{n}"),
            format!("p{n}@example.org"),
        );
        let typed = [("url", link.as_str()), ("email", email.as_str())];
        post.site.visitor().suggest(&post.site, &typed).await;
    }
}

#[tokio::test]
async fn a_flapping_server_loses_nothing() {
    let post = Post::new().await;
    five_wait(&post).await;
    post.server.set(Mood::Busy);
    assert_eq!(post.deliver().await, 5);
    assert_eq!(post.deliver().await, 0, "not before its time");
    post.server.set(Mood::DropsAfterData);
    post.site.clock().advance(MINUTE);
    assert_eq!(post.deliver().await, 5);
    post.server.set(Mood::Busy);
    post.site.clock().advance(3 * MINUTE);
    assert_eq!(post.deliver().await, 5);
    assert!(post.server.taken().is_empty());
    post.server.set(Mood::Works);
    post.site.clock().advance(12 * HOUR);
    assert_eq!(post.deliver().await, 5);
    let mut recipients: Vec<_> = post
        .server
        .taken()
        .into_iter()
        .flat_map(|m| m.recipients)
        .collect();
    recipients.sort();
    let expected: Vec<_> = (0..5).map(|n| format!("<p{n}@example.org>")).collect();
    assert_eq!(recipients, expected);
    assert_eq!(
        (post.count("sent").await, post.count("waiting").await),
        (5, 0)
    );
}

#[tokio::test]
async fn a_message_is_the_same_at_every_try() {
    let post = Post::new().await;
    let typed = [("email", "ada@example.org")];
    post.site.visitor().suggest(&post.site, &typed).await;
    post.deliver().await;
    let first = post.server.only();
    post.site
        .execute("UPDATE outbox SET status = 'waiting', next_try_at = 0")
        .await;
    post.site.clock().advance(HOUR);
    post.deliver().await;
    let second = post.server.only();
    for header in ["Message-ID", "Date", "Subject"] {
        assert_eq!(first.header(header), second.header(header));
        assert!(first.header(header).is_some());
    }
    assert_eq!(first.plain(), second.plain());
}

#[tokio::test]
async fn what_goes_wrong_ten_times_is_stuck_until_somebody_looks() {
    let post = Post::new().await;
    let typed = [("email", "ada@example.org")];
    post.site.visitor().suggest(&post.site, &typed).await;
    post.server.set(Mood::Busy);
    for _ in 0..10 {
        assert_eq!(post.deliver().await, 1);
        post.site.clock().advance(DAY / 2);
    }
    assert_eq!(post.deliver().await, 0);
    let grace = post.site.administrator("grace").await;
    let page = grace.get("/admin/settings/messages").await;
    assert!(
        page.text().contains("Stuck") && page.text().contains("451"),
        "{}",
        page.text()
    );
    assert!(!page.html().contains("ada@example.org"));
    let id = page.one("input[name=id]").attributes["value"].clone();
    post.server.set(Mood::Works);
    let again = [("action", "retry"), ("id", id.as_str())];
    let done = grace.submit("/admin/settings/messages", &again).await;
    done.assert_redirect("/admin/settings/messages?done=retry");
    assert_eq!(post.deliver().await, 1);
    post.server.only();
    assert!(
        grace
            .follow(done)
            .await
            .text()
            .contains("Everything has gone")
    );
}

#[tokio::test]
async fn a_mailbox_that_is_not_there_is_shown_without_its_address() {
    let post = Post::new().await;
    let grace = post.site.administrator("grace").await;
    five_wait(&post).await;
    post.server.set(Mood::Refuses);
    post.deliver().await;
    assert_eq!(post.count("stuck").await, 5);
    let page = grace.get("/admin/settings/messages").await;
    assert!(page.text().contains("550") && !page.html().contains("@example.org"));
    let id = page.select("input[name=id]")[0].attributes["value"].clone();
    let drop = [("action", "drop"), ("id", id.as_str())];
    grace
        .submit("/admin/settings/messages", &drop)
        .await
        .assert_status(303);
    post.server.set(Mood::Works);
    let all = [("action", "retry-all")];
    grace
        .submit("/admin/settings/messages", &all)
        .await
        .assert_status(303);
    post.deliver().await;
    assert_eq!(post.server.taken().len(), 4);
}

#[tokio::test]
async fn nothing_waits_for_a_silent_server() {
    let post = Post::new().await;
    post.server.set(Mood::Hangs);
    five_wait(&post).await;
    let delivering = post.deliver();
    let reading = async {
        for path in ["/", "/suggest", "/recent"] {
            post.site.visitor().get(path).await.assert_ok();
        }
        let typed = [
            ("url", "https://example.com/meanwhile"),
            ("email", "x@example.org"),
        ];
        post.site.visitor().suggest(&post.site, &typed).await;
    };
    tokio::select! {
        _ = delivering => panic!("the server never answers"),
        () = reading => {}
    }
    assert_eq!(post.count("waiting").await, 6);
}

#[tokio::test]
async fn an_administrator_sends_a_test_to_themselves() {
    let post = Post::new().await;
    let grace = post.site.administrator("grace").await;
    let page = grace.get("/admin/settings/messages").await;
    assert!(
        page.select("[value=test]").is_empty(),
        "there is nowhere to send it"
    );
    post.reachable("grace", "never").await;
    grace
        .get("/admin/settings/messages")
        .await
        .one("[value=test]");
    let test = [("action", "test")];
    grace
        .submit("/admin/settings/messages", &test)
        .await
        .assert_status(303);
    post.deliver().await;
    assert_eq!(post.server.only().recipients, ["<grace@example.org>"]);
}
