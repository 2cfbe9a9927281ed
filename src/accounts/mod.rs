//! Who may moderate: people, their passwords, and the sessions that their browsers hold.

mod account;
mod agent;
mod browser;
mod commands;
pub mod cookie;
mod delays;
mod desk;
mod event;
mod event_kind;
mod guard;
pub mod hashing;
mod own_account;
pub mod pages;
pub mod password;
mod session;
mod setup;
mod sign_in;
mod sql;
mod state;
mod user;

pub use account::{Account, NameProblem, parse_name};
pub use browser::{Browser, SignedIn};
pub use commands::{
    AccountError, AddUser, add_user, disable_user, first_setup_token, list_users, reset_user,
};
pub use desk::desk_layout;
pub use event::SecurityEvent;
pub use event_kind::EventKind;
pub use guard::{Administrator, MaybeModerator, Moderator};
pub use session::{ABSOLUTE_LIFETIME, IDLE_LIFETIME, Session, start_session};
pub use setup::{LINK_LIFETIME, SetupFor};
pub use sql::{NewUser, insert_event, insert_user};
pub use state::Accounts;
pub use user::{Role, Scope, User};
