//! The receipt: what became of a suggestion, and what its contributor can still do.

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use super::fields::FormView;
use super::linked::{Linked, linked};
use super::sent::{self, SentField};
use super::visit::Visit;
use crate::db::Connection;
use crate::directory::{CategoryTree, load_tree};
use crate::error::{AppError, Result};
use crate::keys::{Keys, token_hash};
use crate::notify::ConfirmCode;
use crate::paths;
use crate::settings::{self, load_settings};
use crate::suggestions::receipt::{Decided, Mark, Step, Way, heading};
use crate::suggestions::sql::{count_ahead, find_decided, find_id_by_token};
use crate::suggestions::{
    Contributor, ReceiptMisses, Sign, Suggestion, SuggestionForm, SuggestionKind, SuggestionStatus,
    find_contributor, find_suggestion, list_messages, list_payloads, load_waiting_times,
};
use crate::text::dates::Dates;
use crate::web::form::ticked;
use crate::web::{Layout, Page};

#[derive(Template)]
#[template(path = "suggestions/receipt.html")]
pub(super) struct ReceiptPage {
    layout: Layout,
    pub(super) suggestion: Suggestion,
    heading: &'static str,
    /// Its own address, with the site's where that is known.
    link: String,
    path: String,
    /// What it is about, or what it became.
    linked: Option<Linked>,
    decided: Option<Decided>,
    steps: Vec<Step>,
    sent: Vec<SentField>,
    contributor: Contributor,
    /// The form to correct it with, shown when it is asked for.
    pub(super) view: FormView,
    pub(super) is_correcting: bool,
    /// The answer to a moderator's question, as typed.
    pub(super) message: String,
    /// What was typed for something that can't be done any more, to be copied from.
    pub(super) too_late: Option<String>,
    /// The code from the mail, while the address waits to be confirmed with it.
    code: String,
    was_confirmed: bool,
}

impl ReceiptPage {
    fn is_open(&self) -> bool {
        self.suggestion.status.is_open()
    }

    fn is_report(&self) -> bool {
        self.suggestion.kind == SuggestionKind::Report
    }

    fn is_asked(&self) -> bool {
        self.suggestion.status == SuggestionStatus::Question
    }

    /// What the contributor reads of a no: the moderator's words, else the reason.
    fn why(&self) -> Option<&str> {
        let decided = self.decided.as_ref()?;
        let words = [&decided.message, &decided.reason];
        words
            .into_iter()
            .find(|words| !words.is_empty())
            .map(String::as_str)
    }

    fn was_declined(&self) -> bool {
        self.suggestion.status == SuggestionStatus::Declined
    }

    /// Whether a moderator asked to have it changed, so that the form stands open.
    pub(super) fn is_to_revise(&self) -> bool {
        self.is_asked() && self.suggestion.revise
    }

    fn correction_path(&self) -> String {
        format!("{}#correct", paths::with_query(&self.path, "correct", "1"))
    }

    fn is_category(&self) -> bool {
        self.suggestion.kind == SuggestionKind::Category
    }

    /// The title that it proposes; empty for a report.
    fn title(&self) -> &str {
        self.suggestion.payload.title()
    }

    /// Whether what was kept differs from what was typed in ways that nobody could see.
    fn was_repaired(&self) -> bool {
        let signs = &self.suggestion.signs;
        signs.iter().any(|scored| scored.sign == Sign::Repairs)
    }

    /// Whether this code confirms the address, which it still has to.
    fn is_confirmed_by(&self, code: &str, keys: &Keys) -> bool {
        let Contributor {
            email,
            confirmed_at,
            ..
        } = &self.contributor;
        let reference = self.suggestion.reference.as_str();
        !email.is_empty()
            && confirmed_at.is_none()
            && ConfirmCode::of(reference, email, keys).is(code)
    }

    fn has_confirmed(&self) -> bool {
        self.contributor.confirmed_at.is_some()
    }

    fn can_erase(&self) -> bool {
        !self.contributor.name.is_empty() || !self.contributor.email.is_empty()
    }
}

/// What the address of a receipt may ask for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// The form to correct it with.
    correct: Option<String>,
    /// What only a mail to the contributor's address holds.
    code: Option<String>,
    /// Whether the address was confirmed just now.
    confirmed: Option<String>,
}

/// `GET /suggestions/{token}`
pub async fn receipt(
    visit: Visit,
    State(misses): State<ReceiptMisses>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Page> {
    let mut connection = visit.db.read().await?;
    let suggestion = find_receipt(&mut connection, &visit, &misses, &token).await?;
    let tree = load_tree(&mut connection).await?;
    let mut page = receipt_page(&mut connection, &visit, &tree, (suggestion, &token)).await?;
    page.is_correcting = ticked(asked.correct.as_deref()) || page.is_to_revise();
    let code = asked
        .code
        .filter(|code| page.is_confirmed_by(code, &visit.keys));
    page.code = code.unwrap_or_default();
    page.was_confirmed = ticked(asked.confirmed.as_deref());
    Page::private(&page)
}

/// The suggestion behind a receipt's token. An unknown token and an expired one are alike, and a
/// network that tries too many has to wait.
pub(in crate::suggestions) async fn find_receipt(
    connection: &mut Connection,
    visit: &Visit,
    misses: &ReceiptMisses,
    token: &str,
) -> Result<Suggestion> {
    misses.check(visit.address)?;
    let found = find_id_by_token(connection, &token_hash(token), visit.now).await?;
    let suggestion = match found {
        Some(id) => find_suggestion(connection, id).await?,
        None => None,
    };
    suggestion.ok_or_else(|| {
        misses.record(visit.address);
        AppError::NotFound
    })
}

pub(super) async fn receipt_page(
    connection: &mut Connection,
    visit: &Visit,
    tree: &CategoryTree,
    (suggestion, token): (Suggestion, &str),
) -> Result<ReceiptPage> {
    let settings = load_settings(connection).await?.state;
    let contributor = find_contributor(connection, suggestion.id).await?;
    let decided = match suggestion.status {
        SuggestionStatus::Approved | SuggestionStatus::Declined | SuggestionStatus::Duplicate => {
            find_decided(connection, suggestion.id).await?
        }
        _ => None,
    };
    let claimed =
        suggestion.claim_at(visit.now).is_some() && suggestion.status == SuggestionStatus::Pending;
    let way = Way {
        suggestion: &suggestion,
        sendings: &list_payloads(connection, suggestion.id).await?,
        messages: &list_messages(connection, suggestion.id).await?,
        decided: decided.as_ref(),
        claimed,
        ahead: count_ahead(connection, (suggestion.created_at, suggestion.id)).await?,
        target_days: settings.decision_target_days,
        usual: load_waiting_times(connection, visit.now).await?.usual(),
    };
    let form = SuggestionForm::of(&suggestion.payload, &contributor);
    let path = paths::receipt(token);
    let mut view = FormView::new(form, tree, Dates::new(&settings.time_zone));
    view.takes_email = visit.outbox.sends_mail();
    view.may_be_unsure = suggestion.kind == SuggestionKind::Entry;
    Ok(ReceiptPage {
        layout: settings::layout(connection).await?.without_robots(),
        heading: heading(&suggestion, decided.as_ref(), claimed),
        steps: way.steps(),
        sent: sent::fields(&suggestion.payload, &contributor, (tree, decided.as_ref())),
        link: visit.absolute(&path),
        path,
        linked: linked(connection, tree, &suggestion).await?,
        decided,
        contributor,
        view,
        is_correcting: false,
        message: String::new(),
        too_late: None,
        code: String::new(),
        was_confirmed: false,
        suggestion,
    })
}
