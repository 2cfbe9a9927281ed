//! A site that really listens, on a free port of this machine.

use std::net::{Ipv4Addr, SocketAddr};

use serde_json::json;
use signpost::accounts::{AddUser, Role, add_user};
use signpost::config::Listen;
use signpost::server::{self, ConnectionLimits, Listener, Shutdown};
use signpost::transfer::Beginning;
use tokio::runtime::Runtime;

use super::tab::Tab;
use crate::test_site::site::TestSite;

/// Who looks at a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Visitor,
    /// Somebody who decides.
    Moderator,
    /// Somebody who also sets up the site.
    Administrator,
}

/// A site with the starter directory, served as it will be to people.
pub struct RunningSite {
    site: Option<TestSite>,
    origin: String,
    shutdown: Shutdown,
    runtime: Runtime,
}

impl RunningSite {
    /// Starts it, without limits on how much anybody may do.
    pub fn start() -> Self {
        Self::with_limits("off")
    }

    /// Starts it with these limits, as `SIGNPOST_LIMITS` has them.
    pub fn with_limits(limits: &str) -> Self {
        let runtime = Runtime::new().unwrap();
        let free = Listen::Tcp(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        let listener = runtime.block_on(async { Listener::bind(&free) }).unwrap();
        let origin = format!("http://{}", listener.address());
        let settings = [("base_url", origin.as_str()), ("limits", limits)];
        let site = runtime.block_on(TestSite::with(Beginning::Starter, &settings));
        let shutdown = Shutdown::default();
        runtime.spawn(server::serve(
            listener,
            site.app().clone().router(),
            ConnectionLimits::default(),
            shutdown.clone(),
        ));
        Self {
            site: Some(site),
            origin,
            shutdown,
            runtime,
        }
    }

    /// Where it is, such as `http://127.0.0.1:41237`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Signs somebody in behind the pages.
    pub fn sign_in(&self, tab: &Tab, who: Who) {
        let person = self.behind(async |site| {
            let name = format!(
                "somebody-{}",
                site.count("SELECT count(*) FROM users").await
            );
            match who {
                Who::Visitor => site.visitor(),
                Who::Moderator => site.moderator(&name).await,
                Who::Administrator => site.administrator(&name).await,
            }
        });
        if let Some(value) = person.cookie("signpost") {
            let cookie = json!({ "name": "signpost", "value": value, "url": self.origin });
            tab.ask("Network.setCookie", cookie);
        }
    }

    /// Adds a moderator, as the operator does at the command line.
    pub fn add_moderator(&self, name: &str, password: &str) {
        let user = AddUser {
            name: name.to_owned(),
            email: None,
            role: Role::Moderator,
            categories: Vec::new(),
            password: Some(password.to_owned()),
        };
        self.behind(async |site| {
            let passwords = &site.app().accounts.passwords;
            let added = add_user(site.db(), passwords, &user, site.now()).await;
            assert_eq!(added.unwrap(), None);
        });
    }

    /// Does something behind the pages.
    pub fn behind<T>(&self, act: impl AsyncFnOnce(&TestSite) -> T) -> T {
        let site = self.site.as_ref().expect("it is there until it is dropped");
        self.runtime.block_on(act(site))
    }
}

impl Drop for RunningSite {
    fn drop(&mut self) {
        self.shutdown.begin();
        // Checks the database, while the runtime that its connections belong to still runs.
        let _runtime = self.runtime.enter();
        drop(self.site.take());
    }
}
