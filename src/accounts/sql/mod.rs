//! Every statement on people, sessions, known browsers, one-time links and security events.

mod administrators;
mod devices;
mod events;
mod sessions;
mod setup_links;
mod users;

pub(super) use administrators::{count_other_administrators, has_administrator};
pub(super) use devices::{delete_devices, insert_device, is_known_device};
pub use events::insert_event;
pub(super) use sessions::{
    delete_expired_sessions, delete_other_sessions, delete_session, delete_session_by_id,
    delete_sessions, find_session, insert_session, list_sessions, touch_session,
};
pub(super) use setup_links::{
    delete_setup_link, delete_setup_links, find_setup_link, insert_setup_link,
};
pub use users::{NewUser, insert_user};
pub(super) use users::{
    disable_user, find_account, find_account_by_name, is_email_taken, list_accounts, reset_user,
    set_password_hash,
};

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
