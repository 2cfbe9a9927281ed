//! Directories on their way in and out.

mod aside;
pub mod export;
pub mod import;
pub mod json;
pub mod list;
pub mod mirror;
pub mod moment;
pub mod pages;
pub mod read;
mod starter;
pub mod write;

pub use starter::{Beginning, load_starter};
