//! What is written can be read: every format gives back what it can hold of any directory.

use proptest::prelude::*;

use signpost::text::{Caveat, CaveatKind, slugify, tag_slug};
use signpost::transfer::json::{EntryRecord, PageRecord, RecordStatus, SiteRecord};
use signpost::transfer::list::{Limits, ReadEntry, ReadList};
use signpost::transfer::read::{Format, SourceFile, read};
use signpost::transfer::write::{
    ExportFormat, ExportedCategory, ExportedEntry, Skeleton, write_whole,
};

/// Words that some format takes for something else.
const ODD: [&str; 34] = [
    "open data",
    "C++",
    "“quoted”",
    "5\" disk",
    "[draft]",
    "*star*",
    "日本語",
    "سلام دنیا",
    "a_b_c",
    "_under_",
    "what?!",
    "wait!!",
    "<tag>",
    "1. first",
    "#tag",
    "A > B",
    "tools / APIs",
    "x & y",
    "&amp; z",
    "licence",
    "Contents",
    "naïve",
    "it’s",
    "’tis",
    "=1+1",
    "-dash",
    "@home",
    "'quote",
    "back\\slash",
    "`code`",
    "~~gone~~",
    "(aside",
    "| pipe |",
    "{{< x >}}",
];

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(ODD.to_vec());
    prop::collection::vec(word, 1..3).prop_map(|words| words.join(" "))
}

/// One that no other has: by its number, which also gives every title a letter to go by.
fn titles() -> impl Strategy<Value = String> {
    (words(), 0..1_000_u32).prop_map(|(words, number)| format!("{words} n{number}"))
}

fn maybe(text: impl Strategy<Value = String> + 'static) -> BoxedStrategy<String> {
    prop_oneof![Just(String::new()), text].boxed()
}

fn entries() -> impl Strategy<Value = EntryRecord> {
    let kinds = prop::sample::select(CaveatKind::ALL.to_vec());
    let licence = prop::sample::select(vec!["", "none", "MIT", "CC-BY-4.0 OR MIT"]);
    let tags = prop::sample::subsequence(vec!["nhs", "open source", "c++", "données"], 0..4);
    let time = || 100_000_000_000..4_000_000_000_000_i64;
    let times = (time(), time(), prop::option::of(time()));
    (
        (titles(), maybe(words()), kinds, maybe(words())),
        (licence, tags, times, any::<bool>(), any::<bool>()),
    )
        .prop_map(
            |((title, description, kind, caveat), (licence, tags, times, featured, retired))| {
                // An aside that never ends can't be told from the caveat around it.
                let caveat = caveat.replace('(', "");
                EntryRecord {
                    url: String::new(),
                    title,
                    description,
                    organisation: if featured {
                        "NHS England".to_owned()
                    } else {
                        String::new()
                    },
                    licence: licence.to_owned(),
                    caveat_kind: (!caveat.is_empty()).then(|| kind.as_str().to_owned()),
                    caveat,
                    tags: tags.into_iter().map(str::to_owned).collect(),
                    language: if retired {
                        "fa".to_owned()
                    } else {
                        String::new()
                    },
                    featured,
                    question: if featured {
                        "Where to begin?".to_owned()
                    } else {
                        String::new()
                    },
                    uid: None,
                    added_at: Some(times.0),
                    updated_at: Some(times.1),
                    verified_at: times.2,
                    status: if retired {
                        RecordStatus::Retired
                    } else {
                        RecordStatus::Live
                    },
                }
            },
        )
}

type Directory = (Skeleton, Vec<Vec<ExportedEntry>>);

