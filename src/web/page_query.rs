//! The one spelling of a public page's address, so that equal pages are rendered once.

use http::Uri;
use url::form_urlencoded::{Serializer, parse};

/// The parameters that any public page knows, in order. Every other one is ignored.
const KNOWN: [&str; 12] = [
    "after", "before", "category", "fields", "kind", "licence", "limit", "link", "page", "q",
    "sort", "tag",
];

/// The path of `uri` with the parameters that a page may know: in order of their names, repeated
/// ones in the order sent, empty ones left out.
pub fn normalised(uri: &Uri) -> String {
    let path = uri.path();
    let mut pairs: Vec<_> = parse(uri.query().unwrap_or_default().as_bytes())
        .filter(|(name, value)| KNOWN.contains(&name.as_ref()) && !value.is_empty())
        .collect();
    if pairs.is_empty() {
        return path.to_owned();
    }
    pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
    format!(
        "{path}?{}",
        Serializer::new(String::new()).extend_pairs(pairs).finish()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_pages_have_one_address() {
        for (address, one) in [
            ("/", "/"),
            ("/?", "/"),
            ("/?utm_source=x&fbclid=y", "/"),
            ("/search?sort=&q=a+b&licence=", "/search?q=a+b"),
            ("/search?q=a%20b", "/search?q=a+b"),
            ("/tags/x?tag=b&page=2&tag=a", "/tags/x?page=2&tag=b&tag=a"),
            ("/search?q=%ff%00&q", "/search?q=%EF%BF%BD%00"),
            ("/search?Q=1&q%3d=2", "/search"),
            ("/a%2Fb/caf%C3%A9?x", "/a%2Fb/caf%C3%A9"),
        ] {
            assert_eq!(normalised(&address.parse().unwrap()), one);
            assert_eq!(normalised(&one.parse().unwrap()), one);
        }
    }
}
