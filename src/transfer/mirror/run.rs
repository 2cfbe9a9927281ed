//! One run of the mirror, from looking at the branch to moving it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, bail};
use git2::Oid;
use tokio::task::spawn_blocking;

use super::message::Address;
use super::past::Past;
use super::report::{MirrorReport, WrittenCommit};
use super::repository::Place;
use super::seal::Sealed;
use super::steps::{Step, rewind};
use super::theirs::Theirs;
use super::walk::{Seen, look};
use super::write::{NewCommit, Writing};
use super::{restore, sql};
use crate::clock::Clock;
use crate::config::{BaseUrl, Config};
use crate::db::Db;
use crate::directory::LinkPolicy;
use crate::keys::Keys;
use crate::notify::Outbox;

/// How often a run begins again because somebody moved the branch meanwhile.
const MOST_TRIES: usize = 5;

/// Mirrors a directory into the git repository in a folder. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Mirror {
    pub(super) db: Db,
    pub(super) clock: Clock,
    pub(super) keys: Keys,
    pub(super) outbox: Outbox,
    pub(super) links: LinkPolicy,
    address: Arc<Address>,
    base_url: Option<String>,
    folder: Arc<PathBuf>,
    /// The newest commit and the newest change when there was nothing to do last.
    done: Arc<Mutex<Option<(Oid, i64)>>>,
}

/// What was found in the repository.
struct Found {
    place: Place,
    seen: Seen,
    theirs: Theirs,
}

/// What is to be written.
struct Plan {
    /// The directory as our newest commit shows it, or as it stands when there is none.
    past: Past,
    /// What our newest commit shows; none to begin with a commit of the whole.
    ours: Option<Sealed>,
    /// Every change since.
    steps: Vec<Step>,
    /// The newest change of all.
    newest: i64,
    /// What the site is called.
    title: String,
    now: i64,
}

impl Mirror {
    /// Over an open database; `base_url` is where the site is seen.
    pub fn new(
        config: &Config,
        base_url: &BaseUrl,
        (db, clock, keys): (Db, Clock, Keys),
        folder: &Path,
    ) -> Self {
        Self {
            outbox: Outbox::new(config, keys.clone()),
            links: LinkPolicy {
                allow_private: config.allow_private_networks,
                allow_ftp: false,
            },
            address: Arc::new(Address {
                origin: base_url.to_string(),
            }),
            base_url: config.base_url.as_ref().map(ToString::to_string),
            folder: Arc::new(folder.to_owned()),
            done: Arc::default(),
            db,
            clock,
            keys,
        }
    }

    /// Reads what others propose, and writes what changed since the last run.
    ///
    /// # Errors
    /// In plain words: what is wrong with the folder, or that the database does not answer.
    /// Nothing is lost then; the next run goes on where this one began.
    pub async fn run(&self) -> anyhow::Result<MirrorReport> {
        for _ in 0..MOST_TRIES {
            let tried = self.try_once().await;
            let tried =
                tried.with_context(|| format!("the mirror in {}", self.folder.display()))?;
            if let Some(report) = tried {
                return Ok(report);
            }
        }
        bail!("somebody else keeps moving the branch of the mirror: it is tried again next time")
    }

    /// `None` when somebody moved the branch meanwhile.
    async fn try_once(&self) -> anyhow::Result<Option<MirrorReport>> {
        let (folder, keys) = (Arc::clone(&self.folder), self.keys.clone());
        let found = spawn_blocking(move || find(&folder, &keys)).await??;
        let newest = sql::newest_change(&mut *self.db.read().await?).await?;
        let here = found.seen.head.map(|head| (head, newest));
        if here.is_some() && *self.last_done() == here {
            return Ok(Some(MirrorReport::default()));
        }
        let plan = self.plan(&found.seen).await?;
        let mut report = MirrorReport::default();
        if let Some(ours) = &plan.ours {
            report.notes.clone_from(&found.theirs.notes);
            let wrote = (&plan.past, ours.change);
            self.take_proposals(&found.theirs, wrote, &mut report)
                .await?;
        }
        let mirror = self.clone();
        let written = spawn_blocking(move || mirror.write(found, plan, report)).await??;
        if written
            .as_ref()
            .is_some_and(|report| report.commits.is_empty())
        {
            *self.last_done() = here;
        }
        Ok(written)
    }

    /// A value that is whole at any time, so a panic beside it breaks nothing.
    fn last_done(&self) -> MutexGuard<'_, Option<(Oid, i64)>> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn plan(&self, seen: &Seen) -> anyhow::Result<Plan> {
        let mut connection = self.db.read().await?;
        let mut still = sql::begin(&mut connection).await?;
        let newest = sql::newest_change(&mut still).await?;
        let mut past = sql::load_present(&mut still).await?;
        let title = past.settings.title.clone();
        let ours = seen.ours.clone().filter(|ours| ours.change <= newest);
        let steps = match &ours {
            Some(ours) => rewind(&mut still, &mut past, ours.change).await?,
            None => Vec::new(),
        };
        Ok(Plan {
            past,
            ours,
            steps,
            newest,
            title,
            now: self.clock.now(),
        })
    }

    /// Writes every commit and moves the branch; `None` when somebody else moved it meanwhile.
    fn write(
        &self,
        found: Found,
        plan: Plan,
        mut report: MirrorReport,
    ) -> anyhow::Result<Option<MirrorReport>> {
        let Plan { mut past, ours, .. } = plan;
        let who = (&*self.address, plan.title.as_str());
        let mut writing = Writing::new(&found.place, &self.keys, who, found.seen.head);
        let first = match &ours {
            Some(_) => restore::message(&found.seen, &report),
            None => restore::first_message(&found.seen, &past, plan.newest),
        };
        let new = NewCommit {
            message: &first,
            change: ours.map_or(plan.newest, |ours| ours.change),
            at: plan.now,
        };
        let mut add = |past: &Past, new: NewCommit<'_>, change| -> anyhow::Result<()> {
            let files = past.files(self.base_url.as_deref());
            if let Some(id) = writing.add(new, &files)? {
                report.commits.push(WrittenCommit {
                    id: id.to_string(),
                    change,
                    subject: new.message.subject.clone(),
                });
            }
            Ok(())
        };
        add(&past, new, None)?;
        for step in plan.steps {
            let (change, at) = (step.change, step.at);
            let message = &step.apply(&mut past);
            let new = NewCommit {
                message,
                change,
                at,
            };
            add(&past, new, Some(change))?;
        }
        Ok(writing.finish()?.then_some(report))
    }
}

fn find(folder: &Path, keys: &Keys) -> anyhow::Result<Found> {
    let place = Place::open(folder)?;
    let seen = look(&place, keys)?;
    let theirs = Theirs::read(&place.repo, &seen)?;
    Ok(Found {
        place,
        seen,
        theirs,
    })
}
