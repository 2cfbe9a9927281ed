//! How the entries of a list spread over categories, licences and tags.

use std::collections::HashMap;

use sqlx::QueryBuilder;

use super::list_filters::push_source;
use crate::db::Connection;
use crate::directory::{LicenceFilter, ListQuery, TagName};
use crate::error::Result;

/// How many entries of a list are in each category or below it, by the category's number.
///
/// # Errors
/// When the database does not answer.
pub async fn count_by_category(
    connection: &mut Connection,
    list: &ListQuery,
) -> Result<HashMap<i64, i64>> {
    let mut query = QueryBuilder::new(
        "SELECT f.category_id, count(*) FROM entry_ancestors f WHERE f.entry_id IN (SELECT e.id",
    );
    push_source(&mut query, list);
    query.push(") GROUP BY f.category_id");
    let rows: Vec<(i64, i64)> = query.build_query_as().fetch_all(connection).await?;
    Ok(rows.into_iter().collect())
}

/// How many entries of a list have an open licence, none, one that nobody checked, and each
/// licence that occurs, the most frequent first. What does not occur is left out.
///
/// # Errors
/// When the database does not answer.
pub async fn count_by_licence(
    connection: &mut Connection,
    list: &ListQuery,
) -> Result<Vec<(LicenceFilter, i64)>> {
    let mut query =
        QueryBuilder::new("SELECT e.licence_status, e.licence, e.licence_open, count(*)");
    push_source(&mut query, list);
    query.push(" GROUP BY 1, 2, 3 ORDER BY 4 DESC, 2");
    let rows: Vec<(String, Option<String>, bool, i64)> =
        query.build_query_as().fetch_all(connection).await?;
    let (mut open, mut none, mut unknown) = (0, 0, 0);
    let mut expressions = Vec::new();
    for (status, expression, is_open, count) in rows {
        match (status.as_str(), expression) {
            ("none", _) => none += count,
            (_, Some(expression)) => {
                open += if is_open { count } else { 0 };
                expressions.push((LicenceFilter::Expression(expression), count));
            }
            (_, None) => unknown += count,
        }
    }
    let groups = [
        (LicenceFilter::Open, open),
        (LicenceFilter::None, none),
        (LicenceFilter::Unknown, unknown),
    ];
    let occurring = groups.into_iter().filter(|(_, count)| *count > 0);
    Ok(occurring.chain(expressions).collect())
}

/// The tags that the entries of a list carry, with how many carry each, the most frequent first.
///
/// # Errors
/// When the database does not answer.
pub async fn count_by_tag(
    connection: &mut Connection,
    list: &ListQuery,
    limit: i64,
) -> Result<Vec<(TagName, i64)>> {
    let mut query = QueryBuilder::new(
        "SELECT t.slug, t.name, count(*) FROM entry_tags f JOIN tags t ON t.id = f.tag_id
         WHERE f.entry_id IN (SELECT e.id",
    );
    push_source(&mut query, list);
    query
        .push(") GROUP BY t.id ORDER BY count(*) DESC, t.name COLLATE NOCASE, t.id LIMIT ")
        .push_bind(limit);
    let rows: Vec<(String, String, i64)> = query.build_query_as().fetch_all(connection).await?;
    Ok(rows
        .into_iter()
        .map(|(slug, name, count)| (TagName { slug, name }, count))
        .collect())
}
