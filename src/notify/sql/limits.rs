//! How many first mails went out, so that nobody is bombed with them.

use crate::db::Connection;
use crate::error::Result;

/// The first mail to an address that a suggestion names.
#[derive(Clone, Debug)]
pub struct FirstMail {
    /// The suggestion.
    pub suggestion_id: i64,
    /// Keyed hash of the address.
    pub address_hash: Vec<u8>,
    /// Keyed hash of the network that the suggestion came from.
    pub network_prefix: Option<Vec<u8>>,
}

/// How many first mails were noted.
#[derive(Clone, Copy, Debug)]
pub struct FirstMails {
    /// To the same address.
    pub to_address: i64,
    /// Because of the same network.
    pub from_network: i64,
    /// To everybody.
    pub overall: i64,
}

/// Whether this address was told of this suggestion before.
pub async fn was_told(connection: &mut Connection, mail: &FirstMail) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM outbox WHERE address_hash = ? AND suggestion_id = ?
               AND topic = 'received') AS "told!: bool""#,
        mail.address_hash,
        mail.suggestion_id,
    )
    .fetch_one(connection)
    .await?)
}

/// The first mails since each of three times: to this address, from this network, overall.
pub async fn first_mails(
    connection: &mut Connection,
    mail: &FirstMail,
    [address, network, overall]: [i64; 3],
) -> Result<FirstMails> {
    Ok(sqlx::query_as!(
        FirstMails,
        r#"SELECT
            (SELECT count(*) FROM outbox WHERE address_hash = ?1 AND created_at > ?2
                 AND topic = 'received') AS "to_address!: i64",
            (SELECT count(*) FROM outbox WHERE network_prefix = ?3 AND created_at > ?4
                 AND topic = 'received') AS "from_network!: i64",
            (SELECT count(*) FROM outbox WHERE address_hash IS NOT NULL AND created_at > ?5
                 AND topic = 'received') AS "overall!: i64""#,
        mail.address_hash,
        address,
        mail.network_prefix,
        network,
        overall,
    )
    .fetch_one(connection)
    .await?)
}

/// Whether somebody proved that they read this address's mail.
pub async fn is_confirmed(connection: &mut Connection, email: &str) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM contributors WHERE email = ? COLLATE NOCASE AND email <> ''
               AND confirmed_at IS NOT NULL) AS "confirmed!: bool""#,
        email,
    )
    .fetch_one(connection)
    .await?)
}
