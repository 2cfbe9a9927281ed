//! A repository beside a site, and the people who commit to it.

use std::fs;
use std::path::{Path, PathBuf};

use git2::{Commit, FileMode, Oid, Repository, Signature, Time};
use signpost::config::BaseUrl;
use signpost::transfer::mirror::{Mirror, MirrorReport};
use tempfile::TempDir;

use crate::support::editing::filled;
use crate::support::people::Person;
use crate::support::site::TestSite;

/// The list.
pub const LIST: &str = "README.md";

/// A folder for a repository, and the mirror of a site in it.
pub struct Mirrored<'a> {
    site: &'a TestSite,
    folder: TempDir,
}

impl<'a> Mirrored<'a> {
    /// Of a site, with nothing in the folder yet.
    pub fn of(site: &'a TestSite) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { site, folder }
    }

    /// The folder.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("links")
    }

    /// The mirror over it.
    pub fn mirror(&self) -> Mirror {
        let app = self.site.app();
        let tools = (app.db.clone(), app.clock.clone(), app.keys.clone());
        let base_url: BaseUrl = "https://links.example.org".parse().unwrap();
        Mirror::new(&app.config, &base_url, tools, &self.path())
    }

    /// Runs it.
    pub async fn run(&self) -> MirrorReport {
        self.mirror().run().await.unwrap()
    }

    /// Runs it, and says why it would not.
    pub async fn refused(&self) -> String {
        format!("{:#}", self.mirror().run().await.unwrap_err())
    }

    /// The repository.
    pub fn repo(&self) -> Repository {
        Repository::open(self.path()).unwrap()
    }

    /// The messages of the branch, the newest first.
    pub fn log(&self) -> Vec<String> {
        let repo = self.repo();
        let mut walk = repo.revwalk().unwrap();
        walk.set_sorting(git2::Sort::TOPOLOGICAL).unwrap();
        walk.push_head().unwrap();
        let message = |id: Result<Oid, _>| repo.find_commit(id.unwrap()).unwrap();
        walk.map(|id| message(id).message().unwrap().to_owned())
            .collect()
    }

    /// The first lines of [`Self::log`].
    pub fn subjects(&self) -> Vec<String> {
        let first = |message: String| message.lines().next().unwrap().to_owned();
        self.log().into_iter().map(first).collect()
    }

    /// A file at the newest commit of the branch.
    pub fn file(&self, name: &str) -> String {
        let repo = self.repo();
        let tree = repo.head().unwrap().peel_to_tree().unwrap();
        let blob = repo.find_blob(tree.get_name(name).unwrap().id()).unwrap();
        String::from_utf8(blob.content().to_vec()).unwrap()
    }

    /// Somebody's commit: the list with one text in the place of another.
    pub fn commit_edit(&self, from: &str, to: &str, message: &str) -> Oid {
        let list = self.file(LIST);
        assert!(list.contains(from), "{from:?} is not in:\n{list}");
        self.commit(LIST, list.replace(from, to).as_bytes(), message)
    }

    /// Somebody's commit of one file.
    pub fn commit(&self, name: &str, content: &[u8], message: &str) -> Oid {
        let repo = self.repo();
        let blob = repo.blob(content).unwrap();
        self.commit_entry(name, (blob, FileMode::Blob), message)
    }

    /// Somebody's commit of whatever a tree can hold under a name.
    pub fn commit_entry(&self, name: &str, (id, mode): (Oid, FileMode), message: &str) -> Oid {
        let repo = self.repo();
        let head = repo.head().ok().map(|head| head.peel_to_commit().unwrap());
        let before = head.as_ref().map(|head| head.tree().unwrap());
        let mut builder = repo.treebuilder(before.as_ref()).unwrap();
        builder.insert(name, id, mode.into()).unwrap();
        let tree = repo.find_tree(builder.write().unwrap()).unwrap();
        let who =
            Signature::new("Robin Reader", "robin@private.example", &Time::new(0, 0)).unwrap();
        let parents: Vec<&Commit<'_>> = head.iter().collect();
        let id = repo
            .commit(Some("HEAD"), &who, &who, message, &tree, &parents)
            .unwrap();
        if !repo.is_bare() {
            let mut all = git2::build::CheckoutBuilder::new();
            repo.checkout_head(Some(all.force())).unwrap();
        }
        id
    }

    /// Every object of the repository, as text.
    pub fn everything(&self) -> String {
        let repo = self.repo();
        let odb = repo.odb().unwrap();
        let mut ids = Vec::new();
        odb.foreach(|id| {
            ids.push(*id);
            true
        })
        .unwrap();
        let read = |id: Oid| odb.read(id).unwrap().data().to_vec();
        let all: Vec<u8> = ids.into_iter().flat_map(read).collect();
        String::from_utf8_lossy(&all).into_owned()
    }

    /// A file in the working tree.
    pub fn on_disk(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Whether git sees anything that is not committed.
    pub fn is_clean(&self) -> bool {
        let repo = self.repo();
        let mut options = git2::StatusOptions::new();
        options.include_untracked(true);
        let found = repo.statuses(Some(&mut options)).unwrap();
        found.is_empty()
    }
}

/// Approves a suggestion as it stands.
pub async fn approve(moderator: &Person, id: i64) {
    let path = format!("/admin/suggestions/{id}");
    let page = moderator.get(&path).await;
    let fields = filled(
        &page,
        ".decide form[novalidate]",
        &[("decision", "approve")],
    );
    let reply = moderator.send(&format!("{path}/decision"), &fields).await;
    reply.assert_status(303);
}

/// Makes a bare repository.
pub fn init_bare(path: &Path) {
    let mut options = git2::RepositoryInitOptions::new();
    options.bare(true).initial_head("main").mkpath(true);
    Repository::init_opts(path, &options).unwrap();
}
