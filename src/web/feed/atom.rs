//! Atom: RFC 4287, with the archives of RFC 5005.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::{Feed, FeedItem, Topic};
use crate::paths::FeedFormat;
use crate::text::dates::machine;
use crate::text::language::INTERFACE_TAG;
use crate::web::xml::Xml;

/// What the answer says that it is.
pub(super) const MEDIA_TYPE: &str = "application/atom+xml; charset=utf-8";
const HTML: &str = "text/html";
const JSON: &str = "application/feed+json";
const ATOM: &str = "application/atom+xml";

/// What browsers let stand in an address and RFC 3987 does not.
const NOT_IN_IRIS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A document of a feed.
pub(super) fn write(feed: &Feed) -> String {
    let mut xml = Xml::default();
    let root = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xmlns:fh", "http://purl.org/syndication/history/1.0"),
        ("xml:lang", INTERFACE_TAG),
    ];
    xml.open("feed", &root)
        .text("id", &[], &feed.id)
        .text("title", &[], &feed.title);
    if !feed.subtitle.is_empty() {
        xml.text("subtitle", &[], &feed.subtitle);
    }
    xml.text("updated", &[], &machine(feed.updated_at()))
        .open("author", &[])
        .text("name", &[], &feed.author.name)
        .text("uri", &[], &feed.author.home)
        .close("author");
    if let Some(rights) = &feed.rights {
        xml.text("rights", &[], rights);
    }
    xml.text(
        "generator",
        &[("version", env!("CARGO_PKG_VERSION"))],
        "Signpost",
    );
    links(&mut xml, feed);
    for item in &feed.items {
        entry(&mut xml, item);
    }
    xml.close("feed");
    xml.finish()
}

fn links(xml: &mut Xml, feed: &Feed) {
    let at = |before| feed.address.at(FeedFormat::Atom, before);
    let place = feed.place;
    link(xml, "self", ATOM, &at(place.before));
    link(xml, "alternate", HTML, &feed.page);
    let json = feed.address.at(FeedFormat::Json, place.before);
    link(xml, "alternate", JSON, &json);
    if place.before.is_some() {
        xml.empty("fh:archive", &[]);
        link(xml, "current", ATOM, &at(None));
    }
    if let Some(older) = place.older {
        link(xml, "prev-archive", ATOM, &at(Some(older)));
    }
    if let Some(newer) = place.newer {
        link(xml, "next-archive", ATOM, &at(Some(newer)));
    }
}

fn entry(xml: &mut Xml, item: &FeedItem) {
    xml.open("entry", &[])
        .text("id", &[], &item.id)
        .text("title", &[], &item.title)
        .text("published", &[], &machine(item.published_at))
        .text("updated", &[], &machine(item.updated_at));
    link(xml, "alternate", HTML, &item.page);
    if let Some(resource) = &item.resource {
        let href = utf8_percent_encode(&resource.url, NOT_IN_IRIS).to_string();
        let mut attributes = vec![("rel", "related"), ("href", href.as_str())];
        if !resource.language.is_empty() {
            attributes.push(("hreflang", &resource.language));
        }
        xml.empty("link", &attributes);
    }
    for Topic {
        term,
        label,
        scheme,
    } in &item.topics
    {
        let attributes = [("term", term), ("scheme", scheme), ("label", label)];
        xml.empty(
            "category",
            &attributes.map(|(name, value)| (name, value.as_str())),
        );
    }
    if !item.summary.is_empty() {
        xml.text("summary", &[], &item.summary);
    }
    xml.text("content", &[("type", "html")], &item.content)
        .close("entry");
}

fn link(xml: &mut Xml, rel: &str, kind: &str, href: &str) {
    xml.empty("link", &[("rel", rel), ("type", kind), ("href", href)]);
}
