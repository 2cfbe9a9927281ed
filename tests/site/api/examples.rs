//! The examples on the page, carried out: what they print is what happens.

use signpost::accounts::Role;
use url::form_urlencoded;

use super::conformity::assert_described;
use super::*;
use crate::people::{arrived, tokens::make};

/// A command as the page prints it, read as a shell and curl would.
#[derive(Default)]
struct Command {
    address: String,
    headers: Vec<(String, String)>,
    data: Vec<String>,
    is_get: bool,
}

impl Command {
    fn parse(text: &str) -> Self {
        let mut words = words(text).into_iter();
        assert_eq!(words.next().as_deref(), Some("curl"), "{text}");
        let mut command = Self::default();
        while let Some(word) = words.next() {
            match word.as_str() {
                "-i" => {}
                "-G" => command.is_get = true,
                "-H" => {
                    let header = words.next().unwrap();
                    let (name, value) = header.split_once(": ").unwrap();
                    command.headers.push((name.to_owned(), value.to_owned()));
                }
                "-d" => command.data.push(words.next().unwrap()),
                "--data-urlencode" => {
                    let pair = words.next().unwrap();
                    let (name, value) = pair.split_once('=').unwrap();
                    let mut encoded = form_urlencoded::Serializer::new(String::new());
                    command.data.push(encoded.append_pair(name, value).finish());
                }
                address => command.address = address.to_owned(),
            }
        }
        command
    }

    async fn run(&self, site: &TestSite) -> Reply {
        let data = self.data.join("&");
        let path = self.address.strip_prefix("https://links.example").unwrap();
        let is_get = self.is_get || data.is_empty();
        let path = match self.is_get {
            true => format!("{path}?{data}"),
            false => path.to_owned(),
        };
        let method = if is_get { Method::GET } else { Method::POST };
        let mut request = Request::builder().method(method).uri(path);
        let mut typed = false;
        for (name, value) in &self.headers {
            typed |= name == "Content-Type";
            request = request.header(name, value);
        }
        if !is_get && !typed {
            request = request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        let body = if is_get {
            Body::empty()
        } else {
            Body::from(data)
        };
        site.visitor().request(request.body(body).unwrap()).await
    }
}

/// Words apart by blanks, and what stands between single quotes as it is.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (place, part) in text.split('\'').enumerate() {
        let quoted = place % 2 == 1;
        for c in part.chars() {
            match c {
                ' ' if !quoted => words.push(String::new()),
                c => words.last_mut().unwrap().push(c),
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Fails unless everything that `shown` has is in `found`, of the same kind.
fn assert_shape(shown: &Value, found: &Value, place: &str) {
    match (shown, found) {
        (Value::Object(shown), Value::Object(found)) => {
            for (name, shown) in shown {
                let place = format!("{place}.{name}");
                let found = found
                    .get(name)
                    .unwrap_or_else(|| panic!("{place} is missing"));
                assert_shape(shown, found, &place);
            }
        }
        (Value::Array(shown), Value::Array(found)) => {
            let Some(first) = shown.first() else { return };
            assert!(!found.is_empty(), "{place} is empty");
            for found in found {
                assert_shape(first, found, place);
            }
        }
        // What may be missing is null or a text.
        (Value::Null, Value::String(_)) | (Value::String(_), Value::Null) => {}
        (shown, found) => assert_eq!(
            std::mem::discriminant(shown),
            std::mem::discriminant(found),
            "{place}: {found}"
        ),
    }
}

#[tokio::test]
async fn every_example_does_what_it_says() {
    let site = TestSite::new().await;
    let ada = arrived(&site, "ada", Role::Moderator).await;
    let token = make(&ada, &["read", "decide"], "").await;
    let page = get(&site, "/api").await;
    page.assert_ok();
    let etag = get(&site, "/api/v1/entries/1").await;
    let etag = etag.header("etag").unwrap().to_owned();
    let mut status_url = String::new();
    let examples = page.select(".example");
    let commands = page.texts(".example pre:first-of-type");
    assert_eq!(examples.len(), commands.len());
    assert!(examples.len() > 10);
    for (example, command) in examples.iter().zip(commands) {
        let filled = command
            .replace("sp_…", &token)
            .replace("ETAG", &etag)
            .replace("STATUS_URL", &status_url);
        let reply = Command::parse(&filled).run(&site).await;
        let status: u16 = example.attr("data-status").unwrap().parse().unwrap();
        assert_eq!(
            reply.status().as_u16(),
            status,
            "{command}: {}",
            String::from_utf8_lossy(reply.bytes())
        );
        let parts = scraper::Html::parse_fragment(&example.html);
        let pre = scraper::Selector::parse("pre").unwrap();
        let Some(shown) = parts.select(&pre).nth(1) else {
            continue;
        };
        let shown: String = shown.text().collect();
        let shown: Value = serde_json::from_str(&shown).unwrap();
        let found = json(&reply);
        assert_shape(&shown, &found, &command);
        if let Some(address) = found["status_url"].as_str() {
            status_url = address.to_owned();
        }
        for fixed in ["title", "status", "type"] {
            if shown.get("detail").is_some() {
                assert_eq!(shown[fixed], found[fixed], "{command}");
            }
        }
    }
}

#[tokio::test]
async fn the_page_shows_every_call_and_every_problem() {
    let site = TestSite::new().await;
    let page = get(&site, "/api").await;
    let html = page.html();
    let document = signpost::api::description().document();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, call) in item.as_object().unwrap() {
            let id = call["operationId"].as_str().unwrap();
            page.one(&format!("#call-{id}"));
            let line = format!("{} {path}", method.to_uppercase());
            assert!(page.text().contains(&line), "{line}");
        }
    }
    assert!(!html.contains("<script src=\"http"));
    // The type of a problem leads to its place on the page.
    for path in [
        "/api/v1/nothing",
        "/api/v1/entries?x=y",
        "/api/v1/suggestions",
    ] {
        let problem = json(&get(&site, path).await);
        let kind = problem["type"].as_str().unwrap();
        let anchor = kind.strip_prefix("https://links.example/api#").unwrap();
        let place = page.one(&format!("#{anchor}"));
        assert!(place.text.contains(problem["title"].as_str().unwrap()));
    }
    let linked = get(&site, "/").await.select("footer a[href='/api']");
    assert_eq!(linked.len(), 1);
}

#[tokio::test]
async fn what_is_sent_and_answered_is_described() {
    let site = TestSite::new().await;
    let send = async |body: &str| {
        let request =
            Request::post("/api/v1/suggestions").header("content-type", "application/json");
        site.visitor()
            .request(request.body(Body::from(body.to_owned())).unwrap())
            .await
    };
    let fine = r#"{"url":"https://tool.example.org/","title":"T","category":"not-sure"}"#;
    for (body, status) in [(fine, 201), (fine, 409), ("{}", 422), ("{", 400)] {
        let reply = send(body).await;
        reply.assert_status(status);
        assert_described(&reply, "post", "/api/v1/suggestions");
    }
}
