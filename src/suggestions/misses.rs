//! Slows down who guesses at receipts.

use std::net::IpAddr;
use std::sync::Arc;

use crate::clock::Clock;
use crate::config::Limits;
use crate::error::{AppError, Result};
use crate::web::client_address::narrow_prefix;
use crate::web::rate_limit::Limiter;

/// Counts, for each narrow prefix, the receipts that were asked for with a wrong token.
#[derive(Clone, Debug)]
pub struct ReceiptMisses(Arc<Limiter>);

impl ReceiptMisses {
    /// Counts against the operator's limits.
    pub fn new(limits: &Limits, clock: Clock) -> Self {
        Self(Arc::new(Limiter::new(limits.receipt_misses, clock)))
    }

    /// Whether somebody may ask once more.
    ///
    /// # Errors
    /// [`AppError::TooManyRequests`] when too many of their tokens were wrong.
    pub fn check(&self, address: IpAddr) -> Result<()> {
        self.0
            .check(&narrow_prefix(address))
            .map_err(|retry_after| AppError::TooManyRequests { retry_after })
    }

    /// Counts a wrong token.
    pub fn record(&self, address: IpAddr) {
        self.0.record(&narrow_prefix(address));
    }
}
