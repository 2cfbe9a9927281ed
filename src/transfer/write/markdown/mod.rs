//! Markdown in two styles, both of which our own reader takes back: an "awesome list" that keeps
//! the rules of its linter, and a page for the site generator Hugo.

mod awesome;
mod escape;
mod hugo;
mod item;
mod lint;
mod outline;
mod pieces;
mod render;
mod sheet;

pub(super) use awesome::AwesomeWriter;
pub(super) use hugo::HugoWriter;
