//! More connections than there is room for, and the ways in.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use tokio::net::UnixStream;

use super::*;

const GET: &[u8] = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const GET_SLOW: &[u8] = b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n";

fn room_for(connections: usize) -> ConnectionLimits {
    ConnectionLimits {
        connections,
        head_time: Duration::from_secs(10),
        ..quick()
    }
}

#[tokio::test]
async fn the_longest_idle_makes_room_for_a_newcomer() {
    let server = Running::start(room_for(2)).await;
    let mut busy = server.connect().await;
    busy.write_all(GET_SLOW).await.unwrap();
    let mut idle = server.connect().await;
    idle.write_all(GET).await.unwrap();
    answer(&mut idle, "hello").await;
    let mut newcomer = server.connect().await;
    newcomer.write_all(GET).await.unwrap();
    answer(&mut newcomer, "hello").await;
    assert_eq!(all(&mut idle).await, "");
    answer(&mut busy, "done").await;
}

#[tokio::test]
async fn a_newcomer_is_turned_away_when_all_are_busy() {
    let server = Running::start(room_for(1)).await;
    let mut busy = server.connect().await;
    busy.write_all(GET_SLOW).await.unwrap();
    sleep(SLOW / 3).await;
    let mut newcomer = server.connect().await;
    let refusal = all(&mut newcomer).await;
    assert!(
        refusal.starts_with("HTTP/1.1 503 ") && refusal.contains("Retry-After: "),
        "{refusal}"
    );
    answer(&mut busy, "done").await;
}

#[tokio::test]
async fn a_panic_ends_one_connection_only() {
    let server = Running::start(quick()).await;
    assert_eq!(
        server
            .exchange("GET /panic HTTP/1.1\r\nHost: a\r\n\r\n")
            .await,
        ""
    );
    let answer = server.exchange("GET / HTTP/1.0\r\n\r\n").await;
    assert!(answer.ends_with("hello"), "{answer}");
}

#[tokio::test]
async fn handlers_see_the_peer() {
    let server = Running::start(quick()).await;
    let answer = server.exchange("GET /peer HTTP/1.0\r\n\r\n").await;
    assert!(answer.ends_with("Some(127.0.0.1)"), "{answer}");
}

#[tokio::test]
async fn a_unix_socket_serves_its_group_and_goes_with_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("signpost.sock");
    // What a server that was killed leaves behind.
    drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
    let server = Running::start_at(&format!("unix:{}", path.display()), quick()).await;
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o660
    );
    let mut stream = UnixStream::connect(&path).await.unwrap();
    stream
        .write_all(b"GET /peer HTTP/1.0\r\n\r\n")
        .await
        .unwrap();
    assert!(all(&mut stream).await.ends_with("None"));
    let taken = Listener::bind(&server.address).unwrap_err();
    assert!(
        format!("{taken:#}").ends_with("another program answers there"),
        "{taken:#}"
    );
    server.end().await;
    assert!(!path.exists());
}

#[tokio::test]
async fn a_file_that_is_no_socket_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    fs::write(&path, "dear friend").unwrap();
    let error = Listener::bind(&Listen::Unix(path.clone())).unwrap_err();
    assert!(format!("{error:#}").contains("no socket"), "{error:#}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "dear friend");
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let server = Running::start(quick()).await;
    let error = format!("{:#}", Listener::bind(&server.address).unwrap_err());
    assert!(
        error.starts_with(&format!("can't listen on {}: ", server.address)),
        "{error}"
    );
}
