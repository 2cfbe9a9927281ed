//! A running site, a browser, and what a reader does with them.

mod awkward;
mod axe;
mod browser;
mod keyboard;
mod layout;
mod page;
mod pages;
mod pipe;
mod reader;
mod running_site;
mod tab;
mod witness;

pub use awkward::HOSTILE;
pub use axe::axe_core;
pub use browser::Browser;
pub use pages::Pages;
pub use running_site::{RunningSite, Who};
pub use tab::Tab;
