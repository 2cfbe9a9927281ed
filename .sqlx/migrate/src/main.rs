//! `migrate FILE`, from the top of the project: creates FILE and runs every migration on it.
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: migrate FILE")?;
    // As in src/db.rs: a step may write a table anew.
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true).foreign_keys(false);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    sqlx::migrate::Migrator::new(std::path::Path::new("migrations")).await?.run(&mut connection).await?;
    Ok(())
}
