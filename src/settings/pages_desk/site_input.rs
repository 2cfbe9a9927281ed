//! The site's settings as somebody typed them.

use serde::Deserialize;

use super::site_checks::{contact, data_licence, days, personal_data_days, time_zone};
use crate::directory::entry_input::{MODERATOR, block, caveat, line};
use crate::settings::SettingsState;
use crate::web::form::FormErrors;

/// The longest title, in characters.
const LONGEST_TITLE: usize = 200;

/// The raw fields, named as in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SiteInput {
    /// The site's title.
    pub title: String,
    /// Markdown: what the directory is.
    pub introduction: String,
    /// Markdown: asks readers to take part.
    pub invitation: String,
    /// A warning that holds for everything.
    pub caveat: String,
    /// What the warning is about; empty is "other".
    pub caveat_kind: String,
    /// An e-mail address or a link; may be empty.
    pub contact: String,
    /// An SPDX identifier; may be empty.
    pub data_licence: String,
    /// An IANA name.
    pub time_zone: String,
    /// Whole days; empty promises nothing.
    pub decision_target_days: String,
    /// Whole days.
    pub personal_data_days: String,
}

impl SiteInput {
    /// The settings as the form shows them.
    pub fn of(state: &SettingsState) -> Self {
        let caveat = state.caveat.as_ref();
        let kind = caveat.map(|caveat| caveat.kind.as_str().to_owned());
        let days = state.decision_target_days.map(|days| days.to_string());
        Self {
            title: state.title.clone(),
            introduction: state.introduction.clone(),
            invitation: state.invitation.clone(),
            caveat: caveat.map(|caveat| caveat.text.clone()).unwrap_or_default(),
            caveat_kind: kind.unwrap_or_default(),
            contact: state.contact.clone(),
            data_licence: state.data_licence.clone(),
            time_zone: state.time_zone.clone(),
            decision_target_days: days.unwrap_or_default(),
            personal_data_days: state.personal_data_days.to_string(),
        }
    }

    /// What must be there and was not sent stays as it is.
    pub fn keep_unsent(&mut self, state: &SettingsState) {
        if self.personal_data_days.is_empty() {
            self.personal_data_days = state.personal_data_days.to_string();
        }
    }

    /// The fields by name, in the order of the form.
    pub fn fields(&self) -> [(&'static str, &str); 10] {
        [
            ("title", &self.title),
            ("introduction", &self.introduction),
            ("invitation", &self.invitation),
            ("caveat", &self.caveat),
            ("caveat_kind", &self.caveat_kind),
            ("contact", &self.contact),
            ("data_licence", &self.data_licence),
            ("time_zone", &self.time_zone),
            ("decision_target_days", &self.decision_target_days),
            ("personal_data_days", &self.personal_data_days),
        ]
    }

    /// Checks every field, adding a message beside each that needs attention. `None` only when
    /// there is at least one such message.
    pub fn check(&self, errors: &mut FormErrors) -> Option<SettingsState> {
        let title = line("title", "title", &self.title, LONGEST_TITLE, errors);
        if title.is_empty() {
            errors.add("title", "Enter a title");
        }
        let long = |name: &'static str, text: &str, errors: &mut FormErrors| {
            block(name, name, text, MODERATOR.description, errors)
        };
        let state = SettingsState {
            title,
            introduction: long("introduction", &self.introduction, errors),
            invitation: long("invitation", &self.invitation, errors),
            caveat: caveat(&self.caveat, &self.caveat_kind, MODERATOR.caveat, errors),
            contact: contact(&self.contact, errors),
            data_licence: data_licence(&self.data_licence, errors),
            time_zone: time_zone(&self.time_zone, errors),
            decision_target_days: days(&self.decision_target_days, errors),
            personal_data_days: personal_data_days(&self.personal_data_days, errors),
            second_factor_required: false,
        };
        errors.is_empty().then_some(state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors_of(change: impl FnOnce(&mut SiteInput)) -> Vec<String> {
        let mut input = SiteInput {
            title: "Links".to_owned(),
            time_zone: "Europe/London".to_owned(),
            personal_data_days: "180".to_owned(),
            ..SiteInput::default()
        };
        change(&mut input);
        let mut errors = FormErrors::default();
        let state = input.check(&mut errors);
        assert_eq!(state.is_some(), errors.is_empty());
        errors.iter().map(|error| error.field.to_string()).collect()
    }

    #[test]
    fn a_contact_is_an_address_or_a_link() {
        for fine in [
            "",
            " a.b+c@example.co.uk ",
            "https://example.org/contact?x=1",
            "http://example.org",
        ] {
            let found = errors_of(|input| input.contact = fine.to_owned());
            assert!(found.is_empty(), "{fine}");
        }
        for wrong in [
            "write to us",
            "a@b",
            "@example.org",
            "a@b@example.org",
            "javascript:alert(1)@x.org",
            "https://",
            "https://user:secret@example.org/",
            "a@exa mple.org",
            "a@-example.org",
        ] {
            let found = errors_of(|input| input.contact = wrong.to_owned());
            assert_eq!(found, ["contact"], "{wrong}");
        }
    }

    #[test]
    fn each_wrong_value_has_its_message() {
        let found = errors_of(|input| {
            input.title = " ".to_owned();
            input.data_licence = "MIT OR ISC".to_owned();
            input.time_zone = "Europe/Atlantis".to_owned();
            input.decision_target_days = "0".to_owned();
            input.caveat_kind = "odd".to_owned();
        });
        assert_eq!(
            found,
            [
                "title",
                "caveat_kind",
                "data_licence",
                "time_zone",
                "decision_target_days"
            ]
        );
    }
}
