//! What people do to their own account: change the password, end sessions.

use super::browser::{Browser, SignedIn};
use super::event::SecurityEvent;
use super::event_kind::EventKind;
use super::password::check_password;
use super::sign_in::is_unchanged;
use super::state::Accounts;
use super::{Moderator, Session, sql};
use crate::error::{AppError, Result};
use crate::web::FormErrors;

impl Accounts {
    /// Changes somebody's password. All their sessions end, and this browser gets a new one.
    ///
    /// # Errors
    /// [`AppError::TooManyRequests`] when this network gave a wrong password too often,
    /// [`AppError::Unavailable`] when too many passwords are hashed at once.
    pub async fn change_password(
        &self,
        moderator: &Moderator,
        current: &str,
        password: &str,
        browser: &Browser,
    ) -> Result<Result<SignedIn, FormErrors>> {
        let user_id = moderator.user.id;
        let now = self.clock.now();
        let mut errors = FormErrors::default();
        let attempt = self.reserve_try(browser.address)?;
        let mut connection = self.db.read().await?;
        let account = sql::find_account(&mut connection, user_id).await?;
        let account = account.ok_or(AppError::NotFound)?;
        let about = self.words_about(&mut connection, Some(&account)).await?;
        drop(connection);
        if current.is_empty() {
            errors.add("current", "Enter your current password");
        } else if !self.is_right(Some(&account), current).await? {
            errors.add("current", "That isn’t your current password");
            attempt.keep();
        }
        if let Err(problem) = check_password(password, &about) {
            errors.add("password", problem.to_string());
        }
        if !errors.is_empty() {
            return Ok(Err(errors));
        }
        let hash = self.passwords.hash(password).await?;
        let mut write = self.db.write().await?;
        if !is_unchanged(&mut write, &account).await? {
            errors.add("current", "That isn’t your current password");
            return Ok(Err(errors));
        }
        sql::set_password_hash(&mut write, user_id, &hash).await?;
        sql::delete_sessions(&mut write, user_id).await?;
        sql::delete_devices(&mut write, user_id).await?;
        sql::delete_setup_links(&mut write, Some(user_id)).await?;
        sql::delete_pending_sign_ins(&mut write, user_id).await?;
        let signed_in = self.open_session(&mut write, user_id, browser, now).await?;
        let network = self.network(browser.address);
        let event = SecurityEvent::own(EventKind::PasswordChange, user_id, network);
        sql::insert_event(&mut write, &event, now).await?;
        write.commit().await?;
        Ok(Ok(signed_in))
    }

    /// Somebody's sessions that still open anything, the most recently used first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn list_sessions(&self, user_id: i64) -> Result<Vec<Session>> {
        let now = self.clock.now();
        let mut sessions = sql::list_sessions(&mut *self.db.read().await?, user_id).await?;
        sessions.retain(|session| session.is_alive(now));
        Ok(sessions)
    }

    /// Ends one of somebody's own sessions; one that ended already stays so.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn end_session(
        &self,
        moderator: &Moderator,
        id: i64,
        browser: &Browser,
    ) -> Result<()> {
        let user_id = moderator.user.id;
        let mut write = self.db.write().await?;
        sql::delete_session_by_id(&mut write, user_id, id).await?;
        let network = self.network(browser.address);
        let event = SecurityEvent::own(EventKind::SessionEnded, user_id, network);
        sql::insert_event(&mut write, &event, self.clock.now()).await?;
        write.commit().await
    }

    /// Ends all of somebody's sessions but this one, and forgets every browser.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn end_other_sessions(&self, moderator: &Moderator, browser: &Browser) -> Result<()> {
        let user_id = moderator.user.id;
        let mut write = self.db.write().await?;
        sql::delete_other_sessions(&mut write, user_id, moderator.session.id).await?;
        sql::delete_devices(&mut write, user_id).await?;
        let network = self.network(browser.address);
        let event = SecurityEvent::own(EventKind::SignOutEverywhere, user_id, network);
        sql::insert_event(&mut write, &event, self.clock.now()).await?;
        write.commit().await
    }
}
