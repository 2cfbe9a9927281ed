//! How the results of a search can be narrowed.

use super::filters::{Filters, label};
use crate::db::Connection;
use crate::directory::{
    CategoryNode, CategoryTree, ListQuery, TagName, count_by_category, count_by_licence,
    count_by_tag, count_entries,
};
use crate::error::Result;

/// The most tags that are offered.
const MOST_TAGS: i64 = 12;

/// One kind of box to tick.
#[derive(Clone, Debug)]
pub(super) struct Facet {
    /// What its boxes send.
    pub(super) name: &'static str,
    /// What its boxes are about.
    pub(super) legend: &'static str,
    pub(super) boxes: Vec<FacetBox>,
}

/// One box to tick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FacetBox {
    pub(super) value: String,
    pub(super) label: String,
    /// How many of the results it would leave.
    pub(super) count: i64,
    pub(super) ticked: bool,
}

/// The facets of a search. Boxes of one kind widen the results, so each kind is counted without
/// its own; what would leave nothing is left out unless it is ticked.
pub(super) async fn load_facets(
    connection: &mut Connection,
    list: &ListQuery,
    (tree, chosen): (&CategoryTree, &[CategoryNode]),
    filters: &Filters,
) -> Result<Vec<Facet>> {
    let facets = [
        Facet {
            name: "category",
            legend: "Category",
            boxes: categories(connection, list, tree, chosen).await?,
        },
        Facet {
            name: "licence",
            legend: "Licence",
            boxes: licences(connection, list, filters).await?,
        },
        Facet {
            name: "tag",
            legend: "Tag",
            boxes: tags(connection, list, filters).await?,
        },
    ];
    let useful = |facet: &Facet| !facet.boxes.is_empty();
    Ok(facets.into_iter().filter(useful).collect())
}

async fn categories(
    connection: &mut Connection,
    list: &ListQuery,
    tree: &CategoryTree,
    chosen: &[CategoryNode],
) -> Result<Vec<FacetBox>> {
    let others = ListQuery {
        within: Vec::new(),
        ..list.clone()
    };
    let counts = count_by_category(connection, &others).await?;
    let ticked = |node: &CategoryNode| chosen.iter().any(|chosen| chosen.id == node.id);
    // Sub-categories come to the fore when the category above them is chosen.
    let offered = tree.nodes().iter().filter(|node| {
        let parent = node.parent_id.and_then(|id| tree.get(id));
        parent.is_none_or(ticked) || ticked(node)
    });
    let boxes = offered.map(|node| FacetBox {
        value: node.path.clone(),
        label: node.title.clone(),
        count: counts.get(&node.id).copied().unwrap_or(0),
        ticked: ticked(node),
    });
    Ok(boxes.filter(FacetBox::is_useful).collect())
}

async fn licences(
    connection: &mut Connection,
    list: &ListQuery,
    filters: &Filters,
) -> Result<Vec<FacetBox>> {
    let others = ListQuery {
        licences: Vec::new(),
        ..list.clone()
    };
    let mut counts = count_by_licence(connection, &others).await?;
    for licence in &filters.licences {
        if !counts.iter().any(|(counted, _)| counted == licence) {
            counts.push((licence.clone(), 0));
        }
    }
    let boxes = counts.into_iter().map(|(licence, count)| FacetBox {
        value: licence.as_str().to_owned(),
        label: label(&licence).to_owned(),
        count,
        ticked: filters.licences.contains(&licence),
    });
    Ok(boxes.collect())
}

async fn tags(
    connection: &mut Connection,
    list: &ListQuery,
    filters: &Filters,
) -> Result<Vec<FacetBox>> {
    let others = ListQuery {
        tags: Vec::new(),
        ..list.clone()
    };
    let mut counts = count_by_tag(connection, &others, MOST_TAGS).await?;
    for tag in &filters.tags {
        if !counts.iter().any(|(counted, _)| counted == tag) {
            counts.push((tag.clone(), count_with(connection, &others, tag).await?));
        }
    }
    let boxes = counts.into_iter().map(|(tag, count)| FacetBox {
        ticked: filters.tags.contains(&tag),
        value: tag.slug,
        label: tag.name,
        count,
    });
    Ok(boxes.collect())
}

/// How many results carry a tag that is ticked but not among the most frequent.
async fn count_with(connection: &mut Connection, list: &ListQuery, tag: &TagName) -> Result<i64> {
    let list = ListQuery {
        tags: vec![tag.slug.clone()],
        ..list.clone()
    };
    count_entries(connection, &list).await
}

impl FacetBox {
    fn is_useful(&self) -> bool {
        self.count > 0 || self.ticked
    }
}
