//! The picture that an app scans.

use qrcode::{Color, QrCode};

/// The quiet zone around the picture, in its own squares. Source: ISO/IEC 18004, section 6.3.8.
const MARGIN: usize = 4;

/// A QR code as the path of an SVG: one square of the code is one unit.
pub(in crate::accounts) struct QrPicture {
    /// Width and height, with the quiet zone.
    pub(in crate::accounts) size: usize,
    /// The `d` attribute that draws what is dark.
    pub(in crate::accounts) path: String,
}

impl QrPicture {
    /// Draws `text`; none when it is too long for any code.
    pub(in crate::accounts) fn draw(text: &str) -> Option<Self> {
        let code = QrCode::new(text).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (at, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                let (x, y) = (at % width + MARGIN, at / width + MARGIN);
                path.push_str(&format!("M{x} {y}h1v1h-1z"));
            }
        }
        Some(Self {
            size: width + 2 * MARGIN,
            path,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_a_quiet_zone_and_the_three_corners() {
        let picture = QrPicture::draw("otpauth://totp/ada?secret=GEZDGNBVGY3TQOJQ").unwrap();
        assert_eq!((picture.size - 2 * MARGIN) % 4, 1);
        let last = picture.size - MARGIN - 1;
        for (x, y) in [(MARGIN, MARGIN), (last, MARGIN), (MARGIN, last)] {
            assert!(picture.path.contains(&format!("M{x} {y}h")), "{x} {y}");
        }
        assert!(!picture.path.contains("M3 ") && !picture.path.contains(" 3h"));
        assert!(QrPicture::draw(&"x".repeat(5_000)).is_none());
    }
}
