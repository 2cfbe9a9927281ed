//! Who may moderate: people, their passwords, and the sessions that their browsers hold.

pub mod cookie;
mod desk;
mod guard;
mod session;
mod sql;
mod user;

pub use desk::desk_layout;
pub use guard::{Administrator, MaybeModerator, Moderator};
pub use session::{ABSOLUTE_LIFETIME, IDLE_LIFETIME, Session, start_session};
pub use sql::{NewUser, insert_user};
pub use user::{Role, User};
