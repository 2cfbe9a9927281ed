//! An entry as programs read it.

use serde::Serialize;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::config::Config;
use crate::directory::{CategoryTree, Entry, EntryStatus, Licence, PublicLink};
use crate::paths;
use crate::text::CaveatKind;
use crate::text::dates::Dates;
use crate::web::api::absolute;

/// An entry: the fields of the form, and what the directory adds. Times are RFC 3339, in UTC.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Entry)]
pub struct EntryItem {
    /// Its number, in its address.
    #[schema(minimum = 1)]
    pub id: i64,
    /// Its name in feeds and exports, never reused.
    pub uid: String,
    /// The readable half of its address.
    pub slug: String,
    /// Its page.
    #[schema(format = "uri")]
    pub page: String,
    /// The link.
    pub url: String,
    /// What it is called.
    pub title: String,
    /// The slug path of its category.
    pub category: String,
    /// What that category and those above it are called, from the top down.
    pub category_titles: Vec<String>,
    /// Markdown; may be empty.
    pub description: String,
    /// The description as HTML that is safe to print.
    pub description_html: String,
    /// The description’s first paragraph as plain text.
    pub summary: String,
    /// The curator’s warning; may be empty.
    pub caveat: String,
    /// What the warning is about; null without one.
    pub caveat_kind: Option<CaveatKind>,
    /// An SPDX expression; `none`: somebody looked and found none; `unknown`: nobody looked.
    pub licence: String,
    /// Who publishes it; may be empty.
    pub organisation: String,
    /// Its tags, in order.
    pub tags: Vec<String>,
    /// BCP 47; empty when nobody said.
    pub language: String,
    /// Whether the home page shows it.
    pub featured: bool,
    /// The reader’s question that a featured entry answers; may be empty.
    pub question: String,
    /// Whether it is in the lists: `retired` entries are not, and keep their address.
    pub status: EntryStatus,
    /// How its link was when it was last looked at.
    pub link: PublicLink,
    /// When it was added.
    #[schema(format = "date-time")]
    pub added_at: String,
    /// When its words or place last changed.
    #[schema(format = "date-time")]
    pub updated_at: String,
    /// When a person last confirmed that it is right; null if nobody did.
    #[schema(format = "date-time")]
    pub verified_at: Option<String>,
}

impl EntryItem {
    /// The entry as everybody may read it.
    pub fn new(entry: Entry, tree: &CategoryTree, config: &Config) -> Self {
        let dates = Dates::new("UTC");
        let home = entry.state.category_id;
        let above = tree.ancestors(home).into_iter().chain(tree.get(home));
        let caveat = entry.state.caveat;
        Self {
            id: entry.id,
            uid: entry.uid,
            page: absolute(config, &paths::entry(entry.id, &entry.slug)),
            slug: entry.slug,
            url: entry.state.url,
            title: entry.state.title,
            category: tree
                .get(home)
                .map_or(String::new(), |node| node.path.clone()),
            category_titles: above.map(|node| node.title.clone()).collect(),
            description: entry.state.description,
            description_html: entry.description_html.to_string(),
            summary: entry.summary,
            caveat_kind: caveat.as_ref().map(|caveat| caveat.kind),
            caveat: caveat.map(|caveat| caveat.text).unwrap_or_default(),
            licence: match entry.licence {
                Licence::NotChecked => "unknown".to_owned(),
                licence => licence.field().to_owned(),
            },
            organisation: entry.state.organisation,
            tags: entry.state.tags,
            language: entry.state.language,
            featured: entry.state.featured,
            question: entry.state.question,
            status: entry.state.status,
            link: entry.link,
            added_at: dates.machine(entry.added_at),
            updated_at: dates.machine(entry.updated_at),
            verified_at: entry.state.verified_at.map(|at| dates.machine(at)),
        }
    }
}

/// The name of a field of an entry.
#[derive(Clone, Copy, Debug)]
pub struct EntryField;

/// Every field that [`EntryItem`] has, so that one can’t be added without being asked for.
impl PartialSchema for EntryField {
    fn schema() -> RefOr<Schema> {
        let names = match EntryItem::schema() {
            RefOr::T(Schema::Object(entry)) => entry.properties.into_keys().collect(),
            _ => Vec::new(),
        };
        ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(names))
            .into()
    }
}

impl ToSchema for EntryField {}
