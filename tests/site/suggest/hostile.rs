//! Whatever arrives: never a fault of ours, never markup, never what only moderators may set.

use axum::body::Body;
use http::Request;
use http::header::CONTENT_TYPE;
use signpost::transfer::Beginning;

use crate::support::contributors::ORDINARY;
use crate::support::site::TestSite;

const FIELDS: [&str; 21] = [
    "url",
    "title",
    "category",
    "parent",
    "description",
    "caveat",
    "caveat_kind",
    "licence",
    "licence_found",
    "organisation",
    "tags",
    "note",
    "affiliation",
    "name",
    "email",
    "credit",
    "form_token",
    "base",
    "reason",
    "confirm_duplicate",
    "message",
];

fn hostile() -> Vec<String> {
    let mut all: Vec<String> = [
        "<script>alert(1)</script>",
        "\"><svg onload=alert(1)>",
        "'><img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://evil.example/x.png)",
        "<!--",
        "]]>",
        "</textarea><script>",
        "</title><script>",
        "</select><script>",
        "{{ 7*7 }}",
        "{% raw %}",
        "${7*7}",
        "%00",
        "\0",
        "a\0b",
        "\r\nSet-Cookie: a=b",
        "\u{2028}",
        "\u{2029}",
        "\u{202e}evil\u{202c}",
        "\u{200b}",
        "\u{feff}",
        "\u{e0041}",
        "\u{fffd}",
        "Z\u{351}\u{36b}\u{343}\u{36a}\u{302}\u{36b}\u{33d}algo",
        "' OR '1'='1",
        "'; DROP TABLE suggestions;--",
        "1e309",
        "-1",
        "99999999999999999999999",
        "NaN",
        "null",
        "undefined",
        "true",
        "[]",
        "{}",
        "../../etc/passwd",
        "\\",
        "/",
        "//evil.example",
        "https://",
        "http://[::1]/",
        "http://127.0.0.1/",
        "http://0x7f.1/",
        "https://user@evil.example/",
        "https://evil.example\\@good.example/",
        "ftp://a.example/",
        "https://xn--80ak6aa92e.com/",
        "https://例子.测试/",
        "mailto:a@b.io",
        "\u{1f468}\u{200d}\u{1f469}",
        "\t",
        " ",
        "%",
        "&amp;&lt;",
        "&#x3c;script&#x3e;",
        "=cmd|' /C calc'!A0",
    ]
    .map(str::to_owned)
    .into();
    all.push("x".repeat(100_000));
    all.push("> ".repeat(2_000));
    all
}

#[tokio::test]
async fn sixty_hostile_strings_in_every_field_are_only_text() {
    let site = TestSite::with(Beginning::Starter, &[("limits", "off")]).await;
    let visitor = site.visitor();
    assert!(hostile().len() >= 60);
    for (n, text) in hostile().iter().enumerate() {
        for path in [
            "/suggest",
            "/entries/1/suggest-edit",
            "/entries/1/report",
            "/suggest-category",
        ] {
            let everywhere: Vec<_> = FIELDS.iter().map(|name| (*name, text.as_str())).collect();
            // Beside fields that are fine, each string comes to some, and each field to many.
            let some = (0..3).map(|step| {
                let name = FIELDS[(n + step * 7) % FIELDS.len()];
                typed_with(name, text)
            });
            for fields in std::iter::once(everywhere).chain(some) {
                let reply = visitor.submit(path, &fields).await;
                let status = reply.status().as_u16();
                assert!(
                    [303, 409, 413, 422].contains(&status),
                    "{path} {status}: {text:?}"
                );
                if status == 413 {
                    continue;
                }
                let page = visitor.follow(reply).await;
                let foreign = "main script, main svg:not(.i), main img, main [onerror]";
                assert!(page.select(foreign).is_empty(), "{path} {text:?}");
                if status == 303 {
                    assert!(!page.html().contains('\u{202e}'), "{path} {text:?}");
                }
            }
        }
    }
}

fn typed_with<'a>(name: &'a str, text: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = ORDINARY.to_vec();
    fields.push(("reason", "dead"));
    fields.retain(|(known, _)| *known != name);
    fields.push((name, text));
    fields
}

#[tokio::test]
async fn what_only_moderators_may_set_is_not_taken_from_a_form() {
    let site = TestSite::new().await;
    site.visitor()
        .suggest(
            &site,
            &[
                ("featured", "1"),
                ("question", "Why?"),
                ("language", "cy"),
                ("status", "approved"),
                ("score", "-10"),
                ("user_id", "1"),
                ("version", "7"),
            ],
        )
        .await;
    let suggestion = site.only_suggestion().await;
    let fields = suggestion.payload.fields().unwrap();
    assert_eq!(
        (
            fields.featured.as_str(),
            fields.question.as_str(),
            fields.language.as_str()
        ),
        ("", "", "")
    );
    assert_eq!(
        (suggestion.version, suggestion.user_id, suggestion.score),
        (1, None, 0)
    );
}

#[tokio::test]
async fn odd_requests_are_answered_calmly() {
    let site = TestSite::new().await;
    let visitor = site.visitor();
    let form = "application/x-www-form-urlencoded";
    for (kind, body) in [
        (form, "url=a&url=b&title=c"),
        (form, "%ff%fe=%ff&url=%ff"),
        (form, "&&&==&%"),
        (form, ""),
        ("application/json", "{\"url\": 1}"),
        ("multipart/form-data; boundary=x", "--x--"),
        ("text/plain", "url=a"),
    ] {
        let request = Request::post("/suggest")
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, kind);
        let reply = visitor
            .request(request.body(Body::from(body)).unwrap())
            .await;
        let status = reply.status().as_u16();
        assert!((400..500).contains(&status), "{kind} {body}: {status}");
    }
    for query in [
        "?url=a&url=b",
        "?category=%ff",
        "?title",
        "?%",
        "?page=99999999999999999999",
    ] {
        let status = visitor
            .get(&format!("/suggest{query}"))
            .await
            .status()
            .as_u16();
        assert!(status < 500, "{query}: {status}");
    }
}
