//! Everything a user would notice, through the real router over a real temporary database.

mod access;
mod architecture;
mod browse;
mod database;
mod dependencies;
mod errors;
mod pages;
mod search;
mod sign_in;
mod starter;
// Each flow uses what it needs of it.
#[allow(dead_code)]
mod support;
