//! The directory at a moment of its past, as plain values: worked out from how it stands, by
//! taking back what history knows of, the newest change first.
//!
//! Every revision holds the whole of its object as it was before, read from the database at that
//! time. So going backwards is exact, and what was taken back is put again on the way forward.

use std::collections::BTreeMap;
use std::mem;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::past_tags;
use crate::directory::{CategoryState, EntryState};
use crate::history::{ObjectKind, PastRevision};
use crate::settings::{PageSlug, SettingsState};

/// The directory at a moment.
#[derive(Clone, Debug)]
pub struct Past {
    /// What the curator says about the site.
    pub settings: SettingsState,
    /// The curated pages, by number.
    pub pages: BTreeMap<i64, PageState>,
    /// The categories, by number; those that were taken away included.
    pub categories: BTreeMap<i64, CategoryState>,
    /// The entries, likewise.
    pub entries: BTreeMap<i64, EntryAt>,
    /// What tags are called, by number.
    pub tags: BTreeMap<i64, String>,
    /// What never changes of entries and categories, whether they exist yet or not.
    pub births: Births,
}

/// An entry at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryAt {
    /// What people wrote, its place and its status.
    pub state: EntryState,
    /// When its words or place last changed, UTC milliseconds.
    pub updated_at: i64,
}

/// A curated page, as history keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PageState {
    /// Which one.
    pub slug: PageSlug,
    /// The heading.
    pub title: String,
    /// Markdown.
    pub body: String,
}

/// What never changes of entries and categories.
#[derive(Clone, Debug, Default)]
pub struct Births {
    /// The names of categories in feeds and exports, by number.
    pub categories: BTreeMap<i64, String>,
    /// The same of entries, and when they were added, UTC milliseconds.
    pub entries: BTreeMap<i64, (String, i64)>,
}

/// An object as it stood at a moment; `None` when it did not exist.
#[derive(Clone, Debug)]
pub enum Object {
    /// An entry.
    Entry(i64, Option<EntryAt>),
    /// A category.
    Category(i64, Option<CategoryState>),
    /// What a tag is called.
    Tag(i64, Option<String>),
    /// A curated page.
    Page(i64, Option<PageState>),
    /// The site's settings.
    Settings(Box<SettingsState>),
}

impl Past {
    /// A site with nothing in it.
    pub fn new(settings: SettingsState) -> Self {
        Self {
            settings,
            pages: BTreeMap::new(),
            categories: BTreeMap::new(),
            entries: BTreeMap::new(),
            tags: BTreeMap::new(),
            births: Births::default(),
        }
    }

    /// Puts an object as it stood at another moment, and returns how it stood.
    pub fn put(&mut self, object: Object) -> Object {
        match object {
            Object::Entry(id, entry) => Object::Entry(id, swap(&mut self.entries, id, entry)),
            Object::Category(id, state) => {
                Object::Category(id, swap(&mut self.categories, id, state))
            }
            Object::Tag(id, name) => Object::Tag(id, swap(&mut self.tags, id, name)),
            Object::Page(id, page) => Object::Page(id, swap(&mut self.pages, id, page)),
            Object::Settings(state) => {
                Object::Settings(Box::new(mem::replace(&mut self.settings, *state)))
            }
        }
    }

    /// Takes back what a revision did. `updated_at` is when an entry's words had last changed
    /// before it. Returns what stood, to be put again in the reverse order.
    pub fn take_back(&mut self, revision: &PastRevision, updated_at: i64) -> Vec<Object> {
        let before = self.before(revision, updated_at);
        before.into_iter().map(|object| self.put(object)).collect()
    }

