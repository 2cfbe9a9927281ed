//! The categories that a list's entries would be in: those that are there, and those to be made.

use std::collections::HashMap;

use crate::directory::{Category, CategoryTree, MAX_DEPTH};
use crate::text::{Caveat, slugify, tag_slug};

/// A category that is there, or that would be made.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Its number, once it is there.
    pub id: Option<i64>,
    /// The category above it, as an index into [`Places`].
    pub parent: Option<usize>,
    /// What it is called.
    pub title: String,
    /// Its name in addresses, when it is there or the list says so.
    pub slug: Option<String>,
    /// Its name in feeds, likewise.
    pub uid: Option<String>,
    /// Markdown.
    pub introduction: String,
    /// A warning that holds for everything in it.
    pub caveat: Option<Caveat>,
    /// How deep it lies, the top level being 1.
    pub depth: usize,
    /// Of a category that is not there: whether something would be in it or below it.
    pub is_wanted: bool,
}

/// Every category there is, and those that a list brings, parents before their children.
#[derive(Debug, Default)]
pub struct Places {
    list: Vec<Place>,
    names: HashMap<(Option<usize>, String), usize>,
    uids: HashMap<String, usize>,
}

/// What a list says of a category that it names.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted<'a> {
    pub(super) title: &'a str,
    pub(super) slug: Option<&'a str>,
    pub(super) uid: Option<&'a str>,
}

impl Places {
    /// The categories that are there.
    pub(super) fn of(tree: &CategoryTree, words: &HashMap<i64, Category>) -> Self {
        let mut places = Self::default();
        let mut indexes = HashMap::new();
        for node in tree.nodes() {
            let category = words.get(&node.id);
            let parent = node.parent_id.and_then(|id| indexes.get(&id).copied());
            let place = Place {
                id: Some(node.id),
                title: node.title.clone(),
                slug: category.map(|category| category.state.slug.clone()),
                uid: category.map(|category| category.uid.clone()),
                ..Place::default()
            };
            indexes.insert(node.id, places.add(parent, place));
        }
        places
    }

    /// One of them.
    pub fn get(&self, index: usize) -> Option<&Place> {
        self.list.get(index)
    }

    /// Those that would be made, parents before their children, with their indexes.
    pub fn new_ones(&self) -> impl Iterator<Item = (usize, &Place)> {
        let all = self.list.iter().enumerate();
        all.filter(|(_, place)| place.id.is_none() && place.is_wanted)
    }

    /// Whether any would be made.
    pub fn is_extended(&self) -> bool {
        self.new_ones().next().is_some()
    }

    /// Gives a category that was made its number.
    pub fn made(&mut self, index: usize, id: i64) {
        if let Some(place) = self.list.get_mut(index) {
            place.id = Some(id);
        }
    }

    /// The titles from the root down: "Guidance › Security".
    pub fn words(&self, index: usize) -> String {
        let mut titles = Vec::new();
        let mut at = self.list.get(index);
        while let Some(place) = at {
            titles.push(place.title.as_str());
            at = place.parent.and_then(|parent| self.list.get(parent));
        }
        titles.reverse();
        titles.join(" › ")
    }

    /// The slug path of a category that is there; empty for any other.
    pub fn path(&self, index: usize) -> String {
        let mut slugs = Vec::new();
        let mut at = self.list.get(index).filter(|place| place.id.is_some());
        while let Some(place) = at {
            slugs.push(place.slug.as_deref().unwrap_or_default());
            at = place.parent.and_then(|parent| self.list.get(parent));
        }
        slugs.reverse();
        slugs.join("/")
    }

    /// The category that a list means. One that says its name in feeds or in addresses means that
    /// and no other; else titles are compared as people read them, then with the address.
    pub(super) fn find(&self, parent: Option<usize>, wanted: Wanted<'_>) -> Option<usize> {
        if let Some(place) = wanted.uid.and_then(|uid| self.uids.get(uid)) {
            return Some(*place);
        }
        let named = |name: String| self.names.get(&(parent, name)).copied();
        if let Some(slug) = wanted.slug {
            return named(by_slug(&slugify(slug)?));
        }
        let spelt = || tag_slug(wanted.title).and_then(|slug| named(by_spelling(&slug)));
        named(by_title(wanted.title))
            .or_else(spelt)
            .or_else(|| named(by_slug(wanted.title)))
    }

    /// Adds one at the end of its siblings.
    pub(super) fn add(&mut self, parent: Option<usize>, mut place: Place) -> usize {
        let index = self.list.len();
        place.parent = parent;
        place.depth = 1 + parent
            .and_then(|parent| self.list.get(parent))
            .map_or(0, |above| above.depth);
        let slug = place.slug.as_deref().map(by_slug);
        let spelling = tag_slug(&place.title).map(|slug| by_spelling(&slug));
        let names = [Some(by_title(&place.title)), spelling, slug];
        for name in names.into_iter().flatten() {
            self.names.entry((parent, name)).or_insert(index);
        }
        if let Some(uid) = &place.uid {
            self.uids.entry(uid.clone()).or_insert(index);
        }
        self.list.push(place);
        index
    }

    /// Whether another level fits below it.
    pub(super) fn has_room_below(&self, parent: Option<usize>) -> bool {
        parent
            .and_then(|parent| self.list.get(parent))
            .is_none_or(|above| above.depth < MAX_DEPTH)
    }

    /// Something would be in it, so it is needed, and what is above it.
    pub(super) fn want(&mut self, index: usize) {
        let mut at = Some(index);
        while let Some(place) = at.and_then(|at| self.list.get_mut(at)) {
            if place.is_wanted {
                return;
            }
            place.is_wanted = true;
            at = place.parent;
        }
    }

    /// The nearest category that is there, of one and those above it.
    pub(super) fn nearest_standing(&self, index: usize) -> Option<usize> {
        let mut at = Some(index);
        while let Some((index, place)) = at.and_then(|at| Some((at, self.list.get(at)?))) {
            if place.id.is_some() {
                return Some(index);
            }
            at = place.parent;
        }
        None
    }
}

fn by_title(title: &str) -> String {
    let title = title.to_lowercase();
    let words: Vec<_> = title.split_whitespace().collect();
    format!("={}", words.join(" "))
}

/// Spelt out as tags are, so that "C", "C++" and "C#" stay apart.
fn by_spelling(slug: &str) -> String {
    format!("~{slug}")
}

fn by_slug(slug: &str) -> String {
    format!("/{slug}")
}
