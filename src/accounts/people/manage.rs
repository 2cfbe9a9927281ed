//! What administrators do about people on their pages.

use super::form::{PersonForm, Wanted};
use super::{By, PersonChange, Refused, add_person, change_person};
use crate::accounts::account::{NameProblem, parse_name};
use crate::accounts::browser::Browser;
use crate::accounts::event::SecurityEvent;
use crate::accounts::event_kind::EventKind;
use crate::accounts::setup::create_setup_link;
use crate::accounts::shown_once::Secret;
use crate::accounts::state::Accounts;
use crate::accounts::{Account, Administrator, NewUser, sql};
use crate::db::{Connection, Write};
use crate::error::{AppError, Result};
use crate::history::ChangeContext;
use crate::notify::mail::Topic;
use crate::paths;
use crate::settings::{load_settings, save_settings};
use crate::web::FormErrors;

/// What came of a change to a person.
pub(in crate::accounts) enum Changed {
    /// It was made.
    Done,
    /// It was so already.
    Unchanged,
    /// Something in the form needs attention.
    Invalid(FormErrors),
    /// Somebody else changed the person since the form was opened.
    Stale,
}

impl Accounts {
    /// Adds a person and keeps their one-time link for the page that follows.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] when whoever asks is no administrator any more.
    pub(in crate::accounts) async fn invite(
        &self,
        administrator: &Administrator,
        form: &PersonForm,
        browser: &Browser,
    ) -> Result<Result<i64, FormErrors>> {
        let mut write = self.write_as(administrator).await?;
        let mut errors = FormErrors::default();
        let name = parse_name(&form.name);
        if let Err(problem) = &name {
            errors.add("name", problem.to_string());
        } else if let Ok(name) = &name
            && sql::find_account_by_name(&mut write, name).await?.is_some()
        {
            errors.add("name", NameProblem::Taken.to_string());
        }
        let wanted = check(&mut write, form, None, &mut errors).await?;
        let (Ok(name), Some(wanted)) = (name, wanted) else {
            return Ok(Err(errors));
        };
        let new = NewUser {
            name: &name,
            email: wanted.email.as_deref(),
            role: wanted.role,
            password_hash: None,
        };
        let by = self.by(administrator, browser);
        let id = add_person(&mut write, &by, &new, &wanted.scope).await?;
        let token = create_setup_link(&mut write, Some(id), by.at).await?;
        self.outbox
            .link_made(&mut write, Topic::Invitation, (id, &token), by.at)
            .await?;
        write.commit().await?;
        self.keep_link(administrator, id, &token);
        Ok(Ok(id))
    }

    /// Changes a person as the form says.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is no such person, [`AppError::Forbidden`] when whoever
    /// asks is no administrator any more, [`AppError::BadRequest`] for an unknown action.
    pub(in crate::accounts) async fn change(
        &self,
        administrator: &Administrator,
        id: i64,
        form: &PersonForm,
        browser: &Browser,
    ) -> Result<Changed> {
        let mut write = self.write_as(administrator).await?;
        let account = sql::find_account(&mut write, id).await?;
        let account = account.ok_or(AppError::NotFound)?;
        if !form.version.is_empty() && form.version != account.version.to_string() {
            return Ok(Changed::Stale);
        }
        let mut errors = FormErrors::default();
        let change = match form.action.as_str() {
            "save" => match check(&mut write, form, Some(&account), &mut errors).await? {
                None => return Ok(Changed::Invalid(errors)),
                Some(wanted) if is_so(&account, &wanted) => return Ok(Changed::Unchanged),
                Some(Wanted { email, role, scope }) => PersonChange::Save { email, role, scope },
            },
            "disable" if account.disabled_at.is_some() => return Ok(Changed::Unchanged),
            "enable" if account.disabled_at.is_none() => return Ok(Changed::Unchanged),
            "disable" => PersonChange::Disable,
            "enable" => PersonChange::Enable,
            "reset" => PersonChange::Reset {
                second_factor: !form.second_factor.is_empty(),
            },
            _ => return Err(unknown_action()),
        };
        let by = self.by(administrator, browser);
        match change_person(&mut write, &by, &account, &change).await? {
            Err(Refused::LastAdministrator) => {
                errors.add("", "Nobody who can sign in would be left to manage the site. Make somebody else an administrator first");
                Ok(Changed::Invalid(errors))
            }
            Ok(token) => {
                if let Some(token) = &token {
                    self.outbox
                        .link_made(&mut write, Topic::Reset, (id, token), by.at)
                        .await?;
                }
                write.commit().await?;
                if let Some(token) = &token {
                    self.keep_link(administrator, id, token);
                }
                Ok(Changed::Done)
            }
        }
    }

