//! `GET /opensearch.xml`: how browsers search here (OpenSearch 1.1).

use std::sync::Arc;

use axum::extract::State;

use crate::config::Config;
use crate::db::Db;
use crate::error::Result;
use crate::paths::{self, FeedFormat};
use crate::settings::Publisher;
use crate::text::language::INTERFACE_TAG;
use crate::web::xml::Xml;
use crate::web::{Page, assets};

const MEDIA_TYPE: &str = "application/opensearchdescription+xml; charset=utf-8";
/// The longest names and descriptions that the format has room for, in characters. Source:
/// OpenSearch 1.1, draft 6.
const SHORT_NAME: usize = 16;
const LONG_NAME: usize = 48;
const DESCRIPTION: usize = 1_024;
const TERMS: &str = "{searchTerms}";

/// `GET /opensearch.xml`
pub async fn opensearch(State(db): State<Db>, State(config): State<Arc<Config>>) -> Result<Page> {
    let mut connection = db.read().await?;
    let publisher = Publisher::load(&mut connection, &config).await?;
    let mut xml = Xml::default();
    let space = [("xmlns", "http://a9.com/-/spec/opensearch/1.1/")];
    xml.open("OpenSearchDescription", &space)
        .text("ShortName", &[], &shortened(&publisher.title, SHORT_NAME))
        .text("LongName", &[], &shortened(&publisher.title, LONG_NAME))
        .text("Description", &[], &description(&publisher))
        .text("Language", &[], INTERFACE_TAG)
        .text("InputEncoding", &[], "UTF-8")
        .text("OutputEncoding", &[], "UTF-8");
    let favicon = publisher.absolute(assets::url("favicon.svg"));
    let image = [("width", "16"), ("height", "16"), ("type", "image/svg+xml")];
    xml.text("Image", &image, &favicon);
    let atom = paths::feed(paths::SEARCH_FEED, FeedFormat::Atom);
    for (kind, rel, path) in [
        ("text/html", "results", paths::SEARCH),
        ("application/atom+xml", "results", &atom),
        (
            "application/x-suggestions+json",
            "suggestions",
            paths::SEARCH_SUGGESTIONS,
        ),
    ] {
        let template = publisher.absolute(&format!("{path}?q={TERMS}"));
        xml.empty(
            "Url",
            &[("type", kind), ("rel", rel), ("template", &template)],
        );
    }
    let own = publisher.absolute(paths::OPENSEARCH);
    let kind = "application/opensearchdescription+xml";
    xml.empty(
        "Url",
        &[("type", kind), ("rel", "self"), ("template", &own)],
    )
    .close("OpenSearchDescription");
    Ok(Page::document(xml.finish(), MEDIA_TYPE))
}

fn description(publisher: &Publisher) -> String {
    match publisher.summary.as_str() {
        "" => shortened(&format!("Search {}", publisher.title), DESCRIPTION),
        summary => shortened(summary, DESCRIPTION),
    }
}

/// At most `most` characters, ending at a word where that leaves enough, and without what some
/// readers take for markup.
fn shortened(text: &str, most: usize) -> String {
    let text = text.replace(['<', '>'], "");
    if text.chars().count() <= most {
        return text;
    }
    let cut: String = text.chars().take(most).collect();
    match cut.rsplit_once(' ') {
        Some((words, _)) if words.chars().count() * 2 >= most => words.to_owned(),
        _ => cut,
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_name_ends_at_a_word_where_it_can() {
        for (name, short) in [
            ("Signpost", "Signpost"),
            ("Open source in health and social care", "Open source in"),
            ("Donaudampfschifffahrt", "Donaudampfschiff"),
            ("A Donaudampfschifffahrt", "A Donaudampfschi"),
            ("a <b> c", "a b c"),
            (
                "日本語のオープンソースソフトウェア一覧",
                "日本語のオープンソースソフトウェ",
            ),
        ] {
            assert_eq!(shortened(name, 16), short);
        }
    }
}
