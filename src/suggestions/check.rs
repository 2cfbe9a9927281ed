//! From a form to what is stored: every field checked and cleaned, or a message beside it.

use super::{
    Affiliation, CategoryPayload, Contributor, EditPayload, EntryPayload, Payload, ReportPayload,
    ReportReason, SuggestionForm, email,
};
use crate::directory::category_input::CategoryInput;
use crate::directory::entry_input::{CONTRIBUTOR, EntryInput, Lengths, block, line};
use crate::directory::link_url::LinkPolicy;
use crate::directory::{CategoryTree, LinkUrl};
use crate::text::clean_line;
use crate::web::form::FormErrors;

/// The longest note to the moderators, in characters.
pub const LONGEST_NOTE: usize = 2_000;
/// The longest name of a contributor, in characters.
pub const LONGEST_NAME: usize = 100;

/// What the checks go by.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The categories to choose from.
    pub tree: &'a CategoryTree,
    /// Which links are accepted.
    pub links: LinkPolicy,
}

/// A form that was found fine.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What is proposed, cleaned.
    pub payload: Payload,
    /// The link that is proposed; an edit that keeps the link proposes none, nor does a report.
    pub link: Option<LinkUrl>,
    /// Who sends it.
    pub contributor: Contributor,
}

/// Reads a new entry.
///
/// # Errors
/// What needs attention, in the order of the form.
pub fn check_entry(form: &SuggestionForm, rules: Rules<'_>) -> Result<Checked, FormErrors> {
    let mut errors = FormErrors::default();
    let fields = form.entry(&EntryInput::default());
    let entry = fields.check(rules.tree, rules.links, CONTRIBUTOR, &mut errors);
    check_licence_named(form, &mut errors);
    let note = note(form, &mut errors);
    let contributor = contributor(form, &mut errors);
    match entry {
        Some(entry) if errors.is_empty() => Ok(Checked {
            link: Some(entry.url.clone()),
            payload: Payload::Entry(Box::new(EntryPayload {
                fields: entry.to_input(rules.tree),
                note,
            })),
            contributor,
        }),
        _ => Err(errors),
    }
}

/// Reads a change to an entry whose fields stand as in `base`. What is not changed is not judged:
/// moderators may write more than contributors.
///
/// # Errors
/// What needs attention, in the order of the form; also when nothing was changed.
pub fn check_edit(
    form: &SuggestionForm,
    base: &EntryInput,
    rules: Rules<'_>,
) -> Result<Checked, FormErrors> {
    let mut errors = FormErrors::default();
    let fields = form.entry(base);
    let links = LinkPolicy {
        allow_private: rules.links.allow_private || fields.url == base.url,
        allow_ftp: fields.url == base.url,
    };
    let entry = fields.check(rules.tree, links, lengths_beside(base), &mut errors);
    check_licence_named(form, &mut errors);
    let note = note(form, &mut errors);
    let contributor = contributor(form, &mut errors);
    let Some(entry) = entry.filter(|_| errors.is_empty()) else {
        return Err(errors);
    };
    let edit = EditPayload {
        fields: kept_where_untouched(entry.to_input(rules.tree), &fields, base),
        base: base.clone(),
        note,
    };
    if edit.changes().is_empty() {
        errors.add(
            "url",
            "Change something, or tell us what’s wrong with a report",
        );
        return Err(errors);
    }
    Ok(Checked {
        link: (edit.fields.url != base.url).then_some(entry.url),
        payload: Payload::Edit(Box::new(edit)),
        contributor,
    })
}

/// Reads a report about an entry.
///
/// # Errors
/// What needs attention, in the order of the form.
pub fn check_report(form: &SuggestionForm) -> Result<Checked, FormErrors> {
    let mut errors = FormErrors::default();
    let reason = ReportReason::parse(form.reason.trim());
    if reason.is_none() {
        errors.add("reason", "Choose what’s wrong");
    }
    let note = note(form, &mut errors);
    if reason == Some(ReportReason::Other) && note.is_empty() {
        errors.add("note", "Tell us what’s wrong");
    }
    let contributor = contributor(form, &mut errors);
    match reason {
        Some(reason) if errors.is_empty() => Ok(Checked {
            payload: Payload::Report(ReportPayload { reason, note }),
            link: None,
            contributor,
        }),
        _ => Err(errors),
    }
}

