//! The pages of single entries, and those that the curator writes.

use signpost::directory::{Change, Licence};

use crate::support::builders::{category, caveat, entry};
use crate::support::site::TestSite;

#[tokio::test]
async fn an_entrys_page_leads_to_it_and_says_what_is_known() {
    let site = TestSite::empty().await;
    let top = site.add_category("Code", None).await;
    let mut warned = category("Servers", Some(top));
    warned.caveat = caveat("Needs a server.");
    let below = site.change(Change::CreateCategory(warned)).await;
    let mut fields = entry("https://www.example.org/a/b/", "A server", below);
    fields.description = "What [it](https://example.com/) is.\n\nWhy it *matters*.".to_owned();
    fields.organisation = "The \"Makers\"".to_owned();
    fields.licence = Licence::Expression("MIT".into());
    fields.caveat = caveat("Old.");
    fields.tags = vec!["c++".to_owned()];
    fields.language = "cy".to_owned();
    let id = site.add_entry(fields).await;
    site.change(Change::VerifyEntry { id }).await;

    let page = site.visitor().get(&format!("/entries/{id}-a-server")).await;
    page.assert_ok();
    assert_eq!(page.one("h1").text, "A server");
    assert_eq!(page.one("title").text, "A server – Link directory");
    let visit = page.one("a.btn--go");
    assert_eq!(visit.text, "Visit example.org");
    assert_eq!(visit.attr("href"), Some("https://www.example.org/a/b/"));
    assert_eq!(visit.attr("rel"), Some("external ugc nofollow noopener"));
    assert_eq!(
        page.one(".lede a").attr("href"),
        Some("https://example.com/")
    );
    assert_eq!(page.one(".prose").text, "Why it matters.");
    assert_eq!(
        page.texts(".caveat"),
        [
            "Caveat: Old.",
            "Caveat for everything in Servers: Needs a server."
        ]
    );
    let facts = page.one("dl.pairs").text;
    for fact in [
        "MIT An open licence",
        "Welsh",
        "c++",
        "22 November 2026",
        "Last verified",
    ] {
        assert!(facts.contains(fact), "{fact} in {facts}");
    }
    let crumbs = page.texts("nav[aria-label=Breadcrumb] li");
    assert_eq!(crumbs, ["Home", "Code", "Servers", "A server"]);
    for path in [
        format!("/entries/{id}/suggest-edit"),
        format!("/entries/{id}/report"),
    ] {
        page.one(&format!("aside a[href='{path}']"));
    }
    let canonical = format!("https://links.example/entries/{id}-a-server");
    assert_eq!(
        page.one("link[rel=canonical]").attr("href"),
        Some(canonical.as_str())
    );
    let maker = page.one("dl a[href^='/search']");
    let found = site.visitor().get(maker.attr("href").unwrap()).await;
    assert_eq!(found.texts(".entry__title a"), ["A server"]);
}

#[tokio::test]
async fn a_licence_is_known_missing_or_unchecked() {
    let site = TestSite::empty().await;
    let top = site.add_category("Code", None).await;
    for (number, licence, in_list, on_page) in [
        (
            1,
            Licence::NotChecked,
            "Licence not checked",
            "Nobody has looked for a licence yet",
        ),
        (
            2,
            Licence::NoneFound,
            "No licence",
            "Somebody looked and found none",
        ),
        (
            3,
            Licence::Expression("CC-BY-NC-4.0".into()),
            "CC-BY-NC-4.0",
            "CC-BY-NC-4.0",
        ),
    ] {
        let mut fields = entry(&format!("https://example.org/{number}"), "Thing", top);
        fields.licence = licence;
        let id = site.add_entry(fields).await;
        let list = site.visitor().get("/categories/code").await;
        let shown = &list.texts(".entry > .facts")[number - 1];
        assert!(shown.contains(in_list), "{shown}");
        let page = site.visitor().get(&format!("/entries/{id}-thing")).await;
        assert!(page.one("dl.pairs").text.contains(on_page));
        assert!(!page.text().contains("An open licence"));
    }
}

#[tokio::test]
async fn other_addresses_of_an_entry_lead_to_the_one() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let one = "/entries/1-making-source-code-open-and-reusable";
    for other in [
        "/entries/1",
        "/entries/1-",
        "/entries/1-anything",
        "/entries/1-a-b%20c",
    ] {
        visitor.get(other).await.assert_redirect(one);
    }
    for wrong in [
        "/entries/99",
        "/entries/01",
        "/entries/x",
        "/entries/-1",
        "/entries/99999999999999999999",
    ] {
        visitor.get(wrong).await.assert_status(404);
    }
}

