//! HTTP plumbing that knows no feature: pages and their frame, forms, errors, static files and
//! the layers that every request passes.

pub mod assets;
pub mod compress;
pub mod error_pages;
pub mod error_words;
pub mod form;
pub mod layout;
pub mod page;
pub mod request_id;

pub use form::{Choice, FormErrors};
pub use layout::{Here, Layout};
pub use page::{CachePolicy, Page, Rendered};
