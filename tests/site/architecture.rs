//! The shape of the code: who may import whom, where SQL lives, how long a file may be. The
//! levels are explained in the crate's documentation.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms by level. A file may use its own room and every level below.
const LEVELS: [&[&str]; 7] = [
    &[
        "clock", "config", "db", "error", "keys", "outgoing", "paths", "text", "web",
    ],
    &["history", "settings"],
    &["accounts", "directory", "notify"],
    &["suggestions"],
    &["links", "transfer"],
    &["discovery", "moderation"],
    &[
        "api",
        "app",
        "cli",
        "lib",
        "logging",
        "main",
        "operations",
        "routes",
        "server",
    ],
];
/// What rooms of one level may use of each other.
const NEIGHBOURS: [(&str, &[&str]); 7] = [
    (
        "web",
        &["clock", "config", "db", "error", "keys", "paths", "text"],
    ),
    ("db", &["config", "clock", "error"]),
    ("keys", &["error"]),
    ("config", &["error"]),
    ("settings", &["history"]),
    // Who forgot a password is told how to set another.
    ("accounts", &["notify"]),
    ("outgoing", &["clock", "config", "error"]),
];
const LONGEST_FILE: usize = 250;

fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(root).unwrap().to_owned(), text));
            }
        }
    }
    found.sort();
    found
}

fn is_test(path: &Path) -> bool {
    path.iter()
        .any(|part| part == "tests" || part == "tests.rs")
        || path.to_string_lossy().ends_with("_tests.rs")
}

/// The code of a file without its unit tests.
fn product(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap()
}

fn room(path: &Path) -> String {
    let part = path.iter().nth(1).unwrap().to_string_lossy();
    part.trim_end_matches(".rs").to_owned()
}

fn level(room: &str) -> usize {
    let found = LEVELS.iter().position(|rooms| rooms.contains(&room));
    found.unwrap_or_else(|| panic!("the room {room} has no level: give it one in this test"))
}

fn names_after<'a>(text: &'a str, marker: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(marker).map(move |(at, _)| {
        let rest = &text[at + marker.len()..];
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        &rest[..end]
    })
}

#[test]
fn a_file_uses_only_what_lies_below_it() {
    for (path, text) in files("src", ".rs") {
        if is_test(&path) {
            continue;
        }
        let own = room(&path);
        // The pages of settings, history and notify stand above the features that they show.
        let shows = ["settings", "history", "notify"].contains(&own.as_str())
            && path
                .iter()
                .skip(2)
                .any(|part| part.to_string_lossy().starts_with("pages"));
        let height = if shows { 5 } else { level(&own) };
        let code: String = product(&text)
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .flat_map(|line| [line, "\n"])
            .collect();
        for used in names_after(&code, "crate::") {
            let neighbours = NEIGHBOURS.iter().find(|(room, _)| *room == own);
            let fine = used == own
                || level(used) < height
                || height == 6
                || neighbours.is_some_and(|(_, rooms)| rooms.contains(&used));
            assert!(fine, "{}: level {height} uses {used}", path.display());
        }
    }
}

#[test]
fn sql_lives_in_one_place_per_subject() {
    for (path, text) in files("src", ".rs") {
        let sql = path.iter().any(|part| part == "sql" || part == "sql.rs");
        let home = sql
            || ["src/db", "src/db.rs", "src/error.rs"]
                .iter()
                .any(|home| path.starts_with(home));
        let named = product(&text).contains("sqlx::");
        assert!(
            home || !named || is_test(&path),
            "{} names sqlx",
            path.display()
        );
    }
}

#[test]
fn one_module_alone_sends_requests() {
    for (path, text) in files("src", ".rs") {
        let named = ["reqwest", "hyper::client", "TcpStream::connect"]
            .iter()
            .find(|client| text.contains(**client));
        // The health check asks this very server, by the address that it listens on.
        let home = path.starts_with("src/outgoing")
            || path == Path::new("src/cli/healthcheck.rs")
            || is_test(&path);
        assert!(
            home || named.is_none(),
            "{} names {named:?}",
            path.display()
        );
    }
}

#[test]
fn files_are_small() {
    for (path, text) in files("src", ".rs") {
        let lines = text.lines().count();
        assert!(
            lines <= LONGEST_FILE,
            "{} has {lines} lines",
            path.display()
        );
    }
}

#[test]
fn every_template_is_used() {
    let templates = files("templates", ".html");
    let mut users: String = files("src", ".rs")
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    users.extend(templates.iter().map(|(_, text)| text.as_str()));
    for (path, _) in &templates {
        let name = path
            .strip_prefix("templates")
            .unwrap()
            .to_string_lossy()
            .into_owned();
        assert!(
            users.contains(&format!("\"{name}\"")),
            "nothing uses {name}"
        );
    }
}

#[test]
fn only_the_renderers_own_html_is_printed_unescaped() {
    let allowed: BTreeSet<&str> = ["_html|safe", "_html | safe", "data_block|safe"].into();
    for (path, text) in files("templates", ".html") {
        for line in text.lines().filter(|line| line.contains("safe")) {
            let filtered = line.matches("|safe").count() + line.matches("| safe").count();
            let ours: usize = allowed.iter().map(|form| line.matches(form).count()).sum();
            assert_eq!(filtered, ours, "{}: {line}", path.display());
        }
    }
}

#[test]
fn no_page_carries_inline_style_or_script() {
    for (path, text) in files("templates", ".html") {
        for forbidden in [" style=\"", "<style", "onclick=", "javascript:"] {
            assert!(!text.contains(forbidden), "{}: {forbidden}", path.display());
        }
        for (at, _) in text.match_indices("<script") {
            // Nothing runs in a data block.
            let tag = &text[at..at + text[at..].find('>').unwrap()];
            let inert = tag == "<script type=\"application/ld+json\"";
            assert!(inert || tag.contains("src="), "{}: {tag}", path.display());
        }
    }
}
