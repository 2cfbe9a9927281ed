//! Webhooks: set by an administrator, told in the transaction of what happened, signed, and
//! delivered once the other side takes them.

use std::sync::{Arc, Mutex};

use serde_json::Value;
use signpost::clock::{DAY, HOUR, MINUTE, SECOND};
use signpost::config::BaseUrl;
use signpost::notify::Worker;
use signpost::notify::webhook::{Courier, verify};
use signpost::outgoing::Outgoing;
use signpost::transfer::Beginning;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::support::people::Person;
use crate::support::reply::Reply;
use crate::support::site::{ORIGIN, TestSite};

const PATH: &str = "/admin/settings/webhooks";

/// One delivery as it arrived.
#[derive(Clone, Debug)]
struct Arrived {
    head: String,
    body: String,
}

impl Arrived {
    fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| *known == name).unwrap().1
    }

    fn signed(&self) -> (&str, &str, &str) {
        let names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
        let [id, time, signature] = names.map(|name| self.header(name));
        (id, time, signature)
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// Somebody's own program, which answers with a status that the test sets.
struct Receiver {
    url: String,
    arrived: Arc<Mutex<Vec<Arrived>>>,
    status: Arc<Mutex<u16>>,
}

impl Receiver {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let receiver = Self {
            url: format!(
                "http://{}/hook?key=abcd1234",
                listener.local_addr().unwrap()
            ),
            arrived: Arc::default(),
            status: Arc::new(Mutex::new(200)),
        };
        let (arrived, status) = (receiver.arrived.clone(), receiver.status.clone());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut bytes = Vec::new();
                let head = loop {
                    bytes.push(stream.read_u8().await.unwrap());
                    if bytes.ends_with(b"\r\n\r\n") {
                        break String::from_utf8(bytes).unwrap();
                    }
                };
                let arriving = Arrived {
                    head,
                    body: String::new(),
                };
                let mut body = vec![0; arriving.header("content-length").parse().unwrap()];
                stream.read_exact(&mut body).await.unwrap();
                let body = String::from_utf8(body).unwrap();
                arrived.lock().unwrap().push(Arrived { body, ..arriving });
                let status = *status.lock().unwrap();
                let answer = format!(
                    "HTTP/1.1 {status} X\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
                );
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        receiver
    }

    fn answers(&self, status: u16) {
        *self.status.lock().unwrap() = status;
    }

    fn take(&self) -> Vec<Arrived> {
        std::mem::take(&mut self.arrived.lock().unwrap())
    }
}

async fn on_a_private_network() -> TestSite {
    TestSite::with(Beginning::Starter, &[("allow_private_networks", "on")]).await
}

/// Delivers what is due now; a client of its own each time, which need not pause between two
/// requests to one host.
async fn deliver(site: &TestSite) -> usize {
    let app = site.app();
    let base_url: BaseUrl = ORIGIN.parse().unwrap();
    let (keys, clock) = (app.keys.clone(), app.clock.clone());
    let outgoing = Outgoing::new(&app.config);
    let courier = Courier::new(outgoing, keys, clock.clone(), base_url);
    let worker = Worker::new(app.db.clone(), clock, None).with_courier(courier);
    worker.deliver_due().await.unwrap()
}

async fn add(person: &Person, url: &str, events: &[&str], format: &str) -> Reply {
    let mut form = vec![("action", "add"), ("url", url), ("format", format)];
    form.extend(events.iter().map(|event| ("events", *event)));
    person.submit(PATH, &form).await
}

