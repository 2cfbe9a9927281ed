//! The headers that every response carries, whatever it is.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, SERVER, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderName, HeaderValue};

use crate::web::page::NO_STORE;

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Everything comes from this site, nothing is inline, nobody frames us. The icons' sprite is an
/// image to it; an old Firefox asks `default-src` instead and draws none, but the words stay.
/// Source: Content Security Policy Level 3, <https://www.w3.org/TR/CSP3/>.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// Every feature off that browsers know and a directory needs none of; copying a link is allowed.
/// Source: <https://www.w3.org/TR/permissions-policy/>.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), \
    camera=(), clipboard-read=(), clipboard-write=(self), display-capture=(), \
    encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), \
    identity-credentials-get=(), idle-detection=(), keyboard-map=(), local-fonts=(), \
    magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), \
    picture-in-picture=(), publickey-credentials-create=(), publickey-credentials-get=(), \
    screen-wake-lock=(), serial=(), storage-access=(), sync-xhr=(), usb=(), \
    window-management=(), xr-spatial-tracking=()";

/// The headers, made once.
#[derive(Clone, Debug)]
pub struct SecurityHeaders(Arc<[(HeaderName, HeaderValue)]>);

impl SecurityHeaders {
    /// `https`: whether the site's public address is, so that browsers may be told to stay there.
    pub fn new(https: bool) -> Self {
        let fixed = [
            (CONTENT_SECURITY_POLICY, CONTENT_POLICY),
            (X_CONTENT_TYPE_OPTIONS, "nosniff"),
            // Not `no-referrer`, which would send `Origin: null` with our own forms.
            (REFERRER_POLICY, "same-origin"),
            (X_FRAME_OPTIONS, "DENY"),
            (
                HeaderName::from_static("cross-origin-opener-policy"),
                "same-origin",
            ),
            (RESOURCE_POLICY, "same-origin"),
            (
                HeaderName::from_static("cross-origin-embedder-policy"),
                "require-corp",
            ),
            (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        ];
        let stay = https.then_some((
            STRICT_TRANSPORT_SECURITY,
            "max-age=31536000; includeSubDomains",
        ));
        Self(
            fixed
                .into_iter()
                .chain(stay)
                .map(|(name, value)| (name, HeaderValue::from_static(value)))
                .collect(),
        )
    }
}

/// The layer; the outermost one, so that no answer escapes it. What does not say who may keep a
/// copy is kept by nobody.
pub async fn protect(
    State(headers): State<SecurityHeaders>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let on = response.headers_mut();
    let open = on.remove(RESOURCE_POLICY);
    for (name, value) in headers.0.iter() {
        on.insert(name, value.clone());
    }
    // What is for every site to read says so itself.
    if let Some(open) = open {
        on.insert(RESOURCE_POLICY, open);
    }
    on.remove(SERVER);
    on.entry(CACHE_CONTROL).or_insert(NO_STORE.1);
    response
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use http::StatusCode;
    use tower::ServiceExt;

    use super::*;

    async fn headers(path: &str, https: bool) -> http::HeaderMap {
        let router = Router::new()
            .route("/", get(async || "hello"))
            .route(
                "/kept",
                get(async || ([(CACHE_CONTROL, "public"), (SERVER, "x")], "hello")),
            )
            .route("/same", get(async || StatusCode::NOT_MODIFIED))
            .layer(from_fn_with_state(SecurityHeaders::new(https), protect));
        let request = http::Request::get(path).body(Body::empty()).unwrap();
        router.oneshot(request).await.unwrap().headers().clone()
    }

    #[tokio::test]
    async fn every_answer_carries_them_whatever_its_status() {
        for path in ["/", "/kept", "/same", "/nothing"] {
            let headers = headers(path, true).await;
            assert_eq!(
                headers["content-security-policy"],
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                 font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
                 frame-ancestors 'none'"
            );
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "same-origin"),
                ("x-frame-options", "DENY"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
                ("cross-origin-embedder-policy", "require-corp"),
                (
                    "strict-transport-security",
                    "max-age=31536000; includeSubDomains",
                ),
            ] {
                assert_eq!(headers[name], value, "{name} of {path}");
            }
            let permissions = headers["permissions-policy"].to_str().unwrap();
            for feature in permissions.split(", ") {
                let open = feature == "clipboard-write=(self)";
                assert!(open || feature.ends_with("=()"), "{feature}");
            }
            assert!(!headers.contains_key("server"));
        }
    }

    #[tokio::test]
    async fn without_https_browsers_are_not_sent_there() {
        assert!(
            !headers("/", false)
                .await
                .contains_key("strict-transport-security")
        );
    }

    #[tokio::test]
    async fn nobody_keeps_what_does_not_say_so() {
        assert_eq!(headers("/", true).await["cache-control"], "no-store");
        assert_eq!(headers("/kept", true).await["cache-control"], "public");
    }
}
