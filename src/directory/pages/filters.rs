//! Sorting and filtering of a list, as its form and its address say it.

use crate::db::Connection;
use crate::directory::{
    LicenceFilter, ListQuery, Sort, TagName, count_by_licence, count_by_tag, find_former_tag,
    find_tag_by_slug,
};
use crate::error::Result;
use crate::web::form::Choice;
use crate::web::query::Query;

/// The most tags that a form offers.
const MOST_TAGS: i64 = 200;

/// What a reader chose; what nobody could have chosen was left out.
#[derive(Clone, Debug, Default)]
pub(super) struct Filters {
    pub(super) sort: Sort,
    pub(super) licences: Vec<LicenceFilter>,
    pub(super) tags: Vec<TagName>,
}

impl Filters {
    /// Reads `sort=`, `licence=` and `tag=`. A tag that was renamed is found by its old name.
    pub(super) async fn read(
        connection: &mut Connection,
        query: &Query,
        sorts: &[Sort],
    ) -> Result<Self> {
        let sort = query.first("sort").and_then(Sort::parse);
        let mut filters = Self {
            sort: sort
                .filter(|sort| sorts.contains(sort))
                .or(sorts.first().copied())
                .unwrap_or_default(),
            ..Self::default()
        };
        for licence in query
            .all("licence")
            .into_iter()
            .filter_map(LicenceFilter::parse)
        {
            if !filters.licences.contains(&licence) {
                filters.licences.push(licence);
            }
        }
        for slug in query.all("tag") {
            if let Some(tag) = find_tag_named(connection, slug).await?
                && !filters.tags.contains(&tag)
            {
                filters.tags.push(tag);
            }
        }
        Ok(filters)
    }

    /// Whether some entries may be left out.
    pub(super) fn narrow(&self) -> bool {
        !self.licences.is_empty() || !self.tags.is_empty()
    }

    /// Puts the choices into a list.
    pub(super) fn apply(&self, list: ListQuery) -> ListQuery {
        ListQuery {
            sort: self.sort,
            licences: self.licences.clone(),
            tags: self.tags.iter().map(|tag| tag.slug.clone()).collect(),
            ..list
        }
    }

    /// The choices as query parameters; `usual` is the order that needs no saying.
    pub(super) fn pairs(&self, usual: Sort) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if self.sort != usual {
            pairs.push(("sort", self.sort.as_str().to_owned()));
        }
        let licences = self.licences.iter();
        pairs.extend(licences.map(|licence| ("licence", licence.as_str().to_owned())));
        pairs.extend(self.tags.iter().map(|tag| ("tag", tag.slug.clone())));
        pairs
    }
}

/// Parameters as the pager takes them.
pub(super) fn borrowed<'a>(pairs: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    pairs
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

async fn find_tag_named(connection: &mut Connection, slug: &str) -> Result<Option<TagName>> {
    let mut tag = find_tag_by_slug(connection, slug).await?;
    if tag.is_none()
        && let Some(today) = find_former_tag(connection, slug).await?
    {
        tag = find_tag_by_slug(connection, &today).await?;
    }
    Ok(tag.map(|tag| TagName {
        slug: tag.slug,
        name: tag.name,
    }))
}

/// What the form of a category offers: only what occurs in it, and what was chosen.
#[derive(Clone, Debug)]
pub(super) struct FilterChoices {
    pub(super) licences: Vec<Choice>,
    pub(super) tags: Vec<Choice>,
}

impl FilterChoices {
    /// Looks up what occurs in `list`, which has no filter.
    pub(super) async fn load(
        connection: &mut Connection,
        list: &ListQuery,
        chosen: &Filters,
    ) -> Result<Self> {
        let licences = count_by_licence(connection, list).await?;
        let mut licences: Vec<_> = licences.into_iter().map(|(licence, _)| licence).collect();
        for licence in &chosen.licences {
            if !licences.contains(licence) {
                licences.push(licence.clone());
            }
        }
        let tags = count_by_tag(connection, list, MOST_TAGS).await?;
        let mut tags: Vec<_> = tags.into_iter().map(|(tag, _)| tag).collect();
        tags.extend(
            chosen
                .tags
                .iter()
                .filter(|tag| !tags.contains(tag))
                .cloned()
                .collect::<Vec<_>>(),
        );
        tags.sort_by_key(|tag| tag.name.to_lowercase());
        Ok(Self {
            licences: licences
                .iter()
                .map(|licence| Choice::new(licence.as_str(), label(licence)))
                .collect(),
            tags: tags
                .into_iter()
                .map(|tag| Choice::new(tag.slug, tag.name))
                .collect(),
        })
    }
}

/// What a form calls a licence filter.
pub(super) fn label(licence: &LicenceFilter) -> &str {
    match licence {
        LicenceFilter::Open => "Any open licence",
        LicenceFilter::None => "No licence",
        LicenceFilter::Unknown => "Not checked",
        LicenceFilter::Expression(expression) => expression,
    }
}
