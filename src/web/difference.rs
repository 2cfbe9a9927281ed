//! What two people wrote into the same form, side by side, when the second one is told.

/// A field of which what was typed and what stands now are not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What the form calls the field.
    pub label: &'static str,
    /// What was typed.
    pub typed: String,
    /// What stands now.
    pub stands: String,
}

/// The fields that differ, in the order of the form. Both sides list the same fields in the same
/// order; `label` is what the form calls a field.
pub fn differences<'a>(
    typed: impl IntoIterator<Item = (&'static str, &'a str)>,
    stands: impl IntoIterator<Item = (&'static str, &'a str)>,
    label: fn(&str) -> &'static str,
) -> Vec<Difference> {
    typed
        .into_iter()
        .zip(stands)
        .map(|((name, typed), (_, stands))| Difference {
            label: label(name),
            // Browsers send every line break as CR LF.
            typed: typed.trim().replace("\r\n", "\n"),
            stands: stands.trim().to_owned(),
        })
        .filter(|difference| difference.typed != difference.stands)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown_and_line_breaks_do_not() {
        let typed = [
            ("title", "Mine "),
            ("body", "one\r\ntwo"),
            ("note", "same "),
        ];
        let stands = [("title", "Theirs"), ("body", "one\ntwo"), ("note", "same")];
        let found = differences(typed, stands, |name| match name {
            "title" => "Title",
            _ => "Something else",
        });
        assert_eq!(
            found,
            [Difference {
                label: "Title",
                typed: "Mine".into(),
                stands: "Theirs".into(),
            }]
        );
    }
}
