//! A value that has to wait until the object around it is known.

use std::fmt;

use serde::de::value::{Error as ValueError, MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::transfer::read::links;

/// The longest text, in bytes.
const LONGEST: usize = 1 << 20;
/// How deep they may be nested.
const DEEPEST: usize = 100;

/// A value without the kinds that say nothing about a link.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Nothing,
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl Value {
    /// Whether there are objects in it.
    pub(super) fn holds_objects(&self) -> bool {
        match self {
            Self::Object(_) => true,
            Self::List(values) => values.iter().any(Self::holds_objects),
            _ => false,
        }
    }

    /// Whether there is a link in it.
    pub(super) fn holds_links(&self) -> bool {
        match self {
            Self::Nothing => false,
            Self::Text(text) => links::is_web(text),
            Self::List(values) => values.iter().any(Self::holds_links),
            Self::Object(pairs) => pairs.iter().any(|(_, value)| value.holds_links()),
        }
    }

    /// The texts in it; of an object its name.
    pub(super) fn texts(self) -> Vec<String> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Text(text) => vec![text],
            Self::List(values) => values.into_iter().flat_map(Self::texts).collect(),
            Self::Object(pairs) => {
                let names = ["name", "title", "label", "identifier", "id"];
                let named = names
                    .iter()
                    .find_map(|name| pairs.iter().find(|(key, _)| key == name));
                named
                    .map(|(_, value)| value.clone().texts())
                    .unwrap_or_default()
            }
        }
    }
}

/// Reads a value, within a budget.
pub(super) struct ValueSeed<'b> {
    budget: &'b mut usize,
    depth: usize,
}

impl<'b> ValueSeed<'b> {
    /// How many values may wait at a time.
    pub(super) const BUDGET: usize = 200_000;

    pub(super) fn new(budget: &'b mut usize, depth: usize) -> Self {
        Self { budget, depth }
    }

    fn inside(&mut self) -> ValueSeed<'_> {
        ValueSeed {
            budget: self.budget,
            depth: self.depth + 1,
        }
    }

    fn spend<E: Error>(&mut self) -> Result<(), E> {
        let left = self.budget.checked_sub(1).filter(|_| self.depth <= DEEPEST);
        *self.budget = left
            .ok_or_else(|| E::custom("an object in this file is too large or nested too deep"))?;
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<Value, D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(key) = map.next_key_seed(Text)? {
            self.spend()?;
            match map.next_value_seed(self.inside())? {
                Value::Nothing => {}
                value => pairs.push((key, value)),
            }
        }
        Ok(Value::Object(pairs))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element_seed(self.inside())? {
            self.spend()?;
            if value != Value::Nothing {
                values.push(value);
            }
        }
        Ok(Value::List(values))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        if text.len() > LONGEST {
            return Err(E::custom("a text in it is longer than any list needs"));
        }
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Value, D::Error> {
        value.deserialize_any(self)
    }
}

/// Reads a key: YAML has numbers and truths there too.
pub(super) struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<String, D::Error> {
        let mut budget = 1_000;
        let value = ValueSeed::new(&mut budget, 0).deserialize(value)?;
        Ok(value.texts().into_iter().next().unwrap_or_default())
    }
}

impl<'de> IntoDeserializer<'de, ValueError> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Self::Nothing => visitor.visit_unit(),
            Self::Text(text) => visitor.visit_string(text),
            Self::List(values) => visitor.visit_seq(SeqDeserializer::new(values.into_iter())),
            Self::Object(pairs) => visitor.visit_map(MapDeserializer::new(pairs.into_iter())),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
