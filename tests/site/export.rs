//! The directory in other formats, as readers download it.

use std::io::Read;

use signpost::directory::Change;
use signpost::transfer::export::{Export, Interrupted, Source};
use signpost::transfer::write::ExportFormat;

use axum::body::Body;
use http::{Method, Request};

use crate::support::builders;
use crate::support::people::{Person, raw};
use crate::support::reply::Reply;
use crate::support::site::TestSite;

const FILES: [(&str, &str); 6] = [
    ("/export/directory.json", "application/json"),
    (
        "/export/directory.md",
        "text/markdown; charset=utf-8; variant=GFM",
    ),
    (
        "/export/directory.md?style=hugo",
        "text/markdown; charset=utf-8; variant=GFM",
    ),
    (
        "/export/directory.csv",
        "text/csv; charset=utf-8; header=present",
    ),
    ("/export/directory.opml", "text/x-opml; charset=utf-8"),
    ("/export/bookmarks.html", "text/html; charset=utf-8"),
];

async fn get_with(person: &Person, path: &str, (name, value): (&str, &str)) -> Reply {
    let request = Request::get(path).header(name, value);
    person.request(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn every_format_holds_every_link_and_says_its_licence() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    for (path, kind) in FILES {
        let reply = visitor.get(path).await;
        reply.assert_ok();
        assert_eq!(reply.header("content-type"), Some(kind), "{path}");
        let disposition = reply.header("content-disposition").unwrap();
        assert!(
            disposition.starts_with("attachment; filename=\"") && !disposition.contains('?'),
            "{disposition}"
        );
        assert_eq!(
            reply.header("link"),
            Some("<https://spdx.org/licenses/CC0-1.0.html>; rel=\"license\""),
            "{path}"
        );
        assert!(reply.header("set-cookie").is_none());
        let head = visitor.request(raw(Method::HEAD, path)).await;
        head.assert_ok();
        assert!(head.bytes().is_empty());
        assert_eq!(head.header("etag"), reply.header("etag"));
        for link in [
            "https://github.com/nhsengland/MHSDS",
            "https://gds.blog.gov.uk/2017/09/04/the-benefits-of-coding-in-the-open/",
        ] {
            assert_eq!(reply.html().matches(link).count(), 1, "{path} {link}");
        }
    }
}

#[tokio::test]
async fn a_copy_that_still_stands_is_not_sent_again() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    for (path, _) in FILES {
        let etag = visitor.get(path).await.header("etag").unwrap().to_owned();
        assert!(etag.starts_with("W/\""), "{etag}");
        let again = get_with(&visitor, path, ("if-none-match", &etag)).await;
        again.assert_status(304);
        assert!(again.bytes().is_empty());
        assert_eq!(again.header("etag"), Some(etag.as_str()));
    }
    let (path, _) = FILES[0];
    let etag = visitor.get(path).await.header("etag").unwrap().to_owned();
    site.add_entry(builders::entry("https://new.example/", "New", 1))
        .await;
    let changed = get_with(&visitor, path, ("if-none-match", &etag)).await;
    changed.assert_ok();
    assert!(changed.html().contains("https://new.example/"));
}

#[tokio::test]
async fn compressed_copies_hold_the_same() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    for (path, _) in FILES {
        let plain = visitor.get(path).await;
        let gzip = get_with(&visitor, path, ("accept-encoding", "gzip")).await;
        assert_eq!(gzip.header("content-encoding"), Some("gzip"));
        let mut read = Vec::new();
        flate2::read::GzDecoder::new(&gzip.bytes()[..])
            .read_to_end(&mut read)
            .unwrap();
        assert_eq!(read, plain.bytes()[..], "{path}");
        let brotli = get_with(&visitor, path, ("accept-encoding", "gzip, br")).await;
        assert_eq!(brotli.header("content-encoding"), Some("br"));
        let mut read = Vec::new();
        brotli::BrotliDecompress(&mut &brotli.bytes()[..], &mut read).unwrap();
        assert_eq!(read, plain.bytes()[..], "{path}");
        assert_eq!(brotli.header("vary"), Some("accept-encoding"));
    }
}

#[tokio::test]
async fn what_is_not_public_is_in_no_copy() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let retired = builders::entry("https://retired.example/", "Was here", 1);
    let retired = site.add_entry(retired).await;
    let deleted = builders::entry("https://deleted.example/", "Never mind", 1);
    let deleted = site.add_entry(deleted).await;
    site.change(Change::RetireEntry { id: retired }).await;
    site.change(Change::DeleteEntry { id: deleted }).await;
    visitor
        .submit(
            "/suggest",
            &[
                ("url", "https://pending.example/"),
                ("title", "Waiting for a decision"),
                ("category", "policy"),
            ],
        )
        .await;
    for (path, _) in FILES {
        let reply = visitor.get(path).await;
        for secret in ["deleted.example", "pending.example", "Off topic"] {
            assert!(!reply.html().contains(secret), "{path} holds {secret}");
        }
        // Its page stays, marked; only our own format can say so.
        let holds_retired = reply.html().contains("retired.example");
        assert_eq!(holds_retired, path.ends_with(".json"), "{path}");
    }
}

#[tokio::test]
async fn a_change_half_way_never_passes_for_a_whole_copy() {
    let site = TestSite::new().await;
    let source = Source::open(site.db(), None).await.unwrap();
    let mut export = Export::new(source, ExportFormat::Json);
    site.add_entry(builders::entry("https://new.example/", "New", 1))
        .await;
    let outcome = loop {
        match export.next().await {
            Ok(Some(_)) => {}
            other => break other,
        }
    };
    assert!(matches!(outcome, Err(Interrupted::Changed)));
}

#[tokio::test]
async fn the_formats_are_offered_on_every_page() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let home = visitor.get("/").await;
    assert_eq!(home.select("footer a[href='/export']").len(), 1);
    let page = visitor.get("/export").await;
    page.assert_ok();
    assert!(page.text().contains("free to reuse under CC0-1.0"));
    for (path, _) in FILES {
        assert_eq!(page.select(&format!("a[href='{path}']")).len(), 1, "{path}");
    }
}
