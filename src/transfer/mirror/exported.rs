//! A moment of the past as the writers of every format take it.

use std::collections::{BTreeMap, HashMap};

use super::compare::ANY_LINK;
use super::past::{EntryAt, Past};
use crate::directory::{EntryStatus, LinkUrl, MAX_DEPTH};
use crate::settings::{PageSlug, SettingsState, licence_url};
use crate::transfer::json::{EntryRecord, PageRecord, RecordStatus, SiteRecord};
use crate::transfer::write::{
    ExportFormat, ExportedCategory, ExportedEntry, Skeleton, caveat_fields, write_whole,
};

/// What both files of the mirror hold at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// `README.md`.
    pub list: String,
    /// `directory.json`.
    pub records: String,
}

impl Past {
    /// Both files as they are at this moment; `base_url` is where the site is, when that is known.
    pub fn files(&self, base_url: Option<&str>) -> Files {
        let (skeleton, entries) = self.exported(base_url);
        let entries_of = |category: &ExportedCategory| {
            let found = entries.get(&category.id);
            found.map_or(&[] as &[_], Vec::as_slice)
        };
        Files {
            list: write_whole(ExportFormat::Awesome, &skeleton, entries_of),
            records: write_whole(ExportFormat::Json, &skeleton, entries_of),
        }
    }

    /// The categories that stand, by their numbers: what each is called, below which.
    pub fn live_categories(&self) -> impl Iterator<Item = (i64, Option<i64>, &str)> {
        let live = self.categories.iter().filter(|(_, state)| !state.deleted);
        live.map(|(id, state)| (*id, state.parent_id, state.title.as_str()))
    }

    fn exported(&self, base_url: Option<&str>) -> (Skeleton, BTreeMap<i64, Vec<ExportedEntry>>) {
        let mut tree = Tree::new(self);
        tree.write_out(self, (None, ""), 1);
        let page = |slug| self.pages.values().find(|page| page.slug == slug);
        let pages = PageSlug::ALL.into_iter().filter_map(page);
        let skeleton = Skeleton {
            site: site_record(&self.settings),
            pages: pages
                .map(|page| PageRecord {
                    slug: page.slug.as_str().to_owned(),
                    title: page.title.clone(),
                    body: page.body.clone(),
                })
                .collect(),
            categories: tree.written,
            base_url: base_url.map(str::to_owned),
            licence_url: licence_url(&self.settings.data_licence),
        };
        (skeleton, tree.entries)
    }
}

/// The tree on its way out.
struct Tree {
    /// The categories below each, by position and number.
    below: BTreeMap<Option<i64>, Vec<(i64, i64)>>,
    /// The entries of each category, in order.
    entries: BTreeMap<i64, Vec<ExportedEntry>>,
    written: Vec<ExportedCategory>,
}

impl Tree {
    fn new(past: &Past) -> Self {
        let mut below: BTreeMap<Option<i64>, Vec<(i64, i64)>> = BTreeMap::new();
        for (id, state) in past.categories.iter().filter(|(_, state)| !state.deleted) {
            let siblings = below.entry(state.parent_id).or_default();
            siblings.push((state.position, *id));
        }
        below.values_mut().for_each(|ids| ids.sort_unstable());
        let mut places: Vec<(i64, i64, i64)> = past
            .entries
            .iter()
            .filter(|(_, entry)| entry.state.status != EntryStatus::Deleted)
            .map(|(id, entry)| (entry.state.category_id, entry.state.position, *id))
            .collect();
        places.sort_unstable();
        let twins = Twins::among(past);
        let mut entries: BTreeMap<i64, Vec<ExportedEntry>> = BTreeMap::new();
        for (category_id, _, id) in places {
            if let Some(record) = past.entry_record(id) {
                let others = entries.entry(category_id).or_default();
                let twin = twins.has(&record);
                others.push(ExportedEntry { id, twin, record });
            }
        }
        Self {
            below,
            entries,
            written: Vec::new(),
        }
    }

