//! Gathers what the spam score is made of.

use super::Payload;
use super::check::Checked;
use super::spam::{self, HostRecord, ScoredSign, Sending, Typed};
use super::sql::{count_tokenless, host_record};
use super::submit::Submission;
use crate::clock::DAY;
use crate::config::Quota;
use crate::db::Connection;
use crate::error::Result;

/// What counts against how the form was sent.
pub(super) async fn sending(
    connection: &mut Connection,
    submission: &Submission<'_>,
    age: Option<i64>,
) -> Result<Vec<ScoredSign>> {
    let tokenless_quota_full = match submission.limits.tokenless_hour {
        Some(quota) if age.is_none() => is_full(connection, quota, submission.now).await?,
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
    Ok(spam::score_content(typed(submission, checked), host))
}

/// The texts as they were typed. Of an edit only what it changes: the rest is ours.
fn typed(submission: &Submission<'_>, checked: &Checked) -> Typed {
    let form = submission.form;
    let texts = [
        ("title", &form.title),
        ("description", &form.description),
        ("caveat", &form.caveat),
        ("organisation", &form.organisation),
        ("tags", &form.tags),
    ];
    let ours = |field: &str| match &checked.payload {
        Payload::Edit(edit) => !edit.changes().iter().any(|change| change.field == field),
        Payload::Entry(_) | Payload::Category(_) => false,
        Payload::Report(_) => true,
    };
    let proposed = texts
        .into_iter()
        .filter(|(field, _)| !ours(field))
        .map(|(_, text)| text.as_str());
    let own = [form.note.as_str(), &form.name];
    Typed::in_texts(proposed.chain(own), form.is_trapped())
}
