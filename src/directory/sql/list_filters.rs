//! Which entries a list has, as SQL.

use sqlx::{QueryBuilder, Sqlite};

use crate::directory::{LicenceFilter, ListQuery, PublicLink};

/// The tables and filters of a list; `e` is the entry, `c` its category, and `a` ties it to the
/// category asked for.
pub(super) fn push_source(query: &mut QueryBuilder<Sqlite>, list: &ListQuery) {
    if let Some(category_id) = list.category_id {
        query.push(" FROM entry_ancestors a JOIN entries e ON e.id = a.entry_id");
        push_joins(query, list);
        query.push(" WHERE a.category_id = ").push_bind(category_id);
    } else {
        query.push(" FROM entries e");
        push_joins(query, list);
        query.push(" WHERE e.status = 'live'");
    }
    if let Some(matching) = &list.matching {
        query
            .push(" AND entry_search MATCH ")
            .push_bind(matching.clone());
    }
    if let Some(excluding) = &list.excluding {
        query
            .push(" AND e.id NOT IN (SELECT rowid FROM entry_search WHERE entry_search MATCH ")
            .push_bind(excluding.clone())
            .push(")");
    }
    push_any(query, &list.within, |query, category_id| {
        query
            .push("EXISTS (SELECT 1 FROM entry_ancestors w WHERE w.entry_id = e.id")
            .push(" AND w.category_id = ")
            .push_bind(*category_id)
            .push(")");
    });
    if list.featured {
        query.push(" AND e.featured = 1");
    }
    push_any(query, &list.licences, push_licence);
    push_any(query, &list.links, push_link);
    push_any(query, &list.tags, |query, slug| {
        query
            .push("EXISTS (SELECT 1 FROM entry_tags et JOIN tags t ON t.id = et.tag_id")
            .push(" WHERE et.entry_id = e.id AND t.slug = ")
            .push_bind(slug.clone())
            .push(")");
    });
}

/// The condition of one kind of link on `e`.
fn push_link(query: &mut QueryBuilder<Sqlite>, link: &PublicLink) {
    query.push("e.link_status IN (");
    let mut statuses = query.separated(", ");
    for status in link.statuses() {
        statuses.push_bind(*status);
    }
    query.push(")");
}

/// The condition of one licence filter on `e`.
pub(super) fn push_licence(query: &mut QueryBuilder<Sqlite>, licence: &LicenceFilter) {
    match licence {
        LicenceFilter::Open => query.push("e.licence_open = 1"),
        LicenceFilter::None => query.push("e.licence_status = 'none'"),
        LicenceFilter::Unknown => query.push("e.licence_status = 'unknown'"),
        LicenceFilter::Expression(expression) => {
            query.push("e.licence = ").push_bind(expression.clone())
        }
    };
}

fn push_joins(query: &mut QueryBuilder<Sqlite>, list: &ListQuery) {
    query.push(" JOIN categories c ON c.id = e.category_id");
    if list.matching.is_some() {
        query.push(" JOIN entry_search ON entry_search.rowid = e.id");
    }
}

fn push_any<T>(
    query: &mut QueryBuilder<Sqlite>,
    wanted: &[T],
    push: impl Fn(&mut QueryBuilder<Sqlite>, &T),
) {
    for (place, one) in wanted.iter().enumerate() {
        query.push(if place == 0 { " AND (" } else { " OR " });
        push(query, one);
    }
    if !wanted.is_empty() {
        query.push(")");
    }
}
