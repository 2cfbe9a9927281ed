//! What an administrator typed about a person.

use serde::Deserialize;

use crate::accounts::email_address::is_email;
use crate::accounts::{CategoryChoice, Role, Scope};
use crate::web::FormErrors;

/// The raw fields, named as in the forms.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    /// What to do: `save`, `disable`, `enable` or `reset` with a person, `require` or `optional`
    /// with everybody's second factor.
    pub action: String,
    /// The name to sign in with, of a new person.
    pub name: String,
    /// Where to write to; may be empty.
    pub email: String,
    /// `administrator` or `moderator`.
    pub role: String,
    /// `all` or `categories`; empty is what the categories say.
    pub scope: String,
    /// The named categories, by their slug paths.
    pub category: Vec<String>,
    /// Ticked: a reset takes the second factor away too.
    pub second_factor: String,
    /// The row version that the administrator saw; empty takes what stands.
    pub version: String,
}

/// What a person is to be.
#[derive(Clone, Debug)]
pub(in crate::accounts) struct Wanted {
    /// Where to write to, if known.
    pub(in crate::accounts) email: Option<String>,
    /// What they may do.
    pub(in crate::accounts) role: Role,
    /// What they decide on.
    pub(in crate::accounts) scope: Scope,
}

impl PersonForm {
    /// Reads everything but the name.
    pub(in crate::accounts) fn check(
        &self,
        categories: &[CategoryChoice],
        errors: &mut FormErrors,
    ) -> Option<Wanted> {
        let email = self.email.trim();
        if !email.is_empty() && !is_email(email) {
            errors.add(
                "email",
                "Enter an email address like name@example.com, or leave it empty",
            );
        }
        let role = match self.role.as_str() {
            "administrator" | "admin" => Role::Administrator,
            "moderator" => Role::Moderator,
            _ => {
                errors.add("role", "Choose what they may do");
                return None;
            }
        };
        let scope = match role {
            Role::Administrator => Scope::All,
            Role::Moderator => self.scope(categories, errors)?,
        };
        errors.is_empty().then(|| Wanted {
            email: (!email.is_empty()).then(|| email.to_owned()),
            role,
            scope,
        })
    }

    fn scope(&self, categories: &[CategoryChoice], errors: &mut FormErrors) -> Option<Scope> {
        match self.scope.as_str() {
            "all" => return Some(Scope::All),
            "" if self.category.is_empty() => return Some(Scope::All),
            "" | "categories" => {}
            _ => {
                errors.add("scope", "Choose what they decide on");
                return None;
            }
        }
        let find = |path: &String| categories.iter().find(|one| one.path == *path);
        let found: Option<Vec<i64>> = self
            .category
            .iter()
            .map(|path| find(path).map(|one| one.id))
            .collect();
        match found {
            Some(mut ids) if !ids.is_empty() => {
                ids.sort_unstable();
                ids.dedup();
                Some(Scope::Categories(ids))
            }
            Some(_) => {
                errors.add(
                    "category",
                    "Tick at least one category, or choose everything",
                );
                None
            }
            None => {
                errors.add(
                    "category",
                    "A category that you ticked isn’t there any more. Choose again",
                );
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &PersonForm) -> Result<Wanted, String> {
        let categories =
            [(3, "policy"), (5, "guidance/security")].map(|(id, path)| CategoryChoice {
                id,
                path: path.to_owned(),
                title: path.to_owned(),
            });
        let mut errors = FormErrors::default();
        let wanted = form.check(&categories, &mut errors);
        wanted.ok_or_else(|| errors.iter().map(|error| error.field.to_string()).collect())
    }

    fn form(role: &str, scope: &str, category: &[&str]) -> PersonForm {
        PersonForm {
            role: role.to_owned(),
            scope: scope.to_owned(),
            category: category.iter().map(|path| (*path).to_owned()).collect(),
            ..PersonForm::default()
        }
    }

    #[test]
    fn a_scope_is_named_on_purpose_and_never_an_administrators() {
        let scope = |form: &PersonForm| check(form).map(|wanted| wanted.scope);
        let both = ["guidance/security", "policy", "policy"];
        let named = Ok(Scope::Categories(vec![3, 5]));
        assert_eq!(scope(&form("moderator", "categories", &both)), named);
        assert_eq!(scope(&form("moderator", "", &both)), named);
        assert_eq!(scope(&form("moderator", "all", &both)), Ok(Scope::All));
        assert_eq!(scope(&form("moderator", "", &[])), Ok(Scope::All));
        let administrator = form("administrator", "categories", &both);
        assert_eq!(scope(&administrator), Ok(Scope::All));
        for (wrong, field) in [
            (form("moderator", "categories", &[]), "category"),
            (form("moderator", "categories", &["gone"]), "category"),
            (form("moderator", "some", &both), "scope"),
            (form("owner", "all", &[]), "role"),
        ] {
            assert_eq!(check(&wrong).unwrap_err(), field);
        }
        let email = PersonForm {
            email: "ada".into(),
            ..form("moderator", "all", &[])
        };
        assert_eq!(check(&email).unwrap_err(), "email");
    }
}
