//! Text and emphasis, put together again where an address spans them.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::CowStr;

use super::inline::{Inline, escaped};
use super::linkify::ends_in_address;
use super::parse::{Reading, owned_or_borrowed};

impl<'a> Reading<'a> {
    /// Text, joined to the text right before it: addresses may span what the parser cuts.
    pub(super) fn text(&mut self, text: CowStr<'a>, range: Range<usize>) {
        let raw = &self.source[range.clone()];
        let gap = self.source.get(self.text_end..range.start);
        self.text_end = range.end;
        let verbatim = *raw == *text;
        if let Some("" | "\\") = gap
            && let Some(Inline::Text(words, markup)) = self
                .builder
                .inlines()
                .and_then(|inlines| inlines.last_mut())
        {
            markup.to_mut().push_str(gap.unwrap_or_default());
            markup
                .to_mut()
                .push_str(&if verbatim { raw.into() } else { escaped(&text) });
            words.to_mut().push_str(&text);
            return;
        }
        let mut markup = if verbatim {
            Cow::Borrowed(raw)
        } else {
            Cow::Owned(escaped(&text).into_owned())
        };
        if verbatim && self.source[..range.start].ends_with('\\') {
            markup = Cow::Owned(format!("\\{raw}"));
        }
        self.push(Inline::Text(owned_or_borrowed(text), markup), &range);
    }

    /// Begins emphasis, unless its mark stands within an address.
    pub(super) fn emphasise(&mut self, mark: &'static str, range: &Range<usize>) {
        let last = self
            .builder
            .inlines()
            .and_then(|inlines| inlines.last_mut());
        if self.text_end == range.start
            && let Some(Inline::Text(words, markup)) = last
            && ends_in_address(words)
        {
            // One tilde strikes through as two do.
            let single = mark == "~~" && !self.source[range.clone()].starts_with(mark);
            let length = if single { 1 } else { mark.len() };
            let written = &self.source[range.start..range.start + length];
            words.to_mut().push_str(written);
            markup.to_mut().push_str(written);
            self.text_end = range.start + length;
            self.emphasis.push(Some(written));
        } else {
            self.emphasis.push(None);
            self.push(Inline::Open(mark), range);
        }
    }

    /// Ends emphasis.
    pub(super) fn calm(&mut self, mark: &'static str, range: &Range<usize>) {
        if let Some(Some(written)) = self.emphasis.pop() {
            let text = Inline::Text(written.into(), written.into());
            let joins = self.text_end + written.len() == range.end;
            self.text_end = range.end;
            match self
                .builder
                .inlines()
                .and_then(|inlines| inlines.last_mut())
            {
                Some(Inline::Text(words, markup)) if joins => {
                    words.to_mut().push_str(written);
                    markup.to_mut().push_str(written);
                }
                _ => self.add(text),
            }
        } else {
            self.add(Inline::Close(mark));
        }
    }
}
