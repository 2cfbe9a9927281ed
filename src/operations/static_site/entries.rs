//! The pages of entries, and the search over them.

use askama::Template;

use super::Copy;
use super::names::{SEARCH, file_of};
use super::rewrite::rewrite;
use super::search_index::{Found, SHARD, SearchIndex};
use crate::paths;
use crate::settings::layout;
use crate::text::markdown::{first_paragraph, plain_text};
use crate::transfer::export::Source;
use crate::transfer::json::RecordStatus;
use crate::web::Layout;

#[derive(Template)]
#[template(path = "operations/copy_search.html")]
struct SearchPage {
    layout: Layout,
    buckets: usize,
    shard: usize,
}

impl Copy<'_> {
    /// The page of every entry, and the search over them.
    pub(super) async fn entries(&self) -> anyhow::Result<usize> {
        let categories = &self.source.skeleton.categories;
        let total: i64 = categories
            .iter()
            .filter(|category| category.depth == 1)
            .map(|category| category.entry_count)
            .sum();
        let mut index = SearchIndex::new(self.folder, usize::try_from(total).unwrap_or(0));
        self.search_page(index.buckets()).await?;
        let mut count = 0;
        let mut titles: Vec<&str> = Vec::new();
        for category in categories {
            titles.truncate(category.depth - 1);
            titles.push(&category.title);
            let place = titles.join(" › ");
            let mut mark = Some(Source::START);
            while let Some(after) = mark {
                let (entries, next) = self.source.page(category.id, after).await?;
                mark = next;
                for entry in entries {
                    let record = entry.record;
                    if record.status != RecordStatus::Live {
                        continue;
                    }
                    let address = format!("/entries/{}", entry.id);
                    let (html, _) = self.get(&address).await?;
                    self.page(&address, &html)?;
                    let words = plain_text(&record.description);
                    let texts = [
                        record.title.as_str(),
                        &words,
                        &record.organisation,
                        &record.tags.join(" "),
                        &record.url,
                    ];
                    let found = Found {
                        title: record.title.clone(),
                        url: record.url.clone(),
                        summary: first_paragraph(&record.description),
                        category: place.clone(),
                        page: file_of(&address).unwrap_or_default(),
                    };
                    index.add(found, &texts)?;
                    count += 1;
                }
            }
        }
        index.finish()?;
        Ok(count)
    }

    async fn search_page(&self, buckets: usize) -> anyhow::Result<()> {
        let layout = layout(&mut *self.app.db.read().await?).await?;
        let page = SearchPage {
            layout: layout.without_search(),
            buckets,
            shard: SHARD,
        };
        let html = rewrite(&page.render()?, paths::SEARCH, SEARCH, self.live.as_deref());
        let script = "<script defer src=\"search/search.js\"></script>\n</head>";
        self.folder
            .write(SEARCH, html.replacen("</head>", script, 1).as_bytes())
    }
}
