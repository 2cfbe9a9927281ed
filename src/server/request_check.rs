//! Requests that no page should ever see: those that name no host, or two, and `TRACE`.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::header::{ALLOW, CACHE_CONTROL, CONNECTION, HOST, X_CONTENT_TYPE_OPTIONS};
use http::uri::Authority;
use http::{Method, Request, StatusCode, Version};

/// The refusal of a malformed request, after which the connection closes; none when it is fine.
///
/// Source: RFC 9112 section 3.2 (a request without exactly one valid `Host` is answered with
/// 400) and section 3.3 (where the request line names a host too, they must not differ).
pub(super) fn refuse(request: &Request<Body>) -> Option<Response> {
    if matches!(*request.method(), Method::TRACE | Method::CONNECT) {
        let refusal = refusal(
            StatusCode::METHOD_NOT_ALLOWED,
            "This method is not served here.\n",
        );
        return Some(([(ALLOW, "GET, HEAD, POST")], refusal).into_response());
    }
    if names_one_host(request) {
        return None;
    }
    Some(refusal(
        StatusCode::BAD_REQUEST,
        "A request must name exactly one host.\n",
    ))
}

fn names_one_host(request: &Request<Body>) -> bool {
    let mut hosts = request.headers().get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return request.version() == Version::HTTP_10 && !request.headers().contains_key(HOST);
    };
    let Ok(authority) = Authority::try_from(host.as_bytes()) else {
        return false;
    };
    let is_host = !authority.host().is_empty() && !authority.as_str().contains('@');
    is_host
        && request
            .uri()
            .authority()
            .is_none_or(|target| *target == authority)
}

fn refusal(status: StatusCode, text: &'static str) -> Response {
    let headers = [
        (CONNECTION, "close"),
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, text).into_response()
}
