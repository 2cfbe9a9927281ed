//! A flood: many programs at many addresses, behind a proxy that we trust. The queue stays short,
//! readers go on reading, and who means it gets through.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use http::header::{CONTENT_TYPE, ORIGIN};
use http::{Method, Request};
use signpost::clock::{HOUR, SECOND};
use signpost::suggestions::SuggestionStatus;
use signpost::transfer::Beginning;
use url::form_urlencoded;

use crate::support::contributors::ORDINARY;
use crate::support::editing::filled;
use crate::support::people::{Person, raw};
use crate::support::reply::Reply;
use crate::support::site::{ORIGIN as SITE, TestSite};

/// What programs write.
const PITCH: &str = "The cheapest pills on the whole internet, delivered overnight and discreetly.";

async fn behind_a_proxy() -> TestSite {
    TestSite::with(Beginning::Starter, &[("trusted_proxies", "10.0.0.0/8")]).await
}

/// Where the `n`th of 500 programs is: two to a network.
fn address(n: usize) -> String {
    let n = n % 500;
    format!("93.{}.{}.{}", 100 + n / 250, n / 2 % 125, 10 + n % 2)
}

/// Somebody at `address`, as the proxy says.
struct Sender<'a> {
    proxy: &'a Person,
    address: String,
}

impl Sender<'_> {
    async fn get(&self, path: &str) -> Reply {
        let mut request = raw(Method::GET, path);
        let address = self.address.parse().unwrap();
        request.headers_mut().insert("x-forwarded-for", address);
        self.proxy.request(request).await
    }

    async fn post(&self, path: &str, fields: &[(String, String)]) -> Reply {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(ORIGIN, SITE)
            .header("x-forwarded-for", &self.address)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.proxy.request(request.body(body.into()).unwrap()).await
    }

    /// Opens the form and sends it at once.
    async fn fill_in(&self, path: &str, typed: &[(&str, &str)]) -> Reply {
        let page = self.get(path).await;
        self.post(path, &filled(&page, "main form.form", typed))
            .await
    }
}

fn pairs(typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    typed.iter().map(owned).collect()
}

/// The `n`th post of the flood: without the form, over the form at once, with one token again and
/// again, into the trap, or to one host.
async fn post(proxy: &Person, n: usize, replayed: &Reply) -> Reply {
    let sender = Sender {
        proxy,
        address: address(n),
    };
    let url = match n % 10 {
        9 => format!("https://one-shop.example/{n}"),
        _ => format!("https://shop{n}.example/"),
    };
    let title = format!("Offer {n}");
    let unlike = format!("Offer number {n}: nobody else has number {n} for so little money.");
    let mut typed = vec![
        ("url", url.as_str()),
        ("title", title.as_str()),
        ("category", "guidance"),
        (
            "description",
            if n.is_multiple_of(2) { PITCH } else { &unlike },
        ),
    ];
    match n % 10 {
        0..=3 => sender.post("/suggest", &pairs(&typed)).await,
        4..=6 => sender.fill_in("/suggest", &typed).await,
        7 => {
            let fields = filled(replayed, "main form.form", &typed);
            sender.post("/suggest", &fields).await
        }
        8 => {
            typed.push(("website", "https://x.example"));
            sender.fill_in("/suggest", &typed).await
        }
        _ => sender.fill_in("/suggest", &typed).await,
    }
}

/// How many of those in the queue came from the flood.
async fn spam_in_queue(site: &TestSite) -> usize {
    let all = site.suggestions().await;
    let waiting = all
        .iter()
        .filter(|one| one.status == SuggestionStatus::Pending);
    let bad = waiting.filter(|one| {
        one.host
            .as_deref()
            .is_some_and(|host| host.contains("shop"))
    });
    bad.count()
}

