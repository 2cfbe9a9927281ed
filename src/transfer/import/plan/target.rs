//! Which category each entry of a list goes to.

use super::places::{Place, Places, Wanted};
use crate::text::tag_slug;
use crate::transfer::import::draft::{Draft, DraftCategory};
use crate::transfer::import::options::ImportOptions;
use crate::transfer::import::problem::{Problem, ProblemKind};

/// Where a category of the list is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    /// As an index into [`Places`].
    pub(super) place: usize,
    /// Whether it would lie too deep, so that its entries go into the one above it.
    pub(super) is_joined: bool,
}

/// Where a list's entries go.
#[derive(Debug, Default)]
pub(super) struct Targets {
    /// The place of each category of the list.
    categories: Vec<Target>,
    /// The place of what is in no category of the list, once something is.
    fallback: Option<usize>,
    /// The category that the list goes into.
    into: Option<usize>,
}

impl Targets {
    /// Finds or plans the place of each category of the list.
    pub(super) fn of(
        draft: &Draft,
        options: &ImportOptions,
        places: &mut Places,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut targets = Self {
            into: into(&options.into, places),
            ..Self::default()
        };
        for category in &draft.categories {
            let parent = category.parent;
            let parent = parent.and_then(|parent| targets.categories.get(parent));
            let parent = parent.map(|parent| parent.place).or(targets.into);
            let target = place(category, parent, places, |reason| {
                let kind = ProblemKind::Repaired;
                problems.push(draft.names.problem(&category.place, kind, reason));
            });
            targets.categories.push(target);
        }
        targets
    }

    /// The place of each category of the list.
    pub(super) fn categories(&self) -> &[Target] {
        &self.categories
    }

    /// The place of an entry. One in no category of the list goes into the category that the whole
    /// list goes into, else into one called after the list, else after its file.
    pub(super) fn of_entry(
        &mut self,
        draft: &Draft,
        (category, file): (Option<usize>, usize),
        places: &mut Places,
    ) -> usize {
        let own = category.and_then(|category| self.categories.get(category));
        let own = own.map(|target| target.place);
        if let Some(place) = own.or(self.into).or(self.fallback) {
            return place;
        }
        let file = draft.names.0.get(file).map(String::as_str);
        let title = match draft.title.as_str() {
            "" => title_of_file(file.unwrap_or_default()),
            title => title.to_owned(),
        };
        let place = named(&title, None, places, &draft.introduction);
        if !draft.title.is_empty() {
            self.fallback = Some(place);
        }
        place
    }
}

/// Finds or plans the place of a category of the list.
fn place(
    category: &DraftCategory,
    parent: Option<usize>,
    places: &mut Places,
    tell: impl FnOnce(String),
) -> Target {
    let title = match category.title.as_str() {
        "" => "Untitled",
        title => title,
    };
    let wanted = Wanted {
        title,
        slug: category.slug.as_deref(),
        uid: category.uid.as_deref(),
    };
    let mut is_joined = false;
    let place = if let Some(found) = places.find(parent, wanted) {
        found
    } else if let Some(above) = parent.filter(|_| !places.has_room_below(parent)) {
        is_joined = true;
        tell(format!(
            "“{title}” would lie too deep: what is in it goes to “{}”.",
            places.words(above)
        ));
        above
    } else {
        let place = Place {
            title: title.to_owned(),
            slug: category.slug.clone(),
            uid: category.uid.clone(),
            introduction: category.introduction.clone(),
            caveat: category.caveat.clone(),
            ..Place::default()
        };
        places.add(parent, place)
    };
    Target { place, is_joined }
}

/// The category at a path of slugs or titles, from the root down.
fn into(path: &str, places: &mut Places) -> Option<usize> {
    let mut parent = None;
    for name in path
        .split('/')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        if !places.has_room_below(parent) {
            break;
        }
        parent = Some(match tag_slug(name) {
            // What is written as in an address is called as it reads.
            Some(slug) if slug == name => {
                let found = places.find(
                    parent,
                    Wanted {
                        title: name,
                        ..Wanted::default()
                    },
                );
                found.unwrap_or_else(|| named(&readable(name), parent, places, ""))
            }
            _ => named(name, parent, places, ""),
        });
    }
    parent
}

fn named(title: &str, parent: Option<usize>, places: &mut Places, introduction: &str) -> usize {
    let wanted = Wanted {
        title,
        ..Wanted::default()
    };
    places.find(parent, wanted).unwrap_or_else(|| {
        places.add(
            parent,
            Place {
                title: title.to_owned(),
                introduction: introduction.to_owned(),
                ..Place::default()
            },
        )
    })
}

/// "new-things" as "New things".
fn readable(slug: &str) -> String {
    let words = slug.replace(['-', '_'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Imported".to_owned(),
    }
}

/// "lists/new-things.md" as "New things".
fn title_of_file(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    readable(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_and_addresses_become_titles() {
        assert_eq!(title_of_file("lists/new-things.md"), "New things");
        assert_eq!(title_of_file("README.md"), "README");
        assert_eq!(title_of_file(".md"), "Imported");
        assert_eq!(readable("élan_vital"), "Élan vital");
    }

    #[test]
    fn a_path_is_found_by_slugs_or_titles_and_made_only_once() {
        let mut places = Places::default();
        let deep = into("Guidance / new-things", &mut places).unwrap();
        assert_eq!(places.words(deep), "Guidance › New things");
        assert_eq!(into("guidance/New Things/", &mut places), Some(deep));
        assert_eq!(into(" / ", &mut places), None);
        let cpp = into("C++", &mut places);
        assert_ne!(into("C", &mut places), cpp);
        assert_eq!(into("c++", &mut places), cpp);
    }
}
