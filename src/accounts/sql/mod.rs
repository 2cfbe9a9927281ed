//! Every statement on people and their scopes, sessions, known browsers, one-time links, second
//! factors, tokens and security events.

mod administrators;
mod categories;
mod devices;
mod events;
mod mail_choice;
mod pending_sign_ins;
mod people;
mod recovery_codes;
mod second_factor;
mod sessions;
mod setup_links;
mod tokens;
mod users;

pub(super) use administrators::{count_other_administrators, has_administrator};
pub(super) use categories::list_categories;
pub(super) use devices::{delete_devices, insert_device, is_known_device};
pub use events::insert_event;
pub use mail_choice::set_mail_choice;
pub(in crate::accounts) use mail_choice::{MailTo, find_mail_to};
pub(super) use pending_sign_ins::{
    delete_pending_sign_in, delete_pending_sign_ins, find_pending_sign_in, insert_pending_sign_in,
};
pub(super) use people::{disable_user, enable_user, reset_user, set_scope, update_person};
pub(super) use recovery_codes::{count_recovery_codes, replace_recovery_codes, use_recovery_code};
pub(super) use second_factor::{
    clear_second_factor, confirm_totp, find_second_factor, set_totp_secret, use_totp_step,
};
pub(super) use sessions::{
    confirm_session, delete_expired_sessions, delete_other_sessions, delete_session,
    delete_session_by_id, delete_sessions, find_session, insert_session, list_sessions,
    touch_session,
};
pub(super) use setup_links::{
    delete_setup_link, delete_setup_links, find_setup_link, insert_setup_link,
};
pub(super) use tokens::{
    find_token, insert_token, list_tokens, revoke_token, revoke_tokens, touch_token,
};
pub use users::{NewUser, insert_user};
pub(super) use users::{
    find_account, find_account_by_email, find_account_by_name, is_email_taken, list_accounts,
    set_password_hash,
};

use super::Scope;
use crate::db::Connection;
use crate::error::Result;

/// How many suggestions wait for a decision by somebody with this scope.
pub(super) async fn count_waiting(connection: &mut Connection, scope: &Scope) -> Result<i64> {
    let everything = *scope == Scope::All;
    let named = serde_json::to_string(scope.categories())?;
    Ok(sqlx::query_scalar!(
        "WITH RECURSIVE below (id) AS (SELECT value FROM json_each(?1)
             UNION SELECT c.id FROM categories c JOIN below b ON c.parent_id = b.id)
         SELECT count(*) FROM suggestions s LEFT JOIN entries e ON e.id = s.entry_id
         LEFT JOIN categories c ON c.id = coalesce(e.category_id, s.category_id) AND c.status = 'live'
         WHERE s.status = 'pending' AND (?2 OR c.id IS NULL OR c.id IN (SELECT id FROM below))",
        named,
        everything,
    )
    .fetch_one(connection)
    .await?)
}
