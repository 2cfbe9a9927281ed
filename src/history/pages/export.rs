//! `GET /admin/history/export`: the whole history as a file, written while it is read.

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;
use bytes::Bytes;
use futures_util::stream;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use serde::Deserialize;

use super::export_rows::{CSV_HEAD, csv_rows, json_line};
use crate::accounts::{Administrator, EventKind, SecurityEvent, insert_event};
use crate::clock::Clock;
use crate::db::Db;
use crate::error::{AppError, Result};
use crate::history::{find_change, list_changes_after, list_revisions};
use crate::text::dates::Dates;
use crate::web::Rendered;
use crate::web::page::NO_STORE;

/// How many changes are read at a time: no reading holds the database up for long.
const AT_ONCE: i64 = 100;

/// As what it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// One JSON object for each change, one to a line.
    Jsonl,
    /// One row for each object of a change (RFC 4180), for spreadsheets.
    Csv,
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ExportQuery {
    format: String,
}

/// `GET /admin/history/export`
pub async fn export(
    State(db): State<Db>,
    State(clock): State<Clock>,
    Administrator { user, .. }: Administrator,
    Query(query): Query<ExportQuery>,
) -> Result<Response> {
    let (format, kind, name) = match query.format.as_str() {
        "" | "jsonl" => (
            Format::Jsonl,
            "application/jsonl; charset=utf-8",
            "history.jsonl",
        ),
        "csv" => (Format::Csv, "text/csv; charset=utf-8", "history.csv"),
        _ => {
            let words = "The history can be exported as jsonl or csv.";
            return Err(AppError::BadRequest(words.to_owned()));
        }
    };
    let mut write = db.write().await?;
    let event = SecurityEvent {
        user_id: Some(user.id),
        ..SecurityEvent::by_operator(EventKind::PersonalDataExport, user.id)
    };
    insert_event(&mut write, &event, clock.now()).await?;
    write.commit().await?;
    let rows = stream::try_unfold(Some(0), move |after| {
        let db = db.clone();
        async move {
            match after {
                Some(after) => read(&db, format, after).await,
                None => Ok(None),
            }
        }
    });
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    let mut response = (headers, [NO_STORE], Body::from_stream(rows)).into_response();
    response.extensions_mut().insert(Rendered);
    Ok(response)
}

/// The text of the changes after `after`, and after which one to go on.
async fn read(db: &Db, format: Format, after: i64) -> Result<Option<(Bytes, Option<i64>)>> {
    let mut connection = db.read().await?;
    let dates = Dates::new("UTC");
    let ids = list_changes_after(&mut connection, after, AT_ONCE).await?;
    let mut text = String::new();
    if format == Format::Csv && after == 0 {
        text.push_str(CSV_HEAD);
    }
    for &id in &ids {
        let change = find_change(&mut connection, id).await?;
        let revisions = list_revisions(&mut connection, id, (0, i64::MAX)).await?;
        text.push_str(&match format {
            Format::Jsonl => json_line(&change, &revisions, &dates),
            Format::Csv => csv_rows(&change, &revisions, &dates),
        });
    }
    let goes_on = ids.last().copied();
    Ok(
        Some((Bytes::from(text), goes_on))
            .filter(|(text, next)| !text.is_empty() || next.is_some()),
    )
}
