//! Content codings for bodies that are made piece by piece.

use std::io::Write;

use brotli::CompressorWriter;
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::compress::Coding;

/// Quick rather than small: a long body is coded while it is sent.
const GZIP_LEVEL: u32 = 4;
const BROTLI_QUALITY: u32 = 3;
/// One mebibyte of memory for what was said before.
const BROTLI_WINDOW: u32 = 20;
const BROTLI_BUFFER: usize = 16 * 1024;

/// Codes a body while it grows; holds little more than a window of it.
pub struct Encoder(Kind);

enum Kind {
    Identity(Vec<u8>),
    Gzip(GzEncoder<Vec<u8>>),
    Brotli(Box<CompressorWriter<Vec<u8>>>),
}

impl Encoder {
    /// An encoder of `coding`.
    pub fn new(coding: Coding) -> Self {
        Self(match coding {
            Coding::Identity => Kind::Identity(Vec::new()),
            Coding::Gzip => Kind::Gzip(GzEncoder::new(Vec::new(), Compression::new(GZIP_LEVEL))),
            Coding::Brotli => Kind::Brotli(Box::new(CompressorWriter::new(
                Vec::new(),
                BROTLI_BUFFER,
                BROTLI_QUALITY,
                BROTLI_WINDOW,
            ))),
        })
    }

    /// Takes the next piece, and gives what is ready to be sent: maybe nothing yet.
    ///
    /// # Errors
    /// None in practice: it writes to memory.
    pub fn push(&mut self, piece: &[u8]) -> std::io::Result<Bytes> {
        let ready = match &mut self.0 {
            Kind::Identity(ready) => {
                ready.extend_from_slice(piece);
                ready
            }
            Kind::Gzip(encoder) => {
                encoder.write_all(piece)?;
                encoder.get_mut()
            }
            Kind::Brotli(encoder) => {
                encoder.write_all(piece)?;
                encoder.get_mut()
            }
        };
        Ok(Bytes::from(std::mem::take(ready)))
    }

    /// The end of the body.
    ///
    /// # Errors
    /// None in practice: it writes to memory.
    pub fn finish(self) -> std::io::Result<Bytes> {
        Ok(Bytes::from(match self.0 {
            Kind::Identity(ready) => ready,
            Kind::Gzip(encoder) => encoder.finish()?,
            Kind::Brotli(encoder) => encoder.into_inner(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn pieces_read_back_as_the_whole() {
        let pieces: Vec<String> = (0..500).map(|number| format!("entry {number}, ")).collect();
        let coded = |coding| {
            let mut encoder = Encoder::new(coding);
            let mut body = Vec::new();
            for piece in &pieces {
                body.extend(encoder.push(piece.as_bytes()).unwrap());
            }
            body.extend(encoder.finish().unwrap());
            body
        };
        let whole = pieces.concat();
        assert_eq!(coded(Coding::Identity), whole.as_bytes());
        let mut read = String::new();
        flate2::read::GzDecoder::new(&coded(Coding::Gzip)[..])
            .read_to_string(&mut read)
            .unwrap();
        assert_eq!(read, whole);
        let mut read = Vec::new();
        brotli::BrotliDecompress(&mut &coded(Coding::Brotli)[..], &mut read).unwrap();
        assert_eq!(read, whole.as_bytes());
    }
}
