//! The words of a site, as one of our exports holds them.

use url::Url;

use crate::db::Connection;
use crate::directory::Licence;
use crate::error::Result;
use crate::settings::{PageSlug, SettingsState, load_settings, restore_page, restore_settings};
use crate::text::dates::Dates;
use crate::text::{Caveat, CaveatKind, clean_block, clean_line};
use crate::transfer::json::{PageRecord, SiteRecord};

/// The longest contact, in bytes: as for a link.
const LONGEST_CONTACT: usize = 2_048;
/// More days than anybody would promise.
const MOST_DAYS: i64 = 365;

/// Takes the settings and pages over, inside the change. What the settings' own form would refuse
/// stays as it was.
pub(super) async fn restore(
    connection: &mut Connection,
    change: (i64, i64),
    site: &SiteRecord,
    pages: &[PageRecord],
) -> Result<()> {
    let now = load_settings(connection).await?.state;
    let words = words(site, &now);
    restore_settings(connection, change, words).await?;
    for page in pages {
        let title = clean_line(&page.title).map_or_else(|_| String::new(), |line| line.text);
        let body = clean_block(&page.body).text;
        if let Some(slug) = PageSlug::parse(&page.slug).filter(|_| !title.is_empty()) {
            restore_page(connection, change, slug, (&title, &body)).await?;
        }
    }
    Ok(())
}

fn words(site: &SiteRecord, now: &SettingsState) -> SettingsState {
    let title = clean_line(&site.title).map(|line| line.text);
    let title = title.ok().filter(|title| !title.is_empty());
    let caveat = clean_block(&site.caveat).text;
    let kind = site.caveat_kind.as_deref().and_then(CaveatKind::parse);
    let licence = Licence::parse_field(&site.data_licence).unwrap_or_default();
    SettingsState {
        title: title.unwrap_or_else(|| now.title.clone()),
        introduction: clean_block(&site.introduction).text,
        invitation: clean_block(&site.invitation).text,
        caveat: (!caveat.is_empty()).then(|| Caveat {
            kind: kind.unwrap_or_default(),
            text: caveat,
        }),
        contact: if is_contact(&site.contact) {
            site.contact.clone()
        } else {
            now.contact.clone()
        },
        data_licence: licence.expression().unwrap_or_default().to_owned(),
        time_zone: if Dates::knows(&site.time_zone) {
            site.time_zone.clone()
        } else {
            now.time_zone.clone()
        },
        decision_target_days: site
            .decision_target_days
            .filter(|days| (1..=MOST_DAYS).contains(days)),
        ..now.clone()
    }
}

/// Nothing, an address to write to, or a link.
fn is_contact(text: &str) -> bool {
    let plain = text.len() <= LONGEST_CONTACT
        && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    let is_link = ["https://", "http://"].iter().any(|s| text.starts_with(s));
    let known = if is_link {
        Url::parse(text).is_ok_and(|url| url.username().is_empty() && url.password().is_none())
    } else {
        let halves = text.split_once('@');
        halves.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
            && !text.contains([':', '/', '?', '<', '>', '"'])
    };
    text.is_empty() || (plain && known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_an_address_or_a_link() {
        for fine in ["", "links@example.org", "https://example.org/contact"] {
            assert!(is_contact(fine), "{fine}");
        }
        for refused in [
            "javascript:alert(1)@example.org",
            "https://a:b@example.org/",
            "a b@example.org",
            "nobody",
        ] {
            assert!(!is_contact(refused), "{refused}");
        }
    }
}
