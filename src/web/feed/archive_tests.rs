use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::Place;
use super::*;

/// What a server answers for a document of a feed of these numbers.
fn document(all: &BTreeSet<i64>, before: Option<i64>) -> (Vec<i64>, Place) {
    let below = |number: &&i64| before.is_none_or(|before| **number < before);
    let falling = all.iter().rev().filter(below).copied();
    let most = |stretch: Stretch| usize::try_from(stretch.length()).unwrap();
    let falling: Vec<_> = falling.take(most(Stretch::Before(before))).collect();
    let newer = before.and_then(|before| {
        let rising = all.range(before..).copied();
        newer(&rising.take(most(Stretch::From(before))).collect::<Vec<_>>())
    });
    let cut = cut(&falling, before);
    let place = Place {
        before,
        older: cut.older,
        newer,
    };
    (falling[..cut.length].to_vec(), place)
}

/// Walks from the current document to the oldest, while `meanwhile` happens after each.
fn walk(all: &mut BTreeSet<i64>, mut meanwhile: impl FnMut(&mut BTreeSet<i64>)) -> Vec<i64> {
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let (items, place) = document(all, before);
        seen.extend(items);
        meanwhile(all);
        match place.older {
            Some(older) => before = Some(older),
            None => return seen,
        }
    }
}

#[test]
fn the_current_document_has_all_of_a_short_feed() {
    let all: BTreeSet<i64> = (1..=50).collect();
    let (items, place) = document(&all, None);
    assert_eq!(items, (1..=50).rev().collect::<Vec<_>>());
    assert_eq!(place, Place::default());
    assert_eq!(document(&BTreeSet::new(), None), (vec![], Place::default()));
}

#[test]
fn documents_have_about_the_same_length_whichever_numbers_are_chosen() {
    for step in [1, 2, 7, 10, 50, 64, 1_000] {
        let all: BTreeSet<i64> = (1..=5_000).map(|number| number * step).collect();
        let mut before = None;
        loop {
            let (items, place) = document(&all, before);
            assert!(items.len() <= 200, "{} of every {step}th", items.len());
            match place.older {
                Some(older) => before = Some(older),
                None => break,
            }
        }
    }
}

#[test]
fn archives_stay_as_they_are_when_something_is_published() {
    let mut all: BTreeSet<i64> = (1..=1_000).collect();
    let mut older = document(&all, None).1.older;
    let mut archives = Vec::new();
    while let Some(before) = older {
        let (items, place) = document(&all, Some(before));
        archives.push((before, items, place.older));
        older = place.older;
    }
    assert!(archives.len() > 10);
    all.extend(1_001..=3_000);
    for (before, items, older) in archives {
        let (now, place) = document(&all, Some(before));
        assert_eq!((now, place.older), (items, older));
    }
}

#[test]
fn the_way_forward_is_the_way_back() {
    let all: BTreeSet<i64> = (1..=1_000).map(|number| number * 3).collect();
    let mut place = document(&all, None).1;
    while let Some(older) = place.older {
        let this = place.before;
        place = document(&all, Some(older)).1;
        assert_eq!(place.newer, this);
    }
}

proptest! {
    #[test]
    fn a_walk_meets_every_item_once_while_others_come_and_go(
        begins in prop::collection::btree_set(1_i64..20_000, 0..1_500),
        goes in prop::collection::vec(any::<prop::sample::Index>(), 0..40),
    ) {
        let mut all = begins.clone();
        let (mut next, mut going) = (20_000, goes.into_iter());
        let mut gone = BTreeSet::new();
        let seen = walk(&mut all, |all| {
            all.extend(next..next + 60);
            next += 60;
            if let Some(index) = going.next() && !begins.is_empty() {
                let number = *index.get(&begins.iter().copied().collect::<Vec<_>>());
                all.remove(&number);
                gone.insert(number);
            }
        });
        let unique: BTreeSet<i64> = seen.iter().copied().collect();
        prop_assert_eq!(unique.len(), seen.len(), "nothing is met twice");
        prop_assert!(seen.is_sorted_by(|one, other| one > other), "the newest come first");
        for number in begins.difference(&gone) {
            prop_assert!(unique.contains(number), "{} is met", number);
        }
    }
}
