//! What happens to a form that was sent: the answers of the contract, in its order.

use super::check::Checked;
use super::correct::correct;
use super::duplicate::{self, Duplicate};
use super::flood::{self, Shield, TooMany};
use super::form_token::FormToken;
use super::scoring;
use super::sql::{
    NewSuggestion, find_by_fingerprint, find_by_nonce, insert_suggestion, unused_reference,
};
pub use super::submission::{Subject, Submission};
use super::{
    Origin, Payload, ReceiptToken, Reference, Suggestion, SuggestionKind, SuggestionStatus,
    find_suggestion, spam, work,
};
use crate::clock::MINUTE;
use crate::db::{Connection, Db};
use crate::error::Result;
use crate::web::form::FormErrors;

/// For how long the same words from the same network are the same suggestion.
const SAME_WORDS: i64 = 10 * MINUTE;

/// What the contributor is told.
#[derive(Debug)]
pub enum Answer {
    /// It is in, now or since an earlier sending: on to the receipt.
    Accepted(ReceiptToken),
    /// A limit was reached.
    TooMany(TooMany),
    /// Something needs attention.
    Invalid(FormErrors),
    /// The link is known.
    Duplicate(Duplicate),
}

/// An answer, and whether the form that shows it needs another form token, because its own was
/// used for something else.
#[derive(Debug)]
pub struct Submitted {
    /// What the contributor is told.
    pub answer: Answer,
    /// Whether the form's token was used up.
    pub token_spent: bool,
}

/// Judges a form, and stores it when it is fine, in one transaction.
///
/// # Errors
/// When the database can't be read or written; nothing is stored then.
pub async fn submit(db: &Db, submission: &Submission<'_>) -> Result<Submitted> {
    if submission.checked.is_err() {
        // Nothing will be written, so nobody has to wait for the writer.
        let mut connection = db.read().await?;
        return submission.judge(&mut connection).await;
    }
    let mut write = db.write().await?;
    let submitted = submission.judge(&mut write).await?;
    if matches!(submitted.answer, Answer::Accepted(_)) {
        write.commit().await?;
    }
    Ok(submitted)
}

/// What an earlier sending makes of this one.
enum Earlier {
    /// The same was sent before.
    Same(Reference),
    /// The same form was sent before, about the same link, with other words.
    Corrects(Box<Suggestion>),
    /// The form's token was used for something else, or for what is decided.
    TokenSpent,
    /// This is new.
    Nothing,
}

