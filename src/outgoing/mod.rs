//! Requests to other sites: the only HTTP client of the product, and the guard around it.
//!
//! Whoever suggests a link or sets a webhook chooses where this server sends a request, so nothing
//! here trusts an address. What is dialled is exactly what was judged ([`is_public`]): names are
//! looked up once, the answer is filtered, and the client connects to what is left of it. There
//! is no proxy, no redirect that was not judged anew, no decompression, and an end to time and
//! size. `SIGNPOST_LINK_CHECKS=off` stops every request.

mod address;
mod answer;
mod budget;
mod client;
mod failure;
mod hop;
mod host;
mod resolver;
#[cfg(test)]
mod tests;

pub use address::is_public;
pub use answer::Answer;
pub use client::{Ask, Outgoing};
pub use failure::{Failure, FailureKind};
pub use host::is_private_name;
