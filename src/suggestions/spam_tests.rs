//! The score, point by point.

use proptest::prelude::*;

use super::*;

fn points(signs: &[ScoredSign]) -> Vec<(Sign, i64)> {
    signs.iter().map(|one| (one.sign, one.points)).collect()
}

fn sent(age: Option<i64>) -> Sending {
    Sending {
        age,
        age_counts: true,
        tokenless_quota_full: false,
    }
}

#[test]
fn an_ordinary_suggestion_scores_nothing() {
    assert!(score_sending(sent(Some(40 * SECOND))).is_empty());
    let typed = Typed::in_texts(["A tool", "It charts growth.\r\nSee page 3."], false);
    assert!(score_content(typed, HostRecord::default()).is_empty());
}

#[test]
fn how_a_form_was_sent_counts() {
    assert_eq!(points(&score_sending(sent(None))), [(Sign::NoToken, 2)]);
    assert_eq!(
        points(&score_sending(sent(Some(2_999)))),
        [(Sign::Hasty, 3)]
    );
    assert!(score_sending(sent(Some(3_000))).is_empty());
    assert!(score_sending(sent(Some(DAY))).is_empty());
    assert_eq!(
        points(&score_sending(sent(Some(DAY + 1)))),
        [(Sign::Stale, 1)]
    );
    let full = Sending {
        tokenless_quota_full: true,
        ..sent(None)
    };
    assert!(total(&score_sending(full)) >= FOLDED_FROM);
    let lifted = Sending {
        age_counts: false,
        ..sent(Some(0))
    };
    assert!(score_sending(lifted).is_empty());
}

#[test]
fn the_trap_and_a_blocked_place_fold_by_themselves() {
    let trapped = Typed::in_texts([], true);
    assert!(total(&score_content(trapped, HostRecord::default())) >= FOLDED_FROM);
    let blocked = HostRecord {
        blocked: true,
        was_spam: true,
        other_networks: 0,
    };
    let signs = score_content(Typed::default(), blocked);
    assert_eq!(points(&signs), [(Sign::BlockedHost, FOLDED_FROM)]);
}

#[test]
fn links_in_the_text_are_counted_once_each_and_up_to_three() {
    let links = |text| Typed::in_texts([text], false).links;
    assert_eq!(links("see https://www.example.org and www.example.com."), 2);
    assert_eq!(links("HTTP://A.example [x](https://b.example)"), 2);
    assert_eq!(links("our awwwww.some page, and example.org"), 0);
    let many = Typed::in_texts(["http://a http://b http://c http://d"], false);
    let signs = score_content(many, HostRecord::default());
    assert_eq!(points(&signs), [(Sign::Links, 3)]);
}

#[test]
fn invisible_characters_count_once() {
    let typed = Typed::in_texts(["pay\u{202E}pal\u{200B}", "line\r\nbreak"], false);
    assert_eq!(typed.repairs, 2);
    assert_eq!(
        points(&score_content(typed, HostRecord::default())),
        [(Sign::Repairs, 2)]
    );
}

#[test]
fn words_and_the_people_who_say_them_have_a_record() {
    let score = |record| points(&score_record(record));
    assert!(score(Record::default()).is_empty());
    let echo = |echo| Record {
        echo: Some(echo),
        ..Record::default()
    };
    assert_eq!(score(echo(Echo::OfAnother)), [(Sign::SameText, 3)]);
    assert_eq!(score(echo(Echo::OfSpam)), [(Sign::SpamText, 4)]);
    let approved = |approved| Record {
        approved,
        ..Record::default()
    };
    assert!(score(approved(1)).is_empty());
    assert_eq!(score(approved(2)), [(Sign::Known, -4)]);
    let word = Record {
        blocked_word: Some("“casino”, a wave".to_owned()),
        ..Record::default()
    };
    let signs = score_record(word);
    assert_eq!(status(&signs), SuggestionStatus::Spam);
    assert_eq!(signs[0].reason(), "Uses a blocked word: “casino”, a wave");
}

proptest! {
    #[test]
    fn more_of_anything_never_lowers_the_score(
        links in 0_usize..9, more in 0_usize..9, trap: bool, repairs in 0_usize..3,
        blocked: bool, was_spam: bool, other_networks in 0_i64..9, others in 0_i64..9,
    ) {
        let host = HostRecord { blocked, was_spam, other_networks };
        let typed = Typed { trap, links, repairs };
        let less = total(&score_content(typed, host));
        for worse in [
            total(&score_content(Typed { links: links + more, ..typed }, host)),
            total(&score_content(Typed { trap: true, ..typed }, host)),
            total(&score_content(Typed { repairs: repairs + 1, ..typed }, host)),
            total(&score_content(typed, HostRecord { blocked: true, ..host })),
            total(&score_content(typed, HostRecord { was_spam: true, ..host })),
            total(&score_content(typed, HostRecord {
                other_networks: other_networks + others, ..host
            })),
        ] {
            prop_assert!(worse >= less);
        }
    }
}
