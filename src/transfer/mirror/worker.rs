//! The mirror in the background: soon after a change, and every minute for what others propose.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use super::run::Mirror;

/// How often it is looked whether the directory changed.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How long the directory rests before what changed is written: people rarely change one thing.
const REST: Duration = Duration::from_secs(2);
/// How often the commits of others are looked for.
const READ_EVERY: Duration = Duration::from_secs(60);

/// Mirrors until `ending`, whenever `version` of the directory moved and every minute. What goes
/// wrong is logged once, and tried again.
pub async fn run(mirror: Mirror, version: Arc<AtomicI64>, ending: CancellationToken) {
    let mut trouble = None;
    let mut shown = None;
    let mut seen = (version.load(Ordering::Acquire), Instant::now() - REST);
    let mut last = Instant::now();
    loop {
        let now = version.load(Ordering::Acquire);
        if now != seen.0 {
            seen = (now, Instant::now());
        }
        let is_due = shown != Some(now) && seen.1.elapsed() >= REST || last.elapsed() >= READ_EVERY;
        if is_due {
            (shown, last) = (Some(now), Instant::now());
            tell(mirror.run().await, &mut trouble);
        }
        tokio::select! {
            () = ending.cancelled() => return,
            () = sleep(LOOK_EVERY) => {}
        }
    }
}

fn tell(outcome: anyhow::Result<super::MirrorReport>, trouble: &mut Option<String>) {
    match outcome {
        Ok(report) => {
            if trouble.take().is_some() {
                tracing::info!("the mirror works again");
            }
            for line in report.lines().iter().chain(&report.notes) {
                tracing::info!("mirror: {line}");
            }
        }
        Err(error) => {
            let words = format!("{error:#}");
            if trouble.as_ref() != Some(&words) {
                tracing::warn!("{words}");
                *trouble = Some(words);
            }
        }
    }
}
