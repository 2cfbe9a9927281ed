//! A new link for whoever forgot their password, by mail.

use super::browser::Browser;
use super::event::SecurityEvent;
use super::event_kind::EventKind;
use super::setup::add_setup_link;
use super::sign_in::name_as_kept;
use super::state::Accounts;
use super::{Account, sql};
use crate::db::Connection;
use crate::error::{AppError, Result};
use crate::notify::mail::Topic;
use crate::web::client_address::narrow_prefix;

impl Accounts {
    /// Mails a one-time link to the person with this name or address, if there is one who may
    /// sign in and whose address is known. Who asks learns nothing of that.
    ///
    /// # Errors
    /// [`AppError::TooManyRequests`] when this network asked too often.
    pub(super) async fn send_link(&self, name: &str, browser: &Browser) -> Result<()> {
        let now = self.clock.now();
        let asked = self
            .tries
            .forgotten
            .reserve(&narrow_prefix(browser.address));
        let asked = asked.map_err(|retry_after| AppError::TooManyRequests { retry_after })?;
        asked.keep();
        let mut write = self.db.write().await?;
        let account = find_to_write(&mut write, name).await?;
        let whose = account.as_ref().map(|account| account.user.id);
        let network = self.network(browser.address);
        let event = SecurityEvent::by_stranger(EventKind::PasswordForgotten, whose, network);
        sql::insert_event(&mut write, &event, now).await?;
        if let Some(account) = account {
            // Whoever knows a name can't fill its owner's letter box.
            let id = account.user.id;
            if let Ok(one) = self.tries.links.reserve(&id.to_string()) {
                one.keep();
                let token = add_setup_link(&mut write, Some(id), now).await?;
                self.outbox
                    .link_made(&mut write, Topic::Reset, (id, &token), now)
                    .await?;
            }
        }
        write.commit().await
    }
}

/// Somebody with an address who is not shut out.
async fn find_to_write(connection: &mut Connection, name: &str) -> Result<Option<Account>> {
    let name = name_as_kept(name);
    let mut account = sql::find_account_by_name(connection, &name).await?;
    if account.is_none() {
        account = sql::find_account_by_email(connection, &name).await?;
    }
    let may = |account: &Account| account.disabled_at.is_none() && account.user.email.is_some();
    Ok(account.filter(may))
}
