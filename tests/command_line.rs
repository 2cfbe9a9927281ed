//! The program as a process: its exit statuses, its streams and its signals.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

#[path = "command_line/crash.rs"]
mod crash;
#[path = "command_line/import.rs"]
mod import;
#[path = "command_line/mirror.rs"]
mod mirror;

fn signpost(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
    command.current_dir(folder).env_clear();
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    signpost(folder).args(arguments).output().unwrap()
}

/// A running server, which is killed when the test ends.
struct Server {
    process: Child,
    stdout: BufReader<ChildStdout>,
    address: String,
    folder: TempDir,
}

impl Server {
    fn start() -> Self {
        Self::start_in(tempfile::tempdir().unwrap())
    }

    fn start_in(folder: TempDir) -> Self {
        let mut process = signpost(folder.path())
            .args(["--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let (_, address) = line
            .trim()
            .split_once("http://")
            .expect("the address is printed");
        let address = address.to_owned();
        Self {
            process,
            stdout,
            address,
            folder,
        }
    }

    fn signal(&self, signal: Signal) {
        let pid = Pid::from_child(&self.process);
        kill_process(pid, signal).unwrap();
    }

    /// Ends it, and returns what it printed after its address.
    fn stop(&mut self) -> String {
        self.signal(Signal::TERM);
        assert_eq!(self.status(), Some(0));
        let mut text = String::new();
        self.stdout.read_to_string(&mut text).unwrap();
        text
    }

    /// The exit status, which must come soon.
    fn status(&mut self) -> Option<i32> {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(5) {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status.code();
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("the server did not end");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn wrong_usage_is_told_in_one_line_on_standard_error() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [["--listen", "nowhere"], ["serve", "--base-url=x"]] {
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(
            text.starts_with("signpost: ") && text.lines().count() == 1,
            "{text}"
        );
    }
    assert_eq!(
        run(folder.path(), &["--no-such-flag"]).status.code(),
        Some(2)
    );
    assert_eq!(
        run(folder.path(), &["no-such-command"]).status.code(),
        Some(2)
    );
}

#[test]
fn the_settings_file_of_the_working_directory_is_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("signpost.toml"), "listn = '127.0.0.1:1'").unwrap();
    let output = run(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(
        text.contains("signpost.toml line 1") && text.contains("\"listen\""),
        "{text}"
    );
}

#[test]
fn help_goes_to_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["serve", "--help"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("SIGNPOST_LISTEN")
    );
    assert!(output.stderr.is_empty());
}

#[test]
fn a_server_is_healthy_alone_on_its_database_and_ends_at_sigterm() {
    let mut server = Server::start();
    let address = server.address.clone();
    let healthcheck = ["healthcheck", "--listen", &address];
    let healthy = run(server.folder.path(), &healthcheck);
    assert_eq!(healthy.status.code(), Some(0), "{healthy:?}");

    let second = run(server.folder.path(), &["--listen", "127.0.0.1:0"]);
    assert_eq!(second.status.code(), Some(1));
    let text = String::from_utf8(second.stderr).unwrap();
    assert_eq!(
        text,
        "signpost: another server is running on the database signpost.db\n"
    );

    for file in ["signpost.db", "signpost.key"] {
        let metadata = fs::metadata(server.folder.path().join(file)).unwrap();
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600, "{file}");
    }

    server.signal(Signal::TERM);
    assert_eq!(server.status(), Some(0));
    assert!(
        !server.folder.path().join("signpost.db-wal").exists(),
        "the log was not folded in"
    );
    let unhealthy = run(server.folder.path(), &healthcheck);
    assert_eq!(unhealthy.status.code(), Some(1));
    assert!(
        String::from_utf8(unhealthy.stderr)
            .unwrap()
            .starts_with("signpost: no healthy server at ")
    );
}

#[test]
fn a_second_signal_ends_at_once() {
    let mut server = Server::start();
    // A form that never ends keeps its request in flight, and the server says when it reads it.
    let mut stream = TcpStream::connect(&server.address).unwrap();
    let host = &server.address;
    let head = format!(
        "POST /login HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut go_on = [0; 12];
    stream.read_exact(&mut go_on).unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100");
    server.signal(Signal::TERM);
    thread::sleep(Duration::from_millis(200));
    assert!(
        server.process.try_wait().unwrap().is_none(),
        "ended before the request finished"
    );
    server.signal(Signal::INT);
    assert_eq!(server.status(), Some(1));
    let mut log = String::new();
    server
        .process
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut log)
        .unwrap();
    assert!(log.contains("ending at once"), "{log}");
}

/// Runs a command with `input` on standard input.
fn run_with(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut process = signpost(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = process.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    drop(stdin);
    process.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn people_are_added_listed_reset_and_disabled() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let link = stdout(&run(at, &["user", "add", "ada"]));
    assert!(
        link.starts_with("http://127.0.0.1:3000/setup?token="),
        "{link}"
    );
    assert_eq!(link.lines().count(), 1);
    let add = [
        "user",
        "add",
        "grace",
        "--role",
        "admin",
        "--password-stdin",
    ];
    let weak = run_with(at, &add, "password1234\n");
    assert_eq!(weak.status.code(), Some(1));
    let reason = String::from_utf8(weak.stderr).unwrap();
    assert!(
        reason.starts_with("signpost: the password can't be used"),
        "{reason}"
    );
    assert_eq!(reason.lines().count(), 1);
    let added = run_with(at, &add, "hedgehog teapot window\nsecond line");
    assert_eq!(stdout(&added), "");
    let list = stdout(&run(at, &["user", "list"]));
    assert_eq!(
        list,
        "ada\tmoderator\tno password yet\tnever\tall\tpassword only\ngrace\tadministrator\tactive\tnever\tall\tpassword only\n"
    );
    let base = ["--base-url", "https://links.example"];
    let again = stdout(&run(at, &["user", "reset", "ada", base[0], base[1]]));
    assert!(again.starts_with("https://links.example/setup?token="));
    assert_ne!(link.rsplit_once('='), again.rsplit_once('='));
    stdout(&run(at, &["user", "disable", "ada"]));
    assert!(stdout(&run(at, &["user", "list"])).starts_with("ada\tmoderator\tdisabled\t"));
    for wrong in [["user", "disable", "grace"], ["user", "reset", "nobody"]] {
        let refused = run(at, &wrong);
        assert_eq!(refused.status.code(), Some(1), "{wrong:?}");
        assert_eq!(
            refused.stderr.iter().filter(|byte| **byte == b'\n').count(),
            1
        );
    }
    let unknown = run(at, &["user", "add", "bob", "--role", "king"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn a_link_to_set_up_is_printed_until_there_is_an_administrator() {
    let mut server = Server::start();
    let link = format!("http://{}/setup?token=", server.address);
    let printed = server.stop();
    assert!(
        printed.contains(&link) && printed.lines().count() == 1,
        "{printed}"
    );
    let add = [
        "user",
        "add",
        "grace",
        "--role",
        "admin",
        "--password-stdin",
    ];
    let added = run_with(server.folder.path(), &add, "hedgehog teapot window");
    assert!(added.status.success());
    let folder = std::mem::replace(&mut server.folder, tempfile::tempdir().unwrap());
    assert_eq!(Server::start_in(folder).stop(), "");
}
