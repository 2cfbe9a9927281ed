//! Which licences count as open.

use spdx::{Expression, LicenseId, ParseMode};

/// Open-content and open-data licences (after the Open Definition's list) that neither the OSI
/// nor the FSF judges. Creative Commons Attribution and its ShareAlike come in too many versions
/// to list; see [`is_free_creative_commons`].
const CONTENT: [&str; 18] = [
    "CC-PDDC",
    "CC-PDM-1.0",
    "CC0-1.0",
    "CDLA-Permissive-1.0",
    "CDLA-Permissive-2.0",
    "CDLA-Sharing-1.0",
    "DL-DE-BY-2.0",
    "DL-DE-ZERO-2.0",
    "NLOD-1.0",
    "NLOD-2.0",
    "ODC-By-1.0",
    "ODbL-1.0",
    "OGL-Canada-2.0",
    "OGL-UK-1.0",
    "OGL-UK-2.0",
    "OGL-UK-3.0",
    "PDDL-1.0",
    "etalab-2.0",
];

/// How stored expressions are read: an identifier may since have been deprecated.
pub(super) const STORED: ParseMode = ParseMode {
    allow_deprecated: true,
    ..ParseMode::STRICT
};

pub(super) fn all_open(expression: &str) -> bool {
    let Ok(expression) = Expression::parse_mode(expression, STORED) else {
        return false;
    };
    let mut licences = expression.requirements();
    licences.all(|required| required.req.license.id().is_some_and(is_open))
}

fn is_open(licence: LicenseId) -> bool {
    licence.is_osi_approved()
        || licence.is_fsf_free_libre()
        || CONTENT.contains(&licence.name)
        || is_free_creative_commons(licence.name)
}

/// `CC-BY-…` and `CC-BY-SA-…`, without the terms that forbid commerce or change.
fn is_free_creative_commons(name: &str) -> bool {
    name.strip_prefix("CC-BY-")
        .is_some_and(|terms| !terms.split('-').any(|term| matches!(term, "NC" | "ND")))
}
