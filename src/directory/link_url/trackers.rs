//! Query parameters that only say where a visitor came from.
//!
//! A short list of known ones: many parameters look like tracking and pick the page (`src`, `ref`).

use url::Url;

use super::key::normalised;

/// Prefixes of campaign parameters: Google Analytics, Matomo (two spellings), HubSpot, Vero.
const PREFIXES: [&str; 5] = ["utm_", "mtm_", "pk_", "hsa_", "vero_"];

/// Click marks and campaign ids of advertising and mail services.
const NAMES: [&str; 25] = [
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "_openstat",
    "dclid",
    "epik",
    "fbclid",
    "gad_campaignid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "igshid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "oly_anon_id",
    "oly_enc_id",
    "ttclid",
    "twclid",
    "wbraid",
    "yclid",
];

/// Takes known tracking parameters out of a link, and the query with them if nothing else is left.
pub(super) fn remove(url: &mut Url) {
    let Some(query) = url.query() else { return };
    let kept: Vec<&str> = query.split('&').filter(|p| !is_tracker(p)).collect();
    if kept.len() == query.split('&').count() {
        return;
    }
    let left = kept.join("&");
    let nothing = left.chars().all(|c| c == '&');
    url.set_query((!nothing).then_some(left.as_str()));
}

fn is_tracker(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    let name = normalised(name).to_ascii_lowercase();
    NAMES.contains(&name.as_str()) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}
