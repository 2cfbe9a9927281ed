//! Nothing that is rendered holds anything but our few elements and attributes.

use proptest::prelude::*;
use scraper::{Html, Node};
use signpost::text::SafeHtml;
use signpost::text::markdown::{first_paragraph, plain_text, render, render_page};

use super::payloads::{PATTERNS, PAYLOADS};

const CONTRIBUTOR: &str = "nofollow ugc noopener noreferrer";
const ELEMENTS: [&str; 17] = [
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "ul",
];

/// Reads HTML as a browser does; fails on anything that our pages never hold.
fn assert_safe(html: &SafeHtml, curated: bool, source: &str) {
    let page = Html::parse_fragment(html.as_str());
    for node in page.tree.root().descendants() {
        let element = match node.value() {
            Node::Element(element) => element,
            Node::Text(_) | Node::Document | Node::Fragment => continue,
            other => panic!("{other:?} from {source:?}"),
        };
        if element.name() == "html" {
            continue; // the parser's own root
        }
        assert!(
            ELEMENTS.contains(&element.name()),
            "<{}> from {source:?}",
            element.name()
        );
        let deep = node.ancestors().filter(|a| a.value().is_element()).count();
        assert!(deep <= 8, "{deep} deep, from {source:.80?}"); // the root counts for one
        for (name, value) in element.attrs() {
            match (element.name(), name) {
                ("a", "href") => assert_href(value, curated, source),
                ("a", "rel") if curated => assert_eq!(value, "noopener"),
                ("a", "rel") => assert_eq!(value, CONTRIBUTOR),
                ("ol", "start") => assert!(value.parse::<u32>().is_ok(), "{value}"),
                other => panic!("{other:?} from {source:?}"),
            }
        }
        if element.name() == "a"
            && !(curated && element.attr("href").is_some_and(|h| h.starts_with('/')))
        {
            assert!(element.attr("rel").is_some(), "{source:?}");
        }
    }
}

fn assert_href(href: &str, curated: bool, source: &str) {
    let base = url::Url::parse("https://site.invalid/a/b").unwrap();
    let read = base
        .join(href)
        .unwrap_or_else(|e| panic!("{e}: {source:?}"));
    assert!(
        ["http", "https", "mailto"].contains(&read.scheme()),
        "{href} from {source:?}"
    );
    assert!(read.username().is_empty(), "{href} from {source:?}");
    let own = read.host_str() == Some("site.invalid");
    assert!(
        !own || (curated && href.starts_with('/')),
        "{href} from {source:?}"
    );
    assert!(own || !href.starts_with('/'), "{href} from {source:?}");
}

fn assert_all_safe(source: &str) {
    assert_safe(&render(source), false, source);
    let (lead, notes) = render(source).split_lead();
    assert_safe(&lead, false, source);
    assert_safe(&notes, false, source);
    assert_safe(&render_page(source), true, source);
}

#[test]
fn no_payload_gets_through() {
    assert!(PAYLOADS.len() >= 80);
    for payload in PAYLOADS {
        for source in [
            (*payload).to_owned(),
            format!("Words\n\n{payload}\n\nmore *words*"),
            format!("> - 1. {payload}"),
            format!("*a **b {payload} c** d*"),
            format!("[text {payload} text](https://example.org)"),
            payload.repeat(3),
        ] {
            assert_all_safe(&source);
        }
    }
}

#[test]
fn pathological_texts_end_in_safe_html() {
    for pattern in PATTERNS {
        let source: String = pattern.chars().cycle().take(4_000).collect();
        assert_all_safe(&source);
        let longest: String = pattern.chars().cycle().take(65_536).collect();
        let html = render(&longest);
        assert_safe(&html, false, pattern);
        assert!(html.as_str().len() < 12 * longest.len());
        assert!(plain_text(&longest).len() <= 2 * longest.len());
    }
}

proptest! {
    #[test]
    fn any_text_renders_safely(source in any::<String>()) {
        assert_all_safe(&source);
    }

    #[test]
    fn dense_markdown_renders_safely(source in "([>*_`\\[\\]()!<>#&;:/\"'= \n-]|1\\.|https:|javascript:|/a|<b |&lt;|\n\n|    |x){0,60}") {
        assert_all_safe(&source);
        let paragraph = first_paragraph(&source);
        prop_assert!(!paragraph.contains('\n'));
        prop_assert!(plain_text(&source).contains(&paragraph));
    }
}
