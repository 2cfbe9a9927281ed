//! Which format a file is in, by its name and by what it holds.

use super::Format;
use crate::transfer::list::ReadError;

/// How much of a text is looked at, in bytes.
const HEAD: usize = 8_192;

/// How files that hold no text begin, and what people call them.
const BINARY: [(&[u8], &str); 18] = [
    (b"\x1F\x8B", "a gzip archive"),
    (
        b"PK\x03\x04",
        "a zip archive (or an office document, which is one)",
    ),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!\x1A", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ\0", "an xz archive"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
    (b"mozLz40\0", "a compressed bookmark backup of Firefox"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"bplist00", "a binary property list"),
    (b"%PDF-", "a PDF document"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"\x7FELF", "a program"),
    (b"wOF", "a font"),
];

/// Refuses archives and other files that hold no text, by their first bytes. Nothing is ever
/// unpacked, so that a small file can't become a large one.
///
/// # Errors
/// When the file is one of them, or empty.
pub fn refuse_binary(bytes: &[u8]) -> Result<(), ReadError> {
    let known = BINARY.iter().find(|(magic, _)| bytes.starts_with(magic));
    let tape = bytes.get(257..262) == Some(b"ustar".as_slice());
    if let Some(what) = known
        .map(|(_, what)| *what)
        .or(tape.then_some("a tar archive"))
    {
        return Err(ReadError::of_file(format!(
            "This file is {what}, not a list. Take the list out of it, then try again"
        )));
    }
    if bytes.trim_ascii().is_empty() {
        return Err(ReadError::of_file("This file is empty"));
    }
    Ok(())
}

/// The format of a text, by the ending of its name, or by how it begins when the ending doesn't
/// say.
///
/// # Errors
/// When nothing tells.
pub fn detect(name: &str, text: &str) -> Result<Format, ReadError> {
    let head = head(text);
    let ending = name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or(name)
        .rsplit_once('.');
    let ending = ending.map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    match ending.as_str() {
        "md" | "markdown" | "mdown" | "mkd" | "mdx" | "qmd" | "rmd" => Ok(Format::Markdown),
        "rst" | "rest" => Ok(Format::Rst),
        "opml" => Ok(Format::Opml),
        "csv" | "tsv" | "tab" => Ok(Format::Csv),
        "json" | "jsonl" | "ndjson" => Ok(Format::Json),
        "yml" | "yaml" => Ok(Format::Yaml),
        _ => by_content(head).ok_or_else(|| {
            ReadError::of_file(
                "Nothing in this file tells what kind of list it is. Choose the format, or give \
                 the file the ending that its format usually has, such as .md or .csv",
            )
        }),
    }
}

fn head(text: &str) -> &str {
    let end = text.floor_char_boundary(HEAD.min(text.len()));
    text.get(..end)
        .unwrap_or(text)
        .trim_start_matches('\u{feff}')
        .trim_start()
}

fn by_content(head: &str) -> Option<Format> {
    let lower = head.to_ascii_lowercase();
    let first = lower.lines().next().unwrap_or_default();
    let has = |word: &str| lower.contains(word);
    let bookmarks = has("netscape-bookmark-file") || (has("<dt>") && has("<a ")) || has("<dl><p>");
    if has("<opml") {
        Some(Format::Opml)
    } else if bookmarks {
        Some(Format::Bookmarks)
    } else if lower.starts_with(['{', '[']) && !lower.starts_with("[!") && has("\"") && has(":") {
        Some(Format::Json)
    } else if first == "---"
        || first == "+++"
        || has("](http")
        || has("\n#")
        || lower.starts_with("# ")
    {
        Some(Format::Markdown)
    } else if lower.starts_with('<') && has("<a ") {
        Some(Format::Bookmarks)
    } else if has("\n====") && has("`_") {
        Some(Format::Rst)
    } else if [",", ";", "\t", "|"]
        .iter()
        .any(|mark| first.contains(mark))
        && !first.starts_with(['-', '*', '<'])
    {
        Some(Format::Csv)
    } else if has("url:") && !has("- http") {
        Some(Format::Yaml)
    } else {
        (has("http://") || has("https://")).then_some(Format::Markdown)
    }
}
