//! The pages that everybody may read. They are the same for every reader, so no handler here
//! takes a cookie or a session.

mod category;
mod caveats;
mod entry;
mod facets;
mod filters;
mod groups;
mod home;
mod listing;
mod recent;
mod rows;
mod search;
mod tags;

pub use category::category;
pub use entry::entry;
pub use home::home;
pub use recent::recent;
pub use search::search;
pub use tags::{tag, tags};

use crate::config::Config;
use crate::db::Connection;
use crate::error::Result;
use crate::settings;
use crate::web::Layout;

/// The frame of a public page whose one address is `path`.
async fn frame(connection: &mut Connection, config: &Config, path: &str) -> Result<Layout> {
    let layout = settings::layout(connection).await?;
    Ok(match &config.base_url {
        Some(base_url) => layout.with_canonical(format!("{base_url}{path}")),
        None => layout,
    })
}