    fn before(&self, revision: &PastRevision, updated_at: i64) -> Vec<Object> {
        let (id, old) = (revision.object_id, revision.old.as_ref());
        match revision.kind {
            ObjectKind::Entry => {
                let entry = |state| EntryAt { state, updated_at };
                stood(old, |state| Object::Entry(id, state.map(entry)))
            }
            ObjectKind::Category => stood(old, |state| Object::Category(id, state)),
            ObjectKind::Page => stood(old, |page| Object::Page(id, page)),
            ObjectKind::Settings => match old.and_then(read) {
                Some(state) => vec![Object::Settings(Box::new(state))],
                None => Vec::new(),
            },
            ObjectKind::Tag => past_tags::before(self, revision),
            ObjectKind::Presets
            | ObjectKind::BlockedHost
            | ObjectKind::BlockedWord
            | ObjectKind::User
            | ObjectKind::Webhook => Vec::new(),
        }
    }
}

fn swap<T>(map: &mut BTreeMap<i64, T>, id: i64, value: Option<T>) -> Option<T> {
    match value {
        Some(value) => map.insert(id, value),
        None => map.remove(&id),
    }
}

/// The object as a revision found it: absent, or in a shape that can be read. One in a shape that
/// nobody can read stays as it is.
fn stood<T: DeserializeOwned>(
    old: Option<&Value>,
    object: impl FnOnce(Option<T>) -> Object,
) -> Vec<Object> {
    match old {
        None => vec![object(None)],
        Some(shape) => match read(shape) {
            Some(state) => vec![object(Some(state))],
            None => Vec::new(),
        },
    }
}

/// Reads a shape. Where a field that is no text was covered, the reason stands in its place.
fn read<T: DeserializeOwned>(shape: &Value) -> Option<T> {
    if let Ok(state) = serde_json::from_value(shape.clone()) {
        return Some(state);
    }
    let mut mended = shape.clone();
    if let Some(caveat) = mended.get_mut("caveat")
        && caveat.is_string()
    {
        *caveat = json!({ "kind": "other", "text": caveat.take() });
    }
    if let Some(tags) = mended.get_mut("tags")
        && tags.is_string()
    {
        *tags = json!([]);
    }
    serde_json::from_value(mended).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::Action;

    fn entry(title: &str) -> Value {
        json!({"url": "https://a.example/", "title": title, "category_id": 1, "description": "",
            "caveat": null, "licence": "unknown", "organisation": "", "tags": [], "language": "",
            "featured": false, "question": "", "position": 1, "status": "live",
            "merged_into": null, "verified_at": null, "verified_by": null})
    }

    fn revision(old: Option<Value>) -> PastRevision {
        PastRevision {
            id: 1,
            change_id: 1,
            kind: ObjectKind::Entry,
            object_id: 7,
            action: Action::Update,
            old,
            new: None,
        }
    }

    #[test]
    fn what_is_taken_back_can_be_put_again() {
        let mut past = Past::new(
            read(
                &json!({"title": "A site", "introduction": "", "invitation": "", "caveat": null,
                "contact": "", "data_licence": "", "time_zone": "UTC",
                "decision_target_days": null}),
            )
            .unwrap(),
        );
        let stands = EntryAt {
            state: read(&entry("New")).unwrap(),
            updated_at: 9,
        };
        past.put(Object::Entry(7, Some(stands.clone())));
        let after = past.take_back(&revision(Some(entry("Old"))), 4);
        assert_eq!(past.entries[&7].state.title, "Old");
        assert_eq!(past.entries[&7].updated_at, 4);
        let made = past.take_back(&revision(None), 0);
        assert!(past.entries.is_empty());
        for object in made.into_iter().chain(after) {
            past.put(object);
        }
        assert_eq!(past.entries[&7], stands);
    }

    #[test]
    fn covered_fields_of_every_shape_are_read() {
        let mut covered = entry("A");
        for field in ["caveat", "tags", "title"] {
            covered[field] = json!("[covered by an administrator: no]");
        }
        let state: EntryState = read(&covered).unwrap();
        assert!(state.title.starts_with("[covered"));
        assert!(state.caveat.unwrap().text.starts_with("[covered"));
        assert!(state.tags.is_empty());
        assert!(read::<EntryState>(&json!({"position": "x"})).is_none());
    }
}
