//! Chromium's own protocol over a pipe: calls, their answers, and what happens meanwhile.
//! Source: <https://chromedevtools.github.io/devtools-protocol/>.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{ChildStdin, ChildStdout};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long anything may take. Generous: the machine may be busy with other tests.
const PATIENCE: Duration = Duration::from_secs(30);

/// A conversation with a browser.
pub struct Pipe {
    input: Mutex<ChildStdin>,
    heard: Mutex<Heard>,
    news: Condvar,
}

/// Everything that the browser has said.
#[derive(Default)]
pub struct Heard {
    calls: u64,
    answers: HashMap<u64, Value>,
    events: Vec<Value>,
    ended: bool,
}

impl Heard {
    /// What happened in one tab, oldest first: messages with a method and its parameters.
    pub fn in_tab(&self, session: &str) -> impl Iterator<Item = &Value> {
        self.events
            .iter()
            .filter(move |event| event["sessionId"] == session)
    }
}

impl Pipe {
    /// Starts listening.
    pub fn new(input: ChildStdin, output: ChildStdout) -> Arc<Self> {
        let pipe = Arc::new(Self {
            input: Mutex::new(input),
            heard: Mutex::default(),
            news: Condvar::new(),
        });
        let listener = Arc::clone(&pipe);
        thread::spawn(move || listener.listen(BufReader::new(output)));
        pipe
    }

    /// Asks something of the browser, or of a tab by its session, and waits for the answer.
    pub fn call(&self, session: Option<&str>, method: &str, params: Value) -> Value {
        let id = self.send(session, method, params);
        let mut answer = self.wait(method, |heard| heard.answers.remove(&id));
        assert!(
            answer["error"].is_null(),
            "{method} failed: {}",
            answer["error"]
        );
        answer["result"].take()
    }

    /// Waits until `find` finds something in what the browser has said.
    pub fn wait<T>(&self, what: &str, mut find: impl FnMut(&mut Heard) -> Option<T>) -> T {
        let end = Instant::now() + PATIENCE;
        let mut heard = self.heard.lock().unwrap();
        loop {
            if let Some(found) = find(&mut heard) {
                return found;
            }
            assert!(!heard.ended, "the browser ended before {what}");
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited in vain for {what}");
            heard = self.news.wait_timeout(heard, left).unwrap().0;
        }
    }

    /// Everything that happened in one tab, oldest first.
    pub fn events(&self, session: &str) -> Vec<Value> {
        self.heard
            .lock()
            .unwrap()
            .in_tab(session)
            .cloned()
            .collect()
    }

    fn send(&self, session: Option<&str>, method: &str, params: Value) -> u64 {
        let id = {
            let mut heard = self.heard.lock().unwrap();
            heard.calls += 1;
            heard.calls
        };
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = session {
            message["sessionId"] = json!(session);
        }
        let mut line = message.to_string().into_bytes();
        line.push(0);
        // A browser that has gone is noticed by whoever waits for it.
        let _ = self.input.lock().unwrap().write_all(&line);
        id
    }

    fn listen(&self, mut output: BufReader<ChildStdout>) {
        let mut line = Vec::new();
        while output
            .read_until(0, &mut line)
            .is_ok_and(|length| length > 0)
        {
            line.pop();
            let message: Value = serde_json::from_slice(&line).unwrap();
            line.clear();
            // A dialog stops its page, and with it every test that asks something of the page.
            if message["method"] == "Page.javascriptDialogOpening" {
                let session = text(&message["sessionId"]);
                let accept = json!({ "accept": true });
                self.send(Some(session), "Page.handleJavaScriptDialog", accept);
            }
            let mut heard = self.heard.lock().unwrap();
            match message["id"].as_u64() {
                Some(id) => drop(heard.answers.insert(id, message)),
                None => heard.events.push(message),
            }
            self.news.notify_all();
        }
        self.heard.lock().unwrap().ended = true;
        self.news.notify_all();
    }
}

/// A text in an answer.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
