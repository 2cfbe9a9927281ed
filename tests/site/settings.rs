//! What an administrator sets, and where readers see it.

use crate::support::editing::filled;
use crate::support::site::TestSite;
use crate::support::suggestions::{suggest, ward_list};

const FORM: &str = "form.form";
const PAGES: [&str; 7] = [
    "/admin/settings",
    "/admin/settings/pages/about",
    "/admin/settings/pages/guidelines",
    "/admin/settings/pages/privacy",
    "/admin/settings/pages/accessibility",
    "/admin/settings/presets",
    "/admin/settings/blocked-hosts",
];

#[tokio::test]
async fn only_administrators_open_the_settings() {
    let site = TestSite::new().await;
    let (visitor, ada) = (site.visitor(), site.moderator("ada").await);
    let grace = site.administrator("grace").await;
    let before = site.count("SELECT count(*) FROM revisions").await;
    for path in PAGES {
        let next = path.replace('/', "%2F");
        visitor
            .get(path)
            .await
            .assert_redirect(&format!("/login?next={next}"));
        ada.get(path).await.assert_status(403);
        ada.submit(path, &[("title", "Mine")])
            .await
            .assert_status(403);
        let reply = visitor.submit(path, &[("title", "Mine")]).await;
        assert_eq!(reply.status().as_u16(), 303);
        let page = grace.get(path).await;
        page.assert_ok();
        // Every part of the settings leads to every other.
        for other in PAGES {
            page.one(&format!("nav a[href='{other}']:not(.deskbar *)"));
        }
    }
    assert_eq!(site.count("SELECT count(*) FROM revisions").await, before);
    grace
        .get("/admin/settings/pages/imprint")
        .await
        .assert_status(404);
}

#[tokio::test]
async fn what_is_set_is_on_the_public_pages_at_the_next_request() {
    let site = TestSite::new().await;
    let (grace, reader) = (site.administrator("grace").await, site.visitor());
    reader.get("/").await.assert_ok();
    let typed = [
        ("title", "Links for carers"),
        ("introduction", "Kept by *carers*."),
        ("invitation", "Know one? **Tell us.**"),
        ("caveat", "Not medical advice."),
        ("caveat_kind", "other"),
        ("contact", "hello@example.org"),
        ("data_licence", "cc0 1.0"),
        ("time_zone", "Pacific/Auckland"),
        ("decision_target_days", "3"),
        ("why", "A new home"),
    ];
    let reply = grace.edit("/admin/settings", FORM, &typed).await;
    reply.assert_redirect("/admin/settings?done=saved");
    let done = grace.follow(reply).await;
    assert_eq!(done.select(".notice--ok").len(), 1);
    assert_eq!(done.one("#data_licence").attr("value"), Some("CC0-1.0"));
    site.assert_newest("grace", "settings 1", "update", "A new home")
        .await;
    let home = reader.get("/").await;
    for words in [
        "Links for carers",
        "Kept by carers.",
        "Tell us.",
        "Not medical advice.",
        "CC0-1.0",
        "within 3 days",
    ] {
        assert!(home.text().contains(words), "{words}");
    }
    home.one("footer a[href='mailto:hello@example.org']");
    // 10:00 in London on 22 November is 23:00 in Auckland; two hours later it's the next day there.
    site.clock().advance(2 * 3_600_000);
    grace
        .submit("/admin/entries/1", &[("action", "verify")])
        .await;
    assert!(
        reader
            .follow(reader.get("/entries/1").await)
            .await
            .text()
            .contains("23 November 2026")
    );
    let same = grace.edit("/admin/settings", FORM, &[]).await;
    same.assert_redirect("/admin/settings?done=unchanged");
}

