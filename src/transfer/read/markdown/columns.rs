//! What the columns of a table hold, and the entry that a row makes.

use super::block::Row;
use super::collect::Found;
use super::entry::{found, trimmed, unless_none};
use super::inline::{Inline, Line, markdown, words};
use super::lead::{Lead, lead, link_end, links};
use super::linkify::is_web_address;

/// So many rows with the same link text make it a label, not a name.
const ALIKE: usize = 3;

/// Headers, in lower case, of the column that describes.
const DESCRIPTIONS: [&str; 16] = [
    "description",
    "descriptions",
    "about",
    "summary",
    "introduction",
    "intro",
    "info",
    "details",
    "comment",
    "comments",
    "note",
    "notes",
    "what it does",
    "beschreibung",
    "简介",
    "说明",
];

/// Of the column with tags.
const TAGS: [&str; 8] = [
    "tags", "tag", "topics", "topic", "keywords", "labels", "标签", "標籤",
];

/// Link texts and headers, in lower case, of feeds: an address for programs, not for readers.
const FEEDS: [&str; 6] = ["feed", "rss", "atom", "rss feed", "atom feed", "feeds"];

/// What the columns of a table hold.
pub(super) struct Columns {
    /// Plain words.
    heads: Vec<String>,
    /// Whether nearly all links of a column have the same text, such as “Feed” or “Link”.
    labels: Vec<bool>,
}

impl Columns {
    /// Of a table.
    pub(super) fn new(head: &[Line], rows: &[Row]) -> Self {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let labels = (0..width).map(|column| is_label(column, rows)).collect();
        let heads = head.iter().map(|cell| words(&cell.inlines)).collect();
        Self { heads, labels }
    }

    fn head(&self, column: usize) -> &str {
        self.heads.get(column).map_or("", String::as_str)
    }

    fn says(&self, column: usize, names: &[&str]) -> bool {
        names.contains(&self.head(column).trim().to_lowercase().as_str())
    }

    /// The entry that a row makes.
    pub(super) fn entry(&self, row: &Row) -> Option<Found> {
        let cells = || row.cells.iter().enumerate();
        // The first cell that says something decides, unless its column only holds labels.
        let decides = |(column, cell): &(usize, &Line)| {
            let plain = words(&cell.inlines).chars().any(char::is_alphabetic);
            plain && !self.labels[*column]
        };
        let (named, cell) = cells()
            .find(decides)
            .or_else(|| cells().find(|(_, cell)| !links(&cell.inlines).web.is_empty()))?;
        let named_here =
            found(&cell.inlines, row.number).filter(|found| is_web_address(&found.url));
        let (mut entry, used) = match named_here {
            Some(found) => (found, named),
            None => self.found_elsewhere(row, named, cell)?,
        };
        self.describe(&mut entry, row, named, used);
        Some(entry)
    }

    /// The entry whose name stands in one cell and whose address in another.
    fn found_elsewhere(&self, row: &Row, named: usize, cell: &Line) -> Option<(Found, usize)> {
        if matches!(lead(&cell.inlines), Lead::Inner | Lead::Elsewhere(_)) {
            return None;
        }
        let others = || {
            row.cells
                .iter()
                .enumerate()
                .filter(|(column, _)| *column != named)
        };
        let first = others().find_map(|(column, cell)| {
            let web = links(&cell.inlines).web;
            let bare = cell
                .inlines
                .iter()
                .any(|inline| matches!(inline, Inline::Bare(_)));
            let counts = bare || self.labels[column];
            // A feed is an address too, if there is no other.
            web.first()
                .filter(|_| counts && !self.is_feed(column, cell))
                .map(|url| ((*url).to_owned(), column))
        });
        let any = || {
            others().find_map(|(column, cell)| {
                let url = *links(&cell.inlines).web.first()?;
                self.labels[column].then(|| (url.to_owned(), column))
            })
        };
        let (url, used) = first.or_else(any)?;
        let title = trimmed(&words(&cell.inlines)).to_owned();
        let number = row.number;
        Some((
            Found {
                url,
                title,
                number,
                ..Found::default()
            },
            used,
        ))
    }

    fn is_feed(&self, column: usize, cell: &Line) -> bool {
        let text = words(&cell.inlines).to_lowercase();
        FEEDS.contains(&text.as_str()) || self.says(column, &FEEDS)
    }

    /// Adds what the other columns say.
    fn describe(&self, entry: &mut Found, row: &Row, named: usize, used: usize) {
        let mut sentences: Vec<String> = Vec::new();
        for (column, cell) in row.cells.iter().enumerate() {
            if column == named || column == used {
                continue;
            }
            let mut text = match cell.inlines.as_slice() {
                [Inline::Code(code)] => code.to_string(),
                inlines => unless_none(markdown(inlines)),
            };
            if self.says(column, &TAGS) {
                entry.tags = tags(&words(&cell.inlines));
                continue;
            }
            while text.ends_with('.') && !text.ends_with("..") {
                text.pop();
            }
            if text.is_empty() {
                continue;
            }
            let head = self.head(column);
            if head.is_empty() || self.labels[column] || self.says(column, &DESCRIPTIONS) {
                sentences.push(text);
            } else {
                sentences.push(format!("{head}: {text}"));
            }
        }
        if !entry.description.is_empty() && !sentences.is_empty() {
            sentences.insert(0, entry.description.trim_end_matches('.').to_owned());
        }
        if let [only] = sentences.as_slice() {
            entry.description.clone_from(only);
        } else if !sentences.is_empty() {
            entry.description = sentences
                .iter()
                .map(|text| full(text))
                .collect::<Vec<_>>()
                .join(" ");
        }
    }
}

/// A sentence with something that ends it.
fn full(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '。', '！', '？', '…']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

fn tags(text: &str) -> Vec<String> {
    let mark = if text.contains([';', '；']) {
        [';', '；', ';']
    } else {
        [',', '、', '，']
    };
    let tags = text.split(mark).map(|tag| tag.trim().to_owned());
    tags.filter(|tag| !tag.is_empty()).collect()
}

/// Whether the links of a column all have the same text.
fn is_label(column: usize, rows: &[Row]) -> bool {
    let mut count = 0;
    let mut label: Option<String> = None;
    for cell in rows.iter().filter_map(|row| row.cells.get(column)) {
        let is_link = |inline: &Inline| matches!(inline, Inline::LinkStart(_));
        let Some(start) = cell.inlines.iter().position(is_link) else {
            continue;
        };
        let text = words(&cell.inlines[start..link_end(&cell.inlines, start)]);
        count += 1;
        match &label {
            None => label = Some(text),
            Some(label) if *label == text => {}
            Some(_) => return false,
        }
    }
    count >= ALIKE
}
