//! Who may moderate: people, their passwords, and the sessions that their browsers hold.

mod account;
mod agent;
mod browser;
mod command_error;
mod commands;
pub mod cookie;
mod delays;
mod desk;
mod email_address;
mod event;
mod event_kind;
mod forgot;
mod fresh;
mod guard;
pub mod hashing;
mod mail_choice;
mod own_account;
pub mod pages;
pub mod password;
mod people;
mod second_factor;
mod session;
mod setup;
mod shown_once;
mod sign_in;
mod sql;
mod state;
mod tokens;
mod user;

use account::CategoryChoice;
pub use account::{Account, NameProblem, parse_name};
pub use browser::{Browser, Entrance, SignedIn};
pub use command_error::AccountError;
pub use commands::{
    AddUser, add_user, disable_user, enable_user, first_setup_token, list_users, reset_user,
};
pub use desk::desk_layout;
pub use event::SecurityEvent;
pub use event_kind::EventKind;
pub use fresh::{Fresh, SignedInAs};
pub use guard::{Administrator, MaybeModerator, Moderator, Newcomer};
pub use mail_choice::MailChoice;
pub use session::{ABSOLUTE_LIFETIME, FRESH_LIFETIME, IDLE_LIFETIME, Session, start_session};
pub use setup::{LINK_LIFETIME, SetupFor};
pub use sql::{NewUser, insert_event, insert_user, set_mail_choice};
pub use state::Accounts;
pub use tokens::{ApiModerator, TokenScope};
pub use user::{Role, Scope, User};
