//! Browsing: the home page, categories, tags and the newest entries.

use signpost::directory::{Change, Licence};
use signpost::settings::{load_settings, save_settings};

use crate::support::builders::{category, caveat, entry};
use crate::support::reply::Reply;
use crate::support::site::TestSite;

/// The titles of the listed entries.
fn titles(page: &Reply) -> Vec<String> {
    page.texts(".entry__title a")
}

#[tokio::test]
async fn the_home_page_says_what_there_is_and_where_it_leads() {
    let site = TestSite::new().await;
    let page = site.visitor().get("/").await;
    page.assert_ok();
    assert_eq!(page.one("h1").text, "Open source in health and social care");
    assert_eq!(
        page.one("title").text,
        "Open source in health and social care"
    );
    assert_eq!(
        page.texts("nav.post .arm"),
        [
            "Policy 3 links",
            "Guidance 3 links",
            "Awesome repos that show how it's done 7 links",
            "Suggest a link"
        ]
    );
    assert_eq!(
        page.one(".index h3 a[href='/categories/policy']").text,
        "Policy"
    );
    assert_eq!(
        page.one(".hero a[href='/recent']").text,
        "browse all 13 links"
    );
    assert_eq!(page.one(".hero form").attr("action"), Some("/search"));
    assert_eq!(page.texts(".pick h3")[0], "Am I allowed to share our code?");
    assert_eq!(page.select(".latest li").len(), 6);
    let link = page.select(".latest a[rel]").remove(0);
    assert_eq!(link.attr("rel"), Some("external ugc nofollow noopener"));
    let trail = page.texts(".trail h3");
    assert_eq!(
        trail,
        [
            "You suggest it",
            "A moderator reads it",
            "It goes on the list"
        ]
    );
    assert!(!page.text().contains("aim to decide"));
    assert_eq!(
        page.one("link[rel=canonical]").attr("href"),
        Some("https://links.example/")
    );
}

#[tokio::test]
async fn the_home_page_promises_and_warns_only_what_the_curator_set() {
    let site = TestSite::new().await;
    let mut write = site.db().write().await.unwrap();
    let mut settings = load_settings(&mut write).await.unwrap();
    settings.state.decision_target_days = Some(1);
    settings.state.caveat = caveat("All of this is <b>old</b>.");
    let context = signpost::history::ChangeContext::by_moderator(1, "", site.now());
    let context = signpost::history::ChangeContext {
        user_id: None,
        ..context
    };
    save_settings(&mut write, &context, settings.version, &settings.state)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let page = site.visitor().get("/").await;
    assert!(page.text().contains("We aim to decide within 1 day."));
    assert_eq!(
        page.one(".caveat").text,
        "Caveat for everything on this list: All of this is <b>old</b>."
    );
}

