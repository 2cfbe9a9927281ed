//! Repairing text that people type or paste, so that what a moderator reads is what is there.
//!
//! Both functions bring text into Unicode Normalization Form C (UAX 15), take out characters that
//! nobody can see but that can hide or reorder words, and cap piles of combining marks. Spelling
//! that needs invisible characters (Persian, Hindi, Burmese, emoji families) is left as it is.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::invisible;

/// How many combining marks may follow one another.
const MARKS: usize = 4;

/// How many may in scripts whose ordinary words need more, such as Burmese "လျှော့".
const MARKS_IN_STACKING_SCRIPTS: usize = 8;

/// How many blank lines in a row a longer text may keep.
const BLANK_LINES: usize = 2;

/// Text after cleaning, and how much had to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The text to keep. Cleaning it again changes nothing.
    pub text: String,
    /// How many deceptive or invisible characters were taken out; tidied spaces aren't counted.
    /// Forms say so to the contributor, imports put it in their report.
    pub removed: usize,
}

/// Why a one-line field was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// A line break inside the text.
    #[error("Keep this to one line")]
    LineBreak,
    /// A NUL character, which no keyboard types and which some programs take for the end.
    #[error("This has a character in it that can't be kept. Type it again")]
    Nul,
}

/// Cleans a field of one line, such as a title or a name.
///
/// Space around the text goes, line breaks at its ends included; a run of spaces inside becomes
/// one space. A single space keeps its kind, so that French and Japanese typography survives.
///
/// # Errors
///
/// [`LineError`] when a line break or a NUL stands inside the text.
pub fn clean_line(input: &str) -> Result<Cleaned, LineError> {
    let input = input.trim();
    if input.contains('\0') {
        return Err(LineError::Nul);
    }
    if input.contains(['\n', '\r']) {
        return Err(LineError::LineBreak);
    }
    let repaired = repair(input, ' ');
    Ok(Cleaned {
        text: collapse_spaces(&repaired.text),
        removed: repaired.removed,
    })
}

/// Cleans a field of several lines, such as a description or a note.
///
/// Lines end in LF and without trailing space, at most two blank lines follow one another, and
/// the text neither begins nor ends with blank lines. The indentation of its lines is kept, since
/// it has a meaning in Markdown. A NUL is removed and counted like any control character.
pub fn clean_block(input: &str) -> Cleaned {
    let unix = input.replace("\r\n", "\n").replace('\r', "\n");
    let repaired = repair(&unix, '\n');
    Cleaned {
        text: tidy_lines(&repaired.text),
        removed: repaired.removed,
    }
}

fn repair(input: &str, in_place_of_break: char) -> Cleaned {
    let mut removed = 0;
    let mut text = without_invisible(input, in_place_of_break, &mut removed);
    // Taking something out can join what stood apart, so this looks again until nothing changes.
    // Every turn but the last removes a character; eight turns are far more than real text needs.
    for _ in 0..8 {
        let before = removed;
        text = without_excess(&text, &mut removed);
        if removed == before {
            break;
        }
    }
    Cleaned { text, removed }
}

fn without_invisible(input: &str, in_place_of_break: char, removed: &mut usize) -> String {
    let mut kept = String::with_capacity(input.len());
    let mut rest = input;
    while let Some(first) = rest.chars().next() {
        let flag = invisible::flag_sequence_len(rest);
        let taken = flag.unwrap_or(first.len_utf8());
        let (here, after) = rest.split_at(taken);
        rest = after;
        if flag.is_some() || !is_deceptive_in_text(first) {
            kept.push_str(here);
            continue;
        }
        *removed += 1;
        if invisible::is_odd_line_break(first) {
            kept.push(in_place_of_break);
        }
    }
    kept.nfc().collect()
}

fn is_deceptive_in_text(c: char) -> bool {
    invisible::is_deceptive(c) && !matches!(c, '\t' | '\n')
}

/// Takes out joiners that join nothing and marks beyond the limit.
fn without_excess(text: &str, removed: &mut usize) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut marks = 0;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let stays = if invisible::is_joiner(c) {
            invisible::joiner_belongs(&kept, c, characters.peek().copied())
        } else if is_combining_mark(c) {
            marks += 1;
            marks <= most_marks(c)
        } else {
            marks = 0;
            true
        };
        if stays {
            kept.push(c);
        } else {
            *removed += 1;
        }
    }
    kept.nfc().collect()
}

fn most_marks(mark: char) -> usize {
    match mark.script() {
        Script::Myanmar | Script::Tibetan | Script::Tai_Tham => MARKS_IN_STACKING_SCRIPTS,
        _ => MARKS,
    }
}

fn collapse_spaces(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut characters = line.trim().chars().peekable();
    while let Some(c) = characters.next() {
        if !c.is_whitespace() {
            kept.push(c);
            continue;
        }
        let mut space = if c == '\t' { ' ' } else { c };
        while characters.next_if(|next| next.is_whitespace()).is_some() {
            space = ' ';
        }
        kept.push(space);
    }
    kept
}

fn tidy_lines(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !kept.is_empty() {
            kept.push('\n');
            kept.extend(std::iter::repeat_n('\n', blank.min(BLANK_LINES)));
        }
        blank = 0;
        kept.push_str(line);
    }
    kept
}
