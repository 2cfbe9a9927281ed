//! Statements on the site's own row.

use crate::db::Connection;
use crate::error::Result;
use crate::keys::random_uid;
use crate::text::RENDERER_VERSION;

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

/// What tells this site from every other, for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteIdentity {
    /// A random name, in small letters and digits.
    pub uid: String,
    /// UTC milliseconds.
    pub created_at: i64,
}

/// The site's own identity.
///
/// # Errors
/// [`crate::error::AppError::NotFound`] before the site was set up.
pub async fn find_site(connection: &mut Connection) -> Result<SiteIdentity> {
    Ok(sqlx::query_as!(
        SiteIdentity,
        "SELECT uid, created_at FROM site WHERE id = 1"
    )
    .fetch_one(connection)
    .await?)
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
