//! Why the operator's commands about people are refused.

use super::account::NameProblem;
use super::password::PasswordProblem;
use crate::error::AppError;

/// Why a command about people was refused, in one line.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The name can't be given.
    #[error("the user name {name:?} can't be used: {problem}")]
    Name {
        /// The name as typed.
        name: String,
        /// What is wrong with it.
        problem: NameProblem,
    },
    /// The address can't be right, or belongs to somebody else.
    #[error(
        "the e-mail address {0:?} can't be used: write one like name@example.org that nobody else has"
    )]
    Email(String),
    /// There is no such category.
    #[error(
        "there is no category {0:?}: give its path as in its address, such as guidance/security"
    )]
    Category(String),
    /// The password can't be taken.
    #[error("the password can't be used: {0}")]
    Password(#[from] PasswordProblem),
    /// There is nobody of this name.
    #[error("there is nobody called {0:?}: `signpost user list` shows who there is")]
    Unknown(String),
    /// Somebody has to be left to manage the site.
    #[error("{0:?} is the last administrator: add another one first")]
    LastAdministrator(String),
    /// The database did not do it.
    #[error(transparent)]
    Failed(#[from] AppError),
}
