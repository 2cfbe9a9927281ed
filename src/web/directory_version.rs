//! The counter that dates every public page.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The directory version as this process knows it. Whoever commits raises it, and a timer raises
/// it to what other processes wrote.
#[derive(Clone, Debug, Default)]
pub struct DirectoryVersion(Arc<AtomicI64>);

impl DirectoryVersion {
    /// The version of what anybody who starts reading now is sure to see.
    pub fn current(&self) -> i64 {
        self.0.load(Ordering::Acquire)
    }

    /// Takes note that `version` has been committed; an older one changes nothing.
    pub fn raise_to(&self, version: i64) {
        self.0.fetch_max(version, Ordering::AcqRel);
    }
}

/// Shares a counter that somebody else keeps.
impl From<Arc<AtomicI64>> for DirectoryVersion {
    fn from(counter: Arc<AtomicI64>) -> Self {
        Self(counter)
    }
}
