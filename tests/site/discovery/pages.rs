//! What pages say of themselves, and how a list is taken elsewhere.

use serde_json::Value;
use signpost::directory::{Change, Licence};

use crate::support::builders::{category, caveat, entry};
use crate::support::reply::Reply;
use crate::support::site::{ORIGIN, TestSite};

const HOSTILE: &str = "</script><!--<script> & \"x\" ]]> \u{1b}\u{5e9}\u{5dc} \u{1f9ed}";

/// What programs are told of a page, by its kind.
fn told(page: &Reply, kind: &str) -> Value {
    let html = page.html();
    let start = "<script type=\"application/ld+json\">";
    let (_, rest) = html.split_once(start).expect("the page has data");
    let (json, _) = rest.split_once("</script>").unwrap();
    let data: Value = serde_json::from_str(json).unwrap();
    assert_eq!(data["@context"], "https://schema.org");
    let things = data["@graph"].as_array().unwrap();
    let found = things.iter().find(|thing| thing["@type"] == kind);
    found
        .unwrap_or_else(|| panic!("no {kind} in {json}"))
        .clone()
}

fn meta(page: &Reply, name: &str) -> String {
    let element = page.one(&format!("meta[property='og:{name}']"));
    element.attr("content").unwrap().to_owned()
}

