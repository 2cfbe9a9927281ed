//! Every statement on the site, its settings, pages and presets.

use serde::Serialize;

use super::{CuratedPage, DeclinePreset, PageSlug, Settings, SettingsState};
use crate::db::Connection;
use crate::error::{AppError, Result};
use crate::history::{Action, ChangeContext, ObjectKind, open_change, record};
use crate::keys::random_uid;
use crate::text::markdown::{RENDERER_VERSION, SafeHtml, render_page};
use crate::text::{Caveat, CaveatKind};

/// Whether a new database still waits for its first content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StarterStatus {
    /// Nothing was ever loaded.
    Pending,
    /// The starter directory was loaded.
    Loaded,
    /// Somebody chose to start with nothing.
    Declined,
}

impl StarterStatus {
    fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Loaded => "loaded",
            Self::Declined => "declined",
        }
    }
}

/// Makes the one row of the site and of its settings, unless they are there.
///
/// # Errors
/// When the database can't be written.
pub async fn create_site(connection: &mut Connection, title: &str, at: i64) -> Result<()> {
    let uid = random_uid();
    sqlx::query!(
        "INSERT INTO site (id, uid, created_at) VALUES (1, ?, ?) ON CONFLICT (id) DO NOTHING",
        uid,
        at
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "INSERT INTO settings (id, title, renderer_version, updated_at) VALUES (1, ?, ?, ?)
         ON CONFLICT (id) DO NOTHING",
        title,
        RENDERER_VERSION,
        at,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether a new database still waits for its first content: while no category and no entry was
/// ever written.
///
/// # Errors
/// When the database does not answer.
pub async fn starter_status(connection: &mut Connection) -> Result<StarterStatus> {
    let word = sqlx::query_scalar!("SELECT starter FROM site WHERE id = 1")
        .fetch_optional(&mut *connection)
        .await?;
    let touched = sqlx::query_scalar!(
        r#"SELECT (EXISTS (SELECT 1 FROM categories) OR EXISTS (SELECT 1 FROM entries)) AS "touched!: bool""#
    )
    .fetch_one(connection)
    .await?;
    Ok(match word.as_deref() {
        Some("declined") => StarterStatus::Declined,
        Some("loaded") => StarterStatus::Loaded,
        _ if touched => StarterStatus::Loaded,
        _ => StarterStatus::Pending,
    })
}

/// Remembers what became of the starter directory.
///
/// # Errors
/// When the database can't be written.
pub async fn set_starter(connection: &mut Connection, status: StarterStatus) -> Result<()> {
    let status = status.as_str();
    sqlx::query!("UPDATE site SET starter = ? WHERE id = 1", status)
        .execute(connection)
        .await?;
    Ok(())
}

/// The site's settings.
///
/// # Errors
/// When the database does not answer, or was never set up.
pub async fn load_settings(connection: &mut Connection) -> Result<Settings> {
    let row = sqlx::query!(
        "SELECT title, introduction, introduction_html, invitation, invitation_html, caveat_kind, caveat,
                contact, data_licence, time_zone, decision_target_days, version
         FROM settings WHERE id = 1"
    )
    .fetch_one(connection)
    .await?;
    let kind = row
        .caveat_kind
        .as_deref()
        .and_then(CaveatKind::parse)
        .unwrap_or_default();
    let caveat = (!row.caveat.is_empty()).then_some(Caveat {
        kind,
        text: row.caveat,
    });
    Ok(Settings {
        introduction_html: SafeHtml::from_stored(row.introduction_html),
        invitation_html: SafeHtml::from_stored(row.invitation_html),
        version: row.version,
        state: SettingsState {
            title: row.title,
            introduction: row.introduction,
            invitation: row.invitation,
            caveat,
            contact: row.contact,
            data_licence: row.data_licence,
            time_zone: row.time_zone,
            decision_target_days: row.decision_target_days,
        },
    })
}

/// Writes the settings with their revision.
///
/// # Errors
/// [`AppError::Conflict`] when somebody else saved since `version`.
pub async fn save_settings(
    connection: &mut Connection,
    context: &ChangeContext,
    version: i64,
    state: &SettingsState,
) -> Result<()> {
    let old = load_settings(connection).await?;
    if old.version != version {
        return Err(changed_since());
    }
    let introduction_html = render_page(&state.introduction).to_string();
    let invitation_html = render_page(&state.invitation).to_string();
    let caveat_kind = state.caveat.as_ref().map(|caveat| caveat.kind.as_str());
    let caveat = state
        .caveat
        .as_ref()
        .map_or("", |caveat| caveat.text.as_str());
    sqlx::query!(
        "UPDATE settings SET title = ?, introduction = ?, introduction_html = ?, invitation = ?,
             invitation_html = ?, renderer_version = ?, caveat_kind = ?, caveat = ?, contact = ?,
             data_licence = ?, time_zone = ?, decision_target_days = ?, updated_at = ?,
             version = version + 1
         WHERE id = 1",
        state.title,
        state.introduction,
        introduction_html,
        state.invitation,
        invitation_html,
        RENDERER_VERSION,
        caveat_kind,
        caveat,
        state.contact,
        state.data_licence,
        state.time_zone,
        state.decision_target_days,
        context.at,
    )
    .execute(&mut *connection)
    .await?;
    let object = (ObjectKind::Settings, 1);
    let change_id = open_change(connection, context).await?;
    record(
        connection,
        change_id,
        object,
        Action::Update,
        Some(&old.state),
        Some(state),
    )
    .await?;
    Ok(())
}

/// One of the curated pages.
///
/// # Errors
/// [`AppError::NotFound`] before the site was set up.
pub async fn find_page(connection: &mut Connection, slug: PageSlug) -> Result<CuratedPage> {
    let word = slug.as_str();
    let row = sqlx::query!(
        "SELECT id, title, body, body_html, version, updated_at FROM pages WHERE slug = ?",
        word
    )
    .fetch_one(connection)
    .await?;
    Ok(CuratedPage {
        id: row.id,
        slug,
        title: row.title,
        body: row.body,
        body_html: SafeHtml::from_stored(row.body_html),
        version: row.version,
        updated_at: row.updated_at,
    })
}

#[derive(Serialize)]
struct PageState<'a> {
    slug: PageSlug,
    title: &'a str,
    body: &'a str,
}

/// Writes a page with its revision, making it when it is new. `version` is the one that the form
/// was made against; a new page has none.
///
/// # Errors
/// [`AppError::Conflict`] when somebody else saved since `version`.
pub async fn save_page(
    connection: &mut Connection,
    context: &ChangeContext,
    slug: PageSlug,
    version: Option<i64>,
    (title, body): (&str, &str),
) -> Result<()> {
    let old = match find_page(connection, slug).await {
        Ok(page) => Some(page),
        Err(AppError::NotFound) => None,
        Err(error) => return Err(error),
    };
    if old.as_ref().map(|page| page.version) != version {
        return Err(changed_since());
    }
    let html = render_page(body).to_string();
    let word = slug.as_str();
    let id = sqlx::query_scalar!(
        r#"INSERT INTO pages (slug, title, body, body_html, renderer_version, updated_at)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6)
           ON CONFLICT (slug) DO UPDATE SET title = ?2, body = ?3, body_html = ?4,
               renderer_version = ?5, updated_at = ?6, version = version + 1
           RETURNING id AS "id!""#,
        word,
        title,
        body,
        html,
        RENDERER_VERSION,
        context.at,
    )
    .fetch_one(&mut *connection)
    .await?;
    let before = old.as_ref().map(|page| PageState {
        slug,
        title: &page.title,
        body: &page.body,
    });
    let action = if before.is_some() {
        Action::Update
    } else {
        Action::Create
    };
    let after = PageState { slug, title, body };
    let change_id = open_change(connection, context).await?;
    record(
        connection,
        change_id,
        (ObjectKind::Page, id),
        action,
        before.as_ref(),
        Some(&after),
    )
    .await?;
    Ok(())
}

/// The reasons that a decline offers, in order.
///
/// # Errors
/// When the database does not answer.
pub async fn list_presets(connection: &mut Connection) -> Result<Vec<DeclinePreset>> {
    Ok(sqlx::query_as!(
        DeclinePreset,
        "SELECT label, message FROM decline_presets ORDER BY position, id"
    )
    .fetch_all(connection)
    .await?)
}

/// Replaces the list of presets, with its revision.
///
/// # Errors
/// When two have the same label, or the database can't be written.
pub async fn save_presets(
    connection: &mut Connection,
    context: &ChangeContext,
    presets: &[DeclinePreset],
) -> Result<()> {
    let old = list_presets(connection).await?;
    if old == presets {
        return Ok(());
    }
    sqlx::query!("DELETE FROM decline_presets")
        .execute(&mut *connection)
        .await?;
    for (position, preset) in (1_i64..).zip(presets) {
        sqlx::query!(
            "INSERT INTO decline_presets (label, message, position) VALUES (?, ?, ?)",
            preset.label,
            preset.message,
            position,
        )
        .execute(&mut *connection)
        .await?;
    }
    let object = (ObjectKind::Presets, 1);
    let change_id = open_change(connection, context).await?;
    record(
        connection,
        change_id,
        object,
        Action::Update,
        Some(&old),
        Some(&presets.to_vec()),
    )
    .await?;
    Ok(())
}

fn changed_since() -> AppError {
    AppError::Conflict("Somebody else saved this while you were writing.".to_owned())
}
