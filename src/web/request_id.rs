//! A short random name for each request: people can quote it, and the log knows it.

use std::borrow::Cow;
use std::time::Instant;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue};
use tracing::Instrument;

use crate::keys;

/// The request's name, such as `9F2C-41AB`, in the request's extensions and in `x-request-id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(String);

/// Crockford's base 32: no I, L, O or U, so that a name read aloud is understood.
/// Source: <https://www.crockford.com/base32.html>.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

impl RequestId {
    /// A new name of 40 random bits.
    pub fn random() -> Self {
        let mut name = String::with_capacity(9);
        for (place, byte) in keys::random_bytes::<8>().into_iter().enumerate() {
            if place == 4 {
                name.push('-');
            }
            // The remainder is below 32, the length of the alphabet.
            name.push(char::from(ALPHABET[usize::from(byte % 32)]));
        }
        Self(name)
    }

    /// The name as people quote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The layer: names the request and puts method, path, status and duration in the log. The query
/// is never logged, as it may hold a token or what somebody searched for.
pub async fn name(mut request: Request, next: Next) -> Response {
    let id = RequestId::random();
    let span = tracing::info_span!(
        "request",
        id = id.as_str(),
        method = request.method().as_str(),
        path = without_secrets(request.uri().path()).as_ref(),
    );
    let header = HeaderValue::from_str(id.as_str());
    request.extensions_mut().insert(id);
    let started = Instant::now();
    async {
        let mut response = next.run(request).await;
        if let Ok(header) = header {
            response.headers_mut().insert(HEADER, header);
        }
        let milliseconds = started.elapsed().as_secs_f64() * 1_000.0;
        tracing::debug!(
            status = response.status().as_u16(),
            milliseconds,
            "answered"
        );
        response
    }
    .instrument(span)
    .await
}

/// The path without a receipt's token: whoever reads the log can't open the receipt.
fn without_secrets(path: &str) -> Cow<'_, str> {
    const RECEIPTS: &str = "/suggestions/";
    match path.split_once(RECEIPTS) {
        Some((before, token)) if before != "/admin" && !token.is_empty() => {
            format!("{before}{RECEIPTS}…").into()
        }
        _ => path.into(),
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::middleware::from_fn;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn the_handler_and_the_reader_get_the_same_name() {
        let handler = async |request: Request| {
            request
                .extensions()
                .get::<RequestId>()
                .unwrap()
                .as_str()
                .to_owned()
        };
        let router = Router::new().route("/", get(handler)).layer(from_fn(name));
        let request = http::Request::get("/")
            .header("x-request-id", "mine")
            .body(Body::empty());
        let response = router.oneshot(request.unwrap()).await.unwrap();
        let header = response.headers()["x-request-id"]
            .to_str()
            .unwrap()
            .to_owned();
        let body = axum::body::to_bytes(response.into_body(), 100)
            .await
            .unwrap();
        assert_eq!(header.as_bytes(), &body[..]);
        assert_eq!(header.len(), 9);
        assert!(
            header
                .chars()
                .all(|c| c == '-' || ALPHABET.contains(&(c as u8))),
            "{header}"
        );
    }

    #[test]
    fn a_receipt_token_stays_out_of_the_log() {
        for (path, logged) in [
            ("/suggestions/s3cret", "/suggestions/…"),
            ("/suggestions/s3cret/x", "/suggestions/…"),
            ("//suggestions/s3cret", "//suggestions/…"),
            ("/suggestions/s", "/suggestions/…"),
            ("/suggestions/", "/suggestions/"),
            ("/admin/suggestions/12", "/admin/suggestions/12"),
            ("/", "/"),
        ] {
            assert_eq!(without_secrets(path), logged);
        }
    }
}
