//! What only a browser can tell: journeys in headless Chromium against the real server. Each is
//! ignored unless asked for, as not everybody has Chromium; `.ci/run` installs it and runs them:
//!
//! ```text
//! cargo test --test browser -- --ignored
//! ```

mod browse;
mod every_page;
mod moderate;
mod suggest;
mod support;
mod witness;

// Each flow uses what it needs of it.
#[allow(dead_code)]
#[path = "../site/support/mod.rs"]
mod test_site;
