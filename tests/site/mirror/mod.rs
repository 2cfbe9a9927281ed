//! The git mirror, over real repositories: what it writes, what it reads back, and what it does
//! with repositories that mean no good.

mod backwards;
mod forwards;
mod hostile;
mod replay;
mod repository;
