//! What every form shares: the list of problems, and the choices of a list.

use std::borrow::Cow;

use serde::Serialize;
use utoipa::ToSchema;

use crate::text::CaveatKind;

/// One problem with one field, in words that say what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FormError {
    /// The field's name, which is also its `id` on the page; empty when no field is to blame.
    pub field: Cow<'static, str>,
    /// What to do, in plain words.
    pub message: Cow<'static, str>,
}

/// The problems of a form, in the order of its fields. Empty means that the form is fine.
///
/// As JSON it is a list of `{"field", "message"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct FormErrors(Vec<FormError>);

impl FormErrors {
    /// Adds a problem. A field keeps its first one: people mend one thing at a time, and the
    /// summary has to match what stands beside the field.
    pub fn add(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        message: impl Into<Cow<'static, str>>,
    ) {
        let field = field.into();
        if self.get(&field).is_none() {
            self.0.push(FormError {
                field,
                message: message.into(),
            });
        }
    }

    /// The problem of `field`.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|error| error.field == field)
            .map(|error| error.message.as_ref())
    }

    /// Whether the form is fine.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The problems in order.
    pub fn iter(&self) -> std::slice::Iter<'_, FormError> {
        self.0.iter()
    }

    /// The heading of the error summary.
    pub fn heading(&self) -> String {
        const WORDS: [&str; 8] = [
            "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine",
        ];
        match self.0.len() {
            0 | 1 => "There is a problem".to_owned(),
            n => match WORDS.get(n - 2) {
                Some(word) => format!("{word} things need your attention"),
                None => format!("{n} things need your attention"),
            },
        }
    }

    /// What a page's title begins with: "Error: " when something is wrong.
    pub fn title_prefix(&self) -> &'static str {
        if self.is_empty() { "" } else { "Error: " }
    }
}

impl<'a> IntoIterator for &'a FormErrors {
    type Item = &'a FormError;
    type IntoIter = std::slice::Iter<'a, FormError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One option of a list, or one button of a radio group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A line under a radio button; may be empty.
    pub hint: String,
    /// How deep in a tree it stands, from 0: indents an option.
    pub depth: usize,
}

impl Choice {
    /// A choice that sends `value` and reads `label`.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// Adds a line under a radio button.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Places an option in a tree, from 0.
    #[must_use]
    pub fn at_depth(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// What a caveat may be about.
    pub fn caveat_kinds() -> Vec<Self> {
        CaveatKind::ALL
            .into_iter()
            .map(|kind| Self::new(kind.as_str(), kind.label()))
            .collect()
    }

    /// Whether this is the chosen one.
    pub fn is(&self, chosen: &str) -> bool {
        self.value == chosen
    }

    /// The indent of an option. Spaces at the start of one are dropped, em spaces are not.
    pub fn indent(&self) -> String {
        "\u{2003}".repeat(self.depth)
    }
}

/// Whether a check box named in a form was ticked: any value but an empty one counts.
pub fn ticked(value: Option<&str>) -> bool {
    value.is_some_and(|value| !value.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_counts_and_a_field_keeps_its_first_problem() {
        let mut errors = FormErrors::default();
        assert!(errors.is_empty());
        assert_eq!(errors.title_prefix(), "");
        errors.add("url", "Enter the link, starting with https://");
        errors.add("url", "Something else");
        assert_eq!(errors.heading(), "There is a problem");
        errors.add("email", "Enter an email address");
        assert_eq!(errors.heading(), "Two things need your attention");
        assert_eq!(
            errors.get("url"),
            Some("Enter the link, starting with https://")
        );
        assert_eq!(errors.get("title"), None);
        for n in 0..8 {
            errors.add(format!("field-{n}"), "Mend it");
        }
        assert_eq!(errors.heading(), "10 things need your attention");
        assert_eq!(errors.title_prefix(), "Error: ");
    }

    #[test]
    fn as_json_it_is_a_list_in_field_order() {
        let mut errors = FormErrors::default();
        errors.add("url", "Enter the link");
        assert_eq!(
            serde_json::to_string(&errors).unwrap(),
            r#"[{"field":"url","message":"Enter the link"}]"#
        );
    }

    #[derive(askama::Template)]
    #[template(
        ext = "html",
        source = r#"{% import "macros/form.html" as form %}
{{ form::summary(errors) }}
{% call form::text(errors, "url", "Link", url, hint="The full address", kind="url", maxlength=2048) %}<b>found</b>{% endcall %}
{{ form::text(errors, "password", "Password", url, kind="password", autocomplete="current-password") }}
{{ form::textarea(errors, "note", "Note", note, optional=true, maxlength=20) }}
{% call form::select(errors, "category", "Where?") %}{{ form::options(choices, url) }}{% endcall %}
{{ form::radios(errors, "licence", "Licence?", choices, "b") }}
{{ form::checkbox(errors, "credit", "Show my name", true, hint="On the page") }}
{{ form::trap() }}"#
    )]
    struct Sample {
        errors: FormErrors,
        url: String,
        note: String,
        choices: Vec<Choice>,
    }

    #[test]
    fn fields_tie_their_hint_and_error_to_the_control_and_keep_what_was_typed() {
        let mut errors = FormErrors::default();
        errors.add("url", "Enter the link");
        errors.add("licence", "Choose one");
        let sample = Sample {
            errors,
            url: "\"><svg onload=1>".into(),
            note: "\nsecond line".into(),
            choices: vec![
                Choice::new("a", "Policy"),
                Choice::new("b", "Rules")
                    .at_depth(1)
                    .with_hint("The strict ones"),
            ],
        };
        let html = askama::Template::render(&sample).unwrap();
        let page = scraper::Html::parse_fragment(&html);
        let one = |css: &str| {
            let selector = scraper::Selector::parse(css).unwrap();
            let found: Vec<_> = page.select(&selector).collect();
            assert_eq!(found.len(), 1, "{css} in {html}");
            found[0]
        };
        let text = |css: &str| one(css).text().collect::<String>();
        assert!(!html.contains("<svg onload"));
        assert_eq!(text(".errors h2"), "Two things need your attention");
        assert_eq!(text(".errors a[href='#url']"), "Enter the link");
        assert_eq!(text("#url-error"), "Error: Enter the link");
        let url = one("input#url[required][aria-invalid=true][maxlength='2048'][type=url]");
        assert_eq!(url.attr("aria-describedby"), Some("url-hint url-error"));
        assert_eq!(url.attr("value"), Some("\"><svg onload=1>"));
        assert_eq!(text(".field--bad > #url + b"), "found");
        assert_eq!(one("#password").attr("value"), None);
        assert_eq!(text("#note"), "\nsecond line");
        assert_eq!(one("#note[data-count]").attr("required"), None);
        assert_eq!(text("label[for=note] .opt"), "(optional)");
        assert_eq!(text("#category option[value=b]"), "\u{2003}Rules");
        one("fieldset.field--bad[aria-describedby=licence-error] #licence[value=a]");
        one("#licence-2[checked][value=b]");
        one("#credit[checked][aria-describedby=credit-hint]");
        one(".trap[aria-hidden=true] input[name=website]");
    }
}
