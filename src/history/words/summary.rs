//! A whole change in few words.

use crate::history::{PastChange, Source};

/// What a change was mainly about, of all that it touched. What was meant comes last: neighbours
/// make room and contents move first. An undo goes through the same things backwards.
pub fn main_of<T>(source: Source, objects: &[T]) -> Option<&T> {
    match source {
        Source::Revert | Source::Import | Source::Starter => objects.first(),
        Source::Moderator | Source::Suggestion | Source::System => objects.last(),
    }
}

/// How many more objects than the one in the headline, in words; empty when none.
pub fn others(count: i64) -> String {
    match count {
        ..=1 => String::new(),
        2 => "and one more".to_owned(),
        count => format!("and {} more", count - 1),
    }
}

/// Who made a change, in words; for readers (`is_public`) without a moderator's name.
pub fn who(change: &PastChange, is_public: bool) -> String {
    let moderator = match (change.user_id, is_public) {
        (None, _) => return "Signpost".to_owned(),
        (Some(_), true) => "a moderator",
        (Some(_), false) => change.user_name.as_str(),
    };
    if change.source != Source::Suggestion {
        return match is_public {
            true => "By a moderator".to_owned(),
            false => moderator.to_owned(),
        };
    }
    let names = match (change.credited.split_last(), change.suggestion_id) {
        (None, Some(_)) => "a reader".to_owned(),
        (None, None) => "readers".to_owned(),
        (Some((last, [])), _) => last.clone(),
        (Some((last, others)), _) => format!("{} and {last}", others.join(", ")),
    };
    format!("Suggested by {names}, approved by {moderator}")
}
