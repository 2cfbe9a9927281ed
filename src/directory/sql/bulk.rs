//! Statements that write many entries at once.

use sqlx::{QueryBuilder, Sqlite};

use super::rows;
use crate::db::Connection;
use crate::directory::{EntryState, Licence, LinkUrl};
use crate::error::Result;
use crate::text::markdown::{RENDERER_VERSION, first_paragraph, render};

/// How many rows of few columns one statement takes.
const SHORT_ROWS: usize = 2_000;

/// An entry on its way into the database.
pub(in crate::directory) struct NewEntryRow {
    pub(in crate::directory) id: i64,
    pub(in crate::directory) uid: String,
    pub(in crate::directory) slug: String,
    pub(in crate::directory) link: LinkUrl,
    pub(in crate::directory) key: String,
    pub(in crate::directory) state: EntryState,
    pub(in crate::directory) added_at: i64,
    pub(in crate::directory) updated_at: i64,
}

/// The number that the next entry gets.
pub(in crate::directory) async fn next_entry_id(connection: &mut Connection) -> Result<i64> {
    Ok(
        sqlx::query_scalar!(r#"SELECT coalesce(max(id), 0) + 1 AS "next!: i64" FROM entries"#)
            .fetch_one(connection)
            .await?,
    )
}

/// Whether any of these names in feeds is known.
pub(in crate::directory) async fn is_any_uid_known(
    connection: &mut Connection,
    uids: &[&str],
) -> Result<bool> {
    let uids = serde_json::to_string(uids)?;
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM json_each(?) k CROSS JOIN entries e ON e.uid = k.value)
           AS "known!: bool""#,
        uids
    )
    .fetch_one(connection)
    .await?)
}

/// Whether a live entry has any of these normalised links.
pub(in crate::directory) async fn is_any_link_live(
    connection: &mut Connection,
    url_keys: &[&str],
) -> Result<bool> {
    let url_keys = serde_json::to_string(url_keys)?;
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM json_each(?) k CROSS JOIN entries e ON e.url_key = k.value
               WHERE e.status = 'live') AS "live!: bool""#,
        url_keys
    )
    .fetch_one(connection)
    .await?)
}

/// Writes the rows, with everything that follows from their words.
pub(in crate::directory) async fn insert_entries(
    connection: &mut Connection,
    rows: &[NewEntryRow],
) -> Result<()> {
    let mut query = QueryBuilder::<Sqlite>::new(
        "INSERT INTO entries (id, uid, category_id, slug, url, url_key, similar_key, host, display_host,
             title, description, summary, description_html, renderer_version, caveat_kind, caveat,
             licence_status, licence, licence_open, organisation, language, position, featured,
             question, status, verified_at, added_at, updated_at, version) ",
    );
    query.push_values(rows, |mut row, new| {
        let state = &new.state;
        let licence = Licence::parse_field(&state.licence).unwrap_or(Licence::NotChecked);
        let (caveat_kind, caveat) = rows::caveat_columns(state.caveat.as_ref());
        row.push_bind(new.id)
            .push_bind(new.uid.clone())
            .push_bind(state.category_id)
            .push_bind(new.slug.clone())
            .push_bind(state.url.clone())
            .push_bind(new.key.clone())
            .push_bind(new.link.similar_key())
            .push_bind(new.link.host().to_owned())
            .push_bind(new.link.display_host())
            .push_bind(state.title.clone())
            .push_bind(state.description.clone())
            .push_bind(first_paragraph(&state.description))
            .push_bind(render(&state.description).to_string())
            .push_bind(RENDERER_VERSION)
            .push_bind(caveat_kind)
            .push_bind(caveat.to_owned())
            .push_bind(licence.status())
            .push_bind(licence.expression().map(str::to_owned))
            .push_bind(licence.is_open())
            .push_bind(state.organisation.clone())
            .push_bind(state.language.clone())
            .push_bind(state.position)
            .push_bind(state.featured)
            .push_bind(state.question.clone())
            .push_bind(state.status.as_str())
            .push_bind(state.verified_at)
            .push_bind(new.added_at)
            .push_bind(new.updated_at)
            .push_bind(1_i64);
    });
    query.build().execute(connection).await?;
    Ok(())
}

/// A tag that nobody has used yet.
pub(in crate::directory) async fn insert_new_tag(
    connection: &mut Connection,
    (slug, name): (&str, &str),
) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"INSERT INTO tags (slug, name) VALUES (?, ?) RETURNING id AS "id!""#,
        slug,
        name
    )
    .fetch_one(connection)
    .await?)
}

/// Ties entries to tags: entry, tag, and the tag's place. A tag that an entry has already keeps
/// its first place.
pub(in crate::directory) async fn insert_entry_tags(
    connection: &mut Connection,
    ties: &[(i64, i64, i64)],
) -> Result<()> {
    for ties in ties.chunks(SHORT_ROWS) {
        let mut query =
            QueryBuilder::<Sqlite>::new("INSERT INTO entry_tags (entry_id, tag_id, position) ");
        query.push_values(ties, |mut row, (entry_id, tag_id, position)| {
            row.push_bind(*entry_id)
                .push_bind(*tag_id)
                .push_bind(*position);
        });
        query.push(" ON CONFLICT DO NOTHING");
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// Ties new entries, from the first number to the last, to every category above them, and indexes
/// their words: of live ones only.
pub(in crate::directory) async fn index_and_place(
    connection: &mut Connection,
    (first, last): (i64, i64),
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO entry_ancestors (category_id, entry_id, own, tree_order, position, added_at, title_key)
         WITH RECURSIVE above (home, id) AS (
             SELECT DISTINCT category_id, category_id FROM entries WHERE id BETWEEN ?1 AND ?2
             UNION ALL SELECT above.home, c.parent_id FROM above JOIN categories c ON c.id = above.id
             WHERE c.parent_id IS NOT NULL)
         SELECT above.id, e.id, above.id = e.category_id, home.tree_order, e.position, e.added_at,
                lower(e.title)
         FROM entries e JOIN above ON above.home = e.category_id
              JOIN categories home ON home.id = e.category_id
         WHERE e.id BETWEEN ?1 AND ?2 AND e.status = 'live'",
        first,
        last,
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "INSERT INTO entry_search (rowid, title, description, organisation, tags, url)
         SELECT id, title, description, organisation,
                coalesce((SELECT group_concat(t.name, ' ') FROM entry_tags et
                          JOIN tags t ON t.id = et.tag_id WHERE et.entry_id = entries.id), ''),
                url
         FROM entries WHERE id BETWEEN ? AND ? AND status = 'live'",
        first,
        last,
    )
    .execute(connection)
    .await?;
    Ok(())
}
