//! What people call the fields of things.

use crate::history::ObjectKind;

/// Fields in the order in which people read them. What is not in the list comes last.
pub(super) const ORDER: [&str; 26] = [
    "title",
    "name",
    "url",
    "slug",
    "category_id",
    "parent_id",
    "introduction",
    "invitation",
    "body",
    "description",
    "caveat",
    "licence",
    "organisation",
    "tags",
    "language",
    "featured",
    "question",
    "status",
    "deleted",
    "merged_into",
    "verified_at",
    "contact",
    "data_licence",
    "time_zone",
    "decision_target_days",
    "entries",
];

/// What people call a field of an object's state.
pub fn field_label(kind: ObjectKind, field: &str) -> String {
    let label = match (kind, field) {
        (ObjectKind::Category, "title") => "Name",
        (ObjectKind::Page, "title") => "Heading",
        (ObjectKind::Page, "body") => "Text",
        (ObjectKind::Presets, _) => "Reasons",
        (ObjectKind::Settings, "title") => "Site’s title",
        (_, "title") => "Title",
        (_, "name") => "Name",
        (_, "url") => "Link",
        (_, "slug") => "Name in the address",
        (_, "category_id") => "Category",
        (_, "parent_id") => "Inside",
        (_, "introduction") => "Introduction",
        (_, "invitation") => "Invitation to take part",
        (_, "description") => "Description",
        (_, "caveat") => "Caveat",
        (_, "licence") => "Licence",
        (_, "organisation") => "Organisation",
        (_, "tags") => "Tags",
        (_, "language") => "Language",
        (_, "featured") => "On the home page",
        (_, "question") => "Question that it answers",
        (_, "status") => "Status",
        (_, "deleted") => "Deleted",
        (_, "merged_into") => "Merged into",
        (_, "verified_at") => "Last verified",
        (_, "contact") => "Contact",
        (_, "data_licence") => "Licence of the descriptions",
        (_, "time_zone") => "Time zone",
        (_, "decision_target_days") => "Days to decide",
        (_, "entries") => "Entries",
        (ObjectKind::User, "scope") => "Decides on",
        (_, "why") => "Why",
        (_, "position") => "Place in the order",
        (_, other) => return humanised(other),
    };
    label.to_owned()
}

/// A field that nobody named yet, such as `personal_data_days`: "Personal data days".
fn humanised(field: &str) -> String {
    let words = field.replace('_', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}
