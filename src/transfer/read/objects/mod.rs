//! Objects in objects: what JSON and YAML have in common.
//!
//! A file is walked while it is parsed, so that mostly one record is held at a time: an object
//! with a link is an entry; one without that holds others is a category, as folders of bookmarks
//! are; a key whose value holds entries is one too, unless it is a mere word for "list".

mod object;
mod value;

use std::cell::Cell as Shared;
use std::fmt;

use serde::de::value::Error as ValueError;
use serde::de::{
    DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};

use self::object::Object;
use self::value::{Value, ValueSeed};
use super::build::Builder;
use super::links;
use crate::transfer::list::{Place, ReadEntry, ReadError};

/// How deep objects and lists may be nested, so that walking them needs little stack.
const DEEPEST: usize = 100;

/// What walking a file finds, and what it needs to know.
pub struct Walked<'w, 'l> {
    /// Where entries and categories go.
    pub builder: &'w mut Builder<'l>,
    /// The line that is being read; 0 when nobody counts.
    pub line: &'w Shared<usize>,
    /// The lines in which the items of the outermost list begin, where somebody counted them.
    pub items: Vec<usize>,
    /// Records with a name but no link.
    pub described: Vec<Described>,
    /// The licences that records name.
    pub licences: Vec<String>,
    /// Short names of records.
    pub identifiers: Vec<String>,
    /// Why walking had to end.
    pub failure: Option<ReadError>,
    /// How many more values may wait for what is around them.
    budget: usize,
}

/// A word and what is said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// Where it stands.
    pub place: Place,
    /// The word.
    pub name: String,
    /// What is said.
    pub description: String,
}

impl<'w, 'l> Walked<'w, 'l> {
    /// Nothing found yet.
    pub fn new(builder: &'w mut Builder<'l>, line: &'w Shared<usize>) -> Self {
        Self {
            builder,
            line,
            items: Vec::new(),
            described: Vec::new(),
            licences: Vec::new(),
            identifiers: Vec::new(),
            failure: None,
            budget: ValueSeed::BUDGET,
        }
    }

    /// Walks a value from its top.
    pub fn top(&mut self) -> Walk<'_, 'w, 'l> {
        Walk {
            walked: self,
            parent: None,
            key: None,
            depth: 0,
        }
    }

    fn stop<E: Error>(&mut self, failure: ReadError) -> E {
        let error = E::custom(&failure);
        self.failure.get_or_insert(failure);
        error
    }
}

/// One value on the walk.
pub struct Walk<'a, 'w, 'l> {
    walked: &'a mut Walked<'w, 'l>,
    /// The category that it belongs to.
    parent: Option<usize>,
    /// The key that it stands under, when that may be a name.
    key: Option<String>,
    depth: usize,
}

impl<'w, 'l> Walk<'_, 'w, 'l> {
    /// A value inside this one.
    fn inside(&mut self, parent: Option<usize>, key: Option<String>) -> Walk<'_, 'w, 'l> {
        Walk {
            walked: self.walked,
            parent,
            key,
            depth: self.depth + 1,
        }
    }

    /// A value that had to wait.
    fn resume(
        &mut self,
        value: Value,
        parent: Option<usize>,
        key: Option<String>,
    ) -> Result<(), ValueError> {
        self.inside(parent, key)
            .deserialize(value.into_deserializer())
    }

    fn check_depth<E: Error>(&mut self) -> Result<(), E> {
        if self.depth <= DEEPEST {
            return Ok(());
        }
        let line = self.walked.line.get();
        Err(self.walked.stop(ReadError::at(
            line,
            format!("This is nested more than {DEEPEST} levels deep"),
        )))
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list, an object or a link")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.check_depth()?;
        let mut object = Object::new(self.walked.line.get(), self.key.take());
        while let Some(key) = map.next_key_seed(value::Text)? {
            object.read(&mut self, key, &mut map)?;
        }
        object.finish(&mut self)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        self.check_depth()?;
        let mut parent = self.parent;
        if let Some(title) = self.key.take() {
            let line = self.walked.line.get();
            let made = self.walked.builder.category(parent, &title, line);
            parent = Some(made.map_err(|failure| self.walked.stop(failure))?);
        }
        let mut item = 0;
        loop {
            if self.depth == 0
                && let Some(line) = self.walked.items.get(item)
            {
                self.walked.line.set(*line);
            }
            if (seq.next_element_seed(self.inside(parent, None))?).is_none() {
                break;
            }
            item += 1;
        }
        Ok(())
    }

    /// A link that stands by itself.
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        if !links::is_web(text) {
            return Ok(());
        }
        let line = self.walked.line.get();
        let entry = ReadEntry {
            category: self.parent,
            url: text.to_owned(),
            title: self.key.unwrap_or_default(),
            ..ReadEntry::default()
        };
        let taken = self.walked.builder.entry(entry, line);
        taken.map_err(|failure| self.walked.stop(failure))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}
