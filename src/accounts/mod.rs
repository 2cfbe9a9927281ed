//! Who may moderate: people, their passwords, and the sessions that their browsers hold.

mod agent;
pub mod cookie;
mod delays;
mod desk;
mod guard;
pub mod hashing;
pub mod password;
mod session;
mod sql;
mod user;

pub use desk::desk_layout;
pub use guard::{Administrator, MaybeModerator, Moderator};
pub use session::{ABSOLUTE_LIFETIME, IDLE_LIFETIME, Session, start_session};
pub use sql::{NewUser, insert_user};
pub use user::{Role, User};
