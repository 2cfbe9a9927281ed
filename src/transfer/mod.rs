//! Directories on their way in and out.

mod json;
pub mod list;
mod moment;
pub mod read;
mod starter;

pub use starter::{Beginning, load_starter};
