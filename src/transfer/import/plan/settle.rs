//! What becomes of each entry of a list.

use std::collections::{HashMap, HashSet};

use super::compare::{self, Say};
use super::places::Places;
use super::target::{Target, Targets};
use super::{Addition, EntryUpdate, Plan, QueuedEntry};
use crate::directory::{EntryStatus, StandingEntry};
use crate::transfer::import::draft::{Draft, DraftEntry};
use crate::transfer::import::options::{ImportOptions, Update};
use crate::transfer::import::problem::{Names, Problem, ProblemKind};
use crate::transfer::import::standing::Standing;
use crate::transfer::list;

/// The plan in the making.
struct Settling<'a> {
    names: Names,
    options: &'a ImportOptions,
    standing: &'a Standing,
    say: Say,
    plan: Plan,
    /// Where each link of the list stands first.
    seen: HashMap<String, list::Place>,
    /// The entries that the list was compared with already.
    met: HashSet<i64>,
}

impl Draft {
    /// Decides what would become of each entry.
    pub fn settle(mut self, standing: &Standing, options: &ImportOptions) -> Plan {
        let ours = self.is_ours();
        let by_default = if ours { Update::Replace } else { Update::Fill };
        let mut plan = Plan {
            places: Places::of(&standing.tree, &standing.categories),
            problems: std::mem::take(&mut self.problems),
            ..Plan::default()
        };
        plan.counts.skipped = self.unusable;
        plan.untitled = self.untitled;
        let mut targets = Targets::of(&self, options, &mut plan.places, &mut plan.problems);
        let mut settling = Settling {
            names: self.names.clone(),
            options,
            standing,
            say: Say {
                update: options.update.unwrap_or(by_default),
                means_empty: ours,
            },
            plan,
            seen: HashMap::new(),
            met: HashSet::new(),
        };
        for entry in std::mem::take(&mut self.entries) {
            let from = (entry.category, entry.place.file);
            let place = targets.of_entry(&self, from, &mut settling.plan.places);
            settling.settle(entry, place);
        }
        settling.categories(&self, targets.categories());
        let mut plan = settling.plan;
        in_order(&mut plan.problems, &self.names);
        plan.site = self
            .site
            .filter(|_| options.settings || (standing.is_empty() && !options.to_queue));
        plan
    }
}

