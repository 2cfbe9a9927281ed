//! What holds for every input: of links, of licences and of text.

mod licence;
mod link_equivalence;
mod link_url;
mod merge;
mod text;
mod transfer;
