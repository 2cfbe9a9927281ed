//! Who publishes what programs read: feeds and descriptions of pages.

use super::frame::data_licence;
use super::{find_site, load_settings};
use crate::config::Config;
use crate::db::Connection;
use crate::error::Result;
use crate::paths;
use crate::text::markdown::first_paragraph;
use crate::web::feed::Author;

/// The site as programs are told of it.
#[derive(Clone, Debug)]
pub struct Publisher {
    /// What tells this site from every other, for ever.
    pub uid: String,
    /// When it began, UTC milliseconds.
    pub began_at: i64,
    /// What every absolute address begins with, without a slash at the end.
    pub origin: String,
    /// Its title.
    pub title: String,
    /// A sentence or two about it, plain text; may be empty.
    pub summary: String,
    /// Under which licence titles and descriptions may be reused, in a sentence.
    pub rights: Option<String>,
}

impl Publisher {
    /// As the settings say.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn load(connection: &mut Connection, config: &Config) -> Result<Self> {
        let site = find_site(connection).await?;
        let settings = load_settings(connection).await?.state;
        let licence = data_licence(&settings.data_licence);
        Ok(Self {
            uid: site.uid,
            began_at: site.created_at,
            origin: config.origin(),
            summary: first_paragraph(&settings.introduction),
            title: settings.title,
            rights: licence.map(|licence| match licence.url {
                Some(url) => format!("Free to reuse under {}: {url}", licence.label),
                None => format!("Free to reuse under {}", licence.label),
            }),
        })
    }

    /// One of our addresses with the origin in front.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The site as the author of a feed.
    pub fn author(&self) -> Author {
        Author {
            name: self.title.clone(),
            home: self.absolute(paths::HOME),
        }
    }
}
