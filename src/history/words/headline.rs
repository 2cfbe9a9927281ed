//! What happened to an object, in one line.

use serde_json::Value;

use super::Names;
use crate::history::{Action, ObjectKind, PastRevision};

/// "Moved" – "A tool" – "to Guidance": the middle is the object's name and may be a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    /// What was done.
    pub verb: String,
    /// What the object is called; empty when the verb says it.
    pub title: String,
    /// The rest of the sentence; may be empty.
    pub rest: String,
}

impl Headline {
    /// The whole line.
    pub fn text(&self) -> String {
        let parts = [&self.verb, &self.title, &self.rest];
        let said = parts.into_iter().filter(|part| !part.is_empty());
        said.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// What a revision did.
pub fn headline(revision: &PastRevision, names: &Names) -> Headline {
    let verb = match (revision.kind, revision.action) {
        (ObjectKind::BlockedHost | ObjectKind::BlockedWord, Action::Create) => "Blocked",
        (ObjectKind::BlockedHost | ObjectKind::BlockedWord, Action::Delete) => "Stopped blocking",
        (_, Action::Create) => "Added",
        (_, Action::Update) => "Changed",
        (_, Action::Move | Action::Reorder) => "Moved",
        (_, Action::Verify) => "Checked",
        (_, Action::Retire) => "Retired",
        (_, Action::Delete) => "Deleted",
        (_, Action::Restore) => "Restored",
        (_, Action::Merge) => "Merged",
    };
    let noun = match revision.kind {
        ObjectKind::Entry | ObjectKind::BlockedHost => "",
        ObjectKind::Category => "the category",
        ObjectKind::Tag => "the tag",
        ObjectKind::Settings => "the site’s settings",
        ObjectKind::Page => "the page",
        ObjectKind::Presets => "the reasons to decline",
        ObjectKind::BlockedWord => "the word",
        ObjectKind::User => "the account of",
        ObjectKind::Webhook => "the webhook to",
    };
    Headline {
        verb: format!("{verb} {noun}").trim_end().to_owned(),
        title: title(revision, names),
        rest: rest(revision, names),
    }
}

fn title(revision: &PastRevision, names: &Names) -> String {
    if revision.kind == ObjectKind::User {
        let name = names.people.get(&revision.object_id);
        return name.cloned().unwrap_or_else(|| "somebody".to_owned());
    }
    let field = match revision.kind {
        ObjectKind::Settings | ObjectKind::Presets => return String::new(),
        ObjectKind::Entry | ObjectKind::Category | ObjectKind::Page => "title",
        ObjectKind::User | ObjectKind::Tag => "name",
        ObjectKind::BlockedHost => "host",
        ObjectKind::BlockedWord => "word",
        ObjectKind::Webhook => "url",
    };
    let shapes = [&revision.new, &revision.old];
    let mut found = shapes
        .into_iter()
        .flatten()
        .filter_map(|shape| shape.get(field)?.as_str());
    let number = || format!("number {}", revision.object_id);
    found.next().map_or_else(number, str::to_owned)
}

fn rest(revision: &PastRevision, names: &Names) -> String {
    let (old, new) = (revision.old.as_ref(), revision.new.as_ref());
    let number = |shape: Option<&Value>, field: &str| shape?.get(field)?.as_i64();
    let category = |field| {
        let home = number(new, field).and_then(|id| names.categories.get(&id));
        home.map(|home| format!("to {home}"))
    };
    match (revision.action, revision.kind) {
        (Action::Move, ObjectKind::Entry) => category("category_id").unwrap_or_default(),
        (Action::Move, ObjectKind::Category) => {
            category("parent_id").unwrap_or_else(|| "to the top level".to_owned())
        }
        (Action::Reorder, _) => match (number(old, "position"), number(new, "position")) {
            (Some(before), Some(after)) if after < before => "up".to_owned(),
            (Some(before), Some(after)) if after > before => "down".to_owned(),
            _ => String::new(),
        },
        (Action::Merge, kind) => {
            let names = match kind {
                ObjectKind::Category => &names.categories,
                ObjectKind::Tag => &names.tags,
                _ => &names.entries,
            };
            let into = number(new.or(old), "merged_into").and_then(|id| names.get(&id));
            let into = into.map_or("another", String::as_str);
            format!("into {into}")
        }
        _ => String::new(),
    }
}
