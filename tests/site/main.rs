//! Everything a user would notice, through the real router over a real temporary database.

mod architecture;
mod database;
mod sign_in;
mod starter;
// Each flow uses what it needs of it.
#[allow(dead_code)]
mod support;
