//! The client: its limits, and redirects by hand.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use http::header::{ACCEPT_ENCODING, HeaderMap};
use reqwest::Client;
use reqwest::redirect::Policy;
use tokio::time::{Instant, timeout};
use url::Url;

use super::answer::Answer;
use super::budget::Budget;
use super::failure::{Failure, FailureKind};
use super::hop::hop;
use super::resolver::{self, GuardedResolver, Rule};
use super::{host, is_public};
use crate::config::{BaseUrl, Config};

/// The most redirects that are followed.
const MOST_REDIRECTS: usize = 5;
/// The most header fields of an answer.
const MOST_HEADERS: usize = 100;

/// What to ask of another site.
#[derive(Clone, Debug)]
pub enum Ask {
    /// A page, wherever it redirects to.
    Get,
    /// The same without its body.
    Head,
    /// Takes this. Redirects are not followed: what is sent is meant for one address.
    Post {
        /// The content's type among them.
        headers: HeaderMap,
        /// The content.
        body: Bytes,
    },
}

/// Sends requests to other sites. Cheap to clone; all clones share one budget.
#[derive(Clone, Debug)]
pub struct Outgoing(Arc<Guard>);

#[derive(Debug)]
pub(super) struct Guard {
    /// The operator lets this server ask others at all.
    pub on: bool,
    /// The operator lists and asks private networks too.
    pub allow_private: bool,
    pub may_dial: Rule,
    pub limits: Limits,
    pub budget: Budget,
    pub resolver: GuardedResolver,
    /// How this server names itself.
    pub agent: String,
    /// Made at the first request; `None` when this machine has no certificates.
    pub client: OnceLock<Option<Client>>,
}

/// When to give up on an answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// All redirects and the body together.
    pub total: Duration,
    pub connect: Duration,
    /// Between two requests to one host.
    pub pause: Duration,
    /// Bytes of a body that are read.
    pub body: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            total: Duration::from_secs(15),
            connect: Duration::from_secs(5),
            pause: Duration::from_secs(2),
            body: 512 * 1_024,
        }
    }
}

impl Outgoing {
    /// A client that goes by the operator's settings.
    pub fn new(config: &Config) -> Self {
        let allow_private = config.allow_private_networks;
        let may_dial: Rule = if allow_private { |_| true } else { is_public };
        let limits = Limits::default();
        Self(Arc::new(Guard {
            on: config.link_checks,
            allow_private,
            may_dial,
            limits,
            budget: Budget::new(limits.pause),
            resolver: GuardedResolver::new(resolver::system, may_dial),
            agent: agent(config.base_url.as_ref()),
            client: OnceLock::new(),
        }))
    }

    /// Whether the operator lets this server ask others at all.
    pub fn is_on(&self) -> bool {
        self.0.on
    }

    /// Whether an address may be asked, as far as it says so itself; what stands behind its name
    /// is found out when it is asked.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn judge(&self, url: &Url) -> Result<(), FailureKind> {
        host::judge(url, self.0.allow_private)
    }

    #[cfg(test)]
    pub(super) fn of(guard: Guard) -> Self {
        Self(Arc::new(guard))
    }

    /// Asks a site, after waiting for a turn: 8 requests at once, one to a host, and two seconds
    /// between two to the same. An answer takes at most 15 seconds.
    ///
    /// # Errors
    /// When the address may not be asked or gives no proper answer. An answer of status 404 or
    /// 500 is an answer.
    pub async fn ask(&self, ask: &Ask, url: &Url) -> Result<Answer, Failure> {
        let mut redirects = Vec::new();
        let mut url = url.clone();
        let mut left = self.0.limits.total;
        loop {
            let failed = |kind| Failure {
                kind,
                redirects: redirects.len(),
            };
            let mut answer = self
                .0
                .ask_once(ask, &url, &mut left)
                .await
                .map_err(failed)?;
            let next = answer.leads_to().map_err(failed)?;
            let Some(next) = next.filter(|_| !matches!(ask, Ask::Post { .. })) else {
                answer.redirects = redirects;
                return Ok(answer);
            };
            if redirects.len() == MOST_REDIRECTS {
                return Err(failed(FailureKind::TooManyRedirects));
            }
            redirects.push((answer.status, next.clone()));
            url = next;
        }
    }
}

impl Guard {
    /// One hop, judged first; `left` is the time that remains, without the waiting for a turn.
    async fn ask_once(
        &self,
        ask: &Ask,
        url: &Url,
        left: &mut Duration,
    ) -> Result<Answer, FailureKind> {
        if !self.on {
            return Err(FailureKind::Off);
        }
        host::judge(url, self.allow_private)?;
        let client = self.client().ok_or(FailureKind::NoCertificates)?;
        let _turn = self.budget.turn(url.host_str().unwrap_or_default()).await;
        let began = Instant::now();
        let answering = hop(client, (ask, url), self.may_dial, self.limits.body);
        let answer = timeout(*left, answering).await;
        *left = left.saturating_sub(began.elapsed());
        answer.unwrap_or(Err(FailureKind::TimedOut))
    }

    /// The only place where a client is made.
    fn client(&self) -> Option<&Client> {
        let make = || {
            let identity = HeaderValue::from_static("identity");
            Client::builder()
                .no_proxy()
                .redirect(Policy::none())
                .retry(reqwest::retry::never())
                .referer(false)
                .dns_resolver(Arc::new(self.resolver.clone()))
                .connect_timeout(self.limits.connect)
                .pool_max_idle_per_host(0)
                .http1_max_headers(MOST_HEADERS)
                .user_agent(&self.agent)
                .default_headers(HeaderMap::from_iter([(ACCEPT_ENCODING, identity)]))
                .build()
                .inspect_err(|error| tracing::error!(%error, "can't send requests to other sites"))
                .ok()
        };
        self.client.get_or_init(make).as_ref()
    }
}

fn agent(base_url: Option<&BaseUrl>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    match base_url {
        Some(site) => format!("Signpost/{version} (+{site})"),
        None => format!("Signpost/{version}"),
    }
}
