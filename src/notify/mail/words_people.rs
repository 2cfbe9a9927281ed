//! What mail to people with an account says.

use super::mailer::Desk;
use super::words::Written;
use super::{Letter, Topic};
use crate::db::Connection;
use crate::error::Result;
use crate::keys::token_hash;
use crate::notify::one_time_links::open_token;
use crate::notify::{Item, sql};
use crate::paths;

/// The letter with somebody's one-time link.
pub(super) async fn one_time_link(
    connection: &mut Connection,
    desk: &Desk,
    item: &Item,
    (topic, user_id): (Topic, i64),
) -> Result<Written> {
    let Some(person) = sql::find_person(connection, user_id).await? else {
        return Ok(Written::Moot(
            "the person has no address or may not sign in",
        ));
    };
    let Some(token) = open_token(&desk.keys, user_id, &item.detail) else {
        return Ok(Written::Impossible(
            "the server’s key changed, so the link can’t be read any more",
        ));
    };
    if !sql::is_link_open(connection, &token_hash(&token)).await? {
        return Ok(Written::Moot(
            "the link was used, or another took its place",
        ));
    }
    let link = desk.absolute(&paths::setup(&token));
    let (subject, before, label) = match topic {
        Topic::Invitation => (
            "You’re invited to moderate",
            format!(
                "You have an account here, under the user name {}. Choose a password to begin.",
                person.name
            ),
            "Choose a password",
        ),
        _ => (
            "Choose a new password",
            format!(
                "Somebody asked for a new password for your account, whose user name is {}.",
                person.name
            ),
            "Choose a new password",
        ),
    };
    let otherwise = match topic {
        Topic::Invitation => "If you don’t know this site, you needn’t do anything.",
        _ => "If it wasn’t you, you needn’t do anything: your password stays as it is.",
    };
    Ok(Written::Letter(Box::new(Letter {
        to: person.email,
        subject: subject.to_owned(),
        before: vec![
            before,
            "The link opens once, within 24 hours. Keep it to yourself.".to_owned(),
        ],
        link: Some((label, link)),
        after: vec![otherwise.to_owned()],
        ..Letter::default()
    })))
}
