//! Content that tries the pages: long words, other scripts, and markup that wants to run.

use signpost::directory::{CategoryFields, Change, EntryFields, Licence};

use super::running_site::RunningSite;
use crate::test_site::builders;
use crate::test_site::site::TestSite;

/// Every way into a script that a text could try, in one.
pub const HOSTILE: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>\
    <svg onload=alert(3)>{{ alert(4) }}<a href=javascript:alert(5)>here</a>";
/// A word without any place to break it.
pub const LONG: &str = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten\
    gesellschaftsvorstandsversammlungsprotokollfuehrerausbildungsverordnungsentwurf";

/// Where the awkward content is.
pub struct Awkward {
    /// The path of a category whose words try everything, below another one.
    pub category: String,
    /// Its number.
    pub category_id: i64,
    /// Its entry.
    pub entry: i64,
    /// An entry that is retired.
    pub retired: i64,
    /// An entry that is deleted.
    pub deleted: i64,
}

impl RunningSite {
    /// Adds the awkward content.
    pub fn add_awkward(&self) -> Awkward {
        self.behind(async |site| {
            let title = format!("{HOSTILE} {LONG}");
            let above = category(LONG, "long", None);
            let above = site.change(Change::CreateCategory(above)).await;
            let below = category(&title, "awkward", Some(above));
            let category_id = site.change(Change::CreateCategory(below)).await;
            let entry = create(site, &title, category_id).await;
            let retired = create(site, "A tool of yesterday", category_id).await;
            site.change(Change::RetireEntry { id: retired }).await;
            let deleted = create(site, "A mistake", category_id).await;
            site.change(Change::DeleteEntry { id: deleted }).await;
            Awkward {
                category: "long/awkward".to_owned(),
                category_id,
                entry,
                retired,
                deleted,
            }
        })
    }
}

async fn create(site: &TestSite, title: &str, category_id: i64) -> i64 {
    let url = format!("https://example.com/{LONG}?q={}", title.len());
    site.add_entry(EntryFields {
        description: format!(
            "{HOSTILE} {LONG}\n\n- [x](javascript:alert(6))\n- {LONG}\n\n{HOSTILE}"
        ),
        caveat: builders::caveat(&format!("{HOSTILE} {LONG}")),
        licence: Licence::parse_field("Apache-2.0 OR (MIT AND GPL-3.0-only)").unwrap(),
        organisation: format!("الصحة المفتوحة {HOSTILE}"),
        tags: vec![LONG[..40].to_owned(), "c++".to_owned(), "<b>x".to_owned()],
        language: "ar".to_owned(),
        featured: true,
        question: format!("{HOSTILE} {LONG}"),
        ..builders::entry(&url, title, category_id)
    })
    .await
}

fn category(title: &str, slug: &str, parent_id: Option<i64>) -> CategoryFields {
    CategoryFields {
        slug: Some(slug.to_owned()),
        introduction: format!("{HOSTILE} {LONG}"),
        caveat: builders::caveat(&format!("{HOSTILE} {LONG}")),
        ..builders::category(title, parent_id)
    }
}
