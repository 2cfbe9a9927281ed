//! Which hosts an entry may point at.

use url::{Host, Url};

use super::{LinkError, LinkPolicy};
use crate::outgoing::is_private_name;

/// The longest name and the longest label (RFC 1035, 2.3.4).
const LONGEST_NAME: usize = 253;
const LONGEST_LABEL: usize = 63;

pub(super) fn judge(url: &Url, policy: LinkPolicy) -> Result<(), LinkError> {
    let name = match url.host() {
        None => return Err(LinkError::Empty),
        Some(Host::Ipv4(_) | Host::Ipv6(_)) if policy.allow_private => return Ok(()),
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => return Err(LinkError::IpAddress),
        Some(Host::Domain(name)) => name,
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    let well_formed = name.len() <= LONGEST_NAME
        && (name.split('.')).all(|label| {
            let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
            !label.is_empty() && label.len() <= LONGEST_LABEL && label.bytes().all(known)
        });
    if !well_formed {
        return Err(LinkError::Invalid);
    }
    if policy.allow_private {
        return Ok(());
    }
    if is_private_name(name) {
        return Err(LinkError::PrivateName);
    }
    if name.contains('.') {
        Ok(())
    } else {
        Err(LinkError::Invalid)
    }
}

/// A host without `www.` in front, as long as a name of two labels is left.
pub(super) fn without_www(host: &str) -> &str {
    let mut bare = host;
    while let Some(rest) = bare.strip_prefix("www.") {
        if !rest.trim_end_matches('.').contains('.') {
            break;
        }
        bare = rest;
    }
    bare
}
