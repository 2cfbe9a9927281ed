//! Statements that list history: changes, decisions that changed nothing, and what happened to
//! accounts, in one line of time.

use sqlx::{QueryBuilder, Sqlite};

use crate::db::Connection;
use crate::error::Result;
use crate::history::{HistoryFilter, LogKind, ObjectKind};
use crate::web::feed::archive::Stretch;

/// One thing that happened, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogItem {
    /// A change.
    Change(i64),
    /// A decision.
    Decision(i64),
    /// A security event.
    Event(i64),
}

/// What happened, newest first, from the `offset`th on.
///
/// # Errors
/// When the database does not answer.
pub async fn list_log(
    connection: &mut Connection,
    filter: &HistoryFilter,
    (offset, most): (i64, i64),
) -> Result<Vec<LogItem>> {
    let mut query = QueryBuilder::new("SELECT what, id FROM (");
    push_log(&mut query, filter);
    query.push(") ORDER BY at DESC, what, id DESC LIMIT ");
    query.push_bind(most);
    query.push(" OFFSET ");
    query.push_bind(offset);
    read_log(connection, query).await
}

/// What happened before something else, named by its time and number; newest first. What happens
/// meanwhile comes before all of it and moves nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn list_log_before(
    connection: &mut Connection,
    filter: &HistoryFilter,
    before: Option<(i64, i64)>,
    most: i64,
) -> Result<Vec<LogItem>> {
    let mut query = QueryBuilder::new("SELECT what, id FROM (");
    push_log(&mut query, filter);
    query.push(")");
    if let Some((at, id)) = before {
        query.push(" WHERE (at, id) < (").push_bind(at);
        query.push(", ").push_bind(id).push(")");
    }
    query
        .push(" ORDER BY at DESC, id DESC LIMIT ")
        .push_bind(most);
    read_log(connection, query).await
}

async fn read_log(
    connection: &mut Connection,
    mut query: QueryBuilder<Sqlite>,
) -> Result<Vec<LogItem>> {
    let rows: Vec<(String, i64)> = query.build_query_as().fetch_all(connection).await?;
    let items = rows.into_iter().map(|(what, id)| match what.as_str() {
        "decision" => LogItem::Decision(id),
        "event" => LogItem::Event(id),
        _ => LogItem::Change(id),
    });
    Ok(items.collect())
}

/// How much happened in all.
///
/// # Errors
/// When the database does not answer.
pub async fn count_log(connection: &mut Connection, filter: &HistoryFilter) -> Result<i64> {
    let mut query = QueryBuilder::new("SELECT count(*) FROM (");
    push_log(&mut query, filter);
    query.push(")");
    Ok(query.build_query_scalar().fetch_one(connection).await?)
}

/// The numbers of the changes that readers may know of, in a stretch.
///
/// # Errors
/// When the database does not answer.
pub async fn list_public_change_numbers(
    connection: &mut Connection,
    stretch: Stretch,
) -> Result<Vec<i64>> {
    let everything = HistoryFilter {
        public: true,
        ..HistoryFilter::default()
    };
    let mut query = QueryBuilder::new("SELECT id FROM (");
    push_log(&mut query, &everything);
    query.push(") WHERE id ");
    let order = match stretch {
        Stretch::Before(before) => {
            query.push("< ").push_bind(before.unwrap_or(i64::MAX));
            "DESC"
        }
        Stretch::From(from) => {
            query.push(">= ").push_bind(from);
            "ASC"
        }
    };
    query.push(format_args!(" ORDER BY id {order} LIMIT "));
    query.push_bind(stretch.length());
    Ok(query.build_query_scalar().fetch_all(connection).await?)
}

fn push_log(query: &mut QueryBuilder<Sqlite>, filter: &HistoryFilter) {
    match filter.kind {
        LogKind::Accounts => push_events(query, filter),
        LogKind::Decisions => push_decisions(query, filter),
        LogKind::Everything => {
            push_changes(query, filter);
            if !filter.public && filter.source.is_none() {
                query.push(" UNION ALL ");
                push_decisions(query, filter);
                query.push(" AND d.change_id IS NULL");
            }
        }
        LogKind::Objects(_) => push_changes(query, filter),
    }
}

fn push_changes(query: &mut QueryBuilder<Sqlite>, filter: &HistoryFilter) {
    query.push("SELECT 'change' AS what, c.id AS id, c.at AS at FROM changes c WHERE TRUE");
    push_common(query, filter, "c");
    if let Some(source) = filter.source {
        query.push(" AND c.source = ").push_bind(source.as_str());
    }
    let kind = match (filter.kind, filter.object) {
        (LogKind::Objects(kind), _) => Some(kind),
        (_, Some(_)) => Some(ObjectKind::Entry),
        _ => None,
    };
    query.push(" AND EXISTS (SELECT 1 FROM revisions r WHERE r.change_id = c.id");
    if let Some(kind) = kind {
        query.push(" AND r.object_kind = ").push_bind(kind.as_str());
    }
    if let Some(object) = filter.object {
        query.push(" AND r.object_id = ").push_bind(object);
    }
    if filter.public {
        query.push(PUBLIC);
    }
    query.push(")");
}

/// The kinds that readers see; of the settings, only fields that pages print.
const PUBLIC: &str = " AND (r.object_kind IN ('entry', 'category', 'tag', 'page')
    OR r.object_kind = 'settings' AND EXISTS (
        SELECT 1 FROM json_each(r.new) n LEFT JOIN json_each(r.old) o ON o.key = n.key
        WHERE n.key IN ('title', 'introduction', 'invitation', 'caveat', 'contact', 'data_licence',
                        'time_zone', 'decision_target_days')
          AND n.value IS NOT o.value))";

fn push_decisions(query: &mut QueryBuilder<Sqlite>, filter: &HistoryFilter) {
    query.push("SELECT 'decision' AS what, d.id AS id, d.at AS at FROM decisions d");
    query.push(" JOIN suggestions s ON s.id = d.suggestion_id WHERE TRUE");
    push_common(query, filter, "d");
    if let Some(object) = filter.object {
        query.push(" AND s.entry_id = ").push_bind(object);
    }
}

fn push_events(query: &mut QueryBuilder<Sqlite>, filter: &HistoryFilter) {
    query.push("SELECT 'event' AS what, e.id AS id, e.at AS at FROM security_events e WHERE TRUE");
    if let Some(user_id) = filter.user_id {
        query.push(" AND (e.user_id = ").push_bind(user_id);
        query.push(" OR e.subject_id = ").push_bind(user_id);
        query.push(")");
    }
    let person = HistoryFilter {
        user_id: None,
        ..filter.clone()
    };
    push_common(query, &person, "e");
}

/// Who and when, which every kind of row has.
fn push_common(query: &mut QueryBuilder<Sqlite>, filter: &HistoryFilter, row: &'static str) {
    if let Some(user_id) = filter.user_id {
        query
            .push(" AND ")
            .push(row)
            .push(".user_id = ")
            .push_bind(user_id);
    }
    if let Some(from) = filter.from {
        query
            .push(" AND ")
            .push(row)
            .push(".at >= ")
            .push_bind(from);
    }
    if let Some(until) = filter.until {
        query
            .push(" AND ")
            .push(row)
            .push(".at < ")
            .push_bind(until);
    }
}
