//! Lists that other people wrote, counted against a reference. They are no part of the project:
//! the folder lies beside it, or where `SIGNPOST_CORPUS` says.
//!
//! `expected.json` counts what a curator listed by rules that its `SOURCES.md` explains, and names
//! some entries of every list. Reading has to find them all, each with its title and its headings.
//! What differs is either accounted for by a rule below, which knows no list by name, or a fault.

#[path = "corpus/compare.rs"]
mod compare;
#[path = "corpus/reference.rs"]
mod reference;

use std::path::{Path, PathBuf};
use std::time::Instant;

use signpost::transfer::list::{Limits, ReadList};
use signpost::transfer::read::{SourceFile, read};

use compare::{Comparison, compare};
use reference::{Reference, reference};

fn folder() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    std::env::var_os("SIGNPOST_CORPUS").map_or(beside, PathBuf::from)
}

fn source(name: &str) -> SourceFile {
    let bytes = std::fs::read(folder().join(name)).unwrap();
    let name = name.to_owned();
    SourceFile { name, bytes }
}

/// The most memory that this process has held, where the system tells.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("unknown".to_owned(), |size| size.trim().to_owned())
}

/// A file that holds no list may say so instead of being read.
fn read_one(file: &SourceFile, expected: &Reference) -> ReadList {
    match read(std::slice::from_ref(file), None, Limits::COMMAND_LINE) {
        Ok(list) => list,
        Err(error) if expected.entries == 0 => {
            println!("{}: {error}", file.name);
            ReadList::default()
        }
        Err(error) => panic!("{}: {error}", file.name),
    }
}

#[test]
#[ignore = "needs the folder of lists that isn't part of the project"]
fn every_list_is_read_whole() {
    let mut faults = Vec::new();
    println!(
        "{:<62} {:>9} {:>6} {:>8} {:>7}  differences",
        "list", "reference", "found", "ms", "MB/s"
    );
    let (mut entries, mut found) = (0, 0);
    for (name, expected) in reference(&folder()) {
        let file = source(&name);
        let begin = Instant::now();
        let list = read_one(&file, &expected);
        let seconds = begin.elapsed().as_secs_f64();
        let Comparison {
            counted,
            notes,
            faults: wrong,
        } = compare(&list, &expected, &file.bytes);
        #[allow(clippy::cast_precision_loss)] // for people to read
        let speed = file.bytes.len() as f64 / 1e6 / seconds;
        let short: String = name.chars().take(62).collect();
        println!(
            "{short:<62} {:>9} {counted:>6} {:>8.1} {speed:>7.1}  {}",
            expected.entries,
            seconds * 1e3,
            notes.join("; ")
        );
        entries += expected.entries;
        found += counted.min(expected.entries);
        faults.extend(wrong.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    println!("{entries} entries in the reference, {found} of them found");
    println!("{} at most in memory", most_memory());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
#[ignore = "needs the folder of lists that isn't part of the project"]
fn a_folder_of_records_is_one_list() {
    let mut folders: Vec<(String, Vec<SourceFile>, usize)> = Vec::new();
    for (name, expected) in reference(&folder()) {
        if expected.format == "yaml-record" {
            let list = name.split('/').next().unwrap().to_owned();
            if folders.last().is_none_or(|(last, ..)| *last != list) {
                folders.push((list, Vec::new(), 0));
            }
            let (_, files, entries) = folders.last_mut().unwrap();
            files.push(source(&name));
            *entries += expected.entries;
        }
    }
    assert!(!folders.is_empty());
    for (name, files, entries) in folders {
        let list = read(&files, None, Limits::COMMAND_LINE).unwrap();
        println!(
            "{name}: {} files, {entries} entries in the reference, {} found",
            files.len(),
            list.entries.len()
        );
        assert_eq!(list.entries.len(), entries, "{name}");
    }
}
