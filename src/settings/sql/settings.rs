//! Statements on the settings.

use super::changed_since;
use crate::db::Connection;
use crate::error::Result;
use crate::history::{
    Action, ChangeContext, ObjectKind, PastRevision, Undone, open_change, record, undo,
};
use crate::settings::{Settings, SettingsState};
use crate::text::markdown::{RENDERER_VERSION, SafeHtml, render_page};
use crate::text::{Caveat, CaveatKind};

/// The field that guards every account.
const SECOND_FACTOR: &str = "second_factor_required";

/// The site's settings.
///
/// # Errors
/// When the database does not answer, or was never set up.
pub async fn load_settings(connection: &mut Connection) -> Result<Settings> {
    let row = sqlx::query!(
        "SELECT title, introduction, introduction_html, invitation, invitation_html, caveat_kind, caveat,
                contact, data_licence, time_zone, decision_target_days, second_factor_required,
                personal_data_days, version
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
            second_factor_required: row.second_factor_required != 0,
            personal_data_days: row.personal_data_days,
        },
    })
}

/// Writes the settings with their revision.
///
/// # Errors
/// [`crate::error::AppError::Conflict`] when somebody else saved since `version`.
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
    let change_id = open_change(connection, context).await?;
    write_settings(connection, (change_id, context.at), (&old.state, state)).await
}

/// Undoes one revision of the settings inside the change `change_id`.
///
/// # Errors
/// When the database can't be written.
pub async fn undo_settings(
    connection: &mut Connection,
    (change_id, at): (i64, i64),
    past: &PastRevision,
) -> Result<Undone> {
    let standing = load_settings(connection).await?.state;
    let (Some(old), Some(new)) = (&past.old, &past.new) else {
        return Ok(Undone::Never("A site always has its settings."));
    };
    if old.get(SECOND_FACTOR) != new.get(SECOND_FACTOR) {
        // That asks for a fresh sign-in, which an undo does not.
        let words = "Whether everybody needs a second factor is changed in the settings.";
        return Ok(Undone::Never(words));
    }
    let state = match undo(old, new, &serde_json::to_value(&standing)?, &[]) {
        Ok(state) => serde_json::from_value(state)?,
        Err(clashes) => return Ok(Undone::Clash(clashes)),
    };
    if state == standing {
        return Ok(Undone::Nothing);
    }
    write_settings(connection, (change_id, at), (&standing, &state)).await?;
    Ok(Undone::Done)
}

/// Writes other settings with their revision, inside the change `change_id`.
pub(in crate::settings) async fn write_settings(
    connection: &mut Connection,
    (change_id, at): (i64, i64),
    (old, state): (&SettingsState, &SettingsState),
) -> Result<()> {
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
             data_licence = ?, time_zone = ?, decision_target_days = ?, second_factor_required = ?,
             personal_data_days = ?, updated_at = ?, version = version + 1
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
        state.second_factor_required,
        state.personal_data_days,
        at,
    )
    .execute(&mut *connection)
    .await?;
    let object = (ObjectKind::Settings, 1);
    record(
        connection,
        change_id,
        object,
        Action::Update,
        Some(old),
        Some(state),
    )
    .await?;
    Ok(())
}
