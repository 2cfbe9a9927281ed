//! The frame of every page, filled from the settings.

use super::load_settings;
use crate::config::Config;
use crate::db::Connection;
use crate::error::Result;
use crate::text::markdown::first_paragraph;
use crate::web::layout::{Contact, Layout, LicenceNotice, Site};

/// The frame of a page whose one address is `path`, for everybody.
///
/// # Errors
/// When the database does not answer.
pub async fn public_layout(
    connection: &mut Connection,
    config: &Config,
    path: &str,
) -> Result<Layout> {
    let address = format!("{}{path}", config.origin());
    Ok(layout(connection).await?.with_canonical(address))
}

/// The frame of an ordinary page.
///
/// # Errors
/// When the database does not answer.
pub async fn layout(connection: &mut Connection) -> Result<Layout> {
    let settings = load_settings(connection).await?.state;
    Ok(Layout::new(Site {
        summary: first_paragraph(&settings.introduction),
        data_licence: data_licence(&settings.data_licence),
        contact: contact(&settings.contact),
        title: settings.title,
    }))
}

pub(super) fn data_licence(id: &str) -> Option<LicenceNotice> {
    (!id.is_empty()).then(|| LicenceNotice {
        label: id.to_owned(),
        url: licence_url(id),
    })
}

/// Where the text of a licence is, when it is one of the SPDX list.
pub fn licence_url(id: &str) -> Option<String> {
    spdx::license_id(id).map(|known| format!("https://spdx.org/licenses/{}.html", known.name))
}

/// A contact is an e-mail address or an http(s) link; the settings form accepts nothing else.
fn contact(text: &str) -> Option<Contact> {
    let href = if text.starts_with("https://") || text.starts_with("http://") {
        text.to_owned()
    } else if text.contains('@') {
        format!("mailto:{text}")
    } else {
        return None;
    };
    Some(Contact {
        label: text.to_owned(),
        href,
    })
}
