//! The pages of accounts.

mod account;
mod setup;
mod sign_in;

pub use account::{account, update_account};
pub use setup::{create_setup, setup};
pub use sign_in::{create_session, delete_session, login};
