//! The fields of a suggestion, as programs send them.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::directory::Licence;
use crate::directory::api::{CategoryPath, LicenceWord, Switch, Tags};
use crate::suggestions::{Affiliation, SuggestionForm};
use crate::text::CaveatKind;
use crate::web::form::FormErrors;

/// A link that somebody suggests: the fields of the form.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Suggestion)]
pub struct SuggestionFields {
    /// The link, in the letters that addresses have: other ones percent-encoded, other names in
    /// Punycode.
    #[schema(
        max_length = 2048,
        pattern = r"^https?://(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])(?::(?:[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}))?(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*(?:\?[A-Za-z0-9._~!$&()*+,;=:@%/?-]*)?(?:#[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?)?$"
    )]
    url: String,
    /// What it is called, on one line.
    #[schema(
        min_length = 1,
        max_length = 200,
        pattern = r"^[^\u0000\r\n]*[^\u0000-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff][^\u0000\r\n]*$"
    )]
    title: String,
    category: CategoryPath,
    /// What it is and for whom: Markdown. The first paragraph is what lists show.
    #[serde(default)]
    #[schema(max_length = 4000)]
    description: String,
    /// A warning, such as “archived” or “needs an account”.
    #[serde(default)]
    #[schema(max_length = 500)]
    caveat: String,
    /// What the warning is about.
    #[schema(nullable = false)]
    caveat_kind: Option<CaveatKind>,
    #[serde(default)]
    licence: LicenceWord,
    /// Who publishes it, on one line.
    #[serde(default)]
    #[schema(max_length = 200, pattern = r"^[^\u0000\r\n]*$")]
    organisation: String,
    #[schema(nullable = false)]
    tags: Option<Tags>,
    /// To the moderators; nobody else reads it.
    #[serde(default)]
    #[schema(max_length = 2000)]
    note: String,
    /// How close you are to what you suggest.
    #[schema(nullable = false)]
    affiliation: Option<Affiliation>,
    /// Your name, on one line.
    #[serde(default)]
    #[schema(max_length = 100, pattern = r"^[^\u0000\r\n]*$")]
    name: String,
    /// Where we may write to you about this suggestion; empty for nowhere.
    #[serde(default)]
    #[schema(
        max_length = 254,
        pattern = r"^(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,31}(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,15}){0,2}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,29}[A-Za-z0-9])?\.){1,5}[A-Za-z]{2,31})?$"
    )]
    email: String,
    /// Whether your name may be shown with the change.
    #[schema(nullable = false)]
    credit: Option<Switch>,
    /// Whether to suggest it although the link is known already.
    #[schema(nullable = false)]
    confirm_duplicate: Option<Switch>,
}

impl SuggestionFields {
    /// What the form can't say because it has no lists.
    pub(super) fn check(&self) -> FormErrors {
        let mut errors = FormErrors::default();
        if self.tags.as_ref().is_some_and(|tags| !tags.are_apart()) {
            errors.add("tags", "Send each tag by itself, without commas");
        }
        let licence = self.licence.0.as_str();
        if !matches!(licence, "" | "none" | "unknown") && !Licence::is_expression(licence) {
            errors.add(
                "licence",
                "Send an SPDX expression, such as MIT OR Apache-2.0, or none, or unknown",
            );
        }
        errors
    }
}

impl From<SuggestionFields> for SuggestionForm {
    fn from(sent: SuggestionFields) -> Self {
        let ticked = |switch: Option<Switch>| {
            let sent = switch.as_ref().map(Switch::sent);
            sent.unwrap_or_default().to_owned()
        };
        let kind = sent.caveat_kind.map_or("", CaveatKind::as_str);
        let affiliation = sent.affiliation.map_or("", Affiliation::as_str);
        Self {
            url: sent.url,
            title: sent.title,
            category: sent.category.0,
            description: sent.description,
            caveat: sent.caveat,
            caveat_kind: kind.to_owned(),
            licence: sent.licence.0,
            organisation: sent.organisation,
            tags: sent.tags.map(Tags::joined).unwrap_or_default(),
            note: sent.note,
            affiliation: affiliation.to_owned(),
            name: sent.name,
            email: sent.email,
            credit: ticked(sent.credit),
            confirm_duplicate: ticked(sent.confirm_duplicate),
            ..Self::default()
        }
    }
}
