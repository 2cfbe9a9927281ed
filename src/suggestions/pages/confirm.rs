//! Confirming an address with the code that only its mail holds.

use super::visit::Visit;
use crate::db::Connection;
use crate::error::{AppError, Result};
use crate::notify::ConfirmCode;
use crate::suggestions::sql::confirm_address;
use crate::suggestions::{Sent, Suggestion, find_contributor};

/// Who has the code reads that address's mail. An address that was changed since has another.
///
/// # Errors
/// [`AppError::BadRequest`] when the code belongs to another address.
pub(super) async fn confirm(
    connection: &mut Connection,
    visit: &Visit,
    suggestion: &Suggestion,
    sent: &Sent,
) -> Result<()> {
    let code = sent.iter().find(|(name, _)| name == "code");
    let code = code.map_or("", |(_, code)| code.as_str());
    let email = find_contributor(connection, suggestion.id).await?.email;
    let reference = suggestion.reference.as_str();
    if email.is_empty() || !ConfirmCode::of(reference, &email, &visit.keys).is(code) {
        return Err(AppError::BadRequest(
            "This link doesn’t belong to the email address that the suggestion has now.".to_owned(),
        ));
    }
    confirm_address(connection, suggestion.id, visit.now).await
}
