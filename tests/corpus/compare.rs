//! A list that was read beside its reference.

use std::collections::{BTreeMap, BTreeSet};

use signpost::transfer::list::{ReadEntry, ReadList, RemarkKind};
use signpost::transfer::read::encoding;

use super::reference::{Reference, Sample};

/// How many of a hundred entries have to be found.
const AT_LEAST: usize = 99;

/// What the reference counts as no entry and says that reasonable people count as one: paragraphs
/// and headings that are or begin with a link.
const ARGUABLE: [&str; 3] = ["standalone", "para_lead", "heading"];

pub struct Comparison {
    /// The entries of the kinds that the reference counts.
    pub counted: usize,
    /// Differences that a curator would accept, and why.
    pub notes: Vec<String>,
    pub faults: Vec<String>,
}

pub fn compare(list: &ReadList, expected: &Reference, bytes: &[u8]) -> Comparison {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.split('\n').collect();
    let is_counted = |entry: &&ReadEntry| expected.format != "markdown" || is_item(&lines, entry);
    let counted: Vec<&ReadEntry> = list.entries.iter().filter(is_counted).collect();
    let mut comparison = Comparison {
        counted: counted.len(),
        notes: Vec::new(),
        faults: Vec::new(),
    };
    comparison.count(list, expected, &counted);
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for sample in &expected.samples {
        match find(list, sample) {
            Ok(None) => {}
            Ok(Some(reason)) => *reasons.entry(reason).or_default() += 1,
            Err(fault) => comparison.faults.push(fault),
        }
    }
    let all = expected.samples.len();
    let told = reasons
        .iter()
        .map(|(reason, count)| format!("{count} of {all} samples: {reason}"));
    comparison.notes.extend(told);
    comparison.title(list, expected);
    comparison
}

/// Whether an entry stands where the reference counts: in a list, in a table, in HTML.
fn is_item(lines: &[&str], entry: &ReadEntry) -> bool {
    let line = lines.get(entry.place.line.wrapping_sub(1)).unwrap_or(&"");
    let line = line.trim_start_matches(['>', ' ', '\t', '\u{feff}']);
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < line.len() && digits.starts_with(['.', ')']);
    numbered || line.starts_with(['-', '*', '+', '|', '<']) || line.contains("<br")
}

impl Comparison {
    fn count(&mut self, list: &ReadList, expected: &Reference, counted: &[&ReadEntry]) {
        let urls: BTreeSet<&str> = counted.iter().map(|entry| entry.url.as_str()).collect();
        let measures = [
            ("entries", counted.len(), expected.entries),
            ("different addresses", urls.len(), expected.distinct_urls),
        ];
        for (what, found, all) in measures {
            if found * 100 < all * AT_LEAST {
                self.faults.push(format!("{found} {what} of {all}"));
            } else if found != all {
                self.notes.push(format!("{found} {what} instead of {all}"));
            }
            if found > all {
                self.faults.push(format!("{} {what} invented", found - all));
            }
        }
        let more = list.entries.len() - counted.len();
        let arguable: usize = ARGUABLE
            .iter()
            .filter_map(|kind| expected.other.get(*kind))
            .sum();
        if more > arguable {
            self.faults
                .push(format!("{} paragraphs made entries", more - arguable));
        } else if more > 0 {
            self.notes.push(format!(
                "{more} more entries are paragraphs or headings with a link, which make up their section"
            ));
        }
        for (kind, what) in [
            (RemarkKind::Unusable, "can't be used, and why is told"),
            (RemarkKind::Repaired, "repaired, and what is told"),
        ] {
            let count = list
                .remarks
                .iter()
                .filter(|remark| remark.kind == kind)
                .count();
            if count > 0 {
                self.notes.push(format!("{count} {what}"));
            }
        }
    }

    fn title(&mut self, list: &ReadList, expected: &Reference) {
        // What the reference calls the title of a record is its entry's.
        if expected.format == "yaml-record" {
            return;
        }
        let expected = expected.title.as_deref().map(whole);
        if list.title != expected {
            self.notes.push(format!(
                "the list is called {:?}, not {expected:?}",
                list.title
            ));
        }
    }
}

/// A text without the damage that reading repairs.
fn whole(text: &str) -> String {
    encoding::repair(text).0.into_owned()
}

fn path(list: &ReadList, entry: &ReadEntry) -> Vec<String> {
    let mut path = Vec::new();
    let mut at = entry.category;
    while let Some(category) = at.map(|at| &list.categories[at]) {
        path.insert(0, category.title.clone());
        at = category.parent;
    }
    path
}

/// Finds an entry of the reference: a reason if it differs and a curator would accept it.
fn find(list: &ReadList, sample: &Sample) -> Result<Option<&'static str>, String> {
    let mut expected: Vec<String> = sample.path.iter().map(|title| whole(title)).collect();
    let same = list.entries.iter().filter(|entry| entry.url == sample.url);
    let (mut titles, mut paths) = (Vec::new(), Vec::new());
    for entry in same {
        let path = path(list, entry);
        if path == expected && entry.title == whole(&sample.text) {
            return Ok(None);
        }
        titles.push(entry.title.clone());
        paths.push(path);
    }
    if titles.is_empty() {
        let mentions = |entry: &&ReadEntry| entry.description.contains(&sample.url);
        return match list.entries.iter().find(mentions) {
            Some(entry) if path(list, entry) == expected && !entry.title.is_empty() => Ok(Some(
                "another address of the same row leads to readers, this one to programs",
            )),
            _ => Err(format!("{} is missing", sample.url)),
        };
    }
    expected.extend(sample.group.clone());
    let title = whole(&sample.text);
    let at = |accepted: &dyn Fn(&str) -> bool| {
        let mut both = titles.iter().zip(&paths);
        both.any(|(found, path)| *path == expected && accepted(found))
    };
    if sample.group.is_some() && at(&|found| found == title) {
        Ok(Some("words without link are a heading"))
    } else if sample.text == sample.url && at(&str::is_empty) {
        Ok(Some("an address alone has no title"))
    } else if at(&|found| !found.is_empty() && title.starts_with(found) && title.ends_with(')')) {
        Ok(Some(
            "what stands in parentheses is told apart from the title",
        ))
    } else {
        Err(format!(
            "{}: {titles:?} in {paths:?} instead of {title:?} in {expected:?}",
            sample.url
        ))
    }
}
