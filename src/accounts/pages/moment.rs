//! A time for people and for machines.

use crate::text::dates::Dates;

/// What a `time` element holds.
pub(super) struct Moment {
    /// What is read.
    pub(super) words: String,
    /// The `datetime` attribute.
    pub(super) machine: String,
}

impl Moment {
    /// `at` in UTC milliseconds.
    pub(super) fn new(dates: &Dates, at: i64) -> Self {
        Self {
            words: dates.day_and_time(at),
            machine: dates.machine(at),
        }
    }
}
