//! What was read in a list on its way into the queue: the same checks as the forms, and no
//! budgets, as whoever may write to that list was trusted with it.

use super::check::{Checked, Rules, check_category, check_edit, check_entry, check_report};
use super::duplicate::{self, Duplicate};
use super::sql::{
    LinkKeys, NewSuggestion, find_by_fingerprint, insert_suggestion, unused_reference,
};
use super::{Origin, ReceiptToken, Reference, SuggestionForm, SuggestionKind, SuggestionStatus};
use crate::db::Connection;
use crate::directory::CategoryTree;
use crate::directory::entry_input::EntryInput;
use crate::directory::link_url::LinkPolicy;
use crate::error::Result;
use crate::keys::Keys;
use crate::notify::Outbox;
use crate::web::form::FormErrors;

/// What proposals are judged by.
#[derive(Clone, Copy, Debug)]
pub struct Proposing<'a> {
    /// The server's key.
    pub keys: &'a Keys,
    /// Takes note of what is to be told.
    pub outbox: &'a Outbox,
    /// The categories to choose from.
    pub tree: &'a CategoryTree,
    /// Which links are accepted.
    pub links: LinkPolicy,
    /// UTC milliseconds.
    pub now: i64,
}

/// Something that a list proposes.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// What it is.
    pub what: ProposedAs,
    /// The fields, the note, and who proposes it.
    pub form: SuggestionForm,
    /// Where it was read.
    pub origin: Origin,
    /// What tells it from every other proposal of its kind and origin, such as the commit and the
    /// line: it is taken once, however often it is read.
    pub place: String,
}

/// What a proposal is about.
#[derive(Clone, Debug)]
pub enum ProposedAs {
    /// A new entry.
    Entry,
    /// A change to an entry.
    Edit {
        /// The entry.
        entry_id: i64,
        /// The revision that it was made against.
        base_revision_id: Option<i64>,
        /// The entry's fields as they stood then.
        base: Box<EntryInput>,
    },
    /// Something wrong with an entry.
    Report {
        /// The entry.
        entry_id: i64,
        /// The revision that it was made against.
        base_revision_id: Option<i64>,
    },
    /// A new category.
    Category,
}

/// What became of a proposal.
#[derive(Clone, Debug)]
pub enum Proposed {
    /// It is in the queue.
    Queued(Reference),
    /// It came from the same place before.
    Known(Reference),
    /// The link or the category is listed already, and what it is called.
    Listed(String),
    /// The same waits in the queue.
    Waits,
    /// It can't be read as a suggestion.
    Invalid(FormErrors),
}

/// Puts a proposal into the queue, inside the caller's transaction.
///
/// # Errors
/// When the database can't be written.
pub async fn propose(
    connection: &mut Connection,
    by: Proposing<'_>,
    proposal: &Proposal,
) -> Result<Proposed> {
    let fingerprint = proposal.fingerprint(by.keys);
    if let Some(known) = find_by_fingerprint(connection, &fingerprint, &[], i64::MIN).await? {
        return Ok(Proposed::Known(known));
    }
    let checked = match proposal.check(by) {
        Ok(checked) => checked,
        Err(errors) => return Ok(Proposed::Invalid(errors)),
    };
    match proposal.find_twin(connection, by.tree, &checked).await? {
        None | Some(Duplicate::Declined { .. }) => {}
        Some(Duplicate::Waiting | Duplicate::CategoryWaiting) => return Ok(Proposed::Waits),
        Some(Duplicate::Listed(twin)) => return Ok(Proposed::Listed(twin.title)),
        Some(Duplicate::Category { title, .. }) => return Ok(Proposed::Listed(title)),
    }
    let reference = unused_reference(connection).await?;
    let place = checked.payload.place();
    let new = NewSuggestion {
        token_hash: ReceiptToken::of(&reference, by.keys).hash(),
        reference: reference.clone(),
        status: SuggestionStatus::Pending,
        category_id: place.and_then(|path| Some(by.tree.at_path(path)?.id)),
        link: checked.link.as_ref().map(LinkKeys::from),
        entry_id: proposal.entry_id(),
        base_revision_id: proposal.base_revision_id(),
        payload: checked.payload,
        user_id: None,
        network_prefix: Vec::new(),
        network_wide: Vec::new(),
        fingerprint,
        form_nonce: None,
        signs: Vec::new(),
        contributor: checked.contributor,
        origin: proposal.origin.clone(),
        at: by.now,
    };
    let id = insert_suggestion(connection, &new).await?;
    by.outbox.suggestion_arrived(connection, id, by.now).await?;
    Ok(Proposed::Queued(reference))
}

impl Proposal {
    /// The kind of suggestion that it becomes.
    pub fn kind(&self) -> SuggestionKind {
        match self.what {
            ProposedAs::Entry => SuggestionKind::Entry,
            ProposedAs::Edit { .. } => SuggestionKind::Edit,
            ProposedAs::Report { .. } => SuggestionKind::Report,
            ProposedAs::Category => SuggestionKind::Category,
        }
    }

    fn entry_id(&self) -> Option<i64> {
        match self.what {
            ProposedAs::Edit { entry_id, .. } | ProposedAs::Report { entry_id, .. } => {
                Some(entry_id)
            }
            ProposedAs::Entry | ProposedAs::Category => None,
        }
    }

    fn base_revision_id(&self) -> Option<i64> {
        match self.what {
            ProposedAs::Edit {
                base_revision_id, ..
            }
            | ProposedAs::Report {
                base_revision_id, ..
            } => base_revision_id,
            ProposedAs::Entry | ProposedAs::Category => None,
        }
    }

    fn check(&self, by: Proposing<'_>) -> std::result::Result<Checked, FormErrors> {
        let rules = Rules {
            tree: by.tree,
            links: by.links,
        };
        match &self.what {
            ProposedAs::Entry => check_entry(&self.form, rules),
            ProposedAs::Edit { base, .. } => check_edit(&self.form, base, rules),
            ProposedAs::Report { .. } => check_report(&self.form),
            ProposedAs::Category => check_category(&self.form, rules),
        }
    }

    async fn find_twin(
        &self,
        connection: &mut Connection,
        tree: &CategoryTree,
        checked: &Checked,
    ) -> Result<Option<Duplicate>> {
        if let super::Payload::Category(new) = &checked.payload {
            return duplicate::find_category(connection, tree, &new.fields, None).await;
        }
        match &checked.link {
            Some(link) => {
                let proposed = (self.kind(), link);
                duplicate::find(connection, tree, proposed, self.entry_id(), None).await
            }
            None => Ok(None),
        }
    }

    fn fingerprint(&self, keys: &Keys) -> Vec<u8> {
        let (origin, kind) = (self.origin.kind.as_str(), self.kind().as_str());
        let parts = [origin, kind, &self.place].map(str::as_bytes);
        keys.sign("proposal", &parts).to_vec()
    }
}
