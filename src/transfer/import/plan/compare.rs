//! How an entry or a category would stand after the list had its say.

use crate::directory::{
    CategoryFields, CategoryState, EntryFields, EntryState, EntryStatus, ImportedEntry, KeptFacts,
    Licence, LinkPolicy, LinkUrl,
};
use crate::text::tag_slug;
use crate::transfer::import::draft::{DraftCategory, DraftEntry};
use crate::transfer::import::options::Update;
use crate::transfer::import::standing::Standing;

/// How much a list may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Say {
    pub(super) update: Update,
    /// Whether what the list leaves empty is meant to be empty: in our own exports.
    pub(super) means_empty: bool,
}

/// What was accepted once is read again.
const STORED: LinkPolicy = LinkPolicy {
    allow_private: true,
    allow_ftp: true,
};

/// The entry as it would stand, and the names of the fields that would change; nothing when it
/// would stay as it is.
pub(super) fn entry(
    now: &EntryState,
    listed: &DraftEntry,
    standing: &Standing,
    say: Say,
) -> Option<(ImportedEntry, Vec<&'static str>)> {
    if say.update == Update::Never {
        return None;
    }
    let before = EntryFields {
        url: LinkUrl::parse(&now.url, STORED).ok()?,
        title: now.title.clone(),
        category_id: now.category_id,
        description: now.description.clone(),
        caveat: now.caveat.clone(),
        licence: Licence::parse_field(&now.licence).unwrap_or_default(),
        organisation: now.organisation.clone(),
        tags: now.tags.clone(),
        language: now.language.clone(),
        featured: now.featured,
        question: now.question.clone(),
    };
    let fields = &listed.fields;
    let mut after = before.clone();
    let mut changed = Vec::new();
    let mut take = |name: &'static str, is_other: bool, stands: bool, says: bool| {
        let takes = is_other
            && match say.update {
                Update::Fill => !stands && says,
                Update::Replace => says || say.means_empty,
                Update::Never => false,
            };
        if takes {
            changed.push(name);
        }
        takes
    };
    // Nobody chose the title of what had none: it is the link's own words.
    let has_title = now.title != before.url.readable();
    if take(
        "title",
        fields.title != now.title,
        has_title,
        !listed.is_untitled,
    ) {
        after.title.clone_from(&fields.title);
    }
    if take("link", fields.url != before.url, true, say.means_empty) {
        after.url = fields.url.clone();
    }
    let words = [
        ("description", &mut after.description, &fields.description),
        (
            "organisation",
            &mut after.organisation,
            &fields.organisation,
        ),
        ("language", &mut after.language, &fields.language),
        ("question", &mut after.question, &fields.question),
    ];
    for (name, stands, says) in words {
        if take(name, stands != says, !stands.is_empty(), !says.is_empty()) {
            stands.clone_from(says);
        }
    }
    let is_other = fields.caveat != before.caveat;
    if take(
        "caveat",
        is_other,
        before.caveat.is_some(),
        fields.caveat.is_some(),
    ) {
        after.caveat.clone_from(&fields.caveat);
    }
    let (stands, says) = (
        before.licence != Licence::NotChecked,
        fields.licence != Licence::NotChecked,
    );
    if take("licence", fields.licence != before.licence, stands, says) {
        after.licence.clone_from(&fields.licence);
    }
    let is_other = !same_tags(&before.tags, &fields.tags, standing);
    if take(
        "tags",
        is_other,
        !before.tags.is_empty(),
        !fields.tags.is_empty(),
    ) {
        after.tags.clone_from(&fields.tags);
    }
    if take(
        "featured",
        fields.featured != before.featured,
        true,
        fields.featured,
    ) {
        after.featured = fields.featured;
    }
    let was_retired = now.status == EntryStatus::Retired;
    let mut kept = KeptFacts {
        verified_at: now.verified_at,
        retired: was_retired,
        ..KeptFacts::default()
    };
    if say.means_empty && say.update == Update::Replace {
        if take("status", listed.kept.retired != was_retired, true, true) {
            kept.retired = listed.kept.retired;
        }
        if take(
            "verified",
            listed.kept.verified_at != now.verified_at,
            true,
            true,
        ) {
            kept.verified_at = listed.kept.verified_at;
        }
    }
    let entry = ImportedEntry {
        fields: after,
        kept,
    };
    (!changed.is_empty()).then_some((entry, changed))
}

/// Two spellings of a tag are one tag, and so are its names of then and of today.
fn same_tags(one: &[String], other: &[String], standing: &Standing) -> bool {
    let slugs = |names: &[String]| -> Vec<String> {
        let slugs = names.iter().filter_map(|name| tag_slug(name));
        slugs
            .map(|slug| standing.tag_today(&slug).to_owned())
            .collect()
    };
    slugs(one) == slugs(other)
}

/// A category as it would stand; nothing when it would stay as it is.
pub(super) fn category(
    now: &CategoryState,
    listed: &DraftCategory,
    say: Say,
) -> Option<CategoryFields> {
    let replaces = say.update == Update::Replace;
    let takes = |stands: bool, says: bool| match say.update {
        Update::Fill => !stands && says,
        Update::Replace => says || say.means_empty,
        Update::Never => false,
    };
    let title = if replaces && say.means_empty && !listed.title.is_empty() {
        &listed.title
    } else {
        &now.title
    };
    let mut after = CategoryFields {
        title: title.clone(),
        slug: Some(now.slug.clone()),
        parent_id: now.parent_id,
        introduction: now.introduction.clone(),
        caveat: now.caveat.clone(),
    };
    if takes(
        !now.introduction.is_empty(),
        !listed.introduction.is_empty(),
    ) {
        after.introduction.clone_from(&listed.introduction);
    }
    if takes(now.caveat.is_some(), listed.caveat.is_some()) {
        after.caveat.clone_from(&listed.caveat);
    }
    let same = after.title == now.title
        && after.introduction == now.introduction
        && after.caveat == now.caveat;
    (!same).then_some(after)
}
