//! What contributors are told, and how little of them is kept for it.

use signpost::clock::{DAY, HOUR};

use super::post::Post;
use crate::support::site::ORIGIN;
use crate::support::smtp::Mood;

const ADA: [(&str, &str); 2] = [("email", "ada@example.org"), ("name", "Ada Zebra")];

#[tokio::test]
async fn the_first_mail_confirms_the_address_with_one_button() {
    let post = Post::new().await;
    let visitor = post.site.visitor();
    let receipt = visitor.suggest(&post.site, &ADA).await;
    post.deliver().await;
    let mail = post.server.only();
    assert_eq!(mail.recipients, ["<ada@example.org>"]);
    assert_eq!(mail.header("To").unwrap(), "ada@example.org");
    assert_eq!(mail.header("From").unwrap(), "Links <links@links.example>");
    let reference = post.site.only_suggestion().await.reference;
    assert!(mail.header("Subject").unwrap().contains(reference.as_str()));
    let path = mail.path("code=");
    assert!(path.starts_with(&receipt));

    // Looking confirms nothing, whoever looks: mail programs do.
    let page = post.site.visitor().get(&path).await;
    page.assert_ok();
    assert!(
        !visitor
            .get(&receipt)
            .await
            .text()
            .contains("address is confirmed")
    );
    assert!(
        visitor
            .get(&receipt)
            .await
            .select("[value=confirm]")
            .is_empty()
    );

    let form = page.fields("form:has([value=confirm])");
    let mut sent: Vec<(&str, &str)> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    sent.push(("action", "confirm"));
    let done = visitor.submit(&receipt, &sent).await;
    let done = visitor.follow(done).await;
    assert!(done.text().contains("Your email address is confirmed"));
    assert!(
        visitor
            .get(&path)
            .await
            .select("[value=confirm]")
            .is_empty()
    );

    let ada = post.site.moderator("ada").await;
    let id = post.site.only_suggestion().await.id;
    let review = ada.get(&format!("/admin/suggestions/{id}")).await;
    assert!(review.text().contains("confirmed it"), "{}", review.text());
    assert!(!review.html().contains("ada@example.org"));
}

#[tokio::test]
async fn a_wrong_code_confirms_nothing() {
    let post = Post::new().await;
    let visitor = post.site.visitor();
    let receipt = visitor.suggest(&post.site, &ADA).await;
    for code in ["", "x", "aaaaaaaaaaaaaaaaaaaaaaaaaa"] {
        let tried = [("action", "confirm"), ("code", code)];
        visitor.submit(&receipt, &tried).await.assert_status(400);
    }
    let sql = "SELECT count(*) FROM contributors WHERE confirmed_at IS NOT NULL";
    assert_eq!(post.site.count(sql).await, 0);
}

#[tokio::test]
async fn questions_and_decisions_are_told_in_our_words_only() {
    let post = Post::new().await;
    let visitor = post.site.visitor();
    let words = [
        ("title", "Zebrafish"),
        ("description", "Zebrafish text"),
        ("note", "Zebrafish"),
    ];
    let typed: Vec<_> = ADA.iter().chain(&words).copied().collect();
    let receipt = visitor.suggest(&post.site, &typed).await;
    post.deliver().await;
    let first = post.server.only();
    let ada = post.site.moderator("mod").await;
    let id = post.site.only_suggestion().await.id;
    let ask = [("decision", "ask"), ("message", "Zebrafish question?")];
    post.decide(&ada, id, &ask).await;
    post.deliver().await;
    let question = post.server.only();
    assert!(question.link("/suggestions/").ends_with(&receipt));

    let answer = [("action", "reply"), ("message", "Zebrafish answer")];
    visitor.submit(&receipt, &answer).await.assert_status(303);
    let no = [("decision", "decline"), ("reason", "Zebrafish reason")];
    post.decide(&ada, id, &no).await;
    post.deliver().await;
    let decision = post.server.only();
    assert!(decision.plain().contains("gives the reason"));
    for mail in [&first, &question, &decision] {
        for text in [&mail.text, &mail.plain(), &mail.part("text/html")] {
            assert!(!text.to_lowercase().contains("zebra"), "{text}");
            assert!(!text.contains("<img"), "{text}");
        }
        assert!(mail.plain().contains(ORIGIN));
    }
    let ids = [&first, &question, &decision].map(|mail| mail.header("Message-ID").unwrap());
    assert!(ids[0] != ids[1] && ids[1] != ids[2]);
}

