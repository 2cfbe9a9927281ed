//! What the operator does about people at the command line.

use super::account::{NameProblem, parse_name};
use super::event::SecurityEvent;
use super::event_kind::EventKind;
use super::hashing::Passwords;
use super::password::{PasswordProblem, check_password};
use super::setup::create_setup_link;
use super::{Account, NewUser, Role, sql};
use crate::db::Db;
use crate::error::AppError;
use crate::settings;

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

/// Somebody to add.
#[derive(Clone)]
pub struct AddUser {
    /// The name to sign in with.
    pub name: String,
    /// Where to write to, if known.
    pub email: Option<String>,
    /// What they may do.
    pub role: Role,
    /// Their password; without one they get a one-time link.
    pub password: Option<String>,
}

/// Adds a person. Without a password the answer is the token of their one-time link.
///
/// # Errors
/// When the name, the address or the password can't be used.
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
    let password_hash = match &user.password {
        None => None,
        Some(password) => {
            let title = match settings::load_settings(&mut *db.read().await?).await {
                Ok(settings) => settings.state.title,
                // Nobody served this database yet.
                Err(AppError::NotFound) => String::new(),
                Err(error) => return Err(error.into()),
            };
            let email = user.email.clone().unwrap_or_default();
            check_password(password, &[title, name.clone(), email])?;
            Some(passwords.hash(password).await?)
        }
    };
    let mut write = db.write().await?;
    if sql::find_account_by_name(&mut write, &name)
        .await?
        .is_some()
    {
        return Err(bad_name(NameProblem::Taken));
    }
    if let Some(email) = &user.email
        && sql::is_email_taken(&mut write, email).await?
    {
        return Err(bad_email());
    }
    let new = NewUser {
        name: &name,
        email: user.email.as_deref(),
        role: user.role,
        password_hash: password_hash.as_deref(),
    };
    let id = sql::insert_user(&mut write, &new, now).await?;
    let token = match password_hash {
        Some(_) => None,
        None => Some(create_setup_link(&mut write, Some(id), now).await?),
    };
    let event = SecurityEvent::by_operator(EventKind::UserAdd, id);
    sql::insert_event(&mut write, &event, now).await?;
    write.commit().await?;
    Ok(token)
}

/// Everybody, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn list_users(db: &Db) -> Result<Vec<Account>, AccountError> {
    Ok(sql::list_accounts(&mut *db.read().await?).await?)
}

/// Takes somebody's password away, ends their sessions and gives them a new one-time link, whose
/// token is the answer. Lets somebody back in who was disabled.
///
/// # Errors
/// When there is nobody of this name.
pub async fn reset_user(db: &Db, name: &str, now: i64) -> Result<String, AccountError> {
    let mut write = db.write().await?;
    let account = sql::find_account_by_name(&mut write, name.trim()).await?;
    let id = account
        .ok_or_else(|| AccountError::Unknown(name.to_owned()))?
        .user
        .id;
    sql::reset_user(&mut write, id).await?;
    sql::delete_sessions(&mut write, id).await?;
    sql::delete_devices(&mut write, id).await?;
    let token = create_setup_link(&mut write, Some(id), now).await?;
    let event = SecurityEvent::by_operator(EventKind::UserReset, id);
    sql::insert_event(&mut write, &event, now).await?;
    write.commit().await?;
    Ok(token)
}

/// Shuts somebody out: no sign-in, no session, no link. What they did stays. Somebody who is
/// disabled already stays so.
///
/// # Errors
/// When there is nobody of this name, or nobody would be left to manage the site.
pub async fn disable_user(db: &Db, name: &str, now: i64) -> Result<(), AccountError> {
    let mut write = db.write().await?;
    let account = sql::find_account_by_name(&mut write, name.trim()).await?;
    let account = account.ok_or_else(|| AccountError::Unknown(name.to_owned()))?;
    if account.disabled_at.is_some() {
        return Ok(());
    }
    let id = account.user.id;
    let others = sql::count_other_administrators(&mut write, id).await?;
    if account.is_needed(&others) {
        return Err(AccountError::LastAdministrator(account.user.name));
    }
    sql::disable_user(&mut write, id, now).await?;
    sql::delete_sessions(&mut write, id).await?;
    sql::delete_devices(&mut write, id).await?;
    sql::delete_setup_links(&mut write, Some(id)).await?;
    let event = SecurityEvent::by_operator(EventKind::UserDisable, id);
    sql::insert_event(&mut write, &event, now).await?;
    Ok(write.commit().await?)
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

/// Whether mail could be sent there: one `@`, a host with a dot, nothing that can't be seen.
fn is_email(text: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(c);
    let Some((local, host)) = text.split_once('@') else {
        return false;
    };
    let labels = || host.split('.').all(|label| !label.is_empty());
    text.len() <= 254
        && !text.contains(odd)
        && !local.is_empty()
        && !host.contains('@')
        && host.contains('.')
        && labels()
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn an_address_is_one_that_mail_can_reach() {
        for right in ["ada@example.org", "ada+desk@mail.example.org", "ä@例え.jp"] {
            assert!(is_email(right), "{right}");
        }
        for wrong in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "ada@b",
            "ada@.org",
            "ada@example..org",
            "ada@[127.0.0.1]",
            "a@b.org,c@d.org",
            "a@b@c.org",
            "ada @example.org",
            "ada@example.org\r\nBcc: x",
        ] {
            assert!(!is_email(wrong), "{wrong}");
        }
    }
}
