//! A site of its own for each test: the real router over a real database file.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU8, Ordering};

use axum::Router;
use signpost::accounts::hashing::Passwords;
use signpost::accounts::{self, NewUser, Role};
use signpost::app::App;
use signpost::clock::Clock;
use signpost::config::{Config, Environment, Flags};
use signpost::db::Db;
use signpost::keys::Keys;
use signpost::server::Shutdown;
use signpost::transfer::{Beginning, load_starter};
use sqlx::{Connection, Row, SqliteConnection};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::people::Person;

/// Where the site says it is.
pub const ORIGIN: &str = "https://links.example";
/// When every test begins: 22 November 2026, 10:00 UTC.
pub const NOW: i64 = 1_795_341_600_000;

/// A running site. Dropping it checks what must be true of every database.
pub struct TestSite {
    app: App,
    router: Router,
    origin: String,
    next_address: AtomicU8,
    folder: TempDir,
}

impl TestSite {
    /// A site with the starter directory.
    pub async fn new() -> Self {
        Self::with(Beginning::Starter, &[]).await
    }

    /// A site with nothing in it.
    pub async fn empty() -> Self {
        Self::with(Beginning::Empty, &[]).await
    }

    /// A site whose operator set these settings, by their keys in `signpost.toml`.
    pub async fn with(beginning: Beginning, settings: &[(&'static str, &str)]) -> Self {
        // Real hashing is tested once; everything else should not wait for it.
        let cheap = argon2::Params::new(8, 1, 1, None).unwrap();
        Self::build(beginning, settings, Passwords::new(cheap)).await
    }

    /// A site that hashes passwords as slowly as the product does.
    pub async fn with_real_hashing() -> Self {
        Self::build(Beginning::Empty, &[], Passwords::default()).await
    }

    async fn build(
        beginning: Beginning,
        settings: &[(&'static str, &str)],
        passwords: Passwords,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("signpost.db");
        std::fs::write(&path, new_database(beginning).await).unwrap();
        let mut flags = Flags::default();
        for (key, value) in [("base_url", ORIGIN)].iter().chain(settings) {
            flags.values.insert(key, (*value).to_owned());
        }
        let config = Config::from_sources(&flags, &Environment::new(), None).unwrap();
        let origin = config.base_url.as_ref().map(ToString::to_string);
        let origin = origin.unwrap_or_else(|| format!("http://{}", config.listen));
        let mut app = App::new(
            config,
            Db::open(&path).await.unwrap(),
            Clock::fixed(NOW),
            Keys::new([7; 32]),
            Shutdown::default(),
        );
        app.accounts.passwords = passwords;
        Self {
            router: app.clone().router(),
            app,
            origin,
            next_address: AtomicU8::new(1),
            folder,
        }
    }

    /// The database, to look behind the pages.
    pub fn db(&self) -> &Db {
        &self.app.db
    }

    /// The clock, to move it.
    pub fn clock(&self) -> &Clock {
        &self.app.clock
    }

    /// The time on the clock.
    pub fn now(&self) -> i64 {
        self.app.clock.now()
    }

    /// Where the database is.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("signpost.db")
    }

    /// What handlers share.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Somebody with a browser of their own, at an address of their own.
    pub fn visitor(&self) -> Person {
        let last = self.next_address.fetch_add(1, Ordering::Relaxed);
        // One network each: limits of the wider network are not shared by accident.
        let address = IpAddr::V4(Ipv4Addr::new(198, 18, last, 1));
        Person::new(self.router.clone(), &self.origin, address)
    }

    /// Somebody with a browser of their own, at another server over the same database.
    pub fn visitor_of(&self, app: App) -> Person {
        let address = IpAddr::V4(Ipv4Addr::new(198, 19, 0, 1));
        Person::new(app.router(), &self.origin, address)
    }

    /// A new moderator called `name`, signed in.
    pub async fn moderator(&self, name: &str) -> Person {
        self.signed_in(name, Role::Moderator).await
    }

    /// A new administrator called `name`, signed in.
    pub async fn administrator(&self, name: &str) -> Person {
        self.signed_in(name, Role::Administrator).await
    }

    async fn signed_in(&self, name: &str, role: Role) -> Person {
        let mut write = self.db().write().await.unwrap();
        let user = NewUser {
            name,
            email: None,
            role,
            password_hash: None,
        };
        let now = self.now();
        let id = accounts::insert_user(&mut write, &user, now).await.unwrap();
        let token = accounts::start_session(&mut write, id, "", now)
            .await
            .unwrap();
        write.commit().await.unwrap();
        let person = self.visitor();
        let cookie = accounts::cookie::Cookie::Session.set(&self.app.config, &token);
        person.store_cookie(cookie.to_str().unwrap());
        person
    }
}

/// The bytes of a new database, made once for all tests.
async fn new_database(beginning: Beginning) -> &'static [u8] {
    static STARTER: OnceCell<Vec<u8>> = OnceCell::const_new();
    static EMPTY: OnceCell<Vec<u8>> = OnceCell::const_new();
    let made = match beginning {
        Beginning::Starter => &STARTER,
        Beginning::Empty => &EMPTY,
    };
    made.get_or_init(async || {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("signpost.db");
        let db = Db::open(&path).await.unwrap();
        load_starter(&db, beginning, NOW).await.unwrap();
        db.close().await;
        std::fs::read(&path).unwrap()
    })
    .await
}

impl Drop for TestSite {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let path = self.path();
        // The test's own runtime is busy dropping this.
        let checked = std::thread::spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().build();
            runtime.unwrap().block_on(check(path));
        });
        if let Err(broken) = checked.join() {
            std::panic::resume_unwind(broken);
        }
    }
}

/// What must be true of every database, whatever was done to it.
async fn check(path: PathBuf) {
    let address = format!("sqlite://{}", path.display());
    let mut connection = SqliteConnection::connect(&address).await.unwrap();
    let broken = sqlx::query("PRAGMA foreign_key_check")
        .fetch_all(&mut connection)
        .await
        .unwrap();
    let tables: Vec<String> = broken.iter().map(|row| row.get(0)).collect();
    assert!(tables.is_empty(), "rows refer to nothing in {tables:?}");
    let undecided = sqlx::query(
        "SELECT s.reference || ' is ' || s.status || ' with ' || count(d.id) || ' decisions in force'
         FROM suggestions s LEFT JOIN decisions d
           ON d.suggestion_id = s.id AND d.undone_at IS NULL AND d.verdict <> 'ask'
         -- Whoever withdraws what was marked as spam is not told of the mark.
         WHERE NOT (s.status = 'withdrawn' AND d.verdict IS 'spam')
         GROUP BY s.id
         HAVING count(d.id) <> (s.status IN ('approved', 'declined', 'duplicate')
                             OR s.status = 'spam' AND s.decided_at IS NOT NULL)",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let wrong: Vec<String> = undecided.iter().map(|row| row.get(0)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
