//! Which folder a bookmark is in.

use crate::transfer::list::ReadError;
use crate::transfer::read::build::Builder;

/// The folders that are open, outermost first.
#[derive(Default)]
pub(super) struct Folders {
    lists: Vec<List>,
    /// A heading after which no list has begun yet.
    named: Option<usize>,
    /// A heading at the top whose bookmarks follow without a list of their own.
    loose: Option<usize>,
}

/// A list (`DL`) that is open.
#[derive(Default)]
struct List {
    /// The folder that it is the content of.
    folder: Option<usize>,
    /// A heading inside whose bookmarks follow without a list of their own.
    loose: Option<usize>,
}

impl Folders {
    /// A folder's heading.
    pub(super) fn add(
        &mut self,
        title: &str,
        line: usize,
        builder: &mut Builder<'_>,
    ) -> Result<usize, ReadError> {
        let parent = self.lists.last().and_then(|list| list.folder);
        let index = builder.category(parent, title, line)?;
        self.named = Some(index);
        *self.loose() = None;
        Ok(index)
    }

    /// A list begins: of the folder just named, or of nothing new.
    ///
    /// # Errors
    /// When lists are nested too deep, with or without names.
    pub(super) fn open(&mut self, line: usize, builder: &Builder<'_>) -> Result<(), ReadError> {
        if self.lists.len() > builder.limits.depth {
            return Err(builder.too_deep(line));
        }
        let folder = self
            .named
            .take()
            .or_else(|| self.lists.last().and_then(|list| list.folder));
        self.lists.push(List {
            folder,
            loose: None,
        });
        Ok(())
    }

    /// A list ends.
    pub(super) fn close(&mut self) {
        self.named = None;
        self.lists.pop();
    }

    /// Whether a list has not ended.
    pub(super) fn are_open(&self) -> bool {
        !self.lists.is_empty()
    }

    /// The folder of a bookmark that stands here.
    pub(super) fn of_bookmark(&mut self) -> Option<usize> {
        let named = self.named.take();
        let loose = self.loose();
        *loose = named.or(*loose);
        (*loose).or_else(|| self.lists.last().and_then(|list| list.folder))
    }

    fn loose(&mut self) -> &mut Option<usize> {
        match self.lists.last_mut() {
            Some(list) => &mut list.loose,
            None => &mut self.loose,
        }
    }
}
