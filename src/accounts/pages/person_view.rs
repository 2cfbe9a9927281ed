//! A person as an administrator reads them.

use super::moment::Moment;
use crate::accounts::{Account, CategoryChoice, Role};
use crate::paths;
use crate::text::dates::Dates;

/// One row of the list, and the facts on a person's own page.
pub(super) struct PersonRow {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) email: String,
    pub(super) role: &'static str,
    /// What they decide on, in words.
    pub(super) scope: String,
    pub(super) status: &'static str,
    pub(super) has_second_factor: bool,
    pub(super) last_active: Option<Moment>,
}

impl PersonRow {
    pub(super) fn new(account: &Account, categories: &[CategoryChoice], dates: &Dates) -> Self {
        let user = &account.user;
        Self {
            name: user.name.clone(),
            href: paths::admin_user(user.id),
            email: user.email.clone().unwrap_or_default(),
            role: match user.role {
                Role::Administrator => "Administrator",
                Role::Moderator => "Moderator",
            },
            scope: scope_words(account, categories),
            status: match (account.disabled_at, &account.password_hash) {
                (Some(_), _) => "Disabled",
                (None, None) => "Invited, no password yet",
                (None, Some(_)) => "Active",
            },
            has_second_factor: account.has_second_factor,
            last_active: account.last_active_at.map(|at| Moment::new(dates, at)),
        }
    }
}

fn scope_words(account: &Account, categories: &[CategoryChoice]) -> String {
    let named = account.user.scope.categories();
    if account.user.scope == crate::accounts::Scope::All {
        return "Everything".to_owned();
    }
    let titles: Vec<_> = categories
        .iter()
        .filter(|category| named.contains(&category.id))
        .map(|category| category.title.as_str())
        .collect();
    match titles.is_empty() {
        true => "Nothing: their categories are gone".to_owned(),
        false => titles.join(", "),
    }
}

/// A category to tick.
pub(super) struct CategoryBox {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) ticked: bool,
    /// Indents it below its parent, as options do.
    pub(super) indent: String,
}

/// Every category, with those ticked whose paths are in `ticked`.
pub(super) fn boxes(categories: &[CategoryChoice], ticked: &[String]) -> Vec<CategoryBox> {
    let indent = |path: &str| "\u{2003}".repeat(path.matches('/').count());
    let boxes = categories.iter().map(|category| CategoryBox {
        ticked: ticked.contains(&category.path),
        indent: indent(&category.path),
        path: category.path.clone(),
        title: category.title.clone(),
    });
    boxes.collect()
}

/// The paths of the categories with these numbers.
pub(super) fn paths_of(categories: &[CategoryChoice], ids: &[i64]) -> Vec<String> {
    let named = categories.iter().filter(|one| ids.contains(&one.id));
    named.map(|one| one.path.clone()).collect()
}
