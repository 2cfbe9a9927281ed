//! What every route under `/api/v1` shares: one description of it all, strict reading of what is
//! sent by that description, JSON and problem documents as answers, and openness to programs that
//! run on other sites' pages.

mod answer;
mod body;
mod cors;
mod cursor;
mod description;
mod kind;
mod problem;
mod query;
mod schema;
mod sparse;

pub use answer::{absolute, next_page, private, public};
pub use body::{Body, Fields};
pub use cors::{open, say_what_is_possible};
pub use cursor::Cursor;
pub use description::{Description, Operation, described};
pub use kind::ProblemKind;
pub use problem::{KnownEntry, Problem, Refusal};
pub use query::{Asked, check_query};
pub use schema::check;
pub use sparse::Sparse;

/// What the address of every call begins with.
pub const ROOT: &str = "/api/v1";
