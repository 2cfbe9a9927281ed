//! Switching a second factor on and off.

use super::recovery::{code_hash, new_codes};
use super::{SecondFactor, Secret};
use crate::accounts::browser::{Browser, SignedIn};
use crate::accounts::event::SecurityEvent;
use crate::accounts::event_kind::EventKind;
use crate::accounts::state::Accounts;
use crate::accounts::{Moderator, sql};
use crate::db::Connection;
use crate::error::{AppError, Result};

impl Accounts {
    /// Makes a secret to be scanned; it counts once a code was right. Somebody who has a second
    /// factor keeps it.
    ///
    /// # Errors
    /// When the database can't be written.
    pub(in crate::accounts) async fn begin_second_factor(&self, user_id: i64) -> Result<()> {
        let mut write = self.db.write().await?;
        let stored = sql::find_second_factor(&mut write, user_id).await?;
        if stored.confirmed_at.is_none() {
            let sealed = self.seal_secret(user_id, &Secret::generate());
            sql::set_totp_secret(&mut write, user_id, &sealed).await?;
        }
        write.commit().await
    }

    /// Switches it on when the code is right. Everybody else who is signed in to this account is
    /// signed out, and this browser gets a new session. The recovery codes are shown once.
    /// `None`: the code is wrong.
    ///
    /// # Errors
    /// [`AppError::TooManyRequests`] after too many wrong codes, [`AppError::Conflict`] when there
    /// is nothing to switch on.
    pub(in crate::accounts) async fn confirm_second_factor(
        &self,
        moderator: &Moderator,
        code: &str,
        browser: &Browser,
    ) -> Result<Option<(SignedIn, Vec<String>)>> {
        let user_id = moderator.user.id;
        let attempt = self.reserve_code(user_id)?;
        let SecondFactor::Begun(secret) = self.second_factor(user_id).await? else {
            return Err(nothing_to_confirm());
        };
        let now = self.clock.now();
        let Some(step) = secret.step_of(&digits(code), now) else {
            attempt.keep();
            return Ok(None);
        };
        let mut write = self.db.write().await?;
        let stored = sql::find_second_factor(&mut write, user_id).await?;
        let still = self.open_secret(user_id, stored.sealed.as_deref());
        let same = still.is_some_and(|still| still.bytes() == secret.bytes());
        if stored.confirmed_at.is_some() || !same {
            return Err(nothing_to_confirm());
        }
        sql::use_totp_step(&mut write, user_id, step).await?;
        sql::confirm_totp(&mut write, user_id, now).await?;
        let codes = new_recovery_codes(&mut write, user_id, now).await?;
        let signed_in = self
            .enter_anew(&mut write, EventKind::SecondFactorOn, moderator, browser)
            .await?;
        write.commit().await?;
        Ok(Some((signed_in, codes)))
    }

    /// Switches it off and forgets the recovery codes.
    ///
    /// # Errors
    /// When the database can't be written.
    pub(in crate::accounts) async fn switch_second_factor_off(
        &self,
        moderator: &Moderator,
        browser: &Browser,
    ) -> Result<SignedIn> {
        let mut write = self.db.write().await?;
        sql::clear_second_factor(&mut write, moderator.user.id).await?;
        let signed_in = self
            .enter_anew(&mut write, EventKind::SecondFactorOff, moderator, browser)
            .await?;
        write.commit().await?;
        Ok(signed_in)
    }

    /// Puts new recovery codes in the place of the old ones, which stop working.
    ///
    /// # Errors
    /// [`AppError::Conflict`] when there is no second factor.
    pub(in crate::accounts) async fn renew_recovery_codes(
        &self,
        moderator: &Moderator,
        browser: &Browser,
    ) -> Result<Vec<String>> {
        let (user_id, now) = (moderator.user.id, self.clock.now());
        let mut write = self.db.write().await?;
        let stored = sql::find_second_factor(&mut write, user_id).await?;
        if stored.confirmed_at.is_none() {
            return Err(nothing_to_confirm());
        }
        let codes = new_recovery_codes(&mut write, user_id, now).await?;
        let network = self.network(browser.address);
        let event = SecurityEvent::own(EventKind::RecoveryCodesRenewed, user_id, network);
        sql::insert_event(&mut write, &event, now).await?;
        write.commit().await?;
        Ok(codes)
    }

    /// Ends every session of somebody and gives this browser a new one.
    async fn enter_anew(
        &self,
        write: &mut Connection,
        kind: EventKind,
        moderator: &Moderator,
        browser: &Browser,
    ) -> Result<SignedIn> {
        let (user_id, now) = (moderator.user.id, self.clock.now());
        sql::delete_sessions(write, user_id).await?;
        sql::delete_pending_sign_ins(write, user_id).await?;
        let signed_in = self.open_session(write, user_id, browser, now).await?;
        let network = self.network(browser.address);
        let event = SecurityEvent::own(kind, user_id, network);
        sql::insert_event(write, &event, now).await?;
        Ok(signed_in)
    }
}

async fn new_recovery_codes(
    connection: &mut Connection,
    user_id: i64,
    now: i64,
) -> Result<Vec<String>> {
    let codes = new_codes();
    let hashes: Vec<_> = codes.iter().filter_map(|code| code_hash(code)).collect();
    sql::replace_recovery_codes(connection, user_id, &hashes, now).await?;
    Ok(codes)
}

/// A code without the space that many apps show in its middle.
pub(super) fn digits(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace()).collect()
}

fn nothing_to_confirm() -> AppError {
    AppError::Conflict(
        "Your second factor changed meanwhile. Open your account and see how it stands now."
            .to_owned(),
    )
}
