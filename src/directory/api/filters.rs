//! From what was asked to a list.

use super::asked::EntriesAsked;
use crate::db::Connection;
use crate::directory::{
    LicenceFilter, ListQuery, Sort, find_category_by_path, find_former_category, find_former_tag,
    find_tag_by_slug,
};
use crate::error::{AppError, Result};
use crate::text::tag_slug;

/// The list that was asked for, in its own order.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such category or tag.
pub(super) async fn read(connection: &mut Connection, asked: &EntriesAsked) -> Result<ListQuery> {
    let mut list = ListQuery {
        sort: asked.sort.map_or(Sort::Curated, Sort::from),
        licences: asked.licence.iter().map(|word| licence(word)).collect(),
        links: asked.link.clone(),
        ..ListQuery::default()
    };
    for path in &asked.category {
        list.within.push(category(connection, path).await?);
    }
    // One category alone is read along its own index.
    if let [only] = list.within.as_slice() {
        list.category_id = Some(*only);
        list.within.clear();
    }
    for name in &asked.tag {
        list.tags.push(tag(connection, name).await?);
    }
    Ok(list)
}

/// What is no licence that anybody could have entered is one that no entry has.
fn licence(word: &str) -> LicenceFilter {
    LicenceFilter::parse(word).unwrap_or_else(|| LicenceFilter::Expression(word.to_owned()))
}

/// A category by its path, or by one that it used to have.
async fn category(connection: &mut Connection, path: &str) -> Result<i64> {
    if let Some(category) = find_category_by_path(connection, path).await? {
        return Ok(category.id);
    }
    let today = find_former_category(connection, path).await?;
    let today = today.ok_or(AppError::NotFound)?;
    let category = find_category_by_path(connection, &today).await?;
    Ok(category.ok_or(AppError::NotFound)?.id)
}

/// A tag by its slug, its name, or one that it used to have.
async fn tag(connection: &mut Connection, name: &str) -> Result<String> {
    let slug = tag_slug(name).ok_or(AppError::NotFound)?;
    if let Some(tag) = find_tag_by_slug(connection, &slug).await? {
        return Ok(tag.slug);
    }
    let today = find_former_tag(connection, &slug).await?;
    today.ok_or(AppError::NotFound)
}
