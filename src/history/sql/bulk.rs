//! Revisions of many new objects at once.

use serde::Serialize;
use sqlx::{QueryBuilder, Sqlite};

use crate::db::Connection;
use crate::error::Result;
use crate::history::{Action, ObjectKind};

/// Writes the first shape of many new objects into an open change, in their order.
///
/// # Errors
/// When the database can't be written.
pub async fn record_created<'a, T: Serialize + 'a>(
    connection: &mut Connection,
    change_id: i64,
    kind: ObjectKind,
    new: impl Iterator<Item = (i64, &'a T)>,
) -> Result<()> {
    let new = new.map(|(id, state)| Ok((id, serde_json::to_string(state)?)));
    let new: Vec<(i64, String)> = new.collect::<Result<_>>()?;
    let mut query = QueryBuilder::<Sqlite>::new(
        "INSERT INTO revisions (change_id, object_kind, object_id, action, new) ",
    );
    query.push_values(new, |mut row, (id, state)| {
        row.push_bind(change_id)
            .push_bind(kind.as_str())
            .push_bind(id)
            .push_bind(Action::Create.as_str())
            .push_bind(state);
    });
    query.build().execute(connection).await?;
    Ok(())
}