#[tokio::test]
async fn each_event_arrives_signed_and_says_nothing_of_people() {
    let site = on_a_private_network().await;
    let grace = site.administrator("grace").await;
    let receiver = Receiver::start().await;
    assert!(
        grace
            .get(PATH)
            .await
            .text()
            .contains("There is no webhook yet.")
    );
    let added = add(
        &grace,
        &receiver.url,
        &["suggestion", "decision"],
        "signpost",
    )
    .await;
    added.assert_ok();
    let secret = added.one("main code").text;
    assert!(secret.starts_with("whsec_"));
    site.assert_newest("grace", "webhook 1", "create", "").await;
    let typed = [
        ("name", "Charlie Contributor"),
        ("email", "charlie@example.org"),
        ("note", "private"),
    ];
    site.visitor().suggest(&site, &typed).await;
    let sent = site.only_suggestion().await;
    assert_eq!(deliver(&site).await, 1);
    let told = receiver.take().remove(0);
    assert!(
        told.head
            .starts_with("POST /hook?key=abcd1234 HTTP/1.1\r\n")
    );
    assert_eq!(told.header("content-type"), "application/json");
    let now = site.now() / SECOND;
    assert!(verify(&secret, told.signed(), told.body.as_bytes(), now));
    let data = &told.json()["data"];
    assert_eq!(told.json()["type"], "suggestion.received");
    assert_eq!(data["reference"], sent.reference.as_str());
    assert_eq!(data["title"], "Ward planner");
    assert_eq!(data["link"], "https://planner.example.org/wards");
    assert_eq!(
        (&data["kind"], &data["status"]),
        (&"entry".into(), &"pending".into())
    );
    assert_eq!(data["category"], "guidance");
    assert_eq!(
        data["admin_url"],
        format!("{ORIGIN}/admin/suggestions/{}", sent.id)
    );
    for private in ["Charlie", "charlie@", "private"] {
        assert!(!told.body.contains(private), "{private}");
    }
    // Forged and replayed ones are refused.
    let body = told.body.replace("Ward", "Word");
    assert!(!verify(&secret, told.signed(), body.as_bytes(), now));
    assert!(!verify(
        &secret,
        told.signed(),
        told.body.as_bytes(),
        now + 301
    ));

    let page = grace.get(&format!("/admin/suggestions/{}", sent.id)).await;
    let version = page.select("input[name=version]").remove(0);
    let verdict = [
        ("version", version.attr("value").unwrap()),
        ("decision", "decline"),
        ("reason", "Not for us"),
    ];
    let path = format!("/admin/suggestions/{}/decision", sent.id);
    grace.submit(&path, &verdict).await.assert_status(303);
    assert_eq!(deliver(&site).await, 1);
    let told = receiver.take().remove(0);
    assert_eq!(told.json()["type"], "suggestion.decided");
    assert_eq!(told.json()["data"]["status"], "declined");
    assert!(!told.body.contains("Not for us") && !told.body.contains("grace"));
    // Nothing is told twice, and spam is not told at all.
    site.visitor()
        .suggest(&site, &[("url", "https://x.example/"), ("website", "x")])
        .await;
    assert_eq!(deliver(&site).await, 0);
}

#[tokio::test]
async fn what_is_not_taken_is_tried_again_under_the_same_id() {
    let site = on_a_private_network().await;
    let grace = site.administrator("grace").await;
    let receiver = Receiver::start().await;
    let added = add(&grace, &receiver.url, &["suggestion"], "signpost").await;
    let secret = added.one("main code").text;
    receiver.answers(500);
    site.visitor().suggest(&site, &[]).await;
    assert_eq!(deliver(&site).await, 1);
    assert_eq!(deliver(&site).await, 0, "not before a minute has passed");
    let page = grace.get(PATH).await;
    assert!(
        page.text().contains("1 not delivered: it answered 500"),
        "{}",
        page.text()
    );
    receiver.answers(302);
    site.clock().advance(MINUTE);
    assert_eq!(deliver(&site).await, 1);
    let first = receiver.take();
    assert_eq!(first.len(), 2, "redirects are not followed");
    assert_eq!(first[0].header("webhook-id"), first[1].header("webhook-id"));
    assert_ne!(
        first[0].header("webhook-timestamp"),
        first[1].header("webhook-timestamp")
    );
    receiver.answers(200);
    site.clock().advance(3 * MINUTE);
    assert_eq!(deliver(&site).await, 1);
    let last = receiver.take().remove(0);
    assert_eq!(last.header("webhook-id"), first[0].header("webhook-id"));
    assert_eq!(last.body, first[0].body);
    assert!(verify(
        &secret,
        last.signed(),
        last.body.as_bytes(),
        site.now() / SECOND
    ));
    let page = grace.get(PATH).await;
    assert!(page.text().contains("Last delivered") && !page.text().contains("not delivered"));
}

#[tokio::test]
async fn after_ten_tries_somebody_has_to_look() {
    let site = on_a_private_network().await;
    let grace = site.administrator("grace").await;
    let receiver = Receiver::start().await;
    add(&grace, &receiver.url, &["suggestion"], "signpost")
        .await
        .assert_ok();
    receiver.answers(503);
    site.visitor().suggest(&site, &[]).await;
    let mut tries = 0;
    let begun = site.now();
    while site.now() < begun + 10 * DAY {
        tries += deliver(&site).await;
        site.clock().advance(HOUR);
    }
    assert_eq!(tries, 10);
    assert_eq!(
        site.count("SELECT count(*) FROM outbox WHERE status = 'stuck'")
            .await,
        1
    );
    let grace = site.administrator("hope").await;
    assert!(grace.get(PATH).await.text().contains("it answered 503"));
}

