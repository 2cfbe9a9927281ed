//! Feeds in parts: who walks back through them meets everything once.

use std::collections::BTreeSet;

use serde_json::Value;
use signpost::directory::Change;

use super::{feed, ids, link};
use crate::support::builders::entry;
use crate::support::people::Person;
use crate::support::site::{ORIGIN, TestSite};

async fn fill(site: &TestSite, category: i64, numbers: std::ops::Range<usize>) {
    let entries = numbers.map(|number| {
        let url = format!("https://example.org/{category}/{number}");
        let mut fields = entry(&url, &format!("Entry {number}"), category);
        if number % 3 == 0 {
            fields.tags = vec!["third".to_owned()];
        }
        Change::CreateEntry(fields)
    });
    site.change_all(entries).await;
}

/// The parts of a feed from the current one to the oldest: the address and what each tells of.
async fn walk(reader: &Person, path: &str) -> Vec<(String, Vec<String>)> {
    let mut parts = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let part = feed(reader, &path).await;
        assert_eq!(link(&part, "self").as_deref(), Some(path.as_str()));
        next = link(&part, "prev-archive");
        parts.push((path, ids(&part)));
    }
    parts
}

fn all(parts: &[(String, Vec<String>)]) -> Vec<String> {
    parts.iter().flat_map(|(_, ids)| ids.clone()).collect()
}

#[tokio::test]
async fn a_walk_through_the_archives_meets_every_entry_once() {
    let site = TestSite::empty().await;
    let tools = site.add_category("Tools", None).await;
    let other = site.add_category("Other", None).await;
    // Entries of the two take turns, so that numbers are missing in each.
    for start in (0..400).step_by(40) {
        fill(&site, tools, start..start + 20).await;
        fill(&site, other, start + 20..start + 40).await;
    }
    let reader = site.visitor();
    for (path, count) in [
        ("/feed.atom", 400),
        ("/categories/tools/feed.atom", 200),
        ("/tags/third/feed.atom", 134),
        ("/search.atom?q=entry", 400),
        ("/search.atom?q=entry&category=tools", 200),
    ] {
        let parts = walk(&reader, path).await;
        assert!(parts.len() > 1, "{path}");
        assert!(parts[0].1.len() >= 50, "{path}");
        let met = all(&parts);
        let unique: BTreeSet<_> = met.iter().collect();
        assert_eq!((met.len(), unique.len()), (count, count), "{path}");
    }
}

#[tokio::test]
async fn archives_say_what_they_are_and_stay_as_they_are() {
    let site = TestSite::empty().await;
    let tools = site.add_category("Tools", None).await;
    fill(&site, tools, 0..300).await;
    let reader = site.visitor();
    let current = reader.get("/feed.atom").await;
    assert!(!current.html().contains("fh:archive/"));
    let before = walk(&reader, "/feed.atom").await;
    let mut newer = None;
    for (path, _) in &before[1..] {
        let xml = reader.get(path).await;
        assert!(xml.html().contains("<fh:archive/>"));
        let archive = feed(&reader, path).await;
        assert_eq!(link(&archive, "current").as_deref(), Some("/feed.atom"));
        assert_eq!(link(&archive, "next-archive"), newer);
        newer = Some(path.clone());
    }
    let updated: Vec<_> = texts(&reader, &before[1..]).await;
    fill(&site, tools, 300..500).await;
    assert_eq!(
        texts(&reader, &before[2..]).await,
        updated[1..],
        "what is added later changes nothing in an archive that others follow"
    );
    let after = walk(&reader, "/feed.atom").await;
    assert_eq!(after[after.len() - (before.len() - 1)..], before[1..]);
    assert_eq!(all(&after).len(), 500);
}

async fn texts(reader: &Person, parts: &[(String, Vec<String>)]) -> Vec<String> {
    let mut texts = Vec::new();
    for (path, _) in parts {
        texts.push(reader.get(path).await.html().to_owned());
    }
    texts
}

#[tokio::test]
async fn what_comes_and_goes_between_two_requests_spoils_no_walk() {
    let site = TestSite::empty().await;
    let tools = site.add_category("Tools", None).await;
    fill(&site, tools, 0..300).await;
    let reader = site.visitor();
    let began = all(&walk(&reader, "/feed.atom").await);
    let (mut met, mut next, mut gone) = (Vec::new(), Some("/feed.atom".to_owned()), 0);
    while let Some(path) = next {
        let part = feed(&reader, &path).await;
        next = link(&part, "prev-archive");
        met.extend(ids(&part));
        let start = 1_000 + met.len();
        fill(&site, tools, start..start + 30).await;
        // The oldest of the part that was just read, where the next one begins.
        let oldest = 300 - i64::try_from(met.len()).unwrap() + 1;
        site.change(Change::DeleteEntry { id: oldest }).await;
        gone += 1;
    }
    assert!(gone > 3);
    assert_eq!(met, began, "each was met before it was taken away");
}

#[tokio::test]
async fn json_leads_on_as_atom_does() {
    let site = TestSite::empty().await;
    let tools = site.add_category("Tools", None).await;
    fill(&site, tools, 0..300).await;
    let reader = site.visitor();
    let (mut met, mut next) = (Vec::new(), Some("/feed.json".to_owned()));
    while let Some(path) = next {
        let reply = reader.get(&path).await;
        let part: Value = serde_json::from_slice(reply.bytes()).unwrap();
        assert_eq!(part["feed_url"], format!("{ORIGIN}{path}"));
        let items = part["items"].as_array().unwrap();
        met.extend(
            items
                .iter()
                .map(|item| item["id"].as_str().unwrap().to_owned()),
        );
        next = part["next_url"]
            .as_str()
            .map(|url| url.strip_prefix(ORIGIN).unwrap().to_owned());
    }
    assert_eq!(met, all(&walk(&reader, "/feed.atom").await));
}

#[tokio::test]
async fn the_log_of_changes_has_archives_too() {
    let site = TestSite::empty().await;
    let tools = site.add_category("Tools", None).await;
    for number in 0..130 {
        let url = format!("https://example.org/{number}");
        site.add_entry(entry(&url, &format!("Entry {number}"), tools))
            .await;
    }
    let reader = site.visitor();
    let parts = walk(&reader, "/changes.atom").await;
    assert!(parts.len() > 1);
    let met = all(&parts);
    let unique: BTreeSet<_> = met.iter().collect();
    assert_eq!(unique.len(), met.len());
    // The category, and what the database began with.
    assert!(met.len() >= 131, "{}", met.len());
}
