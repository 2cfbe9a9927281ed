//! Every kind of page that the site has, with content that tries them.

mod desk;
mod forms;
mod public;

use super::browser::Browser;
use super::running_site::{RunningSite, Who};
use super::tab::Tab;
use crate::test_site::people::Person;

/// A page to look at.
pub struct Page {
    /// Where it is.
    pub path: String,
    /// The form that is sent there, when the page answers one.
    fields: Option<Vec<(String, String)>>,
    /// What it answers.
    pub status: u64,
    who: Who,
}

impl Page {
    /// A page that is simply opened.
    fn at(who: Who, path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            fields: None,
            status: 200,
            who,
        }
    }

    /// The answer to a form.
    fn answer(who: Who, path: impl Into<String>, fields: &[(&str, &str)], status: u64) -> Self {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self {
            fields: Some(fields.iter().map(owned).collect()),
            status,
            ..Self::at(who, path)
        }
    }

    fn with_status(self, status: u64) -> Self {
        Self { status, ..self }
    }
}

/// A site with something on every page.
pub struct Pages {
    site: RunningSite,
    all: Vec<Page>,
}

impl Pages {
    /// Starts the site and fills it.
    pub fn prepare() -> Self {
        let site = RunningSite::start();
        let awkward = site.add_awkward();
        let mut all = public::pages(&awkward);
        all.extend(forms::pages(&site));
        all.extend(desk::pages(&site, &awkward));
        Self { site, all }
    }

    /// Every page.
    pub fn all(&self) -> &[Page] {
        &self.all
    }

    /// A new window for whoever may see a page.
    pub fn window(&self, browser: &Browser, page: &Page) -> Tab {
        let tab = browser.visitor(&self.site);
        self.site.sign_in(&tab, page.who);
        tab
    }

    /// The page in a new window.
    pub fn open(&self, browser: &Browser, page: &Page) -> Tab {
        let tab = self.window(browser, page);
        self.show(&tab, page);
        tab
    }

    /// The page in a window that is there.
    pub fn show(&self, tab: &Tab, page: &Page) {
        let status = match &page.fields {
            None => tab.open(&page.path),
            Some(fields) => tab.send(&page.path, fields),
        };
        assert_eq!(status, page.status, "{} said {}", page.path, tab.heading());
    }
}

/// Sends a form as somebody who is not looked at, and returns where it led.
async fn send(person: &Person, path: &str, fields: &[(&str, &str)]) -> String {
    let reply = person.submit(path, fields).await;
    reply.assert_status(303);
    let to = reply.location().expect("it leads somewhere");
    to.to_owned()
}
