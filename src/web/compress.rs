//! Content codings: which one a reader takes, and making it.

use std::io::Write;
use std::sync::OnceLock;

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

/// A body in every coding: each is made when somebody first asks for it, once, and kept.
#[derive(Debug)]
pub struct Coded {
    identity: Bytes,
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
}

impl Coded {
    /// Keeps `identity`, the body as it is.
    pub fn new(identity: Bytes) -> Self {
        Self {
            identity,
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        }
    }

    /// The body in `coding`; the first time takes milliseconds, and whoever asks meanwhile waits.
    pub fn bytes(&self, coding: Coding) -> Bytes {
        // Both write to a Vec, and a Vec takes every write.
        let made = |bytes: std::io::Result<Vec<u8>>| Bytes::from(bytes.expect("a Vec takes it"));
        match coding {
            Coding::Identity => self.identity.clone(),
            Coding::Gzip => self.gzip.get_or_init(|| made(gzip(&self.identity))).clone(),
            Coding::Brotli => self
                .brotli
                .get_or_init(|| made(brotli(&self.identity)))
                .clone(),
        }
    }

    /// About how much memory it takes in bytes: the body, and copies of at most half its length.
    pub fn weight(&self) -> usize {
        self.identity.len() + self.identity.len() / 2
    }
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::new(6));
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// Quality 5 is where smaller stops being worth the wait: below gzip 6 in size, close in time.
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

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_best_coding_that_the_reader_takes() {
        for (header, coding) in [
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("GZIP", Coding::Gzip),
            ("gzip;q=0.8, br;q=0.1", Coding::Brotli),
            ("br;q=0, gzip", Coding::Gzip),
            ("br; Q=0.000 ,gzip;q=0", Coding::Identity),
            ("deflate", Coding::Identity),
            ("brotli, xgzip", Coding::Identity),
            ("", Coding::Identity),
        ] {
            let value = HeaderValue::from_static(header);
            assert_eq!(Coding::accepted(Some(&value)), coding, "{header:?}");
        }
        assert_eq!(Coding::accepted(None), Coding::Identity);
        let garbage = HeaderValue::from_bytes(b"br\xff").unwrap();
        assert_eq!(Coding::accepted(Some(&garbage)), Coding::Identity);
    }

    #[test]
    fn every_coding_reads_back() {
        let text = "Policy to point at, guidance to lean on. ".repeat(500);
        let coded = Coded::new(Bytes::from(text.clone()));
        let mut read = String::new();
        let gzip = coded.bytes(Coding::Gzip);
        flate2::read::GzDecoder::new(&gzip[..])
            .read_to_string(&mut read)
            .unwrap();
        assert_eq!(read, text);
        let brotli = coded.bytes(Coding::Brotli);
        let mut read = Vec::new();
        brotli::BrotliDecompress(&mut &brotli[..], &mut read).unwrap();
        assert_eq!(read, text.as_bytes());
        assert!(gzip.len() < text.len() / 10 && brotli.len() < gzip.len());
        assert_eq!(coded.bytes(Coding::Identity), text);
    }
}
