//! A list in the making: what every reader but Markdown's puts its finds into.

use std::collections::HashMap;

use super::links;
use crate::transfer::list::{
    Limits, Place, ReadCategory, ReadEntry, ReadError, ReadList, Remark, RemarkKind,
};

/// How many remarks are kept.
const REMARKS: usize = 10_000;

/// Puts categories, entries and remarks into a list and holds them to the limits.
pub struct Builder<'a> {
    /// What was found so far.
    pub list: &'a mut ReadList,
    /// What a file may hold.
    pub limits: Limits,
    /// Whether the first of several tags says where an entry belongs, as in folders of records.
    pub first_tag_leads: bool,
    file: usize,
    by_title: HashMap<(Option<usize>, String), usize>,
}

impl<'a> Builder<'a> {
    /// A builder of what stands in a file.
    pub fn new(list: &'a mut ReadList, file: usize, limits: Limits) -> Self {
        let known = list.categories.iter().enumerate();
        let by_title = known
            .map(|(index, category)| ((category.parent, category.title.clone()), index))
            .collect();
        Self {
            list,
            limits,
            first_tag_leads: false,
            file,
            by_title,
        }
    }

    /// Goes on with another file.
    pub fn open(&mut self, file: usize) {
        self.file = file;
    }

    /// A line of the file.
    pub fn place(&self, line: usize) -> Place {
        Place {
            file: self.file,
            line,
        }
    }

    /// The category of this title below a parent; made when it is not there yet.
    ///
    /// # Errors
    /// When there are too many, or it lies too deep.
    pub fn category(
        &mut self,
        parent: Option<usize>,
        title: &str,
        line: usize,
    ) -> Result<usize, ReadError> {
        let title = one_line(title);
        let title = if title.is_empty() {
            "Untitled".to_owned()
        } else {
            title
        };
        let key = (parent, title);
        if let Some(index) = self.by_title.get(&key) {
            return Ok(*index);
        }
        self.room(line)?;
        if self.depth(parent) >= self.limits.depth {
            return Err(self.too_deep(line));
        }
        let index = self.list.categories.len();
        self.list.categories.push(ReadCategory {
            parent,
            title: key.1.clone(),
            place: self.place(line),
            ..ReadCategory::default()
        });
        self.by_title.insert(key, index);
        Ok(index)
    }

    /// The category at the end of a path of titles; none for an empty path.
    ///
    /// # Errors
    /// Like [`category`](Self::category).
    pub fn path(
        &mut self,
        parent: Option<usize>,
        path: &[String],
        line: usize,
    ) -> Result<Option<usize>, ReadError> {
        let mut category = parent;
        for title in path {
            category = Some(self.category(category, title, line)?);
        }
        Ok(category)
    }

    /// Takes an entry, or remarks why not: its link is none, or a text is too long.
    ///
    /// # Errors
    /// When there are too many.
    pub fn entry(&mut self, mut entry: ReadEntry, line: usize) -> Result<(), ReadError> {
        entry.url = entry.url.trim().to_owned();
        entry.title = one_line(&entry.title);
        entry.place = self.place(line);
        if let Err((kind, reason)) = links::check(&entry.url) {
            self.remark(line, kind, named(&entry.title, &reason));
            return Ok(());
        }
        let texts = [&entry.url, &entry.title, &entry.description];
        if texts
            .iter()
            .any(|text| text.len() > self.limits.field_bytes)
        {
            let most = self.limits.field_bytes / 1_024;
            let reason = named(
                &entry.title,
                &format!("a text of it is longer than {most} KiB"),
            );
            self.remark(line, RemarkKind::Unusable, reason);
            return Ok(());
        }
        self.room(line)?;
        self.list.entries.push(entry);
        Ok(())
    }

    /// Notes something that a person should know.
    pub fn remark(&mut self, line: usize, kind: RemarkKind, reason: impl Into<String>) {
        let place = self.place(line);
        let mut reason = reason.into();
        match self.list.remarks.len() {
            ..REMARKS => {}
            REMARKS => reason = "There is more to say about what follows than is kept".to_owned(),
            _ => return,
        }
        self.list.remarks.push(Remark {
            place,
            kind,
            reason,
        });
    }

    /// What to say of a file that is nested too deep.
    pub fn too_deep(&self, line: usize) -> ReadError {
        ReadError::at(
            line,
            format!(
                "Line {line} is nested more than {} levels deep",
                self.limits.depth
            ),
        )
    }

    fn depth(&self, mut category: Option<usize>) -> usize {
        let mut depth = 0;
        while let Some(index) = category {
            depth += 1;
            category = self
                .list
                .categories
                .get(index)
                .and_then(|found| found.parent);
        }
        depth
    }

    fn room(&self, line: usize) -> Result<(), ReadError> {
        if self.list.categories.len() + self.list.entries.len() < self.limits.rows {
            return Ok(());
        }
        Err(ReadError::at(
            line,
            format!(
                "This list holds more than {} entries and categories, which is the most that can be \
             sent at once. Split it, or import it at the command line",
                self.limits.rows
            ),
        ))
    }
}

/// A remark about something that has a name.
pub fn named(title: &str, reason: &str) -> String {
    if title.is_empty() {
        let mut letters = reason.chars();
        let first = letters.next().map(char::to_uppercase);
        return first.into_iter().flatten().chain(letters).collect();
    }
    format!("“{}”: {reason}", shortened(title))
}

/// Text with every run of space as one blank.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len().min(256));
    for word in text
        .split([' ', '\t', '\n', '\r', '\u{c}'])
        .filter(|word| !word.is_empty())
    {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The beginning of a long text, for remarks.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}
