//! Several files, one list.

use std::collections::HashSet;

use super::markdown::read_markdown;
use super::rst::read_rst;
use super::yaml::{self, TextFile};
use super::{Format, Opened, bookmarks, csv, json, opml};
use crate::transfer::list::{Limits, Place, ReadCategory, ReadError, ReadList, Remark, RemarkKind};

/// What lies beside records in a folder and is read by people alone.
const BESIDE_RECORDS: [&str; 7] = [
    "readme",
    "contributing",
    "license",
    "licence",
    "changelog",
    "code_of_conduct",
    "security",
];

/// Reads every file with its reader and makes one list of them. Records lie side by side; lists
/// that call themselves differently become a category each.
pub(super) fn lists(
    files: Vec<Opened<'_>>,
    limits: Limits,
    remarks: &mut Vec<Remark>,
) -> Result<ReadList, ReadError> {
    let mut lists = Vec::new();
    let (records, pages): (Vec<_>, Vec<_>) = files.into_iter().partition(is_record);
    if !records.is_empty() {
        lists.push(records_of(records, limits)?);
    }
    let has_records = !lists.is_empty();
    for page in pages {
        let (file, name) = (page.file, page.name);
        if has_records && is_beside(name) {
            remarks.push(Remark {
                place: Place { file, line: 0 },
                kind: RemarkKind::LeftOut,
                reason: "This file tells people about the list and is no part of it".to_owned(),
            });
        } else {
            let list = list_of(page, limits).map_err(|error| ReadError { file, ..error })?;
            lists.push(list);
        }
    }
    let mut titles = HashSet::new();
    let differ = lists.len() > 1
        && lists.iter().all(|list| {
            list.title
                .as_ref()
                .is_some_and(|title| titles.insert(title.clone()))
        });
    let mut whole = ReadList::default();
    for list in lists {
        add(&mut whole, list, differ);
    }
    if whole.categories.len() + whole.entries.len() > limits.rows {
        return Err(ReadError::of_file(format!(
            "These files hold more than {} entries and categories",
            limits.rows
        )));
    }
    Ok(whole)
}

fn is_record(file: &Opened<'_>) -> bool {
    match file.format {
        Format::Yaml => true,
        Format::Markdown => yaml::is_record(&file.text),
        _ => false,
    }
}

fn is_beside(name: &str) -> bool {
    let name = name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or(name)
        .to_lowercase();
    BESIDE_RECORDS.iter().any(|beside| name.starts_with(beside))
}

fn records_of(files: Vec<Opened<'_>>, limits: Limits) -> Result<ReadList, ReadError> {
    let mut list = ReadList::default();
    list.remarks
        .extend(files.iter().flat_map(|file| file.remarks.clone()));
    let texts: Vec<TextFile<'_>> = files
        .iter()
        .map(|file| TextFile {
            file: file.file,
            text: &file.text,
            is_markdown: file.format == Format::Markdown,
        })
        .collect();
    yaml::read_yaml(&texts, limits, &mut list)?;
    Ok(list)
}

fn list_of(file: Opened<'_>, limits: Limits) -> Result<ReadList, ReadError> {
    let mut list = ReadList {
        remarks: file.remarks,
        ..ReadList::default()
    };
    let reader = match file.format {
        Format::Bookmarks => bookmarks::read_bookmarks,
        Format::Opml => opml::read_opml,
        Format::Csv => csv::read_csv,
        Format::Json => json::read_json,
        Format::Rst => read_rst,
        Format::Markdown | Format::Yaml => read_markdown,
    };
    reader(&file.text, file.file, limits, &mut list)?;
    Ok(list)
}

/// Puts a list behind another. With `own_category`, what it holds comes below a category with its
/// title.
fn add(whole: &mut ReadList, mut list: ReadList, own_category: bool) {
    if own_category {
        let title = list.title.take().unwrap_or_default();
        let place = list
            .entries
            .first()
            .map(|entry| entry.place.clone())
            .unwrap_or_default();
        let top = ReadCategory {
            title,
            introduction: std::mem::take(&mut list.introduction),
            place: Place { line: 0, ..place },
            ..ReadCategory::default()
        };
        for category in &mut list.categories {
            category.parent = Some(category.parent.map_or(0, |parent| parent + 1));
        }
        for entry in &mut list.entries {
            entry.category = Some(entry.category.map_or(0, |category| category + 1));
        }
        list.categories.insert(0, top);
    }
    let offset = whole.categories.len();
    let moved = |index: Option<usize>| index.map(|index| index + offset);
    whole
        .categories
        .extend(list.categories.into_iter().map(|category| ReadCategory {
            parent: moved(category.parent),
            ..category
        }));
    for mut entry in list.entries {
        entry.category = moved(entry.category);
        whole.entries.push(entry);
    }
    whole.title = whole.title.take().or(list.title);
    if whole.introduction.is_empty() {
        whole.introduction = list.introduction;
    }
    whole.site = whole.site.take().or(list.site);
    whole.columns.append(&mut list.columns);
    whole.remarks.append(&mut list.remarks);
}
