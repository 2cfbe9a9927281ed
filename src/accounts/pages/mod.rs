//! The pages of accounts.

mod account;
mod confirm;
mod forgot;
mod moment;
mod person_view;
mod second_factor;
mod setup;
mod sign_in;
mod tokens;
mod user;
mod users;

pub use account::{account, update_account};
pub(super) use confirm::ask_again;
pub use confirm::{confirm, create_confirmation};
pub use forgot::{create_link, forgot};
pub use second_factor::{second_factor, update_second_factor};
pub use setup::{create_setup, setup};
pub use sign_in::{create_session, delete_session, login};
pub use tokens::{tokens, update_tokens};
pub use user::{update_user, user};
pub use users::{create_user, users};
