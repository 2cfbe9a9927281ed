//! What the operator does about people at the command line.

use super::account::{NameProblem, parse_name};
use super::command_error::AccountError;
use super::email_address::is_email;
use super::hashing::Passwords;
use super::password::check_password;
use super::people::{By, PersonChange, Refused, add_person, change_person};
use super::setup::create_setup_link;
use super::{Account, NewUser, Role, Scope, sql};
use crate::db::{Connection, Db};
use crate::error::AppError;
use crate::settings;

/// Somebody to add.
#[derive(Clone)]
pub struct AddUser {
    /// The name to sign in with.
    pub name: String,
    /// Where to write to, if known.
    pub email: Option<String>,
    /// What they may do.
    pub role: Role,
    /// The categories that a moderator decides on, by their slug paths; none is everything.
    pub categories: Vec<String>,
    /// Their password; without one they get a one-time link.
    pub password: Option<String>,
}

/// Adds a person. Without a password the answer is the token of their one-time link.
///
/// # Errors
/// When the name, the address, a category or the password can't be used.
pub async fn add_user(
    db: &Db,
    passwords: &Passwords,
    user: &AddUser,
    now: i64,
) -> Result<Option<String>, AccountError> {
    let bad_name = |problem| AccountError::Name {
        name: user.name.clone(),
        problem,
    };
    let name = parse_name(&user.name).map_err(bad_name)?;
    let bad_email = || AccountError::Email(user.email.clone().unwrap_or_default());
    if !user.email.as_deref().is_none_or(is_email) {
        return Err(bad_email());
    }
    let password_hash = hash_password(db, passwords, user, &name).await?;
    let mut write = db.write().await?;
    if sql::find_account_by_name(&mut write, &name)
        .await?
        .is_some()
    {
        return Err(bad_name(NameProblem::Taken));
    }
    if let Some(email) = &user.email
        && sql::is_email_taken(&mut write, email, None).await?
    {
        return Err(bad_email());
    }
    let scope = scope_of(&mut write, user).await?;
    let new = NewUser {
        name: &name,
        email: user.email.as_deref(),
        role: user.role,
        password_hash: password_hash.as_deref(),
    };
    let id = add_person(&mut write, &By::operator(now), &new, &scope).await?;
    let token = match password_hash {
        Some(_) => None,
        None => Some(create_setup_link(&mut write, Some(id), now).await?),
    };
    write.commit().await?;
    Ok(token)
}

async fn hash_password(
    db: &Db,
    passwords: &Passwords,
    user: &AddUser,
    name: &str,
) -> Result<Option<String>, AccountError> {
    let Some(password) = &user.password else {
        return Ok(None);
    };
    let title = match settings::load_settings(&mut *db.read().await?).await {
        Ok(settings) => settings.state.title,
        // Nobody served this database yet.
        Err(AppError::NotFound) => String::new(),
        Err(error) => return Err(error.into()),
    };
    let email = user.email.clone().unwrap_or_default();
    check_password(password, &[title, name.to_owned(), email])?;
    Ok(Some(passwords.hash(password).await?))
}

/// What the named categories come to; an administrator decides on everything.
async fn scope_of(connection: &mut Connection, user: &AddUser) -> Result<Scope, AccountError> {
    if user.categories.is_empty() || user.role == Role::Administrator {
        return Ok(Scope::All);
    }
    let all = sql::list_categories(connection).await?;
    let mut ids = Vec::new();
    for path in &user.categories {
        let found = all.iter().find(|one| one.path == path.trim_matches('/'));
        ids.push(
            found
                .ok_or_else(|| AccountError::Category(path.clone()))?
                .id,
        );
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(Scope::Categories(ids))
}

/// Everybody, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn list_users(db: &Db) -> Result<Vec<Account>, AccountError> {
    Ok(sql::list_accounts(&mut *db.read().await?).await?)
}

/// Takes somebody's password away, ends their sessions and gives them a new one-time link, whose
/// token is the answer. Lets somebody back in who was disabled. `second_factor`: that goes too.
///
/// # Errors
/// When there is nobody of this name.
pub async fn reset_user(
    db: &Db,
    name: &str,
    second_factor: bool,
    now: i64,
) -> Result<String, AccountError> {
    let change = PersonChange::Reset { second_factor };
    let token = change_by_name(db, name, &change, now).await?;
    // A reset always makes a link.
    Ok(token.unwrap_or_default())
}

/// Shuts somebody out: no sign-in, no session, no link. What they did stays. Somebody who is
/// disabled already stays so.
///
/// # Errors
/// When there is nobody of this name, or nobody would be left to manage the site.
pub async fn disable_user(db: &Db, name: &str, now: i64) -> Result<(), AccountError> {
    change_by_name(db, name, &PersonChange::Disable, now).await?;
    Ok(())
}

/// Lets somebody in again who was disabled, with the password that they had.
///
/// # Errors
/// When there is nobody of this name.
pub async fn enable_user(db: &Db, name: &str, now: i64) -> Result<(), AccountError> {
    change_by_name(db, name, &PersonChange::Enable, now).await?;
    Ok(())
}

async fn change_by_name(
    db: &Db,
    name: &str,
    change: &PersonChange,
    now: i64,
) -> Result<Option<String>, AccountError> {
    let mut write = db.write().await?;
    let account = sql::find_account_by_name(&mut write, name.trim()).await?;
    let account = account.ok_or_else(|| AccountError::Unknown(name.to_owned()))?;
    let is_so = match change {
        PersonChange::Disable => account.disabled_at.is_some(),
        PersonChange::Enable => account.disabled_at.is_none(),
        _ => false,
    };
    if is_so {
        return Ok(None);
    }
    let by = By::operator(now);
    match change_person(&mut write, &by, &account, change).await? {
        Err(Refused::LastAdministrator) => Err(AccountError::LastAdministrator(account.user.name)),
        Ok(token) => {
            write.commit().await?;
            Ok(token)
        }
    }
}

/// The token of a new one-time link for the first administrator, while there is none; earlier
/// ones stop opening.
///
/// # Errors
/// When the database can't be written.
pub async fn first_setup_token(db: &Db, now: i64) -> Result<Option<String>, AppError> {
    let mut write = db.write().await?;
    if sql::has_administrator(&mut write).await? {
        return Ok(None);
    }
    let token = create_setup_link(&mut write, None, now).await?;
    write.commit().await?;
    Ok(Some(token))
}
