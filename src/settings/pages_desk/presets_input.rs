//! The reasons that a decline offers, as somebody typed them.

use serde::Deserialize;

use crate::directory::entry_input::{block, line};
use crate::settings::DeclinePreset;
use crate::web::form::FormErrors;

/// More reasons than a list to choose from should have.
const MOST: usize = 40;
/// The longest label, in characters.
const LONGEST_LABEL: usize = 100;
/// The longest message, in characters.
const LONGEST_MESSAGE: usize = 2_000;

/// What the form sends: each list has one value for each reason.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PresetsForm {
    /// The places in the list, as typed.
    pub place: Vec<String>,
    /// What the moderator picks.
    pub label: Vec<String>,
    /// What the contributor reads.
    pub message: Vec<String>,
    /// Why they change; public.
    pub why: String,
    /// The revision that the person saw.
    pub version: String,
}

/// One reason as typed.
#[derive(Clone, Debug, Default)]
pub struct PresetRow {
    /// Its place in the form, from 1, which its fields carry in their ids.
    pub number: usize,
    /// Its place in the list, as typed.
    pub place: String,
    /// What the moderator picks.
    pub label: String,
    /// What the contributor reads.
    pub message: String,
}

impl PresetsForm {
    /// The form with what stands.
    pub fn of(presets: &[DeclinePreset], version: String) -> Self {
        Self {
            place: (1..=presets.len()).map(|n| n.to_string()).collect(),
            label: presets.iter().map(|p| p.label.clone()).collect(),
            message: presets.iter().map(|p| p.message.clone()).collect(),
            version,
            ..Self::default()
        }
    }

    /// The rows that were sent.
    pub fn rows(&self) -> Vec<PresetRow> {
        let at = |list: &[String], place: usize| list.get(place).cloned().unwrap_or_default();
        let count = self.label.len().max(self.message.len());
        (0..count)
            .map(|place| PresetRow {
                number: place + 1,
                place: at(&self.place, place),
                label: at(&self.label, place),
                message: at(&self.message, place),
            })
            .collect()
    }

    /// The reasons in the order asked for. A row left empty is dropped: that is how one is
    /// removed. `None` only when a message stands beside a field.
    pub fn check(&self, errors: &mut FormErrors) -> Option<Vec<DeclinePreset>> {
        let mut kept: Vec<(usize, DeclinePreset)> = Vec::new();
        let mut labels: Vec<String> = Vec::new();
        for row in self.rows() {
            let PresetRow { number, place, .. } = &row;
            let mut own = FormErrors::default();
            let label = line("label", "label", &row.label, LONGEST_LABEL, &mut own);
            let message = block(
                "message",
                "message",
                &row.message,
                LONGEST_MESSAGE,
                &mut own,
            );
            if label.is_empty() && message.is_empty() && own.is_empty() {
                continue;
            }
            if label.is_empty() {
                own.add("label", "Enter a label, or empty the message to remove it");
            }
            if labels.contains(&label.to_lowercase()) {
                own.add("label", "Two reasons have this label. Change one of them");
            }
            let place: usize = place.trim().parse().unwrap_or(usize::MAX);
            for error in &own {
                errors.add(format!("{}-{number}", error.field), error.message.clone());
            }
            labels.push(label.to_lowercase());
            kept.push((place, DeclinePreset { label, message }));
        }
        if kept.len() > MOST {
            errors.add("", format!("Keep the {MOST} reasons that matter most"));
        }
        // A stable sort: reasons that ask for the same place stay in the order of the form.
        kept.sort_by_key(|(place, _)| *place);
        errors
            .is_empty()
            .then(|| kept.into_iter().map(|(_, preset)| preset).collect())
    }
}

/// The list as one text, to show two versions of it side by side.
pub fn as_text(presets: &[(String, String)]) -> String {
    let texts: Vec<_> = presets
        .iter()
        .filter(|(label, message)| !label.trim().is_empty() || !message.trim().is_empty())
        .map(|(label, message)| format!("{}\n{}", label.trim(), message.trim()))
        .collect();
    texts.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(rows: &[(&str, &str, &str)]) -> PresetsForm {
        PresetsForm {
            place: rows.iter().map(|row| row.0.to_owned()).collect(),
            label: rows.iter().map(|row| row.1.to_owned()).collect(),
            message: rows.iter().map(|row| row.2.to_owned()).collect(),
            ..PresetsForm::default()
        }
    }

    #[test]
    fn places_order_the_list_and_empty_rows_leave_it() {
        let sent = form(&[
            ("2", "Off topic", "Not ours."),
            ("1", "Advert", ""),
            ("3", "", ""),
            ("", "New", "Words"),
        ]);
        let kept = sent.check(&mut FormErrors::default()).unwrap();
        let labels: Vec<_> = kept.iter().map(|preset| preset.label.as_str()).collect();
        assert_eq!(labels, ["Advert", "Off topic", "New"]);
    }

    #[test]
    fn what_is_wrong_is_said_beside_its_row() {
        let mut errors = FormErrors::default();
        let sent = form(&[("1", "Advert", "a"), ("2", "advert", "b"), ("3", " ", "c")]);
        assert!(sent.check(&mut errors).is_none());
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_ref()).collect();
        assert_eq!(fields, ["label-2", "label-3"]);
    }
}
