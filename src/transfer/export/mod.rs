//! The directory on its way out, a piece at a time.
//!
//! Only the categories are held in memory; entries are read by key, a page at a time, each page in
//! a statement of its own on a connection that is given back before anything is sent. So a slow
//! reader holds neither a connection nor a snapshot of the database, and a million entries take no
//! more memory than a thousand.
//!
//! The price is that the directory may change between two pages. A copy that mixes two versions
//! could hold an entry twice or not at all, so it is never finished: after each page the directory
//! version is read again, and when it moved the export ends as [`Interrupted::Changed`]. Whoever
//! has not sent anything yet begins again; a download that is under way breaks off, so that no
//! reader and no cache can take half of it for the whole.

mod download;
pub mod pages;
mod sql;

pub use download::Exports;

pub use self::sql::Mark;
use super::json::{PageRecord, SiteRecord};
use super::write::{ExportFormat, Skeleton, Writer, caveat_fields};
use crate::db::Db;
use crate::error::AppError;
use crate::settings::{self, PageSlug};

/// How many entries are read at once: a few milliseconds' work.
const PAGE: i64 = 500;
/// How much text makes a piece, in bytes.
const PIECE: usize = 64 * 1024;
/// How often reading the frame is tried again while somebody keeps changing the directory.
const FRAME_TRIES: usize = 5;

/// Why an export ended before its end.
#[derive(Debug, thiserror::Error)]
pub enum Interrupted {
    /// The directory changed meanwhile.
    #[error("the directory changed while it was being written: try again")]
    Changed,
    /// The database did not answer.
    #[error(transparent)]
    Failed(#[from] AppError),
}

/// The frame of an export, as it stood at one version of the directory.
#[derive(Clone, Debug)]
pub struct Source {
    db: Db,
    /// The directory version that everything is of.
    pub version: i64,
    /// All but the entries.
    pub skeleton: Skeleton,
}

impl Source {
    /// Reads the frame.
    ///
    /// # Errors
    /// When the database does not answer, was never set up, or changes all the time.
    pub async fn open(db: &Db, base_url: Option<String>) -> Result<Self, Interrupted> {
        for _ in 0..FRAME_TRIES {
            let mut connection = db.read().await?;
            let version = sql::directory_version(&mut connection).await?;
            let categories = sql::list_categories(&mut connection).await?;
            let state = settings::load_settings(&mut connection).await?.state;
            let mut pages = Vec::new();
            for slug in PageSlug::ALL {
                let page = settings::find_page(&mut connection, slug).await?;
                pages.push(PageRecord {
                    slug: slug.as_str().to_owned(),
                    title: page.title,
                    body: page.body,
                });
            }
            if sql::directory_version(&mut connection).await? != version {
                continue;
            }
            let (caveat_kind, caveat) = caveat_fields(state.caveat.as_ref());
            let skeleton = Skeleton {
                licence_url: settings::licence_url(&state.data_licence),
                site: SiteRecord {
                    title: state.title,
                    introduction: state.introduction,
                    invitation: state.invitation,
                    caveat_kind,
                    caveat,
                    contact: state.contact,
                    data_licence: state.data_licence,
                    time_zone: state.time_zone,
                    decision_target_days: state.decision_target_days,
                },
                pages,
                categories,
                base_url,
            };
            return Ok(Self {
                db: db.clone(),
                version,
                skeleton,
            });
        }
        Err(Interrupted::Changed)
    }

    /// Before the first entry of any category.
    pub const START: Mark = (i64::MIN, i64::MIN);

    /// The next entries of a category after `mark`, and where they end unless it was the last
    /// page.
    ///
    /// # Errors
    /// [`Interrupted`], also when the directory changed since the frame was read.
    pub async fn page(
        &self,
        category_id: i64,
        mark: Mark,
    ) -> Result<(Vec<super::write::ExportedEntry>, Option<Mark>), Interrupted> {
        let mut connection = self.db.read().await?;
        let page = sql::list_entries_after(&mut connection, category_id, mark, PAGE).await?;
        drop(connection);
        // Asked afterwards: what was read is of a version no newer than this.
        self.expect_current().await?;
        Ok(page)
    }

    /// Fails when the directory changed since the frame was read.
    ///
    /// # Errors
    /// [`Interrupted`].
    pub async fn expect_current(&self) -> Result<(), Interrupted> {
        let mut connection = self.db.read().await?;
        if sql::directory_version(&mut connection).await? == self.version {
            Ok(())
        } else {
            Err(Interrupted::Changed)
        }
    }
}

/// One export under way.
pub struct Export {
    source: Source,
    writer: Box<dyn Writer>,
    /// What is to be written next; none after the end.
    next: Option<Step>,
}

enum Step {
    Begin,
    Category(usize),
    Entries(usize, Mark),
    End,
}

impl Export {
    /// An export of all of `source`.
    pub fn new(source: Source, format: ExportFormat) -> Self {
        let writer = format.writer(&source.skeleton);
        Self {
            source,
            writer,
            next: Some(Step::Begin),
        }
    }

    /// The next piece, or `None` when all is written.
    ///
    /// # Errors
    /// [`Interrupted`]; what was written so far is no whole.
    pub async fn next(&mut self) -> Result<Option<String>, Interrupted> {
        let mut out = String::with_capacity(PIECE + PIECE / 4);
        while out.len() < PIECE {
            let Some(step) = self.next.take() else {
                break;
            };
            self.next = self.step(step, &mut out).await?;
        }
        Ok((!out.is_empty()).then_some(out))
    }

    async fn step(&mut self, step: Step, out: &mut String) -> Result<Option<Step>, Interrupted> {
        let categories = &self.source.skeleton.categories;
        let then = match step {
            Step::Begin => {
                self.writer.begin(out);
                Step::Category(0)
            }
            Step::Category(number) => match categories.get(number) {
                Some(category) => {
                    self.writer.category(category, out);
                    Step::Entries(number, Source::START)
                }
                None => Step::End,
            },
            Step::Entries(number, mark) => {
                let id = categories.get(number).map_or(0, |category| category.id);
                let (entries, mark) = self.source.page(id, mark).await?;
                for entry in &entries {
                    self.writer.entry(entry, out);
                }
                match mark {
                    Some(mark) => Step::Entries(number, mark),
                    None => Step::Category(number + 1),
                }
            }
            Step::End => {
                self.writer.end(out);
                return Ok(None);
            }
        };
        Ok(Some(then))
    }
}