    /// Asks everybody for a second factor, or nobody any more.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] when whoever asks is no administrator any more.
    pub(in crate::accounts) async fn require_second_factor(
        &self,
        administrator: &Administrator,
        required: bool,
        browser: &Browser,
    ) -> Result<()> {
        let mut write = self.write_as(administrator).await?;
        let settings = load_settings(&mut write).await?;
        if settings.state.second_factor_required == required {
            return Ok(());
        }
        let now = self.clock.now();
        let user_id = administrator.user.id;
        let context = ChangeContext::by_moderator(user_id, "", now);
        let mut state = settings.state;
        state.second_factor_required = required;
        save_settings(&mut write, &context, settings.version, &state).await?;
        let kind = match required {
            true => EventKind::SecondFactorRequired,
            false => EventKind::SecondFactorOptional,
        };
        let event = SecurityEvent {
            subject_id: None,
            ..SecurityEvent::own(kind, user_id, self.network(browser.address))
        };
        sql::insert_event(&mut write, &event, now).await?;
        write.commit().await
    }

    /// A transaction of somebody who is an administrator still: the role was read before it began.
    async fn write_as(&self, administrator: &Administrator) -> Result<Write> {
        let mut write = self.db.write().await?;
        let account = sql::find_account(&mut write, administrator.user.id).await?;
        let still =
            |account: &Account| account.user.is_administrator() && account.disabled_at.is_none();
        match account.as_ref().is_some_and(still) {
            true => Ok(write),
            false => Err(AppError::Forbidden),
        }
    }

    fn by(&self, administrator: &Administrator, browser: &Browser) -> By {
        By {
            user_id: Some(administrator.user.id),
            network: Some(self.network(browser.address)),
            at: self.clock.now(),
        }
    }

    fn keep_link(&self, administrator: &Administrator, user_id: i64, token: &str) {
        let address = self.absolute(&paths::setup(token));
        let secret = Secret::Link { user_id, address };
        let session_id = administrator.session.id;
        self.shown_once.put(session_id, secret, self.clock.now());
    }
}

/// What the form wants, if it can be had; `standing` is who has the account.
async fn check(
    connection: &mut Connection,
    form: &PersonForm,
    standing: Option<&Account>,
    errors: &mut FormErrors,
) -> Result<Option<Wanted>> {
    let categories = sql::list_categories(connection).await?;
    let Some(wanted) = form.check(&categories, errors) else {
        return Ok(None);
    };
    let owner = standing.map(|account| account.user.id);
    if let Some(email) = &wanted.email
        && sql::is_email_taken(connection, email, owner).await?
    {
        errors.add("email", "Somebody else has this address. Enter another");
        return Ok(None);
    }
    Ok(Some(wanted))
}

fn is_so(account: &Account, wanted: &Wanted) -> bool {
    let Wanted { email, role, scope } = wanted;
    let user = &account.user;
    user.email == *email && user.role == *role && user.scope == *scope
}

pub(in crate::accounts) fn unknown_action() -> AppError {
    AppError::BadRequest(
        "Nothing on the page sends this. Open the page again and use its buttons.".to_owned(),
    )
}
