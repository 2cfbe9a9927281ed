//! What happens to words that people send, before they are stored and before they are shown.
//!
//! [`clean`] repairs typed text, [`slug`] makes names for addresses, [`markdown`] renders what may
//! be formatted, and [`diff`] shows what an edit changes. Nothing here knows any feature.

mod caveat;
pub mod clean;
pub mod dates;
pub mod diff;
mod invisible;
pub mod language;
pub mod markdown;
pub mod slug;
pub mod words;

pub use caveat::{Caveat, CaveatKind};
pub use clean::{Cleaned, LineError, clean_block, clean_line};
pub use diff::{Piece, PieceKind};
pub use invisible::is_deceptive;
pub use markdown::{RENDERER_VERSION, SafeHtml};
pub use slug::{slugify, tag_slug};
