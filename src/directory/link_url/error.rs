//! Why a link was refused, in the words that the form shows.

/// Why something typed isn't the link of an entry. `Display` is the message beside the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Nothing, or only a scheme, was typed.
    #[error("Enter the link, starting with https://")]
    Empty,
    /// More than [`LONGEST`](super::LONGEST) characters, counted as typed and as stored.
    #[error("Links can have up to 2,048 characters. Shorten this one")]
    TooLong,
    /// `javascript:`, `data:`, `mailto:` and every other scheme that the policy doesn't allow.
    #[error("Links must start with http:// or https://")]
    Scheme,
    /// White space or invisible characters inside.
    #[error("Take the spaces and invisible characters out of the link")]
    Spaces,
    /// A user name or password before the host, which can make a link look like another site's.
    #[error("Take the user name and the @ out of the link")]
    UserInfo,
    /// An address in numbers, in any spelling.
    #[error("Enter a link with a domain name like example.org instead of numbers")]
    IpAddress,
    /// A name that only means something inside a network.
    #[error("Enter a link that works outside your own network, like https://example.org/page")]
    PrivateName,
    /// A host that isn't a name at all, or no host.
    #[error("Enter a whole link, like https://example.org/page")]
    Invalid,
}
