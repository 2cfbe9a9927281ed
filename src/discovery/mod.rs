//! What programs look for at a fixed address: the sitemap, the rules for crawlers, how to search
//! here, and whom to tell of a weakness. Feeds are with the pages whose lists they tell.

mod opensearch;
mod robots;
mod security_txt;
mod sitemap;

pub use opensearch::opensearch;
pub use robots::robots;
pub use security_txt::security_txt;
pub use sitemap::{sitemap, sitemap_part};
