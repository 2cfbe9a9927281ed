use super::*;
use crate::directory::LinkUrl;
use crate::directory::entry_input::EntryInput;
use crate::directory::link_url::LinkPolicy;
use crate::text::dates::Dates;

pub(super) fn facts(url: &str) -> Facts {
    Facts {
        now: 10 * 3_600_000,
        dates: Dates::new("UTC"),
        is_new: true,
        entry: EntryInput {
            url: url.to_owned(),
            title: "Ward round list".to_owned(),
            description: "A task list that two wards use.".to_owned(),
            licence: "MIT".to_owned(),
            ..EntryInput::default()
        },
        link: LinkUrl::parse(url, LinkPolicy::default()).ok(),
        live_twin: None,
        waiting: Vec::new(),
        declined: Vec::new(),
        similar_links: Vec::new(),
        similar_titles: Vec::new(),
        similar_texts: Vec::new(),
        category_title: String::new(),
        is_category: false,
        similar_categories: Vec::new(),
        host: HostFacts::default(),
        sender: SenderRecord::default(),
        score: 0,
        score_reasons: Vec::new(),
    }
}

fn entry(id: i64) -> EntryRef {
    EntryRef {
        id,
        slug: "tool".to_owned(),
        title: format!("Tool {id}"),
        category_title: "Guidance".to_owned(),
    }
}

/// What is read of each finding.
pub(super) fn read(facts: &Facts) -> Vec<String> {
    let words = |finding: &Finding| {
        let parts = finding.detail.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Link { label, href } => format!("[{label}]({href})"),
        });
        [format!("{}: ", finding.title)]
            .into_iter()
            .chain(parts)
            .collect()
    };
    findings(facts).iter().map(words).collect()
}

#[test]
fn a_good_new_link_has_nothing_against_it() {
    let findings = findings(&facts("https://wards.example/list"));
    let titles: Vec<_> = findings.iter().map(|found| found.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "No other entry has this link",
            "Nothing is listed on wards.example",
            "The licence is stated: MIT",
            "Length and style look right"
        ]
    );
    let against = |found: &&Finding| matches!(found.tone, Tone::Bad | Tone::Look);
    assert_eq!(findings.iter().filter(against).count(), 0);
}

#[test]
fn everything_met_before_is_said_with_a_way_to_it() {
    let mut facts = facts("https://wards.example/list");
    facts.live_twin = Some(entry(7));
    facts.waiting = vec![WaitingRef {
        id: 3,
        reference: "SP-0000-0003".to_owned(),
        created_at: 5 * 3_600_000,
    }];
    facts.declined = vec![EarlierDecision {
        suggestion_id: 2,
        reference: "SP-0000-0002".to_owned(),
        at: 0,
        moderator: "Ada".to_owned(),
        reason: "Off topic".to_owned(),
        message: "We couldn’t see how this fits.".to_owned(),
    }];
    facts.similar_links = vec![entry(8)];
    facts.similar_titles = vec![entry(8), entry(9)];
    facts.similar_texts = vec![entry(9), entry(10)];
    facts.host.listed = 2;
    facts.score = 3;
    facts.score_reasons = vec!["no form token".to_owned(), "a link in the text".to_owned()];
    let read = read(&facts);
    assert_eq!(
        read[0],
        "This link is already in the list: [Tool 7](/entries/7-tool) in Guidance"
    );
    assert_eq!(
        read[1],
        "Another suggestion for this waits in the queue: [SP-0000-0003](/admin/suggestions/3), sent 5 hours ago"
    );
    assert_eq!(
        read[2],
        "Declined before: [SP-0000-0002](/admin/suggestions/2) on 1 January 1970 by Ada: Off topic. \
         They read: “We couldn’t see how this fits.”"
    );
    assert_eq!(read[3], "2 entries are on wards.example already: ");
    assert_eq!(
        read[5],
        "Similar entries: [Tool 8](/entries/8-tool) in Guidance (like link), \
         [Tool 9](/entries/9-tool) in Guidance (like title), \
         [Tool 10](/entries/10-tool) in Guidance (like text)"
    );
    assert_eq!(read[7], "Spam score 3: no form token, a link in the text");
}

#[test]
fn a_host_that_looks_like_another_is_shown_by_both_its_names() {
    let deceptive = findings(&facts("https://аррӏе.com/"));
    assert_eq!(
        deceptive[1].title,
        "The host can be mistaken for another one"
    );
    let said = Part::Text("It reads аррӏе.com and its real name is xn--80ak6aa92e.com".to_owned());
    assert_eq!(deceptive[1].detail, [said]);
    let honest = findings(&facts("https://bücher.example/"));
    assert_eq!(honest[1].title, "The host is written in letters of its own");
    assert_eq!(honest[1].tone, Tone::Look);
}

#[test]
fn a_blocked_host_and_a_spammer_speak_against_it() {
    let mut facts = facts("https://wards.example/list");
    facts.host.spam = 1;
    let found = &findings(&facts)[1];
    assert_eq!(
        found.title,
        "Links to wards.example were marked as spam 1 time"
    );
    facts.host.blocked = Some(BlockedHost {
        host: "wards.example".to_owned(),
        why: "Sells forms".to_owned(),
        blocked_at: 0,
    });
    let found = &findings(&facts)[1];
    assert_eq!(found.title, "wards.example is blocked");
    let since = Part::Text("Since 1 January 1970: Sells forms".to_owned());
    assert_eq!(found.detail, [since]);
}
