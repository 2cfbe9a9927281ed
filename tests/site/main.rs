//! Everything a user would notice, through the real router over a real temporary database.

mod starter;