/// Any directory: each category hangs somewhere below the one before it.
fn directories() -> impl Strategy<Value = Directory> {
    let category = (
        titles(),
        maybe(words()),
        maybe(words()),
        1..8_usize,
        prop::collection::vec(entries(), 0..4),
    );
    (
        words(),
        maybe(words()),
        prop::collection::vec(category, 1..10),
    )
        .prop_map(|(title, introduction, parts)| {
            let mut depth = 0;
            let mut path: Vec<String> = Vec::new();
            let mut categories = Vec::new();
            let mut all = Vec::new();
            for (number, (title, introduction, caveat, wanted, entries)) in
                parts.into_iter().enumerate()
            {
                depth = wanted.min(depth + 1);
                let title = format!("{title}-{number}");
                path.truncate(depth - 1);
                path.push(slugify(&title).unwrap());
                let caveat = caveat.replace('(', "");
                categories.push(ExportedCategory {
                    id: i64::try_from(number).unwrap(),
                    uid: format!("c{number}"),
                    depth,
                    slug: path.last().unwrap().clone(),
                    path: path.join("/"),
                    title,
                    introduction,
                    caveat: (!caveat.is_empty()).then_some(Caveat {
                        kind: CaveatKind::Region,
                        text: caveat,
                    }),
                    entry_count: 0,
                });
                let entries = entries.into_iter().enumerate().map(|(place, mut record)| {
                    record.url = format!("https://example.org/{number}/{place}_(x)?a=1&copy=2#f");
                    record.uid = Some(format!("e{number}-{place}"));
                    ExportedEntry {
                        id: 0,
                        twin: place == 2,
                        record,
                    }
                });
                all.push(entries.collect());
            }
            let site = SiteRecord {
                title: format!("Links about {title}"),
                introduction,
                invitation: String::new(),
                caveat_kind: None,
                caveat: String::new(),
                contact: String::new(),
                data_licence: "CC0-1.0".to_owned(),
                time_zone: "Europe/London".to_owned(),
                decision_target_days: Some(3),
            };
            let page = PageRecord {
                slug: "about".to_owned(),
                title: "About".to_owned(),
                body: title,
            };
            let skeleton = Skeleton {
                site,
                pages: vec![page],
                categories,
                base_url: None,
                licence_url: None,
            };
            (skeleton, all)
        })
}

fn written(format: ExportFormat, (skeleton, entries): &Directory) -> String {
    write_whole(format, skeleton, |category| {
        &entries[usize::try_from(category.id).unwrap()]
    })
}

fn again(name: &str, format: Format, text: &str) -> ReadList {
    let bytes = text.as_bytes().to_vec();
    let file = SourceFile {
        name: name.to_owned(),
        bytes,
    };
    read(&[file], Some(format), Limits::COMMAND_LINE).unwrap()
}

fn path_of(list: &ReadList, entry: &ReadEntry) -> Vec<String> {
    let mut path = Vec::new();
    let mut at = entry.category;
    while let Some(index) = at {
        path.insert(0, list.categories[index].title.clone());
        at = list.categories[index].parent;
    }
    path
}

/// The live entries with the titles of their categories, in order.
fn expected((skeleton, entries): &Directory) -> Vec<(Vec<String>, &EntryRecord)> {
    let mut path: Vec<String> = Vec::new();
    let mut all = Vec::new();
    for (category, entries) in skeleton.categories.iter().zip(entries) {
        path.truncate(category.depth - 1);
        path.push(category.title.clone());
        let live = entries
            .iter()
            .filter(|entry| entry.record.status == RecordStatus::Live);
        all.extend(live.map(|entry| (path.clone(), &entry.record)));
    }
    all
}

fn caveat(record: &EntryRecord) -> Option<Caveat> {
    let kind = record.caveat_kind.as_deref().and_then(CaveatKind::parse)?;
    Some(Caveat {
        kind,
        text: record.caveat.clone(),
    })
}

