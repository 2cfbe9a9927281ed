//! Looks up what the automatic review goes by.

use std::collections::HashSet;

use super::case::Case;
use super::merge::canonical;
use super::review::{CategoryRef, EntryRef, Facts, HostFacts};
use super::sql;
use crate::db::Connection;
use crate::directory::entry_input::EntryInput;
use crate::directory::link_url::{LinkPolicy, taken_for};
use crate::directory::{LinkUrl, find_live_entry_by_key, list_similar_entries};
use crate::error::Result;
use crate::suggestions::ScoredSign;
use crate::text::dates::Dates;
use crate::text::markdown::first_paragraph;

/// Everything that is known about a suggestion and around it.
///
/// # Errors
/// When the database does not answer.
pub async fn look_around(
    connection: &mut Connection,
    case: &Case,
    (now, dates): (i64, &Dates),
) -> Result<Facts> {
    let suggestion = &case.suggestion;
    let own = suggestion.entry_id;
    let entry = canonical(&case.fields);
    let link = LinkUrl::parse(&entry.url, ANY_LINK).ok();
    let key = link.as_ref().map(LinkUrl::key);
    let mut facts = Facts {
        now,
        dates: dates.clone(),
        is_new: own.is_none(),
        live_twin: None,
        waiting: match &case.category {
            Some(new) => {
                let place = (suggestion.category_id, new.title.as_str());
                sql::list_waiting_categories(connection, suggestion.id, place).await?
            }
            None => sql::list_waiting_twins(connection, suggestion, key.as_deref()).await?,
        },
        declined: Vec::new(),
        similar_links: Vec::new(),
        similar_titles: similar_titles(connection, &entry, own).await?,
        similar_texts: Vec::new(),
        category_title: case
            .category
            .as_ref()
            .map_or_else(String::new, |new| new.title.clone()),
        is_category: case.category.is_some(),
        similar_categories: similar_categories(case),
        host: HostFacts::default(),
        sender: sql::sender_record(connection, suggestion.id).await?,
        score: suggestion.score,
        score_reasons: suggestion.signs.iter().map(ScoredSign::reason).collect(),
        entry,
        link: None,
    };
    facts.similar_texts = similar_texts(connection, &facts.entry, own).await?;
    let Some(link) = link else {
        return Ok(facts);
    };
    let key = link.key();
    let twin = find_live_entry_by_key(connection, &key).await?;
    let twin: Vec<i64> = twin.into_iter().filter(|id| Some(*id) != own).collect();
    facts.live_twin = sql::list_entry_refs(connection, &twin)
        .await?
        .into_iter()
        .next();
    facts.declined = sql::list_declined_before(connection, suggestion.id, &key).await?;
    let mut similar = list_similar_entries(connection, &link).await?;
    similar.retain(|id| Some(*id) != own);
    facts.similar_links = sql::list_entry_refs(connection, &similar).await?;
    let site = link.site();
    facts.host = HostFacts {
        listed: sql::count_listed_on(connection, &site, own).await?,
        spam: sql::count_spam_on(connection, &site).await?,
        blocked: sql::find_blocked_host(connection, &site).await?,
        looks_like: looks_like(connection, &link).await?,
    };
    facts.link = Some(link);
    Ok(facts)
}

/// Looking refuses nothing.
const ANY_LINK: LinkPolicy = LinkPolicy {
    allow_private: true,
    allow_ftp: true,
};

/// Texts of fewer telling words are alike by accident.
const FEW_WORDS: usize = 5;
/// More words make a search slow and no better.
const MOST_WORDS: usize = 40;
/// How many similar entries are worth reading.
const SIMILAR: usize = 5;

/// Live entries that share most of the title's words.
async fn similar_titles(
    connection: &mut Connection,
    entry: &EntryInput,
    own: Option<i64>,
) -> Result<Vec<EntryRef>> {
    let words = telling_words(&entry.title);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let quoted: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
    let search = format!("title : ({})", quoted.join(" OR "));
    let mut found = sql::list_entries_like_title(connection, &search).await?;
    found.retain(|other| Some(other.id) != own && reads_alike(&words, &other.title));
    found.truncate(SIMILAR);
    Ok(found)
}

/// Live entries whose title and first paragraph share most of these words.
async fn similar_texts(
    connection: &mut Connection,
    entry: &EntryInput,
    own: Option<i64>,
) -> Result<Vec<EntryRef>> {
    let text = format!("{} {}", entry.title, first_paragraph(&entry.description));
    let words = telling_words(&text);
    if words.len() < FEW_WORDS {
        return Ok(Vec::new());
    }
    let mut sought: Vec<_> = words.iter().collect();
    sought.sort_unstable();
    let sought = sought.iter().take(MOST_WORDS);
    let quoted: Vec<_> = sought.map(|word| format!("\"{word}\"")).collect();
    let search = format!("{{title description}} : ({})", quoted.join(" OR "));
    let found = sql::list_entries_like_text(connection, &search).await?;
    let alike = found.into_iter().filter(|(other, text)| {
        Some(other.id) != own && telling_words(text).len() >= FEW_WORDS && reads_alike(&words, text)
    });
    Ok(alike.map(|(other, _)| other).take(SIMILAR).collect())
}

/// A listed host that people could take the link's for.
async fn looks_like(connection: &mut Connection, link: &LinkUrl) -> Result<Option<String>> {
    let listed = sql::list_hosts(connection).await?;
    Ok(taken_for(link.host(), &listed).map(str::to_owned))
}

/// Categories that are called like a new one, the nearest name first.
fn similar_categories(case: &Case) -> Vec<CategoryRef> {
    let Some(new) = &case.category else {
        return Vec::new();
    };
    let parent = case.tree.at_path(&new.parent).map(|node| node.id);
    let same = case
        .tree
        .sibling_called(parent, &new.title)
        .map(|node| node.id);
    let words = telling_words(&new.title);
    let nodes = case.tree.nodes().iter();
    let mut found: Vec<_> = nodes
        .filter(|node| {
            Some(node.id) == same || !words.is_empty() && reads_alike(&words, &node.title)
        })
        .map(|node| CategoryRef {
            path: node.path.clone(),
            title: node.title.clone(),
            is_the_same: Some(node.id) == same,
        })
        .collect();
    found.sort_by_key(|other| !other.is_the_same);
    found.truncate(SIMILAR);
    found
}

/// The words of a title that tell it from others: letters and digits only, so that none of them
/// means anything to the index but itself.
fn telling_words(title: &str) -> HashSet<String> {
    const COMMON: [&str; 8] = ["and", "for", "from", "how", "our", "the", "with", "your"];
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.chars().count() > 2 && !COMMON.contains(word))
        .map(str::to_owned)
        .collect()
}

/// Whether more than half of the shorter title's words are in the other.
fn reads_alike(words: &HashSet<String>, title: &str) -> bool {
    let others = telling_words(title);
    let shared = words.intersection(&others).count();
    shared * 2 > words.len().min(others.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_read_alike_when_they_share_most_of_their_words() {
        let alike = |one, other| reads_alike(&telling_words(one), other);
        assert!(alike(
            "Coronavirus dashboard",
            "The coronavirus dashboard’s API"
        ));
        assert!(alike("OpenPrescribing", "openprescribing"));
        assert!(!alike("Open data", "Open source"));
        assert!(!alike(
            "NHS England mental health SQL",
            "MHSDS reporting SQL"
        ));
        assert!(!alike("!!", "??"));
    }
}
