//! Caveats with the level that they hold for, in words.

use crate::db::Connection;
use crate::directory::list_category_caveats;
use crate::error::Result;
use crate::settings::Settings;

/// A caveat as pages print it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Warning {
    /// The category whose links it holds for; none when `whole_list` or the entry's own.
    pub(super) category: Option<String>,
    /// Whether it holds for the whole directory.
    pub(super) whole_list: bool,
    /// The curator's words.
    pub(super) text: String,
}

impl Warning {
    /// A warning about one entry.
    pub(super) fn of_entry(text: &str) -> Self {
        Self {
            category: None,
            whole_list: false,
            text: text.to_owned(),
        }
    }
}

/// What a category and those above it warn of, the nearest first.
pub(super) async fn of_category(
    connection: &mut Connection,
    category_id: i64,
) -> Result<Vec<Warning>> {
    let caveats = list_category_caveats(connection, category_id).await?;
    Ok(caveats
        .into_iter()
        .map(|(title, caveat)| Warning {
            category: Some(title),
            whole_list: false,
            text: caveat.text,
        })
        .collect())
}

/// What the whole site warns of.
pub(super) fn of_site(settings: &Settings) -> Option<Warning> {
    settings.state.caveat.as_ref().map(|caveat| Warning {
        category: None,
        whole_list: true,
        text: caveat.text.clone(),
    })
}
