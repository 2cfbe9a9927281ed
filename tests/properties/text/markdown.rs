//! What authors get for what they write.

use scraper::Html;
use signpost::text::markdown::{first_paragraph, plain_text, render, render_page};

const CONTRIBUTOR: &str = "nofollow ugc noopener noreferrer";

#[test]
fn raw_html_is_shown_as_what_was_typed() {
    for source in [
        "<script>alert(1)</script>",
        "a <b onclick=x>b</b> c",
        "<!-- note -->",
        "<div>\n*a*\n</div>",
    ] {
        let html = render(source);
        let text: String = Html::parse_fragment(html.as_str())
            .root_element()
            .text()
            .collect();
        assert_eq!(text.trim_end(), source);
    }
}

#[test]
fn formatting_that_people_use_works() {
    for (source, html) in [
        (
            "One *two* **three** `four`",
            "<p>One <em>two</em> <strong>three</strong> <code>four</code></p>\n",
        ),
        ("a\\\nb\nc", "<p>a<br>\nb\nc</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        (
            "3. a\n4. b",
            "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n",
        ),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        (
            "```rust\nlet a = 1 < 2;\n```",
            "<pre><code>let a = 1 &lt; 2;\n</code></pre>\n",
        ),
        ("---", "<hr>\n"),
        ("https://example.org", "<p>https://example.org</p>\n"),
        ("![A map](https://example.org/map.png)", "<p>A map</p>\n"),
        ("", ""),
    ] {
        assert_eq!(render(source).to_string(), html);
    }
}

#[test]
fn links_lead_only_where_they_may() {
    let link = |href: &str, text: &str| {
        format!("<p><a href=\"{href}\" rel=\"{CONTRIBUTOR}\">{text}</a></p>\n")
    };
    for (source, html) in [
        (
            "[a](https://example.org/b \"title\")",
            link("https://example.org/b", "a"),
        ),
        (
            "<https://example.org>",
            link("https://example.org/", "https://example.org"),
        ),
        (
            "<a@example.org>",
            link("mailto:a@example.org", "a@example.org"),
        ),
        (
            "[](https://example.org)",
            link("https://example.org/", "https://example.org/"),
        ),
        (
            "[![Logo](/l.png)](https://example.org)",
            link("https://example.org/", "Logo"),
        ),
        ("[a](/suggest)", "<p>a</p>\n".to_owned()),
        ("[a *b*](javascript:1)", "<p>a <em>b</em></p>\n".to_owned()),
    ] {
        assert_eq!(render(source).as_str(), html);
    }
}

#[test]
fn curated_pages_may_link_to_this_site() {
    for (source, html) in [
        (
            "[a](/suggest?x=1#y)",
            "<p><a href=\"/suggest?x=1#y\">a</a></p>\n",
        ),
        (
            "[a](https://example.org)",
            "<p><a href=\"https://example.org/\" rel=\"noopener\">a</a></p>\n",
        ),
        ("[a](//example.org)", "<p>a</p>\n"),
        ("[a](/\\example.org)", "<p>a</p>\n"),
        ("[a](/.//example.org)", "<p>a</p>\n"),
        ("[a](suggest)", "<p>a</p>\n"),
    ] {
        assert_eq!(render_page(source).as_str(), html);
    }
}

#[test]
fn headings_continue_the_outline_of_the_page() {
    assert_eq!(
        render("# A\n#### B\n## C\n# D").as_str(),
        "<h3>A</h3>\n<h4>B</h4>\n<h4>C</h4>\n<h3>D</h3>\n"
    );
    assert_eq!(
        render_page("###### A\n# B").as_str(),
        "<h2>A</h2>\n<h2>B</h2>\n"
    );
    let deepest = render("# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6");
    assert!(
        deepest
            .as_str()
            .ends_with("<h6>4</h6>\n<h6>5</h6>\n<h6>6</h6>\n")
    );
}

#[test]
fn too_deep_text_is_kept_without_its_boxes() {
    let source = format!("{}deep", "> ".repeat(40));
    let html = render(&source);
    assert_eq!(html.as_str().matches("<blockquote>").count(), 8);
    assert!(html.as_str().contains("deep"));
    let nested: String = (0..12)
        .map(|n| format!("{}- level{n}\n", "  ".repeat(n)))
        .collect();
    let html = render(&nested);
    assert!(
        (0..12).all(|n| html.as_str().contains(&format!("level{n}\n"))
            || html.as_str().contains(&format!("level{n}<")))
    );
}

#[test]
fn the_first_paragraph_goes_to_the_list_and_the_rest_to_the_notes() {
    let source =
        "First *words*,\nsecond [line](https://a.example).\n\n## More\n\n- item\n\nEnd `x<y`.";
    assert_eq!(first_paragraph(source), "First words, second line.");
    let (lead, notes) = render(source).split_lead();
    assert!(
        lead.as_str()
            .starts_with("<p>First <em>words</em>,\nsecond <a href=")
    );
    assert!(lead.as_str().ends_with(">line</a>.</p>"));
    assert_eq!(
        notes.as_str(),
        "<h3>More</h3>\n<ul>\n<li>item</li>\n</ul>\n<p>End <code>x&lt;y</code>.</p>"
    );
    assert_eq!(
        plain_text(source),
        "First words, second line.\nMore\nitem\nEnd x<y."
    );
    assert!(render("Only this.").split_lead().1.is_empty());
    let (lead, notes) = render("- a\n\nb").split_lead();
    assert!(lead.is_empty() && notes.as_str().contains("<li>a</li>"));
    assert_eq!(first_paragraph("## Title\n\nText"), "Text");
    assert_eq!(first_paragraph("- a\n- b"), "a");
    assert_eq!(first_paragraph("<b>a</b>\n\nc"), "<b>a</b>");
    assert_eq!(first_paragraph(""), "");
}
