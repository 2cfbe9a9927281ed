//! The frame of the pages behind the sign-in.

use super::{User, sql};
use crate::db::Connection;
use crate::error::Result;
use crate::settings;
use crate::web::Layout;
use crate::web::layout::{Desk, DeskTab};

/// The frame of a page for signed-in people: the site's, with the moderators' bar on it.
///
/// # Errors
/// When the database does not answer.
pub async fn desk_layout(
    connection: &mut Connection,
    user: &User,
    here: DeskTab,
) -> Result<Layout> {
    let layout = settings::layout(connection).await?;
    Ok(layout.without_search().with_desk(Desk {
        name: user.name.clone(),
        administrator: user.is_administrator(),
        waiting: sql::count_waiting(connection, &user.scope).await?,
        here,
    }))
}
