//! `GET /api/v1/changes`: the public log of changes for programs.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::line::{Line, ObjectLine, SHOWN};
use super::public::{filter, wording};
use crate::config::Config;
use crate::db::Db;
use crate::error::Result;
use crate::history::{LogItem, ObjectKind, list_log_before};
use crate::paths;
use crate::text::dates::Dates;
use crate::web::api::{Asked, Cursor, absolute, next_page, public};

/// How many changes a page has unless somebody asks for another number.
const USUAL: i64 = 20;

/// What is asked of the log.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ChangesAsked {
    /// Only changes to objects of this kind.
    #[param(inline)]
    pub kind: Option<ChangedKind>,
    /// How many changes a page has; 20 if nothing is said.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
    /// The page that comes after another one: the `next` of that one.
    #[param(pattern = "^[0-9a-f]{32}$", min_length = 32, max_length = 32)]
    pub after: Option<String>,
}

/// The kinds of objects that readers hear of.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChangedKind {
    /// An entry.
    Entry,
    /// A category.
    Category,
    /// A tag.
    Tag,
    /// A page such as “about”.
    Page,
    /// What the site says of itself.
    Settings,
}

impl ChangedKind {
    fn known(self) -> ObjectKind {
        match self {
            Self::Entry => ObjectKind::Entry,
            Self::Category => ObjectKind::Category,
            Self::Tag => ObjectKind::Tag,
            Self::Page => ObjectKind::Page,
            Self::Settings => ObjectKind::Settings,
        }
    }
}

/// A page of the log.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChangeList {
    /// The changes, the newest first.
    pub items: Vec<ChangeItem>,
    /// The value of `after` for the next page; null on the last.
    #[schema(pattern = "^[0-9a-f]{32}$")]
    pub next: Option<String>,
}

/// A change: what happened, and why.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Change)]
pub struct ChangeItem {
    /// Its number.
    pub id: i64,
    /// When it was made.
    #[schema(format = "date-time")]
    pub at: String,
    /// Where it came from: `moderator`, `suggestion`, `revert`, `import`, `starter` or `system`.
    pub source: String,
    /// What happened, in one line.
    pub summary: String,
    /// Why; may be empty.
    pub why: String,
    /// Who, without any name but those of contributors who asked to be named.
    pub who: String,
    /// What it did to each object; the first eight.
    pub objects: Vec<ChangedObject>,
    /// How many more objects it changed.
    pub more: i64,
    /// Its page, which shows everything that it changed.
    #[schema(format = "uri")]
    pub page: String,
}

/// What a change did to one object.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChangedObject {
    /// `entry`, `category`, `tag`, `page` or `settings`.
    pub kind: String,
    /// Its number.
    pub id: i64,
    /// `create`, `update`, `move`, `reorder`, `verify`, `retire`, `delete`, `restore` or `merge`.
    pub action: String,
    /// What it was called; may be empty.
    pub title: String,
    /// The names of the fields that changed.
    pub fields: Vec<String>,
    /// Its page, where it still has one.
    pub page: Option<String>,
}

impl ChangeItem {
    fn new(line: Line, config: &Config) -> Self {
        let summary = format!("{} {}", line.head.text(), line.others());
        Self {
            id: line.change.id,
            at: Dates::new("UTC").machine(line.change.at),
            source: line.change.source.as_str().to_owned(),
            summary: summary.trim_end().to_owned(),
            page: absolute(config, &paths::change(line.change.id)),
            why: line.change.why,
            who: line.who,
            more: line.more,
            objects: (line.objects.into_iter())
                .map(|object| ChangedObject::new(object, config))
                .collect(),
        }
    }
}

impl ChangedObject {
    fn new(object: ObjectLine, config: &Config) -> Self {
        Self {
            kind: object.revision.kind.as_str().to_owned(),
            id: object.revision.object_id,
            action: object.revision.action.as_str().to_owned(),
            title: object.head.title,
            fields: object.fields.into_iter().map(|field| field.name).collect(),
            page: object.href.map(|path| absolute(config, &path)),
        }
    }
}

/// List changes
///
/// What changed in the directory and why, the newest first. Declined suggestions are not in it.
#[utoipa::path(get, path = "/api/v1/changes", operation_id = "list_changes", tag = "Reading", params(ChangesAsked),
    responses((status = 200, description = "A page of the log", body = ChangeList,
        headers(("Link" = String, description = "The next page, as `rel=\"next\"`")))))]
pub async fn api_changes(
    Asked(asked): Asked<ChangesAsked>,
    RawQuery(query): RawQuery,
    State(db): State<Db>,
    State(config): State<Arc<Config>>,
) -> Result<Response> {
    let before = Cursor::<2>::asked(asked.after.as_deref())?;
    let before = before.map(|Cursor([at, id])| (at, id));
    let limit = asked.limit.unwrap_or(USUAL);
    let filter = filter(asked.kind.map(ChangedKind::known));
    let mut connection = db.read().await?;
    let wording = wording(&mut connection).await?;
    let log = list_log_before(&mut connection, &filter, before, limit + 1).await?;
    let mut items = Vec::new();
    let mut next = None;
    for item in log {
        let LogItem::Change(id) = item else { continue };
        if i64::try_from(items.len()).is_ok_and(|shown| shown == limit) {
            next = items.last().map(|(cursor, _): &(String, _)| cursor.clone());
            break;
        }
        let line = Line::load(&mut connection, &wording, id, (0, SHOWN)).await?;
        let cursor = Cursor([line.change.at, id]).to_string();
        items.push((cursor, ChangeItem::new(line, &config)));
    }
    let page = ChangeList {
        items: items.into_iter().map(|(_, item)| item).collect(),
        next,
    };
    let mut response = public(&page)?;
    if let Some(next) = &page.next {
        let address = absolute(&config, paths::API_CHANGES);
        let query = query.as_deref().unwrap_or_default();
        next_page(&mut response, &address, query, next);
    }
    Ok(response)
}
