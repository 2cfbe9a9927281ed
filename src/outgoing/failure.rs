//! Why a request came to nothing.

use std::error::Error;
use std::fmt;

/// A request that came to nothing, and how far it had come.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Failure {
    /// What went wrong.
    #[source]
    pub kind: FailureKind,
    /// How many redirects had been followed.
    pub redirects: usize,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.redirects {
            0 => self.kind.fmt(f),
            1 => write!(f, "{}, after one redirect", self.kind),
            many => write!(f, "{}, after {many} redirects", self.kind),
        }
    }
}

/// What can go wrong, in words for moderators.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FailureKind {
    /// The operator stopped all outgoing requests.
    #[error("requests to other sites are switched off")]
    Off,
    /// This machine has no certificates to check others by.
    #[error("this server has no certificates to check other sites by: install ca-certificates")]
    NoCertificates,
    /// Neither http nor https.
    #[error("only http and https addresses are asked")]
    Scheme,
    /// A name or a password in the address.
    #[error("the address carries a name or a password")]
    UserInfo,
    /// Neither 80 nor 443.
    #[error("only the ports 80 and 443 are asked")]
    Port,
    /// A host, or every address behind its name, that is no part of the public internet.
    #[error("the address is not on the public internet")]
    Forbidden,
    /// An address that can't be read.
    #[error("the address can’t be read")]
    Address,
    /// A name that nothing stands behind.
    #[error("the name was not found")]
    NameNotFound,
    /// More redirects than anybody needs.
    #[error("it redirects too often")]
    TooManyRedirects,
    /// A redirect to nowhere, or to an address too long to be one.
    #[error("it redirects to no address")]
    BadRedirect,
    /// No answer in time.
    #[error("it took too long")]
    TimedOut,
    /// Nobody answers there, or not in HTTP; with what the library says of it.
    #[error("no proper answer: {0}")]
    Broken(String),
}

impl FailureKind {
    /// What an error of the HTTP library is, judged by the causes behind it.
    pub(super) fn of(error: &(dyn Error + 'static)) -> Self {
        let mut last = error;
        loop {
            if let Some(known) = last.downcast_ref::<Self>() {
                return known.clone();
            }
            match last.source() {
                Some(deeper) => last = deeper,
                // The innermost cause says most: "connection refused", not "error sending request".
                None => return Self::Broken(one_line(&last.to_string())),
            }
        }
    }
}

/// A text as one line of a bearable length.
fn one_line(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    plain.take(200).collect()
}
