//! What happens to everybody when the server is asked to end.

use super::*;

#[tokio::test]
async fn a_request_in_flight_is_finished() {
    let server = Running::start(quick()).await;
    let mut stream = server.connect().await;
    stream
        .write_all(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    sleep(SLOW / 3).await;
    let Listen::Tcp(address) = server.address.clone() else {
        panic!("not a TCP server")
    };
    let (took, text) = tokio::join!(server.end(), all(&mut stream));
    assert!(
        text.starts_with("HTTP/1.1 200 OK\r\n") && text.ends_with("done"),
        "{text}"
    );
    assert!(took < quick().grace, "{took:?}");
    assert!(
        TcpStream::connect(address).await.is_err(),
        "still listening"
    );
}

#[tokio::test]
async fn idle_connections_are_closed_at_once() {
    let server = Running::start(ConnectionLimits {
        head_time: SLOW * 100,
        ..quick()
    })
    .await;
    let mut silent = server.connect().await;
    let mut idle = server.connect().await;
    idle.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    answer(&mut idle, "hello").await;
    assert!(server.end().await < quick().grace);
    assert_eq!(
        (all(&mut silent).await, all(&mut idle).await),
        (String::new(), String::new())
    );
}

#[tokio::test]
async fn a_request_that_does_not_finish_in_time_is_cut_off() {
    let grace = SLOW / 3;
    let server = Running::start(ConnectionLimits { grace, ..quick() }).await;
    let mut stream = server.connect().await;
    stream
        .write_all(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    sleep(SLOW / 3).await;
    let took = server.end().await;
    assert!(took >= grace && took < SLOW * 2, "{took:?}");
    assert_eq!(all(&mut stream).await, "");
}
