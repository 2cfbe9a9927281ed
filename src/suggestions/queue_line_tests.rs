use super::*;

fn queued(id: i64, subject: &str, kind: SuggestionKind) -> QueueRef {
    QueueRef {
        id,
        subject: subject.to_owned(),
        kind,
        created_at: id,
        claim: None,
        user_id: None,
    }
}

/// Two reports and an edit on entry 1, around a new link; two suggestions of that link.
fn line() -> Vec<QueueRef> {
    use SuggestionKind::{Edit, Entry, Report};
    vec![
        queued(1, "entry 1", Report),
        queued(2, "link a", Entry),
        queued(3, "entry 1", Edit),
        queued(4, "entry 1", Report),
        queued(5, "link a", Entry),
        queued(6, "entry 2", Report),
    ]
}

fn ids(line: &QueueLine) -> Vec<Vec<Vec<i64>>> {
    let unit = |unit: &QueueUnit| unit.0.iter().map(|one| one.id).collect();
    let items = line.0.iter();
    items
        .map(|item| item.0.iter().map(unit).collect())
        .collect()
}

const ADA: Onlooker = Onlooker {
    user_id: 9,
    now: 100,
    decides_own: false,
};

#[test]
fn what_is_about_one_thing_stands_together_where_its_first_stands() {
    let line = QueueLine::grouped(line());
    assert_eq!(
        ids(&line),
        [
            vec![vec![1, 4], vec![3]],
            vec![vec![2], vec![5]],
            vec![vec![6]]
        ]
    );
    assert_eq!(line.place(4), Some((1, 5)));
    assert_eq!(line.place(6), Some((5, 5)));
    assert_eq!(line.place(7), None);
}

#[test]
fn the_way_along_the_line_passes_over_others_and_ones_own() {
    let mut refs = line();
    refs[0].user_id = Some(9);
    refs[4].user_id = Some(9);
    refs[2].claim = Some(Claim {
        user_id: 8,
        until: 101,
    });
    refs[1].claim = Some(Claim {
        user_id: 8,
        until: 100,
    });
    let line = QueueLine::grouped(refs);
    // Of the two reports one is her own; the edit is being looked at; a claim on 2 has lapsed.
    assert_eq!(line.before(3, ADA), Some(4));
    assert_eq!(line.after(4, ADA), Some(2));
    assert_eq!(line.after(2, ADA), Some(6));
    assert_eq!(line.after(6, ADA), None);
    assert_eq!(line.before(1, ADA), None);
    assert_eq!(line.after(7, ADA), Some(4));
    let sole = Onlooker {
        decides_own: true,
        ..ADA
    };
    assert_eq!(line.after(2, sole), Some(5));
}

#[test]
fn what_is_over_stands_for_itself() {
    let apart = QueueLine::apart(line());
    assert_eq!(ids(&apart).len(), 6);
    assert_eq!(apart.place(5), Some((5, 6)));
}
