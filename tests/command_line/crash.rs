//! The outbox under kill -9: what was acknowledged is told once, or once more under the same
//! identifier, and never not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Messages as the mail server counts them: by recipient, how often each Message-ID came.
type Heard = Arc<Mutex<BTreeMap<String, BTreeMap<String, usize>>>>;

/// A mail server that takes a moment over each message, so that a kill can fall anywhere in it.
fn mail_server() -> (String, Heard) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let heard = Heard::default();
    let counting = heard.clone();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let heard = counting.clone();
            // A sender that was killed ends the conversation.
            thread::spawn(move || converse(stream.unwrap(), &heard).unwrap_or(()));
        }
    });
    (url, heard)
}

fn converse(stream: TcpStream, heard: &Heard) -> std::io::Result<()> {
    let mut answers = stream.try_clone()?;
    let mut lines = BufReader::new(stream).lines();
    let mut recipient = String::new();
    answers.write_all(b"220 loopback\r\n")?;
    while let Some(line) = lines.next().transpose()? {
        if let Some(whom) = line.strip_prefix("RCPT TO:") {
            recipient = whom.trim_matches(['<', '>']).to_owned();
        }
        if line == "DATA" {
            answers.write_all(b"354 go on\r\n")?;
            let mut id = String::new();
            loop {
                let Some(line) = lines.next().transpose()? else {
                    return Ok(());
                };
                if line == "." {
                    break;
                }
                if let Some(said) = line.strip_prefix("Message-ID: ") {
                    id = said.to_owned();
                }
            }
            let mut all = heard.lock().unwrap();
            *all.entry(recipient.clone())
                .or_default()
                .entry(id)
                .or_default() += 1;
            drop(all);
            thread::sleep(Duration::from_millis(25));
        }
        answers.write_all(b"250 fine\r\n")?;
    }
    Ok(())
}

struct Running {
    process: Child,
    address: String,
}

fn start(folder: &Path, mail: &str) -> Running {
    let mut process = super::signpost(folder)
        .args(["--listen", "127.0.0.1:0", "--empty", "--log", "error"])
        .args(["--limits", "off", "--mail-from", "links@links.example"])
        .env("SIGNPOST_SMTP_URL", mail)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut stdout = BufReader::new(process.stdout.take().unwrap());
    stdout.read_line(&mut line).unwrap();
    let (_, address) = line.trim().split_once("http://").unwrap();
    Running {
        address: address.to_owned(),
        process,
    }
}

impl Running {
    /// Suggests a link as a program would; whether it was acknowledged.
    fn suggest(&self, number: usize) -> std::io::Result<bool> {
        let form = format!(
            "url=https%3A%2F%2Fexample.com%2F{number}&title=Tool+{number}&category=not-sure\
             &email=p{number}%40example.org"
        );
        let mut stream = TcpStream::connect(&self.address)?;
        write!(
            stream,
            "POST /suggest HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}",
            self.address,
            form.len()
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
        Ok(true)
    }
}

/// Kills a sending server so many times; returns how many messages were repeated.
fn kill(times: usize) -> usize {
    let (mail, heard) = mail_server();
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = BTreeSet::new();
    let mut number = 0;
    for round in 0..times {
        let mut running = start(folder.path(), &mail);
        for _ in 0..6 {
            number += 1;
            if running.suggest(number).unwrap_or(false) {
                acknowledged.insert(format!("p{number}@example.org"));
            }
        }
        // The outbox is looked into each second, so this falls before, into and after sending.
        thread::sleep(Duration::from_millis(
            u64::try_from(round * 173 % 1_400).unwrap(),
        ));
        running.process.kill().unwrap();
        running.process.wait().unwrap();
    }
    assert_eq!(acknowledged.len(), times * 6);
    let mut running = start(folder.path(), &mail);
    let patience = Instant::now();
    let lost = loop {
        let all = heard.lock().unwrap();
        let lost = acknowledged
            .iter()
            .filter(|who| !all.contains_key(*who))
            .count();
        if lost == 0 || patience.elapsed() > Duration::from_secs(120) {
            break lost;
        }
        drop(all);
        thread::sleep(Duration::from_millis(100));
    };
    // What was heard last still has to be written down.
    thread::sleep(Duration::from_secs(3));
    running.process.kill().unwrap();
    running.process.wait().unwrap();
    assert_eq!(lost, 0, "messages were lost");
    let all = heard.lock().unwrap();
    let mut repeated = 0;
    for (who, messages) in all.iter() {
        assert_eq!(
            messages.len(),
            1,
            "{who} got the same message under two identifiers"
        );
        repeated += messages.values().sum::<usize>() - 1;
    }
    println!(
        "{times} kills, {} messages acknowledged, {} arrived, {lost} lost, {repeated} repeated",
        acknowledged.len(),
        all.len()
    );
    assert!(repeated <= times, "{repeated} repeated in {times} kills");
    repeated
}

#[test]
fn five_kills_lose_no_message() {
    kill(5);
}

#[test]
#[ignore = "takes minutes; run with `cargo test --test command_line -- --ignored`"]
fn fifty_kills_lose_no_message_and_repeat_at_most_one_each() {
    kill(50);
}
