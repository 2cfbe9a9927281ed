//! What the pages of accounts share.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use super::browser::{Browser, Entrance, SignedIn};
use super::delays::SignInDelays;
use super::event::network_trace;
use super::hashing::Passwords;
use super::session::{ABSOLUTE_LIFETIME, IDLE_LIFETIME, begin_session};
use super::shown_once::ShownOnce;
use super::{Account, sql};
use crate::clock::Clock;
use crate::config::{Config, Quota};
use crate::db::{Connection, Db};
use crate::error::{AppError, Result};
use crate::keys::{Keys, random_token, token_hash};
use crate::notify::Outbox;
use crate::settings;
use crate::web::client_address::{narrow_prefix, wide_prefix};
use crate::web::rate_limit::{Limiter, Reservation};

/// Signing in and out, setting up, and changing one's own account. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Accounts {
    pub(super) db: Db,
    pub(super) clock: Clock,
    pub(super) keys: Keys,
    pub(super) config: Arc<Config>,
    /// Makes and compares the hashes of passwords.
    pub passwords: Passwords,
    pub(super) delays: SignInDelays,
    /// What is shown to a session once.
    pub(super) shown_once: ShownOnce,
    /// What is to be told by mail.
    pub(super) outbox: Outbox,
    pub(super) tries: Arc<Tries>,
}

/// How often a network may try to sign in.
#[derive(Debug)]
pub(super) struct Tries {
    narrow: Limiter,
    wide: Limiter,
    codes: Limiter,
    /// Who asks for links because they forgot a password, by network.
    pub(super) forgotten: Limiter,
    /// How many such links one account got.
    pub(super) links: Limiter,
}

/// How many wrong codes one account may give: 5 in 5 minutes.
const CODES: Quota = Quota {
    count: 5,
    window: Duration::from_secs(5 * 60),
};
/// How often one network may ask for a link: 5 times an hour.
const FORGOTTEN: Quota = Quota {
    count: 5,
    window: Duration::from_secs(60 * 60),
};
/// How many links for a forgotten password one account gets: 3 a day.
const LINKS: Quota = Quota {
    count: 3,
    window: Duration::from_secs(24 * 60 * 60),
};

/// A try that counts while its password is judged; a wrong one has to be kept.
#[must_use = "a try that is dropped at once does not count"]
pub(super) struct Try<'a> {
    narrow: Reservation<'a>,
    wide: Reservation<'a>,
}

impl Try<'_> {
    /// The password was wrong: it stays counted.
    pub(super) fn keep(self) {
        self.narrow.keep();
        self.wide.keep();
    }
}

impl Accounts {
    /// Over an open database.
    pub fn new(config: Arc<Config>, db: Db, clock: Clock, keys: Keys) -> Self {
        let limited = !config.limits.are_off();
        let limiter = |quota| Limiter::new(limited.then_some(quota), clock.clone());
        Self {
            tries: Arc::new(Tries {
                narrow: Limiter::new(config.limits.signin, clock.clone()),
                wide: Limiter::new(config.limits.signin_network, clock.clone()),
                codes: limiter(CODES),
                forgotten: limiter(FORGOTTEN),
                links: limiter(LINKS),
            }),
            shown_once: ShownOnce::default(),
            outbox: Outbox::new(&config, keys.clone()),
            delays: SignInDelays::default(),
            passwords: Passwords::default(),
            db,
            clock,
            keys,
            config,
        }
    }

    /// Counts a try to give a password from this address; a right one gives it back.
    ///
    /// # Errors
    /// [`AppError::TooManyRequests`] when its network tried too often.
    pub(super) fn reserve_try(&self, address: IpAddr) -> Result<Try<'_>> {
        let too_many = |retry_after| AppError::TooManyRequests { retry_after };
        let Tries { narrow, wide, .. } = &*self.tries;
        let narrow = narrow.reserve(&narrow_prefix(address));
        let wide = wide.reserve(&wide_prefix(address));
        Ok(Try {
            narrow: narrow.map_err(too_many)?,
            wide: wide.map_err(too_many)?,
        })
    }

    /// Counts a try to give a code for this account; a right one gives it back.
    ///
    /// # Errors
    /// [`AppError::TooManyRequests`] when too many were wrong.
    pub(super) fn reserve_code(&self, user_id: i64) -> Result<Reservation<'_>> {
        let reserved = self.tries.codes.reserve(&user_id.to_string());
        reserved.map_err(|retry_after| AppError::TooManyRequests { retry_after })
    }

    /// The address of one of our pages as it stands in a mail or is handed to somebody.
    pub(super) fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.config.origin())
    }

    /// A network by the name that security events give it.
    pub(super) fn network(&self, address: IpAddr) -> Vec<u8> {
        network_trace(&self.keys, address)
    }

    /// Lets somebody in whose password was right: at once, or after the code of their second
    /// factor.
    pub(super) async fn enter(
        &self,
        connection: &mut Connection,
        user_id: i64,
        browser: &Browser,
        now: i64,
    ) -> Result<Entrance> {
        let factor = sql::find_second_factor(connection, user_id).await?;
        if factor.confirmed_at.is_some() {
            let token = self.wait_for_code(connection, user_id, now).await?;
            return Ok(Entrance::CodeWanted(token));
        }
        let signed_in = self.open_session(connection, user_id, browser, now).await?;
        Ok(Entrance::Open(signed_in))
    }

    /// Signs a person in with this browser: always a new session, never one that it brought.
    pub(super) async fn open_session(
        &self,
        connection: &mut Connection,
        user_id: i64,
        browser: &Browser,
        now: i64,
    ) -> Result<SignedIn> {
        if let Some(old) = &browser.session {
            sql::delete_session(connection, &token_hash(old)).await?;
        }
        let began_before = now - ABSOLUTE_LIFETIME;
        sql::delete_expired_sessions(connection, began_before, now - IDLE_LIFETIME).await?;
        let (session, id) = begin_session(connection, user_id, &browser.agent, now).await?;
        let device = if self.knows(connection, browser, user_id).await? {
            None
        } else {
            let token = random_token();
            sql::insert_device(connection, &token_hash(&token), user_id, now).await?;
            Some(token)
        };
        Ok(SignedIn {
            session,
            id,
            device,
        })
    }

    /// Whether this browser signed in as this person before.
    pub(super) async fn knows(
        &self,
        connection: &mut Connection,
        browser: &Browser,
        user_id: i64,
    ) -> Result<bool> {
        match &browser.device {
            Some(token) => sql::is_known_device(connection, &token_hash(token), user_id).await,
            None => Ok(false),
        }
    }

    /// The words that a guesser knows about somebody and about this site.
    pub(super) async fn words_about(
        &self,
        connection: &mut Connection,
        account: Option<&Account>,
    ) -> Result<Vec<String>> {
        let site = settings::load_settings(connection).await?.state;
        let mut words = vec![site.title];
        words.extend(
            self.config
                .base_url
                .iter()
                .map(|url| url.origin().to_owned()),
        );
        if let Some(account) = account {
            words.push(account.user.name.clone());
            words.extend(account.user.email.clone());
        }
        Ok(words)
    }
}
