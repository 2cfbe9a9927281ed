//! The link of an entry: what people paste, read once and the same way everywhere.
//!
//! [`LinkUrl::parse`] is the only door, for the form, the importers and the API. Two links with
//! the same [`key`](LinkUrl::key) are one entry; two with the same
//! [`similar_key`](LinkUrl::similar_key) are shown side by side for a person to judge.

mod display;
mod error;
mod host;
mod key;
mod paste;
mod similar;
mod trackers;

use std::fmt;

use url::Url;

pub use error::LinkError;

/// The most characters that a link may have.
pub const LONGEST: usize = 2_048;

/// What the place a link comes from allows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LinkPolicy {
    /// Accept addresses in numbers, single names and names such as `wiki.internal`
    /// (`SIGNPOST_ALLOW_PRIVATE_NETWORKS`).
    pub allow_private: bool,
    /// Accept `ftp://` too: imports do, forms don't.
    pub allow_ftp: bool,
}

/// A link that was parsed and found fit for an entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkUrl(Url);

impl LinkUrl {
    /// Reads what somebody pasted: space, quotation marks and angle brackets around it go, and a
    /// missing `https://` is added. Then it is parsed as browsers parse (WHATWG URL) and judged.
    ///
    /// Parameters that only say where a visitor came from, such as `utm_source`, are taken out
    /// here, so they are stored nowhere. Everything else stays as given, `http` and text
    /// directives (`#:~:text=`) included, since a curator may have meant them.
    ///
    /// # Errors
    ///
    /// [`LinkError`], whose message says what to do.
    pub fn parse(input: &str, policy: LinkPolicy) -> Result<Self, LinkError> {
        let pasted = paste::unwrapped(input);
        if pasted.is_empty() {
            return Err(LinkError::Empty);
        }
        if pasted.chars().nth(LONGEST).is_some() {
            return Err(LinkError::TooLong);
        }
        if pasted.contains(paste::is_blank) {
            return Err(LinkError::Spaces);
        }
        let typed = paste::with_scheme(pasted);
        let mut url = Url::parse(&typed).map_err(|error| paste::reason(error, &typed))?;
        match url.scheme() {
            "http" | "https" => {}
            "ftp" if policy.allow_ftp => {}
            _ => return Err(LinkError::Scheme),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(LinkError::UserInfo);
        }
        host::judge(&url, policy)?;
        trackers::remove(&mut url);
        if url.as_str().len() > LONGEST {
            return Err(LinkError::TooLong);
        }
        Ok(Self(url))
    }

    /// The link as it is stored and printed: ASCII, serialised by the URL parser.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The normalised link: equal keys mean the same address. Itself a link, whose key it is.
    ///
    /// By RFC 3986 (6.2.2 and 6.2.3) and the WHATWG URL standard, with the conventions that hold
    /// nearly everywhere: `http` and `https` are one, and so are a name with and without `www.`.
    pub fn key(&self) -> String {
        key::key(&self.0)
    }

    /// A looser key: equal ones deserve a second look, since only the server knows whether a
    /// final slash, an `index.html`, the order of parameters or a mobile host makes a difference.
    /// Places in a page (`#part`) are left out of it. Never shown, and not a link.
    pub fn similar_key(&self) -> String {
        similar::similar_key(&self.0)
    }

    /// The host in ASCII, in lower case and without a port: what block lists and limits go by.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default() // never empty: parse() refuses a link without host
    }

    /// Whose place the link leads to, for counting and blocking: the host in ASCII without
    /// `www.`, and on a code host the owner's space (`github.com/nhsx`), since what one owner
    /// does is no fault of the others.
    pub fn site(&self) -> String {
        display::site(&self.0)
    }

    /// The link as a title, for what came without one: `example.org/guides/security`.
    pub fn readable(&self) -> String {
        display::readable(&self.0)
    }

    /// Where the link leads, in a few words for lists: the host without `www.`, and on a code
    /// host whose space it is, as in `github.com/publichealthengland`.
    ///
    /// International names are shown in their own letters only where these can't be mistaken
    /// for others (UTS 39: one script to a label, no label that looks like ASCII).
    pub fn display_host(&self) -> String {
        display::display_host(&self.0)
    }
}

/// The first of the known hosts that people could take this one for: they look alike, or it
/// carries the other's name in front of its own, as in `example.org.elsewhere.example`. All in
/// ASCII; a host that is known itself is taken for no other.
pub fn taken_for<'a>(host: &str, known: &'a [String]) -> Option<&'a str> {
    let host = host::without_www(host);
    let mut others = known.iter().map(|other| host::without_www(other));
    if others.any(|other| other == host) {
        return None;
    }
    let look = display::look(host);
    let wears_the_name = |other: &str| {
        let rest = host.strip_prefix(other);
        other.contains('.') && rest.is_some_and(|rest| rest.starts_with('.'))
    };
    let mut others = known.iter().map(|other| host::without_www(other));
    others.find(|other| wears_the_name(other) || display::look(other) == look)
}

impl fmt::Display for LinkUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
