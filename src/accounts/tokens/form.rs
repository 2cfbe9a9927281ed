//! The form for a new token.

use serde::Deserialize;

use super::TokenScope;
use crate::clock::DAY;
use crate::text::clean_line;
use crate::web::FormErrors;

/// The most characters of a token's name.
const LONGEST_NAME: usize = 100;
/// How long a token lasts unless its owner says otherwise, in days.
const DEFAULT_DAYS: i64 = 90;
/// The longest that a token lasts, in days.
const MOST_DAYS: i64 = 365;

/// The raw fields.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TokenForm {
    /// `create` or `revoke`.
    pub action: String,
    /// The number of the token to revoke.
    pub token: String,
    /// What its owner calls a new one.
    pub name: String,
    /// What it opens: `read`, `decide`.
    pub scope: Vec<String>,
    /// In how many days it ends; empty is 90.
    pub days: String,
}

/// A token to be made.
pub(in crate::accounts) struct NewToken {
    pub(in crate::accounts) name: String,
    pub(in crate::accounts) scopes: Vec<TokenScope>,
    /// How long it lasts, in milliseconds.
    pub(in crate::accounts) lifetime: i64,
}

impl TokenForm {
    /// The form as it first stands.
    pub(in crate::accounts) fn fresh() -> Self {
        Self {
            scope: vec![TokenScope::Read.as_str().to_owned()],
            days: DEFAULT_DAYS.to_string(),
            ..Self::default()
        }
    }

    /// Whether a box is ticked.
    pub(in crate::accounts) fn has(&self, scope: &str) -> bool {
        self.scope.iter().any(|ticked| ticked == scope)
    }

    pub(in crate::accounts) fn check(&self, errors: &mut FormErrors) -> Option<NewToken> {
        let name = clean_line(&self.name).map_or_else(|_| String::new(), |line| line.text);
        if name.is_empty() {
            errors.add("name", "Enter a name that says which program uses it");
        } else if name.chars().count() > LONGEST_NAME {
            errors.add("name", format!("Use at most {LONGEST_NAME} characters"));
        }
        let scopes = TokenScope::ALL.into_iter();
        let scopes: Vec<_> = scopes.filter(|scope| self.has(scope.as_str())).collect();
        if scopes.is_empty() {
            errors.add("scope", "Tick what the program may do");
        }
        let days = match self.days.trim() {
            "" => Some(DEFAULT_DAYS),
            days => days
                .parse()
                .ok()
                .filter(|days| (1..=MOST_DAYS).contains(days)),
        };
        if days.is_none() {
            errors.add(
                "days",
                format!("Enter a number of days from 1 to {MOST_DAYS}"),
            );
        }
        errors.is_empty().then(|| NewToken {
            name,
            scopes,
            lifetime: days.unwrap_or(DEFAULT_DAYS) * DAY,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_a_name_a_scope_and_an_end() {
        let form = |name: &str, scope: &[&str], days: &str| TokenForm {
            name: name.to_owned(),
            scope: scope.iter().map(|scope| (*scope).to_owned()).collect(),
            days: days.to_owned(),
            ..TokenForm::default()
        };
        let mut errors = FormErrors::default();
        let token = form(" Bot ", &["decide", "read", "else"], "").check(&mut errors);
        let token = token.unwrap();
        assert_eq!((token.name.as_str(), token.lifetime), ("Bot", 90 * DAY));
        assert_eq!(token.scopes, TokenScope::ALL);
        for (wrong, field) in [
            (form("", &["read"], ""), "name"),
            (form(&"x".repeat(101), &["read"], ""), "name"),
            (form("Bot", &["else"], ""), "scope"),
            (form("Bot", &["read"], "0"), "days"),
            (form("Bot", &["read"], "366"), "days"),
            (form("Bot", &["read"], "99999999999999999999"), "days"),
            (form("Bot", &["read"], "a week"), "days"),
        ] {
            let mut errors = FormErrors::default();
            assert!(wrong.check(&mut errors).is_none());
            assert!(errors.get(field).is_some(), "{field}");
        }
        let longest = form("Bot", &["read"], " 365 ").check(&mut FormErrors::default());
        assert_eq!(longest.unwrap().lifetime, 365 * DAY);
    }
}
