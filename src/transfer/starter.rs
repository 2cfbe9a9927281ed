//! The first content of a new database.

use anyhow::{Context, anyhow, ensure};

use super::json::{CategoryRecord, DirectoryFile, EntryRecord, FORMAT};
use crate::db::{Connection, Db};
use crate::directory::link_url::{LinkPolicy, LinkUrl};
use crate::directory::{CategoryFields, Change, EntryFields, Licence, apply_part};
use crate::history::{ChangeContext, Source, open_change};
use crate::settings::{self, DeclinePreset, PageSlug, SettingsState, StarterStatus};
use crate::text::{Caveat, CaveatKind};

/// The directory that a new database is filled with.
const STARTER: &str = include_str!("starter.json");
/// The words of a site that starts with nothing in it.
const EMPTY: &str = include_str!("empty.json");

/// What a new database begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// The starter directory.
    Starter,
    /// Nothing (`serve --empty`), which is remembered.
    Empty,
}

/// Fills a new database, in one transaction; one that was ever written to stays as it is.
///
/// # Errors
/// When the database can't be written.
pub async fn load_starter(db: &Db, beginning: Beginning, at: i64) -> anyhow::Result<()> {
    let mut write = db.write().await?;
    if settings::starter_status(&mut write).await? != StarterStatus::Pending {
        return Ok(());
    }
    begin(&mut write, beginning, at).await?;
    Ok(write.commit().await?)
}

/// Fills a new database inside the caller's transaction.
pub(super) async fn begin(
    connection: &mut Connection,
    beginning: Beginning,
    at: i64,
) -> anyhow::Result<()> {
    let (text, status) = match beginning {
        Beginning::Starter => (STARTER, StarterStatus::Loaded),
        Beginning::Empty => (EMPTY, StarterStatus::Declined),
    };
    let file: DirectoryFile = serde_json::from_str(text)?;
    ensure!(
        file.format == FORMAT,
        "the starter directory is not in the format {FORMAT}"
    );
    settings::create_site(connection, &file.site.title, at).await?;
    fill(connection, &file, at).await?;
    Ok(settings::set_starter(connection, status).await?)
}

async fn fill(connection: &mut Connection, file: &DirectoryFile, at: i64) -> anyhow::Result<()> {
    let context = ChangeContext {
        source: Source::Starter,
        user_id: None,
        suggestion_id: None,
        why: "The starter directory".to_owned(),
        at,
    };
    let current = settings::load_settings(connection).await?;
    let state = SettingsState {
        title: file.site.title.clone(),
        introduction: file.site.introduction.clone(),
        invitation: file.site.invitation.clone(),
        caveat: caveat(file.site.caveat_kind.as_deref(), &file.site.caveat)?,
        contact: file.site.contact.clone(),
        data_licence: file.site.data_licence.clone(),
        ..current.state
    };
    settings::save_settings(connection, &context, current.version, &state).await?;
    for page in &file.pages {
        let slug = PageSlug::parse(&page.slug).ok_or_else(|| anyhow!("no page {}", page.slug))?;
        settings::save_page(connection, &context, slug, None, (&page.title, &page.body)).await?;
    }
    let presets: Vec<_> = file
        .presets
        .iter()
        .map(|preset| DeclinePreset {
            label: preset.label.clone(),
            message: preset.message.clone(),
        })
        .collect();
    settings::save_presets(connection, &context, &presets).await?;
    if file.categories.is_empty() {
        return Ok(());
    }
    let change_id = open_change(connection, &context).await?;
    let mut waiting: Vec<(&CategoryRecord, Option<i64>)> = file
        .categories
        .iter()
        .rev()
        .map(|category| (category, None))
        .collect();
    while let Some((category, parent_id)) = waiting.pop() {
        let fields = category_fields(category, parent_id)?;
        let change = Change::CreateCategory(fields);
        let id = apply_part(connection, &context, change_id, change).await?;
        for entry in &category.entries {
            let fields = entry_fields(entry, id).with_context(|| entry.title.clone())?;
            apply_part(connection, &context, change_id, Change::CreateEntry(fields)).await?;
        }
        waiting.extend(
            category
                .categories
                .iter()
                .rev()
                .map(|below| (below, Some(id))),
        );
    }
    Ok(())
}

fn category_fields(
    record: &CategoryRecord,
    parent_id: Option<i64>,
) -> anyhow::Result<CategoryFields> {
    Ok(CategoryFields {
        title: record.title.clone(),
        slug: record.slug.clone(),
        parent_id,
        introduction: record.introduction.clone(),
        caveat: caveat(record.caveat_kind.as_deref(), &record.caveat)?,
    })
}

fn entry_fields(record: &EntryRecord, category_id: i64) -> anyhow::Result<EntryFields> {
    Ok(EntryFields {
        url: LinkUrl::parse(&record.url, LinkPolicy::default())?,
        title: record.title.clone(),
        category_id,
        description: record.description.clone(),
        caveat: caveat(record.caveat_kind.as_deref(), &record.caveat)?,
        licence: Licence::parse_field(&record.licence)?,
        organisation: record.organisation.clone(),
        tags: record.tags.clone(),
        language: record.language.clone(),
        featured: record.featured,
        question: record.question.clone(),
    })
}

fn caveat(kind: Option<&str>, text: &str) -> anyhow::Result<Option<Caveat>> {
    if text.is_empty() {
        return Ok(None);
    }
    let kind = kind.map_or(Ok(CaveatKind::default()), |word| {
        CaveatKind::parse(word).ok_or_else(|| anyhow!("no kind of caveat is called {word}"))
    })?;
    Ok(Some(Caveat {
        kind,
        text: text.to_owned(),
    }))
}
