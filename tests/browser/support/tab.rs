//! A tab: where it goes, and what it is asked.

use std::cell::Cell;
use std::sync::Arc;

use serde_json::{Value, json};

use super::pipe::{Pipe, text};

/// What a person looks at. When it goes, everything that a page should never do is looked for.
pub struct Tab {
    pipe: Arc<Pipe>,
    session: String,
    context: String,
    origin: String,
    left: Cell<bool>,
}

impl Tab {
    pub(super) fn new(pipe: Arc<Pipe>, session: &str, context: &str, origin: &str) -> Self {
        let tab = Self {
            pipe,
            session: session.to_owned(),
            context: context.to_owned(),
            origin: origin.to_owned(),
            left: Cell::new(false),
        };
        for domain in ["Page", "Runtime", "Log", "Network", "Audits"] {
            tab.ask(&format!("{domain}.enable"), json!({}));
        }
        tab.set_width(1280);
        tab
    }

    /// Asks something of the tab in the browser's own protocol.
    pub fn ask(&self, method: &str, params: Value) -> Value {
        self.pipe.call(Some(&self.session), method, params)
    }

    /// Asks something of the browser for the person in front of this tab.
    pub fn ask_browser(&self, method: &str, mut params: Value) -> Value {
        params["browserContextId"] = json!(self.context);
        self.pipe.call(None, method, params)
    }

    /// The site's origin, such as `http://127.0.0.1:41237`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Opens a path of the site, and answers the page's status.
    pub fn open(&self, path: &str) -> u64 {
        let url = format!("{}{path}", self.origin);
        self.follow(|| {
            let answer = self.ask("Page.navigate", json!({ "url": url }));
            let error = &answer["errorText"];
            assert!(error.is_null(), "{path} can't be opened: {error}");
        });
        self.status()
    }

    /// Sends a form that no page of the site offers just like this, and answers the status.
    pub fn send(&self, path: &str, fields: &[(String, String)]) -> u64 {
        self.open("/healthz");
        let (path, fields) = (json!(path), json!(fields));
        self.follow(|| {
            self.evaluate(&format!(
                "(() => {{
                    const form = document.createElement('form');
                    Object.assign(form, {{ method: 'post', action: {path} }});
                    for (const [name, value] of {fields}) {{
                        const field = document.createElement('textarea');
                        form.append(Object.assign(field, {{ name, value }}));
                    }}
                    document.body.append(form);
                    form.submit();
                }})()"
            ));
        });
        self.status()
    }

    /// Does something that leads to another page, and waits until that is there.
    pub fn follow(&self, act: impl FnOnce()) {
        let before = loads(self.heard().iter());
        act();
        self.pipe.wait("the next page", |heard| {
            (loads(heard.in_tab(&self.session)) > before).then_some(())
        });
    }

    /// Goes back to the page before, which the browser may have kept as it was.
    pub fn go_back(&self) {
        let shown = |events: &[Value]| {
            let shown = events
                .iter()
                .filter(|event| event["method"] == "Page.frameNavigated");
            shown.count()
        };
        let before = shown(&self.heard());
        self.evaluate("void history.back()");
        self.pipe.wait("the page before", |heard| {
            let events: Vec<_> = heard.in_tab(&self.session).cloned().collect();
            (shown(&events) > before).then_some(())
        });
        let loaded = "document.readyState === 'complete'
            || new Promise((done) => addEventListener('load', done))";
        self.evaluate(loaded);
    }

    /// The status of the page that is open.
    pub fn status(&self) -> u64 {
        let heard = self.heard();
        let page = heard.iter().rfind(|event| {
            event["method"] == "Network.responseReceived" && event["params"]["type"] == "Document"
        });
        let status = page.map(|event| &event["params"]["response"]["status"]);
        status.and_then(Value::as_u64).expect("a page is open")
    }

    /// Closes the window, and says what its pages did that no page may do.
    pub fn leave(&self) -> Vec<String> {
        self.left.set(true);
        let complaints = self.complaints();
        self.ask_browser("Target.disposeBrowserContext", json!({}));
        complaints
    }

    /// What has happened in this tab, oldest first, as the browser's own protocol says it.
    pub fn heard(&self) -> Vec<Value> {
        self.pipe.events(&self.session)
    }

    /// The value of an expression in the page.
    pub fn evaluate(&self, expression: &str) -> Value {
        let params = json!({
            "expression": expression,
            "returnByValue": true,
            "awaitPromise": true,
            "userGesture": true,
        });
        let mut answer = self.ask("Runtime.evaluate", params);
        let thrown = &answer["exceptionDetails"];
        assert!(
            thrown.is_null(),
            "{}",
            text(&thrown["exception"]["description"])
        );
        answer["result"]["value"].take()
    }
}

fn loads<'a>(events: impl Iterator<Item = &'a Value>) -> usize {
    events
        .filter(|event| event["method"] == "Page.loadEventFired")
        .count()
}

impl Drop for Tab {
    fn drop(&mut self) {
        if !std::thread::panicking() && !self.left.get() {
            let complaints = self.leave();
            assert!(complaints.is_empty(), "{complaints:#?}");
        }
    }
}
