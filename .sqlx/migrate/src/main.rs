//! `migrate FILE`: creates FILE and runs every migration of the project on it.
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: migrate FILE")?;
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations");
    sqlx::migrate::Migrator::new(std::path::Path::new(folder)).await?.run(&mut connection).await?;
    Ok(())
}
