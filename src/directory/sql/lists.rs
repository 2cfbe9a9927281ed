//! Lists of live entries: one composed statement for categories, tags, search and the newest.

use sqlx::{QueryBuilder, Sqlite};

use super::rows::ListedRow;
use crate::db::Connection;
use crate::directory::{LicenceFilter, ListQuery, ListedEntry, Sort};
use crate::error::Result;

const COLUMNS: &str = "SELECT e.id, e.slug, e.url, e.display_host, e.title, e.summary, e.caveat_kind,
    e.caveat, e.licence_status, e.licence, e.organisation, e.language, e.question, e.featured, e.status,
    e.added_at, e.verified_at, e.category_id, c.path AS category_path, c.title AS category_title,
    (SELECT json_group_array(json_object('slug', t.slug, 'name', t.name) ORDER BY et.position)
     FROM entry_tags et JOIN tags t ON t.id = et.tag_id WHERE et.entry_id = e.id) AS tags";

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
    let Some((keys, descending)) = sort_keys(list) else {
        return Ok(Vec::new());
    };
    let columns = keys.join(", ");
    let mut query = QueryBuilder::new(COLUMNS);
    push_source(&mut query, list);
    let beyond = if descending { "<" } else { ">" };
    query.push(format_args!(" AND ({columns}) {beyond} (SELECT {columns}"));
    if let Some(category_id) = list.category_id {
        query
            .push(" FROM entry_ancestors a WHERE a.category_id = ")
            .push_bind(category_id)
            .push(" AND a.entry_id = ");
    } else {
        query
            .push(" FROM entries e JOIN categories c ON c.id = e.category_id")
            .push(" WHERE e.status = 'live' AND e.id = ");
    }
    query.push_bind(after).push(")");
    push_order(&mut query, list);
    query.push(" LIMIT ").push_bind(limit);
    let rows: Vec<ListedRow> = query.build_query_as().fetch_all(connection).await?;
    Ok(rows.into_iter().map(ListedEntry::from).collect())
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

/// The tables and filters of a list; `e` is the entry, `c` its category, and `a` ties it to the
/// category asked for.
pub(super) fn push_source(query: &mut QueryBuilder<Sqlite>, list: &ListQuery) {
    if let Some(category_id) = list.category_id {
        query.push(" FROM entry_ancestors a JOIN entries e ON e.id = a.entry_id");
        push_joins(query, list);
        query.push(" WHERE a.category_id = ").push_bind(category_id);
    } else {
        query.push(" FROM entries e");
        push_joins(query, list);
        query.push(" WHERE e.status = 'live'");
    }
    if let Some(matching) = &list.matching {
        query
            .push(" AND entry_search MATCH ")
            .push_bind(matching.clone());
    }
    if let Some(excluding) = &list.excluding {
        query
            .push(" AND e.id NOT IN (SELECT rowid FROM entry_search WHERE entry_search MATCH ")
            .push_bind(excluding.clone())
            .push(")");
    }
    push_any(query, &list.within, |query, category_id| {
        query
            .push("EXISTS (SELECT 1 FROM entry_ancestors w WHERE w.entry_id = e.id")
            .push(" AND w.category_id = ")
            .push_bind(*category_id)
            .push(")");
    });
    if list.featured {
        query.push(" AND e.featured = 1");
    }
    push_any(query, &list.licences, push_licence);
    push_any(query, &list.tags, |query, slug| {
        query
            .push("EXISTS (SELECT 1 FROM entry_tags et JOIN tags t ON t.id = et.tag_id")
            .push(" WHERE et.entry_id = e.id AND t.slug = ")
            .push_bind(slug.clone())
            .push(")");
    });
}

/// The condition of one licence filter on `e`.
pub(super) fn push_licence(query: &mut QueryBuilder<Sqlite>, licence: &LicenceFilter) {
    match licence {
        LicenceFilter::Open => query.push("e.licence_open = 1"),
        LicenceFilter::None => query.push("e.licence_status = 'none'"),
        LicenceFilter::Unknown => query.push("e.licence_status = 'unknown'"),
        LicenceFilter::Expression(expression) => {
            query.push("e.licence = ").push_bind(expression.clone())
        }
    };
}

fn push_joins(query: &mut QueryBuilder<Sqlite>, list: &ListQuery) {
    query.push(" JOIN categories c ON c.id = e.category_id");
    if list.matching.is_some() {
        query.push(" JOIN entry_search ON entry_search.rowid = e.id");
    }
}

fn push_any<T>(
    query: &mut QueryBuilder<Sqlite>,
    wanted: &[T],
    push: impl Fn(&mut QueryBuilder<Sqlite>, &T),
) {
    for (place, one) in wanted.iter().enumerate() {
        query.push(if place == 0 { " AND (" } else { " OR " });
        push(query, one);
    }
    if !wanted.is_empty() {
        query.push(")");
    }
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

fn push_order(query: &mut QueryBuilder<Sqlite>, list: &ListQuery) {
    let Some((keys, descending)) = sort_keys(list) else {
        query.push(" ORDER BY bm25(entry_search, 10.0, 3.0, 4.0, 5.0, 1.0), e.id");
        return;
    };
    let joint = if descending { " DESC, " } else { ", " };
    let last = if descending { " DESC" } else { "" };
    query.push(" ORDER BY ").push(keys.join(joint)).push(last);
}
