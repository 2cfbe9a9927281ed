//! HTML in notes becomes text. Markdown in notes stays as it is.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::links;

/// Tags that show that a text is meant as HTML.
const TELLING: [&str; 16] = [
    "<a ",
    "<p>",
    "<p ",
    "</p>",
    "<br",
    "<div",
    "<span",
    "<img",
    "<b>",
    "<i>",
    "<em>",
    "<strong>",
    "<ul",
    "<ol",
    "<li",
    "<blockquote",
];

/// The text of what may be HTML; anything else comes back as it is.
pub fn text_of(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    if !TELLING.iter().any(|tag| lower.contains(tag)) {
        return html.to_owned();
    }
    let tokenizer = Tokenizer::new(TextSink::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    // Only scripts ask for a pause, and nothing here runs any.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.note.take().finish()
}

/// An attribute of a tag; empty when it is missing. Its name is in lower case.
pub fn attribute<'t>(tag: &'t Tag, name: &str) -> &'t str {
    let found = tag
        .attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name);
    found.map_or("", |attribute| &attribute.value)
}

#[derive(Default)]
struct TextSink {
    note: RefCell<Note>,
}

impl TokenSink for TextSink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => self.note.borrow_mut().tag(&tag),
            Token::CharacterTokens(words) => self.note.borrow_mut().words(&words),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// A note in the making.
#[derive(Default)]
pub struct Note {
    text: String,
    /// Where the text of a link began, and where it leads.
    link: Option<(usize, String)>,
    /// Inside a script or a style sheet.
    silent: bool,
    /// How many pictures were left out.
    pub pictures: usize,
}

impl Note {
    /// Words between tags.
    pub fn words(&mut self, words: &str) {
        if !self.silent {
            self.text.push_str(words);
        }
    }

    /// A tag: breaks and lists keep their shape, links are written as Markdown.
    pub fn tag(&mut self, tag: &Tag) {
        let opens = tag.kind == TagKind::StartTag;
        match &*tag.name {
            "br" => self.text.push('\n'),
            "p" | "div" | "ul" | "ol" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
            | "tr" => {
                self.paragraph();
            }
            "li" if opens => {
                self.line();
                self.text.push_str("- ");
            }
            "a" if opens => {
                self.close_link();
                self.link = Some((self.text.len(), attribute(tag, "href").trim().to_owned()));
            }
            "a" => self.close_link(),
            "img" => self.pictures += 1,
            "script" | "style" => self.silent = opens,
            _ => {}
        }
    }

    /// The note, without space around it.
    pub fn finish(mut self) -> String {
        self.close_link();
        self.text
            .trim_end()
            .trim_start_matches(['\n', '\r', ' ', '\t'])
            .to_owned()
    }

    fn close_link(&mut self) {
        let Some((start, target)) = self.link.take() else {
            return;
        };
        let label = self.text.get(start..).unwrap_or_default().trim().to_owned();
        let fits = links::is_web(&target) && !target.contains([' ', '<', '>', '(', ')', '\n']);
        if fits && !label.is_empty() && label != target && !label.contains(['[', ']', '\n']) {
            self.text.truncate(start);
            self.text.push_str(&format!("[{label}]({target})"));
        }
    }

    fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn paragraph(&mut self) {
        self.line();
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}
