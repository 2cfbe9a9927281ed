//! What happened to accounts, in plain words.

use crate::accounts::EventKind;
use crate::history::AccountEvent;

/// An event: what happened, to whose account, and who did it where that was somebody else.
pub(super) fn words(event: &AccountEvent) -> (String, String) {
    let label = match EventKind::parse(&event.kind) {
        Some(kind) => kind.label().to_owned(),
        // Written by a later version.
        None => event.kind.replace('-', " "),
    };
    let what = match &event.whom {
        Some(whom) => format!("{label}: {whom}"),
        None => label,
    };
    let who = match (&event.who, &event.whom) {
        (Some(who), whom) if Some(who) != whom.as_ref() => who.clone(),
        (None, Some(_)) if !event.kind.ends_with("-failed") => "the operator".to_owned(),
        _ => String::new(),
    };
    (what, who)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_says_what_happened_and_to_whom() {
        let event = |kind: &str, who: Option<&str>, whom: Option<&str>| {
            words(&AccountEvent {
                at: 0,
                kind: kind.to_owned(),
                who: who.map(str::to_owned),
                whom: whom.map(str::to_owned),
            })
        };
        let said = |what: &str, who: &str| (what.to_owned(), who.to_owned());
        let (ada, grace) = (Some("ada"), Some("grace"));
        assert_eq!(event("sign-in", ada, ada), said("Signed in: ada", ""));
        assert_eq!(
            event("user-add", None, ada),
            said("Person added: ada", "the operator")
        );
        assert_eq!(
            event("role-change", grace, ada),
            said("Role changed: ada", "grace")
        );
        assert_eq!(
            event("sign-in-failed", None, ada),
            said("Sign-in failed: ada", "")
        );
        assert_eq!(
            event("sign-in-failed", None, None),
            said("Sign-in failed", "")
        );
        assert_eq!(
            event("new-thing", grace, ada),
            said("new thing: ada", "grace")
        );
    }
}
