//! The numbers of listed entries, in the order in which they were added.

use sqlx::QueryBuilder;

use super::list_filters::push_source;
use crate::db::Connection;
use crate::directory::ListQuery;
use crate::error::Result;
use crate::web::feed::archive::Stretch;

/// The numbers of a list's entries in a stretch, whatever the order of the list.
///
/// # Errors
/// When the database does not answer.
pub async fn list_entry_numbers(
    connection: &mut Connection,
    list: &ListQuery,
    stretch: Stretch,
) -> Result<Vec<i64>> {
    // Of a category, the index of its entries is in this order already.
    let number = match list.category_id {
        Some(_) => "a.entry_id",
        None => "e.id",
    };
    let mut query = QueryBuilder::new(format!("SELECT {number}"));
    push_source(&mut query, list);
    query.push(format_args!(" AND {number}"));
    let order = match stretch {
        Stretch::Before(before) => {
            query.push(" < ").push_bind(before.unwrap_or(i64::MAX));
            "DESC"
        }
        Stretch::From(from) => {
            query.push(" >= ").push_bind(from);
            "ASC"
        }
    };
    query.push(format_args!(" ORDER BY {number} {order} LIMIT "));
    query.push_bind(stretch.length());
    Ok(query.build_query_scalar().fetch_all(connection).await?)
}
