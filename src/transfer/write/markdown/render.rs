//! Pieces of a paragraph as one line of Markdown.

use super::escape;
use super::pieces::{Piece, Strength, paragraphs, visible};

/// How links are written.
pub(super) enum Links<'a> {
    /// `[words](address)`.
    Inline,
    /// `[words][label]`, whose definitions are added here.
    Defined(&'a mut Definitions),
}

/// The addresses that reference links point to, until they are written down.
#[derive(Default)]
pub(super) struct Definitions {
    made: usize,
    waiting: Vec<String>,
}

impl Definitions {
    /// The label of an address.
    pub(super) fn label(&mut self, address: &str) -> String {
        self.made += 1;
        let label = format!("link-{}", self.made);
        self.waiting
            .push(format!("[{label}]: {}", escape::address(address)));
        label
    }

    /// The lines that define what was used since last time.
    pub(super) fn take(&mut self) -> Vec<String> {
        std::mem::take(&mut self.waiting)
    }
}

/// A paragraph of its own with these words.
pub(super) fn paragraph(pieces: &[Piece], links: &mut Links<'_>) -> String {
    escape::line_start(&line(pieces, links))
}

/// One line of Markdown with these words, to go on a line that has begun. Where emphasis can't be said in it (it may begin or end
/// inside a word, say) the words alone are.
pub(super) fn line(pieces: &[Piece], links: &mut Links<'_>) -> String {
    let plain = |keep: fn(&Piece) -> bool| -> Vec<Piece> {
        pieces.iter().filter(|piece| keep(piece)).cloned().collect()
    };
    let says_the_same = |pieces: &[Piece]| {
        let again = escape::line_start(&written(pieces, &mut Links::Inline));
        let again = paragraphs(&again, None);
        let words = |pieces: &[Piece]| {
            visible(pieces)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        matches!(again.as_slice(), [only] if words(only) == words(pieces))
    };
    if says_the_same(pieces) {
        return written(pieces, links);
    }
    let unstressed = plain(|piece| !matches!(piece, Piece::Emphasis(_) | Piece::EmphasisEnd(_)));
    if says_the_same(&unstressed) {
        return written(&unstressed, links);
    }
    written(&[Piece::Text(visible(pieces))], links)
}

fn written(pieces: &[Piece], links: &mut Links<'_>) -> String {
    let mut out = String::new();
    let mut address = None;
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(&escape::text(text)),
            Piece::Code(code) => out.push_str(&escape::code(code)),
            Piece::Emphasis(strength) | Piece::EmphasisEnd(strength) => {
                out.push_str(match strength {
                    Strength::Light => "*",
                    Strength::Strong => "**",
                });
            }
            Piece::Link(to) => {
                out.push('[');
                address = Some(to);
            }
            Piece::LinkEnd => {
                let Some(address) = address.take() else {
                    continue;
                };
                out.push_str(&match links {
                    Links::Inline => format!("]({})", escape::address(address)),
                    Links::Defined(definitions) => format!("][{}]", definitions.label(address)),
                });
            }
        }
    }
    out.trim().to_owned()
}
