//! Entries of a list on their way into the queue.

use super::plan::{Places, QueuedEntry};
use crate::db::Connection;
use crate::directory::entry_input::{EntryInput, NOT_SURE};
use crate::error::Result;
use crate::suggestions::{EntryPayload, ImportedSuggestion, LinkKeys, Payload, insert_imported};

/// Puts one into the queue, proposed for the nearest category that is there; where the list has it
/// goes into the note.
pub(super) async fn put(
    connection: &mut Connection,
    places: &Places,
    queued: QueuedEntry,
    at: i64,
) -> Result<()> {
    let fields = &queued.fields;
    let caveat = fields.caveat.as_ref();
    let path = queued.place.map(|place| places.path(place));
    let payload = EntryPayload {
        fields: EntryInput {
            url: fields.url.to_string(),
            title: fields.title.clone(),
            category: path.unwrap_or_else(|| NOT_SURE.to_owned()),
            description: fields.description.clone(),
            caveat: caveat.map_or("", |caveat| &caveat.text).to_owned(),
            caveat_kind: caveat.map_or("", |caveat| caveat.kind.as_str()).to_owned(),
            licence: fields.licence.field().to_owned(),
            organisation: fields.organisation.clone(),
            tags: fields.tags.join(", "),
            language: fields.language.clone(),
            featured: if fields.featured { "1" } else { "" }.to_owned(),
            question: fields.question.clone(),
        },
        note: match queued.wanted.as_str() {
            "" => String::new(),
            wanted => format!("In the list it stands in: {wanted}"),
        },
    };
    let category = queued.place.and_then(|place| places.get(place));
    let imported = ImportedSuggestion {
        payload: Payload::Entry(Box::new(payload)),
        category_id: category.and_then(|place| place.id),
        link: LinkKeys::from(&fields.url),
        origin_note: queued.origin,
    };
    insert_imported(connection, imported, at).await?;
    Ok(())
}
