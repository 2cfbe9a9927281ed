//! What came back.

use http::header::LOCATION;
use http::{HeaderMap, StatusCode};
use url::Url;

use super::failure::FailureKind;

/// The longest address that a redirect may lead to, in bytes: as long as a link may be.
const LONGEST_LOCATION: usize = 2_048;

/// The answer of another site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status of the last answer.
    pub status: StatusCode,
    /// Where the last answer came from.
    pub url: Url,
    /// The redirects that led there: each status, and where it led.
    pub redirects: Vec<(StatusCode, Url)>,
    /// At most 100 header fields.
    pub headers: HeaderMap,
    /// The beginning of the body as it came over the wire: at most 512 KiB, never decompressed.
    pub body: Vec<u8>,
    /// Whether the body goes on after that.
    pub is_cut: bool,
}

impl Answer {
    /// Where it redirects to; `None` when it does not.
    pub(super) fn leads_to(&self) -> Result<Option<Url>, FailureKind> {
        let Some(location) = self.headers.get(LOCATION) else {
            return Ok(None);
        };
        if !is_redirect(self.status) {
            return Ok(None);
        }
        let location = std::str::from_utf8(location.as_bytes())
            .ok()
            .filter(|location| location.len() <= LONGEST_LOCATION)
            .ok_or(FailureKind::BadRedirect)?;
        let url = self.url.join(location);
        url.map(Some).map_err(|_| FailureKind::BadRedirect)
    }
}

/// The statuses that send a reader elsewhere (RFC 9110, 15.4).
pub(super) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}