impl Settling<'_> {
    fn tell(&mut self, place: &list::Place, kind: ProblemKind, reason: String) {
        let problem = self.names.problem(place, kind, reason);
        self.plan.problems.push(problem);
    }

    fn settle(&mut self, entry: DraftEntry, place: usize) {
        if !self.comes_first(&entry) {
            return;
        }
        let standing = self.standing;
        let same = entry.kept.uid.as_deref().filter(|_| self.say.means_empty);
        let same = same.and_then(|uid| standing.with_uid(uid));
        let is_live = |found: &&StandingEntry| found.state.status == EntryStatus::Live;
        // An export names what it means: what is retired may stand beside what took its place.
        let means_it = |found: &&StandingEntry| {
            entry.kept.uid.is_none() || (is_live(found) && !entry.kept.retired)
        };
        let found = same.or_else(|| standing.with_link(&entry.key).filter(means_it));
        match found {
            Some(found) => self.compare(entry, place, found),
            None if entry.private || self.options.to_queue => self.queue(entry, place),
            None => self.add(entry, place),
        }
    }

    /// Whether no line before this one has the same link.
    fn comes_first(&mut self, entry: &DraftEntry) -> bool {
        if entry.kept.retired {
            // What is out of the lists stands in nobody's way.
            return true;
        }
        let Some(first) = self.seen.get(&entry.key) else {
            self.seen.insert(entry.key.clone(), entry.place.clone());
            return true;
        };
        let first = self.names.words(first);
        self.plan.counts.duplicates += 1;
        let reason = format!("This link stands further up already ({first}).");
        self.tell(&entry.place, ProblemKind::Duplicate, reason);
        false
    }

    fn add(&mut self, entry: DraftEntry, place: usize) {
        self.plan.counts.added += 1;
        self.plan.places.want(place);
        self.plan.additions.push(Addition {
            place,
            fields: entry.fields,
            kept: entry.kept,
        });
    }

    fn queue(&mut self, entry: DraftEntry, place: usize) {
        let earlier = &self.standing.earlier;
        if earlier.waiting.contains(&entry.key) {
            self.plan.counts.unchanged += 1;
            let reason = "This link waits in the queue already.".to_owned();
            return self.tell(&entry.place, ProblemKind::Waiting, reason);
        }
        if earlier.declined.contains(&entry.key) {
            self.plan.counts.skipped += 1;
            let reason = "Moderators declined this link before.".to_owned();
            return self.tell(&entry.place, ProblemKind::Declined, reason);
        }
        let places = &self.plan.places;
        let nearest = places.nearest_standing(place);
        let wanted = if nearest == Some(place) {
            String::new()
        } else {
            places.words(place)
        };
        self.plan.counts.queued += 1;
        self.plan.queued.push(QueuedEntry {
            origin: self.names.words(&entry.place),
            fields: entry.fields,
            place: nearest,
            wanted,
        });
    }

    fn compare(&mut self, entry: DraftEntry, place: usize, found: &StandingEntry) {
        let home = self.plan.places.get(place).and_then(|place| place.id);
        if !self.met.insert(found.id) {
            self.plan.counts.duplicates += 1;
            let reason = format!("The list has “{}” further up already.", found.state.title);
            return self.tell(&entry.place, ProblemKind::Duplicate, reason);
        }
        let speaks_of_status = self.say.means_empty && self.say.update == Update::Replace;
        if found.state.status == EntryStatus::Retired && !entry.kept.retired && !speaks_of_status {
            self.plan.counts.skipped += 1;
            let reason = format!("“{}” was retired here before.", found.state.title);
            return self.tell(&entry.place, ProblemKind::Declined, reason);
        }
        if home != Some(found.state.category_id) {
            self.plan.counts.duplicates += 1;
            let where_it_stands = self.where_it_stands(found.state.category_id);
            let reason = format!("This link stands already, in {where_it_stands}.");
            return self.tell(&entry.place, ProblemKind::Duplicate, reason);
        }
        let may_change = !entry.private && !self.options.to_queue;
        let after = compare::entry(&found.state, &entry, self.standing, self.say);
        let Some((after, fields)) = after.filter(|_| may_change) else {
            self.plan.counts.unchanged += 1;
            return;
        };
        let key = after.fields.url.key();
        let other = self.standing.with_link(&key);
        let other = other.filter(|other| other.state.status == EntryStatus::Live);
        if let Some(other) = other.filter(|other| other.id != found.id && !after.kept.retired) {
            self.plan.counts.duplicates += 1;
            let reason = format!("“{}” has this link.", other.state.title);
            return self.tell(&entry.place, ProblemKind::Duplicate, reason);
        }
        self.plan.counts.updated += 1;
        self.plan.updates.push(EntryUpdate {
            id: found.id,
            entry: after,
            title: found.state.title.clone(),
            fields,
        });
    }

    fn where_it_stands(&self, category_id: i64) -> String {
        let tree = &self.standing.tree;
        let above = tree.ancestors(category_id).into_iter();
        let titles = above.chain(tree.get(category_id));
        let titles: Vec<_> = titles.map(|node| node.title.as_str()).collect();
        format!("“{}”", titles.join(" › "))
    }

    /// What the list says of categories: those that are there may change, and our own exports mean
    /// even those with nothing in them.
    fn categories(&mut self, draft: &Draft, places: &[Target]) {
        if self.options.to_queue {
            return;
        }
        let mut told = HashSet::new();
        for (category, target) in draft.categories.iter().zip(places) {
            let Some(place) = self.plan.places.get(target.place) else {
                continue;
            };
            let known = place.id.and_then(|id| self.standing.categories.get(&id));
            match known {
                Some(known) if !target.is_joined && told.insert(known.id) => {
                    let after = compare::category(&known.state, category, self.say);
                    let after = after.map(|after| (known.id, after));
                    self.plan.category_updates.extend(after);
                }
                None if self.say.means_empty => self.plan.places.want(target.place),
                None if !place.is_wanted && !category.introduction.is_empty() => {
                    let reason = format!(
                        "“{}” has no entries that would be new, so its text is not taken.",
                        category.title
                    );
                    self.tell(&category.place, ProblemKind::LeftOut, reason);
                }
                _ => {}
            }
        }
    }
}

/// As a person reads the files: from the first line of the first one.
fn in_order(problems: &mut [Problem], names: &Names) {
    let places: HashMap<&str, usize> = names.0.iter().map(String::as_str).zip(0..).collect();
    problems.sort_by_key(|problem| (places.get(problem.file.as_str()).copied(), problem.line));
}
