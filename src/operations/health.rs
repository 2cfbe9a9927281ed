//! Is the server alive, and ready for requests?

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use http::StatusCode;
use http::header::CACHE_CONTROL;
use serde_json::json;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use crate::db::Db;
use crate::server::Shutdown;
use crate::web::page::Rendered;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// For how long an answer of the database counts, so that asking often costs nothing.
const FRESH: Duration = Duration::from_secs(1);

const NO_STORE: [(http::HeaderName, &str); 1] = [(CACHE_CONTROL, "no-store")];

/// Knows whether requests should be sent here. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Readiness {
    db: Db,
    shutdown: Shutdown,
    last: Arc<Mutex<Option<(Instant, Condition)>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Condition {
    Ready,
    /// Reading works and writing does not: still worth asking, as nobody else would answer.
    Degraded,
    Unavailable,
    Stopping,
}

impl Readiness {
    /// Of a server over `db` that ends with `shutdown`.
    pub fn new(db: Db, shutdown: Shutdown) -> Self {
        Self {
            db,
            shutdown,
            last: Arc::default(),
        }
    }

    async fn condition(&self) -> Condition {
        if self.shutdown.has_begun() {
            return Condition::Stopping;
        }
        // Held while the database is asked, so that everybody else waits for that answer.
        let mut last = self.last.lock().await;
        if let Some((at, condition)) = *last
            && at.elapsed() < FRESH
        {
            return condition;
        }
        let condition = self.ask().await;
        *last = Some((Instant::now(), condition));
        condition
    }

    async fn ask(&self) -> Condition {
        if !matches!(timeout(PATIENCE, self.db.ping()).await, Ok(Ok(()))) {
            return Condition::Unavailable;
        }
        match timeout(PATIENCE, self.db.can_write()).await {
            Ok(Ok(())) => Condition::Ready,
            _ => Condition::Degraded,
        }
    }
}

/// `GET /healthz`: the process is alive. Asks nobody, the database least of all.
pub async fn healthz() -> Response {
    (NO_STORE, "ok\n").into_response()
}

/// `GET /readyz`: whether requests should be sent here, `{"status":"ready"}`; `degraded` (200)
/// when nothing can be written, `stopping` or `unavailable` (503).
pub async fn readyz(State(readiness): State<Readiness>) -> Response {
    let (status, word) = match readiness.condition().await {
        Condition::Ready => (StatusCode::OK, "ready"),
        Condition::Degraded => (StatusCode::OK, "degraded"),
        Condition::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
        Condition::Stopping => (StatusCode::SERVICE_UNAVAILABLE, "stopping"),
    };
    let said = Extension(Rendered);
    (status, said, NO_STORE, Json(json!({ "status": word }))).into_response()
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;
    use tempfile::TempDir;

    use super::*;

    async fn site() -> (TempDir, Db, Readiness, Shutdown) {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&folder.path().join("signpost.db")).await.unwrap();
        let shutdown = Shutdown::default();
        let readiness = Readiness::new(db.clone(), shutdown.clone());
        (folder, db, readiness, shutdown)
    }

    async fn answer(readiness: &Readiness) -> (u16, String) {
        let response = readyz(State(readiness.clone())).await;
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn it_is_ready_until_it_stops() {
        let (_folder, _db, readiness, shutdown) = site().await;
        assert_eq!(
            answer(&readiness).await,
            (200, r#"{"status":"ready"}"#.into())
        );
        shutdown.begin();
        assert_eq!(
            answer(&readiness).await,
            (503, r#"{"status":"stopping"}"#.into())
        );
    }

    #[tokio::test]
    async fn it_is_degraded_while_somebody_else_writes() {
        let (_folder, db, readiness, _shutdown) = site().await;
        let write = db.write().await.unwrap();
        assert_eq!(
            answer(&readiness).await,
            (200, r#"{"status":"degraded"}"#.into())
        );
        drop(write);
        tokio::time::sleep(FRESH).await;
        assert_eq!(
            answer(&readiness).await,
            (200, r#"{"status":"ready"}"#.into())
        );
    }

    #[tokio::test]
    async fn it_is_unavailable_without_its_database() {
        let (_folder, db, readiness, _shutdown) = site().await;
        db.close().await;
        assert_eq!(
            answer(&readiness).await,
            (503, r#"{"status":"unavailable"}"#.into())
        );
    }
}
