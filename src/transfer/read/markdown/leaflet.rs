//! Lists without any list: each heading names an entry, prose describes it, and a paragraph that
//! is only a link says where it is; or the heading itself is the link.

use super::block::Block;
use super::collect::{Collector, Found, quoted};
use super::entry::{entry_of, unless_none};
use super::inline::{Inline, words};
use super::lead::{Lead, lead, link_end};
use super::outline::{Heading, Section};
use super::render::block_markdown;
use crate::transfer::list::ReadError;

/// So many headings of a level have to look alike before they are taken for entries.
const ALIKE: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaflet {
    /// A heading that leads to a web address.
    Address,
    /// The same, but what should be the address is none.
    NoAddress,
    /// An ordinary section.
    Section,
}

/// For each section whether it is an entry: most of the lowest headings of its level look alike.
pub(super) fn entry_sections(sections: &[Section], title_at: Option<usize>) -> Vec<bool> {
    let mut counts = [(0_usize, 0_usize, 0_usize); 8];
    let mut kinds = Vec::with_capacity(sections.len());
    for (at, section) in sections.iter().enumerate() {
        let level = section
            .heading
            .as_ref()
            .map_or(0, |heading| usize::from(heading.level.min(7)));
        let below = sections.get(at + 1).and_then(|next| next.heading.as_ref());
        let leads_on = below.is_some_and(|below| usize::from(below.level) > level);
        let ordinary = level == 0 || leads_on || title_at == Some(at) || section.blocks.is_empty();
        let kind = if ordinary {
            Leaflet::Section
        } else {
            kind(section)
        };
        kinds.push((level, kind));
        if !ordinary {
            let (all, addresses, none) = &mut counts[level];
            *all += 1;
            *addresses += usize::from(kind == Leaflet::Address);
            *none += usize::from(kind == Leaflet::NoAddress);
        }
    }
    let is_entry = |(level, kind): (usize, Leaflet)| {
        let (all, addresses, none) = counts[level];
        kind != Leaflet::Section && addresses >= ALIKE && (addresses + none) * 2 > all
    };
    kinds.into_iter().map(is_entry).collect()
}

fn kind(section: &Section) -> Leaflet {
    if section.blocks.iter().any(holds_entries) {
        return Leaflet::Section;
    }
    let mut alone = section.blocks.iter().filter_map(link_alone);
    match (alone.next(), alone.next()) {
        (Some(kind), None) => kind,
        (None, _) => {
            let heading = section
                .heading
                .as_ref()
                .map(|heading| lead(&heading.line.inlines));
            match heading {
                Some(Lead::Link(..)) => Leaflet::Address,
                _ => Leaflet::Section,
            }
        }
        _ => Leaflet::Section,
    }
}

fn holds_entries(block: &Block) -> bool {
    match block {
        Block::List(_, items) => items.iter().any(|item| {
            let first = item.blocks.first();
            matches!(first, Some(Block::Paragraph(line, _)) if entry_of(line).is_some())
        }),
        Block::Table(..) => true,
        _ => false,
    }
}

/// A paragraph that is one link and nothing else.
fn link_alone(block: &Block) -> Option<Leaflet> {
    let Block::Paragraph(line, false) = block else {
        return None;
    };
    let (text, kind) = match lead(&line.inlines) {
        Lead::Link(_, text, _) => (text, Leaflet::Address),
        Lead::Bare(url, before, _) if before.is_empty() => (url.to_owned(), Leaflet::Address),
        Lead::Elsewhere(_) => {
            let is_link = |inline: &Inline| matches!(inline, Inline::LinkStart(_));
            let start = line.inlines.iter().position(is_link)?;
            let text = words(&line.inlines[start..link_end(&line.inlines, start)]);
            (text, Leaflet::NoAddress)
        }
        _ => return None,
    };
    (words(&line.inlines) == text).then_some(kind)
}

impl Collector<'_> {
    /// Adds a section that is an entry.
    pub(super) fn section_entry(
        &mut self,
        category: Option<usize>,
        heading: &Heading,
        blocks: &[Block],
    ) -> Result<(), ReadError> {
        let number = heading.line.number;
        let alone = blocks.iter().position(|block| link_alone(block).is_some());
        let line = alone.and_then(|at| match blocks.get(at) {
            Some(Block::Paragraph(line, _)) => Some(line),
            _ => None,
        });
        let Some(found) = entry_of(line.unwrap_or(&heading.line)) else {
            let what = quoted(&heading.title);
            self.unusable(number, format!("{what} has no web address"));
            return Ok(());
        };
        let prose = blocks
            .iter()
            .enumerate()
            .filter(|(at, _)| Some(*at) != alone);
        let prose: Vec<String> = prose.map(|(_, block)| block_markdown(block)).collect();
        let prose: Vec<&str> = prose
            .iter()
            .map(String::as_str)
            .filter(|text| !text.is_empty())
            .collect();
        self.entry(
            category,
            Found {
                url: found.url,
                title: heading.title.clone(),
                description: unless_none(prose.join("\n\n")),
                number,
                ..Found::default()
            },
        )?;
        Ok(())
    }
}
