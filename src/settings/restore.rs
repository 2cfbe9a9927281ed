//! The words of a site as one of our exports holds them, taken over as part of a larger change.

use super::sql::{find_page, load_settings, write_page_words, write_settings};
use super::{PageSlug, SettingsState};
use crate::db::Connection;
use crate::error::{AppError, Result};

/// Writes settings inside the change `change_id`, unless they stand so already. What guards
/// accounts and personal data stays as it is: that is decided where it is asked for.
///
/// # Errors
/// When the database can't be written.
pub async fn restore_settings(
    connection: &mut Connection,
    change: (i64, i64),
    words: SettingsState,
) -> Result<()> {
    let old = load_settings(connection).await?.state;
    let new = SettingsState {
        second_factor_required: old.second_factor_required,
        personal_data_days: old.personal_data_days,
        ..words
    };
    if new == old {
        return Ok(());
    }
    write_settings(connection, change, (&old, &new)).await
}

/// Writes a page inside the change `change_id`, unless it stands so already.
///
/// # Errors
/// When the database can't be written.
pub async fn restore_page(
    connection: &mut Connection,
    change: (i64, i64),
    slug: PageSlug,
    (title, body): (&str, &str),
) -> Result<()> {
    let old = match find_page(connection, slug).await {
        Ok(page) => Some((page.title, page.body)),
        Err(AppError::NotFound) => None,
        Err(error) => return Err(error),
    };
    let before = old.as_ref().map(|(title, body)| (&**title, &**body));
    if before == Some((title, body)) {
        return Ok(());
    }
    write_page_words(connection, change, slug, (before, (title, body))).await
}