#[tokio::test]
async fn a_wrong_value_is_said_beside_its_field() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    for (field, value) in [
        ("title", ""),
        ("contact", "javascript:alert(1)"),
        ("data_licence", "mine"),
        ("time_zone", "Europe/Atlantis"),
        ("decision_target_days", "soon"),
        ("caveat_kind", "odd"),
    ] {
        let typed = [
            (field, value),
            ("introduction", "My words"),
            ("why", "Because"),
        ];
        let reply = grace.edit("/admin/settings", FORM, &typed).await;
        reply.assert_status(422);
        assert!(reply.one("title").text.starts_with("Error: "));
        let summary = reply.one(".errors a");
        assert_eq!(summary.attr("href"), Some(format!("#{field}").as_str()));
        reply.one(&format!("#{field}-error"));
        assert_eq!(reply.one("#introduction").text, "My words");
        assert_eq!(reply.one("#why").attr("value"), Some("Because"));
        if field != "caveat_kind" {
            let shown = reply.one(&format!("#{field}"));
            assert_eq!(shown.attr("value"), Some(value));
        }
    }
    let home = site.visitor().get("/").await;
    assert!(!home.text().contains("My words"));
}

#[tokio::test]
async fn who_saves_second_sees_both_texts() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    let edsger = site.administrator("edsger").await;
    for (path, field) in [
        ("/admin/settings", "introduction"),
        ("/admin/settings/pages/about", "body"),
    ] {
        let seen = edsger.get(path).await;
        grace
            .edit(path, FORM, &[(field, "Grace's words")])
            .await
            .assert_redirect(&format!("{path}?done=saved"));
        let typed = [(field, "Edsger's words"), ("title", "His title")];
        let second = edsger.send(path, &filled(&seen, FORM, &typed)).await;
        second.assert_status(409);
        let differences = second.one("table.diff").text;
        for words in ["Grace's words", "Edsger's words", "His title"] {
            assert!(differences.contains(words), "{words}");
        }
        assert_eq!(second.one(&format!("#{field}")).text, "Edsger's words");
        let third = edsger.send(path, &filled(&second, FORM, &[])).await;
        third.assert_redirect(&format!("{path}?done=saved"));
    }
    let (path, label) = ("/admin/settings/presets", "#label-1");
    let seen = edsger.get(path).await;
    let first = seen.one(label).attr("value").unwrap().to_owned();
    let fields = |mine: &str| -> Vec<(String, String)> {
        let mut fields = seen.fields(FORM);
        for (name, value) in &mut fields {
            if name == "label" && *value == first {
                mine.clone_into(value);
            }
        }
        fields
    };
    grace.send(path, &fields("Grace's label")).await;
    let second = edsger.send(path, &fields("Edsger's label")).await;
    second.assert_status(409);
    let differences = second.one("table.diff").text;
    assert!(differences.contains("Grace's label") && differences.contains("Edsger's label"));
    assert_eq!(second.one(label).attr("value"), Some("Edsger's label"));
}

#[tokio::test]
async fn a_curated_page_is_written_in_markdown() {
    let site = TestSite::new().await;
    let (grace, reader) = (site.administrator("grace").await, site.visitor());
    reader.get("/guidelines").await.assert_ok();
    let path = "/admin/settings/pages/guidelines";
    let typed = [
        ("title", "How we choose"),
        (
            "body",
            "## First\n\n[Suggest](/suggest) a link.<script>alert(1)</script>",
        ),
        ("why", "Rewritten"),
    ];
    let reply = grace.edit(path, FORM, &typed).await;
    reply.assert_redirect(&format!("{path}?done=saved"));
    let newest = site.revisions(1).await.remove(0);
    assert_eq!(
        (newest.action.as_str(), newest.why.as_str()),
        ("update", "Rewritten")
    );
    assert!(newest.object.starts_with("page "));
    let public = reader.get("/guidelines").await;
    assert_eq!(public.one("h1").text, "How we choose");
    assert!(public.texts("main h2").contains(&"First".to_owned()));
    public.one("main a[href='/suggest']:not(.btn)");
    assert!(!public.html().contains("<script>alert"));
    let empty = grace.edit(path, FORM, &[("title", " ")]).await;
    empty.assert_status(422);
    empty.one("#title-error");
}