#[tokio::test]
async fn an_empty_directory_asks_for_its_first_link() {
    let site = TestSite::empty().await;
    let visitor = site.visitor();
    let home = visitor.get("/").await;
    home.assert_ok();
    assert_eq!(home.texts("nav.post .arm"), ["Suggest a link"]);
    assert!(home.text().contains("Nothing listed yet"));
    assert!(home.select(".index, .pick, .latest, .hero form").is_empty());
    for (path, words) in [
        ("/recent", "Nothing is listed yet"),
        ("/tags", "No link carries a tag yet"),
        ("/search?q=anything", "Nothing here for “anything”"),
        ("/search", "Search this directory"),
    ] {
        let page = visitor.get(path).await;
        page.assert_ok();
        assert!(page.text().contains(words), "{path}");
        assert!(page.select(".entries, .pager").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn an_empty_category_asks_for_a_link_and_has_no_filters() {
    let site = TestSite::new().await;
    let parent = site.add_category("Tools & more", None).await;
    site.add_category("Below", Some(parent)).await;
    let page = site.visitor().get("/categories/tools-more").await;
    assert!(page.text().contains("No links here yet. Know one?"));
    let suggest = page.select("main a[href^='/suggest?']");
    assert!(
        suggest
            .iter()
            .all(|link| link.attr("href") == Some("/suggest?category=tools-more"))
    );
    assert!(
        page.select("form.row, nav[aria-label='Sub-categories']")
            .is_empty()
    );
}

#[tokio::test]
async fn a_category_groups_what_is_below_it_and_says_where_it_stands() {
    let site = TestSite::empty().await;
    let top = site.add_category("Guidance", None).await;
    let security = site.add_category("Security", Some(top)).await;
    let secrets = site.add_category("Secrets", Some(security)).await;
    site.add_category("Nobody home", Some(top)).await;
    let mut warned = category("Reuse", Some(top));
    warned.caveat = caveat("Ask a lawyer.");
    warned.introduction = "How to *use* it.".to_owned();
    let reuse = site.change(Change::CreateCategory(warned)).await;
    for (number, category) in [top, secrets, reuse, security].into_iter().enumerate() {
        let link = format!("https://example.org/{number}");
        site.add_entry(entry(&link, &format!("Link {number}"), category))
            .await;
    }
    let visitor = site.visitor();

    let page = visitor.get("/categories/guidance").await;
    page.assert_ok();
    assert_eq!(titles(&page), ["Link 0", "Link 3", "Link 1", "Link 2"]);
    assert_eq!(
        page.texts(".group h2 bdi:first-child"),
        ["Link 0", "Security", "Reuse"]
    );
    assert_eq!(
        page.texts("section.group h2"),
        ["Security 2 links", "Reuse 1 link"]
    );
    let nav = page.texts("nav[aria-label='Sub-categories'] li");
    assert_eq!(nav, ["Security 2 links", "Reuse 1 link"]);
    let deep = page.select(".entry__main a.quiet");
    assert_eq!(deep.len(), 1);
    assert_eq!(
        deep[0].attr("href"),
        Some("/categories/guidance/security/secrets")
    );

    let page = visitor.get("/categories/guidance/security/secrets").await;
    assert_eq!(
        page.texts("nav[aria-label=Breadcrumb] li"),
        ["Home", "All categories", "Guidance", "Security", "Secrets"]
    );
    assert_eq!(page.one("title").text, "Secrets – Link directory");

    let page = visitor.get("/categories/guidance/reuse").await;
    assert_eq!(page.one(".lede em").text, "use");
    assert_eq!(
        page.one(".pagehead .caveat").text,
        "Caveat for everything in Reuse: Ask a lawyer."
    );
}

#[tokio::test]
async fn any_other_order_or_a_filter_drops_the_groups() {
    let site = TestSite::empty().await;
    let top = site.add_category("Code", None).await;
    let below = site.add_category("Below", Some(top)).await;
    let licences = [
        Licence::Expression("MIT".into()),
        Licence::NoneFound,
        Licence::NotChecked,
        Licence::Expression("CC-BY-NC-4.0".into()),
    ];
    for (number, licence) in licences.into_iter().enumerate() {
        let title = ["Delta", "alpha", "Charlie", "bravo"][number];
        let mut fields = entry(&format!("https://example.org/{number}"), title, below);
        fields.licence = licence;
        fields.tags = vec![["r", "c++"][number % 2].to_owned()];
        site.add_entry(fields).await;
        site.clock().advance(1);
    }
    let visitor = site.visitor();
    let get = async |query: &str| visitor.get(&format!("/categories/code{query}")).await;

    let page = get("?sort=title").await;
    assert_eq!(titles(&page), ["alpha", "bravo", "Charlie", "Delta"]);
    assert!(page.select("section.group").is_empty());
    assert!(page.text().contains("4 links, by title"));
    assert_eq!(
        titles(&get("?sort=newest").await),
        ["bravo", "Charlie", "alpha", "Delta"]
    );

    for (query, found) in [
        ("licence=open", &["Delta"] as &[&str]),
        ("licence=none", &["alpha"]),
        ("licence=unknown", &["Charlie"]),
        ("licence=CC-BY-NC-4.0", &["bravo"]),
        ("licence=open&licence=none", &["Delta", "alpha"]),
        ("tag=c-plus-plus", &["alpha", "bravo"]),
        ("tag=c-plus-plus&licence=none", &["alpha"]),
    ] {
        let page = get(&format!("?{query}")).await;
        assert_eq!(titles(&page), found, "{query}");
        let note = format!("{} of 4, filtered", found.len());
        assert!(page.text().contains(&note), "{query}");
        assert_eq!(
            page.one(".group > p a").attr("href"),
            Some("/categories/code")
        );
    }

    let page = get("?licence=GPL-3.0-only").await;
    assert!(page.text().contains("0 of 4, filtered"));

    for unknown in [
        "?sort=loudest&licence=Nonsense&tag=nobody&x=y",
        "?sort=relevance",
        "?link=gone",
    ] {
        let page = get(unknown).await;
        assert_eq!(page.select("section.group").len(), 1, "{unknown}");
    }

    let page = get("?sort=title&licence=MIT&tag=r").await;
    let form = page.fields(".filters form");
    let sent: Vec<_> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(sent, [("sort", "title"), ("licence", "MIT"), ("tag", "r")]);
    let offered: Vec<_> = page
        .select("#licence option")
        .into_iter()
        .map(|option| option.text)
        .collect();
    assert_eq!(
        offered,
        [
            "Any",
            "Any open licence",
            "No licence",
            "Not checked",
            "CC-BY-NC-4.0",
            "MIT"
        ]
    );
}

/// 120 entries: 30 in the category itself, then 90 in one below it.
async fn a_long_category(site: &TestSite) -> (i64, i64) {
    let top = site.add_category("Long", None).await;
    let below = site.add_category("Below", Some(top)).await;
    let entries = (1..=120).map(|number| {
        let category = if number <= 30 { top } else { below };
        let link = format!("https://example.org/{number}");
        let mut fields = entry(&link, &format!("Link {number:03}"), category);
        fields.tags = vec!["many".to_owned()];
        Change::CreateEntry(fields)
    });
    site.change_all(entries).await;
    (top, below)
}

#[tokio::test]
async fn a_long_category_has_pages_and_a_group_goes_on_over_them() {
    let site = TestSite::empty().await;
    a_long_category(&site).await;
    let visitor = site.visitor();

    let first = visitor.get("/categories/long").await;
    assert_eq!(titles(&first).len(), 50);
    assert_eq!(first.one("section.group > h2").text, "Below 90 links");
    assert!(first.one(".pager").text.contains("Showing 1 to 50 of 120"));

    let second = visitor.get("/categories/long?page=2").await;
    assert_eq!(titles(&second)[0], "Link 051");
    assert_eq!(second.one("section.group > h2").text, "Below continued");

    let third = visitor.get("/categories/long?page=3").await;
    assert_eq!(titles(&third).len(), 20);
    assert_eq!(titles(&third)[19], "Link 120");
    assert!(third.select(".pager a[rel=next]").is_empty());

    for page in ["0", "4", "101", "x", "-1", "99999999999999999999"] {
        let path = format!("/categories/long?page={page}");
        visitor.get(&path).await.assert_status(404);
    }
    for path in ["/recent", "/tags/many", "/search?q=link"] {
        let joint = if path.contains('?') { '&' } else { '?' };
        let last = visitor.get(&format!("{path}{joint}page=3")).await;
        assert_eq!(titles(&last).len(), 20, "{path}");
        visitor
            .get(&format!("{path}{joint}page=4"))
            .await
            .assert_status(404);
    }
    let kept = visitor.get("/categories/long?sort=title&tag=many").await;
    let next = kept.one(".pager a[rel=next]");
    assert_eq!(
        next.attr("href"),
        Some("/categories/long?sort=title&tag=many&page=2")
    );
}

#[tokio::test]
async fn what_moved_leads_to_where_it_is() {
    let site = TestSite::empty().await;
    let old = site.add_category("Old name", None).await;
    let child = site.add_category("Child", Some(old)).await;
    let other = site.add_category("Other", None).await;
    let mut fields = entry("https://example.org/", "Before", child);
    fields.tags = vec!["first".to_owned(), "second".to_owned()];
    let id = site.add_entry(fields.clone()).await;

    let mut renamed = category("New name", None);
    renamed.slug = Some("new-name".to_owned());
    site.change(Change::EditCategory {
        id: old,
        version: None,
        fields: renamed,
    })
    .await;
    let visitor = site.visitor();
    visitor
        .get("/categories/old-name")
        .await
        .assert_redirect("/categories/new-name");
    visitor
        .get("/categories/old-name/child")
        .await
        .assert_redirect("/categories/new-name/child");

    let moved = category("Child", Some(other));
    site.change(Change::EditCategory {
        id: child,
        version: None,
        fields: moved,
    })
    .await;
    for path in [
        "/categories/old-name/child",
        "/categories/new-name/child",
        "/categories/other/child/",
    ] {
        visitor
            .get(path)
            .await
            .assert_redirect("/categories/other/child");
    }
    site.change(Change::MergeCategory {
        id: child,
        into: old,
    })
    .await;
    for path in ["/categories/old-name/child", "/categories/other/child"] {
        visitor
            .get(path)
            .await
            .assert_redirect("/categories/new-name");
    }
    // A live address wins over a former one.
    site.add_category("Old name", None).await;
    visitor.get("/categories/old-name").await.assert_ok();
    for path in [
        "/categories/nowhere",
        "/categories/other/nowhere",
        "/categories/",
        "/categories/%00",
    ] {
        visitor.get(path).await.assert_status(404);
    }

    fields.title = "After".to_owned();
    fields.category_id = other;
    site.change(Change::EditEntry {
        id,
        version: None,
        fields,
    })
    .await;
    visitor
        .get(&format!("/entries/{id}-before"))
        .await
        .assert_redirect(&format!("/entries/{id}-after"));

    let tag = tag_id(&site, "first").await;
    site.change(Change::RenameTag {
        id: tag,
        name: "C++".to_owned(),
    })
    .await;
    visitor
        .get("/tags/first")
        .await
        .assert_redirect("/tags/c-plus-plus");
    let second = tag_id(&site, "second").await;
    site.change(Change::MergeTag {
        id: second,
        into: tag,
    })
    .await;
    visitor
        .get("/tags/second")
        .await
        .assert_redirect("/tags/c-plus-plus");
    let filtered = visitor.get("/categories/other?tag=first").await;
    assert!(filtered.text().contains("1 of 1, filtered"));
    visitor.get("/tags/third").await.assert_status(404);
}

async fn tag_id(site: &TestSite, slug: &str) -> i64 {
    let mut connection = site.db().read().await.unwrap();
    let tag = signpost::directory::find_tag_by_slug(&mut connection, slug)
        .await
        .unwrap();
    tag.unwrap().id
}

#[tokio::test]
async fn tags_are_counted_and_lead_to_what_carries_them() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let tags = visitor.get("/tags").await;
    tags.assert_ok();
    assert!(
        tags.texts(".leaders li")
            .contains(&"government 3 links".to_owned())
    );
    let tag = visitor.get("/tags/government").await;
    assert_eq!(tag.one("h1").text, "3 links tagged “government”");
    assert_eq!(titles(&tag).len(), 3);
    assert!(tag.select(".entry__main a.quiet").len() == 3);
}

#[tokio::test]
async fn the_newest_come_first_with_the_day_in_the_sites_time_zone() {
    let site = TestSite::new().await;
    site.clock().advance(13 * 3_600_000 + 59 * 60_000);
    let mut fields = entry("https://example.fr/", "Logiciels libres", 1);
    fields.language = "fr".to_owned();
    site.add_entry(fields).await;
    let page = site.visitor().get("/recent").await;
    assert_eq!(titles(&page)[0], "Logiciels libres");
    assert_eq!(page.select(".entry time")[0].text, "22 November 2026");
    let link = &page.select(".entry__title a")[0];
    assert_eq!(
        (link.attr("lang"), link.attr("hreflang")),
        (Some("fr"), Some("fr"))
    );
    assert!(page.select(".entry__title a")[1].attr("lang").is_none());
    assert!(page.select(".entry")[0].text.contains("French"));
}

#[tokio::test]
async fn every_order_goes_on_after_an_entry() {
    let site = TestSite::empty().await;
    a_long_category(&site).await;
    let visitor = site.visitor();
    for path in [
        "/categories/long",
        "/categories/long?sort=newest",
        "/categories/long?sort=title&tag=many",
        "/recent",
        "/tags/many",
        "/search?q=link&sort=newest",
        "/search?tag=many",
    ] {
        let joint = if path.contains('?') { '&' } else { '?' };
        let numbered = visitor.get(&format!("{path}{joint}page=2")).await;
        let first = visitor.get(path).await;
        let details = first.select(".entry__main > .facts > a:last-child");
        let last = details[49].attr("href").unwrap();
        let last = last["/entries/".len()..]
            .split('-')
            .next()
            .unwrap()
            .to_owned();
        let deeper = visitor.get(&format!("{path}{joint}after={last}")).await;
        deeper.assert_ok();
        assert_eq!(titles(&deeper), titles(&numbered), "{path}");
        assert!(deeper.text().contains("Showing 50 more of 120"), "{path}");
        let headings = |page: &Reply| page.texts("section.group > h2");
        assert_eq!(headings(&deeper), headings(&numbered), "{path}");
        for nothing in ["0", "x", "999999"] {
            visitor
                .get(&format!("{path}{joint}after={nothing}"))
                .await
                .assert_status(404);
        }
    }
    visitor
        .get("/search?q=link&after=1")
        .await
        .assert_status(404);
}

#[tokio::test]
async fn a_list_longer_than_its_numbered_pages_can_be_read_to_the_end() {
    let site = TestSite::new().await;
    let mut write = site.db().write().await.unwrap();
    sqlx::query(
        "INSERT INTO entries (uid, category_id, slug, url, url_key, similar_key, host, display_host,
                              title, renderer_version, position, added_at, updated_at)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5100)
         SELECT 'u' || i, 1, 'e', 'https://example.org/' || i, 'k' || i, '', 'h', 'h', 'Link ' || i,
                1, i, i, i FROM n",
    )
    .execute(&mut *write)
    .await
    .unwrap();
    write.commit().await.unwrap();
    let visitor = site.visitor();
    let mut page = visitor.get("/recent?page=100").await;
    let mut seen = 0;
    while let Some(next) = page.select(".pager a[rel=next]").first() {
        page = visitor.get(next.attr("href").unwrap()).await;
        page.assert_ok();
        seen += titles(&page).len();
    }
    assert_eq!(seen, 113);
    assert_eq!(titles(&page).last().unwrap(), "Link 1");
}
