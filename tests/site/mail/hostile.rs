//! What must never reach a mail's head, whatever somebody types or a row holds.

use signpost::clock::HOUR;

use super::post::Post;

const HOSTILE: [&str; 8] = [
    "x\r\nBcc: eve@example.org",
    "x\nBcc: eve@example.org",
    "x\0y",
    "x\u{2028}Bcc: eve@example.org",
    "x\u{202e}y",
    "\"><svg onload=1>",
    "=?utf-8?q?x=0ABcc:_eve@example.org?=",
    "{{7*7}}%0d%0aBcc: eve@example.org",
];

#[tokio::test]
async fn only_one_address_with_a_real_domain_is_taken() {
    let post = Post::with(&[("limits", "off")]).await;
    let visitor = post.site.visitor();
    let long = format!("{}@example.org", "a".repeat(2_000));
    let addresses = [
        "a@b",
        "a@[127.0.0.1]",
        "a@b.io,c@d.io",
        "a@b.io c@d.io",
        "Ada <a@b.io>",
        "a@b.io\r\nBcc: c@d.io",
        "a@b.io\u{2028}",
        long.as_str(),
    ];
    for address in addresses {
        let reply = visitor
            .fill_in(
                &post.site,
                "/suggest",
                &[
                    ("url", "https://example.com/x"),
                    ("title", "X"),
                    ("email", address),
                ],
            )
            .await;
        reply.assert_status(422);
    }
    assert_eq!(post.deliver().await, 0);
}

#[tokio::test]
async fn hostile_words_in_every_one_line_field_add_nothing_to_a_mail() {
    let post = Post::with(&[("limits", "off")]).await;
    post.site.administrator("grace").await;
    post.reachable("grace", "now").await;
    let long = "x".repeat(2_000);
    let mut sent = 0;
    for (n, words) in HOSTILE.iter().copied().chain([long.as_str()]).enumerate() {
        for field in [
            "title",
            "organisation",
            "tags",
            "name",
            "url",
            "licence",
            "caveat",
        ] {
            let (link, email) = (
                format!("https://example.com/{n}/{field}"),
                format!("{field}{n}@example.org"),
            );
            let typed = [
                ("url", link.as_str()),
                ("title", "X"),
                ("category", "policy"),
                ("email", email.as_str()),
                (field, words),
            ];
            let typed: Vec<_> = typed
                .iter()
                .filter(|(name, value)| *name != field || *value == words)
                .copied()
                .collect();
            let reply = post
                .site
                .visitor()
                .fill_in(&post.site, "/suggest", &typed)
                .await;
            assert!(
                matches!(reply.status().as_u16(), 303 | 422),
                "{field} {words:?}"
            );
            sent += usize::from(reply.status() == 303);
        }
    }
    assert!(sent > 10);
    post.site.clock().advance(HOUR);
    post.deliver().await;
    assert_eq!(post.count("stuck").await, 0);
    for mail in post.server.taken() {
        assert_eq!(mail.recipients.len(), 1);
        assert_eq!(mail.header("Bcc"), None);
        assert!(!mail.text.contains("eve@example.org"), "{}", mail.text);
    }
}

#[tokio::test]
async fn a_poisoned_row_holds_nothing_up() {
    let post = Post::with(&[("limits", "off")]).await;
    for n in 0..3 {
        let (link, email) = (
            format!("https://example.com/{n}"),
            format!("p{n}@example.org"),
        );
        let typed = [("url", link.as_str()), ("email", email.as_str())];
        post.site.visitor().suggest(&post.site, &typed).await;
    }
    post.site
        .execute("UPDATE contributors SET email = 'p0@example.org' || char(13, 10) || 'Bcc: eve@example.org' WHERE suggestion_id = 1")
        .await;
    post.site
        .execute("UPDATE settings SET title = 'x' || char(13, 10) || 'Bcc: eve@example.org'")
        .await;
    post.site
        .execute("INSERT INTO outbox (uid, channel, topic, next_try_at, created_at) VALUES ('x', 'mail', 'nonsense', 0, 0)")
        .await;
    post.deliver().await;
    let taken = post.server.taken();
    assert_eq!(taken.len(), 2);
    assert!(taken.iter().all(|mail| mail.header("Bcc").is_none()));
    assert_eq!(post.count("stuck").await, 2);
}
