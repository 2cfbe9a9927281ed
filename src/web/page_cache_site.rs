//! A site whose pages say how often they were rendered, behind the cache.

use std::sync::atomic::AtomicUsize;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::get;
use bytes::Bytes;
use tower::ServiceExt;

use super::super::*;
use crate::error::AppError;
use crate::web::page::{Page, moved};

#[derive(askama::Template)]
#[template(ext = "html", source = "{{ text }}")]
struct Text {
    text: String,
}

fn public(text: impl Into<String>) -> Page {
    Page::public(&Text { text: text.into() }).unwrap()
}

/// A site whose pages say how often they were rendered.
#[derive(Clone)]
pub struct Site {
    pub version: DirectoryVersion,
    renders: Arc<AtomicUsize>,
    router: Router,
}

impl Site {
    pub fn new() -> Self {
        let version = DirectoryVersion::default();
        version.raise_to(7);
        let renders = Arc::new(AtomicUsize::new(0));
        let count = {
            let renders = renders.clone();
            move || renders.fetch_add(1, Ordering::SeqCst) + 1
        };
        let page = {
            let count = count.clone();
            async move |request: Request| {
                let headers = request.headers().len();
                let client = request.extensions().get::<ClientAddress>().is_some();
                let uri = request.uri().clone();
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                public(format!(
                    "{} {uri} {headers} {client} {}",
                    count(),
                    "x".repeat(2_000)
                ))
            }
        };
        let changing = {
            let (count, version) = (count.clone(), version.clone());
            async move || {
                let text = format!("{}", count());
                version.raise_to(version.current() + 1);
                public(text)
            }
        };
        let counted = |answer: fn() -> Response| {
            let count = count.clone();
            async move || {
                count();
                answer()
            }
        };
        let private = || {
            Page::private(&Text {
                text: "mine".into(),
            })
            .into_response()
        };
        let cookie = || ([(SET_COOKIE, "a=b")], public("cookie")).into_response();
        let router = Router::new()
            .route("/page", get(page))
            .route("/changing", get(changing))
            .route(
                "/missing",
                get(counted(|| AppError::NotFound.into_response())),
            )
            .route("/moved", get(counted(|| moved("/page"))))
            .route("/private", get(counted(private)))
            .route("/cookie", get(counted(cookie)))
            .route("/bare", get(counted(|| "bare".into_response())))
            .layer(from_fn_with_state(
                PageCache::new(version.clone(), DEFAULT_BYTES),
                serve,
            ));
        Self {
            version,
            renders,
            router,
        }
    }

    pub async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
    ) -> (Response, Bytes) {
        let mut request = http::Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::empty()).unwrap();
        request
            .extensions_mut()
            .insert(ClientAddress([192, 0, 2, 1].into()));
        let (parts, body) = self
            .router
            .clone()
            .oneshot(request)
            .await
            .unwrap()
            .into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        (Response::from_parts(parts, Body::empty()), bytes)
    }

    pub fn renders(&self) -> usize {
        self.renders.load(Ordering::SeqCst)
    }
}
