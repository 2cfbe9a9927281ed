//! Statements on entries.

use super::rows;
use crate::db::Connection;
use crate::directory::{Entry, EntryState, Licence, LinkUrl, PublicLink};
use crate::error::Result;
use crate::text::markdown::{RENDERER_VERSION, SafeHtml, first_paragraph, render};

/// One entry, whatever its status.
///
/// # Errors
/// When the database does not answer.
pub async fn find_entry(connection: &mut Connection, id: i64) -> Result<Option<Entry>> {
    let row = sqlx::query!(
        r#"SELECT id, uid, category_id, slug, url, url_key, host, display_host, title, description,
                  summary, description_html, caveat_kind, caveat, licence_status, licence,
                  organisation, language, position, featured AS "featured: bool", question, status,
                  merged_into, added_at, updated_at, verified_at, verified_by, link_status, version,
                  (SELECT json_group_array(json_object('slug', t.slug, 'name', t.name)
                                           ORDER BY et.position)
                   FROM entry_tags et JOIN tags t ON t.id = et.tag_id
                   WHERE et.entry_id = entries.id) AS "tags!: String"
           FROM entries WHERE id = ?"#,
        id,
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| {
        let licence = rows::licence(&row.licence_status, row.licence);
        let tags = rows::tags(&row.tags);
        Entry {
            id: row.id,
            uid: row.uid,
            slug: row.slug,
            display_host: row.display_host,
            host: row.host,
            url_key: row.url_key,
            description_html: SafeHtml::from_stored(row.description_html),
            summary: row.summary,
            added_at: row.added_at,
            updated_at: row.updated_at,
            link: PublicLink::of(&row.link_status),
            version: row.version,
            state: EntryState {
                url: row.url,
                title: row.title,
                category_id: row.category_id,
                description: row.description,
                caveat: rows::caveat(row.caveat_kind.as_deref(), &row.caveat),
                licence: licence.field().to_owned(),
                organisation: row.organisation,
                tags: tags.iter().map(|tag| tag.name.clone()).collect(),
                language: row.language,
                featured: row.featured,
                question: row.question,
                position: row.position,
                status: rows::status(&row.status),
                merged_into: row.merged_into,
                verified_at: row.verified_at,
                verified_by: row.verified_by,
            },
            licence,
            tags,
        }
    }))
}

/// One entry, or the one that took its place when it was merged, and so on.
///
/// # Errors
/// When the database does not answer.
pub async fn find_standing_entry(connection: &mut Connection, id: i64) -> Result<Option<Entry>> {
    let last = sqlx::query_scalar!(
        r#"WITH RECURSIVE way (id, hops) AS (
               SELECT ?1, 0
               UNION ALL SELECT e.merged_into, hops + 1 FROM way JOIN entries e ON e.id = way.id
               WHERE e.status <> 'live' AND e.merged_into IS NOT NULL AND hops < 16)
           SELECT id AS "id!: i64" FROM way ORDER BY hops DESC LIMIT 1"#,
        id,
    )
    .fetch_one(&mut *connection)
    .await?;
    find_entry(connection, last).await
}

/// The live entry with this normalised link.
///
/// # Errors
/// When the database does not answer.
pub async fn find_live_entry_by_key(
    connection: &mut Connection,
    url_key: &str,
) -> Result<Option<i64>> {
    Ok(sqlx::query_scalar!(
        "SELECT id FROM entries WHERE url_key = ? AND status = 'live'",
        url_key
    )
    .fetch_optional(connection)
    .await?)
}

/// Entries with a link like this one, not the same: ids, live ones first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_similar_entries(connection: &mut Connection, link: &LinkUrl) -> Result<Vec<i64>> {
    let (similar_key, url_key) = (link.similar_key(), link.key());
    Ok(sqlx::query_scalar!(
        "SELECT id FROM entries WHERE similar_key = ? AND url_key <> ? AND status <> 'deleted'
         ORDER BY status = 'live' DESC, id LIMIT 5",
        similar_key,
        url_key,
    )
    .fetch_all(connection)
    .await?)
}

/// A new row; the words, place and status follow with [`update_entry`].
pub(in crate::directory) async fn insert_entry(
    connection: &mut Connection,
    (uid, slug): (&str, &str),
    (link, state): (&LinkUrl, &EntryState),
    at: i64,
) -> Result<i64> {
    let (url, url_key, similar_key) = (link.as_str(), link.key(), link.similar_key());
    let (host, display_host) = (link.host(), link.display_host());
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO entries (uid, category_id, slug, url, url_key, similar_key, host, display_host,
                                title, renderer_version, position, added_at, updated_at, version)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) RETURNING id AS "id!""#,
        uid,
        state.category_id,
        slug,
        url,
        url_key,
        similar_key,
        host,
        display_host,
        state.title,
        RENDERER_VERSION,
        state.position,
        at,
        at,
    )
    .fetch_one(connection)
    .await?)
}

/// Writes the whole state of an entry and what follows from it, except tags and ancestors.
pub(in crate::directory) async fn update_entry(
    connection: &mut Connection,
    (id, slug): (i64, &str),
    (link, state): (&LinkUrl, &EntryState),
    updated_at: i64,
) -> Result<()> {
    let (url, url_key, similar_key) = (link.as_str(), link.key(), link.similar_key());
    let (host, display_host) = (link.host(), link.display_host());
    let licence = Licence::parse_field(&state.licence).unwrap_or(Licence::NotChecked);
    let (licence_status, licence_text, licence_open) =
        (licence.status(), licence.expression(), licence.is_open());
    let (caveat_kind, caveat) = rows::caveat_columns(state.caveat.as_ref());
    let summary = first_paragraph(&state.description);
    let html = render(&state.description).to_string();
    let status = state.status.as_str();
    sqlx::query!(
        "UPDATE entries SET category_id = ?, slug = ?, url = ?, url_key = ?, similar_key = ?, host = ?,
             display_host = ?, title = ?, description = ?, summary = ?, description_html = ?,
             renderer_version = ?, caveat_kind = ?, caveat = ?, licence_status = ?, licence = ?,
             licence_open = ?, organisation = ?, language = ?, position = ?, featured = ?, question = ?,
             status = ?, merged_into = ?, verified_at = ?, verified_by = ?, updated_at = ?,
             version = version + 1
         WHERE id = ?",
        state.category_id,
        slug,
        url,
        url_key,
        similar_key,
        host,
        display_host,
        state.title,
        state.description,
        summary,
        html,
        RENDERER_VERSION,
        caveat_kind,
        caveat,
        licence_status,
        licence_text,
        licence_open,
        state.organisation,
        state.language,
        state.position,
        state.featured,
        state.question,
        status,
        state.merged_into,
        state.verified_at,
        state.verified_by,
        updated_at,
        id,
    )
    .execute(connection)
    .await?;
    Ok(())
}
