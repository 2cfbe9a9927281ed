//! What the product is built from: no release with a known fault, no licence that does not fit.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use spdx::{Expression, ParseMode};

/// Licences that may stand beside the product's own.
const LICENCES: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
];

type Version = Vec<u64>;

/// The version without what follows a hyphen or a plus.
fn version(text: &str) -> Version {
    let core = text.split(['-', '+']).next().unwrap();
    core.split('.').map(|part| part.parse().unwrap()).collect()
}

fn file(name: &str) -> String {
    fs::read_to_string(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Every crate of the lock file with its versions.
fn locked() -> BTreeMap<String, Vec<Version>> {
    let lock: toml::Table = file("Cargo.lock").parse().unwrap();
    let mut locked = BTreeMap::<_, Vec<_>>::new();
    for package in lock["package"].as_array().unwrap() {
        let (name, found) = (&package["name"], &package["version"]);
        let versions = locked.entry(name.as_str().unwrap().to_owned());
        let found = version(found.as_str().unwrap());
        versions.or_default().push(found);
    }
    locked
}

#[test]
fn no_dependency_is_older_than_its_floor() {
    let (locked, floors) = (locked(), file(".ci/floors.txt"));
    let mut held = 0;
    for line in floors.lines().filter(|line| !line.starts_with('#')) {
        let (name, floor) = line.split_once(' ').expect("a crate and a version");
        let exact = floor.strip_prefix('=');
        let least = version(exact.unwrap_or(floor));
        for found in locked.get(name).into_iter().flatten() {
            let good = *found == least || (exact.is_none() && *found > least);
            assert!(good, "{name} {found:?} is not {floor}");
            held += 1;
        }
    }
    assert!(held >= 2, "at least ammonia and the engine are there");
}

#[test]
fn no_crate_comes_in_three_versions() {
    let thrice: Vec<_> = locked()
        .into_iter()
        .filter(|(name, versions)| versions.len() > 2 && !name.starts_with("windows"))
        .collect();
    assert!(thrice.is_empty(), "{thrice:?}");
}

#[test]
fn every_licence_fits() {
    let tree = ["tree", "--offline", "--locked", "--edges", "normal,build"];
    let output = Command::new(env!("CARGO"))
        .args(tree)
        .args(["--prefix", "none", "--format", "{p}|{l}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let mut seen = 0;
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        // A crate that was shown before is marked with a star.
        let (name, licence) = line.trim_end_matches(" (*)").split_once('|').unwrap();
        if name.starts_with("signpost ") {
            continue;
        }
        let licence = Expression::parse_mode(licence, ParseMode::LAX).expect(name);
        let fits = licence.evaluate(|need| {
            let id = need.license.id();
            id.is_some_and(|id| LICENCES.contains(&id.name))
        });
        assert!(fits, "{name} is under {licence}");
        seen += 1;
    }
    assert!(seen > 100, "{seen} is not all of them");
}
