//! A list with every word cleaned, before anything is known about what stands.

use super::clean::{self, Cleaner};
use super::problem::{Names, Problem, ProblemKind};
use crate::directory::entry_input::MODERATOR;
use crate::directory::{EntryFields, KeptFacts, LinkPolicy};
use crate::text::Caveat;
use crate::transfer::json::{PageRecord, SiteRecord};
use crate::transfer::list::{self, Column, ReadCategory, ReadEntry, ReadList, RemarkKind};

/// A list with every word cleaned.
#[derive(Debug, Default)]
pub struct Draft {
    pub(super) names: Names,
    pub(super) title: String,
    pub(super) introduction: String,
    pub(super) categories: Vec<DraftCategory>,
    pub(super) entries: Vec<DraftEntry>,
    pub(super) site: Option<(SiteRecord, Vec<PageRecord>)>,
    /// What is known already about lines that were not taken as they stood.
    pub(super) problems: Vec<Problem>,
    /// Lines that should have been entries and can't be used.
    pub(super) unusable: usize,
    /// Entries to which the list gives no title.
    pub(super) untitled: usize,
    /// What the columns of a table were taken for.
    pub columns: Vec<Column>,
}

/// A category of the list.
#[derive(Debug)]
pub(super) struct DraftCategory {
    pub(super) parent: Option<usize>,
    pub(super) title: String,
    pub(super) slug: Option<String>,
    pub(super) uid: Option<String>,
    pub(super) introduction: String,
    pub(super) caveat: Option<Caveat>,
    pub(super) place: list::Place,
}

/// An entry of the list.
#[derive(Debug)]
pub(super) struct DraftEntry {
    /// The link, normalised.
    pub(super) key: String,
    pub(super) fields: EntryFields,
    pub(super) kept: KeptFacts,
    /// The list's category.
    pub(super) category: Option<usize>,
    pub(super) is_untitled: bool,
    pub(super) private: bool,
    pub(super) place: list::Place,
}

impl Draft {
    /// Cleans a list that was read from files of these names. Pure, and the slow part.
    pub fn new(list: ReadList, names: Vec<String>, policy: LinkPolicy) -> Self {
        let policy = LinkPolicy {
            allow_ftp: true,
            ..policy
        };
        let mut cleaner = Cleaner::default();
        let mut draft = Self {
            names: Names(names),
            title: cleaner.short("The list’s title", &list.title.unwrap_or_default(), 500),
            introduction: cleaner.block(&list.introduction),
            site: list.site,
            ..Self::default()
        };
        for remark in list.remarks {
            let kind = match remark.kind {
                RemarkKind::Unusable => ProblemKind::Unusable,
                RemarkKind::LeftOut => ProblemKind::LeftOut,
                RemarkKind::Repaired => ProblemKind::Repaired,
            };
            draft.unusable += usize::from(kind == ProblemKind::Unusable);
            draft.tell(&remark.place, kind, remark.reason);
        }
        for category in list.categories {
            draft.add_category(category);
        }
        for entry in list.entries {
            draft.add_entry(entry, policy);
        }
        draft
    }

    /// Remembers what the columns of a table were taken for.
    #[must_use]
    pub(super) fn with_columns(mut self, columns: Vec<Column>) -> Self {
        self.columns = columns;
        self
    }

    /// Whether nothing in the list looks like an entry. An export of an empty directory says all
    /// there is to say.
    pub fn says_nothing(&self) -> bool {
        self.entries.is_empty() && self.unusable == 0 && !self.is_ours()
    }

    /// Whether it is one of our own exports.
    pub(super) fn is_ours(&self) -> bool {
        self.site.is_some()
    }

    fn tell(&mut self, place: &list::Place, kind: ProblemKind, reason: impl Into<String>) {
        self.problems.push(self.names.problem(place, kind, reason));
    }

    fn add_category(&mut self, read: ReadCategory) {
        let mut cleaner = Cleaner::default();
        let mut title = cleaner.line(&read.title);
        if title.chars().count() > MODERATOR.title {
            title = title.chars().take(MODERATOR.title).collect();
            let told = format!(
                "The category’s name was cut to {} characters.",
                MODERATOR.title
            );
            cleaner.told.push(told);
        }
        let mut introduction = cleaner.block(&read.introduction);
        if introduction.chars().count() > MODERATOR.description {
            introduction.clear();
            let told = "The category’s introduction was left out: it is too long.";
            cleaner.told.push(told.to_owned());
        }
        let caveat = cleaner.caveat(read.caveat);
        let too_long = |caveat: &Caveat| caveat.text.chars().count() > MODERATOR.caveat;
        let (caveat, left) = match caveat {
            Some(caveat) if too_long(&caveat) => (None, true),
            caveat => (caveat, false),
        };
        if left {
            let told = "The category’s caveat was left out: it is too long.";
            cleaner.told.push(told.to_owned());
        }
        for told in cleaner.finish() {
            self.tell(&read.place, ProblemKind::Repaired, told);
        }
        // A parent always stands before its child, so that no list can hold a circle.
        let parent = read.parent.filter(|&parent| parent < self.categories.len());
        self.categories.push(DraftCategory {
            parent,
            title,
            slug: read.slug,
            uid: read.uid,
            introduction,
            caveat,
            place: read.place,
        });
    }

    fn add_entry(&mut self, mut read: ReadEntry, policy: LinkPolicy) {
        let cleaned = match clean::entry(&mut read, policy) {
            Ok(cleaned) => cleaned,
            Err(reason) => {
                self.unusable += 1;
                return self.tell(&read.place, ProblemKind::Unusable, reason);
            }
        };
        for told in cleaned.told {
            self.tell(&read.place, ProblemKind::Repaired, told);
        }
        self.untitled += usize::from(cleaned.is_untitled);
        self.entries.push(DraftEntry {
            key: cleaned.fields.url.key(),
            fields: cleaned.fields,
            kept: KeptFacts {
                uid: read.uid.filter(|uid| is_uid(uid)),
                added_at: read.added_at,
                updated_at: read.updated_at,
                verified_at: read.verified_at,
                retired: read.retired,
            },
            category: read
                .category
                .filter(|&category| category < self.categories.len()),
            is_untitled: cleaned.is_untitled,
            private: read.private,
            place: read.place,
        });
    }
}

/// Whether a name is of the kind that we give: it stands in addresses of feeds.
fn is_uid(uid: &str) -> bool {
    (8..=64).contains(&uid.len()) && uid.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
