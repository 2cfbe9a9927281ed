//! Content codings: which one a reader takes, and making it.

use std::io::Write;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::HeaderValue;

/// How a body is coded on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Coding {
    /// As it is.
    Identity,
    /// gzip (RFC 1952).
    Gzip,
    /// Brotli (RFC 7932).
    Brotli,
}

impl Coding {
    /// The best coding that `Accept-Encoding` allows: Brotli, gzip, then none (RFC 9110, 12.5.3).
    /// Weights above zero are not compared, as the smallest body serves everybody.
    pub fn accepted(header: Option<&HeaderValue>) -> Self {
        let Some(Ok(accepted)) = header.map(HeaderValue::to_str) else {
            return Self::Identity;
        };
        let takes = |coding: &str| {
            accepted.split(',').any(|item| {
                let mut parts = item.split(';').map(str::trim);
                parts
                    .next()
                    .is_some_and(|name| name.eq_ignore_ascii_case(coding))
                    && !parts.any(is_refusal)
            })
        };
        if takes("br") {
            Self::Brotli
        } else if takes("gzip") {
            Self::Gzip
        } else {
            Self::Identity
        }
    }

    /// The value of `Content-Encoding`; `None` for a body as it is.
    pub fn name(self) -> Option<HeaderValue> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Brotli => Some(HeaderValue::from_static("br")),
        }
    }
}

/// A weight of zero says "not this one".
fn is_refusal(parameter: &str) -> bool {
    let Some((name, weight)) = parameter.split_once('=') else {
        return false;
    };
    name.trim().eq_ignore_ascii_case("q") && weight.trim().parse::<f32>().is_ok_and(|q| q == 0.0)
}

/// `bytes` in `coding`. It takes milliseconds, so keep what it returns.
///
/// The levels are where smaller stops being worth the wait: Brotli 5 is below gzip 6 in size and
/// close to it in time.
pub fn compress(coding: Coding, bytes: &Bytes) -> Bytes {
    let made = match coding {
        Coding::Identity => return bytes.clone(),
        Coding::Gzip => gzip(bytes),
        Coding::Brotli => brotli(bytes),
    };
    // Both write to a Vec, and a Vec takes every write.
    Bytes::from(made.expect("a Vec takes every write"))
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::new(6));
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 5,
        lgwin: 20,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut made = Vec::with_capacity(bytes.len() / 3);
    brotli::BrotliCompress(&mut &bytes[..], &mut made, &parameters)?;
    Ok(made)
}