#[tokio::test]
async fn an_address_that_many_name_gets_one_mail() {
    let post = Post::with(&[("limits", "off")]).await;
    for n in 0..30 {
        let link = format!("https://example.com/{n}");
        let typed = [ADA[0], ("url", link.as_str()), ("title", "Zebra")];
        post.site.visitor().suggest(&post.site, &typed).await;
    }
    post.deliver().await;
    post.server.only();
    // A day later it may be named once more, and confirmed it hears of each.
    post.site.clock().advance(DAY);
    let visitor = post.site.visitor();
    let typed = [ADA[0], ("url", "https://example.com/later")];
    let receipt = visitor.suggest(&post.site, &typed).await;
    post.deliver().await;
    let path = post.server.only().path("code=");
    let (_, code) = path.split_once("code=").unwrap();
    let confirm = [("action", "confirm"), ("code", code)];
    visitor.submit(&receipt, &confirm).await.assert_status(303);
    for n in 0..2 {
        let link = format!("https://example.com/again/{n}");
        visitor.suggest(&post.site, &[ADA[0], ("url", &link)]).await;
    }
    post.deliver().await;
    assert_eq!(post.server.taken().len(), 2);
}

#[tokio::test]
async fn one_network_causes_three_first_mails_a_day() {
    let post = Post::new().await;
    let visitor = post.site.visitor();
    for n in 0..5 {
        let (link, email) = (
            format!("https://example.com/{n}"),
            format!("p{n}@example.org"),
        );
        visitor
            .suggest(&post.site, &[("url", &link), ("email", &email)])
            .await;
        post.site.clock().advance(HOUR);
    }
    post.deliver().await;
    assert_eq!(post.server.taken().len(), 3);
}

#[tokio::test]
async fn spam_is_told_to_nobody() {
    let post = Post::new().await;
    let grace = post.site.administrator("grace").await;
    post.reachable("grace", "now").await;
    let trapped = [ADA[0], ("website", "x")];
    let visitor = post.site.visitor();
    visitor.suggest(&post.site, &trapped).await;
    assert_eq!(post.deliver().await, 0);
    let id = post.site.only_suggestion().await.id;
    post.decide(&grace, id, &[("decision", "restore")]).await;
    post.deliver().await;
    assert_eq!(
        post.server.taken().len(),
        2,
        "both learn of what was rescued"
    );
    post.decide(&grace, id, &[("decision", "spam")]).await;
    assert_eq!(post.deliver().await, 0);
}

#[tokio::test]
async fn who_wants_no_more_mail_gets_none_after_one_click() {
    let post = Post::new().await;
    let visitor = post.site.visitor();
    visitor.suggest(&post.site, &ADA).await;
    post.deliver().await;
    let mail = post.server.only();
    let one_click = "List-Unsubscribe=One-Click";
    assert_eq!(mail.header("List-Unsubscribe-Post").unwrap(), one_click);
    let header = mail.header("List-Unsubscribe").unwrap();
    let link = header.trim_matches(['<', '>']).to_owned();
    assert_eq!(mail.link("/unsubscribe/"), link);
    let path = link.strip_prefix(ORIGIN).unwrap();
    let page = visitor.get(path).await;
    page.assert_ok();
    page.one("form [value=end]");
    // As a mail program sends it: from elsewhere, with no cookie.
    let request = http::Request::post(path)
        .header("origin", "https://mail.example")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(one_click.into());
    let reply = post.site.visitor().request(request.unwrap()).await;
    reply.assert_status(303);
    let ada = post.site.moderator("mod").await;
    let id = post.site.only_suggestion().await.id;
    let ask = [("decision", "ask"), ("message", "Why?")];
    post.decide(&ada, id, &ask).await;
    post.deliver().await;
    assert!(post.server.taken().is_empty());
    let page = visitor.get(path).await;
    page.one("form [value=again]");
    visitor
        .submit(path, &[("action", "again")])
        .await
        .assert_status(303);
    visitor.get(path).await.one("form [value=end]");
    visitor.get(&format!("{path}x")).await.assert_status(404);
}

