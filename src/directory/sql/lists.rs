//! Lists of live entries: one composed statement for categories, tags, search and the newest.

use sqlx::{QueryBuilder, Sqlite};

use super::list_filters::push_source;
use super::rows::ListedRow;
use crate::db::Connection;
use crate::directory::{ListQuery, ListedEntry, Sort};
use crate::error::{AppError, Result};

const COLUMNS: &str = "SELECT e.id, e.slug, e.url, e.display_host, e.title, e.summary, e.caveat_kind,
    e.caveat, e.licence_status, e.licence, e.organisation, e.language, e.question, e.featured, e.status,
    e.added_at, e.verified_at, e.category_id, c.path AS category_path, c.title AS category_title,
    (SELECT json_group_array(json_object('slug', t.slug, 'name', t.name) ORDER BY et.position)
     FROM entry_tags et JOIN tags t ON t.id = et.tag_id WHERE et.entry_id = e.id) AS tags";

/// How well an entry matches the words looked for; less is better. The title weighs most.
const BEST_MATCH: &str = "bm25(entry_search, 10.0, 3.0, 4.0, 5.0, 1.0)";

/// The entries of a list, from `offset` on.
///
/// # Errors
/// When the database does not answer.
pub async fn list_entries(
    connection: &mut Connection,
    list: &ListQuery,
    offset: i64,
    limit: i64,
) -> Result<Vec<ListedEntry>> {
    let mut query = QueryBuilder::new(COLUMNS);
    push_source(&mut query, list);
    push_order(&mut query, list);
    query
        .push(" LIMIT ")
        .push_bind(limit)
        .push(" OFFSET ")
        .push_bind(offset);
    let rows: Vec<ListedRow> = query.build_query_as().fetch_all(connection).await?;
    Ok(rows.into_iter().map(ListedEntry::from).collect())
}

/// The entries of a list that come after another one of it, however deep: what went before is
/// not counted. None when the list has no fixed order, as when the best match comes first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_entries_after(
    connection: &mut Connection,
    list: &ListQuery,
    after: i64,
    limit: i64,
) -> Result<Vec<ListedEntry>> {
    if !list.has_fixed_order() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new(COLUMNS);
    push_source(&mut query, list);
    push_beyond(&mut query, list, after);
    push_order(&mut query, list);
    query.push(" LIMIT ").push_bind(limit);
    let rows: Vec<ListedRow> = query.build_query_as().fetch_all(connection).await?;
    Ok(rows.into_iter().map(ListedEntry::from).collect())
}

/// The numbers of the entries of a list, from its beginning or from the one `after` on, whether
/// that is still in the list or not.
///
/// # Errors
/// [`AppError::NotFound`] when nothing says where in the list `after` is.
pub async fn list_entry_ids(
    connection: &mut Connection,
    list: &ListQuery,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<i64>> {
    let mut query = QueryBuilder::new("SELECT e.id");
    push_source(&mut query, list);
    if let Some(after) = after {
        push_beyond(&mut query, list, after);
    }
    push_order(&mut query, list);
    query.push(" LIMIT ").push_bind(limit);
    let ids: Vec<i64> = query
        .build_query_scalar()
        .fetch_all(&mut *connection)
        .await?;
    if let Some(after) = after
        && ids.is_empty()
        && !has_place(connection, list, after).await?
    {
        return Err(AppError::NotFound);
    }
    Ok(ids)
}

/// Whether the order of a list has a place for this entry. One that was taken away keeps its
/// place; where the best match comes first, only what matches has one.
async fn has_place(connection: &mut Connection, list: &ListQuery, id: i64) -> Result<bool> {
    let matching = list.matching.as_ref().filter(|_| !list.has_fixed_order());
    let mut query = match matching {
        None => QueryBuilder::new("SELECT EXISTS (SELECT 1 FROM entries WHERE id = "),
        Some(matching) => {
            let mut query = QueryBuilder::new(
                "SELECT EXISTS (SELECT 1 FROM entry_search WHERE entry_search MATCH ",
            );
            query.push_bind(matching.clone()).push(" AND rowid = ");
            query
        }
    };
    query.push_bind(id).push(")");
    Ok(query.build_query_scalar().fetch_one(connection).await?)
}

/// How many entries a list has.
///
/// # Errors
/// When the database does not answer.
pub async fn count_entries(connection: &mut Connection, list: &ListQuery) -> Result<i64> {
    let mut query = QueryBuilder::new("SELECT count(*)");
    push_source(&mut query, list);
    Ok(query.build_query_scalar().fetch_one(connection).await?)
}

/// What a list is ordered by, and whether downwards; none when the best match comes first.
fn sort_keys(list: &ListQuery) -> Option<(&'static [&'static str], bool)> {
    list.has_fixed_order()
        .then_some(match (list.sort, list.category_id.is_some()) {
            (Sort::Curated | Sort::Relevance, true) => {
                (&["a.tree_order", "a.position", "a.entry_id"], false)
            }
            (Sort::Curated | Sort::Relevance, false) => {
                (&["c.tree_order", "e.position", "e.id"], false)
            }
            (Sort::Newest, true) => (&["a.added_at", "a.entry_id"], true),
            (Sort::Newest, false) => (&["e.added_at", "e.id"], true),
            (Sort::Title, true) => (&["a.title_key", "a.entry_id"], false),
            (Sort::Title, false) => (&["lower(e.title)", "e.id"], false),
        })
}

/// The condition that leaves only what comes after this entry. Its place is looked up now, so that
/// entries that come and go meanwhile neither repeat a row nor skip one.
fn push_beyond(query: &mut QueryBuilder<Sqlite>, list: &ListQuery, after: i64) {
    let Some((keys, descending)) = sort_keys(list) else {
        let matching = list.matching.clone().unwrap_or_default();
        query.push(format_args!(
            " AND ({BEST_MATCH}, e.id) > (SELECT {BEST_MATCH}, rowid FROM entry_search"
        ));
        query.push(" WHERE entry_search MATCH ").push_bind(matching);
        query.push(" AND rowid = ").push_bind(after).push(")");
        return;
    };
    let everywhere = ListQuery {
        category_id: None,
        ..list.clone()
    };
    let own = sort_keys(&everywhere)
        .map_or(keys, |(own, _)| own)
        .join(", ");
    let beyond = if descending { "<" } else { ">" };
    let keys = keys.join(", ");
    query
        .push(format_args!(" AND ({keys}) {beyond} (SELECT {own}"))
        .push(" FROM entries e JOIN categories c ON c.id = e.category_id WHERE e.id = ")
        .push_bind(after)
        .push(")");
}

fn push_order(query: &mut QueryBuilder<Sqlite>, list: &ListQuery) {
    let Some((keys, descending)) = sort_keys(list) else {
        query.push(format_args!(" ORDER BY {BEST_MATCH}, e.id"));
        return;
    };
    let joint = if descending { " DESC, " } else { ", " };
    let last = if descending { " DESC" } else { "" };
    query.push(" ORDER BY ").push(keys.join(joint)).push(last);
}
