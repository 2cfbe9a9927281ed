//! The client against origins that mean it well, badly, or somebody else.

mod budget;
mod guard;
mod hostile;
mod redirects;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use super::budget::Budget;
use super::client::{Ask, Guard, Limits, Outgoing};
use super::resolver::{Found, GuardedResolver, Rule};
use super::{Answer, Failure};

/// A server on this machine that plays its part at each connection.
struct Origin {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
    /// Bytes that it could send.
    sent: Arc<AtomicUsize>,
    /// The heads of the requests that came in.
    heads: Arc<Mutex<Vec<String>>>,
}

impl Origin {
    /// Sends `before` once, and then `again` for as long as somebody takes it, with `pause`
    /// between. Without `again` it closes.
    async fn sending(before: String, again: Option<(Vec<u8>, Duration)>) -> Self {
        Self::at("127.0.0.1:0", before, again).await
    }

    /// Answers with exactly this.
    async fn answering(answer: impl Into<String>) -> Self {
        Self::sending(answer.into(), None).await
    }

    async fn at(
        address: impl tokio::net::ToSocketAddrs,
        before: String,
        again: Option<(Vec<u8>, Duration)>,
    ) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let origin = Self {
            address: listener.local_addr().unwrap(),
            connections: Arc::default(),
            sent: Arc::default(),
            heads: Arc::default(),
        };
        let (connections, sent) = (origin.connections.clone(), origin.sent.clone());
        let heads = origin.heads.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                let part = (before.clone(), again.clone());
                tokio::spawn(play(stream, part, sent.clone(), heads.clone()));
            }
        });
        origin
    }

    fn url(&self, path: &str) -> Url {
        format!("http://{}{path}", self.address).parse().unwrap()
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    fn sent(&self) -> usize {
        self.sent.load(Ordering::SeqCst)
    }

    fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

async fn play(
    mut stream: TcpStream,
    (before, again): (String, Option<(Vec<u8>, Duration)>),
    sent: Arc<AtomicUsize>,
    heads: Arc<Mutex<Vec<String>>>,
) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    heads.lock().unwrap().push(String::from_utf8(head).unwrap());
    if stream.write_all(before.as_bytes()).await.is_err() {
        return;
    }
    sent.fetch_add(before.len(), Ordering::SeqCst);
    while let Some((again, pause)) = &again {
        if stream.write_all(again).await.is_err() {
            return;
        }
        sent.fetch_add(again.len(), Ordering::SeqCst);
        tokio::time::sleep(*pause).await;
    }
}

/// A client that may ask this machine, and gives up soon.
fn lenient(total: Duration) -> Outgoing {
    client(|_| true, super::resolver::system, total)
}

/// A client that asks any port, dials what `may_dial` allows and looks up with `look_up`.
fn client(may_dial: Rule, look_up: fn(String) -> Found, total: Duration) -> Outgoing {
    let pause = Duration::ZERO;
    Outgoing::of(Guard {
        on: true,
        allow_private: true,
        may_dial,
        limits: Limits {
            total,
            pause,
            ..Limits::default()
        },
        budget: Budget::new(pause),
        resolver: GuardedResolver::new(look_up, may_dial),
        agent: "Signpost/test".to_owned(),
        client: OnceLock::new(),
    })
}

const LONG: Duration = Duration::from_secs(15);
const SHORT: Duration = Duration::from_millis(400);

async fn get(client: &Outgoing, url: &Url) -> Result<Answer, Failure> {
    client.ask(&Ask::Get, url).await
}
