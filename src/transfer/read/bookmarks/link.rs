//! What a link's tag says about it.

use html5ever::tokenizer::Tag;

use crate::transfer::list::ReadEntry;
use crate::transfer::read::markup::attribute;
use crate::transfer::read::moments::moment;

/// An entry of what the attributes say; its title stands between the tags.
pub(super) fn entry(tag: &Tag) -> ReadEntry {
    let added = ["add_date", "time_added"].into_iter();
    ReadEntry {
        url: attribute(tag, "href").to_owned(),
        description: attribute(tag, "description").trim().to_owned(),
        added_at: added.filter_map(|name| moment(attribute(tag, name))).next(),
        updated_at: moment(attribute(tag, "last_modified")),
        private: attribute(tag, "private") == "1" || attribute(tag, "shared") == "0",
        ..ReadEntry::default()
    }
}
