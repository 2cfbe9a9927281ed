//! The words of a list, cleaned and measured as forms do it. What has to be left out of an entry is
//! said; what makes an entry unusable ends it.

use crate::directory::entry_input::MODERATOR;
use crate::directory::{EntryFields, Licence, LinkPolicy, LinkUrl};
use crate::text::{Caveat, clean_block, clean_line, tag_slug};
use crate::transfer::list::ReadEntry;

/// Cleans text and remembers what to tell.
#[derive(Debug, Default)]
pub(super) struct Cleaner {
    /// What a person should know, in sentences.
    pub(super) told: Vec<String>,
    removed: usize,
}

impl Cleaner {
    /// One line; breaks become spaces, as a list breaks its lines where it likes.
    pub(super) fn line(&mut self, text: &str) -> String {
        let text = text.replace(['\n', '\r'], " ").replace('\0', "");
        match clean_line(&text) {
            Ok(cleaned) => {
                self.removed += cleaned.removed;
                cleaned.text
            }
            // No break and no NUL is left, so this never happens; an empty line says nothing.
            Err(_) => String::new(),
        }
    }

    /// Several lines.
    pub(super) fn block(&mut self, text: &str) -> String {
        let cleaned = clean_block(text);
        self.removed += cleaned.removed;
        cleaned.text
    }

    /// A warning; nothing when no word of it is left.
    pub(super) fn caveat(&mut self, caveat: Option<Caveat>) -> Option<Caveat> {
        let caveat = caveat?;
        let text = self.block(&caveat.text);
        (!text.is_empty()).then_some(Caveat { text, ..caveat })
    }

    /// Text of at most `longest` characters, or nothing and a sentence about it.
    pub(super) fn short(&mut self, what: &str, text: &str, longest: usize) -> String {
        let text = self.line(text);
        if text.chars().count() <= longest {
            return text;
        }
        self.told.push(format!(
            "{what} was left out: it has more than {longest} characters."
        ));
        String::new()
    }

    /// What there is to tell, the invisible characters included.
    pub(super) fn finish(self) -> Vec<String> {
        let mut told = self.told;
        match self.removed {
            0 => {}
            1 => told.push("An invisible character was taken out.".to_owned()),
            n => told.push(format!("{n} invisible characters were taken out.")),
        }
        told
    }
}

/// An entry as it may be written; its category is filled in later.
pub(super) struct CleanEntry {
    pub(super) fields: EntryFields,
    pub(super) told: Vec<String>,
    /// Whether the list gave no title, so that the link's own words stand for it.
    pub(super) is_untitled: bool,
}

/// Cleans an entry of a list.
///
/// # Errors
/// Why it can't be used, in a sentence.
pub(super) fn entry(read: &mut ReadEntry, policy: LinkPolicy) -> Result<CleanEntry, String> {
    let mut cleaner = Cleaner::default();
    let url = LinkUrl::parse(&read.url, policy)
        .map_err(|error| format!("{error}: {}", excerpt(&read.url)))?;
    let written = cleaner.line(&read.title);
    let is_untitled = written.is_empty();
    let title = if is_untitled { url.readable() } else { written };
    let description = cleaner.block(&std::mem::take(&mut read.description));
    let caveat = cleaner.caveat(read.caveat.take());
    measure("title", &title, MODERATOR.title)?;
    measure("description", &description, MODERATOR.description)?;
    if let Some(caveat) = &caveat {
        measure("caveat", &caveat.text, MODERATOR.caveat)?;
    }
    let organisation = std::mem::take(&mut read.organisation);
    let question = std::mem::take(&mut read.question);
    Ok(CleanEntry {
        fields: EntryFields {
            title,
            category_id: 0,
            description,
            caveat,
            licence: licence(&mut cleaner, &read.licence),
            organisation: cleaner.short("The organisation", &organisation, MODERATOR.organisation),
            tags: tags(&mut cleaner, &read.tags),
            language: language(&mut cleaner, &read.language),
            featured: read.featured,
            question: cleaner.short("The question", &question, MODERATOR.title),
            url,
        },
        told: cleaner.finish(),
        is_untitled,
    })
}

fn measure(what: &str, text: &str, longest: usize) -> Result<(), String> {
    let length = text.chars().count();
    if length > longest {
        return Err(format!(
            "Shorten the {what} to {longest} characters. It has {length} now"
        ));
    }
    Ok(())
}

fn licence(cleaner: &mut Cleaner, text: &str) -> Licence {
    Licence::parse_field(text).unwrap_or_else(|_| {
        let told = format!("The licence is not known by that name: {}", excerpt(text));
        cleaner.told.push(told);
        Licence::NotChecked
    })
}

/// Tags without repeats, in the order of the list. Two spellings of one tag are one.
fn tags(cleaner: &mut Cleaner, read: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut slugs: Vec<String> = Vec::new();
    for name in read {
        // A comma separates tags in forms.
        let name = cleaner.line(&name.replace(',', " "));
        let Some(slug) = tag_slug(&name) else {
            continue;
        };
        if name.chars().count() > MODERATOR.tag {
            let told = format!("A tag was left out, as it is too long: {}", excerpt(&name));
            cleaner.told.push(told);
        } else if !slugs.contains(&slug) {
            slugs.push(slug);
            names.push(name);
        }
    }
    if names.len() > MODERATOR.tags {
        let left = names.split_off(MODERATOR.tags).join(", ");
        cleaner.told.push(format!(
            "Only the first {} tags were taken, not: {}",
            MODERATOR.tags,
            excerpt(&left)
        ));
    }
    names
}

fn language(cleaner: &mut Cleaner, text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || crate::directory::entry_input::is_language(text) {
        return text.to_owned();
    }
    let told = format!(
        "The language is no code such as en or pt-BR: {}",
        excerpt(text)
    );
    cleaner.told.push(told);
    String::new()
}

/// As much of a text as fits into a sentence about it.
pub(super) fn excerpt(text: &str) -> String {
    const ENOUGH: usize = 80;
    let line = Cleaner::default().line(text);
    if line.chars().count() <= ENOUGH {
        return line;
    }
    let start: String = line.chars().take(ENOUGH).collect();
    format!("{start}…")
}
