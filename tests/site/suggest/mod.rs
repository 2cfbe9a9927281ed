//! Suggesting: the forms, and every answer they give.

mod answers;
mod categories;
mod duplicates;
mod edits;
mod hostile;
mod limits;
mod privacy;
