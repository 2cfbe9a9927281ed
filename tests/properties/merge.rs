//! Edits that were made against something older than what stands: no word of anybody is lost.

use proptest::prelude::*;

use signpost::directory::entry_input::EntryInput;
use signpost::moderation::choices::{choose, outcomes, take_all};
use signpost::moderation::decision_form::DecisionForm;
use signpost::moderation::merge::{Fate, canonical, merge, resolve, unit_of};
use signpost::suggestions::Became;

/// Few values, so that equal ones meet often.
fn any_input() -> impl Strategy<Value = EntryInput> {
    let word = || prop::sample::select(vec!["", "one", "two", "three"]);
    let words = prop::array::uniform12(word());
    let kind = prop::sample::select(vec!["", "licence", "other"]);
    (words, kind).prop_map(|(words, kind)| {
        let mut input = EntryInput::default();
        for ((_, value), word) in input.fields_mut().into_iter().zip(words) {
            *value = word.to_owned();
        }
        input.caveat_kind = kind.to_owned();
        input
    })
}

/// What stands after a suggestion was approved as it is.
fn approve(base: &EntryInput, current: &EntryInput, proposed: &EntryInput) -> EntryInput {
    resolve(current, &merge(base, current, proposed))
}

fn changed(from: &EntryInput, to: &EntryInput) -> Vec<&'static str> {
    let (from, to) = (canonical(from), canonical(to));
    let pairs = from.fields().into_iter().zip(to.fields());
    pairs
        .filter(|((_, before), (_, after))| before != after)
        .map(|((name, _), _)| name)
        .collect()
}

proptest! {
    #[test]
    fn a_suggestion_that_changes_nothing_changes_nothing(base in any_input(), current in any_input()) {
        prop_assert_eq!(approve(&base, &current, &base), canonical(&current));
    }

    #[test]
    fn what_nobody_touched_since_becomes_what_was_proposed(base in any_input(), proposed in any_input()) {
        prop_assert_eq!(approve(&base, &base, &proposed), canonical(&proposed));
    }

    #[test]
    fn a_field_that_somebody_changed_is_never_overwritten(
        base in any_input(), current in any_input(), proposed in any_input()
    ) {
        let after = approve(&base, &current, &proposed);
        let touched = changed(&base, &current);
        for name in changed(&current, &after) {
            prop_assert!(!touched.contains(&name), "{}", name);
        }
        let title = &merge(&base, &current, &proposed)[1];
        let all_differ = title.base != title.current
            && title.base != title.proposed
            && title.current != title.proposed;
        prop_assert_eq!(title.fate == Fate::Clash, all_differ);
    }

    #[test]
    fn two_suggestions_on_different_fields_both_survive(
        base in any_input(), one in any_input(), other in any_input(), split in any::<u16>()
    ) {
        let (mut first, mut second) = (base.clone(), base.clone());
        for (place, (name, value)) in first.fields_mut().into_iter().enumerate() {
            // A caveat's kind means nothing without its words, so the two go together.
            if split >> (if name == "caveat_kind" { place - 1 } else { place }) & 1 == 1 {
                *value = one.fields()[place].1.to_owned();
            }
        }
        for (place, (name, value)) in second.fields_mut().into_iter().enumerate() {
            if split >> (if name == "caveat_kind" { place - 1 } else { place }) & 1 == 0 {
                *value = other.fields()[place].1.to_owned();
            }
        }
        let after = approve(&base, &approve(&base, &base, &first), &second);
        let before = approve(&base, &approve(&base, &base, &second), &first);
        prop_assert_eq!(&after, &before);
        for name in changed(&base, &first) {
            prop_assert_eq!(value(&after, name), value(&canonical(&first), name));
        }
        for name in changed(&base, &second) {
            prop_assert_eq!(value(&after, name), value(&canonical(&second), name));
        }
    }

    #[test]
    fn a_form_without_a_word_takes_the_proposal_or_asks_to_choose(
        base in any_input(), current in any_input(), proposed in any_input()
    ) {
        let merged = merge(&base, &current, &proposed);
        let clashes = merged.iter().any(|field| field.fate == Fate::Clash);
        match choose(&current, &merged, &form(&[])) {
            Ok(chosen) => {
                prop_assert!(!clashes);
                prop_assert_eq!(canonical(&chosen), resolve(&current, &merged));
            }
            Err(open) => {
                prop_assert!(clashes);
                for name in open {
                    let clash = merged.iter().find(|field| unit_of(field.name) == name);
                    prop_assert_eq!(clash.unwrap().fate, Fate::Clash);
                }
            }
        }
    }

    #[test]
    fn each_field_becomes_what_was_chosen_for_it_and_no_other_moves(
        base in any_input(), current in any_input(), proposed in any_input(), bits in any::<u16>()
    ) {
        let merged = merge(&base, &current, &proposed);
        let refuses = |name: &'static str| {
            let place = merged.iter().position(|field| field.name == unit_of(name)).unwrap();
            bits >> place & 1 == 1
        };
        let choices: Vec<_> = merged
            .iter()
            .filter(|field| unit_of(field.name) == field.name)
            .map(|field| {
                let word = if refuses(field.name) { "refused" } else { "taken" };
                (format!("take.{}", field.name), word)
            })
            .collect();
        let choices: Vec<_> = choices.iter().map(|(name, word)| (name.as_str(), *word)).collect();
        let chosen = choose(&current, &merged, &form(&choices)).unwrap();
        let stands = canonical(&current);
        for field in &merged {
            let now = value(&canonical(&chosen), field.name);
            let expected = if field.fate == Fate::Kept || refuses(field.name) {
                value(&stands, field.name)
            } else {
                field.proposed.clone()
            };
            prop_assert_eq!(now, expected, "{}", field.name);
        }
    }

    #[test]
    fn what_became_of_each_field_is_told_as_it_is(
        base in any_input(), current in any_input(), proposed in any_input()
    ) {
        let merged = merge(&base, &current, &proposed);
        let all = outcomes(&merged, &take_all(&current, &merged));
        prop_assert!(all.values().all(|became| *became == Became::Taken), "{:?}", all);
        let none = outcomes(&merged, &current);
        for field in merged.iter().filter(|field| unit_of(field.name) == field.name) {
            let name = field.name;
            let open = merged
                .iter()
                .any(|field| unit_of(field.name) == name && field.fate != Fate::Kept);
            if field.name != "caveat" && open {
                prop_assert_eq!(none.get(name), Some(&Became::Refused), "{}", name);
            }
        }
    }

    #[test]
    fn approving_twice_is_approving_once(
        base in any_input(), current in any_input(), proposed in any_input()
    ) {
        let once = approve(&base, &current, &proposed);
        prop_assert_eq!(approve(&base, &once, &proposed), once);
    }
}

