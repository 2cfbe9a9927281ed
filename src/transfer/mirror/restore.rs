//! What the commits say that show no change: the first one, and those that restore the list.

use super::message::Message;
use super::past::Past;
use super::report::MirrorReport;
use super::walk::{FileAt, Seen};
use crate::directory::EntryStatus;
use crate::paths;

/// The first commit of all: the whole directory.
pub(super) fn first_message(seen: &Seen, past: &Past, newest: i64) -> Message {
    let is_live = |entry: &&super::EntryAt| entry.state.status == EntryStatus::Live;
    let entries = counted(
        past.entries.values().filter(is_live).count(),
        "entry",
        "entries",
    );
    let categories = counted(past.live_categories().count(), "category", "categories");
    let mut paragraphs = vec![format!("{entries} in {categories}.")];
    if let Some(ours) = &seen.ours {
        paragraphs.push(format!(
            "The commits before this one know of change {}, and this directory of {newest} only: \
             it was put back to an earlier state. What was changed here since is not read.",
            ours.change
        ));
    } else if seen.stands.iter().any(|file| *file != FileAt::Missing) {
        paragraphs.push(
            "It takes the place of files that this directory did not write. They stay in the \
             commits before this one."
                .to_owned(),
        );
    }
    Message {
        subject: "The directory as it stands".to_owned(),
        paragraphs,
        change: (newest > 0).then(|| paths::change(newest)),
        ..Message::default()
    }
}

/// The commit that shows what is approved again, after others changed the list.
pub(super) fn message(seen: &Seen, report: &MirrorReport) -> Message {
    if seen.is_untouched() {
        return Message {
            subject: "The same directory in a new form".to_owned(),
            paragraphs: vec!["Nothing was added or taken away.".to_owned()],
            ..Message::default()
        };
    }
    let subject = match report.proposals.len() {
        0 => "Restored the approved list".to_owned(),
        1 => "1 proposal waits for review".to_owned(),
        count => format!("{count} proposals wait for review"),
    };
    let mut paragraphs = vec![
        "The list shows what moderators have approved. Nothing is lost: every commit stays, \
              and what is approved comes back."
            .to_owned(),
    ];
    // References open nothing, and say nothing about what waits.
    let taken = report.proposals.iter();
    let taken = taken.map(|taken| format!("- {}, from {}", taken.reference, taken.commit));
    paragraphs.push(taken.collect::<Vec<_>>().join("\n"));
    let notes = report.notes.iter().map(|note| format!("- {note}"));
    paragraphs.push(notes.collect::<Vec<_>>().join("\n"));
    Message {
        subject,
        paragraphs,
        ..Message::default()
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
