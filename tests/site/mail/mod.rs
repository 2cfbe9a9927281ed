//! What people are told by mail, through a real mail server on loopback.

mod contributors;
mod delivery;
mod hostile;
mod moderators;
mod post;
