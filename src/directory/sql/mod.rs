//! Every statement on categories, entries, tags and the search index.

mod ancestors;
pub(super) mod bulk;
mod categories;
mod category_writes;
mod caveats;
mod desk;
mod entries;
mod entry_numbers;
mod entry_places;
mod facets;
mod list_filters;
mod listed;
mod lists;
mod rows;
mod search_index;
mod standing;
mod tag_merges;
mod tags;

pub(super) use ancestors::{refresh_entry, refresh_subtree};
pub(super) use categories::{
    child_ids, entry_ids_in, neighbour_category, next_category_position, path_taken,
};
pub use categories::{find_category, find_category_by_path, find_former_category, load_tree};
pub(super) use category_writes::{
    give_up_path, insert_category, leave_address, set_path, update_category, write_paths,
};
pub use caveats::list_category_caveats;
pub use desk::{Held, count_desk_entries, count_held, list_desk_entries};
pub use entries::{find_entry, find_live_entry_by_key, find_standing_entry, list_similar_entries};
pub(super) use entries::{insert_entry, update_entry};
pub use entry_numbers::list_entry_numbers;
pub(super) use entry_places::{neighbour_entry, next_entry_position, restore_place};
pub use facets::{count_by_category, count_by_licence, count_by_tag};
pub use listed::{count_listed, list_listed_blocks, list_listed_entries};
pub use lists::{count_entries, list_entries, list_entries_after, list_entry_ids};
pub(super) use search_index::index_entry;
pub(super) use standing::{find_category_by_uid, find_entry_by_uid};
pub use standing::{list_former_tags, list_standing_entries};
pub(super) use tag_merges::{
    insert_tag, list_tag_addresses, list_with_both, move_tag, return_addresses,
};
pub use tags::{find_former_tag, find_tag, find_tag_by_slug, list_tags};
pub(super) use tags::{find_tag_called, list_tagged, rename_tag, set_entry_tags};
