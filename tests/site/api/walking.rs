use std::collections::BTreeSet;

use signpost::directory::Change;

use super::*;
use crate::support::builders::entry;

/// Follows a list to its end by its `Link` headers, and does something between two pages.
async fn walk(site: &TestSite, start: &str, between: impl AsyncFn(usize)) -> Vec<i64> {
    let mut seen = Vec::new();
    let mut address = start.to_owned();
    for page in 0..100 {
        let reply = get(site, &address).await;
        reply.assert_ok();
        let list = json(&reply);
        let items = list["items"].as_array().unwrap();
        seen.extend(items.iter().map(|item| item["id"].as_i64().unwrap()));
        let link = reply.header("link").map(str::to_owned);
        assert_eq!(link.is_some(), !list["next"].is_null());
        let Some(link) = link else { return seen };
        let next = link.strip_prefix("<https://links.example").unwrap();
        address = next.strip_suffix(">; rel=\"next\"").unwrap().to_owned();
        let cursor = list["next"].as_str().unwrap();
        assert!(address.ends_with(&format!("after={cursor}")), "{address}");
        between(page).await;
    }
    panic!("{start} never ends");
}

async fn filled(count: usize) -> (TestSite, i64, i64) {
    let site = TestSite::empty().await;
    let one = site.add_category("One", None).await;
    let other = site.add_category("Other", Some(one)).await;
    let entries = (0..count).map(|n| {
        // Many share a title and a time, so that the order needs the number too.
        let title = format!("Tool {}", n % 5);
        let home = if n % 3 == 0 { one } else { other };
        Change::CreateEntry(entry(&format!("https://t{n}.example/"), &title, home))
    });
    site.change_all(entries).await;
    (site, one, other)
}

#[tokio::test]
async fn a_walk_sees_each_entry_once_while_others_are_added() {
    for (start, words) in [
        ("/api/v1/entries?limit=7", ""),
        ("/api/v1/entries?limit=7&sort=newest", ""),
        ("/api/v1/entries?limit=7&sort=title", ""),
        ("/api/v1/entries?limit=7&category=one", ""),
        (
            "/api/v1/entries?limit=7&category=one&sort=title&fields=id",
            "",
        ),
        ("/api/v1/search?q=tool&limit=7", "Tool "),
        ("/api/v1/search?q=tool&limit=7&sort=title", "Tool "),
    ] {
        let (site, one, other) = filled(40).await;
        let before: BTreeSet<i64> = (1..=40).collect();
        let seen = walk(&site, start, async |page| {
            site.clock().advance(1_000);
            let title = format!("{words}New {page}");
            let home = if page % 2 == 0 { one } else { other };
            let url = format!("https://new{page}.example/");
            site.add_entry(entry(&url, &title, home)).await;
        })
        .await;
        let each: BTreeSet<i64> = seen.iter().copied().collect();
        assert_eq!(each.len(), seen.len(), "{start} repeats one: {seen:?}");
        assert!(each.is_superset(&before), "{start} skips one: {seen:?}");
    }
}

#[tokio::test]
async fn a_walk_goes_on_where_the_entry_that_it_stood_at_was_taken_away() {
    for start in [
        "/api/v1/entries?limit=5",
        "/api/v1/entries?limit=5&category=one&sort=newest",
        "/api/v1/entries?limit=5&sort=title",
    ] {
        let (site, ..) = filled(20).await;
        let first = read(&site, start).await;
        let ids = first["items"].as_array().unwrap().iter();
        let ids: Vec<i64> = ids.map(|item| item["id"].as_i64().unwrap()).collect();
        let id = *ids.last().unwrap();
        site.change(Change::DeleteEntry { id }).await;
        let next = first["next"].as_str().unwrap();
        let rest = walk(&site, &format!("{start}&after={next}"), async |_| {}).await;
        let all: BTreeSet<i64> = ids.into_iter().chain(rest.iter().copied()).collect();
        assert_eq!((all.len(), rest.len()), (20, 15), "{start}: {rest:?}");
    }
}

#[tokio::test]
async fn the_log_is_walked_from_the_newest_change_to_the_first() {
    let (site, one, _) = filled(3).await;
    for n in 0..9 {
        site.clock().advance(1_000);
        site.add_entry(entry(&format!("https://later{n}.example/"), "Later", one))
            .await;
    }
    let all = read(&site, "/api/v1/changes?limit=100").await;
    let all: Vec<i64> = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["id"].as_i64().unwrap())
        .collect();
    let seen = walk(&site, "/api/v1/changes?limit=4", async |page| {
        let url = format!("https://meanwhile{page}.example/");
        site.add_entry(entry(&url, "Meanwhile", one)).await;
    })
    .await;
    assert_eq!(seen, all);
}

#[tokio::test]
async fn a_place_that_no_list_has_is_not_found() {
    let (site, ..) = filled(3).await;
    for query in [
        "entries?after=00000000000003e7",
        "search?q=tool&after=00000000000003e7",
    ] {
        let reply = get(&site, &format!("/api/v1/{query}")).await;
        problem(&reply, 404, "not-found");
    }
    let last = read(&site, "/api/v1/entries?after=0000000000000003&sort=title").await;
    assert_eq!(last["next"], serde_json::Value::Null);
}
