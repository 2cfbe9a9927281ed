//! What the lists of blocked sites and of blocked words have in common: the page, and the form.

use askama::Template;
use serde::Deserialize;

use crate::accounts::{User, desk_layout};
use crate::db::Connection;
use crate::directory::entry_input::line;
use crate::error::Result;
use crate::settings::load_settings;
use crate::settings::pages_desk::{Section, sections};
use crate::text::dates::Dates;
use crate::web::layout::{DeskTab, Layout};
use crate::web::{FormErrors, Notice};

/// The longest reason, in characters.
const LONGEST_WHY: usize = 200;

/// The words of one list.
pub(super) struct List {
    pub path: &'static str,
    pub title: &'static str,
    pub lede: &'static str,
    pub empty: &'static str,
    pub add: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    /// What the button that unblocks is called.
    pub field: &'static str,
}

/// One thing that is blocked.
pub(super) struct Row {
    pub name: String,
    pub why: String,
    pub blocked_at: i64,
    /// How many suggestions lie in the spam pile because of it and nothing else.
    pub folded: i64,
}

/// What the page sends: a name in one of the first three.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct BlockForm {
    /// A site to unblock.
    pub host: String,
    /// A word to unblock.
    pub word: String,
    /// A site to unblock, with everything that its blocking moved to the spam pile.
    pub r#return: String,
    /// What to block.
    pub new: String,
    /// Why.
    pub why: String,
}

impl BlockForm {
    /// The reason, cleaned.
    pub(super) fn checked_why(&self, errors: &mut FormErrors) -> String {
        line("why", "reason", &self.why, LONGEST_WHY, errors)
    }
}

#[derive(Template)]
#[template(path = "moderation/blocked.html")]
pub(super) struct BlockedPage {
    layout: Layout,
    sections: Vec<Section>,
    pub notice: Option<Notice>,
    pub errors: FormErrors,
    pub form: BlockForm,
    list: &'static List,
    rows: Vec<Row>,
    dates: Dates,
}

/// The page of a list.
pub(super) async fn draw(
    connection: &mut Connection,
    user: &User,
    list: &'static List,
    rows: Vec<Row>,
) -> Result<BlockedPage> {
    Ok(BlockedPage {
        layout: desk_layout(connection, user, DeskTab::Settings).await?,
        sections: sections(list.path),
        notice: None,
        errors: FormErrors::default(),
        form: BlockForm::default(),
        list,
        rows,
        dates: Dates::new(&load_settings(connection).await?.state.time_zone),
    })
}
