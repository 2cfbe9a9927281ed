//! What an import did or would do, for people and for programs.

use serde::{Deserialize, Serialize};

use super::clean::excerpt;
use super::plan::{Counts, Plan};
use super::problem::Problem;

/// How many lines of each kind are kept once an import is done.
const MOST_KEPT: usize = 1_000;

/// What an import did or would do. As JSON it is what the command line prints with `--json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What became of the list's entries.
    #[serde(flatten)]
    pub counts: Counts,
    /// How many entries the list has; the counts together.
    pub entries: usize,
    /// What becomes of categories.
    pub categories: CategoryCounts,
    /// Whether the site's settings and pages are taken over.
    pub settings: bool,
    /// How many entries of the list have no title there: the link's own words stand for it.
    #[serde(default)]
    pub untitled: usize,
    /// Lines that were not taken, and why.
    pub problems: Vec<Problem>,
    /// Lines that were taken, but not as they stood.
    pub remarks: Vec<Problem>,
    /// The change in history, once it is made.
    pub change: Option<i64>,
    /// Whether nothing was written.
    pub dry_run: bool,
}

/// What becomes of categories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryCounts {
    /// New ones.
    pub added: usize,
    /// Those that get other words.
    pub updated: usize,
}

impl Report {
    /// What a plan would do.
    pub fn of(plan: &Plan) -> Self {
        let all = plan.problems.iter().cloned();
        let (remarks, problems) = all.partition(|problem| problem.kind.is_remark());
        Self {
            counts: plan.counts,
            entries: plan.counts.total(),
            categories: CategoryCounts {
                added: plan.places.new_ones().count(),
                updated: plan.category_updates.len(),
            },
            settings: plan.site.is_some(),
            untitled: plan.untitled,
            problems,
            remarks,
            change: None,
            dry_run: true,
        }
    }

    /// Whether the import changes anything at all.
    pub fn does_something(&self) -> bool {
        let Counts {
            added,
            updated,
            queued,
            ..
        } = self.counts;
        added + updated + queued + self.categories.added + self.categories.updated > 0
            || self.settings
    }

    /// What a person agreed to, in a word that a form can carry: the same plan has the same.
    pub fn fingerprint(&self) -> String {
        let Counts {
            added,
            updated,
            unchanged,
            skipped,
            duplicates,
            queued,
        } = self.counts;
        let CategoryCounts {
            added: new,
            updated: changed,
        } = self.categories;
        let numbers = [
            added, updated, unchanged, skipped, duplicates, queued, new, changed,
        ];
        let numbers: Vec<_> = numbers.iter().map(usize::to_string).collect();
        numbers.join("-")
    }

    /// The same with no more lines than a page of history needs.
    #[must_use]
    pub fn shortened(mut self) -> Self {
        self.problems.truncate(MOST_KEPT);
        self.remarks.truncate(MOST_KEPT);
        self
    }

    /// What becomes of everything, in a few sentences.
    pub fn words(&self) -> Vec<String> {
        let Counts {
            added,
            updated,
            unchanged,
            skipped,
            duplicates,
            queued,
        } = self.counts;
        let CategoryCounts {
            added: new,
            updated: changed,
        } = self.categories;
        let mut lines = vec![format!(
            "{} in the list.",
            many(self.entries, "entry", "entries")
        )];
        let mut say = |count: usize, words: String| {
            if count > 0 {
                lines.push(words);
            }
        };
        say(added, format!("Added: {added}."));
        say(new, format!("New categories: {new}."));
        say(updated, format!("Updated: {updated}."));
        say(queued, format!("To the queue: {queued}."));
        say(unchanged, format!("Unchanged: {unchanged}."));
        say(duplicates, format!("Duplicates: {duplicates}."));
        say(skipped, format!("Skipped: {skipped}."));
        say(changed, format!("Categories with other words: {changed}."));
        say(
            self.untitled,
            format!(
                "Without a title in the list: {}. The link’s own words stand for it.",
                self.untitled
            ),
        );
        if self.settings {
            lines.push("The site’s settings and pages come with it.".to_owned());
        }
        if !self.does_something() {
            lines.push("There is nothing to change.".to_owned());
        }
        lines
    }
}

fn many(count: usize, one: &str, more: &str) -> String {
    let noun = if count == 1 { one } else { more };
    format!("{count} {noun}")
}

/// The public reason of an import, from the names of its files: "Import of bookmarks.html". Folders
/// that they lie in are nobody's business.
pub fn why(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let names = names.into_iter();
    let mut names = names.map(|name| {
        let name = name.as_ref().trim_end_matches(['/', '\\']);
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        excerpt(last)
    });
    let first = names.next().unwrap_or_default();
    match names.count() {
        0 => format!("Import of {first}"),
        1 => format!("Import of {first} and another file"),
        more => format!("Import of {first} and {more} other files"),
    }
}
