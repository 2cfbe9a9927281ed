//! Where contributors can be written to.

use crate::db::Connection;
use crate::error::Result;

/// Where a contributor can be written to.
#[derive(Clone, Debug)]
pub struct Address {
    /// The address.
    pub email: String,
    /// Keyed hash of the network that the suggestion came from.
    pub network_prefix: Option<Vec<u8>>,
}

/// The address that a suggestion names; none when nobody gave one, or when it was folded away as
/// spam.
pub async fn find_address(
    connection: &mut Connection,
    suggestion_id: i64,
) -> Result<Option<Address>> {
    Ok(sqlx::query_as!(
        Address,
        "SELECT c.email, s.network_prefix FROM contributors c
         JOIN suggestions s ON s.id = c.suggestion_id
         WHERE c.suggestion_id = ? AND c.email <> '' AND s.status <> 'spam'",
        suggestion_id,
    )
    .fetch_optional(connection)
    .await?)
}

/// A decision, as far as telling it goes.
#[derive(Clone, Debug)]
pub struct Made {
    /// What it is about.
    pub suggestion_id: i64,
    /// The judgement, in the word of the database.
    pub verdict: String,
    /// Whether its contributor can be written to.
    pub has_address: bool,
}

/// A decision, as far as telling it goes.
pub async fn read_decision(connection: &mut Connection, decision_id: i64) -> Result<Made> {
    Ok(sqlx::query_as!(
        Made,
        r#"SELECT suggestion_id, verdict, EXISTS (SELECT 1 FROM contributors c
               WHERE c.suggestion_id = d.suggestion_id AND c.email <> '') AS "has_address!: bool"
           FROM decisions d WHERE id = ?"#,
        decision_id,
    )
    .fetch_one(connection)
    .await?)
}

/// What a letter to a contributor is about.
#[derive(Clone, Debug)]
pub struct Contribution {
    /// Where it goes.
    pub email: String,
    /// For quoting.
    pub reference: String,
    /// The kind of suggestion.
    pub kind: String,
    /// SHA-256 of the receipt's token.
    pub token_hash: Vec<u8>,
}

/// What a letter to a contributor is about; none when their address was erased.
pub async fn find_contribution(
    connection: &mut Connection,
    suggestion_id: i64,
) -> Result<Option<Contribution>> {
    Ok(sqlx::query_as!(
        Contribution,
        "SELECT c.email, s.reference, s.kind, s.token_hash FROM contributors c
         JOIN suggestions s ON s.id = c.suggestion_id
         WHERE c.suggestion_id = ? AND c.email <> ''",
        suggestion_id,
    )
    .fetch_optional(connection)
    .await?)
}

/// What was decided, in the word of the database.
pub async fn find_verdict(connection: &mut Connection, decision_id: i64) -> Result<Option<String>> {
    Ok(
        sqlx::query_scalar!("SELECT verdict FROM decisions WHERE id = ?", decision_id)
            .fetch_optional(connection)
            .await?,
    )
}

/// Whether an address wants no mail.
pub async fn is_refused(connection: &mut Connection, address_hash: &[u8]) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM mail_refusals WHERE address_hash = ?) AS "is!: bool""#,
        address_hash,
    )
    .fetch_one(connection)
    .await?)
}

/// Somebody with an account, as far as writing to them goes.
#[derive(Clone, Debug)]
pub struct UserAddress {
    /// Where to write to.
    pub email: String,
    /// When mail about new suggestions goes out, in the word of the database.
    pub notify: String,
}

/// Where somebody with an account can be written to; none without an address, or when they may
/// not sign in.
pub async fn find_user_address(
    connection: &mut Connection,
    user_id: i64,
) -> Result<Option<UserAddress>> {
    Ok(sqlx::query_as!(
        UserAddress,
        r#"SELECT email AS "email!", notify FROM users
           WHERE id = ? AND email IS NOT NULL AND disabled_at IS NULL"#,
        user_id,
    )
    .fetch_optional(connection)
    .await?)
}

/// Remembers that an address wants no mail, or (`wanted`) that it wants some after all.
pub async fn save_refusal(
    connection: &mut Connection,
    address_hash: &[u8],
    wanted: bool,
    at: i64,
) -> Result<()> {
    if wanted {
        sqlx::query!(
            "DELETE FROM mail_refusals WHERE address_hash = ?",
            address_hash
        )
        .execute(connection)
        .await?;
    } else {
        sqlx::query!(
            "INSERT INTO mail_refusals (address_hash, at) VALUES (?, ?) ON CONFLICT DO NOTHING",
            address_hash,
            at,
        )
        .execute(connection)
        .await?;
    }
    Ok(())
}
