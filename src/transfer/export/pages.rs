//! The directory in other formats, for readers.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;

use super::download::{ExportFile, Exports};
use crate::config::Config;
use crate::db::Db;
use crate::error::Result;
use crate::paths;
use crate::settings::public_layout;
use crate::transfer::write::ExportFormat;
use crate::web::{Layout, Page, Query};

#[derive(Template)]
#[template(path = "transfer/export.html")]
struct ExportPage {
    layout: Layout,
}

/// `GET /export`
pub async fn formats(State(db): State<Db>, State(config): State<Arc<Config>>) -> Result<Page> {
    let mut connection = db.read().await?;
    let layout = public_layout(&mut connection, &config, paths::EXPORT).await?;
    let about = "The whole directory as a file, in every open format.";
    Page::public(&ExportPage {
        layout: layout.described("Take it with you", about),
    })
}

/// `GET /export/directory.md`
pub async fn markdown(
    State(exports): State<Exports>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response> {
    let format = match query.first("style") {
        Some("hugo") => ExportFormat::Hugo,
        _ => ExportFormat::Awesome,
    };
    let kind = "text/markdown; charset=utf-8; variant=GFM";
    answer(exports, (format, "directory.md", kind), headers).await
}

/// `GET /export/directory.json`
pub async fn json(State(exports): State<Exports>, headers: HeaderMap) -> Result<Response> {
    let file = (ExportFormat::Json, "directory.json", "application/json");
    answer(exports, file, headers).await
}

/// `GET /export/directory.csv`
pub async fn csv(State(exports): State<Exports>, headers: HeaderMap) -> Result<Response> {
    let kind = "text/csv; charset=utf-8; header=present";
    answer(exports, (ExportFormat::Csv, "directory.csv", kind), headers).await
}

/// `GET /export/directory.opml`
pub async fn opml(State(exports): State<Exports>, headers: HeaderMap) -> Result<Response> {
    let kind = "text/x-opml; charset=utf-8";
    answer(
        exports,
        (ExportFormat::Opml, "directory.opml", kind),
        headers,
    )
    .await
}

/// `GET /export/bookmarks.html`
pub async fn bookmarks(State(exports): State<Exports>, headers: HeaderMap) -> Result<Response> {
    let kind = "text/html; charset=utf-8";
    let file = (ExportFormat::Bookmarks, "bookmarks.html", kind);
    answer(exports, file, headers).await
}

async fn answer(
    exports: Exports,
    (format, name, kind): (ExportFormat, &'static str, &'static str),
    headers: HeaderMap,
) -> Result<Response> {
    let file = ExportFile { format, name, kind };
    exports.answer(file, &headers).await
}
