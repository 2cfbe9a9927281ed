//! What every form about suggestions needs to know of a request.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use http::request::Parts;

use crate::accounts::MaybeModerator;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Connection, Db};
use crate::directory::link_url::LinkPolicy;
use crate::directory::{CategoryTree, LinkUrl};
use crate::error::{AppError, Result};
use crate::keys::Keys;
use crate::notify::Outbox;
use crate::suggestions::check::{Rules, check_entry};
use crate::suggestions::form_token::FormToken;
use crate::suggestions::sender::Sender;
use crate::suggestions::submission::{Subject, Submission};
use crate::suggestions::{OriginKind, SuggestionForm, SuggestionKind, flood, work};
use crate::web::api::absolute;
use crate::web::client_address::ClientAddress;

/// Somebody at one of the forms, and what it takes to answer them.
#[derive(Debug)]
pub struct Visit {
    /// The database.
    pub db: Db,
    /// The server's key.
    pub keys: Keys,
    /// The operator's settings.
    pub config: Arc<Config>,
    /// Takes note of what is to be told.
    pub outbox: Outbox,
    /// Where they come from, hashed.
    pub sender: Sender,
    /// UTC milliseconds.
    pub now: i64,
    /// Their address, which is stored nowhere.
    pub address: IpAddr,
}

impl Visit {
    /// A token for a form that is opened now.
    pub fn form_token(&self) -> String {
        FormToken::issue(self.now).sealed(&self.keys)
    }

    /// How hard a puzzle the browser gets with a form about `kind`: none while little comes in.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn puzzle(
        &self,
        connection: &mut Connection,
        kind: SuggestionKind,
    ) -> Result<Option<u32>> {
        let pressed = flood::is_pressed(connection, &self.config.limits, kind, self.now).await?;
        Ok(pressed.then_some(work::BITS))
    }

    /// Whether the form carries a token of ours, which a second showing keeps: it says when the
    /// form was opened, and that it is the same form.
    pub fn knows_token(&self, form: &SuggestionForm) -> bool {
        FormToken::read(&form.form_token, &self.keys).is_some()
    }

    /// A path with the site's own address in front.
    pub fn absolute(&self, path: &str) -> String {
        absolute(&self.config, path)
    }

    /// A new entry that they suggest.
    pub fn entry_submission<'a>(
        &'a self,
        form: &'a SuggestionForm,
        tree: &'a CategoryTree,
        origin: OriginKind,
    ) -> Submission<'a> {
        let rules = Rules {
            tree,
            links: self.links(),
        };
        Submission {
            keys: &self.keys,
            outbox: &self.outbox,
            limits: &self.config.limits,
            tree,
            subject: Subject {
                kind: SuggestionKind::Entry,
                entry_id: None,
                base_revision_id: None,
            },
            url_key: LinkUrl::parse(&form.url, rules.links)
                .ok()
                .map(|link| link.key()),
            checked: check_entry(form, rules),
            form,
            sender: self.sender.clone(),
            origin,
            now: self.now,
        }
    }

    /// Which links the forms accept.
    pub fn links(&self) -> LinkPolicy {
        LinkPolicy {
            allow_private: self.config.allow_private_networks,
            allow_ftp: false,
        }
    }
}

impl<S> FromRequestParts<S> for Visit
where
    S: Send + Sync,
    Db: FromRef<S>,
    Keys: FromRef<S>,
    Outbox: FromRef<S>,
    Clock: FromRef<S>,
    Arc<Config>: FromRef<S>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let MaybeModerator(moderator) = MaybeModerator::from_request_parts(parts, state).await?;
        let user_id = moderator.map(|moderator| moderator.user.id);
        visit(parts, state, user_id).await
    }
}

/// A program, which nothing but its address tells from another: no cookie counts for it.
#[derive(Debug)]
pub struct Caller(pub Visit);

impl<S> FromRequestParts<S> for Caller
where
    S: Send + Sync,
    Db: FromRef<S>,
    Keys: FromRef<S>,
    Outbox: FromRef<S>,
    Clock: FromRef<S>,
    Arc<Config>: FromRef<S>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        visit(parts, state, None).await.map(Self)
    }
}

async fn visit<S>(parts: &mut Parts, state: &S, user_id: Option<i64>) -> Result<Visit>
where
    S: Send + Sync,
    Db: FromRef<S>,
    Keys: FromRef<S>,
    Outbox: FromRef<S>,
    Clock: FromRef<S>,
    Arc<Config>: FromRef<S>,
{
    let ClientAddress(address) = ClientAddress::from_request_parts(parts, state).await?;
    let keys = Keys::from_ref(state);
    Ok(Visit {
        db: Db::from_ref(state),
        sender: Sender::new(address, user_id, &keys),
        keys,
        outbox: Outbox::from_ref(state),
        config: Arc::from_ref(state),
        now: Clock::from_ref(state).now(),
        address,
    })
}
