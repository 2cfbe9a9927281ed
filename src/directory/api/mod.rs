//! The directory for programs: the same reads as the pages, as JSON.

mod asked;
mod categories;
mod entries;
mod filters;
mod item;
mod search;
mod tags;
mod words;

pub use asked::{EntriesAsked, EntryAsked, EntrySort, SearchAsked, SearchSort};
pub use categories::{
    __path_categories, __path_category, CategoryItem, CategoryList, CategoryNodeItem, categories,
    category,
};
pub use entries::{__path_entries, __path_entry, EntryList, entries, entry};
pub use item::{EntryField, EntryItem};
pub use search::{__path_search, search};
pub use tags::{__path_tags, TagItem, TagList, tags};
pub use words::{CategoryPath, LicenceWord, Switch, Tags};
