//! A category as plain HTML, to paste into a page somewhere else: no script, no style, nothing
//! that asks this site for anything.

use askama::Template;

use super::caveats;
use super::groups::{Group, group};
use crate::config::Config;
use crate::db::Connection;
use crate::directory::{Category, CategoryTree, ListQuery, list_entries, load_tree};
use crate::error::Result;
use crate::paths;
use crate::settings::{Publisher, layout, load_settings};
use crate::web::Page;
use crate::web::layout::LicenceNotice;

/// How many links are written out: a page that shows more helps nobody.
const MOST: i64 = 500;

/// A category's links.
pub(super) struct Plain<'a> {
    category: &'a Category,
    groups: Vec<Group>,
    caveats: Vec<String>,
    /// How many links are not written out.
    more: i64,
    publisher: &'a Publisher,
    licence: Option<LicenceNotice>,
}

/// The piece of HTML that people paste.
#[derive(Template)]
#[template(path = "directory/_plain.html")]
struct Piece<'a> {
    plain: &'a Plain<'a>,
}

#[derive(Template)]
#[template(path = "directory/embed.html")]
struct Document<'a> {
    plain: &'a Plain<'a>,
}

impl<'a> Plain<'a> {
    /// The links of a category and those below it, in the curator's order.
    pub(super) async fn load(
        connection: &mut Connection,
        publisher: &'a Publisher,
        category: &'a Category,
        tree: &CategoryTree,
    ) -> Result<Self> {
        let list = ListQuery {
            category_id: Some(category.id),
            ..ListQuery::default()
        };
        let entries = list_entries(connection, &list, 0, MOST).await?;
        let more = (category.entry_count - MOST).max(0);
        let above = caveats::of_category(connection, category.id).await?;
        let of_site = caveats::of_site(&load_settings(connection).await?);
        Ok(Self {
            groups: group(tree, category.id, None, entries),
            caveats: above
                .into_iter()
                .chain(of_site)
                .map(|warning| warning.text)
                .collect(),
            licence: layout(connection).await?.site.data_licence,
            category,
            more,
            publisher,
        })
    }

    /// The piece of HTML that people paste.
    pub(super) fn piece(&self) -> Result<String> {
        Ok(Piece { plain: self }.render()?)
    }

    fn address(&self) -> String {
        self.publisher
            .absolute(&paths::category(&self.category.path))
    }
}

/// `GET /categories/{path}/embed.html`: the same as a document of its own.
pub(super) async fn plain(
    connection: &mut Connection,
    config: &Config,
    category: &Category,
) -> Result<Page> {
    let publisher = Publisher::load(connection, config).await?;
    let tree = load_tree(connection).await?;
    let plain = Plain::load(connection, &publisher, category, &tree).await?;
    Page::public(&Document { plain: &plain })
}
