//! What a page of ours leads to, read from its HTML: the pages after it, and its feeds.

use super::names::file_of;

/// The address of the link of a page that has this attribute after it.
pub(super) fn link(html: &str, attribute: &str) -> Option<String> {
    let (before, _) = html.split_once(attribute)?;
    let (_, tag) = before.rsplit_once("<a href=\"")?;
    let (address, _) = tag.split_once('"')?;
    Some(address.replace("&#38;", "&").replace("&amp;", "&"))
}

/// The feeds that a page names and a copy holds.
pub(super) fn feeds(html: &str) -> Vec<String> {
    let tags = html.split("<link rel=\"alternate\" ").skip(1);
    let addresses = tags.filter_map(|tag| {
        let (_, address) = tag.split('>').next()?.split_once("href=\"")?;
        Some(address.split('"').next()?.to_owned())
    });
    addresses
        .filter(|address| {
            file_of(address).is_some_and(|file| file.ends_with(".atom") || file.ends_with(".json"))
        })
        .collect()
}

/// An address of a page, which may be only another query.
pub(super) fn whole(address: &str, page: &str) -> String {
    match address.strip_prefix('?') {
        Some(query) => format!("{}?{query}", page.split('?').next().unwrap_or_default()),
        None => address.to_owned(),
    }
}
