#!/usr/bin/env bash
# Checks every query against today's schema and writes what the build without a database needs.
#   .sqlx/refresh.sh            rewrites .sqlx/query-*.json
#   .sqlx/refresh.sh database   only makes the scratch database and prints its DATABASE_URL
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-$PWD/target}
scratch=$target/sqlx-scratch.db
rm -f "$scratch"
cargo run --quiet --manifest-path .sqlx/migrate/Cargo.toml --target-dir "$target/migrate" -- "$scratch"
export DATABASE_URL="sqlite://$scratch"
if [ "${1:-}" = database ]; then
    echo "$DATABASE_URL"
    exit
fi
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
# Touching the crate's root makes cargo expand every query again.
touch src/lib.rs
SQLX_OFFLINE=false SQLX_OFFLINE_DIR="$fresh" cargo check --quiet --all-targets
rm -f .sqlx/query-*.json
cp "$fresh"/query-*.json .sqlx/
