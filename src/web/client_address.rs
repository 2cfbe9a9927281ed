//! Who is asking, behind which proxy.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::FORWARDED;
use http::request::Parts;
use http::{HeaderMap, HeaderName};
use ipnet::IpNet;

use crate::error::AppError;

/// Who opened the connection; `None` for a Unix socket, whose peer counts as 127.0.0.1.
/// The server puts it in the request's extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeerAddress(pub Option<IpAddr>);

/// The address that a request really comes from. As an argument of a handler it needs the layer
/// [`find`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// The networks whose forwarding headers are believed.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(Arc<[IpNet]>);

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

impl TrustedProxies {
    /// Believes the forwarding headers of `networks`.
    pub fn new(networks: impl IntoIterator<Item = IpNet>) -> Self {
        Self(networks.into_iter().collect())
    }

    fn trust(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The client behind `peer`.
    ///
    /// Where `Forwarded` and `X-Forwarded-For` disagree, a client wrote one of them and nothing
    /// says which; neither is believed, and the request counts as the proxy's own.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.trust(peer) {
            return peer;
        }
        let walk = |name: HeaderName, read: fn(&str) -> Option<IpAddr>| {
            headers
                .contains_key(&name)
                .then(|| self.walk(peer, &joined(headers, &name), read))
        };
        match (walk(FORWARDED, forwarded), walk(X_FORWARDED_FOR, address)) {
            (None, None) => peer,
            (Some(client), None) | (None, Some(client)) => client,
            (Some(one), Some(other)) => {
                if one == other {
                    one
                } else {
                    peer
                }
            }
        }
    }

    /// From right to left, as each proxy appends whom it heard: the first hop that is not trusted
    /// is the client. What can't be read ends the walk at the last hop that could.
    fn walk(&self, peer: IpAddr, hops: &str, read: fn(&str) -> Option<IpAddr>) -> IpAddr {
        let mut client = peer;
        for hop in hops.rsplit(',') {
            match read(hop.trim()) {
                Some(address) => client = address,
                None => return client,
            }
            if !self.trust(client) {
                return client;
            }
        }
        client
    }
}

/// All lines of a header as one list, in order.
fn joined(headers: &HeaderMap, name: &HeaderName) -> String {
    let lines: Vec<_> = headers
        .get_all(name)
        .iter()
        .map(|line| String::from_utf8_lossy(line.as_bytes()))
        .collect();
    lines.join(",")
}

/// The `for` of one element of `Forwarded` (RFC 7239, section 4). Commas inside quotes are not
/// looked for: only the part that a trusted proxy appended is read, and reading from the right
/// keeps an open quote of the client's from swallowing it.
fn forwarded(element: &str) -> Option<IpAddr> {
    let node = element.split(';').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("for")
            .then_some(value.trim())
    })?;
    address(
        node.strip_prefix('"')
            .and_then(|node| node.strip_suffix('"'))
            .unwrap_or(node),
    )
}

/// An address, with or without brackets and port; IPv4 inside IPv6 is IPv4.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(text);
    let address = bare.parse::<IpAddr>().ok();
    let address = address.or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()))?;
    Some(address.to_canonical())
}

/// The layer: puts the [`ClientAddress`] in the request's extensions.
pub async fn find(
    State(proxies): State<TrustedProxies>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request
        .extensions()
        .get()
        .and_then(|PeerAddress(peer)| *peer);
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let client = proxies.client(peer, request.headers());
    request.extensions_mut().insert(ClientAddress(client));
    next.run(request).await
}

impl<S: Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        let found = parts.extensions.get().copied();
        found.ok_or_else(|| anyhow::anyhow!("no layer has found the client's address").into())
    }
}

/// One household or office, as far as an address tells: /32 of IPv4, /64 of IPv6.
pub fn narrow_prefix(address: IpAddr) -> String {
    prefix(address, 32, 64)
}

/// One network: /24 of IPv4, /48 of IPv6.
pub fn wide_prefix(address: IpAddr) -> String {
    prefix(address, 24, 48)
}

/// `v4` and `v6` are lengths in bits, from 1 to the width of the address.
fn prefix(address: IpAddr, v4: u32, v6: u32) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let network = Ipv4Addr::from_bits(address.to_bits() & (u32::MAX << (32 - v4)));
            format!("{network}/{v4}")
        }
        IpAddr::V6(address) => {
            let network = Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << (128 - v6)));
            format!("{network}/{v6}")
        }
    }
}

#[cfg(test)]
#[path = "client_address_tests.rs"]
mod tests;
