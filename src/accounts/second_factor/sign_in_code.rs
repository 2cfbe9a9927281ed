//! The second step of signing in: the password was right, the code is awaited.

use super::enrol::digits;
use super::recovery::code_hash;
use super::{PendingSignIn, sql};
use crate::accounts::browser::{Browser, SignedIn};
use crate::accounts::event::SecurityEvent;
use crate::accounts::event_kind::EventKind;
use crate::accounts::state::Accounts;
use crate::clock::MINUTE;
use crate::db::Connection;
use crate::error::Result;
use crate::keys::{random_token, token_hash};

/// How long a code is awaited, in milliseconds.
const PATIENCE: i64 = 10 * MINUTE;

/// A sign-in that waits for a code.
#[derive(Clone, Copy, Debug)]
pub(in crate::accounts) struct WaitingForCode {
    /// Whether the app's codes can be checked: not after the server's key was lost, when only a
    /// recovery code helps.
    pub(in crate::accounts) readable: bool,
}

/// What came of a code.
#[must_use]
pub(in crate::accounts) enum CodeAnswer {
    /// It was right.
    Right(SignedIn),
    /// It was wrong, too old, or used before.
    Wrong,
    /// The password has to be given again.
    Over,
}

impl Accounts {
    /// Begins to wait for a code. The token is for the browser's cookie, and stored nowhere.
    ///
    /// # Errors
    /// When the database can't be written.
    pub(in crate::accounts) async fn wait_for_code(
        &self,
        connection: &mut Connection,
        user_id: i64,
        now: i64,
    ) -> Result<String> {
        let token = random_token();
        let times = (now, now + PATIENCE);
        sql::insert_pending_sign_in(connection, &token_hash(&token), user_id, times).await?;
        Ok(token)
    }

    /// The sign-in of this browser that waits for a code.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(in crate::accounts) async fn waiting_for_code(
        &self,
        browser: &Browser,
    ) -> Result<Option<WaitingForCode>> {
        let pending = self
            .find_pending(&mut *self.db.read().await?, browser)
            .await?;
        Ok(pending.map(|pending| WaitingForCode {
            readable: self
                .open_secret(pending.user_id, pending.sealed.as_deref())
                .is_some(),
        }))
    }

    /// Signs somebody in with the code of their app, or with a recovery code.
    ///
    /// # Errors
    /// [`crate::error::AppError::TooManyRequests`] after five wrong codes in five minutes.
    pub(in crate::accounts) async fn sign_in_with_code(
        &self,
        code: &str,
        browser: &Browser,
    ) -> Result<CodeAnswer> {
        let now = self.clock.now();
        let mut write = self.db.write().await?;
        let Some(pending) = self.find_pending(&mut write, browser).await? else {
            return Ok(CodeAnswer::Over);
        };
        let user_id = pending.user_id;
        let attempt = self.reserve_code(user_id)?;
        let used = self.use_code(&mut write, &pending, code, now).await?;
        let network = self.network(browser.address);
        let event = |kind| SecurityEvent::own(kind, user_id, network.clone());
        let Some(kind) = used else {
            let kind = EventKind::SecondFactorFailed;
            let failed = SecurityEvent::by_stranger(kind, Some(user_id), network);
            sql::insert_event(&mut write, &failed, now).await?;
            write.commit().await?;
            attempt.keep();
            return Ok(CodeAnswer::Wrong);
        };
        sql::delete_pending_sign_ins(&mut write, user_id).await?;
        let signed_in = self.open_session(&mut write, user_id, browser, now).await?;
        sql::insert_event(&mut write, &event(kind), now).await?;
        sql::insert_event(&mut write, &event(EventKind::SignIn), now).await?;
        write.commit().await?;
        Ok(CodeAnswer::Right(signed_in))
    }

    /// Uses a code up inside the transaction; which kind it was, or none when it opens nothing.
    async fn use_code(
        &self,
        write: &mut Connection,
        pending: &PendingSignIn,
        code: &str,
        now: i64,
    ) -> Result<Option<EventKind>> {
        let user_id = pending.user_id;
        let secret = self.open_secret(user_id, pending.sealed.as_deref());
        if let Some(step) = secret.and_then(|secret| secret.step_of(&digits(code), now)) {
            let first = sql::use_totp_step(write, user_id, step).await?;
            return Ok(first.then_some(EventKind::SecondFactorUsed));
        }
        let Some(hash) = code_hash(code) else {
            return Ok(None);
        };
        let first = sql::use_recovery_code(write, user_id, &hash, now).await?;
        Ok(first.then_some(EventKind::RecoveryCodeUsed))
    }

    async fn find_pending(
        &self,
        connection: &mut Connection,
        browser: &Browser,
    ) -> Result<Option<PendingSignIn>> {
        let Some(token) = &browser.pending else {
            return Ok(None);
        };
        let now = self.clock.now();
        let pending = sql::find_pending_sign_in(connection, &token_hash(token)).await?;
        // A clock that was set back must not make it last longer.
        let in_time =
            |pending: &PendingSignIn| (pending.created_at..pending.expires_at).contains(&now);
        Ok(pending.filter(in_time))
    }
}
