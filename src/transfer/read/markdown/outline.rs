//! A document's sections, its title, and which of its headings are categories.

use super::block::Block;
use super::collect::{Collector, quoted};
use super::inline::{Line, words};
use super::lead::links;
use super::leaflet::entry_sections;
use super::prune::prune;
use crate::transfer::list::{Limits, ReadError, ReadList};

/// A heading and what stands under it, up to the next heading.
pub(super) struct Section<'a> {
    pub(super) heading: Option<Heading<'a>>,
    pub(super) blocks: Vec<Block<'a>>,
}

pub(super) struct Heading<'a> {
    pub(super) level: u8,
    pub(super) line: Line<'a>,
    /// Plain words; empty when it is only a picture.
    pub(super) title: String,
}

/// Adds a document to a list: `title` is what its front matter calls it.
pub(in crate::transfer::read) fn take(
    blocks: Vec<Block<'_>>,
    title: Option<String>,
    file: usize,
    limits: Limits,
    list: &mut ReadList,
) -> Result<(), ReadError> {
    let sections = sections(blocks);
    let title_at = title_section(&sections);
    let heading = title_at.and_then(|at| sections[at].heading.as_ref());
    let title = title.or_else(|| heading.map(|heading| heading.title.clone()));
    let mut collector = Collector::new(list, file, limits);
    collector.list.title = collector.list.title.take().or_else(|| title.clone());
    let entries = entry_sections(&sections, title_at);
    let mut above: Vec<(u8, Option<usize>)> = Vec::new();
    let mut empty = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let category = match &section.heading {
            None => None,
            Some(heading) => {
                while above.pop_if(|(level, _)| *level >= heading.level).is_some() {}
                let parent = above.last().and_then(|(_, category)| *category);
                if entries[at] {
                    collector.section_entry(parent, heading, &section.blocks)?;
                    continue;
                }
                let repeats = parent.is_none()
                    && title
                        .as_deref()
                        .is_some_and(|title| same(title, &heading.title));
                let category = if title_at == Some(at) || repeats || heading.title.is_empty() {
                    parent
                } else {
                    let urls = links(&heading.line.inlines).web;
                    if let [url, ..] = urls.as_slice() {
                        let reason = format!("a link in a heading: {}", quoted(url));
                        collector.left_out(heading.line.number, reason);
                    }
                    let title = heading.title.clone();
                    Some(collector.category(parent, title, heading.line.number)?)
                };
                above.push((heading.level, category));
                category
            }
        };
        collector.section(category, &section.blocks)?;
        if !section.blocks.is_empty() {
            empty.extend(category);
        }
    }
    prune(&mut collector, &empty);
    collector.finish();
    Ok(())
}

fn sections(blocks: Vec<Block<'_>>) -> Vec<Section<'_>> {
    let mut sections = vec![Section {
        heading: None,
        blocks: Vec::new(),
    }];
    for block in blocks {
        match block {
            Block::Heading(level, line) => {
                let title = words(&line.inlines);
                let heading = Some(Heading { level, line, title });
                sections.push(Section {
                    heading,
                    blocks: Vec::new(),
                });
            }
            block => {
                if let Some(section) = sections.last_mut() {
                    section.blocks.push(block);
                }
            }
        }
    }
    sections
}

/// The section whose heading is the document's title: the only one of the highest level, if it
/// comes first.
fn title_section(sections: &[Section]) -> Option<usize> {
    let mut named = sections.iter().enumerate().filter_map(|(at, section)| {
        let heading = section
            .heading
            .as_ref()
            .filter(|heading| !heading.title.is_empty())?;
        Some((at, heading.level))
    });
    let (first, level) = named.next()?;
    named.all(|(_, other)| other > level).then_some(first)
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}
