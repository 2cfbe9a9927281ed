//! The page of an entry.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

use super::caveats::{self, Warning};
use super::linked_data;
use crate::config::Config;
use crate::db::Db;
use crate::directory::{
    CategoryNode, CategoryTree, Entry, EntryStatus, Licence, find_entry, find_standing_entry,
    load_tree,
};
use crate::error::{AppError, Result};
use crate::paths;
use crate::settings::{Publisher, load_settings, public_layout};
use crate::text::dates::Dates;
use crate::text::{SafeHtml, language};
use crate::web::page::moved;
use crate::web::{Here, Layout, Page};

#[derive(Template)]
#[template(path = "directory/entry.html")]
struct EntryPage {
    layout: Layout,
    /// The description's first paragraph, and the rest of it.
    lead_html: SafeHtml,
    notes_html: SafeHtml,
    entry: Entry,
    /// The categories that it is in, from the top down.
    crumbs: Vec<CategoryNode>,
    warnings: Vec<Warning>,
    dates: Dates,
}

impl EntryPage {
    fn is_listed(&self) -> bool {
        self.entry.state.status == EntryStatus::Live
    }

    fn has_no_licence(&self) -> bool {
        self.entry.licence == Licence::NoneFound
    }

    fn is_licence_unchecked(&self) -> bool {
        self.entry.licence == Licence::NotChecked
    }

    /// The host alone: on code hosts `display_host` also says whose space it is.
    fn host(&self) -> &str {
        let host = self.entry.display_host.split('/').next();
        host.unwrap_or(&self.entry.display_host)
    }

    /// The link as people read it out.
    fn address(&self) -> &str {
        let url = self.entry.state.url.as_str();
        let url = url.strip_prefix("https://").unwrap_or(url);
        url.strip_suffix('/').unwrap_or(url)
    }

    fn foreign_language(&self) -> Option<&str> {
        language::foreign(&self.entry.state.language)
    }

    /// Everything else from the same organisation.
    fn organisation_search(&self) -> String {
        let name = self.entry.state.organisation.replace('"', " ");
        paths::search(&format!("\"{name}\""))
    }

    /// The day of the last change, unless it is the day when the entry was added.
    fn changed(&self) -> Option<String> {
        let changed = self.dates.day(self.entry.updated_at);
        (changed != self.dates.day(self.entry.added_at)).then_some(changed)
    }
}

/// `GET /entries/{id}-{slug}`
pub async fn entry(
    Path(id_slug): Path<String>,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Response> {
    let (id, slug) = paths::parse_entry(&id_slug).ok_or(AppError::NotFound)?;
    let mut connection = db.read().await?;
    let entry = find_entry(&mut connection, id).await?;
    let entry = entry.ok_or(AppError::NotFound)?;
    let address = paths::entry(entry.id, &entry.slug);
    if let Some(successor) = find_standing_entry(&mut connection, id).await?
        && successor.id != id
        && successor.state.status != EntryStatus::Deleted
    {
        return Ok(moved(&paths::entry(successor.id, &successor.slug)));
    }
    if entry.state.status == EntryStatus::Deleted {
        return Err(AppError::Gone);
    }
    if slug != Some(entry.slug.as_str()) {
        return Ok(moved(&address));
    }
    let settings = load_settings(&mut connection).await?;
    let tree = load_tree(&mut connection).await?;
    let publisher = Publisher::load(&mut connection, &config).await?;
    let crumbs = crumbs(&tree, entry.state.category_id);
    let layout = public_layout(&mut connection, &config, &address)
        .await?
        .at(Here::Browse)
        .described(&entry.state.title, &entry.summary)
        .as_article();
    let listed = entry.state.status == EntryStatus::Live;
    let own = entry.state.caveat.iter();
    let mut warnings: Vec<_> = own.map(|caveat| Warning::of_entry(&caveat.text)).collect();
    warnings.extend(caveats::of_category(&mut connection, entry.state.category_id).await?);
    warnings.extend(caveats::of_site(&settings));
    let (lead_html, notes_html) = entry.description_html.split_lead();
    let page = EntryPage {
        layout: if listed {
            layout.with_data(linked_data::entry(&publisher, &entry, &crumbs))
        } else {
            layout.without_robots()
        },
        lead_html,
        notes_html,
        crumbs,
        warnings,
        dates: Dates::new(&settings.state.time_zone),
        entry,
    };
    Ok(Page::public(&page)?.into_response())
}

fn crumbs(tree: &CategoryTree, category_id: i64) -> Vec<CategoryNode> {
    let above = tree.ancestors(category_id).into_iter();
    above.chain(tree.get(category_id)).cloned().collect()
}
