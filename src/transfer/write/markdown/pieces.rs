//! A Markdown text taken apart into the few kinds of pieces that an export writes again.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words.
    Text(String),
    /// Code.
    Code(String),
    /// Emphasis begins.
    Emphasis(Strength),
    /// It ends.
    EmphasisEnd(Strength),
    /// A link to this address begins.
    Link(String),
    /// It ends.
    LinkEnd,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    Light,
    Strong,
}

/// The paragraphs of a text, in order. Headings, quotations, list items and code become paragraphs
/// as well: inside a list of links they would be taken for parts of the list. `base_url` makes
/// whole addresses of a curator's links to pages of the site; without it their words stay.
pub(super) fn paragraphs(markdown: &str, base_url: Option<&str>) -> Vec<Vec<Piece>> {
    let mut reader = Reader {
        base_url,
        ..Reader::default()
    };
    // The same dialect as the site renders: plain CommonMark.
    for event in Parser::new_ext(markdown, Options::empty()) {
        reader.event(event);
    }
    reader.finish();
    reader.paragraphs
}

#[derive(Default)]
struct Reader<'a> {
    base_url: Option<&'a str>,
    paragraphs: Vec<Vec<Piece>>,
    open: Vec<Piece>,
    /// How many emphases stand around the present place; only the outermost is kept.
    emphases: usize,
    /// For each open link whether it is kept.
    links: Vec<bool>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            // Raw HTML is shown as the text that it is.
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(code) => self.open.push(Piece::Code(code.into_string())),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::Start(Tag::Emphasis) => self.emphasis(Strength::Light),
            Event::Start(Tag::Strong) => self.emphasis(Strength::Strong),
            Event::End(TagEnd::Emphasis) => self.emphasis_end(Strength::Light),
            Event::End(TagEnd::Strong) => self.emphasis_end(Strength::Strong),
            Event::Start(Tag::Link { dest_url, .. }) => self.link(&dest_url),
            Event::End(TagEnd::Link) => self.link_end(),
            // Images leave their description.
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
            Event::Start(_) | Event::End(_) | Event::Rule => self.finish(),
            // Extensions, which are all off.
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(Piece::Text(before)) = self.open.last_mut() {
            before.push_str(text);
        } else {
            self.open.push(Piece::Text(text.to_owned()));
        }
    }

    fn emphasis(&mut self, strength: Strength) {
        if self.emphases == 0 {
            self.open.push(Piece::Emphasis(strength));
        }
        self.emphases += 1;
    }

    fn emphasis_end(&mut self, strength: Strength) {
        self.emphases = self.emphases.saturating_sub(1);
        if self.emphases == 0 {
            // The outermost one may have been of the other strength.
            let begun = self.open.iter().rev().find_map(|piece| match piece {
                Piece::Emphasis(begun) => Some(*begun),
                _ => None,
            });
            self.open
                .push(Piece::EmphasisEnd(begun.unwrap_or(strength)));
        }
    }

    fn link(&mut self, address: &str) {
        let whole = ["https://", "http://", "mailto:"]
            .iter()
            .any(|scheme| address.starts_with(scheme));
        let here = address.starts_with('/') && !address.starts_with("//");
        let address = match self.base_url {
            _ if whole => Some(address.to_owned()),
            Some(base_url) if here => Some(format!("{base_url}{address}")),
            _ => None,
        };
        self.links.push(address.is_some());
        if let Some(address) = address {
            self.open.push(Piece::Link(address));
        }
    }

    fn link_end(&mut self) {
        if self.links.pop() == Some(true) {
            self.open.push(Piece::LinkEnd);
        }
    }

    /// Ends the open paragraph, if it says anything.
    fn finish(&mut self) {
        let mut pieces = std::mem::take(&mut self.open);
        (self.emphases, self.links) = (0, Vec::new());
        if let Some(Piece::Text(first)) = pieces.first_mut() {
            *first = first.trim_start().to_owned();
        }
        if let Some(Piece::Text(last)) = pieces.last_mut() {
            *last = last.trim_end().to_owned();
        }
        pieces.retain(|piece| *piece != Piece::Text(String::new()));
        if !visible(&pieces).trim().is_empty() {
            self.paragraphs.push(pieces);
        }
    }
}

/// The words of a paragraph without its form.
pub(super) fn visible(pieces: &[Piece]) -> String {
    let words = pieces.iter().filter_map(|piece| match piece {
        Piece::Text(text) | Piece::Code(text) => Some(text.as_str()),
        _ => None,
    });
    words.collect()
}
