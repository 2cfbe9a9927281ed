//! A whole site for one test, the people who use it, and what they get back.

pub mod behind;
pub mod builders;
pub mod contributors;
pub mod editing;
pub mod people;
pub mod reply;
pub mod site;
pub mod smtp;
pub mod suggestions;
