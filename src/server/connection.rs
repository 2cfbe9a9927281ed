//! One connection, from its first byte to its last.

use std::convert::Infallible;
use std::net::IpAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::Request;
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::select;
use tower::ServiceExt;

use super::connections::{InFlight, Place};
use super::limits::ConnectionLimits;
use super::listener::Socket;
use super::stall_guard::StallGuard;
use super::{Shutdown, request_check};
use crate::web::client_address::PeerAddress;

/// Answers the requests of one connection until either side closes it.
pub(super) async fn run(
    socket: Socket,
    peer: Option<IpAddr>,
    place: Arc<Place>,
    router: Router,
    limits: &ConnectionLimits,
    shutdown: Shutdown,
) {
    let socket = StallGuard::new(socket, limits.write_stall, limits.write_progress);
    let service =
        service_fn(|request| answer(request, peer, router.clone(), place.begin_request()));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_headers(limits.headers)
        .max_header_size(limits.head_bytes)
        // Room to read a head that is somewhat too long, so that the refusal is not lost to a
        // reset; hyper takes no less than 8 KiB.
        .max_buf_size((2 * limits.head_bytes).max(8_192))
        .serve_connection(TokioIo::new(socket), service);
    let mut connection = pin!(connection);
    let mut ending = false;
    loop {
        select! {
            outcome = connection.as_mut() => {
                if let Err(error) = outcome {
                    tracing::debug!(error = %error, "a connection broke off");
                }
                return;
            }
            () = place.must_close() => return,
            () = shutdown.begun(), if !ending => {
                ending = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

async fn answer(
    request: Request<Incoming>,
    peer: Option<IpAddr>,
    router: Router,
    in_flight: InFlight,
) -> Result<Response<TrackedBody>, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(PeerAddress(peer));
    let response = match request_check::refuse(&request) {
        Some(refusal) => refusal,
        None => router.oneshot(request).await?,
    };
    Ok(response.map(|body| TrackedBody {
        body,
        _in_flight: in_flight,
    }))
}

/// An answer's body, which keeps its connection marked as busy until it has left.
struct TrackedBody {
    body: Body,
    _in_flight: InFlight,
}

impl HttpBody for TrackedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