#[tokio::test]
async fn a_site_that_began_with_nothing_has_pages_to_edit() {
    let site = TestSite::empty().await;
    let (grace, reader) = (site.administrator("grace").await, site.visitor());
    let path = "/admin/settings/pages/about";
    let reply = grace.edit(path, FORM, &[("body", "Hello.")]).await;
    reply.assert_redirect(&format!("{path}?done=saved"));
    assert!(reader.get("/about").await.text().contains("Hello."));
    let presets = grace.edit(
        "/admin/settings/presets",
        FORM,
        &[("label", "Off topic"), ("message", "Not ours.")],
    );
    presets
        .await
        .assert_redirect("/admin/settings/presets?done=saved");
}

#[tokio::test]
async fn reasons_to_decline_are_added_changed_ordered_and_removed() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    let path = "/admin/settings/presets";
    let labels = async || {
        let page = grace.get(path).await;
        let shown = page.select("input[name=label]");
        let shown: Vec<_> = shown
            .iter()
            .map(|l| l.attr("value").unwrap().to_owned())
            .collect();
        (page, shown)
    };
    let (page, before) = labels().await;
    assert_eq!(before.last().unwrap(), "", "one row is free");
    let mut fields = page.fields(FORM);
    let count = before.len();
    let places: Vec<usize> = (0..fields.len())
        .filter(|&at| fields[at].0 == "place")
        .collect();
    let at = |name: &str, row: usize| {
        let named: Vec<usize> = (0..page.fields(FORM).len())
            .filter(|&at| page.fields(FORM)[at].0 == name)
            .collect();
        named[row]
    };
    // The first goes to the end, the second goes away, and the free row becomes the first.
    fields[places[0]].1 = "99".to_owned();
    fields[at("label", 1)].1.clear();
    fields[at("message", 1)].1.clear();
    fields[at("label", count - 1)].1 = "Not in English".to_owned();
    fields[at("message", count - 1)].1 = "We can't judge it.".to_owned();
    fields[places[count - 1]].1 = "0".to_owned();
    let reply = grace.send(path, &fields).await;
    reply.assert_redirect(&format!("{path}?done=saved"));
    site.assert_newest("grace", "presets 1", "update", "").await;
    let (_, after) = labels().await;
    let mut expected = vec!["Not in English".to_owned()];
    expected.extend(before[2..count - 1].to_vec());
    expected.extend([before[0].clone(), String::new()]);
    assert_eq!(after, expected);
    let (page, _) = labels().await;
    let mut fields = page.fields(FORM);
    fields[at("label", 1)].1 = "NOT IN ENGLISH".to_owned();
    let reply = grace.send(path, &fields).await;
    reply.assert_status(422);
    assert_eq!(reply.one(".errors a").attr("href"), Some("#label-2"));
    assert!(
        reply
            .one("#label-2-error")
            .text
            .contains("Two reasons have this label")
    );
}

#[tokio::test]
async fn a_blocked_site_is_listed_and_can_be_let_in_again() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    let path = "/admin/settings/blocked-hosts";
    assert!(grace.get(path).await.text().contains("No site is blocked."));
    let sent = suggest(&site, ward_list()).await;
    let review = grace.get(&sent.page).await;
    let verdict = [("decision", "spam"), ("block_host", "1")];
    let form = filled(&review, ".decide form[novalidate]", &verdict);
    grace.send(&sent.decision, &form).await;
    let page = grace.get(path).await;
    assert_eq!(page.one(".lines strong").text, "wards.example");
    assert!(page.text().contains("since 22 November 2026"));
    let unblock = page.one("button[name=host]");
    let host = [("host", unblock.attr("value").unwrap())];
    let reply = grace.submit(path, &host).await;
    reply.assert_redirect(&format!("{path}?done=unblocked"));
    let done = grace.follow(reply).await;
    assert!(done.text().contains("No site is blocked."));
    done.one(".notice--ok");
    site.assert_newest("grace", "blocked_host 1", "delete", "")
        .await;
    let again = grace.submit(path, &host).await;
    again.assert_redirect(&format!("{path}?done=unchanged"));
    let ada = site.moderator("ada").await;
    assert!(!ada.get(&sent.page).await.text().contains("is blocked"));
}
