//! The way back: what one revision did to an entry, a category or a tag is undone through the same
//! door as every change, with a revision of its own.

mod categories;
mod entries;
mod tags;

pub(super) use categories::put_back;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::change::{ChangeError, OpenChange};
use crate::db::Connection;
use crate::error::AppError;
use crate::history::{ChangeContext, FieldClash, ObjectKind, PastRevision};

/// Undoes one revision inside the change `change_id`, field by field: what nobody changed since
/// goes back, everything else stays as it is.
///
/// # Errors
/// [`ChangeError::Overtaken`] with the fields that somebody changed since,
/// [`ChangeError::NothingToChange`] when it is so already, and whatever stands in the way of the
/// object's coming back; the caller must then drop its transaction.
pub async fn undo_part(
    connection: &mut Connection,
    context: &ChangeContext,
    change_id: i64,
    past: &PastRevision,
) -> Result<i64, ChangeError> {
    let open = &mut OpenChange {
        connection,
        context,
        change_id,
    };
    match past.kind {
        ObjectKind::Entry => entries::undo(open, past).await,
        ObjectKind::Category => categories::undo(open, past).await,
        ObjectKind::Tag => tags::undo(open, past).await,
        // Everything else is kept by other rooms.
        _ => Err(ChangeError::WrongTarget),
    }
}

fn read<T: DeserializeOwned>(shape: &Value) -> Result<T, ChangeError> {
    Ok(serde_json::from_value(shape.clone()).map_err(AppError::from)?)
}

fn write(state: &impl Serialize) -> Result<Value, ChangeError> {
    Ok(serde_json::to_value(state).map_err(AppError::from)?)
}

/// The words that somebody wrote since an object was made: taking the object away would take them
/// away too.
fn written_since(words: &[&str], made: &Value, current: &Value) -> Vec<FieldClash> {
    words
        .iter()
        .filter(|field| made.get(field) != current.get(field))
        .map(|field| FieldClash {
            field: (*field).to_owned(),
            now: current.get(field).cloned().unwrap_or_default(),
            back: made.get(field).cloned().unwrap_or_default(),
        })
        .collect()
}
