use bytes::Bytes;

use super::*;
use crate::error::AppError;
use site::Site;

#[path = "page_cache_site.rs"]
mod site;

#[tokio::test]
async fn a_page_is_rendered_once_and_the_same_for_everybody() {
    let site = Site::new();
    let (first, bytes) = site.ask("GET", "/page?utm=1", &[]).await;
    let nosy = [
        ("cookie", "session=x"),
        ("host", "evil.example"),
        ("accept-language", "cy"),
    ];
    let (second, again) = site.ask("GET", "/page?page=", &nosy).await;
    assert!(bytes.starts_with(b"1 /page 0 false "), "{bytes:?}");
    assert_eq!(bytes, again);
    assert_eq!(first.headers(), second.headers());
    assert_eq!(first.headers()["cache-control"], "public, no-cache");
    assert_eq!(first.headers()["vary"], "accept-encoding");
    assert!(
        first.headers()["etag"]
            .to_str()
            .unwrap()
            .starts_with("W/\"7-")
    );
    let (_, other) = site.ask("GET", "/page?page=2", &[]).await;
    assert!(other.starts_with(b"2 /page?page=2 "));
}

#[tokio::test]
async fn a_change_shows_at_once() {
    let site = Site::new();
    let (before, _) = site.ask("GET", "/page", &[]).await;
    site.version.raise_to(8);
    let (after, bytes) = site.ask("GET", "/page", &[]).await;
    assert!(bytes.starts_with(b"2 "));
    assert_ne!(before.headers()["etag"], after.headers()["etag"]);
    site.version.raise_to(3);
    assert!(
        site.ask("GET", "/page", &[]).await.1.starts_with(b"2 "),
        "never back"
    );
}

#[tokio::test]
async fn what_was_rendered_during_a_change_is_never_served_as_newer() {
    let site = Site::new();
    let (first, bytes) = site.ask("GET", "/changing", &[]).await;
    assert_eq!(bytes, "1");
    let etag = first.headers()["etag"].to_str().unwrap().to_owned();
    assert!(etag.starts_with("W/\"7-"));
    let (second, bytes) = site
        .ask("GET", "/changing", &[("if-none-match", &etag)])
        .await;
    assert_eq!((second.status(), bytes), (StatusCode::OK, Bytes::from("2")));
}

#[tokio::test]
async fn a_reader_who_holds_the_page_gets_nothing_rendered() {
    let site = Site::new();
    let etag = site.ask("GET", "/page", &[]).await.0.headers()["etag"].clone();
    let etag = etag.to_str().unwrap();
    let strong = etag.trim_start_matches("W/");
    let listed = format!("\"other\", {etag}");
    for (tag, status) in [
        (etag, 304),
        (strong, 304),
        (listed.as_str(), 304),
        ("\"other\"", 200),
        ("W/\"6-x\"", 200),
        ("nonsense", 200),
    ] {
        for method in ["GET", "HEAD"] {
            let (reply, bytes) = site.ask(method, "/page", &[("if-none-match", tag)]).await;
            assert_eq!(reply.status(), status, "{method} {tag}");
            assert_eq!(reply.headers()["etag"], etag);
            assert_eq!(reply.headers()["cache-control"], "public, no-cache");
            assert_eq!(reply.headers()["vary"], "accept-encoding");
            assert_eq!(bytes.is_empty(), status == 304 || method == "HEAD");
        }
    }
    assert_eq!(site.renders(), 1);
}

#[tokio::test]
async fn head_has_the_headers_of_get_and_no_body() {
    let site = Site::new();
    let (head, bytes) = site.ask("HEAD", "/page", &[]).await;
    assert!(bytes.is_empty());
    let (get, bytes) = site.ask("GET", "/page", &[]).await;
    assert_eq!(head.headers().get("etag"), get.headers().get("etag"));
    assert_eq!(head.headers()["content-length"], bytes.len().to_string());
    assert_eq!(site.renders(), 1);
}

#[tokio::test]
async fn each_coding_holds_the_same_page() {
    let site = Site::new();
    let plain = site.ask("GET", "/page", &[]).await.1;
    for (accepted, coding) in [("gzip", "gzip"), ("gzip, br", "br")] {
        let (reply, bytes) = site
            .ask("GET", "/page", &[("accept-encoding", accepted)])
            .await;
        assert_eq!(reply.headers()["content-encoding"], coding);
        assert!(bytes.len() < plain.len() / 2);
    }
    assert_eq!(site.renders(), 1);
}

#[tokio::test]
async fn readers_who_come_at_once_share_one_rendering() {
    let site = Site::new();
    let crowd: Vec<_> = (0..50)
        .map(|_| {
            let site = site.clone();
            tokio::spawn(async move { site.ask("GET", "/page", &[]).await.1 })
        })
        .collect();
    for reader in crowd {
        assert!(reader.await.unwrap().starts_with(b"1 "));
    }
    assert_eq!(site.renders(), 1);
}

#[tokio::test]
async fn what_is_not_a_public_page_is_never_kept() {
    let site = Site::new();
    for (path, status) in [
        ("/missing", 404),
        ("/moved", 308),
        ("/private", 200),
        ("/cookie", 200),
        ("/bare", 200),
    ] {
        let before = site.renders();
        for _ in 0..2 {
            let (reply, _) = site.ask("GET", path, &[]).await;
            assert_eq!(reply.status(), status, "{path}");
            assert!(!reply.headers().contains_key("etag"), "{path}");
        }
        assert_eq!(site.renders(), before + 2, "{path}");
    }
    let (reply, _) = site.ask("GET", "/missing", &[]).await;
    assert!(
        reply.extensions().get::<Arc<AppError>>().is_some(),
        "still there to be dressed"
    );
}

#[tokio::test]
async fn memory_is_bounded_by_bytes() {
    let cache = PageCache::new(DirectoryVersion::default(), 100_000);
    for n in 0..200 {
        let page = StoredPage::new(
            HeaderMap::new(),
            (validator(0), REVALIDATE.1),
            Bytes::from(vec![b'x'; 5_000]),
        );
        cache
            .pages
            .insert((0, format!("/{n}").into()), Arc::new(page))
            .await;
    }
    cache.pages.run_pending_tasks().await;
    assert!(cache.pages.entry_count() > 5 && cache.pages.weighted_size() <= 100_000);
}

#[test]
fn shared_caches_may_be_let_off_asking_and_browsers_never_are() {
    let cache = PageCache::new(DirectoryVersion::default(), 1);
    assert_eq!(cache.freshness, "public, no-cache");
    let cache = cache.with_shared_seconds(0);
    assert_eq!(cache.freshness, "public, no-cache");
    let kept = not_modified(validator(0), cache.with_shared_seconds(60).freshness);
    let freshness = &kept.headers()["cache-control"];
    assert_eq!(freshness, "public, max-age=0, must-revalidate, s-maxage=60");
}
