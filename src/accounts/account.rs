//! What is kept of a person beyond what pages need, and which names they may have.

use super::User;
use crate::text::clean_line;

/// A person with all that signing in and managing people needs. Times are UTC milliseconds.
#[derive(Clone)]
pub struct Account {
    /// Who.
    pub user: User,
    /// The password as hashed; none until the one-time link is used.
    pub password_hash: Option<String>,
    /// Whether a code is asked for when they sign in.
    pub has_second_factor: bool,
    /// When they last did anything.
    pub last_active_at: Option<i64>,
    /// Since when they may not sign in.
    pub disabled_at: Option<i64>,
    /// Moves with every change; what a form was made against.
    pub version: i64,
}

impl Account {
    /// Whether a password opens this account.
    pub fn can_sign_in(&self) -> bool {
        self.disabled_at.is_none() && self.password_hash.is_some()
    }

    /// Whether the site would be left without anybody to manage it if this person left.
    pub(super) fn is_needed(&self, others: &OtherAdministrators) -> bool {
        self.user.is_administrator()
            && self.disabled_at.is_none()
            && (others.active == 0 || (self.can_sign_in() && others.with_password == 0))
    }
}

/// A category that somebody's work can be limited to.
#[derive(Clone, Debug)]
pub(super) struct CategoryChoice {
    /// Its number.
    pub(super) id: i64,
    /// The slugs from the root down, joined by `/`.
    pub(super) path: String,
    /// Its title.
    pub(super) title: String,
}

/// The administrators that are left without a person.
#[derive(Clone, Copy, Debug)]
pub(super) struct OtherAdministrators {
    /// Who are not disabled.
    pub(super) active: i64,
    /// Of these, who have a password.
    pub(super) with_password: i64,
}

/// The most characters of a name.
const LONGEST_NAME: usize = 64;

/// Why somebody can't be called so, in words for the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameProblem {
    /// Nothing was typed.
    #[error("Enter a user name")]
    Missing,
    /// More than 64 characters.
    #[error("Use at most {LONGEST_NAME} characters")]
    TooLong,
    /// Controls, line breaks, or marks that can't be seen.
    #[error("Use letters, digits and ordinary punctuation")]
    Unreadable,
    /// Somebody is called so.
    #[error("Somebody has this user name already. Choose another")]
    Taken,
}

/// Reads the name of a new person as it is kept.
///
/// # Errors
/// Why nobody can be called so.
pub fn parse_name(typed: &str) -> Result<String, NameProblem> {
    let name = clean_line(typed).map_err(|_| NameProblem::Unreadable)?;
    if name.removed > 0 {
        return Err(NameProblem::Unreadable);
    }
    match name.text.chars().count() {
        0 => Err(NameProblem::Missing),
        1..=LONGEST_NAME => Ok(name.text),
        _ => Err(NameProblem::TooLong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{Role, Scope};

    #[test]
    fn a_name_can_be_read() {
        for (typed, expected) in [
            (" ada ", Ok("ada")),
            ("Grace  Hopper", Ok("Grace Hopper")),
            ("中村", Ok("中村")),
            ("", Err(NameProblem::Missing)),
            (" \n", Err(NameProblem::Missing)),
            ("a\nb", Err(NameProblem::Unreadable)),
            ("a\u{202e}b", Err(NameProblem::Unreadable)),
            (&"x".repeat(65), Err(NameProblem::TooLong)),
        ] {
            assert_eq!(
                parse_name(typed).as_deref(),
                expected.as_ref().copied(),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn the_last_administrator_is_needed() {
        let account = |role, password: Option<&str>, disabled_at| Account {
            user: User {
                id: 1,
                name: "grace".into(),
                email: None,
                role,
                scope: Scope::All,
            },
            password_hash: password.map(str::to_owned),
            has_second_factor: false,
            last_active_at: None,
            disabled_at,
            version: 1,
        };
        let others = |active, with_password| OtherAdministrators {
            active,
            with_password,
        };
        let ready = account(Role::Administrator, Some("…"), None);
        assert!(ready.is_needed(&others(0, 0)));
        assert!(ready.is_needed(&others(1, 0)));
        assert!(!ready.is_needed(&others(1, 1)));
        let invited = account(Role::Administrator, None, None);
        assert!(invited.is_needed(&others(0, 0)));
        assert!(!invited.is_needed(&others(1, 0)));
        assert!(!account(Role::Administrator, Some("…"), Some(1)).is_needed(&others(0, 0)));
        assert!(!account(Role::Moderator, Some("…"), None).is_needed(&others(0, 0)));
    }
}
