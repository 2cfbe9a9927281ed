//! Signing in and out.

use super::browser::{Browser, Entrance};
use super::event::SecurityEvent;
use super::event_kind::EventKind;
use super::password::MOST_BYTES;
use super::state::Accounts;
use super::{Account, sql};
use crate::db::Connection;
use crate::error::{AppError, Result};
use crate::keys::token_hash;
use crate::text::clean_line;

/// Longer than any name, in bytes.
const LONGEST_NAME: usize = 1_024;

impl Accounts {
    /// Signs somebody in, or asks for the code of their second factor. `None`: the name or the password is wrong, or the account is disabled;
    /// all of them take the same work, so that nobody learns which.
    ///
    /// # Errors
    /// [`AppError::TooManyRequests`] when this network or this account was tried too often,
    /// [`AppError::Unavailable`] when too many sign in at once.
    pub async fn sign_in(
        &self,
        name: &str,
        password: &str,
        browser: &Browser,
    ) -> Result<Option<Entrance>> {
        let now = self.clock.now();
        let attempt = self.reserve_try(browser.address)?;
        let name = name_as_kept(name);
        let account = self.find_to_sign_in(&name, browser).await?;
        let known = account.as_ref().is_some_and(|(_, known)| *known);
        let account = account.map(|(account, _)| account);
        if !known && !self.config.limits.are_off() {
            let allowed = self.delays.begin(&name, password, now);
            allowed.map_err(|retry_after| AppError::TooManyRequests { retry_after })?;
        }
        let right = self.is_right(account.as_ref(), password).await?;
        let mut write = self.db.write().await?;
        let person = match &account {
            Some(account) if right && is_unchanged(&mut write, account).await? => account.user.id,
            _ => {
                let whose = account.map(|account| account.user.id);
                let network = self.network(browser.address);
                let event = SecurityEvent::by_stranger(EventKind::SignInFailed, whose, network);
                sql::insert_event(&mut write, &event, now).await?;
                write.commit().await?;
                attempt.keep();
                return Ok(None);
            }
        };
        let entrance = self.enter(&mut write, person, browser, now).await?;
        if matches!(entrance, Entrance::Open(_)) {
            let network = self.network(browser.address);
            let event = SecurityEvent::own(EventKind::SignIn, person, network);
            sql::insert_event(&mut write, &event, now).await?;
        }
        write.commit().await?;
        self.delays.succeeded(&name, password);
        Ok(Some(entrance))
    }

    /// The account of this name, and whether the browser signed in to it before.
    async fn find_to_sign_in(
        &self,
        name: &str,
        browser: &Browser,
    ) -> Result<Option<(Account, bool)>> {
        let mut connection = self.db.read().await?;
        match sql::find_account_by_name(&mut connection, name).await? {
            None => Ok(None),
            Some(account) => {
                let known = self
                    .knows(&mut connection, browser, account.user.id)
                    .await?;
                Ok(Some((account, known)))
            }
        }
    }

    /// Whether the password opens the account. Hashing is the same work for everybody, except
    /// for what no password can be: that is refused before any.
    pub(super) async fn is_right(&self, account: Option<&Account>, password: &str) -> Result<bool> {
        if password.len() > MOST_BYTES {
            return Ok(false);
        }
        let stored = account.and_then(|account| account.password_hash.as_deref());
        let right = self.passwords.verify(password, stored).await?;
        Ok(right && account.is_some_and(Account::can_sign_in))
    }

    /// Ends the session of this browser, if it has one, and a sign-in that waits for its code.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn sign_out(&self, browser: &Browser) -> Result<()> {
        let tokens = [&browser.session, &browser.pending];
        if tokens.iter().any(|token| token.is_some()) {
            let mut write = self.db.write().await?;
            for token in tokens.into_iter().flatten() {
                sql::delete_session(&mut write, &token_hash(token)).await?;
                sql::delete_pending_sign_in(&mut write, &token_hash(token)).await?;
            }
            write.commit().await?;
        }
        Ok(())
    }
}

/// Whether the password that was judged is still the one: hashing takes long enough for somebody
/// to change it or to disable the account meanwhile.
pub(super) async fn is_unchanged(connection: &mut Connection, account: &Account) -> Result<bool> {
    let today = sql::find_account(connection, account.user.id).await?;
    Ok(today
        .is_some_and(|today| today.can_sign_in() && today.password_hash == account.password_hash))
}

/// The name as it would be kept; what can't be a name is nobody's.
pub(super) fn name_as_kept(typed: &str) -> String {
    if typed.len() > LONGEST_NAME {
        return String::new();
    }
    clean_line(typed).map_or_else(|_| String::new(), |name| name.text)
}
