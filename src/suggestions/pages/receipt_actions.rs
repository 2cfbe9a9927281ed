//! What a contributor does with their receipt. Each ends on the receipt again.

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;

use super::answer::answer;
use super::confirm::confirm;
use super::receipt::{find_receipt, receipt_page};
use super::visit::Visit;
use crate::db::Connection;
use crate::directory::{CategoryTree, LinkUrl, load_tree};
use crate::error::{AppError, Result};
use crate::paths;
use crate::suggestions::check::{
    LONGEST_NOTE, Rules, check_category, check_edit, check_entry, check_report,
};
use crate::suggestions::correct::correct;
use crate::suggestions::erase::erase_contributor;
use crate::suggestions::sql::{resume, withdraw};
use crate::suggestions::submit::{Answer, Subject, Submission, Submitted};
use crate::suggestions::{
    Audience, Author, NewMessage, OriginKind, Payload, ReceiptMisses, Sent, Suggestion,
    SuggestionForm, SuggestionStatus, add_message, find_contributor,
};
use crate::text::clean_block;
use crate::web::Page;
use crate::web::form::FormErrors;
use crate::web::page::see_other;

/// `POST /suggestions/{token}`
pub async fn update_receipt(
    visit: Visit,
    State(misses): State<ReceiptMisses>,
    Path(token): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    let mut write = visit.db.write().await?;
    let suggestion = find_receipt(&mut write, &visit, &misses, &token).await?;
    let tree = load_tree(&mut write).await?;
    let receipt = Receipt {
        visit: &visit,
        tree: &tree,
        token: &token,
        suggestion,
    };
    let form = SuggestionForm::typed(&sent);
    let reply = match form.action.as_str() {
        "correct" => receipt.correct(&mut write, &sent).await?,
        "withdraw" => receipt.withdraw(&mut write).await?,
        "reply" => receipt.reply(&mut write, form.message).await?,
        "confirm" => {
            confirm(&mut write, &visit, &receipt.suggestion, &sent).await?;
            see_other(&paths::with_query(
                &paths::receipt(&token),
                "confirmed",
                "1",
            ))
        }
        "erase" => {
            erase_contributor(&mut write, &visit.outbox, receipt.suggestion.id, visit.now).await?;
            receipt.done()
        }
        _ => {
            let known =
                "Choose what to do with the suggestion: correct, withdraw, reply, confirm or erase";
            return Err(AppError::BadRequest(known.to_owned()));
        }
    };
    if reply.status() == StatusCode::SEE_OTHER {
        write.commit().await?;
    }
    Ok(reply)
}

/// A receipt on which somebody pressed a button.
struct Receipt<'a> {
    visit: &'a Visit,
    tree: &'a CategoryTree,
    token: &'a str,
    suggestion: Suggestion,
}

