//! What a suggestion proposes beside what stands.

use super::field_words::{label, place, shown};
use crate::db::Connection;
use crate::directory::link_url::LinkPolicy;
use crate::directory::{EntryStatus, LinkUrl, find_entry};
use crate::error::Result;
use crate::moderation::case::Case;
use crate::moderation::merge::{Fate, MergedField};
use crate::paths;
use crate::suggestions::{Affiliation, Contributor, Payload, find_contributor};
use crate::text::{Piece, PieceKind, diff};

/// The left half of the page.
pub(super) struct Evidence {
    /// Whether it is over, so that it is shown beside what its contributor saw.
    pub is_decided: bool,
    /// The link, while it can be followed.
    pub link: Option<(String, String)>,
    /// The category as it stands or is proposed: title, and its page.
    pub category: Option<(String, String)>,
    /// The page of the published entry or category, and what the link to it says.
    pub published: Option<(String, &'static str)>,
    /// What has become of the entry, when it is not listed.
    pub entry_status: &'static str,
    /// What is reported.
    pub complaint: &'static str,
    /// What the contributor wrote to the moderators.
    pub note: String,
    /// Who they are, as far as they said.
    pub contributor: String,
    /// How close they say they are to it; empty when they aren't.
    pub tie: &'static str,
    /// Of an edit that moves the entry: from where to where.
    pub moves: Option<(String, String)>,
    /// Of an edit: what would change.
    pub changes: Vec<ChangedField>,
    /// Of an edit: what would not, in words.
    pub unchanged: String,
    /// Of a new entry what is proposed, of a report what stands: name and words.
    pub fields: Vec<(&'static str, String)>,
    /// The fields without a word in them.
    pub missing: String,
}

/// A field that an edit changes.
pub(super) struct ChangedField {
    pub label: &'static str,
    pub now: Vec<Piece>,
    pub proposed: Vec<Piece>,
    /// What the contributor saw, when somebody else changed it since.
    pub saw: Option<String>,
}

pub(super) async fn evidence(connection: &mut Connection, case: &Case) -> Result<Evidence> {
    let contributor = find_contributor(connection, case.suggestion.id).await?;
    let stands = case.current.as_ref().unwrap_or(&case.fields);
    let status = case.entry.as_ref().map(|entry| entry.state.status);
    let is_decided = !case.suggestion.status.is_open();
    let (written, missing): (Vec<_>, Vec<_>) = if case.merged.is_empty() && case.category.is_none()
    {
        stands
            .fields()
            .into_iter()
            .filter(|(name, _)| !matches!(*name, "featured" | "question" | "url" | "title"))
            .map(|(name, value)| (name, label(name), shown(name, value, &case.tree)))
            .filter(|(name, _, words)| *name != "caveat_kind" || !words.is_empty())
            .partition(|(_, _, words)| !words.is_empty())
    } else {
        (Vec::new(), Vec::new())
    };
    Ok(Evidence {
        is_decided,
        link: followable(&stands.url),
        category: case
            .tree
            .at_path(
                case.category
                    .as_ref()
                    .map_or(&stands.category, |new| &new.parent),
            )
            .map(|node| (node.title.clone(), paths::category(&node.path))),
        published: published(connection, case).await?,
        entry_status: match status {
            Some(EntryStatus::Retired) => "The entry is retired: it is in no list.",
            Some(EntryStatus::Deleted) => "The entry has been deleted.",
            _ => "",
        },
        complaint: match &case.suggestion.payload {
            Payload::Report(report) => report.reason.label(),
            _ => "",
        },
        note: case.suggestion.payload.note().to_owned(),
        contributor: case
            .suggestion
            .origin
            .introduce(introduce(&contributor), &contributor),
        tie: match contributor.affiliation {
            Affiliation::None => "",
            Affiliation::Own => "They say: I maintain this",
            Affiliation::Colleague => "They say: I work with the people who make it",
        },
        moves: moves(case),
        changes: case
            .merged
            .iter()
            .filter_map(|field| changed(field, case))
            .collect(),
        unchanged: unchanged(case),
        fields: match &case.category {
            Some(new) => vec![("Where", place(&new.parent, &case.tree))],
            None => written
                .into_iter()
                .map(|(_, label, words)| (label, words))
                .collect(),
        },
        missing: listed(missing.iter().map(|(_, label, _)| *label)),
    })
}

/// The address and how it reads, when it is one that may be printed as a link.
fn followable(url: &str) -> Option<(String, String)> {
    let any = LinkPolicy {
        allow_private: true,
        allow_ftp: false,
    };
    let link = LinkUrl::parse(url, any).ok()?;
    Some((link.to_string(), link.to_string()))
}

/// The page of what it is about, or of what it became.
async fn published(
    connection: &mut Connection,
    case: &Case,
) -> Result<Option<(String, &'static str)>> {
    if let Some(id) = case.suggestion.result_category_id {
        let node = case.tree.get(id);
        return Ok(node.map(|node| (paths::category(&node.path), "See the category")));
    }
    let entry = match (&case.entry, case.suggestion.result_entry_id) {
        (Some(entry), _) => Some(entry.clone()),
        (None, Some(id)) => find_entry(connection, id).await?,
        (None, None) => None,
    };
    let there = entry.filter(|entry| entry.state.status != EntryStatus::Deleted);
    Ok(there.map(|entry| {
        (
            paths::entry(entry.id, &entry.slug),
            "See the published entry",
        )
    }))
}

fn changed(field: &MergedField, case: &Case) -> Option<ChangedField> {
    let is_decided = !case.suggestion.status.is_open();
    let before = if is_decided {
        &field.base
    } else {
        &field.current
    };
    if (field.fate == Fate::Kept && !is_decided) || *before == field.proposed {
        return None;
    }
    let words = |value: &str| {
        let words = shown(field.name, value, &case.tree);
        if words.is_empty() {
            "Nothing".to_owned()
        } else {
            words
        }
    };
    let (now, proposed) = sides(field.name, &words(before), &words(&field.proposed));
    Some(ChangedField {
        label: label(field.name),
        now,
        proposed,
        saw: (field.fate == Fate::Clash && !is_decided).then(|| words(&field.base)),
    })
}

/// Two versions of a field, with the words marked that only one of them has.
pub(super) fn sides(name: &str, before: &str, after: &str) -> (Vec<Piece>, Vec<Piece>) {
    // A list of choices changes as a whole; only running text is compared word by word.
    let pieces = if matches!(name, "category" | "parent" | "licence" | "caveat_kind") {
        [diff::words(before, ""), diff::words("", after)].concat()
    } else {
        diff::words(before, after)
    };
    let side = |unwanted| {
        let kept = pieces.iter().filter(|piece| piece.kind != unwanted);
        kept.cloned().collect()
    };
    (side(PieceKind::Inserted), side(PieceKind::Deleted))
}

/// The categories between which an edit moves its entry.
fn moves(case: &Case) -> Option<(String, String)> {
    let mut merged = case.merged.iter();
    let field = merged.find(|field| field.name == "category")?;
    let from = if case.suggestion.status.is_open() {
        &field.current
    } else {
        &field.base
    };
    let words = |path: &str| shown("category", path, &case.tree);
    let is_move = field.proposed != *from && field.proposed != field.base;
    is_move.then(|| (words(from), words(&field.proposed)))
}

fn unchanged(case: &Case) -> String {
    let kept = case.merged.iter().filter(|field| {
        changed(field, case).is_none()
            && !matches!(field.name, "featured" | "question" | "language")
    });
    listed(kept.map(|field| label(field.name)))
}

/// "Title, link, category": the first word with a capital.
fn listed(labels: impl Iterator<Item = &'static str>) -> String {
    let labels: Vec<_> = labels.collect();
    let Some((first, rest)) = labels.split_first() else {
        return String::new();
    };
    let rest = rest.iter().map(|label| label.to_lowercase());
    std::iter::once((*first).to_owned())
        .chain(rest)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Who sent it, for moderators alone.
pub(super) fn introduce(contributor: &Contributor) -> String {
    if contributor.erased_at.is_some() {
        return "From somebody who had their details erased.".to_owned();
    }
    let who = match contributor.name.as_str() {
        "" => "somebody who didn’t say who they are",
        name => name,
    };
    let mail = match (contributor.email.is_empty(), contributor.confirmed_at) {
        (true, _) => "",
        (false, None) => " They gave an email address and haven’t confirmed it.",
        (false, Some(_)) => " They gave an email address and confirmed it.",
    };
    let credit = match contributor.credited_name() {
        Some(_) => " They may be credited by name.",
        None => "",
    };
    format!("From {who}.{mail}{credit}")
}
