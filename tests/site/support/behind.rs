//! A look behind the pages, at the database itself.

use sqlx::{Connection, QueryBuilder, Row, Sqlite, SqliteConnection};

use super::site::TestSite;

impl TestSite {
    /// Runs a statement that no page would.
    pub async fn execute(&self, sql: &str) {
        let mut connection = self.connect().await;
        let mut statement = QueryBuilder::<Sqlite>::new(sql);
        statement.build().execute(&mut connection).await.unwrap();
    }

    /// Every row of every table, apart from who is signed in: equal before and after means that
    /// nothing happened.
    pub async fn dump(&self) -> String {
        let mut connection = self.connect().await;
        let tables = "SELECT m.name, group_concat('quote(' || quote(p.name) || ')', '||''|''||')
             FROM sqlite_schema m JOIN pragma_table_info(m.name) p
             WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'
               AND m.name NOT IN ('sessions', 'users')
             GROUP BY m.name ORDER BY m.name";
        let mut dump = String::new();
        for table in sqlx::query(tables)
            .fetch_all(&mut connection)
            .await
            .unwrap()
        {
            let (name, columns): (String, String) = (table.get(0), table.get(1));
            let columns = columns.replace("quote('", "quote(\"").replace("')", "\")");
            let rows = format!("SELECT {columns} FROM \"{name}\" ORDER BY 1");
            let mut rows = QueryBuilder::<Sqlite>::new(rows);
            for row in rows.build().fetch_all(&mut connection).await.unwrap() {
                dump.push_str(&format!("{name}: {}\n", row.get::<String, _>(0)));
            }
        }
        dump
    }

    async fn connect(&self) -> SqliteConnection {
        let address = format!("sqlite://{}", self.path().display());
        SqliteConnection::connect(&address).await.unwrap()
    }
}
