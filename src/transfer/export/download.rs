//! An export as a download: whole when it is small, else piece by piece as its reader takes it.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_TYPE, ETAG,
    LINK, VARY,
};
use http::{HeaderMap, HeaderValue};
use tokio::sync::{Semaphore, mpsc};

use super::{Export, Interrupted, Source};
use crate::config::Config;
use crate::db::Db;
use crate::error::{AppError, Result};
use crate::transfer::write::ExportFormat;
use crate::web::compress::Coding;
use crate::web::directory_version::DirectoryVersion;
use crate::web::encode::Encoder;
use crate::web::page::REVALIDATE;
use crate::web::page_cache::{has_seen, validator};
use crate::web::stored_page::not_modified;

/// Up to here an export is made before anything is sent, so that a change in between costs its
/// reader nothing: in pieces of 64 KiB.
const WHOLE: usize = 16;
/// How often it is begun again while somebody keeps changing the directory.
const TRIES: usize = 4;
/// How many exports read and code at the same moment: two of the four readers stay for pages.
const AT_ONCE: usize = 2;
/// How many pieces wait for a slow reader.
const WAITING: usize = 2;

/// What makes exports for readers; cheap to clone.
#[derive(Clone, Debug)]
pub struct Exports {
    db: Db,
    base_url: Option<String>,
    version: DirectoryVersion,
    turns: Arc<Semaphore>,
}

/// A file as readers get it.
#[derive(Clone, Copy, Debug)]
pub(super) struct ExportFile {
    pub(super) format: ExportFormat,
    /// What it is saved as.
    pub(super) name: &'static str,
    /// Its media type.
    pub(super) kind: &'static str,
}

impl Exports {
    /// Exports of `db`, whose links lead to where `config` says that the site is.
    pub fn new(config: &Config, db: Db) -> Self {
        Self {
            base_url: config.base_url.as_ref().map(ToString::to_string),
            version: DirectoryVersion::from(db.version()),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            db,
        }
    }

    /// The answer to whoever asks with `headers`.
    ///
    /// # Errors
    /// When the database does not answer, or changes all the time.
    pub(super) async fn answer(&self, file: ExportFile, headers: &HeaderMap) -> Result<Response> {
        let etag = validator(self.version.current());
        if has_seen(headers, &etag) {
            return Ok(not_modified(etag, REVALIDATE.1));
        }
        let coding = Coding::accepted(headers.get(ACCEPT_ENCODING));
        for _ in 0..TRIES {
            match self.begin(file, coding).await {
                Err(Interrupted::Changed) => {}
                other => return Ok(other?),
            }
        }
        Err(Interrupted::Changed.into())
    }

    async fn begin(&self, file: ExportFile, coding: Coding) -> Result<Response, Interrupted> {
        let source = Source::open(&self.db, self.base_url.clone()).await?;
        let mut headers = headers(file, coding, source.version);
        if let Some(url) = &source.skeleton.licence_url
            && let Ok(link) = HeaderValue::try_from(format!("<{url}>; rel=\"license\""))
        {
            headers.insert(LINK, link);
        }
        let mut export = Export::new(source, file.format);
        let mut encoder = Encoder::new(coding);
        let mut ready = Vec::new();
        for _ in 0..WHOLE {
            let turn = self.turns.acquire().await;
            let Some(piece) = export.next().await? else {
                ready.extend_from_slice(&encoder.finish().map_err(fault)?);
                return Ok((headers, ready).into_response());
            };
            ready.extend_from_slice(&encoder.push(piece.as_bytes()).map_err(fault)?);
            drop(turn);
        }
        let (sender, receiver) = mpsc::channel(WAITING);
        let turns = Arc::clone(&self.turns);
        tokio::spawn(pump(export, encoder, turns, sender));
        let rest = stream::unfold(receiver, async |mut receiver| {
            receiver.recv().await.map(|piece| (piece, receiver))
        });
        let first = stream::iter([Ok(Bytes::from(ready))]);
        let body = Body::from_stream(stream::StreamExt::chain(first, rest));
        Ok((headers, body).into_response())
    }
}

/// Makes the rest as fast as its reader takes it. It waits for room first, while it holds neither
/// a turn nor a connection; a reader who has gone ends it.
async fn pump(
    mut export: Export,
    mut encoder: Encoder,
    turns: Arc<Semaphore>,
    sender: mpsc::Sender<io::Result<Bytes>>,
) {
    while let Ok(room) = sender.reserve().await {
        let turn = turns.acquire().await;
        let piece = match export.next().await {
            Ok(Some(piece)) => encoder.push(piece.as_bytes()),
            Ok(None) => {
                room.send(encoder.finish());
                return;
            }
            Err(interrupted) => {
                // The connection breaks, so that nobody takes the half for the whole.
                tracing::info!(%interrupted, "a download was broken off");
                Err(io::Error::other(interrupted))
            }
        };
        drop(turn);
        let ends = piece.is_err();
        if !matches!(&piece, Ok(bytes) if bytes.is_empty()) {
            room.send(piece);
        }
        if ends {
            return;
        }
    }
}

fn headers(file: ExportFile, coding: Coding, version: i64) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.kind));
    let disposition = format!("attachment; filename=\"{}\"", file.name);
    if let Ok(disposition) = HeaderValue::try_from(disposition) {
        headers.insert(CONTENT_DISPOSITION, disposition);
    }
    headers.insert(ETAG, validator(version));
    headers.insert(CACHE_CONTROL, REVALIDATE.1);
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(name) = coding.name() {
        headers.insert(CONTENT_ENCODING, name);
    }
    headers
}

fn fault(error: io::Error) -> Interrupted {
    Interrupted::Failed(AppError::Internal(error.into()))
}

impl From<Interrupted> for AppError {
    fn from(interrupted: Interrupted) -> Self {
        match interrupted {
            Interrupted::Changed => Self::Unavailable {
                retry_after: Duration::from_secs(5),
            },
            Interrupted::Failed(error) => error,
        }
    }
}
