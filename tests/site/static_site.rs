//! The directory as a folder of pages that needs no server.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use scraper::{Html, Selector};
use signpost::directory::{CategoryFields, Change};
use signpost::operations::static_site::write_site;

use crate::support::builders;
use crate::support::site::TestSite;

/// Every file below a folder, relative to it.
fn files(root: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(&folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy();
                found.insert(name.into_owned());
            }
        }
    }
    found
}

/// The file that a link of a page leads to, with the part of it; none for one that leads out.
fn target(page: &str, link: &str) -> Option<(String, String)> {
    if link.contains("://") || link.starts_with("mailto:") {
        return None;
    }
    let (path, part) = link.split_once('#').unwrap_or((link, ""));
    let mut parts: Vec<&str> = page.split('/').collect();
    if !path.is_empty() {
        parts.pop();
        for step in path.split('/') {
            match step {
                ".." => drop(parts.pop().expect("a link stays in the folder")),
                step => parts.push(step),
            }
        }
    }
    Some((parts.join("/"), part.to_owned()))
}

/// Fails unless every link, form, script and picture of every page leads to a file that is there.
fn assert_whole(root: &Path) {
    let files = files(root);
    let addresses = Selector::parse("[href], [src], [action]").unwrap();
    let mut checked = 0;
    for page in files
        .iter()
        .filter(|file| file.ends_with(".html") && !file.starts_with("export/"))
    {
        let text = fs::read_to_string(root.join(page)).unwrap();
        let html = Html::parse_document(&text);
        for element in html.select(&addresses) {
            let names = ["href", "src", "action"];
            let link = names.iter().find_map(|name| element.attr(name)).unwrap();
            let Some((file, part)) = target(page, link) else {
                continue;
            };
            assert!(
                files.contains(&file),
                "{page} leads to {link}, which is not there"
            );
            if !part.is_empty() {
                let whole = fs::read_to_string(root.join(&file)).unwrap();
                assert!(
                    whole.contains(&format!("id=\"{part}\"")),
                    "{page} leads to {link}"
                );
            }
            checked += 1;
        }
        assert!(
            !text.contains("<details class=\"filters\""),
            "{page} holds a filter"
        );
    }
    assert!(checked > 100, "links were looked at: {checked}");
}

#[tokio::test]
async fn every_link_of_a_copy_leads_somewhere() {
    for base_url in ["https://links.example", ""] {
        let site = TestSite::with(
            signpost::transfer::Beginning::Starter,
            &[("base_url", base_url)],
        )
        .await;
        let folder = tempfile::tempdir().unwrap();
        let entries = write_site(
            site.app(),
            folder.path(),
            Some("https://copy.example/links/"),
        )
        .await
        .unwrap();
        assert_eq!(entries, 13);
        assert_whole(folder.path());
        let files = files(folder.path());
        for expected in [
            "index.html",
            "404.html",
            "search.html",
            "search/search.js",
            "search/words-0.js",
            "search/links-0.js",
            "robots.txt",
            "sitemap.xml",
            "about.html",
            "tags.html",
            "categories/guidance.html",
            "entries/1.html",
            "export/directory.json",
            "static/signpost.css",
        ] {
            assert!(
                files.contains(expected),
                "{expected} is missing from {files:?}"
            );
        }
        let robots = fs::read_to_string(folder.path().join("robots.txt")).unwrap();
        assert!(robots.contains("Sitemap: https://copy.example/links/sitemap.xml"));
        let map = fs::read_to_string(folder.path().join("sitemap-1.xml")).unwrap();
        for page in files.iter().filter(|file| file.starts_with("entries/")) {
            assert!(map.contains(&format!("<loc>https://copy.example/links/{page}</loc>")));
        }
        let home = fs::read_to_string(folder.path().join("index.html")).unwrap();
        let suggest = if base_url.is_empty() {
            "href=\"live.html\"".to_owned()
        } else {
            format!("href=\"{base_url}/suggest\"")
        };
        assert!(home.contains(&suggest), "{home}");
        assert!(
            !home.contains("<script"),
            "a page that needs no script has none"
        );
    }
}

#[tokio::test]
async fn long_lists_go_on_in_further_files() {
    let site = TestSite::empty().await;
    let category = site.add_category("Many", None).await;
    let entries = (0..120).map(|number| {
        let url = format!("https://example.org/{number}");
        Change::CreateEntry(builders::entry(&url, &format!("Number {number}"), category))
    });
    site.change_all(entries).await;
    let folder = tempfile::tempdir().unwrap();
    write_site(site.app(), folder.path(), None).await.unwrap();
    assert_whole(folder.path());
    let files = files(folder.path());
    assert!(files.contains("categories/many.p2.html") && files.contains("categories/many.p3.html"));
    assert!(!files.contains("categories/many.p4.html"));
    assert_eq!(
        files
            .iter()
            .filter(|file| file.starts_with("entries/"))
            .count(),
        120
    );
}

#[tokio::test]
async fn odd_names_stay_inside_the_folder() {
    let site = TestSite::empty().await;
    let long = "x".repeat(300);
    let mut names = Vec::new();
    for title in [
        "..",
        "CON",
        "a/b",
        "nul",
        "日本語",
        "Ünïcödé",
        long.as_str(),
    ] {
        let fields = CategoryFields {
            ..builders::category(title, None)
        };
        let id = site.change(Change::CreateCategory(fields)).await;
        let url = format!("https://example.org/{id}");
        site.add_entry(builders::entry(&url, title, id)).await;
        names.push(title);
    }
    let outside = tempfile::tempdir().unwrap();
    let folder = outside.path().join("copy");
    write_site(site.app(), &folder, None).await.unwrap();
    assert_whole(&folder);
    let beside: Vec<PathBuf> = fs::read_dir(outside.path())
        .unwrap()
        .map(|item| item.unwrap().path())
        .collect();
    assert_eq!(beside, std::slice::from_ref(&folder));
    let safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-./~_".contains(c);
    for file in files(&folder) {
        assert!(
            file.starts_with("static/") || file.chars().all(safe),
            "{file}"
        );
        assert!(file.split('/').all(|part| part.len() <= 80), "{file}");
    }
}

#[tokio::test]
async fn a_copy_is_written_over_itself_and_over_nothing_else() {
    let site = TestSite::new().await;
    let folder = tempfile::tempdir().unwrap();
    write_site(site.app(), folder.path(), None).await.unwrap();
    site.change(Change::DeleteEntry { id: 1 }).await;
    write_site(site.app(), folder.path(), None).await.unwrap();
    assert!(!folder.path().join("entries/1.html").exists());
    assert_whole(folder.path());

    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join("thesis.txt"), "years of work").unwrap();
    let refused = write_site(site.app(), other.path(), None)
        .await
        .unwrap_err();
    assert!(refused.to_string().contains("not empty"), "{refused}");
    assert_eq!(files(other.path()).len(), 1);
}