/// Reads a new category.
///
/// # Errors
/// What needs attention, in the order of the form.
pub fn check_category(form: &SuggestionForm, rules: Rules<'_>) -> Result<Checked, FormErrors> {
    let mut errors = FormErrors::default();
    let title = line("title", "name", &form.title, CONTRIBUTOR.title, &mut errors);
    if title.is_empty() {
        errors.add("title", "Enter a name for the category");
    }
    let parent = form.parent.trim().to_owned();
    let above = rules.tree.at_path(&parent).map(|node| node.id);
    if !parent.is_empty() && above.is_none() {
        errors.add("parent", "Choose a category from the list, or Top level");
    } else if rules.tree.may_hang(None, above).is_err() {
        errors.add("parent", "Choose a category nearer to the top");
    }
    let note = note(form, &mut errors);
    let contributor = contributor(form, &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    let fields = CategoryInput {
        title,
        parent,
        ..CategoryInput::default()
    };
    Ok(Checked {
        payload: Payload::Category(Box::new(CategoryPayload { fields, note })),
        link: None,
        contributor,
    })
}

/// Cleaning may tidy what a moderator wrote long ago; that is not the contributor's change.
fn kept_where_untouched(
    mut cleaned: EntryInput,
    typed: &EntryInput,
    base: &EntryInput,
) -> EntryInput {
    let same = |one: &str, other: &str| {
        one.trim().replace("\r\n", "\n") == other.trim().replace("\r\n", "\n")
    };
    let sides = typed.fields().into_iter().zip(base.fields());
    for ((_, field), ((_, typed), (_, old))) in cleaned.fields_mut().into_iter().zip(sides) {
        if same(typed, old) {
            *field = old.to_owned();
        }
    }
    cleaned
}

fn lengths_beside(base: &EntryInput) -> Lengths {
    let length = |text: &str| text.chars().count();
    Lengths {
        title: CONTRIBUTOR.title.max(length(&base.title)),
        description: CONTRIBUTOR.description.max(length(&base.description)),
        caveat: CONTRIBUTOR.caveat.max(length(&base.caveat)),
        organisation: CONTRIBUTOR.organisation.max(length(&base.organisation)),
        tags: CONTRIBUTOR.tags.max(base.tags.split(',').count()),
        may_be_unsure: false,
        ..CONTRIBUTOR
    }
}

fn check_licence_named(form: &SuggestionForm, errors: &mut FormErrors) {
    if form.licence_found == "yes" && form.licence.trim().is_empty() {
        errors.add("licence", "Enter which licence, or choose I don’t know");
    }
}

fn note(form: &SuggestionForm, errors: &mut FormErrors) -> String {
    block("note", "note", &form.note, LONGEST_NOTE, errors)
}

fn contributor(form: &SuggestionForm, errors: &mut FormErrors) -> Contributor {
    let affiliation = match form.affiliation.trim() {
        "" => Affiliation::None,
        word => Affiliation::parse(word).unwrap_or_else(|| {
            errors.add("affiliation", "Choose one of the answers");
            Affiliation::None
        }),
    };
    let name = line("name", "name", &form.name, LONGEST_NAME, errors);
    let email = match clean_line(&form.email) {
        Ok(cleaned) if cleaned.text.is_empty() || email::is_valid(&cleaned.text) => cleaned.text,
        _ => {
            errors.add(
                "email",
                "Enter an email address like name@example.com, or leave it empty",
            );
            String::new()
        }
    };
    Contributor {
        confirmed_at: None,
        credit: form.wants_credit() && !name.is_empty(),
        name,
        email,
        affiliation,
        erased_at: None,
    }
}
