//! How far long work has come: a bar on a terminal, plain lines elsewhere. All on standard error.

use std::io::{IsTerminal, stderr};

use indicatif::{ProgressBar, ProgressStyle};

use super::note;

/// How many entries lie between two plain lines.
const STRIDE: usize = 10_000;

/// Shows how far long work has come.
pub(super) struct Bar(Option<ProgressBar>);

impl Bar {
    /// Nothing is shown yet.
    pub(super) fn new() -> Self {
        let style = ProgressStyle::with_template("{bar:40} {pos} of {len} entries, {eta} left");
        let bar = || {
            ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        };
        Self(stderr().is_terminal().then(bar))
    }

    /// So much is done, of so much.
    pub(super) fn show(&self, done: usize, total: usize) {
        match &self.0 {
            Some(bar) => {
                bar.set_length(total as u64);
                bar.set_position(done as u64);
            }
            None if done > 0 && done < total && done.is_multiple_of(STRIDE) => {
                note(format!("{done} of {total} entries"));
            }
            None => {}
        }
    }

    /// The work is done; what it came to is said elsewhere.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
