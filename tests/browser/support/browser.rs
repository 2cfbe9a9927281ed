//! A headless Chromium with a profile of its own, which ends with its test.

use std::env;
use std::fs::{self, File};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use serde_json::json;
use tempfile::TempDir;

use super::pipe::{Pipe, text};
use super::running_site::RunningSite;
use super::tab::Tab;

/// Nothing that a test did not ask for: no sandbox (a container runs as root), no updates, no
/// requests of the browser's own.
const FLAGS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
];

/// The pipe's two ends are expected as descriptors 3 and 4.
const LAUNCH: &str = r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null"#;

/// A browser.
pub struct Browser {
    process: Child,
    pipe: Arc<Pipe>,
    profile: TempDir,
}

impl Browser {
    /// Starts `$CHROMIUM`, or else `chromium`.
    pub fn start() -> Self {
        let profile = tempfile::tempdir().unwrap();
        let program = env::var_os("CHROMIUM").unwrap_or_else(|| "chromium".into());
        let complaints = File::create(profile.path().join("complaints")).unwrap();
        let mut process = Command::new("sh")
            .args(["-c", LAUNCH])
            .arg(program)
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(complaints)
            .spawn()
            .unwrap();
        let (input, output) = (process.stdin.take(), process.stdout.take());
        let pipe = Pipe::new(input.unwrap(), output.unwrap());
        Self {
            process,
            pipe,
            profile,
        }
    }

    /// A new person at the site's door: no cookie, nothing in the cache, 1280 by 900 pixels.
    pub fn visitor(&self, site: &RunningSite) -> Tab {
        let context = self
            .pipe
            .call(None, "Target.createBrowserContext", json!({}));
        let context = text(&context["browserContextId"]);
        let blank = json!({ "url": "about:blank", "browserContextId": context });
        let target = self.pipe.call(None, "Target.createTarget", blank);
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = self.pipe.call(None, "Target.attachToTarget", attach);
        let session = text(&session["sessionId"]);
        Tab::new(Arc::clone(&self.pipe), session, context, site.origin())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let died = matches!(self.process.try_wait(), Ok(Some(_)));
        // Nothing in the profile is worth an orderly end.
        let _ = self.process.kill();
        let _ = self.process.wait();
        if died {
            let complaints = fs::read_to_string(self.profile.path().join("complaints"));
            eprintln!("Chromium said: {}", complaints.unwrap_or_default());
        }
    }
}
