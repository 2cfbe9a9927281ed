//! HTTP plumbing that knows no feature: pages and their frame, forms, errors, static files and
//! the layers that every request passes.

pub mod api;
pub mod assets;
pub mod client_address;
pub mod compress;
pub mod cross_site;
pub mod data_block;
pub mod difference;
pub mod directory_version;
pub mod encode;
pub mod error_pages;
pub mod error_words;
pub mod feed;
pub mod finish;
pub mod form;
pub mod fresh_page;
pub mod layout;
pub mod next;
pub mod notice;
pub mod page;
pub mod page_cache;
pub mod page_query;
pub mod pagination;
pub mod query;
pub mod rate_limit;
pub mod request_id;
pub mod security_headers;
pub mod stored_page;
pub mod xml;

pub use difference::{Difference, differences};
pub use form::{Choice, FormErrors};
pub use layout::{Here, Layout};
pub use notice::Notice;
pub use page::{CachePolicy, Page, Rendered};
pub use query::Query;
