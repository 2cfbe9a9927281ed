//! HTML inside Markdown, as the HTML standard cuts it into tags and text.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A piece of HTML.
#[derive(Debug, PartialEq)]
pub(in crate::transfer::read) enum Html {
    /// A tag's beginning: its name in lower case and where it leads (`href`).
    Start(String, Option<String>),
    /// A tag's end.
    End(String),
    /// Text, its entities decoded.
    Text(String),
}

#[derive(Default)]
struct Pieces(RefCell<Vec<(usize, Html)>>);

impl TokenSink for Pieces {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut pieces = self.0.borrow_mut();
        let line = usize::try_from(line).unwrap_or(1);
        match token {
            Token::TagToken(tag) => pieces.push((line, of_tag(&tag))),
            Token::CharacterTokens(text) => {
                if let Some((_, Html::Text(last))) = pieces.last_mut() {
                    last.push_str(&text);
                } else {
                    // Its last line is the one that the tokenizer has reached.
                    let breaks = text.bytes().filter(|byte| *byte == b'\n').count();
                    pieces.push((line.saturating_sub(breaks), Html::Text(text.to_string())));
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn of_tag(tag: &Tag) -> Html {
    let name = tag.name.to_string();
    if tag.kind == TagKind::EndTag {
        return Html::End(name);
    }
    let href = tag.attrs.iter().find(|attr| &*attr.name.local == "href");
    Html::Start(name, href.map(|attr| attr.value.trim().to_owned()))
}

/// The pieces of some HTML with their lines, counted from 1, without comments.
pub(in crate::transfer::read) fn pieces(html: &str) -> Vec<(usize, Html)> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Pieces::default(), TokenizerOpts::default());
    // Nothing here pauses for a script.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}
