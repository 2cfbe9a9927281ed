//! What each mail says, in plain words. Nothing that a contributor typed is in any of them: mail
//! that carries strangers' words is what spam is made of.

use super::mailer::Desk;
use super::to_user::to_user;
use super::words_people::one_time_link;
use super::{Letter, Topic};
use crate::db::Connection;
use crate::error::Result;
use crate::keys::token_hash;
use crate::notify::sql::{self, Contribution};
use crate::notify::{ConfirmCode, Item, Recipient, address_hash};
use crate::paths;

/// What became of writing a letter.
pub(super) enum Written {
    /// Here it is.
    Letter(Box<Letter>),
    /// Nobody wants it any more, and why.
    Moot(&'static str),
    /// It can't be written, and why.
    Impossible(&'static str),
}

/// Writes the letter of a row.
pub(super) async fn write(
    connection: &mut Connection,
    desk: &Desk,
    item: &Item,
) -> Result<Written> {
    match (Topic::parse(&item.topic), item.suggestion_id, item.user_id) {
        (Some(topic @ (Topic::Received | Topic::Question | Topic::Decision)), Some(id), _) => {
            to_contributor(connection, desk, item, (topic, id)).await
        }
        (Some(topic @ (Topic::Reset | Topic::Invitation)), _, Some(id)) => {
            one_time_link(connection, desk, item, (topic, id)).await
        }
        (Some(topic), _, Some(id)) => to_user(connection, desk, item, (topic, id)).await,
        _ => Ok(Written::Impossible("nobody knows what it should say")),
    }
}

async fn to_contributor(
    connection: &mut Connection,
    desk: &Desk,
    item: &Item,
    (topic, id): (Topic, i64),
) -> Result<Written> {
    let Some(contribution) = sql::find_contribution(connection, id).await? else {
        return Ok(Written::Moot("the address was erased"));
    };
    let hash = address_hash(&contribution.email, &desk.keys);
    if sql::is_refused(connection, &hash).await? {
        return Ok(Written::Moot("the address wants no mail"));
    }
    let token = desk.keys.receipt_token(&contribution.reference);
    if token_hash(&token) != contribution.token_hash {
        return Ok(Written::Impossible(
            "the server’s key changed, so the link can’t be given again",
        ));
    }
    let receipt = desk.absolute(&paths::receipt(&token));
    let mut letter = match topic {
        Topic::Received => received(&contribution, desk, &receipt),
        Topic::Question => question(&contribution, receipt),
        _ => {
            let verdict = match item.decision_id {
                Some(id) => sql::find_verdict(connection, id).await?,
                None => None,
            };
            decision(&contribution, verdict.as_deref(), receipt)
        }
    };
    let recipient = Recipient::Address(hash).token(&desk.keys);
    letter.unsubscribe = Some(desk.absolute(&paths::unsubscribe(&recipient)));
    letter.to = contribution.email;
    Ok(Written::Letter(Box::new(letter)))
}

fn received(contribution: &Contribution, desk: &Desk, receipt: &str) -> Letter {
    let reference = &contribution.reference;
    let code = ConfirmCode::of(reference, &contribution.email, &desk.keys);
    let link = paths::with_query(receipt, "code", code.as_str());
    Letter {
        subject: format!("We have your suggestion {reference}"),
        before: vec![
            "Thank you. A moderator will read what you sent.".to_owned(),
            "Please confirm that this address is yours. Then we know that it reaches you when a \
             moderator has a question or has decided."
                .to_owned(),
        ],
        link: Some(("Confirm my address", link)),
        after: vec![
            "The same page shows what becomes of the suggestion. You can correct it there, \
             withdraw it, or have your details erased. Keep the link to yourself: whoever has it \
             can do the same."
                .to_owned(),
            "If you sent nothing, somebody mistyped their address. You needn’t do anything."
                .to_owned(),
        ],
        ..Letter::default()
    }
}

fn question(contribution: &Contribution, receipt: String) -> Letter {
    Letter {
        subject: format!(
            "A moderator has a question about your suggestion {}",
            contribution.reference
        ),
        before: vec![
            "A moderator read your suggestion and would like to know something before deciding. \
             Please read the question and answer it on the page of your suggestion."
                .to_owned(),
        ],
        link: Some(("Read and answer", receipt)),
        after: vec!["Answers to this mail reach nobody.".to_owned()],
        ..Letter::default()
    }
}

fn decision(contribution: &Contribution, verdict: Option<&str>, receipt: String) -> Letter {
    let kind = contribution.kind.as_str();
    let words = match (verdict, kind) {
        (Some("approve"), "report") => "Thank you: a moderator acted on your report.",
        (Some("approve"), "edit") => "Thank you: your edit went in.",
        (Some("approve"), _) => "Thank you: what you suggested is in the directory now.",
        (Some("duplicate"), _) => {
            "A moderator found that it repeats something we have. The page says what."
        }
        (Some("decline"), _) => {
            "A moderator decided not to take it this time. The page gives the reason."
        }
        _ => "A moderator decided about your suggestion. The page says how.",
    };
    Letter {
        subject: format!("A decision on your suggestion {}", contribution.reference),
        before: vec![words.to_owned()],
        link: Some(("See the decision", receipt)),
        after: vec!["Answers to this mail reach nobody.".to_owned()],
        ..Letter::default()
    }
}
