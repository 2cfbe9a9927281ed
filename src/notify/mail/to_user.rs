//! What people with an account are told.

use super::mailer::Desk;
use super::words::Written;
use super::{Letter, Line, Topic};
use crate::db::Connection;
use crate::error::Result;
use crate::notify::sql::{self, Waiting};
use crate::notify::{Item, Recipient};
use crate::paths;
use crate::text::dates::age;

/// The most suggestions that one mail lists.
const LISTED: usize = 20;
/// The most suggestions that are counted.
const COUNTED: i64 = 1_000;

/// Writes a letter to somebody with an account.
pub(super) async fn to_user(
    connection: &mut Connection,
    desk: &Desk,
    item: &Item,
    (topic, id): (Topic, i64),
) -> Result<Written> {
    let Some(user) = sql::find_user_address(connection, id).await? else {
        return Ok(Written::Moot("there is nobody to write to any more"));
    };
    let mut letter = match topic {
        Topic::Waiting | Topic::Digest => {
            if user.notify == "never" {
                return Ok(Written::Moot("they want no mail"));
            }
            let since = if topic == Topic::Waiting {
                item.created_at
            } else {
                0
            };
            let waiting = sql::list_waiting(connection, id, since, COUNTED).await?;
            if waiting.is_empty() {
                return Ok(Written::Moot("nothing waits any more"));
            }
            let mut letter = if topic == Topic::Waiting {
                news(&waiting, desk)
            } else {
                digest(&waiting, item.created_at, desk)
            };
            let recipient = Recipient::User(id).token(&desk.keys);
            letter.unsubscribe = Some(desk.absolute(&paths::unsubscribe(&recipient)));
            letter
        }
        Topic::Test => test(desk),
        _ => return Ok(Written::Impossible("nobody knows what it should say")),
    };
    letter.to = user.email;
    Ok(Written::Letter(Box::new(letter)))
}

/// What came in, at once.
fn news(waiting: &[Waiting], desk: &Desk) -> Letter {
    Letter {
        subject: match waiting {
            [one] => format!("A suggestion is waiting: {}", one.reference),
            more => format!("{} suggestions are waiting", more.len()),
        },
        lines: lines(waiting, desk),
        link: Some(("Open the queue", desk.absolute(paths::ADMIN))),
        after: vec![choose(desk)],
        ..Letter::default()
    }
}

/// All that waits, once a day.
fn digest(waiting: &[Waiting], now: i64, desk: &Desk) -> Letter {
    let kinds = [
        ("entry", "new entry", "new entries"),
        ("edit", "edit", "edits"),
        ("report", "report", "reports"),
        ("category", "category", "categories"),
    ];
    let counts = kinds.iter().filter_map(|(kind, one, many)| {
        let count = waiting.iter().filter(|each| each.kind == *kind).count();
        match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {many}")),
        }
    });
    let mut before = vec![format!("{}.", counts.collect::<Vec<_>>().join(", "))];
    if let Some(oldest) = waiting.first() {
        let waits = age(now, oldest.created_at);
        before.push(format!("The oldest has been waiting for {waits}."));
    }
    Letter {
        subject: match waiting.len() {
            1 => "1 suggestion is waiting".to_owned(),
            count => format!("{count} suggestions are waiting"),
        },
        before,
        lines: lines(waiting, desk),
        link: Some(("Open the queue", desk.absolute(paths::ADMIN))),
        after: vec![choose(desk)],
        ..Letter::default()
    }
}

fn lines(waiting: &[Waiting], desk: &Desk) -> Vec<Line> {
    let line = |each: &Waiting| Line {
        text: format!("{} ({})", describe(each), each.reference),
        href: desk.absolute(&paths::review(each.id)),
    };
    waiting.iter().take(LISTED).map(line).collect()
}

/// Only what is in the directory already is named: what was sent is for the review page.
fn describe(each: &Waiting) -> String {
    let (entry, category) = (each.entry.as_deref(), each.category.as_deref());
    match (each.kind.as_str(), entry, category) {
        ("edit", Some(entry), _) => format!("An edit of “{entry}”"),
        ("report", Some(entry), _) => format!("A report about “{entry}”"),
        ("category", _, Some(category)) => format!("A new category in “{category}”"),
        ("category", ..) => "A new category".to_owned(),
        (_, _, Some(category)) => format!("A new entry for “{category}”"),
        _ => "A new entry".to_owned(),
    }
}

fn choose(desk: &Desk) -> String {
    let account = desk.absolute(paths::ADMIN_ACCOUNT);
    format!("Choose on your account page when you get such mail: {account}")
}

fn test(desk: &Desk) -> Letter {
    Letter {
        subject: "Mail works".to_owned(),
        before: vec!["This is the test mail that you asked for.".to_owned()],
        link: Some(("Back to the messages", desk.absolute(paths::ADMIN_MESSAGES))),
        ..Letter::default()
    }
}
