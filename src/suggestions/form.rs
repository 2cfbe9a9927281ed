//! The fields of every form about suggestions, as they are sent.

use super::{Contributor, Payload};
use crate::directory::entry_input::EntryInput;
use crate::keys::Keys;
use crate::web::form::ticked;

/// Every field that a contributor may send, word for word; what else arrives is ignored. Each form
/// uses those that it shows.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)] // Named and explained in the contract's "Fields".
pub struct SuggestionForm {
    pub url: String,
    pub title: String,
    pub category: String,
    /// The slug path of the category above a new one; empty for the top level.
    pub parent: String,
    pub description: String,
    pub caveat: String,
    pub caveat_kind: String,
    pub licence: String,
    /// What the radio buttons above `licence` say: `yes`, `none` or `unknown`. Without them
    /// `licence` speaks for itself.
    pub licence_found: String,
    pub organisation: String,
    pub tags: String,
    pub reason: String,
    pub note: String,
    pub affiliation: String,
    pub name: String,
    pub email: String,
    pub credit: String,
    pub base: String,
    pub form_token: String,
    /// The answer to the form's puzzle, under pressure.
    pub work: String,
    pub website: String,
    pub confirm_duplicate: String,
    pub action: String,
    pub message: String,
}

/// What arrives of a form: names and values, in their order.
pub type Sent = Vec<(String, String)>;

impl SuggestionForm {
    /// The form as it was typed; of a field that is sent twice, the first one counts.
    pub fn typed(sent: &Sent) -> Self {
        Self::default().typed_over(sent)
    }

    /// The form with what was typed in the place of what stood in it. A field that is not sent
    /// stays, except for a box, which browsers send only when it is ticked.
    pub fn typed_over(mut self, sent: &Sent) -> Self {
        let find = |name: &str| {
            let found = sent.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone())
        };
        if find("licence").is_some() {
            self.licence_found.clear();
        }
        self.credit.clear();
        for (name, field) in self.fields_mut() {
            if let Some(value) = find(name) {
                *field = value;
            }
        }
        self
    }

    fn fields_mut(&mut self) -> [(&'static str, &mut String); 24] {
        [
            ("url", &mut self.url),
            ("title", &mut self.title),
            ("category", &mut self.category),
            ("parent", &mut self.parent),
            ("description", &mut self.description),
            ("caveat", &mut self.caveat),
            ("caveat_kind", &mut self.caveat_kind),
            ("licence", &mut self.licence),
            ("licence_found", &mut self.licence_found),
            ("organisation", &mut self.organisation),
            ("tags", &mut self.tags),
            ("reason", &mut self.reason),
            ("note", &mut self.note),
            ("affiliation", &mut self.affiliation),
            ("name", &mut self.name),
            ("email", &mut self.email),
            ("credit", &mut self.credit),
            ("base", &mut self.base),
            ("form_token", &mut self.form_token),
            ("work", &mut self.work),
            ("website", &mut self.website),
            ("confirm_duplicate", &mut self.confirm_duplicate),
            ("action", &mut self.action),
            ("message", &mut self.message),
        ]
    }

    /// The form with what was sent earlier, to be corrected.
    pub fn of(payload: &Payload, contributor: &Contributor) -> Self {
        let fields = payload.fields().cloned().unwrap_or_default();
        let form = match payload {
            Payload::Category(category) => Self {
                title: category.fields.title.clone(),
                parent: category.fields.parent.clone(),
                ..Self::default()
            },
            _ => Self::of_entry(fields),
        };
        Self {
            note: payload.note().to_owned(),
            reason: match payload {
                Payload::Report(report) => report.reason.as_str().to_owned(),
                _ => String::new(),
            },
            affiliation: contributor.affiliation.as_str().to_owned(),
            name: contributor.name.clone(),
            email: contributor.email.clone(),
            credit: if contributor.credit { "1" } else { "" }.to_owned(),
            ..form
        }
    }

    /// The form with the fields of an entry as they stand.
    pub fn of_entry(fields: EntryInput) -> Self {
        Self {
            licence_found: match fields.licence.as_str() {
                "" => "",
                "none" => "none",
                _ => "yes",
            }
            .to_owned(),
            licence: if fields.licence == "none" {
                String::new()
            } else {
                fields.licence
            },
            url: fields.url,
            title: fields.title,
            category: fields.category,
            description: fields.description,
            caveat: fields.caveat,
            caveat_kind: fields.caveat_kind,
            organisation: fields.organisation,
            tags: fields.tags,
            ..Self::default()
        }
    }

    /// The fields of an entry. What only moderators may set stays as in `base`.
    pub fn entry(&self, base: &EntryInput) -> EntryInput {
        EntryInput {
            url: self.url.clone(),
            title: self.title.clone(),
            category: self.category.clone(),
            description: self.description.clone(),
            caveat: self.caveat.clone(),
            caveat_kind: self.caveat_kind.clone(),
            licence: match self.licence_found.as_str() {
                "none" => "none".to_owned(),
                "unknown" => String::new(),
                _ => self.licence.clone(),
            },
            organisation: self.organisation.clone(),
            tags: self.tags.clone(),
            language: base.language.clone(),
            featured: base.featured.clone(),
            question: base.question.clone(),
        }
    }

    /// All that was typed into the visible fields, one to a line, for somebody to copy.
    pub fn as_text(&self) -> String {
        let typed = [
            &self.url,
            &self.title,
            &self.description,
            &self.licence,
            &self.caveat,
            &self.organisation,
            &self.tags,
            &self.note,
            &self.message,
        ];
        let lines: Vec<&str> = typed
            .into_iter()
            .map(|text| text.trim())
            .filter(|text| !text.is_empty())
            .collect();
        lines.join("\n")
    }

    /// Whether the name may be shown.
    pub fn wants_credit(&self) -> bool {
        ticked(Some(&self.credit))
    }

    /// Whether the contributor knows about the duplicate and sends it all the same.
    pub fn confirms_duplicate(&self) -> bool {
        ticked(Some(&self.confirm_duplicate))
    }

    /// Whether the field that people can't see was filled in.
    pub fn is_trapped(&self) -> bool {
        !self.website.is_empty()
    }

    /// A keyed hash of all that was typed, by which a second sending of the same is known. Keyed,
    /// because it outlives the erasing of the name in it.
    pub fn fingerprint(&self, subject: &str, keys: &Keys) -> Vec<u8> {
        let typed: Vec<&[u8]> = [
            subject,
            &self.url,
            &self.title,
            &self.category,
            &self.parent,
            &self.description,
            &self.caveat,
            &self.caveat_kind,
            &self.licence,
            &self.licence_found,
            &self.organisation,
            &self.tags,
            &self.reason,
            &self.note,
            &self.affiliation,
            &self.name,
            &self.email,
            &self.credit,
        ]
        .map(|text| text.trim().as_bytes())
        .to_vec();
        keys.sign("suggestion", &typed).to_vec()
    }
}
