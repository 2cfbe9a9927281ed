//! What a moderator says with a decision: the reason, what the contributor reads, and what stays
//! with moderators.

use super::decision_form::DecisionForm;
use super::verdict::Verdict;
use crate::directory::entry_input::block;
use crate::settings::DeclinePreset;
use crate::web::FormErrors;

/// The choice of a reason that leaves the words to the moderator.
pub const SOMETHING_ELSE: &str = "Something else";

/// The longest reason, message or note, in characters.
pub const LONGEST: usize = 2_000;

/// The words of a decision, cleaned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// A preset's label or the moderator's own words.
    pub reason: String,
    /// What the contributor reads.
    pub message: String,
    /// What stays with moderators.
    pub note: String,
}

/// Reads the words of a decision. A decline needs a reason, and sends the preset's text when the
/// moderator wrote none; a question needs a message.
pub fn read_words(
    form: &DecisionForm,
    verdict: Verdict,
    presets: &[DeclinePreset],
    errors: &mut FormErrors,
) -> Words {
    let reason = block("reason", "reason", form.text("reason"), LONGEST, errors);
    let message = block("message", "message", form.text("message"), LONGEST, errors);
    let note = block("note", "note", form.text("note"), LONGEST, errors);
    let mut words = Words {
        reason,
        message,
        note,
    };
    match verdict {
        Verdict::Decline => say_why(&mut words, presets, errors),
        _ => drop_leftovers(&mut words, presets),
    }
    if verdict == Verdict::Ask && words.message.is_empty() {
        errors.add("message", "Write your question");
    }
    words
}

fn say_why(words: &mut Words, presets: &[DeclinePreset], errors: &mut FormErrors) {
    if words.reason.is_empty() {
        errors.add("reason", "Choose a reason, or write your own");
        return;
    }
    let preset = presets
        .iter()
        .find(|preset| preset.label.to_lowercase() == words.reason.to_lowercase());
    if let Some(preset) = preset {
        words.reason.clone_from(&preset.label);
        if words.message.is_empty() {
            words.message.clone_from(&preset.message);
        }
        if words.message.is_empty() {
            words.message.clone_from(&preset.label);
        }
    } else if words.message.is_empty() {
        if words.reason == SOMETHING_ELSE {
            errors.add("message", "Write what they’ll read");
        }
        words.message.clone_from(&words.reason);
    }
}

/// The list of reasons and a preset's text may still stand in the form from before the moderator
/// changed their mind; they explain a decline and nothing else.
fn drop_leftovers(words: &mut Words, presets: &[DeclinePreset]) {
    if presets.iter().any(|preset| preset.label == words.reason) || words.reason == SOMETHING_ELSE {
        words.reason.clear();
    }
    if presets.iter().any(|preset| preset.message == words.message) {
        words.message.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(verdict: Verdict, pairs: &[(&str, &str)]) -> (Words, Vec<String>) {
        let owned = pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        let presets = [DeclinePreset {
            label: "Off topic".to_owned(),
            message: "We couldn’t see how this fits.".to_owned(),
        }];
        let mut errors = FormErrors::default();
        let form = DecisionForm::new(owned.collect());
        let words = read_words(&form, verdict, &presets, &mut errors);
        let errors = errors.iter().map(|error| error.message.to_string());
        (words, errors.collect())
    }

    #[test]
    fn a_decline_needs_a_reason_and_says_it() {
        let (_, errors) = read(Verdict::Decline, &[("message", "No.")]);
        assert_eq!(errors, ["Choose a reason, or write your own"]);
        let (words, errors) = read(Verdict::Decline, &[("reason", "off topic")]);
        assert!(errors.is_empty());
        assert_eq!(words.reason, "Off topic");
        assert_eq!(words.message, "We couldn’t see how this fits.");
        let (words, _) = read(
            Verdict::Decline,
            &[("reason", "Off topic"), ("message", "Mine")],
        );
        assert_eq!(words.message, "Mine");
    }

    #[test]
    fn own_words_are_read_by_the_contributor() {
        let (words, _) = read(Verdict::Decline, &[("reason", "It is a shop.")]);
        assert_eq!(words.message, "It is a shop.");
        let (_, errors) = read(Verdict::Decline, &[("reason", SOMETHING_ELSE)]);
        assert_eq!(errors, ["Write what they’ll read"]);
        let sent = [("reason", SOMETHING_ELSE), ("message", "It is a shop.")];
        let (words, errors) = read(Verdict::Decline, &sent);
        assert!(errors.is_empty());
        assert_eq!(
            (words.reason.as_str(), words.message.as_str()),
            (SOMETHING_ELSE, "It is a shop.")
        );
    }

    #[test]
    fn a_reason_left_over_from_a_decline_is_not_sent_with_an_approval() {
        let left = [
            ("reason", "Off topic"),
            ("message", "We couldn’t see how this fits."),
            ("note", "Nice find"),
        ];
        let (words, errors) = read(Verdict::Approve, &left);
        assert!(errors.is_empty());
        assert_eq!((words.reason.as_str(), words.message.as_str()), ("", ""));
        assert_eq!(words.note, "Nice find");
        let (words, _) = read(Verdict::Approve, &[("message", "Thank you")]);
        assert_eq!(words.message, "Thank you");
    }

    #[test]
    fn a_question_is_asked_in_words() {
        let (_, errors) = read(Verdict::Ask, &[("message", " ")]);
        assert_eq!(errors, ["Write your question"]);
    }
}
