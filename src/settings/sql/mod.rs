//! Every statement on the site, its settings, pages and presets.

mod pages;
mod presets;
mod settings;
mod site;

pub(super) use pages::write_page_words;
pub use pages::{find_page, save_page, undo_page};
pub use presets::{list_presets, save_presets, undo_presets};
pub(super) use settings::write_settings;
pub use settings::{load_settings, save_settings, undo_settings};
pub use site::{SiteIdentity, StarterStatus, create_site, find_site, set_starter, starter_status};

use crate::error::AppError;

fn changed_since() -> AppError {
    AppError::Conflict("Somebody else saved this while you were writing.".to_owned())
}
