//! What single fields of the site's settings may hold.

use crate::directory::Licence;
use crate::text::dates::Dates;
use crate::web::form::FormErrors;

/// The longest contact, in bytes: as for a link.
const LONGEST_CONTACT: usize = 2_048;
/// More days than anybody would promise.
const MOST_DAYS: i64 = 365;
/// Ten years: nobody needs to know for longer who sent something.
const MOST_DAYS_KEPT: i64 = 3_650;

/// An e-mail address or an http(s) link, as the page frame prints it.
pub(super) fn contact(text: &str, errors: &mut FormErrors) -> String {
    let text = text.trim();
    let plain = text.len() <= LONGEST_CONTACT
        && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    let known = if text.starts_with("https://") || text.starts_with("http://") {
        url::Url::parse(text).is_ok_and(|url| url.username().is_empty() && url.password().is_none())
    } else {
        is_address(text)
    };
    let fine = text.is_empty() || (plain && known);
    if !fine {
        errors.add(
            "contact",
            "Enter an email address like name@example.com or a link starting with https://, \
             or leave it empty",
        );
    }
    text.to_owned()
}

/// As browsers judge `<input type="email">` (HTML standard, "valid e-mail address"), with a dot
/// in the host, since a name of one's own network is of no use to readers.
fn is_address(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else {
        return false;
    };
    let local_fine = !local.is_empty()
        && local
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte));
    let labels_fine = host.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    });
    local_fine && labels_fine && host.contains('.')
}

pub(super) fn data_licence(text: &str, errors: &mut FormErrors) -> String {
    let read = Licence::parse_field(text).ok();
    let id = read
        .as_ref()
        .and_then(Licence::expression)
        .filter(|id| spdx::license_id(id).is_some());
    if id.is_none() && !text.trim().is_empty() {
        errors.add(
            "data_licence",
            "Enter one licence of the SPDX list, like CC-BY-4.0, or leave it empty",
        );
    }
    id.unwrap_or_default().to_owned()
}

pub(super) fn time_zone(text: &str, errors: &mut FormErrors) -> String {
    let text = text.trim();
    if !Dates::knows(text) {
        errors.add(
            "time_zone",
            "Enter a time zone by its region and city, like Europe/London",
        );
    }
    text.to_owned()
}

pub(super) fn days(text: &str, errors: &mut FormErrors) -> Option<i64> {
    let text = text.trim();
    let days = text
        .parse()
        .ok()
        .filter(|days| (1..=MOST_DAYS).contains(days));
    if days.is_none() && !text.is_empty() {
        errors.add(
            "decision_target_days",
            format!("Enter a number of days from 1 to {MOST_DAYS}, or leave it empty"),
        );
    }
    days
}

pub(super) fn personal_data_days(text: &str, errors: &mut FormErrors) -> i64 {
    let days = text.trim().parse().ok();
    let days = days.filter(|days| (1..=MOST_DAYS_KEPT).contains(days));
    if days.is_none() {
        errors.add(
            "personal_data_days",
            format!("Enter a number of days from 1 to {MOST_DAYS_KEPT}"),
        );
    }
    days.unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_kept_in_its_canonical_spelling() {
        let mut errors = FormErrors::default();
        assert_eq!(data_licence(" cc by 4.0 ", &mut errors), "CC-BY-4.0");
        assert_eq!(data_licence("", &mut errors), "");
        assert!(errors.is_empty());
    }
}