#[tokio::test]
async fn an_entry_that_left_the_lists_says_so() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let path = "/entries/7-coronavirus-dashboard";
    site.change(Change::RetireEntry { id: 7 }).await;
    let page = visitor.get(path).await;
    page.assert_ok();
    assert_eq!(page.one(".notice strong").text, "No longer listed.");
    assert_eq!(
        page.one("meta[name=robots]").attr("content"),
        Some("noindex")
    );
    assert!(page.select("aside, .btn--go").is_empty());
    for list in [
        "/",
        "/recent",
        "/categories/awesome-repos",
        "/search?q=coronavirus",
        "/tags/dashboard",
    ] {
        let list = visitor.get(list).await;
        assert!(!list.text().contains("Coronavirus dashboard"));
    }
    site.change(Change::DeleteEntry { id: 7 }).await;
    visitor.get(path).await.assert_status(410);
    site.change(Change::RestoreEntry { id: 7 }).await;
    let page = visitor.get(path).await;
    assert!(page.select(".notice, meta[name=robots]").is_empty());
}

#[tokio::test]
async fn an_entry_that_was_merged_leads_to_the_other() {
    let site = TestSite::new().await;
    let mut write = site.db().write().await.unwrap();
    sqlx::query("UPDATE entries SET status = 'deleted', merged_into = 2 WHERE id = 1")
        .execute(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let reply = site.visitor().get("/entries/1").await;
    reply.assert_redirect("/entries/2-make-new-source-code-open");
}

#[tokio::test]
async fn what_people_type_is_only_ever_text() {
    let site = TestSite::empty().await;
    let evil = r#""><svg onload=alert(1)></title><script>alert(2)</script>{{7*7}}"#;
    let mut shown = category(evil, None);
    shown.introduction = evil.to_owned();
    shown.slug = Some("evil".to_owned());
    shown.caveat = caveat(evil);
    let top = site.change(Change::CreateCategory(shown)).await;
    let mut fields = entry("https://example.org/?\"><svg/onload=alert(1)>", evil, top);
    fields.description = format!("{evil}\n\n{evil}\n\n[x](javascript:alert(1))");
    fields.organisation = evil.to_owned();
    fields.caveat = caveat(evil);
    fields.tags = vec![evil.chars().take(40).collect()];
    fields.featured = true;
    fields.question = evil.to_owned();
    fields.language = "fr\"><svg>".to_owned();
    let id = site.add_entry(fields).await;
    let visitor = site.visitor();
    let entry = visitor.get(&format!("/entries/{id}")).await;
    let entry = entry.location().unwrap().to_owned();
    let tag = visitor
        .get("/tags")
        .await
        .one(".leaders a")
        .attr("href")
        .unwrap()
        .to_owned();
    let query = "/search?q=%3Csvg%20onload%3Dalert*%20%22%3E";
    let nothing = "/search?q=%22%3E%3Csvg%20onload%3D1%3E%20nothing&sort=%22%3E%3Csvg%3E";
    for path in [
        "/",
        "/recent",
        "/categories/evil",
        "/tags",
        &entry,
        &tag,
        query,
        nothing,
    ] {
        let page = visitor.get(path).await;
        page.assert_ok();
        assert!(
            page.select("[onload], main script, svg[onload]").is_empty(),
            "{path}"
        );
        let run = page.select("script:not([type='application/ld+json'])");
        assert_eq!(run.len(), 1, "{path}");
        assert!(page.select("a[href^='javascript']").is_empty(), "{path}");
        assert!(!page.html().contains("<svg onload"), "{path}");
    }
    let page = visitor.get(query).await;
    assert!(page.one("h1").text.contains("<svg onload=alert*"));
    assert!(!page.select("mark").is_empty());
}

#[tokio::test]
async fn the_curators_pages_are_there_and_dated() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    for (path, heading) in [
        ("/about", "About this directory"),
        ("/guidelines", "Guidelines"),
        ("/privacy", "Privacy"),
        ("/accessibility", "Accessibility"),
    ] {
        let page = visitor.get(path).await;
        page.assert_ok();
        assert_eq!(page.one("h1").text, heading);
        assert!(page.text().contains("Last updated 22 November 2026."));
        let title = format!("{heading} – Open source in health and social care");
        assert_eq!(page.one("title").text, title);
    }
    let about = visitor.get("/about").await;
    assert!(!about.select(".prose a[href='/suggest']").is_empty());
}

#[tokio::test]
async fn public_pages_are_the_same_for_everybody_and_may_be_kept() {
    let site = TestSite::new().await;
    let (visitor, moderator) = (site.visitor(), site.moderator("ada").await);
    for path in [
        "/",
        "/categories/policy",
        "/entries/1-making-source-code-open-and-reusable",
        "/tags",
        "/tags/nhs",
        "/recent",
        "/search",
        "/search?q=code",
        "/about",
    ] {
        let (theirs, ours) = (visitor.get(path).await, moderator.get(path).await);
        theirs.assert_ok();
        assert_eq!(theirs.bytes(), ours.bytes(), "{path}");
        assert_eq!(
            theirs.header("cache-control"),
            Some("public, no-cache"),
            "{path}"
        );
        assert!(theirs.header("etag").is_some(), "{path}");
        assert!(theirs.header("set-cookie").is_none(), "{path}");
        assert_eq!(theirs.select("h1").len(), 1, "{path}");
    }
}
