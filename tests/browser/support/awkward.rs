//! Content that tries the pages: long words, other scripts, and markup that wants to run.

use signpost::directory::link_url::{LinkPolicy, LinkUrl};
use signpost::directory::{CategoryFields, Change, EntryFields, Licence, apply_change};
use signpost::history::{ChangeContext, Source};
use signpost::text::{Caveat, CaveatKind};

use super::running_site::RunningSite;
use crate::test_site::site::TestSite;

/// Every way into a script that a text could try, in one.
pub const HOSTILE: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>\
    <svg onload=alert(3)>{{ alert(4) }}<a href=javascript:alert(5)>here</a>";
/// A word without any place to break it.
const LONG: &str = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten\
    gesellschaftsvorstandsversammlungsprotokollfuehrerausbildungsverordnungsentwurf";

/// Where the awkward content is.
pub struct Awkward {
    /// A category whose words try everything, below another one.
    pub category: String,
    /// Its entry.
    pub entry: String,
    /// An entry that is retired.
    pub retired: String,
    /// An entry that is deleted.
    pub deleted: String,
}

impl RunningSite {
    /// Adds the awkward content.
    pub fn add_awkward(&self) -> Awkward {
        self.behind(async |site| {
            let parent = change(site, Change::CreateCategory(category(LONG, "long", None))).await;
            let title = format!("{HOSTILE} {LONG}");
            let below = category(&title, "awkward", Some(parent));
            let below = change(site, Change::CreateCategory(below)).await;
            let entry = create(site, 1, &title, below).await;
            let retired = create(site, 2, "A tool of yesterday", below).await;
            change(site, Change::RetireEntry { id: retired }).await;
            let deleted = create(site, 3, "A mistake", below).await;
            change(site, Change::DeleteEntry { id: deleted }).await;
            Awkward {
                category: "/categories/long/awkward".to_owned(),
                entry: format!("/entries/{entry}"),
                retired: format!("/entries/{retired}-a-tool-of-yesterday"),
                deleted: format!("/entries/{deleted}-a-mistake"),
            }
        })
    }
}

async fn create(site: &TestSite, number: u8, title: &str, category_id: i64) -> i64 {
    let url = format!("https://example.com/{LONG}/{number}?q={LONG}");
    let fields = EntryFields {
        url: LinkUrl::parse(&url, LinkPolicy::default()).unwrap(),
        title: title.to_owned(),
        category_id,
        description: format!(
            "{HOSTILE} {LONG}\n\n- [x](javascript:alert(6))\n- {LONG}\n\n{HOSTILE}"
        ),
        caveat: caveat(),
        licence: Licence::parse_field("Apache-2.0 OR (MIT AND GPL-3.0-only)").unwrap(),
        organisation: format!("الصحة المفتوحة {HOSTILE}"),
        tags: vec![LONG[..40].to_owned(), "c++".to_owned(), "<b>x".to_owned()],
        language: "ar".to_owned(),
        featured: true,
        question: format!("{HOSTILE} {LONG}"),
    };
    change(site, Change::CreateEntry(fields)).await
}

fn category(title: &str, slug: &str, parent_id: Option<i64>) -> CategoryFields {
    CategoryFields {
        title: title.to_owned(),
        slug: Some(slug.to_owned()),
        parent_id,
        introduction: format!("{HOSTILE} {LONG}"),
        caveat: caveat(),
    }
}

fn caveat() -> Option<Caveat> {
    Some(Caveat {
        kind: CaveatKind::default(),
        text: format!("{HOSTILE} {LONG}"),
    })
}

async fn change(site: &TestSite, change: Change) -> i64 {
    let context = ChangeContext {
        source: Source::Moderator,
        user_id: None,
        suggestion_id: None,
        why: HOSTILE.to_owned(),
        at: site.now(),
    };
    let mut write = site.db().write().await.unwrap();
    let applied = apply_change(&mut write, &context, change).await.unwrap();
    write.commit().await.unwrap();
    applied.object_id
}