#[tokio::test]
async fn fifteen_hundred_posts_from_five_hundred_addresses() {
    let site = behind_a_proxy().await;
    let proxy = site.visitor().from("10.0.0.1");
    let replayed = proxy.get("/suggest").await;
    let before = site.visitor().get("/").await;
    let mut answers = BTreeSet::new();
    for n in 0..1_500 {
        answers.insert(post(&proxy, n, &replayed).await.status().as_u16());
        if n == 750 {
            // In its middle somebody opens the form, takes their time, and is heard.
            let person = Sender {
                proxy: &proxy,
                address: "81.2.69.142".to_owned(),
            };
            let page = person.get("/suggest").await;
            site.clock().advance(31 * SECOND);
            let sent = filled(&page, "main form.form", &ORDINARY);
            person.post("/suggest", &sent).await.assert_status(303);
            // So is who found a mistake, though new links are held back.
            let mistake = [("reason", "dead"), ("note", "It answers 404.")];
            let report = Sender {
                proxy: &proxy,
                address: "81.2.70.7".to_owned(),
            };
            report
                .fill_in("/entries/1/report", &mistake)
                .await
                .assert_status(303);
        }
    }
    assert_eq!(answers, BTreeSet::from([303, 429]));
    let all = site.suggestions().await;
    let arrived = |host: &str| {
        let found = all.iter().find(|one| one.host.as_deref() == Some(host));
        found.map(|one| one.status)
    };
    assert_eq!(
        arrived("planner.example.org"),
        Some(SuggestionStatus::Pending)
    );
    assert_eq!(
        all.iter()
            .filter(|one| one.kind.as_str() == "report")
            .count(),
        1
    );
    let bad = spam_in_queue(&site).await;
    assert!(bad * 20 <= 1_500, "{bad} of 1,500 in the queue");
    // Readers see what they saw.
    let after = site.visitor().get("/").await;
    assert_eq!(after.bytes(), before.bytes());
    // An hour later all is calm again.
    site.clock().advance(HOUR);
    let calm = Sender {
        proxy: &proxy,
        address: "81.2.71.9".to_owned(),
    };
    let page = calm.get("/suggest").await;
    assert!(page.select("form[data-bits]").is_empty());
}

/// By hand: `cargo test --test site latency -- --ignored --nocapture`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "measures, and asserts nothing"]
async fn latency_of_readers_during_the_flood() {
    let site = behind_a_proxy().await;
    let (quiet, _) = read_on(&site, |_| async { false }).await;
    let proxy = site.visitor().from("10.0.0.1");
    let replayed = proxy.get("/suggest").await;
    let (loud, seconds) = read_on(&site, |n| {
        let (proxy, replayed) = (&proxy, &replayed);
        async move {
            if n < 1_500 {
                post(proxy, n, replayed).await;
            }
            n < 1_500
        }
    })
    .await;
    println!("quiet: {}", figures(quiet));
    println!("flood: {} over {seconds:.1} s", figures(loud));
    println!("spam in the queue: {}", spam_in_queue(&site).await);
}

/// Reads pages one after another while `also` says that it goes on, and 400 at least.
async fn read_on<F: Future<Output = bool>>(
    site: &TestSite,
    also: impl Fn(usize) -> F,
) -> (Vec<Duration>, f64) {
    let start = Instant::now();
    let flood = async {
        let mut n = 0;
        while also(n).await {
            n += 1;
        }
    };
    let (done, finished) = tokio::sync::watch::channel(false);
    let readers = async {
        let reader = site.visitor();
        let mut times = Vec::new();
        let paths = ["/", "/recent", "/search?q=data", "/tags"];
        while times.len() < 400 || !*finished.borrow() {
            let began = Instant::now();
            reader
                .get(paths[times.len() % paths.len()])
                .await
                .assert_ok();
            times.push(began.elapsed());
            tokio::task::yield_now().await;
        }
        times
    };
    let flood = async {
        flood.await;
        done.send(true).unwrap();
    };
    let (times, ()) = tokio::join!(readers, flood);
    (times, start.elapsed().as_secs_f64())
}

fn figures(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    format!(
        "{} reads, median {:?}, p95 {:?}, p99 {:?}, slowest {:?}",
        times.len(),
        at(50),
        at(95),
        at(99),
        at(100)
    )
}
