//! Who changes people, and what history keeps of it.

use serde::Serialize;

use crate::accounts::event::SecurityEvent;
use crate::accounts::event_kind::EventKind;
use crate::accounts::{Account, Role};
use crate::history::{ChangeContext, Source};

/// Who changes people, from where, and when.
#[derive(Clone, Debug)]
pub(in crate::accounts) struct By {
    /// The administrator; none for the operator at the command line.
    pub(in crate::accounts) user_id: Option<i64>,
    /// A keyed hash of their network.
    pub(in crate::accounts) network: Option<Vec<u8>>,
    /// UTC milliseconds.
    pub(in crate::accounts) at: i64,
}

impl By {
    /// The operator, at the command line.
    pub(in crate::accounts) fn operator(at: i64) -> Self {
        Self {
            user_id: None,
            network: None,
            at,
        }
    }

    /// Something that they did to somebody's account.
    pub(super) fn event(&self, kind: EventKind, subject_id: i64) -> SecurityEvent {
        SecurityEvent {
            user_id: self.user_id,
            network: self.network.clone(),
            ..SecurityEvent::by_operator(kind, subject_id)
        }
    }

    pub(super) fn context(&self) -> ChangeContext {
        ChangeContext {
            source: match self.user_id {
                Some(_) => Source::Moderator,
                None => Source::System,
            },
            user_id: self.user_id,
            suggestion_id: None,
            why: String::new(),
            at: self.at,
        }
    }
}

/// What history keeps of a person: never a name or an address, which can be erased from the one
/// row that holds them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::accounts) struct PersonState {
    role: Role,
    /// `all` or `categories`.
    scope: &'static str,
    /// The numbers of the named categories.
    categories: Vec<i64>,
    disabled: bool,
}

impl PersonState {
    /// What history keeps of this account.
    pub(in crate::accounts) fn of(account: &Account) -> Self {
        let scope = &account.user.scope;
        Self {
            role: account.user.role,
            scope: scope.as_str(),
            categories: scope.categories().to_vec(),
            disabled: account.disabled_at.is_some(),
        }
    }
}
