use proptest::prelude::*;

use super::*;

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
