//! What a changed line proposes.

use std::collections::HashMap;

use super::compare::key;
use super::homes::Home;
use super::proposals::{Named, Reading};
use super::theirs::Author;
use crate::directory::entry_input::EntryInput;
use crate::suggestions::{
    LONGEST_NOTE, Origin, OriginKind, Proposal, ProposedAs, ReportReason, SuggestionForm,
};
use crate::transfer::list::ReadEntry;

impl Reading<'_> {
    pub(super) fn added(&self, entry: &ReadEntry) -> Named {
        let author = self.theirs.author_of(&[entry]);
        let (category, hint) = self.place(entry);
        let title = match entry.title.trim() {
            "" => entry.url.clone(),
            title => title.to_owned(),
        };
        let caveat = entry.caveat.as_ref();
        let form = SuggestionForm {
            url: entry.url.clone(),
            title: title.clone(),
            category,
            description: entry.description.clone(),
            caveat: caveat.map(|caveat| caveat.text.clone()).unwrap_or_default(),
            caveat_kind: caveat.map_or("", |caveat| caveat.kind.as_str()).to_owned(),
            licence: entry.licence.clone(),
            organisation: entry.organisation.clone(),
            tags: entry.tags.join(", "),
            note: note(&author.message, &hint),
            ..SuggestionForm::default()
        };
        named(ProposedAs::Entry, form, title, (&author, &key(entry)))
    }

    pub(super) fn changed(
        &mut self,
        (before, after): (&ReadEntry, &ReadEntry),
        revision_of: &HashMap<i64, Option<i64>>,
    ) -> Option<Named> {
        let author = self.theirs.author_of(&[after, before]);
        let (id, base) = self.standing(before)?;
        let mut fields = base.clone();
        let mut differs = |old: &str, new: &str, field: fn(&mut EntryInput) -> &mut String| {
            if old.trim() != new.trim() {
                new.trim().clone_into(field(&mut fields));
            }
        };
        differs(&before.url, &after.url, |fields| &mut fields.url);
        differs(&before.title, &after.title, |fields| &mut fields.title);
        differs(&before.licence, &after.licence, |fields| {
            &mut fields.licence
        });
        differs(&before.organisation, &after.organisation, |fields| {
            &mut fields.organisation
        });
        differs(&before.tags.join(", "), &after.tags.join(", "), |fields| {
            &mut fields.tags
        });
        if before.description.trim() != after.description.trim() {
            fields.description = with_first_paragraph(&base.description, &after.description);
        }
        if before.caveat != after.caveat {
            let caveat = after.caveat.as_ref();
            fields.caveat = caveat.map(|caveat| caveat.text.clone()).unwrap_or_default();
            caveat
                .map_or("", |caveat| caveat.kind.as_str())
                .clone_into(&mut fields.caveat_kind);
        }
        let mut hint = String::new();
        if after.category != before.category
            && let Some(home) = after
                .category
                .and_then(|at| self.theirs.differences.homes.get(at))
        {
            let (category, about) = self.place(after);
            if *home == Home::New {
                hint = about;
            } else if self.category_of(before) != self.category_of_home(*home) {
                fields.category = category;
            }
        }
        let title = base.title.clone();
        let mut form = SuggestionForm::of_entry(fields.clone());
        form.note = note(&author.message, &hint);
        let place = format!("{} {fields:?}", key(before));
        let what = ProposedAs::Edit {
            entry_id: id,
            base_revision_id: revision_of.get(&id).copied().flatten(),
            base: Box::new(base),
        };
        Some(named(what, form, title, (&author, &place)))
    }

    pub(super) fn removed(
        &mut self,
        entry: &ReadEntry,
        revision_of: &HashMap<i64, Option<i64>>,
    ) -> Option<Named> {
        let author = self.theirs.author_of(&[entry]);
        let (id, base) = self.standing(entry)?;
        let said = format!("Its line was removed in the mirror, by {}.", author.note);
        let form = SuggestionForm {
            reason: ReportReason::Other.as_str().to_owned(),
            note: note(&said, author.body()),
            ..SuggestionForm::default()
        };
        let what = ProposedAs::Report {
            entry_id: id,
            base_revision_id: revision_of.get(&id).copied().flatten(),
        };
        Some(named(what, form, base.title, (&author, &key(entry))))
    }

    pub(super) fn heading(&self, index: usize) -> Named {
        let now = &self.theirs.now;
        let category = now.categories.get(index).cloned().unwrap_or_default();
        let author = self.theirs.author_of_heading(&category.title);
        let above = category.parent.and_then(|parent| {
            let home = self.theirs.differences.homes.get(parent).copied()?;
            self.tree.get(self.category_of_home(home)?)
        });
        let below = now
            .entries
            .iter()
            .filter(|entry| entry.category == Some(index));
        let below: Vec<&str> = below.map(|entry| entry.title.as_str()).collect();
        let mut hint = match (category.parent.and_then(|at| now.categories.get(at)), above) {
            (Some(above), None) => format!("It stands below the heading “{}”. ", above.title),
            _ => String::new(),
        };
        if !below.is_empty() {
            hint.push_str(&format!("Below it stand: {}.", below.join(", ")));
        }
        let form = SuggestionForm {
            title: category.title.clone(),
            parent: above.map(|node| node.path.clone()).unwrap_or_default(),
            note: note(&author.message, &hint),
            ..SuggestionForm::default()
        };
        let place = category.title.clone();
        named(
            ProposedAs::Category,
            form,
            category.title,
            (&author, &place),
        )
    }
}

fn named(
    what: ProposedAs,
    form: SuggestionForm,
    title: String,
    (author, place): (&Author, &str),
) -> Named {
    let form = SuggestionForm {
        name: author.name.clone(),
        // Whoever commits to a public list is named there already.
        credit: if author.name.is_empty() { "" } else { "1" }.to_owned(),
        ..form
    };
    Named {
        proposal: Proposal {
            what,
            form,
            origin: Origin {
                kind: OriginKind::Mirror,
                note: author.note.clone(),
            },
            place: format!("{} {place}", author.commit),
        },
        title,
        commit: author.commit.chars().take(7).collect(),
    }
}

fn note(one: &str, other: &str) -> String {
    let text = [one.trim(), other.trim()];
    let text = text.into_iter().filter(|text| !text.is_empty());
    let text = text.collect::<Vec<_>>().join("\n\n");
    text.chars().take(LONGEST_NOTE).collect()
}

/// A list shows the first paragraph of a description; what else it says stays.
fn with_first_paragraph(description: &str, first: &str) -> String {
    let rest = description.trim().split_once("\n\n").map(|(_, rest)| rest);
    let parts = [first.trim(), rest.unwrap_or_default().trim()];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n\n")
}