    /// Writes out what lies below a category, and returns how many live entries it holds. Never
    /// deeper than [`MAX_DEPTH`], which also ends what can't be a tree.
    fn write_out(&mut self, past: &Past, (id, path): (Option<i64>, &str), depth: usize) -> i64 {
        let own = id.and_then(|id| self.entries.get(&id));
        let live = |entry: &&ExportedEntry| entry.record.status == RecordStatus::Live;
        let own = own.map_or(0, |entries| entries.iter().filter(live).count());
        let mut count = i64::try_from(own).unwrap_or(i64::MAX);
        if depth > MAX_DEPTH {
            return count;
        }
        for (_, below) in self.below.remove(&id).unwrap_or_default() {
            let Some(state) = past.categories.get(&below) else {
                continue;
            };
            let path = match path {
                "" => state.slug.clone(),
                above => format!("{above}/{}", state.slug),
            };
            let place = self.written.len();
            self.written.push(ExportedCategory {
                id: below,
                uid: past
                    .births
                    .categories
                    .get(&below)
                    .cloned()
                    .unwrap_or_default(),
                depth,
                slug: state.slug.clone(),
                path: path.clone(),
                title: state.title.clone(),
                introduction: state.introduction.clone(),
                caveat: state.caveat.clone(),
                entry_count: 0,
            });
            let held = self.write_out(past, (Some(below), &path), depth + 1);
            if let Some(category) = self.written.get_mut(place) {
                category.entry_count = held;
            }
            count += held;
        }
        count
    }
}

/// How many live entries have each address, loosely compared.
struct Twins(HashMap<String, usize>);

impl Twins {
    fn among(past: &Past) -> Self {
        let mut counts = HashMap::new();
        let entries = past.entries.values();
        for entry in entries.filter(|entry| entry.state.status == EntryStatus::Live) {
            if let Some(key) = loosely(&entry.state.url) {
                *counts.entry(key).or_default() += 1;
            }
        }
        Self(counts)
    }

    /// Whether a live entry other than this one has its address.
    fn has(&self, record: &EntryRecord) -> bool {
        let count = loosely(&record.url).and_then(|key| self.0.get(&key).copied());
        count.unwrap_or_default() > usize::from(record.status == RecordStatus::Live)
    }
}

fn loosely(url: &str) -> Option<String> {
    let link = LinkUrl::parse(url, ANY_LINK).ok()?;
    Some(link.similar_key())
}

impl Past {
    fn entry_record(&self, id: i64) -> Option<EntryRecord> {
        let EntryAt { state, updated_at } = self.entries.get(&id)?;
        let birth = self.births.entries.get(&id);
        let (caveat_kind, caveat) = caveat_fields(state.caveat.as_ref());
        Some(EntryRecord {
            url: state.url.clone(),
            title: state.title.clone(),
            description: state.description.clone(),
            organisation: state.organisation.clone(),
            licence: match state.licence.as_str() {
                "unknown" => String::new(),
                word => word.to_owned(),
            },
            caveat_kind,
            caveat,
            tags: state.tags.clone(),
            language: state.language.clone(),
            featured: state.featured,
            question: state.question.clone(),
            uid: birth.map(|(uid, _)| uid.clone()),
            added_at: birth.map(|(_, added_at)| *added_at),
            updated_at: Some(*updated_at),
            verified_at: state.verified_at,
            status: match state.status {
                EntryStatus::Retired => RecordStatus::Retired,
                EntryStatus::Live | EntryStatus::Deleted => RecordStatus::Live,
            },
        })
    }
}

fn site_record(state: &SettingsState) -> SiteRecord {
    let (caveat_kind, caveat) = caveat_fields(state.caveat.as_ref());
    SiteRecord {
        title: state.title.clone(),
        introduction: state.introduction.clone(),
        invitation: state.invitation.clone(),
        caveat_kind,
        caveat,
        contact: state.contact.clone(),
        data_licence: state.data_licence.clone(),
        time_zone: state.time_zone.clone(),
        decision_target_days: state.decision_target_days,
    }
}
