//! Running Signpost: is it well, and is it the only one.

pub mod health;
pub mod server_lock;
pub mod static_site;
pub mod upkeep;
