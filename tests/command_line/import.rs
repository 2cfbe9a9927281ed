//! `signpost import` as a process.

use std::fs;

use super::{run, stdout};

const LIST: &str = "# Things\n\n## Tools\n\n- [A tool](https://a.example/) - Does things.\n\
    - [Again](http://www.a.example)\n- [Mail](mailto:a@b.example)\n";

fn json(output: &std::process::Output) -> serde_json::Value {
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_list_is_planned_imported_once_and_reported() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("things.md"), LIST).unwrap();
    let planned = stdout(&run(at, &["import", "things.md", "--dry-run"]));
    assert!(
        planned.contains("Added: 1") && planned.contains("Nothing was written"),
        "{planned}"
    );
    assert!(
        !at.join("signpost.db").exists(),
        "a dry run makes no database"
    );

    let first = json(&run(
        at,
        &["import", "things.md", "--json", "--into", "Found"],
    ));
    for (name, count) in [
        ("added", 1),
        ("updated", 0),
        ("unchanged", 0),
        ("skipped", 1),
        ("duplicates", 1),
    ] {
        assert_eq!(first[name], count, "{name}: {first}");
    }
    let problem = &first["problems"][1];
    assert_eq!(
        (&problem["file"], &problem["line"]),
        (&"things.md".into(), &7.into())
    );
    assert!(
        problem["reason"].as_str().unwrap().contains("mailto"),
        "{first}"
    );
    let again = json(&run(
        at,
        &["import", "things.md", "--json", "--into", "found"],
    ));
    assert_eq!(
        (&again["added"], &again["unchanged"]),
        (&0.into(), &1.into())
    );
    assert_eq!(again["change"], serde_json::Value::Null);
}

#[test]
fn what_cannot_be_read_changes_nothing_and_says_why_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("words.md"), "no link at all").unwrap();
    fs::write(
        at.join("half.json"),
        "{\"format\": \"signpost/1\", \"site\": {",
    )
    .unwrap();
    fs::create_dir(at.join("empty")).unwrap();
    for (arguments, reason) in [
        (["import", "words.md"], "no link"),
        (["import", "half.json"], "half.json"),
        (["import", "missing.md"], "missing.md"),
        (["import", "empty"], "no file"),
    ] {
        let output = run(at, &arguments);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(
            text.starts_with("signpost: ") && text.contains(reason),
            "{text}"
        );
        assert_eq!((text.lines().count(), output.stdout.len()), (1, 0));
    }
    assert!(!at.join("signpost.db").exists());
    assert_eq!(run(at, &["import"]).status.code(), Some(2));
    assert_eq!(
        run(at, &["import", "words.md", "--format", "word"])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn a_folder_is_one_list_and_may_go_to_the_queue() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir_all(at.join("lists/below/.hidden")).unwrap();
    fs::write(
        at.join("lists/a.md"),
        "## Tools\n\n- [A](https://a.example/)\n",
    )
    .unwrap();
    fs::write(
        at.join("lists/below/b.md"),
        "## Tools\n\n- [B](https://b.example/)\n",
    )
    .unwrap();
    fs::write(
        at.join("lists/below/.hidden/c.md"),
        "- [C](https://c.example/)\n",
    )
    .unwrap();
    fs::write(at.join("lists/notes.bin"), "x").unwrap();
    let queued = json(&run(at, &["import", "lists", "--to-queue", "--json"]));
    assert_eq!(
        (&queued["queued"], &queued["added"]),
        (&2.into(), &0.into()),
        "{queued}"
    );
    let again = json(&run(at, &["import", "lists", "--to-queue", "--json"]));
    assert_eq!(
        (&again["queued"], &again["unchanged"]),
        (&0.into(), &2.into()),
        "{again}"
    );
}
