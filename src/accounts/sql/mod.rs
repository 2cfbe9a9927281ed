//! Every statement on people, sessions, known browsers, one-time links and security events.

mod sessions;
mod users;

pub(super) use sessions::{delete_session, find_session, insert_session, touch_session};
pub use users::{NewUser, insert_user};

use crate::db::Connection;
use crate::error::Result;

/// How many suggestions wait for a decision.
pub(super) async fn count_waiting(connection: &mut Connection) -> Result<i64> {
    Ok(
        sqlx::query_scalar!("SELECT count(*) FROM suggestions WHERE status = 'pending'")
            .fetch_one(connection)
            .await?,
    )
}
