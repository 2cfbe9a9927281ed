//! Directories on their way in and out.

mod json;
mod starter;

pub use starter::{Beginning, load_starter};
