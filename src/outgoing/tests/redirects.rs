//! Redirects: followed by hand, judged anew at each step.

use super::super::resolver::Found;
use super::*;
use crate::outgoing::FailureKind;

fn moved(status: u16, location: &str) -> String {
    format!("HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n")
}

const END: &str = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend";

#[tokio::test]
async fn each_status_and_each_spelling_leads_on() {
    let end = Origin::answering(END).await;
    for status in [301, 302, 303, 307, 308] {
        let absolute = end.url("/there");
        let protocol_relative = format!("//{}/there", end.address);
        let backslashes = format!("\\\\{}\\there", end.address);
        for location in [absolute.as_str(), &protocol_relative, &backslashes] {
            let first = Origin::answering(moved(status, location)).await;
            let answer = get(&lenient(LONG), &first.url("/here")).await.unwrap();
            assert_eq!(answer.body, b"end");
            assert_eq!(answer.url, absolute, "{location}");
            assert_eq!(answer.redirects.len(), 1);
            assert_eq!(answer.redirects[0].0, status);
        }
    }
    let heads = end.heads();
    assert!(
        heads.iter().all(|head| head.starts_with("GET /there ")),
        "{heads:?}"
    );
}

#[tokio::test]
async fn other_statuses_and_missing_places_lead_nowhere() {
    for answer in [
        "HTTP/1.1 200 OK\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 300 Choices\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
    ] {
        let origin = Origin::answering(answer).await;
        let answer = get(&lenient(LONG), &origin.url("/")).await.unwrap();
        assert_eq!((answer.redirects.len(), origin.connections()), (0, 1));
    }
}

#[tokio::test]
async fn a_loop_ends_at_the_fifth_redirect() {
    let origin = Origin::answering(moved(302, "/again")).await;
    let failure = get(&lenient(LONG), &origin.url("/")).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::TooManyRedirects);
    assert_eq!((failure.redirects, origin.connections()), (5, 6));
    assert_eq!(
        failure.to_string(),
        "it redirects too often, after 5 redirects"
    );
}

#[tokio::test]
async fn a_redirect_that_may_not_be_followed_says_which() {
    let long = format!("/{}", "x".repeat(3_000));
    for (location, kind) in [
        ("ftp://example.org/", FailureKind::Scheme),
        ("file:///etc/passwd", FailureKind::Scheme),
        ("javascript:alert(1)", FailureKind::Scheme),
        ("http://user:word@example.org/", FailureKind::UserInfo),
        ("http://[::1", FailureKind::BadRedirect),
        ("http://a b/", FailureKind::BadRedirect),
        (long.as_str(), FailureKind::BadRedirect),
    ] {
        let origin = Origin::answering(moved(301, location)).await;
        let failure = get(&lenient(LONG), &origin.url("/")).await.unwrap_err();
        // Before or after the step that could not be taken.
        let step = usize::from(kind != FailureKind::BadRedirect);
        assert_eq!(
            (&failure.kind, failure.redirects),
            (&kind, step),
            "{location}"
        );
        assert_eq!(origin.connections(), 1);
    }
}

#[tokio::test]
async fn a_public_site_can_not_send_us_to_this_machine() {
    const PUBLIC: &str = "127.0.0.2";
    fn look_up(name: String) -> Found {
        let address = match name.as_str() {
            "public.example" => PUBLIC,
            _ => "127.0.0.1",
        };
        Box::pin(async move { Ok(vec![address.parse().unwrap()]) })
    }
    let canary = Origin::answering(END).await;
    let port = canary.address.port();
    let client = client(|address| address.to_string() == PUBLIC, look_up, LONG);
    for status in [301, 302, 303, 307, 308] {
        let trap = moved(status, &format!("http://inside.example:{port}/"));
        let public = Origin::at((PUBLIC, 0), trap, None).await;
        let url = format!("http://public.example:{}/", public.address.port());
        let failure = get(&client, &url.parse().unwrap()).await.unwrap_err();
        assert_eq!(
            (failure.kind, failure.redirects),
            (FailureKind::Forbidden, 1)
        );
        assert_eq!(public.connections(), 1);
    }
    assert_eq!(canary.connections(), 0);
}

#[tokio::test]
async fn what_is_posted_goes_nowhere_else() {
    let end = Origin::answering(END).await;
    for status in [301, 302, 303, 307, 308] {
        let first = Origin::answering(moved(status, end.url("/").as_str())).await;
        let post = Ask::Post {
            headers: Default::default(),
            body: "secret".into(),
        };
        let answer = lenient(LONG).ask(&post, &first.url("/")).await.unwrap();
        assert_eq!(answer.status, status);
    }
    assert_eq!(end.connections(), 0);
}
