//! One object: an entry, a category, a word that is explained, or a list of names and links.

use serde::de::{Error, IgnoredAny, MapAccess};

use super::value::{Value, ValueSeed};
use super::{Described, Walk};
use crate::transfer::list::RemarkKind;
use crate::transfer::read::build::{named, one_line, shortened};
use crate::transfer::read::links;
use crate::transfer::read::record::{Cell, Field, Record};

/// Keys that say only that a list follows.
const LISTS: [&str; 30] = [
    "children",
    "items",
    "entries",
    "links",
    "bookmarks",
    "records",
    "results",
    "resources",
    "data",
    "list",
    "rows",
    "sites",
    "websites",
    "urls",
    "pages",
    "roots",
    "feeds",
    "outlines",
    "directory",
    "nodes",
    "values",
    "content",
    "contents",
    "projects",
    "tools",
    "repositories",
    "docs",
    "documents",
    "objects",
    "hits",
];

/// What was read of an object so far.
pub(super) struct Object {
    line: usize,
    /// The key that it stands under.
    key: Option<String>,
    record: Record,
    /// What its unknown keys hold: names of categories if this is no entry.
    waiting: Vec<(String, Value)>,
    /// Names and links.
    pairs: Vec<(String, String)>,
    /// The category that this is, once something was found to be in it.
    category: Option<usize>,
}

impl Object {
    pub(super) fn new(line: usize, key: Option<String>) -> Self {
        Self {
            line,
            key,
            record: Record::default(),
            waiting: Vec::new(),
            pairs: Vec::new(),
            category: None,
        }
    }

    /// Reads the value of a key.
    pub(super) fn read<'de, A: MapAccess<'de>>(
        &mut self,
        walk: &mut Walk<'_, '_, '_>,
        key: String,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let list = is_list(&key);
        let known = Field::named(&key);
        if list && known.is_none() && self.is_open(walk) {
            // The usual case, and the only one that may be long: nothing has to wait.
            let parent = self.category(walk)?;
            return map.next_value_seed(walk.inside(parent, None));
        }
        if !list && known.is_none() && self.record.has_link() {
            return map.next_value::<IgnoredAny>().map(|_| ());
        }
        let value = map.next_value_seed(ValueSeed::new(&mut walk.walked.budget, walk.depth))?;
        match (known, value) {
            (_, Value::Nothing) => {}
            (Some((field, rank)), value)
                if !value.holds_objects()
                    || matches!(
                        field,
                        Field::Tags | Field::Category | Field::Organisation | Field::Licence
                    ) =>
            {
                self.record.add(field, rank, cell(value));
            }
            (None, Value::Text(text)) if links::is_web(&text) => self.pairs.push((key, text)),
            (_, value) if value.holds_links() => self.waiting.push((key, value)),
            _ => {}
        }
        Ok(())
    }

    /// Whether a list inside can be taken at once: this is the whole file, or its name is known.
    fn is_open(&self, walk: &Walk<'_, '_, '_>) -> bool {
        walk.depth == 0 || !self.record.text(Field::Title).is_empty()
    }

    /// The category for what is inside.
    fn category<E: Error>(&mut self, walk: &mut Walk<'_, '_, '_>) -> Result<Option<usize>, E> {
        let title = one_line(&self.record.text(Field::Title));
        let title = if title.is_empty() {
            self.key.clone().unwrap_or_default()
        } else {
            title
        };
        if self.category.is_some() || title.is_empty() || self.record.has_link() || walk.depth == 0
        {
            return Ok(self.category.or(walk.parent));
        }
        let made = walk.walked.builder.category(walk.parent, &title, self.line);
        self.category = Some(made.map_err(|failure| walk.walked.stop(failure))?);
        Ok(self.category)
    }

    /// Puts what was read where it belongs.
    pub(super) fn finish<E: Error>(mut self, walk: &mut Walk<'_, '_, '_>) -> Result<(), E> {
        let entry = !self.record.text(Field::Url).is_empty() || self.record.has_link();
        let waiting = std::mem::take(&mut self.waiting);
        let name = one_line(&self.record.text(Field::Title));
        // A word with an explanation has properties, which are no categories.
        let explained = !name.is_empty() && !self.record.text(Field::Description).is_empty();
        let holds = |(key, _): &(String, Value)| is_list(key) || !explained;
        if entry {
            self.take(walk)?;
        } else if !waiting.iter().any(holds) && self.category.is_none() {
            self.describe(walk)?;
        }
        let parent = if entry || !waiting.iter().any(holds) {
            walk.parent
        } else {
            self.category(walk)?
        };
        self.introduce(walk);
        for (key, value) in waiting {
            let list = is_list(&key);
            if list || !(explained || entry) {
                let resumed = walk.resume(value, parent, (!list).then_some(key));
                resumed.map_err(E::custom)?;
            } else if !entry {
                let reason = format!(
                    "what stands under `{}` is no list of entries",
                    shortened(&key)
                );
                walk.walked
                    .builder
                    .remark(self.line, RemarkKind::LeftOut, named(&name, &reason));
            }
        }
        Ok(())
    }

    /// What a folder says about itself introduces the category.
    fn introduce(&self, walk: &mut Walk<'_, '_, '_>) {
        let category = self
            .category
            .and_then(|index| walk.walked.builder.list.categories.get_mut(index));
        if let Some(category) = category.filter(|category| category.introduction.is_empty()) {
            category.introduction = self.record.text(Field::Description);
        }
    }

    fn take<E: Error>(&mut self, walk: &mut Walk<'_, '_, '_>) -> Result<(), E> {
        if let Some(key) = self
            .key
            .take()
            .filter(|_| self.record.text(Field::Title).is_empty())
        {
            self.record.add(Field::Title, 0, Cell::Text(key));
        }
        walk.walked
            .licences
            .extend(self.record.words(Field::Licence));
        walk.walked
            .identifiers
            .extend(self.record.words(Field::Identifier));
        let record = std::mem::take(&mut self.record);
        let taken = record.take(walk.walked.builder, walk.parent, self.line);
        taken.map_err(|failure| walk.walked.stop(failure))
    }
}

impl Object {
    /// What is neither entry nor category.
    fn describe<E: Error>(&mut self, walk: &mut Walk<'_, '_, '_>) -> Result<(), E> {
        let name = one_line(&self.record.text(Field::Title));
        walk.walked
            .identifiers
            .extend(self.record.words(Field::Identifier));
        if !name.is_empty() {
            let place = walk.walked.builder.place(self.line);
            let description = self.record.text(Field::Description);
            walk.walked.described.push(Described {
                place,
                name,
                description,
            });
            return Ok(());
        }
        if self.pairs.is_empty() {
            return Ok(());
        }
        let parent = self.category(walk)?;
        for (title, link) in std::mem::take(&mut self.pairs) {
            let mut record = Record::default();
            record.add(Field::Title, 0, Cell::Text(title));
            record.add(Field::Url, 0, Cell::Text(link));
            let taken = record.take(walk.walked.builder, parent, self.line);
            taken.map_err(|failure| walk.walked.stop(failure))?;
        }
        Ok(())
    }
}

fn is_list(key: &str) -> bool {
    LISTS.iter().any(|list| list.eq_ignore_ascii_case(key))
}

fn cell(value: Value) -> Cell {
    match value {
        Value::Text(text) => Cell::Text(text),
        value => Cell::List(value.texts()),
    }
}
