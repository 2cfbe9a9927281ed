//! Making, listing and revoking one's own tokens.

use super::{ApiToken, NewToken};
use crate::accounts::browser::Browser;
use crate::accounts::event::SecurityEvent;
use crate::accounts::event_kind::EventKind;
use crate::accounts::state::Accounts;
use crate::accounts::{Moderator, sql};
use crate::error::{AppError, Result};
use crate::keys::{random_token, token_hash};

/// What every token begins with, so that people and programs that search for leaked secrets
/// recognise it.
const PREFIX: &str = "sp_";
/// How many tokens somebody may have at once.
const MOST_TOKENS: usize = 50;

impl Accounts {
    /// Makes a token and returns it; only its hash is kept.
    ///
    /// # Errors
    /// [`AppError::Conflict`] when somebody has too many.
    pub(in crate::accounts) async fn make_token(
        &self,
        moderator: &Moderator,
        new: &NewToken,
        browser: &Browser,
    ) -> Result<String> {
        let (user_id, now) = (moderator.user.id, self.clock.now());
        let token = format!("{PREFIX}{}", random_token());
        let words: Vec<_> = new.scopes.iter().map(|scope| scope.as_str()).collect();
        let times = (now, now + new.lifetime);
        let mut write = self.db.write().await?;
        if sql::list_tokens(&mut write, user_id, now).await?.len() >= MOST_TOKENS {
            return Err(AppError::Conflict(format!(
                "You have {MOST_TOKENS} tokens already. Revoke one that you don’t need any more."
            )));
        }
        let hash = token_hash(&token);
        let row = (new.name.as_str(), words.join(" "));
        let id = sql::insert_token(&mut write, user_id, &hash, row, times).await?;
        let network = self.network(browser.address);
        let event = SecurityEvent::own(EventKind::TokenMade, user_id, network);
        sql::insert_event(&mut write, &event.with("token", id), now).await?;
        write.commit().await?;
        Ok(token)
    }

    /// Somebody's tokens that still open anything, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(in crate::accounts) async fn list_tokens(&self, user_id: i64) -> Result<Vec<ApiToken>> {
        let now = self.clock.now();
        sql::list_tokens(&mut *self.db.read().await?, user_id, now).await
    }

    /// Revokes one of somebody's own tokens; one that is revoked already stays so.
    ///
    /// # Errors
    /// When the database can't be written.
    pub(in crate::accounts) async fn revoke_token(
        &self,
        moderator: &Moderator,
        id: i64,
        browser: &Browser,
    ) -> Result<()> {
        let (user_id, now) = (moderator.user.id, self.clock.now());
        let mut write = self.db.write().await?;
        if sql::revoke_token(&mut write, user_id, id, now).await? {
            let network = self.network(browser.address);
            let event = SecurityEvent::own(EventKind::TokenRevoked, user_id, network);
            sql::insert_event(&mut write, &event.with("token", id), now).await?;
        }
        write.commit().await
    }
}