#[tokio::test]
async fn erasing_takes_the_address_out_of_everything() {
    let post = Post::new().await;
    let visitor = post.site.visitor();
    let receipt = visitor.suggest(&post.site, &ADA).await;
    post.server.set(Mood::Busy);
    post.deliver().await;
    assert_eq!(post.count("waiting").await, 1);
    visitor
        .submit(&receipt, &[("action", "erase")])
        .await
        .assert_status(303);
    post.server.set(Mood::Works);
    post.site.clock().advance(DAY);
    post.deliver().await;
    assert!(post.server.taken().is_empty());
    let dump = post.site.dump().await;
    assert!(
        !dump.contains("ada@example.org") && !dump.contains("Ada Zebra"),
        "{dump}"
    );
    let traces = "SELECT count(*) FROM outbox WHERE address_hash IS NOT NULL";
    assert_eq!(post.site.count(traces).await, 0);
    visitor.get(&receipt).await.assert_ok();
}

#[tokio::test]
async fn details_go_a_set_time_after_the_decision() {
    let post = Post::new().await;
    let (visitor, ada) = (post.site.visitor(), post.site.moderator("mod").await);
    visitor.suggest(&post.site, &ADA).await;
    let thanked = [
        ("email", "bob@example.org"),
        ("name", "Bob Credited"),
        ("credit", "1"),
        ("url", "https://example.com/thanked"),
    ];
    visitor.suggest(&post.site, &thanked).await;
    let waiting = [
        ("email", "eve@example.org"),
        ("url", "https://example.com/waits"),
    ];
    visitor.suggest(&post.site, &waiting).await;
    let all = post.site.suggestions().await;
    let no = [("decision", "decline"), ("reason", "Off topic")];
    post.decide(&ada, all[0].id, &no).await;
    post.decide(&ada, all[1].id, &[("decision", "approve")])
        .await;
    post.site
        .execute("UPDATE settings SET personal_data_days = 7")
        .await;
    let upkeep = || signpost::operations::upkeep::run_once(post.site.app());
    post.site.clock().advance(7 * DAY - 1);
    upkeep().await.unwrap();
    assert!(post.site.dump().await.contains("ada@example.org"));
    post.site.clock().advance(1);
    upkeep().await.unwrap();
    let dump = post.site.dump().await;
    for gone in ["ada@example.org", "Ada Zebra", "bob@example.org"] {
        assert!(!dump.contains(gone), "{gone}");
    }
    for kept in ["Bob Credited", "eve@example.org", "Ward planner"] {
        assert!(dump.contains(kept), "{kept}");
    }
    let networks = "SELECT count(*) FROM suggestions WHERE network_prefix IS NOT NULL";
    assert_eq!(post.site.count(networks).await, 1);
}

#[tokio::test]
async fn without_a_mail_server_nobody_is_asked_for_an_address() {
    let site = crate::support::site::TestSite::new().await;
    let visitor = site.visitor();
    assert!(
        visitor
            .get("/suggest")
            .await
            .select("[name=email]")
            .is_empty()
    );
    visitor.suggest(&site, &ADA).await;
    assert_eq!(site.count("SELECT count(*) FROM outbox").await, 0);
    let post = Post::new().await;
    for form in [
        "/suggest",
        "/suggest-category",
        "/entries/1/suggest-edit",
        "/entries/1/report",
    ] {
        post.site
            .visitor()
            .get(form)
            .await
            .one("input[name=email][type=email]");
    }
}