#[tokio::test]
async fn a_chat_gets_one_line_and_a_test_can_be_sent() {
    let site = on_a_private_network().await;
    let grace = site.administrator("grace").await;
    let receiver = Receiver::start().await;
    add(&grace, &receiver.url, &["suggestion"], "text")
        .await
        .assert_ok();
    let tested = grace.submit(PATH, &[("action", "test"), ("id", "1")]).await;
    tested.assert_redirect(&format!("{PATH}?done=tested"));
    assert_eq!(deliver(&site).await, 1);
    let told = receiver.take().remove(0).json();
    assert!(
        told["text"]
            .as_str()
            .unwrap()
            .ends_with("this is a test. It works.")
    );
    site.visitor()
        .suggest(&site, &[("title", "<!channel> free pills")])
        .await;
    deliver(&site).await;
    let told = receiver.take().remove(0).json();
    let text = told["text"].as_str().unwrap();
    assert!(
        text.contains("new link suggested: “‹!channel› free pills”"),
        "{text}"
    );
    assert_eq!(told.as_object().unwrap().len(), 1);
}

#[tokio::test]
async fn a_removed_webhook_hears_nothing_more_and_leaves_no_secret() {
    let site = on_a_private_network().await;
    let grace = site.administrator("grace").await;
    let receiver = Receiver::start().await;
    let added = add(&grace, &receiver.url, &["suggestion"], "signpost").await;
    let secret = added.one("main code").text;
    let page = grace.get(PATH).await;
    for hidden in [secret.as_str(), "abcd1234", "/hook?key="] {
        assert!(!page.html().contains(hidden), "{hidden}");
    }
    site.visitor().suggest(&site, &[]).await;
    let gone = grace
        .submit(PATH, &[("action", "remove"), ("id", "1")])
        .await;
    gone.assert_redirect(&format!("{PATH}?done=removed"));
    site.assert_newest("grace", "webhook 1", "delete", "").await;
    let again = grace
        .submit(PATH, &[("action", "remove"), ("id", "1")])
        .await;
    again.assert_redirect(&format!("{PATH}?done=unchanged"));
    assert_eq!(deliver(&site).await, 0);
    assert!(receiver.take().is_empty());
    let dump = site.dump().await;
    assert!(!dump.contains("abcd1234?") && !dump.contains("key=abcd1234"));
}

#[tokio::test]
async fn only_public_addresses_and_whole_forms_are_taken() {
    let site = TestSite::new().await;
    let grace = site.administrator("grace").await;
    for (url, words) in [
        ("", "starts with https://"),
        ("example.org/hook", "starts with https://"),
        ("ftp://example.org/", "starts with https://"),
        ("https://user:word@example.org/", "name and password"),
        ("https://example.org:8443/", "usual port"),
        ("https://127.0.0.1/", "open to the whole internet"),
        ("https://wiki.internal/", "open to the whole internet"),
    ] {
        let reply = add(&grace, url, &["decision"], "text").await;
        reply.assert_status(422);
        assert!(reply.one("#url-error").text.contains(words), "{url}");
        assert_eq!(reply.one("#url").attr("value"), Some(url));
        reply.one("#events-2[checked]");
    }
    let reply = add(&grace, "https://example.org/hook", &[], "xml").await;
    reply.assert_status(422);
    let errors = reply.texts(".errors li");
    assert_eq!(errors, ["Choose at least one", "Choose who reads it"]);
    add(&grace, "https://example.org/hook", &["decision"], "text")
        .await
        .assert_ok();
    let twice = add(&grace, "https://example.org/hook", &["decision"], "text").await;
    twice.assert_status(422);
    assert_eq!(site.count("SELECT count(*) FROM webhooks").await, 1);
    site.moderator("ada")
        .await
        .get(PATH)
        .await
        .assert_status(403);
}

#[tokio::test]
async fn switched_off_events_wait() {
    let settings = [("allow_private_networks", "on"), ("link_checks", "off")];
    let site = TestSite::with(Beginning::Starter, &settings).await;
    let grace = site.administrator("grace").await;
    let receiver = Receiver::start().await;
    add(&grace, &receiver.url, &["suggestion"], "signpost")
        .await
        .assert_ok();
    assert!(
        grace
            .get(PATH)
            .await
            .text()
            .contains("Nothing is sent just now")
    );
    site.visitor().suggest(&site, &[]).await;
    assert_eq!(deliver(&site).await, 0);
    assert!(receiver.take().is_empty());
    assert_eq!(
        site.count("SELECT count(*) FROM outbox WHERE status = 'waiting'")
            .await,
        1
    );
}
