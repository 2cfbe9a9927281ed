//! Answers with only the fields that were asked for.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::Result;

/// The fields that `fields=` names; none named are all.
#[derive(Clone, Debug, Default)]
pub struct Sparse(Vec<String>);

impl Sparse {
    /// Reads names apart by commas.
    pub fn parse(names: &str) -> Self {
        let names = names.split(',').filter(|name| !name.is_empty());
        Self(names.map(str::to_owned).collect())
    }

    /// What is left of `item`, an object.
    ///
    /// # Errors
    /// When it can't be written as JSON.
    pub fn of(&self, item: &impl Serialize) -> Result<Value> {
        let whole = serde_json::to_value(item)?;
        let Value::Object(whole) = whole else {
            return Ok(whole);
        };
        if self.0.is_empty() {
            return Ok(Value::Object(whole));
        }
        let named = whole.into_iter().filter(|(name, _)| self.0.contains(name));
        Ok(Value::Object(named.collect::<Map<_, _>>()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_was_asked_for_is_left() {
        let item = json!({"id": 1, "title": "T", "url": "U"});
        let left = |names| Sparse::parse(names).of(&item).unwrap();
        assert_eq!(left(""), item);
        assert_eq!(left("url,id,url"), json!({"id": 1, "url": "U"}));
        assert_eq!(left("none"), json!({}));
    }
}