/// What every format keeps: the entries in their order, with links, titles, places and caveats.
fn assert_kept(list: &ReadList, directory: &Directory) -> Result<(), TestCaseError> {
    let expected = expected(directory);
    let links = |list: &ReadList| {
        list.entries
            .iter()
            .map(|e| e.url.clone())
            .collect::<Vec<_>>()
    };
    let wanted: Vec<_> = expected
        .iter()
        .map(|(_, record)| record.url.clone())
        .collect();
    prop_assert_eq!(links(list), wanted);
    for (read, (path, record)) in list.entries.iter().zip(expected) {
        prop_assert_eq!(&read.title, &record.title);
        prop_assert_eq!(path_of(list, read), path);
        prop_assert_eq!(&read.caveat, &caveat(record));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn json_loses_nothing(directory in directories()) {
        let text = written(ExportFormat::Json, &directory);
        let list = again("directory.json", Format::Json, &text);
        let (site, pages) = list.site.clone().unwrap();
        let mut depths: Vec<usize> = Vec::new();
        let mut paths: Vec<String> = Vec::new();
        let mut categories = Vec::new();
        for (number, category) in list.categories.iter().enumerate() {
            let depth = category.parent.map_or(1, |parent| depths[parent] + 1);
            let slug = category.slug.clone().unwrap();
            let path = category.parent.map_or(slug.clone(), |parent| format!("{}/{slug}", paths[parent]));
            depths.push(depth);
            paths.push(path.clone());
            categories.push(ExportedCategory {
                id: i64::try_from(number).unwrap(),
                uid: category.uid.clone().unwrap(),
                depth, slug, path,
                title: category.title.clone(),
                introduction: category.introduction.clone(),
                caveat: category.caveat.clone(),
                entry_count: 0,
            });
        }
        let mut entries = vec![Vec::new(); categories.len()];
        for entry in list.entries {
            entries[entry.category.unwrap()].push(ExportedEntry { id: 0, twin: false, record: EntryRecord {
                url: entry.url,
                title: entry.title,
                description: entry.description,
                organisation: entry.organisation,
                licence: entry.licence,
                caveat_kind: entry.caveat.as_ref().map(|caveat| caveat.kind.as_str().to_owned()),
                caveat: entry.caveat.map(|caveat| caveat.text).unwrap_or_default(),
                tags: entry.tags,
                language: entry.language,
                featured: entry.featured,
                question: entry.question,
                uid: entry.uid,
                added_at: entry.added_at,
                updated_at: entry.updated_at,
                verified_at: entry.verified_at,
                status: if entry.retired { RecordStatus::Retired } else { RecordStatus::Live },
            }});
        }
        let skeleton = Skeleton { site, pages, categories, base_url: None, licence_url: None };
        prop_assert_eq!(written(ExportFormat::Json, &(skeleton, entries)), text);
    }

    #[test]
    fn both_styles_of_markdown_keep_the_list(directory in directories()) {
        prop_assume!(!expected(&directory).is_empty());
        for style in [ExportFormat::Awesome, ExportFormat::Hugo] {
            let text = written(style, &directory);
            assert_kept(&again("directory.md", Format::Markdown, &text), &directory)?;
        }
    }

    #[test]
    fn bookmarks_keep_the_list_and_its_words(directory in directories()) {
        prop_assume!(!expected(&directory).is_empty());
        let text = written(ExportFormat::Bookmarks, &directory);
        let list = again("bookmarks.html", Format::Bookmarks, &text);
        assert_kept(&list, &directory)?;
        for (read, (_, record)) in list.entries.iter().zip(expected(&directory)) {
            prop_assert_eq!(&read.description, &record.description);
            prop_assert_eq!(slugs(&read.tags), slugs(&record.tags));
            prop_assert_eq!(read.added_at.map(|at| at / 1_000), record.added_at.map(|at| at / 1_000));
        }
    }

    #[test]
    fn outlines_keep_the_list_and_its_words(directory in directories()) {
        prop_assume!(!expected(&directory).is_empty());
        let text = written(ExportFormat::Opml, &directory);
        let list = again("directory.opml", Format::Opml, &text);
        assert_kept(&list, &directory)?;
        for (read, (_, record)) in list.entries.iter().zip(expected(&directory)) {
            prop_assert_eq!(&read.description, &record.description);
            prop_assert_eq!(slugs(&read.tags), slugs(&record.tags));
        }
    }

    #[test]
    fn tables_keep_the_list_and_run_nothing(directory in directories()) {
        let text = written(ExportFormat::Csv, &directory);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        for row in reader.records() {
            for cell in row.unwrap().iter() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠']), "{}", cell);
            }
        }
        if expected(&directory).is_empty() {
            return Ok(());
        }
        let list = again("directory.csv", Format::Csv, &text);
        assert_kept(&list, &directory)?;
        for (read, (_, record)) in list.entries.iter().zip(expected(&directory)) {
            prop_assert_eq!(&read.description, &record.description);
            prop_assert_eq!(&read.licence, &record.licence);
            prop_assert_eq!(slugs(&read.tags), slugs(&record.tags));
            prop_assert_eq!(read.verified_at, record.verified_at);
        }
    }
}

fn slugs(tags: &[String]) -> Vec<Option<String>> {
    tags.iter().map(|tag| tag_slug(tag)).collect()
}
