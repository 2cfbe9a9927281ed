//! From files to a draft.

use super::draft::Draft;
use crate::directory::LinkPolicy;
use crate::transfer::list::Limits;
use crate::transfer::read::{Format, SourceFile, read};

impl Draft {
    /// Reads files and cleans what they hold. Pure, and slow for long lists.
    ///
    /// # Errors
    /// Why nothing can be taken, with the file and the line, in plain words.
    pub fn read(
        files: Vec<SourceFile>,
        format: Option<Format>,
        limits: Limits,
        policy: LinkPolicy,
    ) -> Result<Self, String> {
        let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
        let mut list = read(&files, format, limits).map_err(|error| {
            let file = names.get(error.file).map_or("the list", String::as_str);
            match error.line {
                Some(line) => format!("{file}, line {line}: {}", error.reason),
                None => format!("{file}: {}", error.reason),
            }
        })?;
        drop(files);
        let columns = std::mem::take(&mut list.columns);
        let draft = Self::new(list, names, policy).with_columns(columns);
        if draft.says_nothing() {
            return Err("there is no link in it that could be an entry".to_owned());
        }
        Ok(draft)
    }
}
