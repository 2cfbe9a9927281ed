//! Lets what changes something run to its end, even when the client has gone.
//!
//! A request's future is dropped when its connection closes. For reading that saves work; for
//! writing it would leave nobody knowing whether the change was made, so a write runs in a task
//! of its own, which the shutdown waits for.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use tokio_util::task::TaskTracker;
use tracing::Instrument;

/// The layer, for every method that may change something.
pub async fn finish(State(tasks): State<TaskTracker>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    match tasks.spawn(next.run(request).in_current_span()).await {
        Ok(response) => response,
        Err(stopped) => match stopped.try_into_panic() {
            // Goes on as if it had happened here, to the layer that catches panics.
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use axum::Router;
    use axum::body::Body;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use tokio::sync::Notify;
    use tower::ServiceExt;

    use super::*;

    /// Sends a request whose client leaves while the handler waits, then lets the handler go on;
    /// returns how often it reached its end.
    async fn finished_after_leaving(method: &str) -> usize {
        let (started, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let ends = Arc::new(AtomicUsize::new(0));
        let handler = {
            let (started, go_on, ends) = (started.clone(), go_on.clone(), ends.clone());
            async move || {
                started.notify_one();
                go_on.notified().await;
                ends.fetch_add(1, Ordering::SeqCst);
            }
        };
        let tasks = TaskTracker::new();
        let router = Router::new()
            .route("/", get(handler.clone()).post(handler))
            .layer(from_fn_with_state(tasks.clone(), finish));
        let request = http::Request::builder()
            .method(method)
            .uri("/")
            .body(Body::empty());
        let mut answer = Box::pin(router.oneshot(request.unwrap()));
        tokio::select! {
            _ = &mut answer => panic!("the handler waits"),
            () = started.notified() => {}
        }
        drop(answer);
        go_on.notify_one();
        tasks.close();
        tokio::time::timeout(Duration::from_secs(5), tasks.wait())
            .await
            .unwrap();
        ends.load(Ordering::SeqCst)
    }

    #[tokio::test]
    async fn a_write_goes_on_when_its_client_leaves_and_a_read_does_not() {
        assert_eq!(finished_after_leaving("POST").await, 1);
        assert_eq!(finished_after_leaving("GET").await, 0);
    }
}
