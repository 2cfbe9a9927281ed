//! The accept loop over real sockets, with limits short enough to wait for.

use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::{ConnectionLimits, Listener, Shutdown, serve};
use crate::config::Listen;
use crate::web::client_address::PeerAddress;

mod crowds;
mod ending;
mod heads;

/// How long a handler of `/slow` takes.
const SLOW: Duration = Duration::from_millis(150);

/// A server of its own for one test.
struct Running {
    address: Listen,
    shutdown: Shutdown,
    task: JoinHandle<()>,
}

impl Running {
    async fn start(limits: ConnectionLimits) -> Self {
        Self::start_at("127.0.0.1:0", limits).await
    }

    async fn start_at(listen: &str, limits: ConnectionLimits) -> Self {
        let listener = Listener::bind(&listen.parse().unwrap()).unwrap();
        let address = listener.address().clone();
        let shutdown = Shutdown::default();
        let task = tokio::spawn(serve(listener, router(), limits, shutdown.clone()));
        Self {
            address,
            shutdown,
            task,
        }
    }

    async fn connect(&self) -> TcpStream {
        let Listen::Tcp(address) = &self.address else {
            panic!("not a TCP server")
        };
        TcpStream::connect(address).await.unwrap()
    }

    /// Sends `bytes` on a connection of their own, and gives what comes back until it closes.
    async fn exchange(&self, bytes: &str) -> String {
        let mut stream = self.connect().await;
        stream.write_all(bytes.as_bytes()).await.unwrap();
        all(&mut stream).await
    }

    async fn end(self) -> Duration {
        let start = Instant::now();
        self.shutdown.begin();
        self.task.await.unwrap();
        start.elapsed()
    }
}

fn router() -> Router {
    Router::new()
        .route("/", get(|| async { "hello" }))
        .route(
            "/slow",
            get(async || {
                sleep(SLOW).await;
                "done"
            }),
        )
        .route(
            "/peer",
            get(async |peer: axum::Extension<PeerAddress>| format!("{:?}", peer.0.0)),
        )
        .route(
            "/panic",
            get(async || -> &'static str { panic!("on purpose") }),
        )
}

/// Limits that let everything through quickly.
fn quick() -> ConnectionLimits {
    ConnectionLimits {
        head_time: Duration::from_millis(200),
        grace: Duration::from_millis(600),
        ..ConnectionLimits::default()
    }
}

/// Everything up to the end of the connection, which must come soon; an abrupt end counts.
async fn all(stream: &mut (impl AsyncReadExt + Unpin)) -> String {
    let mut bytes = Vec::new();
    let read = timeout(Duration::from_secs(2), stream.read_to_end(&mut bytes)).await;
    let _ = read.expect("the connection closes");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// One answer whose body is `body`, from a connection that stays open.
async fn answer(stream: &mut (impl AsyncReadExt + Unpin), body: &str) {
    let mut text = String::new();
    while !text.ends_with(body) {
        let mut buffer = [0; 1_024];
        let read = timeout(Duration::from_secs(2), stream.read(&mut buffer)).await;
        let read = read.expect("an answer comes").unwrap();
        assert_ne!(read, 0, "closed after {text:?}");
        text.push_str(&String::from_utf8_lossy(&buffer[..read]));
    }
    assert!(text.starts_with("HTTP/1.1 200 OK\r\n"), "{text}");
}
