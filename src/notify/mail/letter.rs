//! A letter: plain words with one link, the same as plain text and as HTML.

use askama::Template;

use crate::error::Result;

/// What one person is told. Its subject never holds words that a contributor typed.
#[derive(Clone, Debug, Default)]
pub struct Letter {
    /// Where it goes: one address.
    pub to: String,
    /// What it is about; also its heading.
    pub subject: String,
    /// What is said first.
    pub before: Vec<String>,
    /// A list, for moderators.
    pub lines: Vec<Line>,
    /// The one thing to do: what it is called, and its whole address.
    pub link: Option<(&'static str, String)>,
    /// What is said last.
    pub after: Vec<String>,
    /// The whole address that ends all mail to whom it goes to.
    pub unsubscribe: Option<String>,
}

/// One line of a list.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// The whole address that it leads to.
    pub href: String,
}

#[derive(Template)]
#[template(path = "notify/letter.txt")]
struct Plain<'a> {
    letter: &'a Letter,
    site: &'a str,
    home: &'a str,
}

#[derive(Template)]
#[template(path = "notify/letter.html")]
struct Html<'a> {
    letter: &'a Letter,
    site: &'a str,
    home: &'a str,
}

impl Letter {
    /// The plain text and the HTML of it. `site` is the site's title, `home` its whole address.
    pub(super) fn render(&self, site: &str, home: &str) -> Result<(String, String)> {
        let letter = self;
        let plain = Plain { letter, site, home }.render()?;
        let html = Html { letter, site, home }.render()?;
        Ok((plain, html))
    }
}
