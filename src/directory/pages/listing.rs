//! One page of a list: by its number, or deeper by the entry that it comes after.

use super::filters::borrowed;
use crate::db::Connection;
use crate::directory::{ListQuery, ListedEntry, find_entry, list_entries, list_entries_after};
use crate::error::{AppError, Result};
use crate::web::pagination::{PER_PAGE, PageNumber, Pager};
use crate::web::query::Query;

/// [`PER_PAGE`] as lengths are counted.
const PAGE_LENGTH: usize = PER_PAGE as usize;

/// A page of entries.
#[derive(Clone, Debug)]
pub(super) struct Listing {
    pub(super) entries: Vec<ListedEntry>,
    /// The category of the entry that comes right before the first.
    pub(super) category_before: Option<i64>,
    pub(super) pager: Pager,
}

/// A list at its address: the path, and the parameters that stay the same on every page.
pub(super) struct Address<'a> {
    pub(super) path: &'a str,
    pub(super) pairs: &'a [(&'static str, String)],
}

impl Listing {
    /// The page that `page=` or `after=` asks for, of `total` entries.
    pub(super) async fn load(
        connection: &mut Connection,
        list: &ListQuery,
        total: i64,
        query: &Query,
        address: Address<'_>,
    ) -> Result<Self> {
        let pairs = borrowed(address.pairs);
        let address = (address.path, pairs.as_slice());
        if let Some(after) = query.first("after") {
            let after = after.parse().map_err(|_| AppError::NotFound)?;
            return Self::beyond(connection, list, total, after, address).await;
        }
        let page = PageNumber::parse(query.first("page"))?;
        let mut pager = Pager::new(page, total, address.0, address.1)?;
        // One more in front says whether a group goes on from the page before.
        let skipped = (page.offset() - 1).max(0);
        let shown = PER_PAGE + page.offset() - skipped;
        let mut entries = list_entries(connection, list, skipped, shown).await?;
        let before = (page.offset() > 0 && !entries.is_empty()).then(|| entries.remove(0));
        let cut_short = pager.last < total && pager.next.is_none();
        if let Some(last) = entries.last()
            && cut_short
            && list.has_fixed_order()
        {
            pager = pager.going_on_after(last.id, address);
        }
        Ok(Self {
            entries,
            category_before: before.map(|entry| entry.category_id),
            pager,
        })
    }

    /// The address of this page that search engines keep: its own when it is a page of the whole
    /// list, the list's when it is sorted or filtered by `pairs`.
    pub(super) fn canonical<'a>(
        &'a self,
        path: &'a str,
        pairs: &[(&'static str, String)],
    ) -> &'a str {
        let own = self.pager.here().filter(|_| pairs.is_empty());
        own.unwrap_or(path)
    }

    async fn beyond(
        connection: &mut Connection,
        list: &ListQuery,
        total: i64,
        after: i64,
        address: (&str, &[(&str, &str)]),
    ) -> Result<Self> {
        let mut entries = list_entries_after(connection, list, after, PER_PAGE + 1).await?;
        let before = find_entry(connection, after).await?;
        let more = entries.len() > PAGE_LENGTH;
        entries.truncate(PAGE_LENGTH);
        let last = entries.last().ok_or(AppError::NotFound)?.id;
        Ok(Self {
            pager: Pager::beyond(entries.len(), total, more.then_some(last), address),
            category_before: before.map(|entry| entry.state.category_id),
            entries,
        })
    }
}
