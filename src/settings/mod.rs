//! What a curator sets: the site's words, its pages and the reasons that a decline offers.

mod frame;
pub mod pages;
pub mod pages_desk;
mod publisher;
mod restore;
mod site_settings;
mod sql;

pub use frame::{layout, licence_url, public_layout};
pub use publisher::Publisher;
pub use restore::{restore_page, restore_settings};
pub use site_settings::{CuratedPage, DeclinePreset, PageSlug, Settings, SettingsState};
pub use sql::{
    SiteIdentity, StarterStatus, create_site, find_page, find_site, list_presets, load_settings,
    save_page, save_presets, save_settings, set_starter, starter_status, undo_page, undo_presets,
    undo_settings,
};
