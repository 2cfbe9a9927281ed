//! The query string of a public page. Readers mistype addresses and programs invent parameters,
//! so nothing in it is an error: what a page does not know, it ignores.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::request::Parts;
use url::form_urlencoded;

/// The most values of one parameter that are read; the boxes of a real form are fewer.
const MOST_VALUES: usize = 20;

/// The decoded pairs of a query string.
#[derive(Clone, Debug, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a query string without its question mark. Bad encoding becomes U+FFFD.
    pub fn parse(query: &str) -> Self {
        Self(
            form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    /// The value of a parameter that stands alone; the first one wins, and an empty one says
    /// nothing.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.values(name).next()
    }

    /// The values of a parameter that may be repeated: each once, without empty ones.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let mut values = Vec::new();
        for value in self.values(name) {
            if !values.contains(&value) && values.len() < MOST_VALUES {
                values.push(value);
            }
        }
        values
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::parse(parts.uri.query().unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_wins_and_repeated_ones_are_kept_once() {
        let query = Query::parse("page=&page=2&page=3&tag=r&tag=&tag=c%2B%2B&tag=r&x=%FF");
        assert_eq!(query.first("page"), Some("2"));
        assert_eq!(query.first("none"), None);
        assert_eq!(query.all("tag"), ["r", "c++"]);
        assert_eq!(query.first("x"), Some("\u{fffd}"));
    }

    #[test]
    fn a_flood_of_values_is_cut_off() {
        let flood: String = (0..500).map(|number| format!("tag={number}&")).collect();
        assert_eq!(Query::parse(&flood).all("tag").len(), MOST_VALUES);
    }
}
