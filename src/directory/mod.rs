//! What visitors browse: categories, entries and tags, and the one door through which they change.

pub mod api;
mod category;
pub mod category_input;
mod category_slugs;
mod change;
mod change_categories;
mod change_entries;
mod change_tags;
mod desk_query;
mod entry;
pub mod entry_input;
mod entry_places;
mod fields;
pub mod highlight;
mod import_bulk;
mod import_categories;
mod import_entries;
mod imported;
pub mod licence;
pub mod link_url;
mod list_query;
mod merge_entries;
pub mod pages;
mod public_link;
pub mod search;
mod sql;
mod tag;
mod undo;

pub use category::{
    Category, CategoryFields, CategoryNode, CategoryState, CategoryTree, MAX_DEPTH, Misplaced,
};
pub use change::{Applied, Change, ChangeError, Direction, apply_change, apply_part};
pub use desk_query::{DeskEntry, DeskQuery, DeskSort};
pub use entry::{Entry, EntryFields, EntryState, EntryStatus, ListedEntry, StandingEntry, TagName};
pub use import_bulk::import_entries;
pub use import_categories::{import_category, settle_tree};
pub use imported::{ImportedCategory, ImportedEntry, KeptFacts};
pub use licence::{Licence, LicenceError};
pub use link_url::{LinkError, LinkPolicy, LinkUrl};
pub use list_query::{LicenceFilter, ListQuery, Sort};
pub use public_link::PublicLink;
pub use sql::{
    Held, count_by_category, count_by_licence, count_by_tag, count_desk_entries, count_entries,
    count_held, count_listed, find_category, find_category_by_path, find_entry,
    find_former_category, find_former_tag, find_live_entry_by_key, find_standing_entry, find_tag,
    find_tag_by_slug, list_category_caveats, list_desk_entries, list_entries, list_entries_after,
    list_entry_ids, list_entry_numbers, list_former_tags, list_listed_blocks, list_listed_entries,
    list_similar_entries, list_standing_entries, list_tags, load_tree,
};
pub use tag::{Tag, TagState};
pub use undo::undo_part;
