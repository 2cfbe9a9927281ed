//! People with a browser: they keep cookies and send what a browser sends.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Mutex;

use axum::Router;
use axum::body::Body;
use http::header::{CONTENT_TYPE, COOKIE, HOST, ORIGIN, SET_COOKIE};
use http::{HeaderMap, Method, Request};
use http_body_util::BodyExt;
use signpost::web::client_address::PeerAddress;
use tower::ServiceExt;
use url::form_urlencoded;

use super::reply::Reply;

/// Somebody with a browser.
pub struct Person {
    router: Router,
    origin: String,
    address: IpAddr,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Person {
    pub(super) fn new(router: Router, origin: &str, address: IpAddr) -> Self {
        Self {
            router,
            origin: origin.to_owned(),
            address,
            cookies: Mutex::default(),
        }
    }

    /// The same person, at this address from now on.
    pub fn from(mut self, address: &str) -> Self {
        self.address = address.parse().unwrap();
        self
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Reply {
        let request = Request::get(path).header("sec-fetch-site", "none");
        self.request(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form from one of the site's own pages.
    pub async fn submit<V: AsRef<str>>(&self, path: &str, fields: &[(&str, V)]) -> Reply {
        let form = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(ORIGIN, &self.origin)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.request(request.body(form.into()).unwrap()).await
    }

    /// Sends a form with files from one of the site's own pages.
    pub async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Reply {
        const END: &str = "----a-line-that-no-file-has";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head =
                format!("--{END}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(format!("{value}\r\n").as_bytes());
        }
        for (name, bytes) in files {
            let head = format!(
                "--{END}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{END}--\r\n").as_bytes());
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(ORIGIN, &self.origin)
            .header(CONTENT_TYPE, format!("multipart/form-data; boundary={END}"));
        self.request(request.body(body.into()).unwrap()).await
    }

    /// Goes where the reply sends the browser, until a page is reached.
    pub async fn follow(&self, reply: Reply) -> Reply {
        let mut reply = reply;
        for _ in 0..10 {
            if !reply.status().is_redirection() {
                return reply;
            }
            let next = reply
                .location()
                .expect("a redirect says where to")
                .to_owned();
            reply = self.get(&next).await;
        }
        panic!("redirected in a circle, at last to {:?}", reply.location());
    }

    /// Sends exactly this request, with the cookies, the host and the address of this person.
    pub async fn request(&self, mut request: Request<Body>) -> Reply {
        let path = request.uri().to_string();
        self.add_headers(request.headers_mut());
        request
            .extensions_mut()
            .insert(PeerAddress(Some(self.address)));
        // The clone is what a connection would get; the router itself never fails.
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            self.store_cookie(cookie.to_str().unwrap());
        }
        let body = body.collect().await.unwrap().to_bytes();
        Reply::new(path, parts.status, parts.headers, body)
    }

    fn add_headers(&self, headers: &mut HeaderMap) {
        let host = self.origin.split("//").last().unwrap_or_default();
        let host = host.parse().unwrap();
        headers.entry(HOST).or_insert(host);
        let cookies = self.cookies.lock().unwrap();
        if !cookies.is_empty() && !headers.contains_key(COOKIE) {
            let line: Vec<_> = cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
            headers.insert(COOKIE, line.join("; ").parse().unwrap());
        }
    }

    /// Keeps a cookie as a `Set-Cookie` header asks, or forgets it.
    pub fn store_cookie(&self, header: &str) {
        let (pair, attributes) = header.split_once(';').unwrap_or((header, ""));
        let (name, value) = pair.split_once('=').unwrap();
        let mut cookies = self.cookies.lock().unwrap();
        if attributes.split(';').any(|part| part.trim() == "Max-Age=0") {
            cookies.remove(name);
        } else {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    /// The value of a cookie that this browser keeps.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Forgets every cookie, as a new browser would.
    pub fn clear_cookies(&self) {
        self.cookies.lock().unwrap().clear();
    }
}

/// A raw request, for [`Person::request`].
pub fn raw(method: Method, path: &str) -> Request<Body> {
    let request = Request::builder().method(method).uri(path);
    request.body(Body::empty()).unwrap()
}
