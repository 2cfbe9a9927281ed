//! From tags to folders and bookmarks.

use std::cell::RefCell;

use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};

use super::folders::Folders;
use super::{link, tags};
use crate::transfer::aside;
use crate::transfer::list::{ReadEntry, ReadError, RemarkKind};
use crate::transfer::read::build::{Builder, one_line};
use crate::transfer::read::markup::{Note, attribute};

/// Takes the tokens of a bookmark file.
pub(super) struct BookmarkSink<'l> {
    state: RefCell<State<'l>>,
}

impl<'l> BookmarkSink<'l> {
    pub(super) fn new(builder: Builder<'l>) -> Self {
        Self {
            state: RefCell::new(State {
                builder,
                folders: Folders::default(),
                inside: Inside::Nothing,
                has_heading: false,
                words: String::new(),
                note: Note::default(),
                folder: None,
                bookmark: None,
                taken: Vec::new(),
                line: 0,
                failure: None,
            }),
        }
    }

    /// Why reading had to end.
    pub(super) fn failure(&self) -> Option<ReadError> {
        self.state.borrow().failure.clone()
    }
}

impl TokenSink for BookmarkSink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        if state.failure.is_none() {
            state.line = usize::try_from(line).unwrap_or(0);
            let done = match token {
                Token::TagToken(tag) => state.tag(&tag),
                Token::CharacterTokens(words) => {
                    state.characters(&words);
                    Ok(())
                }
                Token::EOFToken => state.end(),
                _ => Ok(()),
            };
            state.failure = done.err();
        }
        TokenSinkResult::Continue
    }
}

/// Where in the file the words stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Title,
    Heading,
    Folder,
    Link,
    Note,
}

struct State<'l> {
    builder: Builder<'l>,
    folders: Folders,
    inside: Inside,
    /// Whether a heading names the list already: further ones are folders.
    has_heading: bool,
    words: String,
    note: Note,
    /// The folder whose note may follow.
    folder: Option<usize>,
    /// The bookmark whose note may follow, with its line and its tags as written.
    bookmark: Option<(ReadEntry, usize, String)>,
    /// The tags of every entry as written: how they are parted shows only at the end.
    taken: Vec<(usize, String)>,
    line: usize,
    failure: Option<ReadError>,
}

impl State<'_> {
    fn tag(&mut self, tag: &Tag) -> Result<(), ReadError> {
        let opens = tag.kind == TagKind::StartTag;
        match &*tag.name {
            "title" if opens => self.begin(Inside::Title),
            "h1" if opens && !self.has_heading => self.begin(Inside::Heading),
            "title" => self.name_list(),
            "h1" if self.inside == Inside::Heading => self.name_list(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.inside != Inside::Note => {
                if opens {
                    self.flush()?;
                    self.begin(Inside::Folder);
                } else if self.inside == Inside::Folder {
                    let title = std::mem::take(&mut self.words);
                    self.folder = Some(self.folders.add(&title, self.line, &mut self.builder)?);
                    self.inside = Inside::Nothing;
                }
            }
            "a" if self.inside != Inside::Note => {
                if opens {
                    self.flush()?;
                    self.open_bookmark(tag);
                } else if self.inside == Inside::Link {
                    self.close_link();
                }
            }
            "dt" | "hr" => self.flush()?,
            "dl" => {
                self.flush()?;
                if opens {
                    self.folders.open(self.line, &self.builder)?;
                } else {
                    self.folders.close()
                }
            }
            "dd" if opens => {
                self.close_link();
                self.inside = Inside::Note;
                self.note = Note::default();
            }
            "dd" => self.end_note(),
            _ if self.inside == Inside::Note => self.note.tag(tag),
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, inside: Inside) {
        self.inside = inside;
        self.words.clear();
    }

    fn characters(&mut self, words: &str) {
        match self.inside {
            Inside::Nothing => {}
            Inside::Note => self.note.words(words),
            _ => self.words.push_str(words),
        }
    }

    /// The heading names the list better than the title of the page.
    fn name_list(&mut self) {
        let words = one_line(&std::mem::take(&mut self.words));
        let is_heading = self.inside == Inside::Heading;
        let better =
            is_heading || self.inside == Inside::Title && self.builder.list.title.is_none();
        if better && !words.is_empty() {
            self.has_heading |= is_heading;
            self.builder.list.title = Some(words);
        }
        self.inside = Inside::Nothing;
    }

    fn open_bookmark(&mut self, tag: &Tag) {
        let entry = ReadEntry {
            category: self.folders.of_bookmark(),
            ..link::entry(tag)
        };
        self.bookmark = Some((entry, self.line, attribute(tag, "tags").to_owned()));
        self.folder = None;
        self.begin(Inside::Link);
    }

    fn close_link(&mut self) {
        if self.inside == Inside::Link
            && let Some((entry, ..)) = &mut self.bookmark
        {
            entry.title = one_line(&std::mem::take(&mut self.words));
        }
        self.inside = Inside::Nothing;
    }

    /// A note belongs to the bookmark or the folder before it.
    fn end_note(&mut self) {
        if self.inside != Inside::Note {
            return;
        }
        self.inside = Inside::Nothing;
        let note = std::mem::take(&mut self.note);
        if note.pictures > 0 {
            self.builder.remark(
                self.line,
                RemarkKind::LeftOut,
                "A picture in a note was left out",
            );
        }
        let mut words = note.finish();
        if words.is_empty() {
            return;
        }
        let caveat = aside::take(&mut words, str::to_owned);
        if let Some((entry, ..)) = &mut self.bookmark {
            entry.description = words;
            entry.caveat = caveat;
        } else if let Some(index) = self.folder
            && let Some(category) = self.builder.list.categories.get_mut(index)
        {
            category.introduction = words;
            category.caveat = caveat;
        }
    }

    /// Takes the bookmark that is complete now.
    fn flush(&mut self) -> Result<(), ReadError> {
        self.end_note();
        self.close_link();
        let Some((entry, line, tags)) = self.bookmark.take() else {
            return Ok(());
        };
        let index = self.builder.list.entries.len();
        self.builder.entry(entry, line)?;
        if self.builder.list.entries.len() > index && !tags.trim().is_empty() {
            self.taken.push((index, tags));
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), ReadError> {
        self.flush()?;
        tags::hand_out(
            std::mem::take(&mut self.taken),
            &mut self.builder.list.entries,
        );
        if self.folders.are_open() {
            let reason = "The file ends before its last folder does: a part of it may be missing";
            self.builder.remark(self.line, RemarkKind::Repaired, reason);
        }
        Ok(())
    }
}
