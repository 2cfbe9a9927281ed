//! Where entries stand: in which category, and in which order.

use super::change::{ChangeError, Direction, OpenChange};
use super::change_entries::{expect_category, load, save};
use super::entry::EntryState;
use super::sql;
use crate::history::Action;

type Done = Result<i64, ChangeError>;

pub(super) async fn relocate(open: &mut OpenChange<'_>, id: i64, category_id: i64) -> Done {
    let entry = load(open, id).await?;
    if entry.state.category_id == category_id {
        return Err(ChangeError::NothingToChange);
    }
    expect_category(open, category_id).await?;
    let position = sql::next_entry_position(open.connection, category_id).await?;
    let state = EntryState {
        category_id,
        position,
        ..entry.state.clone()
    };
    save(open, entry, state, Action::Move).await
}

pub(super) async fn step(open: &mut OpenChange<'_>, id: i64, direction: Direction) -> Done {
    let category_id = load(open, id).await?.state.category_id;
    sql::restore_place(open.connection, category_id).await?;
    let entry = load(open, id).await?;
    let place = (entry.state.category_id, entry.state.position, id);
    let neighbour = sql::neighbour_entry(open.connection, place, direction).await?;
    let neighbour = load(open, neighbour.ok_or(ChangeError::NothingToChange)?).await?;
    let (here, there) = (entry.state.position, neighbour.state.position);
    let state = EntryState {
        position: here,
        ..neighbour.state.clone()
    };
    save(open, neighbour, state, Action::Reorder).await?;
    let state = EntryState {
        position: there,
        ..entry.state.clone()
    };
    save(open, entry, state, Action::Reorder).await
}
