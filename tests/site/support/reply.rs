//! What a person gets back, and what they see in it.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::header::LOCATION;
use http::{HeaderMap, StatusCode};
use scraper::{ElementRef, Html, Selector};

/// An answer of the site.
#[derive(Clone, Debug)]
pub struct Reply {
    path: String,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

/// An element of a page.
#[derive(Clone, Debug)]
pub struct Element {
    /// What is read, with white space as a browser folds it.
    pub text: String,
    /// The attributes by name.
    pub attributes: BTreeMap<String, String>,
    /// The element as HTML.
    pub html: String,
}

impl Element {
    /// The value of an attribute.
    pub fn attr(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    fn new(element: ElementRef<'_>) -> Self {
        let attributes = element.value().attrs();
        Self {
            text: folded(element.text()),
            attributes: attributes
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .collect(),
            html: element.html(),
        }
    }
}

impl Reply {
    pub(super) fn new(path: String, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self {
            path,
            status,
            headers,
            body,
        }
    }

    /// The status code.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Every header.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The first header of this name, as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Where it sends the browser.
    pub fn location(&self) -> Option<&str> {
        self.header(LOCATION.as_str())
    }

    /// The body as it came.
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// The body as text, tags and all.
    pub fn html(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The elements that a CSS selector finds, in the order of the page.
    pub fn select(&self, css: &str) -> Vec<Element> {
        let selector = Selector::parse(css).unwrap();
        let page = Html::parse_document(self.html());
        page.select(&selector).map(Element::new).collect()
    }

    /// The one element that a CSS selector finds.
    #[track_caller]
    pub fn one(&self, css: &str) -> Element {
        let mut found = self.select(css);
        assert_eq!(found.len(), 1, "{css} at {} in {}", self.path, self.html());
        found.remove(0)
    }

    /// The texts of the elements that a CSS selector finds.
    pub fn texts(&self, css: &str) -> Vec<String> {
        self.select(css)
            .into_iter()
            .map(|element| element.text)
            .collect()
    }

    /// What is read on the page, without its title.
    pub fn text(&self) -> String {
        self.one("body").text
    }

    /// What the browser would send of the form that a CSS selector finds, as it stands: without
    /// buttons, and only the boxes that are ticked.
    #[track_caller]
    pub fn fields(&self, form: &str) -> Vec<(String, String)> {
        self.one(form);
        let mut fields = Vec::new();
        let page = Html::parse_document(self.html());
        let controls = Selector::parse(&format!(
            "{form} input[name], {form} textarea[name], {form} select[name]"
        ));
        let options = Selector::parse("option").unwrap();
        for control in page.select(&controls.unwrap()) {
            let attr = |name| control.attr(name);
            let value = match (control.value().name(), attr("type")) {
                ("input", Some("radio" | "checkbox")) => {
                    attr("checked").map(|_| attr("value").unwrap_or("on").to_owned())
                }
                ("input", Some("submit" | "button" | "image" | "reset")) => None,
                ("input", _) => Some(attr("value").unwrap_or_default().to_owned()),
                ("textarea", _) => Some(control.text().collect()),
                _ => {
                    let all: Vec<_> = control.select(&options).collect();
                    let chosen = all.iter().find(|option| option.attr("selected").is_some());
                    chosen.or(all.first()).map(|option| {
                        let text = || folded(option.text());
                        option.attr("value").map_or_else(text, str::to_owned)
                    })
                }
            };
            if let (Some(value), Some(name)) = (value, attr("name")) {
                fields.push((name.to_owned(), value));
            }
        }
        fields
    }

    /// Fails unless this is an ordinary page.
    #[track_caller]
    pub fn assert_ok(&self) {
        self.assert_status(200);
    }

    /// Fails unless the answer has this status.
    #[track_caller]
    pub fn assert_status(&self, status: u16) {
        let Self { path, body, .. } = self;
        let body = String::from_utf8_lossy(body);
        assert_eq!(self.status.as_u16(), status, "{path} said {body}");
    }

    /// Fails unless the browser is sent to `path`: after a form (303) or to where it moved (308).
    #[track_caller]
    pub fn assert_redirect(&self, path: &str) {
        assert!(
            matches!(self.status.as_u16(), 303 | 308),
            "{} said {} {}",
            self.path,
            self.status,
            String::from_utf8_lossy(&self.body)
        );
        // Which change in history it was is looked at where it matters.
        let location = self.location().unwrap_or_default();
        let (place, number) = location.rsplit_once("&change=").unwrap_or((location, "1"));
        assert!(number.parse::<i64>().is_ok(), "{location}");
        assert_eq!(place, path);
    }
}

fn folded<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let all: String = texts.collect();
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}
