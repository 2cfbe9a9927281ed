//! Gathers what the spam score is made of.

use super::check::Checked;
use super::spam::{self, HostRecord, Record, Sending, Typed};
use super::sql::{Elsewhere, count_approved, count_tokenless, find_echo, host_record};
use super::submit::Submission;
use super::{BlockedWord, Payload, ScoredSign, blocked_words, list_blocked_words};
use crate::clock::DAY;
use crate::config::Quota;
use crate::db::Connection;
use crate::directory::LinkUrl;
use crate::error::Result;
use crate::text::clean_block;

/// For how long a text is remembered.
const ECHOES_FOR: i64 = 30 * DAY;
/// Shorter texts are alike by chance.
const TELLING_TEXT: usize = 40;

/// What counts against how the form was sent.
pub(super) async fn sending(
    connection: &mut Connection,
    submission: &Submission<'_>,
    age: Option<i64>,
) -> Result<Vec<ScoredSign>> {
    let is_proven = age.is_some_and(|age| age >= spam::HASTY);
    let tokenless_quota_full = match submission.limits.tokenless_hour {
        Some(quota) if !is_proven => is_full(connection, quota, submission.now).await?,
        _ => false,
    };
    Ok(spam::score_sending(Sending {
        age,
        age_counts: !submission.limits.are_off(),
        tokenless_quota_full,
    }))
}

async fn is_full(connection: &mut Connection, quota: Quota, now: i64) -> Result<bool> {
    let window = i64::try_from(quota.window.as_millis()).unwrap_or(i64::MAX);
    let came = count_tokenless(connection, now.saturating_sub(window)).await?;
    Ok(came >= i64::from(quota.count))
}

/// What counts against what was sent.
pub(super) async fn content(
    connection: &mut Connection,
    submission: &Submission<'_>,
    checked: &Checked,
) -> Result<Vec<ScoredSign>> {
    let host = match &checked.link {
        Some(link) => {
            let (site, sender) = (link.site(), &submission.sender.narrow);
            let since = submission.now - DAY;
            host_record(connection, (link.host(), &site), sender, since).await?
        }
        None => HostRecord::default(),
    };
    let mut signs = spam::score_content(typed(submission, checked), host);
    signs.extend(spam::score_record(
        record(connection, submission, checked).await?,
    ));
    Ok(signs)
}

/// What is known of the words and of who says them.
async fn record(
    connection: &mut Connection,
    submission: &Submission<'_>,
    checked: &Checked,
) -> Result<Record> {
    let blocked = list_blocked_words(connection).await?;
    let address = checked.link.iter().map(LinkUrl::as_str);
    let said = texts(submission, checked).into_iter().map(|(_, text)| text);
    let word = blocked_words::find_in(&blocked, said.chain(address));
    let url_key = checked.link.as_ref().map(LinkUrl::key);
    let elsewhere = Elsewhere {
        url_key: url_key.as_deref(),
        entry_id: submission.subject.entry_id,
        since: submission.now - ECHOES_FOR,
    };
    let mut echo = None;
    for (field, text) in texts(submission, checked) {
        let text = clean_block(text).text;
        if matches!(field, "description" | "note") && text.chars().count() >= TELLING_TEXT {
            echo = echo.max(find_echo(connection, &text, elsewhere).await?);
        }
    }
    Ok(Record {
        blocked_word: word.map(BlockedWord::stated),
        echo,
        approved: count_approved(connection, &checked.contributor.email).await?,
    })
}

fn typed(submission: &Submission<'_>, checked: &Checked) -> Typed {
    let said = texts(submission, checked).into_iter().map(|(_, text)| text);
    Typed::in_texts(said, submission.form.is_trapped())
}

/// The texts as they were typed, by field. Of an edit only what it changes: the rest is ours.
fn texts<'a>(submission: &Submission<'a>, checked: &Checked) -> Vec<(&'static str, &'a str)> {
    let form = submission.form;
    let ours = |field: &str| match &checked.payload {
        Payload::Edit(edit) => !edit.changes().iter().any(|change| change.field == field),
        Payload::Entry(_) | Payload::Category(_) => false,
        Payload::Report(_) => true,
    };
    let proposed: [(&str, &str); 5] = [
        ("title", &form.title),
        ("description", &form.description),
        ("caveat", &form.caveat),
        ("organisation", &form.organisation),
        ("tags", &form.tags),
    ];
    let own: [(&str, &str); 2] = [("note", &form.note), ("name", &form.name)];
    let proposed = proposed.into_iter().filter(|(field, _)| !ours(field));
    proposed.chain(own).collect()
}
