//! How moderators change things, and what history says of it.

use sqlx::Row;

use super::people::Person;
use super::reply::Reply;
use super::site::TestSite;

/// One revision, with the change that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revised {
    /// The change's number.
    pub change_id: i64,
    /// When, UTC milliseconds.
    pub at: i64,
    /// Who.
    pub who: String,
    /// Why.
    pub why: String,
    /// The kind of object and its number, as "entry 7".
    pub object: String,
    /// What happened to it.
    pub action: String,
}

/// What a browser would send of a form after these fields were typed over.
#[track_caller]
pub fn filled(page: &Reply, form: &str, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = page.fields(form);
    for (name, value) in typed {
        fields.retain(|(other, _)| other != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}

impl Person {
    /// Opens a page, types over some fields of its form and sends it to the same address.
    pub async fn edit(&self, path: &str, form: &str, typed: &[(&str, &str)]) -> Reply {
        let page = self.get(path).await;
        page.assert_ok();
        self.send(path, &filled(&page, form, typed)).await
    }

    /// Sends fields that a page gave.
    pub async fn send(&self, path: &str, fields: &[(String, String)]) -> Reply {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.submit(path, &fields).await
    }
}

impl TestSite {
    /// The newest revisions, newest first.
    pub async fn revisions(&self, count: usize) -> Vec<Revised> {
        let mut connection = self.db().read().await.unwrap();
        let rows = sqlx::query(
            "SELECT c.id, c.at, coalesce(u.name, ''), c.why, r.object_kind || ' ' || r.object_id, r.action
             FROM revisions r JOIN changes c ON c.id = r.change_id
             LEFT JOIN users u ON u.id = c.user_id ORDER BY r.id DESC LIMIT ?",
        )
        .bind(i64::try_from(count).unwrap())
        .fetch_all(&mut *connection)
        .await
        .unwrap();
        rows.iter()
            .map(|row| Revised {
                change_id: row.get(0),
                at: row.get(1),
                who: row.get(2),
                why: row.get(3),
                object: row.get(4),
                action: row.get(5),
            })
            .collect()
    }

    /// Fails unless the newest revision was made now, by `who`, of this object and for this reason.
    pub async fn assert_newest(&self, who: &str, object: &str, action: &str, why: &str) {
        let newest = self.revisions(1).await.remove(0);
        let said = [&newest.who, &newest.object, &newest.action, &newest.why];
        assert_eq!(said, [who, object, action, why]);
        assert_eq!(newest.at, self.now());
    }

    /// The number that a query of one number gives.
    pub async fn count(&self, sql: &'static str) -> i64 {
        let mut connection = self.db().read().await.unwrap();
        sqlx::query_scalar(sql)
            .fetch_one(&mut *connection)
            .await
            .unwrap()
    }
}
