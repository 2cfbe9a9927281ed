//! When mail about new suggestions goes to somebody.

use crate::accounts::MailChoice;
use crate::db::Connection;
use crate::error::Result;

/// Where somebody gets mail, and when.
#[derive(Clone, Debug)]
pub struct MailTo {
    /// The address, if there is one.
    pub email: Option<String>,
    /// When, in the word of the database.
    pub notify: String,
}

/// Where somebody gets mail, and when.
pub(in crate::accounts) async fn find_mail_to(
    connection: &mut Connection,
    id: i64,
) -> Result<MailTo> {
    Ok(
        sqlx::query_as!(MailTo, "SELECT email, notify FROM users WHERE id = ?", id)
            .fetch_one(connection)
            .await?,
    )
}

/// Chooses when mail about new suggestions goes to somebody.
///
/// # Errors
/// When the database can't be written.
pub async fn set_mail_choice(
    connection: &mut Connection,
    id: i64,
    choice: MailChoice,
) -> Result<()> {
    let word = choice.as_str();
    sqlx::query!("UPDATE users SET notify = ? WHERE id = ?", word, id)
        .execute(connection)
        .await?;
    Ok(())
}
