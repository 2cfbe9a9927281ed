//! Records: what a row of a table, an object of JSON or a mapping of YAML says about one entry.

mod cell;
mod field;

pub use cell::Cell;
pub use field::Field;

use super::build::{Builder, named, shortened};
use super::{links, moments};
use crate::directory::Licence;
use crate::text::{Caveat, CaveatKind, language};
use crate::transfer::list::{ReadEntry, ReadError, RemarkKind};

/// Words for yes in tables and files.
const YES: [&str; 8] = ["1", "true", "yes", "y", "x", "ja", "oui", "private"];

/// What is known of one entry, by field. A field can be said more than once.
#[derive(Debug, Default)]
pub struct Record {
    /// The name of the field as it is read, and how well that name fits: the best is 0.
    cells: Vec<(Field, usize, Cell)>,
}

impl Record {
    /// Notes what the file says under a name, if the name is a known one.
    pub fn add(&mut self, field: Field, rank: usize, cell: Cell) {
        if !cell.is_empty() {
            self.cells.push((field, rank, cell));
            self.cells.sort_by_key(|(_, rank, _)| *rank);
        }
    }

    /// Whether it names an address on the web.
    pub fn has_link(&self) -> bool {
        self.link().is_some()
    }

    /// The first of what is said in a field.
    pub fn text(&self, field: Field) -> String {
        self.all(field).next().map(Cell::text).unwrap_or_default()
    }

    /// All words that are said in a field, such as its licences.
    pub fn words(&self, field: Field) -> Vec<String> {
        self.all(field).flat_map(Cell::words).collect()
    }

    fn all(&self, field: Field) -> impl Iterator<Item = &Cell> {
        let of_field = self.cells.iter().filter(move |(known, ..)| *known == field);
        of_field.map(|(_, _, cell)| cell)
    }

    /// The address: the best one that is on the web, else whatever stands in its place.
    fn link(&self) -> Option<String> {
        [Field::Url, Field::SourceCode, Field::Feed]
            .into_iter()
            .find_map(|field| {
                let mut texts = self.all(field).map(Cell::text);
                texts.find(|text| links::check(text.trim()).is_ok())
            })
    }

    /// Puts the entry into the list, below a category of the file's own nesting.
    ///
    /// # Errors
    /// When the list holds too much.
    pub fn take(
        mut self,
        builder: &mut Builder<'_>,
        parent: Option<usize>,
        line: usize,
    ) -> Result<(), ReadError> {
        self.mend_pinboard();
        let url = self.link().unwrap_or_else(|| self.text(Field::Url));
        let mut tags: Vec<String> = self.words(Field::Tags);
        let mut path: Vec<String> = [Field::Category, Field::Subcategory]
            .into_iter()
            .flat_map(|field| self.all(field).next().map(Cell::path).unwrap_or_default())
            .collect();
        if path.is_empty() && parent.is_none() && builder.first_tag_leads && !tags.is_empty() {
            path.push(tags.remove(0));
        }
        let category = if links::check(url.trim()).is_ok() {
            builder.path(parent, &path, line)?
        } else {
            parent
        };
        let title = self.text(Field::Title);
        let entry = ReadEntry {
            category,
            description: self.description(&url),
            caveat: self.caveat(),
            licence: self.licence(&title, builder, line),
            organisation: self.words(Field::Organisation).join(", "),
            language: self.language(),
            featured: self.says_yes(Field::Featured),
            question: self.text(Field::Question),
            uid: Some(self.text(Field::Uid)).filter(|uid| !uid.is_empty()),
            added_at: moments::moment(&self.text(Field::Added)),
            updated_at: moments::moment(&self.text(Field::Updated)),
            verified_at: moments::moment(&self.text(Field::Verified)),
            retired: self.text(Field::Status).eq_ignore_ascii_case("retired"),
            private: self.is_private(),
            url,
            title,
            tags,
            ..ReadEntry::default()
        };
        builder.entry(entry, line)
    }

    /// Pinboard and Delicious call the title "description" and the description "extended".
    fn mend_pinboard(&mut self) {
        let extended = self
            .cells
            .iter()
            .any(|(field, ..)| *field == Field::Extended);
        let titled = self.all(Field::Title).next().is_some();
        for (field, ..) in &mut self.cells {
            match field {
                Field::Description if !titled && extended => *field = Field::Title,
                Field::Extended => *field = Field::Description,
                _ => {}
            }
        }
    }

    /// What is said about it, and its other links, which would be lost otherwise.
    fn description(&self, url: &str) -> String {
        let mut parts: Vec<String> = Vec::new();
        for part in self.all(Field::Description).map(Cell::text) {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        let others = [
            (Field::SourceCode, "Source code"),
            (Field::Demo, "Demo"),
            (Field::Feed, "Feed"),
        ];
        let mut links: Vec<String> = Vec::new();
        for (field, label) in others {
            let target = self.text(field);
            if target != url && links::is_web(&target) && !target.contains(['<', '>', '\n']) {
                links.push(
                    format!("[{label}](<{target}>)")
                        .replace("(<", if plain(&target) { "(" } else { "(<" })
                        .replace(">)", if plain(&target) { ")" } else { ">)" }),
                );
            }
        }
        parts.extend((!links.is_empty()).then(|| links.join(" · ")));
        parts.join("\n\n")
    }

    /// The warning, if there is one.
    pub fn caveat(&self) -> Option<Caveat> {
        let text = self.text(Field::Caveat);
        let kind = CaveatKind::parse(&self.text(Field::CaveatKind).to_lowercase());
        if !text.is_empty() {
            return Some(Caveat {
                kind: kind.unwrap_or_default(),
                text,
            });
        }
        self.says_yes(Field::Archived).then(|| Caveat {
            kind: CaveatKind::Archived,
            text: "The list that this comes from marks it as archived.".to_owned(),
        })
    }

    /// The licence as the form writes it; several hold together.
    fn licence(&self, title: &str, builder: &mut Builder<'_>, line: usize) -> String {
        let words = self.words(Field::Licence);
        let written = words.join(" AND ");
        match Licence::parse_field(&written) {
            Ok(licence) => licence.field().to_owned(),
            Err(_) => {
                let reason = format!(
                    "no licence is known as “{}”, so it stays open",
                    shortened(&words.join(", "))
                );
                builder.remark(line, RemarkKind::Repaired, named(title, &reason));
                String::new()
            }
        }
    }

    fn language(&self) -> String {
        let said = self.text(Field::Language);
        let shaped = said.len() <= 35
            && said.split('-').all(|part| {
                (1..=8).contains(&part.len())
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
        let primary = said.split('-').next().unwrap_or_default();
        match language::by_name(&said) {
            Some(tag) => tag.to_owned(),
            None if shaped && (2..=3).contains(&primary.len()) => said,
            None => String::new(),
        }
    }

    fn says_yes(&self, field: Field) -> bool {
        YES.contains(&self.text(field).to_lowercase().as_str())
    }

    fn is_private(&self) -> bool {
        let shared = self.text(Field::Shared).to_lowercase();
        self.says_yes(Field::Private) || ["0", "no", "false"].contains(&shared.as_str())
    }
}

/// Whether a link can stand in Markdown without angle brackets.
fn plain(link: &str) -> bool {
    !link.contains(['(', ')', ' '])
}