impl Receipt<'_> {
    fn done(&self) -> Response {
        see_other(&paths::receipt(self.token))
    }

    async fn withdraw(&self, connection: &mut Connection) -> Result<Response> {
        if !self.suggestion.status.is_open() {
            return self.too_late(connection, String::new()).await;
        }
        withdraw(connection, self.suggestion.id, self.visit.now).await?;
        Ok(self.done())
    }

    async fn reply(&self, connection: &mut Connection, typed: String) -> Result<Response> {
        if !self.is_asked() {
            return self.too_late(connection, typed).await;
        }
        let body = clean_block(&typed).text;
        let mut errors = too_long(&body);
        if body.is_empty() {
            errors.add("message", "Write an answer");
        }
        if !errors.is_empty() {
            let mut page = self.page(connection).await?;
            page.view.errors = errors;
            page.message = typed;
            page.is_correcting = page.is_to_revise();
            let page = Page::private(&page)?.with_status(StatusCode::UNPROCESSABLE_ENTITY);
            return Ok(page.into_response());
        }
        self.add_answer(connection, &body).await?;
        let (id, now) = (self.suggestion.id, self.visit.now);
        resume(connection, id, now).await?;
        let outbox = &self.visit.outbox;
        outbox.suggestion_changed(connection, id, true, now).await?;
        Ok(self.done())
    }

    fn is_asked(&self) -> bool {
        self.suggestion.status == SuggestionStatus::Question
    }

    async fn add_answer(&self, connection: &mut Connection, body: &str) -> Result<()> {
        let message = NewMessage {
            suggestion_id: self.suggestion.id,
            at: self.visit.now,
            author: Author::Contributor,
            user_id: None,
            audience: Audience::Contributor,
            body,
        };
        add_message(connection, message).await
    }

    /// Who was asked to change something sends it back changed, or with an answer.
    fn check_answer(&self, submission: &Submission<'_>) -> FormErrors {
        if !self.is_asked() {
            return FormErrors::default();
        }
        let body = clean_block(&submission.form.message).text;
        let mut errors = too_long(&body);
        let unchanged = submission
            .checked
            .as_ref()
            .is_ok_and(|checked| checked.payload == self.suggestion.payload);
        if unchanged && body.is_empty() {
            errors.add("message", "Change something below, or write an answer");
        }
        errors
    }

    async fn correct(&self, connection: &mut Connection, sent: &Sent) -> Result<Response> {
        if !self.suggestion.status.is_open() {
            let typed = SuggestionForm::typed(sent).as_text();
            return self.too_late(connection, typed).await;
        }
        let contributor = find_contributor(connection, self.suggestion.id).await?;
        let form = SuggestionForm::of(&self.suggestion.payload, &contributor).typed_over(sent);
        let submission = self.submission(&form);
        let answer_problems = self.check_answer(&submission);
        let became = if answer_problems.is_empty() {
            correct(connection, &submission, &self.suggestion).await?
        } else {
            Answer::Invalid(answer_problems)
        };
        if matches!(became, Answer::Accepted(_)) {
            let body = clean_block(&form.message).text;
            if self.is_asked() && !body.is_empty() {
                self.add_answer(connection, &body).await?;
            }
            return Ok(self.done());
        }
        let mut page = self.page(connection).await?;
        page.is_correcting = true;
        page.message.clone_from(&form.message);
        page.view.form = form;
        let became = Submitted {
            answer: became,
            token_spent: false,
        };
        match answer(Ok(became), self.visit, &mut page.view)? {
            Ok(accepted) => Ok(accepted),
            Err(again) => Ok(again.show(Page::private(&page)?)),
        }
    }

    fn submission<'f>(&'f self, form: &'f SuggestionForm) -> Submission<'f> {
        let rules = Rules {
            tree: self.tree,
            links: self.visit.links(),
        };
        Submission {
            keys: &self.visit.keys,
            outbox: &self.visit.outbox,
            limits: &self.visit.config.limits,
            tree: self.tree,
            subject: Subject {
                kind: self.suggestion.kind,
                entry_id: self.suggestion.entry_id,
                base_revision_id: self.suggestion.base_revision_id,
            },
            url_key: LinkUrl::parse(&form.url, rules.links)
                .ok()
                .map(|link| link.key()),
            checked: match &self.suggestion.payload {
                Payload::Entry(_) => check_entry(form, rules),
                Payload::Edit(edit) => check_edit(form, &edit.base, rules),
                Payload::Report(_) => check_report(form),
                Payload::Category(_) => check_category(form, rules),
            },
            form,
            sender: self.visit.sender.clone(),
            origin: OriginKind::Form,
            now: self.visit.now,
        }
    }

    /// Somebody decided while the contributor was writing: nothing changes, and no word is lost.
    async fn too_late(&self, connection: &mut Connection, typed: String) -> Result<Response> {
        let mut page = self.page(connection).await?;
        page.too_late = Some(typed);
        let page = Page::private(&page)?.with_status(StatusCode::CONFLICT);
        Ok(page.into_response())
    }

    async fn page(&self, connection: &mut Connection) -> Result<super::receipt::ReceiptPage> {
        let shown = (self.suggestion.clone(), self.token);
        receipt_page(connection, self.visit, self.tree, shown).await
    }
}

fn too_long(answer: &str) -> FormErrors {
    let mut errors = FormErrors::default();
    if answer.chars().count() > LONGEST_NOTE {
        errors.add(
            "message",
            format!("Shorten the answer to {LONGEST_NOTE} characters"),
        );
    }
    errors
}
