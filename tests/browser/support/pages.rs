//! Every kind of page that the site has, with content that tries them.

use signpost::paths;

use super::awkward::Awkward;
use super::browser::Browser;
use super::running_site::RunningSite;
use super::tab::Tab;

/// Who looks at a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Visitor,
}

/// A page to look at.
pub struct Page {
    /// Where it is.
    pub path: String,
    /// What it answers.
    pub status: u64,
    /// Who may see it.
    pub who: Who,
}

/// A site with something on every page.
pub struct Pages {
    site: RunningSite,
    all: Vec<Page>,
}

impl Pages {
    /// Starts the site.
    pub fn prepare() -> Self {
        let site = RunningSite::start();
        let awkward = site.add_awkward();
        let all = public(&awkward);
        Self { site, all }
    }

    /// Every page.
    pub fn all(&self) -> &[Page] {
        &self.all
    }

    /// A new window for whoever may see a page.
    pub fn window(&self, browser: &Browser, page: &Page) -> Tab {
        match page.who {
            Who::Visitor => browser.visitor(&self.site),
        }
    }

    /// The page in a new window.
    pub fn open(&self, browser: &Browser, page: &Page) -> Tab {
        let tab = self.window(browser, page);
        assert_eq!(tab.open(&page.path), page.status, "{}", page.path);
        tab
    }
}

fn public(awkward: &Awkward) -> Vec<Page> {
    let found = [
        paths::HOME,
        "/categories/awesome-repos",
        "/categories/awesome-repos?sort=title&licence=open",
        "/entries/1-making-source-code-open-and-reusable",
        &awkward.category,
        &awkward.entry,
        &awkward.retired,
        paths::RECENT,
        paths::TAGS,
        "/tags/standards",
        paths::SEARCH,
        "/search?q=open+code",
        "/search?q=donaudampfschifffahrt*&tag=c%2B%2B",
        "/search?q=%3Cscript%3Ealert(7)%3C%2Fscript%3E",
        paths::ABOUT,
        paths::GUIDELINES,
        paths::PRIVACY,
        paths::ACCESSIBILITY,
    ];
    let lost = [("/nothing-here", 404), (awkward.deleted.as_str(), 410)];
    let found = found.map(|path| (path, 200)).into_iter().chain(lost);
    found
        .map(|(path, status)| Page {
            path: path.to_owned(),
            status,
            who: Who::Visitor,
        })
        .collect()
}
