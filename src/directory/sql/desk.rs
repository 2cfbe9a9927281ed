//! Statements behind the moderators' lists of entries and categories.

use sqlx::{QueryBuilder, Sqlite};

use super::list_filters::push_licence;
use super::rows;
use crate::db::Connection;
use crate::directory::{DeskEntry, DeskQuery, DeskSort};
use crate::error::Result;

/// What a category holds itself, whatever the entries' status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Entries.
    pub entries: i64,
    /// Categories right below it.
    pub categories: i64,
}

impl Held {
    /// Whether it holds nothing at all, so that it may be deleted as it is.
    pub fn is_nothing(self) -> bool {
        self.entries == 0 && self.categories == 0
    }
}

/// Counts what a category holds itself.
///
/// # Errors
/// When the database does not answer.
pub async fn count_held(connection: &mut Connection, category_id: i64) -> Result<Held> {
    Ok(sqlx::query_as!(
        Held,
        "SELECT (SELECT count(*) FROM entries WHERE category_id = ?1) AS entries,
                (SELECT count(*) FROM categories WHERE parent_id = ?1 AND status = 'live') AS categories",
        category_id,
    )
    .fetch_one(connection)
    .await?)
}

#[derive(sqlx::FromRow)]
struct DeskRow {
    id: i64,
    slug: String,
    title: String,
    display_host: String,
    category_title: String,
    licence_status: String,
    licence: Option<String>,
    featured: bool,
    updated_at: i64,
    is_first: bool,
    is_last: bool,
}

impl From<DeskRow> for DeskEntry {
    fn from(row: DeskRow) -> Self {
        Self {
            licence: rows::licence(&row.licence_status, row.licence),
            id: row.id,
            slug: row.slug,
            title: row.title,
            display_host: row.display_host,
            category_title: row.category_title,
            featured: row.featured,
            updated_at: row.updated_at,
            is_first: row.is_first,
            is_last: row.is_last,
        }
    }
}

const COLUMNS: &str = "SELECT e.id, e.slug, e.title, e.display_host, c.title AS category_title,
    e.licence_status, e.licence, e.featured, e.updated_at,
    NOT EXISTS (SELECT 1 FROM entries o WHERE o.category_id = e.category_id AND o.status = 'live'
                AND (o.position, o.id) < (e.position, e.id)) AS is_first,
    NOT EXISTS (SELECT 1 FROM entries o WHERE o.category_id = e.category_id AND o.status = 'live'
                AND (o.position, o.id) > (e.position, e.id)) AS is_last";

/// The entries of a moderator's list, from `offset` on.
///
/// # Errors
/// When the database does not answer.
pub async fn list_desk_entries(
    connection: &mut Connection,
    desk: &DeskQuery,
    offset: i64,
    limit: i64,
) -> Result<Vec<DeskEntry>> {
    let mut query = QueryBuilder::new(COLUMNS);
    push_source(&mut query, desk);
    query.push(match desk.sort {
        DeskSort::Curated => " ORDER BY c.tree_order, e.position, e.id",
        DeskSort::Title => " ORDER BY lower(e.title), e.id",
        DeskSort::Changed => " ORDER BY e.updated_at DESC, e.id DESC",
    });
    query
        .push(" LIMIT ")
        .push_bind(limit)
        .push(" OFFSET ")
        .push_bind(offset);
    let rows: Vec<DeskRow> = query.build_query_as().fetch_all(connection).await?;
    Ok(rows.into_iter().map(DeskEntry::from).collect())
}

/// How many entries a moderator's list has.
///
/// # Errors
/// When the database does not answer.
pub async fn count_desk_entries(connection: &mut Connection, desk: &DeskQuery) -> Result<i64> {
    let mut query = QueryBuilder::new("SELECT count(*)");
    push_source(&mut query, desk);
    Ok(query.build_query_scalar().fetch_one(connection).await?)
}

fn push_source(query: &mut QueryBuilder<Sqlite>, desk: &DeskQuery) {
    query
        .push(" FROM entries e JOIN categories c ON c.id = e.category_id WHERE e.status = ")
        .push_bind(desk.status.as_str());
    if let Some(category_id) = desk.category_id {
        query
            .push(" AND e.category_id IN (WITH RECURSIVE below (id) AS (SELECT ")
            .push_bind(category_id)
            .push(" UNION ALL SELECT c.id FROM categories c JOIN below ON c.parent_id = below.id)")
            .push(" SELECT id FROM below)");
    }
    if let Some(roots) = &desk.scope {
        // Numbers always can be written as JSON.
        let roots = serde_json::to_string(roots).unwrap_or_else(|_| "[]".to_owned());
        query
            .push(" AND e.category_id IN (WITH RECURSIVE within (id) AS (SELECT value FROM json_each(")
            .push_bind(roots)
            .push(") UNION SELECT c.id FROM categories c JOIN within ON c.parent_id = within.id)")
            .push(" SELECT id FROM within)");
    }
    if !desk.contains.is_empty() {
        query
            .push(" AND instr(lower(e.title || char(10) || e.url || char(10) || e.organisation), ")
            .push_bind(desk.contains.to_ascii_lowercase())
            .push(") > 0");
    }
    if let Some(licence) = &desk.licence {
        query.push(" AND ");
        push_licence(query, licence);
    }
    if let Some(slug) = &desk.tag {
        query
            .push(" AND EXISTS (SELECT 1 FROM entry_tags et JOIN tags t ON t.id = et.tag_id")
            .push(" WHERE et.entry_id = e.id AND t.slug = ")
            .push_bind(slug.clone())
            .push(")");
    }
    if desk.featured {
        query.push(" AND e.featured = 1");
    }
}