impl Submission<'_> {
    async fn judge(&self, connection: &mut Connection) -> Result<Submitted> {
        let token = FormToken::read(&self.form.form_token, self.keys);
        let earlier = self.earlier(connection, token).await?;
        let token_spent = matches!(earlier, Earlier::TokenSpent);
        let answer = match earlier {
            Earlier::Same(reference) => Answer::Accepted(ReceiptToken::of(&reference, self.keys)),
            Earlier::Corrects(suggestion) => correct(connection, self, &suggestion).await?,
            Earlier::TokenSpent => self.judge_new(connection, None).await?,
            Earlier::Nothing => self.judge_new(connection, token).await?,
        };
        Ok(Submitted {
            answer,
            token_spent,
        })
    }

    async fn earlier(
        &self,
        connection: &mut Connection,
        token: Option<FormToken>,
    ) -> Result<Earlier> {
        if let Some(token) = token
            && let Some((id, fingerprint)) = find_by_nonce(connection, &token.nonce).await?
            && let Some(suggestion) = find_suggestion(connection, id).await?
        {
            return Ok(if fingerprint == self.fingerprint() {
                Earlier::Same(suggestion.reference)
            } else if self.is_about_the_same(&suggestion) && suggestion.status.is_open() {
                Earlier::Corrects(Box::new(suggestion))
            } else {
                Earlier::TokenSpent
            });
        }
        let since = self.now - SAME_WORDS;
        let (words, network) = (self.fingerprint(), &self.sender.narrow);
        let same = find_by_fingerprint(connection, &words, network, since).await?;
        Ok(same.map_or(Earlier::Nothing, Earlier::Same))
    }

    fn is_about_the_same(&self, suggestion: &Suggestion) -> bool {
        suggestion.kind == self.subject.kind
            && suggestion.entry_id == self.subject.entry_id
            && (suggestion.kind != SuggestionKind::Entry || suggestion.url_key == self.url_key)
    }

    async fn judge_new(
        &self,
        connection: &mut Connection,
        token: Option<FormToken>,
    ) -> Result<Answer> {
        let age = token.map(|token| token.age(self.now));
        let worked = work::is_done(&self.form.form_token, &self.form.work);
        let shield = Shield { age, worked };
        let site = self
            .checked
            .as_ref()
            .ok()
            .and_then(|checked| checked.link.as_ref());
        let site = site.map(crate::directory::LinkUrl::site);
        let what = (&self.sender, site.as_deref(), self.subject.kind);
        let (limits, now) = (self.limits, self.now);
        if let Some(over) = flood::check(connection, limits, what, shield, now).await? {
            return Ok(Answer::TooMany(over));
        }
        let checked = match &self.checked {
            Ok(checked) => checked,
            Err(errors) => return Ok(Answer::Invalid(errors.clone())),
        };
        if let Some(known) = self.duplicate(connection, checked, None).await? {
            return Ok(Answer::Duplicate(known));
        }
        let mut signs = scoring::sending(connection, self, age).await?;
        signs.extend(scoring::content(connection, self, checked).await?);
        let reference = unused_reference(connection).await?;
        let receipt = ReceiptToken::of(&reference, self.keys);
        let new = NewSuggestion {
            token_hash: receipt.hash(),
            reference,
            status: spam::status(&signs),
            payload: checked.payload.clone(),
            entry_id: self.subject.entry_id,
            base_revision_id: self.subject.base_revision_id,
            category_id: self.category_id(checked),
            link: checked.link.as_ref().map(Into::into),
            user_id: self.sender.user_id,
            network_prefix: self.sender.narrow.clone(),
            network_wide: self.sender.wide.clone(),
            fingerprint: self.fingerprint(),
            form_nonce: token.map(|token| token.nonce.to_vec()),
            signs,
            contributor: checked.contributor.clone(),
            origin: Origin {
                kind: self.origin,
                note: String::new(),
            },
            at: self.now,
        };
        let id = insert_suggestion(connection, &new).await?;
        if new.status == SuggestionStatus::Pending {
            let outbox = self.outbox;
            outbox.suggestion_arrived(connection, id, self.now).await?;
        }
        Ok(Answer::Accepted(receipt))
    }

    /// Where the proposed link is known already, unless the contributor knows that too.
    pub(super) async fn duplicate(
        &self,
        connection: &mut Connection,
        checked: &Checked,
        earlier: Option<&Suggestion>,
    ) -> Result<Option<Duplicate>> {
        if self.form.confirms_duplicate() {
            return Ok(None);
        }
        if let Payload::Category(new) = &checked.payload {
            return duplicate::find_category(connection, self.tree, &new.fields, earlier).await;
        }
        match &checked.link {
            Some(link) => {
                let proposed = (self.subject.kind, link);
                let of = self.subject.entry_id;
                duplicate::find(connection, self.tree, proposed, of, earlier).await
            }
            None => Ok(None),
        }
    }

    /// The category that a new entry or category is proposed for.
    pub(super) fn category_id(&self, checked: &Checked) -> Option<i64> {
        let node = self.tree.at_path(checked.payload.place()?);
        node.map(|node| node.id)
    }

    /// The keyed hash of what was typed and what it is about.
    pub(super) fn fingerprint(&self) -> Vec<u8> {
        let entry = self.subject.entry_id.unwrap_or_default();
        let subject = format!("{} {entry}", self.subject.kind.as_str());
        self.form.fingerprint(&subject, self.keys)
    }
}