#[tokio::test]
async fn pages_tell_programs_what_readers_see() {
    let site = TestSite::new().await;
    let reader = site.visitor();
    let home = reader.get("/").await;
    let website = told(&home, "WebSite");
    assert_eq!(website["name"], home.one("h1").text);
    assert_eq!(
        website["potentialAction"]["target"]["urlTemplate"],
        "https://links.example/search?q={search_term_string}"
    );
    let page = reader.get("/categories/guidance").await;
    let list = told(&page, "ItemList");
    let titles: Vec<_> = page
        .select(".entry__title a")
        .into_iter()
        .map(|one| one.text)
        .collect();
    let listed = list["itemListElement"].as_array().unwrap();
    let names: Vec<_> = listed
        .iter()
        .map(|item| item["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, titles);
    assert_eq!(listed[0]["position"], 1);
    assert_eq!(list["numberOfItems"], titles.len());
    let first = listed[0]["url"]
        .as_str()
        .unwrap()
        .strip_prefix(ORIGIN)
        .unwrap();
    let page = reader.get(first).await;
    let crumbs = told(&page, "BreadcrumbList");
    let crumbs = crumbs["itemListElement"].as_array().unwrap();
    let crumbs: Vec<_> = crumbs
        .iter()
        .map(|step| step["name"].as_str().unwrap())
        .collect();
    let shown = page.select(".crumbs li");
    let shown: Vec<_> = shown.iter().map(|step| step.text.as_str()).collect();
    assert_eq!(crumbs, shown);
    let about = told(&page, "WebPage");
    assert_eq!(about["name"], page.one("h1").text);
    assert_eq!(
        about["mainEntity"]["url"].as_str(),
        page.one("a[rel~=external].btn").attr("href")
    );
}

#[tokio::test]
async fn hostile_words_stay_inside_the_data() {
    let site = TestSite::empty().await;
    let tools = site
        .change(Change::CreateCategory(category(HOSTILE, None)))
        .await;
    let mut fields = entry("https://example.org/1", HOSTILE, tools);
    fields.description = HOSTILE.to_owned();
    fields.organisation = HOSTILE.to_owned();
    fields.tags = vec![HOSTILE.to_owned()];
    fields.licence = Licence::parse_field("MIT").unwrap();
    site.add_entry(fields).await;
    let reader = site.visitor();
    let home = reader.get("/recent").await;
    let address = told(&home, "ItemList")["itemListElement"][0]["url"].clone();
    let path = address.as_str().unwrap().strip_prefix(ORIGIN).unwrap();
    let page = reader.get(path).await;
    let about = told(&page, "WebPage");
    assert_eq!(about["name"], HOSTILE);
    assert_eq!(about["mainEntity"]["publisher"]["name"], HOSTILE);
    assert_eq!(
        about["mainEntity"]["license"],
        "https://spdx.org/licenses/MIT.html"
    );
    assert_eq!(
        page.select("script").len(),
        2,
        "the data, and our own script"
    );
    assert_eq!(meta(&page, "title"), HOSTILE);
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"));
}

#[tokio::test]
async fn links_to_pages_are_shown_with_what_they_are() {
    let site = TestSite::new().await;
    let reader = site.visitor();
    for (path, kind) in [
        ("/", "website"),
        ("/categories/policy", "website"),
        ("/entries/1-making-source-code-open-and-reusable", "article"),
        ("/about", "website"),
        ("/changes", "website"),
        ("/tags/nhs", "website"),
    ] {
        let page = reader.get(path).await;
        let address = format!("{ORIGIN}{path}");
        assert_eq!(meta(&page, "url"), address);
        let canonical = page.one("link[rel=canonical]");
        assert_eq!(canonical.attr("href"), Some(address.as_str()));
        assert_eq!(meta(&page, "type"), kind);
        assert_eq!(
            meta(&page, "site_name"),
            "Open source in health and social care"
        );
        let description = page.one("meta[name=description]");
        assert_eq!(
            description.attr("content"),
            Some(meta(&page, "description").as_str())
        );
        assert!(!meta(&page, "description").is_empty() && !meta(&page, "title").is_empty());
    }
    let entry = reader
        .get("/entries/1-making-source-code-open-and-reusable")
        .await;
    assert_eq!(meta(&entry, "title"), entry.one("h1").text);
    assert_eq!(meta(&entry, "description"), entry.one(".lede").text);
}

#[tokio::test]
async fn in_development_addresses_are_where_the_server_listens() {
    let settings = [("base_url", ""), ("listen", "127.0.0.1:8123")];
    let site = TestSite::with(signpost::transfer::Beginning::Starter, &settings).await;
    let page = site.visitor().get("/recent").await;
    let canonical = page.one("link[rel=canonical]");
    assert_eq!(canonical.attr("href"), Some("http://127.0.0.1:8123/recent"));
}

#[tokio::test]
async fn every_page_announces_its_feeds() {
    let site = TestSite::new().await;
    let reader = site.visitor();
    for (path, feed) in [
        ("/", "/feed.atom"),
        ("/about", "/changes.json"),
        ("/categories/policy", "/categories/policy/feed.atom"),
        ("/tags/nhs", "/tags/nhs/feed.json"),
        ("/search?q=open&sort=title", "/search.atom?q=open"),
        ("/use?category=policy", "/categories/policy/feed.json"),
    ] {
        let page = reader.get(path).await;
        let announced = page.select("head link[rel=alternate]");
        let hrefs: Vec<_> = announced
            .iter()
            .filter_map(|link| link.attr("href"))
            .collect();
        assert!(hrefs.contains(&feed), "{path}: {hrefs:?}");
        for link in announced {
            let reply = reader.get(link.attr("href").unwrap()).await;
            reply.assert_ok();
            let kind = reply.header("content-type").unwrap();
            assert!(kind.starts_with(link.attr("type").unwrap()), "{kind}");
        }
    }
}

#[tokio::test]
async fn a_page_of_a_long_list_is_its_own_and_a_sorted_one_is_not() {
    let site = TestSite::empty().await;
    let tools = site.add_category("Tools", None).await;
    let entries = (0..60).map(|number| {
        let url = format!("https://example.org/{number}");
        Change::CreateEntry(entry(&url, &format!("Entry {number}"), tools))
    });
    site.change_all(entries).await;
    let reader = site.visitor();
    for (path, canonical) in [
        ("/categories/tools", "/categories/tools"),
        ("/categories/tools?page=2", "/categories/tools?page=2"),
        ("/categories/tools?page=2&sort=title", "/categories/tools"),
        ("/recent?page=2&utm_source=x", "/recent?page=2"),
    ] {
        let page = reader.get(path).await;
        let said = page.one("link[rel=canonical]");
        assert_eq!(
            said.attr("href"),
            Some(format!("{ORIGIN}{canonical}").as_str())
        );
    }
    let second = reader.get("/categories/tools?page=2").await;
    assert_eq!(
        told(&second, "ItemList")["itemListElement"][0]["position"],
        51
    );
}

#[tokio::test]
async fn a_category_is_plain_html_to_paste() {
    let site = TestSite::empty().await;
    site.execute("UPDATE settings SET data_licence = 'CC-BY-4.0', title = 'Our <list>'")
        .await;
    let mut tools = category("Tools & toys", None);
    tools.caveat = caveat("Ask first");
    let tools = site.change(Change::CreateCategory(tools)).await;
    let small = site.add_category("Small", Some(tools)).await;
    let mut fields = entry(
        "https://example.org/?a=1&b=2",
        "<script>Ward</script>",
        tools,
    );
    fields.description = "Plans **beds**.".to_owned();
    fields.caveat = caveat("Archived");
    site.add_entry(fields).await;
    site.add_entry(entry("https://example.org/2", "Two", small))
        .await;
    let reader = site.visitor();
    let page = reader.get("/use?category=tools-toys").await;
    let html = page.html().split_once("<textarea").unwrap().1;
    let html = html
        .split_once('>')
        .unwrap()
        .1
        .split_once("</textarea>")
        .unwrap()
        .0;
    let piece = unescaped(html);
    let document = reader.get("/categories/tools-toys/embed.html").await;
    document.assert_ok();
    assert!(
        document.html().contains(&piece),
        "the same to paste and to save"
    );
    for css in [
        "script",
        "style",
        "link[rel=stylesheet]",
        "img",
        "[class]",
        "[id]",
    ] {
        assert!(document.select(css).is_empty(), "{css}");
    }
    let links: Vec<_> = document
        .select("li > a")
        .into_iter()
        .map(|link| (link.attr("href").unwrap().to_owned(), link.text))
        .collect();
    assert_eq!(
        links,
        [
            (
                "https://example.org/?a=1&b=2".to_owned(),
                "<script>Ward</script>".to_owned()
            ),
            ("https://example.org/2".to_owned(), "Two".to_owned()),
        ]
    );
    let text = document.text();
    for part in [
        "Tools & toys",
        "Ask first",
        "Small",
        "Plans beds.",
        "Caveat: Archived",
        "CC-BY-4.0",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let back = document.select("p > a");
    assert_eq!(
        back[0].attr("href"),
        Some("https://links.example/categories/tools-toys")
    );
    assert_eq!(
        document.one("meta[name=robots]").attr("content"),
        Some("noindex")
    );
}

/// A text as a browser reads it out of the source of a page.
fn unescaped(html: &str) -> String {
    let text = html.replace("&#60;", "<").replace("&#62;", ">");
    let text = text.replace("&#34;", "\"").replace("&#39;", "'");
    text.replace("&#38;", "&")
}

#[tokio::test]
async fn the_way_to_reuse_a_category_follows_it() {
    let site = TestSite::empty().await;
    let tools = site.add_category("Tools", None).await;
    let mut renamed = category("Instruments", None);
    renamed.slug = Some("instruments".to_owned());
    let edit = Change::EditCategory {
        id: tools,
        version: None,
        fields: renamed,
    };
    site.change(edit).await;
    let reader = site.visitor();
    reader
        .get("/use?category=tools")
        .await
        .assert_redirect("/use?category=instruments");
    reader
        .get("/categories/tools/embed.html")
        .await
        .assert_redirect("/categories/instruments/embed.html");
    reader.get("/use?category=nothing").await.assert_status(404);
    let category = reader.get("/categories/instruments").await;
    let way = category.one("aside a[href^='/use']");
    reader.get(way.attr("href").unwrap()).await.assert_ok();
    let everything = reader.get("/use").await;
    everything.one("main a[href='/use?category=instruments']");
}

#[tokio::test]
async fn a_bookmark_suggests_the_page_somebody_looks_at() {
    let site = TestSite::new().await;
    let reader = site.visitor();
    let form = reader.get("/suggest").await;
    let link = form.one("aside a[href^='javascript:']");
    let code = link.attr("href").unwrap();
    assert_eq!(
        code,
        "javascript:location.href='https://links.example/suggest?url='+encodeURIComponent(location.href)\
         +'&title='+encodeURIComponent(document.title);void 0"
    );
    assert_eq!(form.one("#bookmarklet").text, code);
    let policy = form.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"));
    let filled = reader
        .get("/suggest?url=https%3A%2F%2Fexample.org%2F%3Fa%3D1%26b&title=A%20%26%20B")
        .await;
    assert_eq!(
        filled.one("#url").attr("value"),
        Some("https://example.org/?a=1&b")
    );
    assert_eq!(filled.one("#title").attr("value"), Some("A & B"));
}
