//! Our own format.

use crate::text::{Caveat, CaveatKind};
use crate::transfer::json::{CategoryRecord, DirectoryFile, EntryRecord, FORMAT, RecordStatus};
use crate::transfer::list::{Limits, Place, ReadCategory, ReadEntry, ReadError, ReadList};
use crate::transfer::read::guard;

/// How deep the brackets of one category lie in those of another: an object in a list.
const BRACKETS: usize = 2;

/// Reads a whole directory, without loss.
///
/// # Errors
/// When it is not what the format says, with the place.
pub fn read_own(
    text: &str,
    file: usize,
    limits: Limits,
    list: &mut ReadList,
) -> Result<(), ReadError> {
    check_size(text, limits)?;
    let directory: DirectoryFile =
        serde_json::from_str(text).map_err(|error| super::no_json(&error))?;
    if directory.format != FORMAT {
        return Err(ReadError::of_file(format!(
            "This file is in the format {}, and this version reads {FORMAT}",
            directory.format
        )));
    }
    list.title = Some(directory.site.title.clone());
    list.site = Some((directory.site, directory.pages));
    let place = Place { file, line: 0 };
    let mut waiting: Vec<(CategoryRecord, Option<usize>)> = Vec::new();
    waiting.extend(
        directory
            .categories
            .into_iter()
            .rev()
            .map(|category| (category, None)),
    );
    while let Some((record, parent)) = waiting.pop() {
        let index = list.categories.len();
        let below = record.categories.into_iter().rev();
        waiting.extend(below.map(|category| (category, Some(index))));
        list.categories.push(ReadCategory {
            parent,
            title: record.title,
            slug: record.slug,
            uid: record.uid,
            introduction: record.introduction,
            caveat: caveat(record.caveat_kind.as_deref(), record.caveat)?,
            place: place.clone(),
        });
        for record in record.entries {
            let entry = entry(record, index, &place)?;
            list.entries.push(entry);
        }
    }
    Ok(())
}

/// Counts brackets before anything is made of them, so that no file can ask for more memory than
/// its entries deserve.
fn check_size(text: &str, limits: Limits) -> Result<(), ReadError> {
    let (mut inside, mut escaped, mut depth, mut objects, mut line) =
        (false, false, 0_usize, 0_usize, 1);
    // Site and settings are objects too.
    let most = limits.rows.saturating_add(200);
    let mut length = 0;
    for byte in text.bytes() {
        line += usize::from(byte == b'\n');
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => {
                inside = !inside;
                length = 0;
            }
            _ if inside => length += 1,
            b'{' | b'[' => {
                depth += 1;
                objects += usize::from(byte == b'{');
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > (limits.depth + 2) * BRACKETS {
            return Err(ReadError::at(
                line,
                format!(
                    "Line {line} is nested more than {} levels deep",
                    limits.depth
                ),
            ));
        }
        if length > guard::longest(limits) {
            return Err(guard::too_long(line, limits));
        }
        if objects > most {
            return Err(ReadError::at(
                line,
                format!(
                    "This list holds more than {} entries and categories, which is the most that can \
                 be sent at once. Import it at the command line",
                    limits.rows
                ),
            ));
        }
    }
    Ok(())
}

fn entry(record: EntryRecord, category: usize, place: &Place) -> Result<ReadEntry, ReadError> {
    Ok(ReadEntry {
        category: Some(category),
        url: record.url,
        title: record.title,
        description: record.description,
        caveat: caveat(record.caveat_kind.as_deref(), record.caveat)?,
        licence: record.licence,
        organisation: record.organisation,
        tags: record.tags,
        language: record.language,
        featured: record.featured,
        question: record.question,
        uid: record.uid,
        added_at: record.added_at,
        updated_at: record.updated_at,
        verified_at: record.verified_at,
        retired: record.status == RecordStatus::Retired,
        private: false,
        place: place.clone(),
    })
}

fn caveat(kind: Option<&str>, text: String) -> Result<Option<Caveat>, ReadError> {
    if text.is_empty() {
        return Ok(None);
    }
    let known = kind.map_or(Some(CaveatKind::default()), CaveatKind::parse);
    let kind = known.ok_or_else(|| {
        ReadError::of_file(format!(
            "No kind of caveat is called “{}”",
            kind.unwrap_or_default()
        ))
    })?;
    Ok(Some(Caveat { kind, text }))
}
