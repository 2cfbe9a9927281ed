//! The changes themselves, inside the caller's transaction: rows, sessions, revision and security
//! events together.

use super::{By, PersonState};
use crate::accounts::event_kind::EventKind;
use crate::accounts::setup::create_setup_link;
use crate::accounts::{Account, NewUser, Role, Scope, sql};
use crate::db::Connection;
use crate::error::{AppError, Result};
use crate::history::{Action, ObjectKind, open_change, record};

/// What happens to a person.
#[derive(Clone, Debug)]
pub(in crate::accounts) enum PersonChange {
    /// Another address, role or scope.
    Save {
        email: Option<String>,
        role: Role,
        scope: Scope,
    },
    /// No sign-in, no session, no link, no token any more.
    Disable,
    /// May sign in again.
    Enable,
    /// Loses the password and gets a new one-time link.
    Reset {
        /// Whether the second factor goes too.
        second_factor: bool,
    },
}

/// Why nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::accounts) enum Refused {
    /// Nobody who can sign in would be left to manage the site.
    LastAdministrator,
}

/// Adds a person, and returns their number.
///
/// # Errors
/// When the name or address is taken, or the database can't be written.
pub(in crate::accounts) async fn add_person(
    connection: &mut Connection,
    by: &By,
    new: &NewUser<'_>,
    scope: &Scope,
) -> Result<i64> {
    let id = sql::insert_user(connection, new, by.at).await?;
    sql::set_scope(connection, id, scope).await?;
    write_down(connection, by, (id, None), &[EventKind::UserAdd]).await?;
    Ok(id)
}

/// Changes a person as they were read inside the same transaction. After a reset the answer is the
/// token of their one-time link.
///
/// # Errors
/// When the address is taken, or the database can't be written.
pub(in crate::accounts) async fn change_person(
    connection: &mut Connection,
    by: &By,
    account: &Account,
    change: &PersonChange,
) -> Result<Result<Option<String>, Refused>> {
    let id = account.user.id;
    let others = sql::count_other_administrators(connection, id).await?;
    let leaves = match change {
        PersonChange::Save { role, .. } => *role != Role::Administrator,
        PersonChange::Disable => true,
        PersonChange::Enable => false,
        // Whoever stands at the command line may lock the last one out: the link is theirs.
        PersonChange::Reset { .. } => by.user_id.is_some() && account.can_sign_in(),
    };
    if leaves && account.is_needed(&others) {
        return Ok(Err(Refused::LastAdministrator));
    }
    let mut token = None;
    let events = match change {
        PersonChange::Save { email, role, scope } => {
            sql::update_person(connection, id, (email.as_deref(), *role)).await?;
            sql::set_scope(connection, id, scope).await?;
            if *role != account.user.role {
                sql::delete_sessions(connection, id).await?;
            }
            saved_events(account, email, *role, scope)
        }
        PersonChange::Disable => {
            sql::disable_user(connection, id, by.at).await?;
            end_everything(connection, id, by.at).await?;
            vec![EventKind::UserDisable]
        }
        PersonChange::Enable => {
            sql::enable_user(connection, id).await?;
            vec![EventKind::UserEnable]
        }
        PersonChange::Reset { second_factor } => {
            sql::reset_user(connection, id).await?;
            end_everything(connection, id, by.at).await?;
            token = Some(create_setup_link(connection, Some(id), by.at).await?);
            let mut events = vec![EventKind::UserReset];
            if *second_factor && account.has_second_factor {
                sql::clear_second_factor(connection, id).await?;
                events.push(EventKind::SecondFactorReset);
            }
            events
        }
    };
    if !events.is_empty() {
        write_down(connection, by, (id, Some(account)), &events).await?;
    }
    Ok(Ok(token))
}

fn saved_events(
    account: &Account,
    email: &Option<String>,
    role: Role,
    scope: &Scope,
) -> Vec<EventKind> {
    let mut events = Vec::new();
    if role != account.user.role {
        events.push(EventKind::RoleChange);
    }
    if *scope != account.user.scope {
        events.push(EventKind::ScopeChange);
    }
    if *email != account.user.email {
        events.push(EventKind::AddressChange);
    }
    events
}

/// Whatever opened the account opens it no more.
async fn end_everything(connection: &mut Connection, id: i64, now: i64) -> Result<()> {
    sql::delete_sessions(connection, id).await?;
    sql::delete_devices(connection, id).await?;
    sql::delete_pending_sign_ins(connection, id).await?;
    sql::delete_setup_links(connection, Some(id)).await?;
    sql::revoke_tokens(connection, id, now).await
}

/// The change, its revision and its security events.
async fn write_down(
    connection: &mut Connection,
    by: &By,
    (id, before): (i64, Option<&Account>),
    events: &[EventKind],
) -> Result<()> {
    let after = sql::find_account(connection, id).await?;
    let after = PersonState::of(&after.ok_or(AppError::NotFound)?);
    let before = before.map(PersonState::of);
    let change_id = open_change(connection, &by.context()).await?;
    let action = match before {
        Some(_) => Action::Update,
        None => Action::Create,
    };
    let object = (ObjectKind::User, id);
    record(
        connection,
        change_id,
        object,
        action,
        before.as_ref(),
        Some(&after),
    )
    .await?;
    for kind in events {
        let event = by.event(*kind, id).with("change", change_id);
        sql::insert_event(connection, &event, by.at).await?;
    }
    Ok(())
}
