//! The accept loop: HTTP/1.1 with limits, time-outs and a graceful end.
//!
//! It is our own because `axum::serve` knows no time-out for the head of a request, nor any
//! limit on connections.

use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::io::AsyncWriteExt;
use tokio::select;
use tokio::time::{sleep, timeout};
use tokio_util::task::TaskTracker;

mod connection;
mod connections;
mod limits;
mod listener;
mod request_check;
mod shutdown;
mod stall_guard;
#[cfg(test)]
mod tests;

pub use limits::ConnectionLimits;
pub use listener::Listener;
pub use shutdown::Shutdown;

use connections::Connections;
use listener::Socket;

/// How long a request may take, its body included; for a middleware of the application.
pub const REQUEST_TIME: Duration = Duration::from_secs(15);

/// The bytes of a request's body; for a middleware of the application. The longest field has
/// 65,536 characters, of which the largest takes 12 bytes in a form.
pub const BODY_BYTES: usize = 1_024 * 1_024;

/// How long accepting rests when the system has no descriptor or memory for a connection.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// How long a request with an upload may take, or one that undoes what came of it.
pub const UPLOAD_TIME: Duration = Duration::from_secs(60);

/// The bytes of an upload (`security.md`, T29).
pub const UPLOAD_BYTES: usize = 8 * 1_024 * 1_024;

/// Serves `router` until `shutdown` begins, then finishes what is in flight.
pub async fn serve(
    listener: Listener,
    router: Router,
    limits: ConnectionLimits,
    shutdown: Shutdown,
) {
    let limits = Arc::new(limits);
    let connections = Connections::new(Arc::clone(&limits));
    let tasks = TaskTracker::new();
    let mut exhausted = false;
    loop {
        let accepted = select! {
            biased;
            () = shutdown.begun() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((socket, peer)) => {
                exhausted = false;
                let Some(place) = connections.admit(peer).await else {
                    turn_away(socket).await;
                    continue;
                };
                let (router, limits, shutdown) =
                    (router.clone(), Arc::clone(&limits), shutdown.clone());
                tasks.spawn(async move {
                    connection::run(socket, peer, place, router, &limits, shutdown).await;
                });
            }
            Err(error) if is_of_the_peer(&error) => (),
            Err(error) => {
                if !exhausted {
                    tracing::warn!(error = %error, "can't accept connections for the moment");
                }
                exhausted = true;
                connections.close_longest_idle();
                select! {
                    () = shutdown.begun() => break,
                    () = sleep(ACCEPT_PAUSE) => (),
                }
            }
        }
    }
    drop(listener);
    tasks.close();
    if timeout(limits.grace, tasks.wait()).await.is_err() {
        let unfinished = connections.close_all();
        tracing::warn!(
            unfinished,
            "ended with connections that did not finish in time"
        );
        tasks.wait().await;
    }
}

/// Tells a newcomer that every connection is busy. Only an attempt: it may not listen.
async fn turn_away(mut socket: Socket) {
    const BUSY: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\n\
        Cache-Control: no-store\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    // The buffer of a new socket is empty, so this does not wait for the peer.
    let _ = socket.write_all(BUSY).await;
}

/// Whether accepting failed because the peer was gone already.
fn is_of_the_peer(error: &io::Error) -> bool {
    use ErrorKind::{ConnectionAborted, ConnectionReset, InvalidInput, NotConnected};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionReset | NotConnected | InvalidInput
    )
}
