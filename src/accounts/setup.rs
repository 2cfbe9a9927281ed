//! One-time links: the first administrator's, and those that set somebody's password.

use super::account::{NameProblem, parse_name};
use super::browser::{Browser, Entrance};
use super::event::SecurityEvent;
use super::event_kind::EventKind;
use super::password::check_password;
use super::state::Accounts;
use super::{Account, NewUser, Role, sql};
use crate::clock::DAY;
use crate::db::Connection;
use crate::error::{AppError, Result};
use crate::keys::{random_token, token_hash};
use crate::web::FormErrors;

/// How long a one-time link opens, in milliseconds.
pub const LINK_LIFETIME: i64 = DAY;

/// A one-time link as it is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct SetupLink {
    /// Whose password it sets; none for the first administrator's.
    pub(super) user_id: Option<i64>,
    pub(super) expires_at: i64,
}

/// What a one-time link does.
#[derive(Clone)]
pub enum SetupFor {
    /// It makes the first administrator, who chooses their name.
    FirstAdministrator,
    /// It sets the password of somebody who has an account.
    User(Account),
}

/// Makes a one-time link and returns its token, which is stored nowhere. Earlier links for the
/// same person, or for the first administrator (`None`), stop opening.
///
/// # Errors
/// When the database can't be written.
pub(super) async fn create_setup_link(
    connection: &mut Connection,
    user_id: Option<i64>,
    now: i64,
) -> Result<String> {
    sql::delete_setup_links(connection, user_id).await?;
    add_setup_link(connection, user_id, now).await
}

/// The same beside earlier links, which go on opening: whoever only asks for a link by knowing a
/// name takes nobody's away. The first that is used ends them all.
///
/// # Errors
/// When the database can't be written.
pub(super) async fn add_setup_link(
    connection: &mut Connection,
    user_id: Option<i64>,
    now: i64,
) -> Result<String> {
    let token = random_token();
    let expires_at = now + LINK_LIFETIME;
    sql::insert_setup_link(connection, &token_hash(&token), user_id, now, expires_at).await?;
    Ok(token)
}

/// What the link with this token does, if it still opens.
async fn find_setup(
    connection: &mut Connection,
    token: &str,
    now: i64,
) -> Result<Option<SetupFor>> {
    let link = sql::find_setup_link(connection, &token_hash(token)).await?;
    let Some(link) = link.filter(|link| now < link.expires_at) else {
        return Ok(None);
    };
    match link.user_id {
        Some(id) => Ok(sql::find_account(connection, id)
            .await?
            .filter(|account| account.disabled_at.is_none())
            .map(SetupFor::User)),
        None if sql::has_administrator(connection).await? => Ok(None),
        None => Ok(Some(SetupFor::FirstAdministrator)),
    }
}

impl Accounts {
    /// What the link with this token does.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it does not open, for whichever reason.
    pub async fn setup(&self, token: &str) -> Result<SetupFor> {
        let mut connection = self.db.read().await?;
        let setup = find_setup(&mut connection, token, self.clock.now()).await?;
        setup.ok_or(AppError::NotFound)
    }

    /// Uses a link: makes the first administrator or sets somebody's password, and signs them in.
    /// The name counts for the first administrator only.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the link does not open.
    pub async fn set_up(
        &self,
        token: &str,
        name: &str,
        password: &str,
        browser: &Browser,
    ) -> Result<Result<Entrance, FormErrors>> {
        let setup = self.setup(token).await?;
        let name = match self.check_setup(&setup, name, password).await? {
            Ok(name) => name,
            Err(errors) => return Ok(Err(errors)),
        };
        let now = self.clock.now();
        let hash = self.passwords.hash(password).await?;
        let mut write = self.db.write().await?;
        // Somebody may have used the link while the password was hashed.
        let setup = find_setup(&mut write, token, now).await?;
        let user_id = match setup.ok_or(AppError::NotFound)? {
            SetupFor::User(account) => {
                let id = account.user.id;
                sql::set_password_hash(&mut write, id, &hash).await?;
                sql::delete_setup_links(&mut write, Some(id)).await?;
                id
            }
            SetupFor::FirstAdministrator => {
                if sql::find_account_by_name(&mut write, &name)
                    .await?
                    .is_some()
                {
                    let mut errors = FormErrors::default();
                    errors.add("username", NameProblem::Taken.to_string());
                    return Ok(Err(errors));
                }
                let administrator = NewUser {
                    name: &name,
                    email: None,
                    role: Role::Administrator,
                    password_hash: Some(&hash),
                };
                sql::insert_user(&mut write, &administrator, now).await?
            }
        };
        sql::delete_setup_link(&mut write, &token_hash(token)).await?;
        sql::delete_sessions(&mut write, user_id).await?;
        sql::delete_devices(&mut write, user_id).await?;
        sql::delete_pending_sign_ins(&mut write, user_id).await?;
        let network = self.network(browser.address);
        let event = SecurityEvent::own(EventKind::SetUp, user_id, network);
        sql::insert_event(&mut write, &event, now).await?;
        let entrance = self.enter(&mut write, user_id, browser, now).await?;
        write.commit().await?;
        Ok(Ok(entrance))
    }

    /// The name that the account will have, when it and the password can be used.
    async fn check_setup(
        &self,
        setup: &SetupFor,
        name: &str,
        password: &str,
    ) -> Result<Result<String, FormErrors>> {
        let mut errors = FormErrors::default();
        let (account, name) = match setup {
            SetupFor::User(account) => (Some(account), account.user.name.clone()),
            SetupFor::FirstAdministrator => match parse_name(name) {
                Ok(name) => (None, name),
                Err(problem) => {
                    errors.add("username", problem.to_string());
                    (None, String::new())
                }
            },
        };
        let mut about = self
            .words_about(&mut *self.db.read().await?, account)
            .await?;
        about.push(name.clone());
        if let Err(problem) = check_password(password, &about) {
            errors.add("password", problem.to_string());
        }
        Ok(if errors.is_empty() {
            Ok(name)
        } else {
            Err(errors)
        })
    }
}
