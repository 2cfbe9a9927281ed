//! People who suggest something, and what became of it behind the pages.

use signpost::clock::SECOND;
use signpost::suggestions::{
    QueueFilter, QueueStatus, Suggestion, SuggestionStatus, list_queue_refs, list_queued,
};

use super::editing::filled;
use super::people::Person;
use super::reply::Reply;
use super::site::TestSite;

/// A link that nobody knows.
pub const LINK: &str = "https://planner.example.org/wards";

/// What an ordinary contributor types.
pub const ORDINARY: [(&str, &str); 4] = [
    ("url", LINK),
    ("title", "Ward planner"),
    ("category", "guidance"),
    ("description", "Plans beds on a ward."),
];

impl Person {
    /// Opens a form, types, and sends it after 40 seconds.
    pub async fn fill_in(&self, site: &TestSite, path: &str, typed: &[(&str, &str)]) -> Reply {
        let page = self.get(path).await;
        page.assert_ok();
        site.clock().advance(40 * SECOND);
        self.send_as_typed(path, &page, typed).await
    }

    /// Types into the form that a page shows, and sends it.
    pub async fn send_as_typed(&self, path: &str, page: &Reply, typed: &[(&str, &str)]) -> Reply {
        self.send(path, &filled(page, "main form.form", typed))
            .await
    }

    /// Suggests a link that nobody knows, and returns the receipt's address.
    pub async fn suggest(&self, site: &TestSite, typed: &[(&str, &str)]) -> String {
        let all: Vec<_> = ORDINARY.iter().chain(typed).copied().collect();
        let reply = self.fill_in(site, "/suggest", &all).await;
        reply.assert_status(303);
        reply.location().unwrap().to_owned()
    }
}

impl TestSite {
    /// Every suggestion, oldest first.
    pub async fn suggestions(&self) -> Vec<Suggestion> {
        let filter = QueueFilter {
            status: QueueStatus::All,
            ..QueueFilter::default()
        };
        let mut connection = self.db().read().await.unwrap();
        let refs = list_queue_refs(&mut connection, &filter, 1_000).await;
        let ids: Vec<_> = refs.unwrap().iter().map(|one| one.id).collect();
        let rows = list_queued(&mut connection, &ids).await;
        rows.unwrap()
            .into_iter()
            .map(|row| row.suggestion)
            .collect()
    }

    /// The only suggestion.
    pub async fn only_suggestion(&self) -> Suggestion {
        let mut all = self.suggestions().await;
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    /// How many suggestions have this status.
    pub async fn count_with(&self, status: SuggestionStatus) -> usize {
        let all = self.suggestions().await;
        all.iter().filter(|one| one.status == status).count()
    }
}
