//! Names of categories in addresses: what somebody asked for, or the first that is free.

use super::category::CategoryFields;
use super::change::{ChangeError, OpenChange};
use super::{change_categories, sql};
use crate::text::slugify;

/// The slug that somebody asked for, if it is free; else one made from the title.
pub(super) async fn choose_slug(
    open: &mut OpenChange<'_>,
    id: i64,
    fields: &CategoryFields,
) -> Result<String, ChangeError> {
    if let Some(wanted) = fields.slug.as_deref().and_then(slugify) {
        let path = path_of(open, fields.parent_id, &wanted).await?;
        return match sql::path_taken(open.connection, &path, Some(id)).await? {
            Some(_) => Err(ChangeError::SlugTaken),
            None => Ok(wanted),
        };
    }
    let wanted = slugify(&fields.title).unwrap_or_else(|| format!("category-{id}"));
    free_slug(open, id, fields.parent_id, &wanted).await
}

/// `wanted`, or the first of `wanted-2`, `wanted-3` and so on that no sibling has.
pub(super) async fn free_slug(
    open: &mut OpenChange<'_>,
    id: i64,
    parent_id: Option<i64>,
    wanted: &str,
) -> Result<String, ChangeError> {
    let mut slug = wanted.to_owned();
    let mut number = 1;
    loop {
        let path = path_of(open, parent_id, &slug).await?;
        if sql::path_taken(open.connection, &path, Some(id))
            .await?
            .is_none()
        {
            return Ok(slug);
        }
        number += 1;
        slug = format!("{wanted}-{number}");
    }
}

pub(super) async fn path_of(
    open: &mut OpenChange<'_>,
    parent_id: Option<i64>,
    slug: &str,
) -> Result<String, ChangeError> {
    Ok(match parent_id {
        Some(parent_id) => format!(
            "{}/{slug}",
            change_categories::load(open, parent_id).await?.path
        ),
        None => slug.to_owned(),
    })
}
