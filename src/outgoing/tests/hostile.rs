//! Origins that would eat the time or the memory of whoever asks them.

use std::time::Duration;

use super::*;
use crate::outgoing::FailureKind;

/// What may leave an origin before it notices that nobody reads on: kernel buffers included.
const MOST_SENT: usize = 8 * 1_024 * 1_024;
const HALF_A_MEBIBYTE: usize = 512 * 1_024;
const OK: &str = "HTTP/1.1 200 OK\r\n";

fn block() -> Option<(Vec<u8>, Duration)> {
    Some((vec![b'a'; 65_536], Duration::ZERO))
}

fn drop_by_drop(drop: &str) -> Option<(Vec<u8>, Duration)> {
    Some((drop.into(), Duration::from_millis(50)))
}

#[tokio::test]
async fn an_endless_body_is_read_to_the_limit() {
    for head in [
        format!("{OK}\r\n"),
        format!("{OK}Content-Length: 100000000000\r\n\r\n"),
    ] {
        let origin = Origin::sending(head, block()).await;
        let answer = get(&lenient(LONG), &origin.url("/")).await.unwrap();
        assert_eq!(answer.body.len(), HALF_A_MEBIBYTE);
        assert!(answer.is_cut);
        assert!(origin.sent() <= MOST_SENT, "{}", origin.sent());
    }
}

#[tokio::test]
async fn endless_chunks_are_read_to_the_limit() {
    let head = format!("{OK}Transfer-Encoding: chunked\r\n\r\n");
    let chunk = format!("10000\r\n{}\r\n", "a".repeat(65_536));
    let origin = Origin::sending(head, Some((chunk.into(), Duration::ZERO))).await;
    let answer = get(&lenient(LONG), &origin.url("/")).await.unwrap();
    assert_eq!((answer.body.len(), answer.is_cut), (HALF_A_MEBIBYTE, true));
    assert!(origin.sent() <= MOST_SENT, "{}", origin.sent());
}

#[tokio::test]
async fn a_body_of_exactly_the_limit_is_whole() {
    let body = "a".repeat(HALF_A_MEBIBYTE);
    let length = body.len();
    let whole = format!("{OK}Content-Length: {length}\r\n\r\n{body}");
    let answer = get(&lenient(LONG), &Origin::answering(whole).await.url("/")).await;
    let answer = answer.unwrap();
    assert_eq!((answer.body.len(), answer.is_cut), (length, false));
}

#[tokio::test]
async fn silence_a_trickled_head_and_a_trickled_body_come_to_an_end() {
    for (before, again) in [
        (String::new(), drop_by_drop("")),
        (OK.to_owned(), drop_by_drop("X: y\r\n")),
        (
            format!("{OK}Content-Length: 1000000\r\n\r\n"),
            drop_by_drop("a"),
        ),
        (
            format!("{OK}Transfer-Encoding: chunked\r\n\r\n"),
            drop_by_drop("1\r\na\r\n"),
        ),
        (String::new(), drop_by_drop("HTTP/1.1 100 Continue\r\n\r\n")),
    ] {
        let origin = Origin::sending(before.clone(), again).await;
        let failure = get(&lenient(SHORT), &origin.url("/")).await.unwrap_err();
        // A trickled head has too many fields at some time, if that comes first.
        let too_much = matches!(&failure.kind, FailureKind::Broken(_)) && before == OK;
        assert!(
            failure.kind == FailureKind::TimedOut || too_much,
            "{before:?}: {failure}"
        );
    }
}

#[tokio::test]
async fn too_many_header_fields_and_an_endless_one_are_no_answer() {
    let fields = |count| -> String { (0..count).map(|n| format!("X-{n}: y\r\n")).collect() };
    let fine = format!("{OK}{}Content-Length: 0\r\n\r\n", fields(99));
    let answer = get(&lenient(LONG), &Origin::answering(fine).await.url("/")).await;
    assert_eq!(answer.unwrap().headers.len(), 100);
    let many = format!("{OK}{}Content-Length: 0\r\n\r\n", fields(100));
    let origin = Origin::answering(many).await;
    let failure = get(&lenient(LONG), &origin.url("/")).await.unwrap_err();
    assert!(matches!(failure.kind, FailureKind::Broken(_)), "{failure}");
    let origin = Origin::sending(format!("{OK}X: "), block()).await;
    let failure = get(&lenient(LONG), &origin.url("/")).await.unwrap_err();
    assert!(matches!(failure.kind, FailureKind::Broken(_)), "{failure}");
    assert!(origin.sent() <= MOST_SENT, "{}", origin.sent());
}

#[tokio::test]
async fn a_compressed_answer_stays_compressed() {
    // Eleven bytes that would unpack to "hi" repeated without end.
    let packed = "\u{1}\u{2}\u{3}not really gzip";
    let head = format!(
        "{OK}Content-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
        packed.len()
    );
    let origin = Origin::answering(format!("{head}{packed}")).await;
    let answer = get(&lenient(LONG), &origin.url("/")).await.unwrap();
    assert_eq!(answer.body, packed.as_bytes());
}

#[tokio::test]
async fn what_is_no_http_is_no_answer() {
    for garbage in [
        "",
        "220 mail.example ESMTP\r\n",
        "\0\0\0\0\r\n\r\n",
        "HTTP/9.9 xyz\r\n\r\n",
    ] {
        let origin = Origin::answering(garbage).await;
        let failure = get(&lenient(LONG), &origin.url("/")).await.unwrap_err();
        assert!(
            matches!(failure.kind, FailureKind::Broken(_)),
            "{garbage:?}: {failure}"
        );
        assert!(!failure.to_string().contains(['\r', '\n']));
    }
}
