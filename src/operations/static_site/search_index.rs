//! The search of a static copy: what a server would look up, prepared in files of which a browser
//! reads only the few that a search needs.
//!
//! Words are dealt out over files by how they begin, so that every word that begins like a typed
//! one stands in one file with it. What results show stands in files of its own. While the copy is
//! written, words go to drafts on the disk, so that memory stays flat. Each file is a script with
//! one call, because browsers refuse a page on a disk any other data.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::folder::Folder;

/// How many links one file of results describes.
pub(super) const SHARD: usize = 200;
/// About how many links' words one file holds.
const BUCKET: usize = 400;
const MOST_BUCKETS: usize = 256;
/// How much of a draft waits in memory, in bytes.
const DRAFT: usize = 16 * 1024;

/// What a result shows.
#[derive(Debug, Serialize)]
pub(super) struct Found {
    /// What it is called.
    pub(super) title: String,
    /// Where it leads.
    pub(super) url: String,
    /// The first paragraph of its description.
    pub(super) summary: String,
    /// The titles of its category and those above it.
    pub(super) category: String,
    /// The file of its page.
    pub(super) page: String,
}

/// An index in the making.
pub(super) struct SearchIndex<'f> {
    folder: &'f Folder,
    drafts: Vec<String>,
    shard: Vec<Found>,
    count: usize,
}

impl<'f> SearchIndex<'f> {
    /// An index of about so many links.
    pub(super) fn new(folder: &'f Folder, links: usize) -> Self {
        let buckets = (links / BUCKET).next_power_of_two().min(MOST_BUCKETS);
        Self {
            folder,
            drafts: vec![String::new(); buckets],
            shard: Vec::with_capacity(SHARD),
            count: 0,
        }
    }

    /// Over how many files the words are dealt out.
    pub(super) fn buckets(&self) -> usize {
        self.drafts.len()
    }

    /// Adds a link that is found by the words of `texts`.
    ///
    /// # Errors
    /// When the disk is full.
    pub(super) fn add(&mut self, found: Found, texts: &[&str]) -> anyhow::Result<()> {
        let mut words: Vec<String> = texts.iter().flat_map(|text| tokens(text)).collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            let bucket = bucket(&word, self.buckets());
            let full = self.drafts.get_mut(bucket).is_some_and(|draft| {
                draft.push_str(&format!("{word}\t{}\n", self.count));
                draft.len() > DRAFT
            });
            if full {
                self.put_by(bucket)?;
            }
        }
        self.count += 1;
        self.shard.push(found);
        if self.shard.len() == SHARD {
            self.end_shard()?;
        }
        Ok(())
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// When the disk is full.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        if !self.shard.is_empty() {
            self.end_shard()?;
        }
        for bucket in 0..self.buckets() {
            self.put_by(bucket)?;
            let draft = self.draft(bucket);
            let mut words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            let text = fs::read_to_string(&draft)?;
            for line in text.lines() {
                if let Some((word, number)) = line.split_once('\t') {
                    words
                        .entry(word)
                        .or_default()
                        .extend(number.parse::<usize>());
                }
            }
            let script = format!(
                "signpostWords({bucket},{});\n",
                serde_json::to_string(&words)?
            );
            self.folder
                .write(&format!("search/words-{bucket}.js"), script.as_bytes())?;
            fs::remove_file(draft)?;
        }
        Ok(())
    }

    fn draft(&self, bucket: usize) -> PathBuf {
        self.folder
            .path(Path::new(&format!("search/words-{bucket}.draft")))
    }

    fn put_by(&mut self, bucket: usize) -> anyhow::Result<()> {
        let path = self.draft(bucket);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = OpenOptions::new().create(true).append(true).open(path)?;
        if let Some(draft) = self.drafts.get_mut(bucket) {
            file.write_all(draft.as_bytes())?;
            draft.clear();
        }
        Ok(())
    }

    fn end_shard(&mut self) -> anyhow::Result<()> {
        let number = (self.count - 1) / SHARD; // never called before the first link
        let links = serde_json::to_string(&self.shard)?;
        self.folder.write(
            &format!("search/links-{number}.js"),
            format!("signpostLinks({number},{links});\n").as_bytes(),
        )?;
        self.shard.clear();
        Ok(())
    }
}

/// The words of a text as the copy's script takes them: without accents, in lower case; each letter
/// of a script that is written without blanks is a word.
fn tokens(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).collect();
    for c in plain.to_lowercase().chars() {
        if matches!(
            c.script(),
            Script::Han | Script::Hiragana | Script::Katakana
        ) && c.is_alphabetic()
        {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            words.push(c.to_string());
        } else if c.is_alphanumeric() {
            word.push(c);
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// Which file a word stands in: decided by its first two UTF-16 units, as the script counts them.
fn bucket(word: &str, buckets: usize) -> usize {
    let begin = word.encode_utf16().take(2);
    begin.fold(0_usize, |hash, unit| {
        (hash * 31 + usize::from(unit)) % 65_536
    }) % buckets.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_people_type() {
        assert_eq!(
            tokens("Éducation & C++: don't (中文) ΣΑΣ"),
            ["education", "c", "don", "t", "中", "文", "σας"]
        );
    }

    #[test]
    fn words_that_begin_alike_stand_together() {
        for (one, other) in [("licence", "licensed"), ("op", "open"), ("école", "éc")] {
            assert_eq!(bucket(one, 256), bucket(other, 256));
        }
    }
}
