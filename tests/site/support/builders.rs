//! What a directory is made of, for tests that need more than the starter content.

use signpost::directory::{
    CategoryFields, Change, EntryFields, Licence, LinkPolicy, LinkUrl, apply_change,
};
use signpost::history::{ChangeContext, Source};
use signpost::text::{Caveat, CaveatKind};

use super::site::TestSite;

/// An entry with a link and a title, and nothing else said.
pub fn entry(url: &str, title: &str, category_id: i64) -> EntryFields {
    EntryFields {
        url: LinkUrl::parse(url, LinkPolicy::default()).unwrap(),
        title: title.to_owned(),
        category_id,
        description: String::new(),
        caveat: None,
        licence: Licence::NotChecked,
        organisation: String::new(),
        tags: Vec::new(),
        language: String::new(),
        featured: false,
        question: String::new(),
    }
}

/// A category with a title.
pub fn category(title: &str, parent_id: Option<i64>) -> CategoryFields {
    CategoryFields {
        title: title.to_owned(),
        slug: None,
        parent_id,
        introduction: String::new(),
        caveat: None,
    }
}

/// A warning in these words.
pub fn caveat(text: &str) -> Option<Caveat> {
    Some(Caveat {
        kind: CaveatKind::Other,
        text: text.to_owned(),
    })
}

impl TestSite {
    /// Changes the directory as a moderator would, and says which row it was.
    pub async fn change(&self, change: Change) -> i64 {
        self.change_all([change]).await[0]
    }

    /// Makes several changes at once.
    pub async fn change_all(&self, changes: impl IntoIterator<Item = Change>) -> Vec<i64> {
        let context = ChangeContext {
            source: Source::Moderator,
            user_id: None,
            suggestion_id: None,
            why: String::new(),
            at: self.now(),
        };
        let mut write = self.db().write().await.unwrap();
        let mut ids = Vec::new();
        for change in changes {
            let applied = apply_change(&mut write, &context, change).await.unwrap();
            ids.push(applied.object_id);
        }
        write.commit().await.unwrap();
        ids
    }

    /// Adds a category.
    pub async fn add_category(&self, title: &str, parent_id: Option<i64>) -> i64 {
        self.change(Change::CreateCategory(category(title, parent_id)))
            .await
    }

    /// Adds an entry.
    pub async fn add_entry(&self, fields: EntryFields) -> i64 {
        self.change(Change::CreateEntry(fields)).await
    }
}
