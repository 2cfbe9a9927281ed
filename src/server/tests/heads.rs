//! What a request's head may look like.

use super::*;

#[tokio::test]
async fn a_slow_or_silent_head_is_closed() {
    let server = Running::start(quick()).await;
    for head in ["", "GET / HTTP/1.1\r\nHost: a"] {
        let start = Instant::now();
        assert_eq!(server.exchange(head).await, "");
        assert!(start.elapsed() >= Duration::from_millis(200), "{head:?}");
    }
}

#[tokio::test]
async fn an_idle_connection_is_closed() {
    let server = Running::start(quick()).await;
    let mut stream = server.connect().await;
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    answer(&mut stream, "hello").await;
    assert_eq!(all(&mut stream).await, "");
}

#[tokio::test]
async fn a_request_without_exactly_one_host_is_refused() {
    let server = Running::start(quick()).await;
    for head in [
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost:\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: me@a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n",
        "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n",
    ] {
        let answer = server.exchange(head).await;
        assert!(
            answer.starts_with("HTTP/1.1 400 ") || answer.starts_with("HTTP/1.0 400 "),
            "{head:?}: {answer}"
        );
        assert!(
            answer.contains("connection: close") || head.contains("1.0"),
            "{answer}"
        );
    }
    for head in [
        "GET / HTTP/1.1\r\nHost: [::1]:3000\r\nConnection: close\r\n\r\n",
        "GET http://a/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
    ] {
        let answer = server.exchange(head).await;
        assert!(answer.contains(" 200 OK\r\n"), "{head:?}: {answer}");
    }
}

#[tokio::test]
async fn trace_and_connect_are_not_served() {
    let server = Running::start(quick()).await;
    for line in ["TRACE /", "CONNECT a:80"] {
        let answer = server
            .exchange(&format!("{line} HTTP/1.1\r\nHost: a:80\r\n\r\n"))
            .await;
        assert!(answer.starts_with("HTTP/1.1 405 "), "{answer}");
        assert!(answer.contains("allow: GET, HEAD, POST"), "{answer}");
    }
}

#[tokio::test]
async fn too_many_or_too_long_headers_are_refused() {
    let server = Running::start(quick()).await;
    let request = |count: usize, value: &str| {
        let fields: String = (0..count).map(|i| format!("x-{i}: {value}\r\n")).collect();
        format!("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{fields}\r\n")
    };
    assert!(
        server
            .exchange(&request(62, "v"))
            .await
            .starts_with("HTTP/1.1 200 ")
    );
    assert!(
        server
            .exchange(&request(63, "v"))
            .await
            .starts_with("HTTP/1.1 431 ")
    );
    let long = "v".repeat(40 * 1_024);
    assert!(
        server
            .exchange(&request(1, &long))
            .await
            .starts_with("HTTP/1.1 431 ")
    );
}

#[tokio::test]
async fn contradictory_lengths_never_leave_a_second_request() {
    let server = Running::start(quick()).await;
    let hidden = "GET /peer HTTP/1.1\r\nHost: a\r\n\r\n";
    for lengths in [
        "Content-Length: 0\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: -1\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
    ] {
        let head = format!("POST / HTTP/1.1\r\nHost: a\r\n{lengths}\r\n0\r\n\r\n{hidden}");
        let answer = server.exchange(&head).await;
        assert_eq!(
            answer.matches("HTTP/1.1 ").count(),
            1,
            "{lengths:?}: {answer}"
        );
    }
}
