//! Where an administrator sets what a curator may set: the site's words, its pages, and the
//! reasons that a decline offers.

mod curated_page;
mod presets;
mod presets_input;
mod site;
mod site_checks;
mod site_input;

pub use curated_page::{curated_page, update_curated_page};
pub use presets::{presets, update_presets};
pub use site::{site, update_site};

use serde::Deserialize;

use super::PageSlug;
use crate::paths;
use crate::web::Notice;

/// A fixed word for what was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    done: String,
}

impl Done {
    fn notice(&self) -> Option<Notice> {
        Some(match self.done.as_str() {
            "saved" => Notice::ok("Saved. Readers see it from now on."),
            "unchanged" => Notice::warning("Nothing changed: it was so already."),
            _ => return None,
        })
    }
}

/// The parts of the settings, as links above each of them.
pub struct Section {
    /// What the link says.
    pub label: &'static str,
    /// Where it leads.
    pub href: String,
    /// Whether it is the part that is shown.
    pub is_here: bool,
}

/// All parts of the settings; `here` is the address of the one that is shown.
pub fn sections(here: &str) -> Vec<Section> {
    let pages = PageSlug::ALL
        .into_iter()
        .map(|slug| (page_name(slug), paths::admin_page(slug.as_str())));
    std::iter::once(("Site", paths::ADMIN_SETTINGS.to_owned()))
        .chain(pages)
        .chain([
            ("Reasons to decline", paths::ADMIN_PRESETS.to_owned()),
            ("Blocked sites", paths::ADMIN_BLOCKED_HOSTS.to_owned()),
            ("Blocked words", paths::ADMIN_BLOCKED_WORDS.to_owned()),
            ("Messages", paths::ADMIN_MESSAGES.to_owned()),
            ("Webhooks", paths::ADMIN_WEBHOOKS.to_owned()),
        ])
        .map(|(label, href)| Section {
            label,
            is_here: href == here,
            href,
        })
        .collect()
}

fn page_name(slug: PageSlug) -> &'static str {
    match slug {
        PageSlug::About => "About",
        PageSlug::Guidelines => "Guidelines",
        PageSlug::Privacy => "Privacy",
        PageSlug::Accessibility => "Accessibility",
    }
}
