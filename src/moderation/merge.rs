//! Three versions of an entry's fields, told apart: the one that a contributor edited, the one
//! that stands now, and the one that they propose.
//!
//! A field that only the contributor changed is taken; one that only somebody else changed stays;
//! one that both changed differently is a clash, which nothing here settles: a person does.

use crate::directory::Licence;
use crate::directory::entry_input::EntryInput;
use crate::directory::link_url::{LinkPolicy, LinkUrl};
use crate::text::{CaveatKind, clean_block, clean_line};

/// What a field's three versions amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing is proposed, or it stands so already.
    Kept,
    /// Only the contributor changed it.
    Taken,
    /// The contributor and somebody else changed it, not to the same.
    Clash,
}

/// One field in its three versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedField {
    /// Its name in forms.
    pub name: &'static str,
    /// What the contributor saw.
    pub base: String,
    /// What stands now.
    pub current: String,
    /// What the contributor proposes.
    pub proposed: String,
    /// What the three amount to.
    pub fate: Fate,
}

/// Compares the three versions, field by field, in the order of the form.
pub fn merge(base: &EntryInput, current: &EntryInput, proposed: &EntryInput) -> Vec<MergedField> {
    let (base, current, proposed) = (canonical(base), canonical(current), canonical(proposed));
    let versions = base.fields().into_iter().zip(current.fields());
    versions
        .zip(proposed.fields())
        .map(|(((name, before), (_, now)), (_, wanted))| MergedField {
            name,
            base: before.to_owned(),
            current: now.to_owned(),
            proposed: wanted.to_owned(),
            fate: fate(
                unit(&base, name, before),
                unit(&current, name, now),
                unit(&proposed, name, wanted),
            ),
        })
        .collect()
}

fn fate(base: (&str, &str), current: (&str, &str), proposed: (&str, &str)) -> Fate {
    if proposed == base || proposed == current {
        Fate::Kept
    } else if current == base {
        Fate::Taken
    } else {
        Fate::Clash
    }
}

/// The name under which a field is judged: a caveat's kind goes with its words.
pub fn unit_of(name: &'static str) -> &'static str {
    match name {
        "caveat_kind" => "caveat",
        name => name,
    }
}

/// What is judged as one: a caveat's words and its kind say nothing without each other.
fn unit<'a>(input: &'a EntryInput, name: &'static str, value: &'a str) -> (&'a str, &'a str) {
    if unit_of(name) == "caveat" {
        (&input.caveat, &input.caveat_kind)
    } else {
        (value, "")
    }
}

/// The fields as they would stand: what was taken, and for the rest, clashes included, what
/// stands now.
pub fn resolve(current: &EntryInput, fields: &[MergedField]) -> EntryInput {
    let mut resolved = canonical(current);
    for (name, value) in resolved.fields_mut() {
        let taken = |field: &&MergedField| field.name == name && field.fate == Fate::Taken;
        if let Some(field) = fields.iter().find(taken) {
            value.clone_from(&field.proposed);
        }
    }
    resolved
}

/// The same fields in the spelling in which they are stored, so that a line break of another kind
/// or a space after a comma counts as no change. What can't be read stays as it is.
pub fn canonical(input: &EntryInput) -> EntryInput {
    let line = |text: &str| clean_line(text).map_or_else(|_| text.to_owned(), |kept| kept.text);
    let caveat = clean_block(&input.caveat).text;
    let caveat_kind = match input.caveat_kind.trim() {
        _ if caveat.is_empty() => String::new(),
        "" => CaveatKind::default().as_str().to_owned(),
        kind => kind.to_owned(),
    };
    EntryInput {
        url: LinkUrl::parse(&input.url, ANY_LINK)
            .map_or_else(|_| input.url.trim().to_owned(), |link| link.to_string()),
        title: line(&input.title),
        category: input.category.trim().to_owned(),
        description: clean_block(&input.description).text,
        caveat,
        caveat_kind,
        licence: Licence::parse_field(&input.licence).map_or_else(
            |_| input.licence.trim().to_owned(),
            |licence| licence.field().to_owned(),
        ),
        organisation: line(&input.organisation),
        tags: tags(&input.tags),
        language: input.language.trim().to_owned(),
        featured: if input.featured.trim().is_empty() {
            String::new()
        } else {
            "1".to_owned()
        },
        question: line(&input.question),
    }
}

/// Comparing refuses nothing: whether a link may be listed is judged elsewhere.
const ANY_LINK: LinkPolicy = LinkPolicy {
    allow_private: true,
    allow_ftp: true,
};

fn tags(text: &str) -> String {
    let names = text.split([',', '\n']).map(str::trim);
    let names: Vec<_> = names.filter(|name| !name.is_empty()).collect();
    names.join(", ")
}
