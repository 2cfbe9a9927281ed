//! The second line: a sanitiser that knows nothing of Markdown and lets little through.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::Author;
use super::links::{self, REL_CONTRIBUTOR, REL_CURATOR};

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

static CONTRIBUTOR: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = allowing_little();
    builder
        .link_rel(Some(REL_CONTRIBUTOR))
        .url_relative(UrlRelative::Deny);
    builder
});

static CURATOR: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = allowing_little();
    builder
        .link_rel(None)
        .tag_attribute_values(HashMap::from([(
            "a",
            HashMap::from([("rel", HashSet::from([REL_CURATOR]))]),
        )]))
        .url_relative(UrlRelative::Custom(Box::new(site_path_only)));
    builder
});

pub(super) fn clean(html: &str, author: Author) -> String {
    match author {
        Author::Contributor => CONTRIBUTOR.clean(html).to_string(),
        Author::Curator => CURATOR.clean(html).to_string(),
    }
}

/// Every list is set by hand: the crate's own defaults let `title` and `lang` through.
fn allowing_little() -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .tags(HashSet::from(ELEMENTS))
        .generic_attributes(HashSet::new())
        .generic_attribute_prefixes(HashSet::new())
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .tag_attribute_values(HashMap::new())
        .allowed_classes(HashMap::new())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .strip_comments(true);
    builder
}

fn site_path_only(path: &str) -> Option<Cow<'_, str>> {
    links::site_path(path).map(Cow::Owned)
}
