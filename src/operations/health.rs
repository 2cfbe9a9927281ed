//! Is the server alive, and ready for requests?

use axum::response::{IntoResponse, Response};
use http::header::CACHE_CONTROL;

/// `GET /healthz`: the process is alive. Asks nobody, the database least of all.
pub async fn healthz() -> Response {
    ([(CACHE_CONTROL, "no-store")], "ok\n").into_response()
}
