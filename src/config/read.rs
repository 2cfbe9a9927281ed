//! Reading the plain settings. An error continues the sentence that names the setting, and says
//! what would be right.

use std::net::IpAddr;
use std::path::PathBuf;

use ipnet::IpNet;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// A year: longer than any cache keeps a page.
const MAX_SHARED_CACHE_SECONDS: u32 = 31_536_000;

/// A path of a file.
pub(super) fn database(text: &str) -> Result<PathBuf, String> {
    if text.starts_with("sqlite:") || text.starts_with("file:") {
        return Err("is a URL: write the path alone, such as /var/lib/signpost/signpost.db".into());
    }
    if text == ":memory:" || text.ends_with('/') {
        return Err("is no file: write a path such as /var/lib/signpost/signpost.db".into());
    }
    Ok(text.into())
}

/// Networks or single addresses, separated by commas or blanks.
pub(super) fn networks(text: &str) -> Result<Vec<IpNet>, String> {
    text.split(|c: char| c == ',' || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .map(|part| {
            part.parse()
                .or_else(|_| part.parse::<IpAddr>().map(IpNet::from))
                .map_err(|_| {
                    format!(
                        "holds {part:?}, which is no network: write networks or addresses with \
                     commas between them, such as 10.0.0.0/8, 2001:db8::/32, 192.0.2.7"
                    )
                })
        })
        .collect()
}

/// On or off.
pub(super) fn switch(text: &str) -> Result<bool, String> {
    match text {
        "on" | "true" => Ok(true),
        "off" | "false" => Ok(false),
        _ => Err("is neither on nor off".into()),
    }
}

/// Whole seconds, up to a year.
pub(super) fn seconds(text: &str) -> Result<u32, String> {
    text.parse()
        .ok()
        .filter(|seconds| *seconds <= MAX_SHARED_CACHE_SECONDS)
        .ok_or_else(|| {
            format!(
                "is no number of seconds: write a whole number from 0 to {MAX_SHARED_CACHE_SECONDS}"
            )
        })
}

/// A filter that `tracing-subscriber` understands. A lone word must be a level: taken for the name
/// of a module, as `tracing-subscriber` would, a misspelt level silences everything.
pub(super) fn log_filter(text: &str) -> Result<String, String> {
    const RIGHT: &str = "write error, warn, info, debug, trace or off, or one for each module, \
                         such as warn,signpost=debug";
    let is_word = |part: &&str| {
        part.chars()
            .all(|c| c.is_alphanumeric() || "_-:".contains(c))
    };
    let words = text.split(',').map(str::trim).filter(is_word);
    if let Some(word) = words
        .into_iter()
        .find(|word| word.parse::<LevelFilter>().is_err())
    {
        return Err(format!("holds {word:?}, which is no level: {RIGHT}"));
    }
    match EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(format!("is no log filter ({error}): {RIGHT}")),
    }
}