fn value(input: &EntryInput, name: &str) -> String {
    let fields = input.fields();
    let found = fields.iter().find(|(field, _)| *field == name);
    found.map(|(_, value)| (*value).to_owned()).unwrap()
}

#[test]
fn spelling_is_no_change() {
    let base = EntryInput {
        url: "https://example.org/a".to_owned(),
        description: "One\ntwo".to_owned(),
        licence: "MIT".to_owned(),
        tags: "r, sql".to_owned(),
        ..EntryInput::default()
    };
    let proposed = EntryInput {
        url: " example.org/a ".to_owned(),
        description: "One\r\ntwo  ".to_owned(),
        licence: "mit".to_owned(),
        tags: "r,sql,".to_owned(),
        caveat_kind: "licence".to_owned(),
        ..EntryInput::default()
    };
    assert_eq!(approve(&base, &base, &proposed), base);
    let fates: Vec<_> = merge(&base, &base, &proposed);
    assert!(fates.iter().all(|field| field.fate == Fate::Kept));
}

fn form(sent: &[(&str, &str)]) -> DecisionForm {
    let sent = sent.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
    DecisionForm::new(sent.collect())
}

#[test]
fn a_form_of_a_script_means_its_fields_as_they_are() {
    let base = EntryInput {
        title: "One".to_owned(),
        licence: "MIT".to_owned(),
        ..EntryInput::default()
    };
    let (mut current, mut proposed) = (base.clone(), base.clone());
    current.title = "Two".to_owned();
    proposed.title = "Three".to_owned();
    proposed.licence = "none".to_owned();
    let merged = merge(&base, &current, &proposed);
    let chosen = |sent: &[(&str, &str)]| choose(&current, &merged, &form(sent));
    // Sent is meant, not sent stays as it is.
    let own = chosen(&[("title", "Four")]).unwrap();
    assert_eq!((own.title.as_str(), own.licence.as_str()), ("Four", "MIT"));
    // A choice for one field leaves the other proposals to be taken.
    let taken = chosen(&[("take.title", "taken")]).unwrap();
    assert_eq!(
        (taken.title.as_str(), taken.licence.as_str()),
        ("Three", "none")
    );
    let kept = chosen(&[("take.title", "refused"), ("title", "Five")]).unwrap();
    assert_eq!(
        (kept.title.as_str(), kept.licence.as_str()),
        ("Two", "none")
    );
    // The form on the page says that it chooses, so that a box alone is no choice.
    assert_eq!(
        chosen(&[("each", "1"), ("title", "Three")]),
        Err(vec!["title"])
    );
    assert_eq!(chosen(&[("take.title", "perhaps")]), Err(vec!["title"]));
}
