//! What may be dialled, and that nothing else is.

use std::net::{IpAddr, Ipv4Addr};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::super::is_public;
use super::super::resolver::Found;
use super::*;
use crate::config::{Config, Environment, Flags};
use crate::outgoing::FailureKind;

const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
/// Stands for an address of the public internet.
const ELSEWHERE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));
const FINE: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

fn strict() -> Outgoing {
    let config = Config::from_sources(&Flags::default(), &Environment::new(), None);
    Outgoing::new(&config.unwrap())
}

fn only_elsewhere(address: IpAddr) -> bool {
    address == ELSEWHERE
}

fn found(addresses: Vec<IpAddr>) -> Found {
    Box::pin(async move { Ok(addresses) })
}

#[tokio::test]
async fn as_installed_nothing_on_this_machine_is_reached() {
    let canary = Origin::answering(FINE).await;
    let port = canary.address.port();
    let client = strict();
    for host in [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0.0.0.0",
        "127.0.0.1.",
        "１２７.０.０.１",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "localhost",
        "localhost.",
        "a.localhost",
        "user@localhost",
    ] {
        let url: Url = format!("http://{host}:{port}/").parse().unwrap();
        let failure = get(&client, &url).await.unwrap_err();
        let guarded = [FailureKind::Forbidden, FailureKind::UserInfo];
        assert!(guarded.contains(&failure.kind), "{host}: {failure}");
    }
    // The same behind the first line: names of this machine that look public, on a port of its own.
    fn this_machine(_: String) -> Found {
        found(vec![
            HERE,
            "::1".parse().unwrap(),
            "0.0.0.0".parse().unwrap(),
        ])
    }
    let second = client_of(is_public, this_machine);
    let url = format!("http://public.example:{port}/").parse().unwrap();
    let failure = get(&second, &url).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Forbidden);
    assert_eq!(canary.connections(), 0);
}

fn client_of(may_dial: Rule, look_up: fn(String) -> Found) -> Outgoing {
    client(may_dial, look_up, LONG)
}

#[tokio::test]
async fn a_name_that_changes_its_answer_reaches_nothing_new() {
    static LOOK_UPS: AtomicUsize = AtomicUsize::new(0);
    fn turncoat(_: String) -> Found {
        found(match LOOK_UPS.fetch_add(1, Ordering::SeqCst) % 3 {
            0 => vec![ELSEWHERE],
            1 => vec![HERE],
            _ => vec![HERE, ELSEWHERE, HERE],
        })
    }
    let public = Origin::at((ELSEWHERE, 0), FINE.to_owned(), None).await;
    let port = public.address.port();
    let canary = Origin::at((HERE, port), FINE.to_owned(), None).await;
    let client = client_of(only_elsewhere, turncoat);
    let url: Url = format!("http://rebind.example:{port}/").parse().unwrap();
    let mut answered = 0;
    for _ in 0..200 {
        match get(&client, &url).await {
            Ok(answer) => answered += usize::from(answer.body == b"hi"),
            Err(failure) => assert_eq!(failure.kind, FailureKind::Forbidden),
        }
    }
    // One look-up each: what was judged is what is dialled.
    assert_eq!(LOOK_UPS.load(Ordering::SeqCst), 200);
    assert_eq!((answered, public.connections()), (133, 133));
    assert_eq!(canary.connections(), 0);
}

#[tokio::test]
async fn whoever_answers_in_the_end_is_judged_once_more() {
    // An address in numbers never meets the resolver; here the rule alone stands in its way.
    let canary = Origin::answering(FINE).await;
    let client = client_of(only_elsewhere, super::super::resolver::system);
    let failure = get(&client, &canary.url("/")).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Forbidden);
}

#[tokio::test]
async fn a_slow_look_up_and_an_empty_one_are_failures() {
    fn nothing(_: String) -> Found {
        found(Vec::new())
    }
    fn never(_: String) -> Found {
        Box::pin(std::future::pending())
    }
    let url: Url = "http://public.example/".parse().unwrap();
    let failure = get(&client_of(is_public, nothing), &url).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::NameNotFound);
    tokio::time::pause();
    let failure = get(&client_of(is_public, never), &url).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::TimedOut);
}

#[tokio::test]
async fn switched_off_nothing_is_asked() {
    let mut flags = Flags::default();
    for (key, value) in [("link_checks", "off"), ("allow_private_networks", "on")] {
        flags.values.insert(key, value.to_owned());
    }
    let config = Config::from_sources(&flags, &Environment::new(), None).unwrap();
    let canary = Origin::answering(FINE).await;
    let failure = get(&Outgoing::new(&config), &canary.url("/")).await;
    assert_eq!(failure.unwrap_err().kind, FailureKind::Off);
    assert_eq!(canary.connections(), 0);
}

/// Proxies of the environment would dial for us, unjudged. They are read when a client is made,
/// so the test asks from a process of its own: this same test, with the variables set.
#[tokio::test]
async fn no_proxy_of_the_environment_is_used() {
    const TARGET: &str = "SIGNPOST_TEST_TARGET";
    if let Ok(target) = std::env::var(TARGET) {
        let answer = get(&lenient(LONG), &target.parse().unwrap()).await.unwrap();
        assert_eq!(answer.body, b"hi");
        return;
    }
    let (origin, canary) = (Origin::answering(FINE).await, Origin::answering(FINE).await);
    let proxy = canary.url("/").to_string();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["no_proxy_of_the_environment_is_used", "--nocapture"]);
    command.env(TARGET, origin.url("/").as_str());
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env(name, &proxy).env(name.to_lowercase(), &proxy);
    }
    command.env_remove("NO_PROXY").env_remove("no_proxy");
    let output = tokio::task::spawn_blocking(move || command.output());
    let output = output.await.unwrap().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!((origin.connections(), canary.connections()), (1, 0));
}

#[tokio::test]
async fn a_request_says_who_asks_and_wants_nothing_compressed() {
    let origin = Origin::answering(FINE).await;
    get(&lenient(LONG), &origin.url("/a?b")).await.unwrap();
    let head = origin.heads().remove(0).to_lowercase();
    assert!(head.starts_with("get /a?b http/1.1\r\n"), "{head}");
    assert!(head.contains("\r\naccept-encoding: identity\r\n"), "{head}");
    assert!(head.contains("\r\nuser-agent: signpost/test\r\n"), "{head}");
    for unwanted in ["cookie", "referer", "authorization"] {
        assert!(!head.contains(unwanted), "{head}");
    }
}

#[tokio::test]
async fn what_is_posted_arrives_once() {
    let origin = Origin::answering("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n").await;
    let post = Ask::Post {
        headers: [(
            http::header::CONTENT_TYPE,
            "application/json".parse().unwrap(),
        )]
        .into_iter()
        .collect(),
        body: "{}".into(),
    };
    let answer = lenient(LONG)
        .ask(&post, &origin.url("/hook"))
        .await
        .unwrap();
    assert_eq!(answer.status, 202);
    let heads = origin.heads();
    assert_eq!(heads.len(), 1);
    assert!(heads[0].starts_with("POST /hook HTTP/1.1\r\n"));
    assert!(heads[0].contains("content-type: application/json\r\n"));
    let closed = lenient(Duration::from_secs(5));
    let nobody: Url = "http://127.0.0.1:1/".parse().unwrap();
    let failure = closed.ask(&post, &nobody).await.unwrap_err();
    assert!(matches!(failure.kind, FailureKind::Broken(_)), "{failure}");
}
