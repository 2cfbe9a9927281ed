//! The looser key, for links that are probably one but only a person can say.

use url::Url;

use super::host::without_www;
use super::key::Parts;

/// Labels in front of a host, or after its language, that mean "for small screens".
const MOBILE: [&str; 3] = ["m", "mobile", "amp"];

/// Names that a server gives to the page of a folder.
const FOLDER_PAGES: [&str; 2] = ["index", "default"];
const PAGE_ENDINGS: [&str; 7] = ["asp", "aspx", "htm", "html", "jsp", "php", "shtml"];

pub(super) fn similar_key(url: &Url) -> String {
    let mut parts = Parts::of(url);
    parts.host = loose_host(&parts.host);
    known_sites(&mut parts);
    parts.path = loose_path(&parts.path);
    parts.query = parts.query.as_deref().and_then(sorted);
    // A fragment that begins like a path is a page of a script-driven site.
    parts.fragment.take_if(|f| !f.starts_with(['/', '!']));
    parts.text()
}

fn loose_host(host: &str) -> String {
    let host = host.trim_end_matches('.');
    let labels: Vec<&str> = host.split('.').collect();
    let before_domain = labels.len().saturating_sub(2);
    let loose: Vec<&str> = labels
        .iter()
        .enumerate()
        .filter(|(at, label)| *at >= before_domain || !MOBILE.contains(label))
        .map(|(_, label)| *label)
        .collect();
    without_www(&loose.join(".")).to_owned()
}

fn loose_path(path: &str) -> String {
    let mut segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    if segments.last().is_some_and(|last| is_folder_page(last)) {
        segments.pop();
    }
    format!("/{}", segments.join("/"))
}

fn is_folder_page(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.split_once('.').is_some_and(|(name, ending)| {
        FOLDER_PAGES.contains(&name) && PAGE_ENDINGS.contains(&ending)
    })
}

fn sorted(query: &str) -> Option<String> {
    let mut parameters: Vec<&str> = query.split('&').filter(|p| !p.is_empty()).collect();
    parameters.sort_unstable();
    (!parameters.is_empty()).then(|| parameters.join("&"))
}

/// Sites that are known to have two addresses for one thing.
fn known_sites(parts: &mut Parts) {
    match parts.host.as_str() {
        "youtu.be" => {
            let video = parts.path.trim_matches('/');
            let others = parts.query.as_deref().unwrap_or_default();
            parts.query = Some(format!("v={video}&{others}"));
            parts.host = "youtube.com".to_owned();
            parts.path = "/watch".to_owned();
        }
        "dx.doi.org" => parts.host = "doi.org".to_owned(),
        "arxiv.org" => {
            if let Some(paper) = parts.path.strip_prefix("/pdf/") {
                let paper = paper.strip_suffix(".pdf").unwrap_or(paper);
                parts.path = format!("/abs/{paper}");
            }
        }
        _ => {}
    }
}
