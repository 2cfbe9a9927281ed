//! The git mirror as a command, and behind a running server.

use super::*;

#[test]
fn the_mirror_says_what_it_did_and_why_it_would_not() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let base_url = ["--base-url", "https://links.example.org"];
    let mirror = |more: &[&str]| {
        run(
            at,
            &[&["mirror", "--git", "links"], &base_url[..], more].concat(),
        )
    };
    let said = stdout(&mirror(&["--json"]));
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(report["commits"].as_array().unwrap().len(), 1);
    assert_eq!(
        report["commits"][0]["subject"],
        "The directory as it stands"
    );
    assert_eq!(report["proposals"], serde_json::json!([]));
    let list = fs::read_to_string(at.join("links/README.md")).unwrap();
    assert!(list.starts_with("# "), "{list}");
    let records = fs::read_to_string(at.join("links/directory.json")).unwrap();
    assert_eq!(
        records,
        stdout(&run(at, &[&["export"], &base_url[..]].concat()))
    );
    assert_eq!(stdout(&mirror(&[])), "", "nothing changed since");

    stdout(&run(at, &["mirror", "--git", "shared.git"]));
    assert!(at.join("shared.git/HEAD").exists(), "made to push to");

    fs::write(at.join("links/README.md"), "mine").unwrap();
    let refused = mirror(&[]);
    assert_eq!(refused.status.code(), Some(1));
    let reason = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(reason.lines().count(), 1, "{reason}");
    assert!(reason.contains("not committed"), "{reason}");
    assert_eq!(run(at, &["mirror"]).status.code(), Some(2));
}

#[test]
fn a_server_mirrors_in_the_background_and_lives_with_a_mirror_that_fails() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("signpost.toml"), "mirror = \"links\"\n").unwrap();
    let mut server = Server::start_in(folder);
    let list = server.folder.path().join("links/README.md");
    let start = Instant::now();
    while !list.exists() && start.elapsed() < Duration::from_secs(60) {
        thread::sleep(Duration::from_millis(50));
    }
    assert!(list.exists(), "the mirror is written");
    server.stop();

    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("links")).unwrap();
    fs::write(folder.path().join("links/file"), "").unwrap();
    fs::write(folder.path().join("signpost.toml"), "mirror = \"links\"\n").unwrap();
    let mut server = Server::start_in(folder);
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    server.stop();
}
