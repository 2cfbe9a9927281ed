//! `GET /.well-known/security.txt`: whom to tell of a weakness (RFC 9116).

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;

use crate::clock::{Clock, DAY};
use crate::config::Config;
use crate::db::Db;
use crate::error::{AppError, Result};
use crate::paths;
use crate::settings::layout;
use crate::text::dates::machine;
use crate::web::fresh_page::fresh_text;

/// For how long what it says may be relied on: well under the year that RFC 9116 recommends as
/// the most.
const LASTS: i64 = 180 * DAY;

/// `GET /.well-known/security.txt`: only where the curator says whom to write to.
pub async fn security_txt(
    State(db): State<Db>,
    State(clock): State<Clock>,
    State(config): State<Arc<Config>>,
    headers: HeaderMap,
) -> Result<Response> {
    let mut connection = db.read().await?;
    let contact = layout(&mut connection).await?.site.contact;
    // Section 2.5.3: a page has to be one of https.
    let contact = contact
        .map(|contact| contact.href)
        .filter(|href| href.starts_with("mailto:") || href.starts_with("https://"))
        .ok_or(AppError::NotFound)?;
    // Counted from midnight, so that it is the same text all day.
    let now = clock.now();
    let expires = machine(now - now.rem_euclid(DAY) + LASTS);
    let own = format!("{}{}", config.origin(), paths::SECURITY_TXT);
    let text = format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en\nCanonical: {own}\n"
    );
    fresh_text(text, "text/plain; charset=utf-8", &headers)
}
