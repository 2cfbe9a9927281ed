//! What everybody may read.

use signpost::paths;

use super::Page;
use crate::support::awkward::Awkward;
use crate::support::running_site::Who;

/// Every kind of public page, and what is said where there is none.
pub fn pages(awkward: &Awkward) -> Vec<Page> {
    let category = format!("/categories/{}", awkward.category);
    let elsewhere = paths::use_category(&awkward.category);
    let found = [
        paths::HOME.to_owned(),
        "/categories/awesome-repos".to_owned(),
        "/categories/awesome-repos?sort=title&licence=open".to_owned(),
        category,
        paths::USE.to_owned(),
        paths::use_category("awesome-repos"),
        elsewhere,
        "/entries/1-making-source-code-open-and-reusable".to_owned(),
        format!("/entries/{}", awkward.entry),
        format!("/entries/{}-a-tool-of-yesterday", awkward.retired),
        paths::RECENT.to_owned(),
        paths::TAGS.to_owned(),
        "/tags/standards".to_owned(),
        paths::SEARCH.to_owned(),
        "/search?q=open+code".to_owned(),
        "/search?q=donaudampfschifffahrt*&tag=c%2B%2B".to_owned(),
        "/search?q=%3Cscript%3Ealert(7)%3C%2Fscript%3E".to_owned(),
        paths::ABOUT.to_owned(),
        paths::GUIDELINES.to_owned(),
        paths::PRIVACY.to_owned(),
        paths::ACCESSIBILITY.to_owned(),
        paths::MODERATION.to_owned(),
        paths::EXPORT.to_owned(),
        paths::CHANGES.to_owned(),
        paths::API.to_owned(),
        paths::change(1),
        paths::entry_history(awkward.entry),
    ];
    let gone = format!("/entries/{}-a-mistake", awkward.deleted);
    let mut pages: Vec<_> = found.map(|path| Page::at(Who::Visitor, path)).into();
    pages.push(Page::at(Who::Visitor, gone).with_status(410));
    pages.push(Page::at(Who::Visitor, "/nothing-here").with_status(404));
    pages
}
