//! What a request says about the browser that sent it, and what signing in gives it.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use axum::response::Response;
use http::header::{SET_COOKIE, USER_AGENT};
use http::request::Parts;

use super::agent::describe_agent;
use super::cookie::Cookie;
use crate::config::Config;
use crate::error::{AppError, Result};
use crate::paths;
use crate::web::client_address::ClientAddress;
use crate::web::page::see_other;

/// Who is at the other end, signed in or not. The cookies are as sent: nothing is known of them.
#[derive(Clone)]
pub struct Browser {
    /// Where it is.
    pub address: IpAddr,
    /// What it is, in a few words; may be empty.
    pub agent: String,
    /// The token that it takes for its session's.
    pub session: Option<String>,
    /// The token that it takes for that of a sign-in which waits for a code.
    pub pending: Option<String>,
    /// The token by which it wants to be known.
    pub device: Option<String>,
}

impl<S> FromRequestParts<S> for Browser
where
    S: Send + Sync,
    Arc<Config>: FromRef<S>,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let ClientAddress(address) = ClientAddress::from_request_parts(parts, state).await?;
        let config = Arc::<Config>::from_ref(state);
        let cookie = |cookie: Cookie| cookie.read(&config, &parts.headers).map(str::to_owned);
        let agent = parts.headers.get(USER_AGENT);
        let agent = agent.and_then(|header| header.to_str().ok());
        Ok(Self {
            address,
            agent: describe_agent(agent.unwrap_or_default()),
            session: cookie(Cookie::Session),
            pending: cookie(Cookie::Pending),
            device: cookie(Cookie::Device),
        })
    }
}

/// The tokens for a browser's cookies after somebody signed in with it; they are stored nowhere
/// else.
#[must_use = "nobody is signed in until the browser has its cookies"]
pub struct SignedIn {
    pub(super) session: String,
    /// The number that names the session.
    pub(super) id: i64,
    /// None when the browser was known already.
    pub(super) device: Option<String>,
}

/// What a right password comes to.
#[must_use = "the browser has to be told"]
pub enum Entrance {
    /// Signed in.
    Open(SignedIn),
    /// A code is awaited; this is the token of the sign-in that waits.
    CodeWanted(String),
}

impl Entrance {
    /// Sends the browser on to `path`, or first to where the code is asked for.
    pub(super) fn go_to(&self, path: &str, config: &Config) -> Response {
        match self {
            Self::Open(signed_in) => signed_in.go_to(path, config),
            Self::CodeWanted(token) => {
                let mut response = see_other(&paths::with_query(paths::LOGIN, "next", path));
                let cookie = Cookie::Pending.set(config, token);
                response.headers_mut().append(SET_COOKIE, cookie);
                response
            }
        }
    }
}

impl SignedIn {
    /// Sends the browser on to `path` with its cookies.
    pub(super) fn go_to(&self, path: &str, config: &Config) -> Response {
        let mut response = see_other(path);
        let headers = response.headers_mut();
        headers.append(SET_COOKIE, Cookie::Session.set(config, &self.session));
        if let Some(device) = &self.device {
            headers.append(SET_COOKIE, Cookie::Device.set(config, device));
        }
        response
    }
}
