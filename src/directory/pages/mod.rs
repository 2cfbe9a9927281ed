//! The pages that everybody may read. They are the same for every reader, so no handler here
//! takes a cookie or a session.

mod asked;
mod category;
mod caveats;
mod entry;
mod facets;
mod feeds;
mod filters;
mod groups;
mod home;
mod linked_data;
mod listing;
mod plain;
mod recent;
mod rows;
mod search;
mod suggestions;
mod tags;
mod use_list;

pub use category::category;
pub use entry::entry;
pub use feeds::{feed, search_feed, tag_feed};
pub use home::home;
pub use recent::recent;
pub use search::search;
pub use suggestions::search_suggestions;
pub use tags::{tag, tags};
pub use use_list::use_list;
