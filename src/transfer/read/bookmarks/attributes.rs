//! How many attributes a tag has, counted before the tokenizer compares each with all others.

use crate::transfer::list::ReadError;

/// The most attributes of a tag; browsers write ten.
const MOST: usize = 256;

/// Refuses a file in which a tag has far more attributes than any browser writes.
///
/// # Errors
/// When there is one, with its line.
pub(super) fn refuse_many_attributes(text: &str) -> Result<(), ReadError> {
    let mut place = Place::Text;
    let (mut attributes, mut line) = (0, 1);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        line += usize::from(byte == b'\n');
        let named = bytes
            .peek()
            .is_some_and(|next| next.is_ascii_alphabetic() || *next == b'/');
        place = match (place, byte) {
            (Place::Text, b'<') if named => {
                attributes = 0;
                Place::Tag
            }
            (Place::Text, _) | (Place::Tag | Place::Name | Place::Bare, b'>') => Place::Text,
            (Place::Value, b'"' | b'\'') => Place::Quoted(byte),
            (Place::Quoted(quote), _) if byte == quote => Place::Tag,
            (Place::Quoted(quote), _) => Place::Quoted(quote),
            (Place::Value, b'>') => Place::Text,
            (Place::Value, _) if byte.is_ascii_whitespace() => Place::Value,
            (Place::Value, _) => Place::Bare,
            (Place::Name, b'=') => Place::Value,
            (_, b'/') => Place::Tag,
            (_, _) if byte.is_ascii_whitespace() => Place::Tag,
            (Place::Bare, _) => Place::Bare,
            (Place::Name, _) => Place::Name,
            (Place::Tag, _) => {
                attributes += 1;
                Place::Name
            }
        };
        if attributes > MOST {
            return Err(ReadError::at(
                line,
                format!(
                    "A tag in line {line} has more than {MOST} attributes, which no bookmark has"
                ),
            ));
        }
    }
    Ok(())
}

/// Where in a file a byte stands.
#[derive(Clone, Copy)]
enum Place {
    Text,
    Tag,
    Name,
    Value,
    Quoted(u8),
    Bare,
}
