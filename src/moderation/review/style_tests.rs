use super::tests::{facts, read};
use super::*;
use crate::directory::entry_input::EntryInput;

#[test]
fn style_is_remarked_on_and_a_link_that_is_none_is_left_alone() {
    let mut facts = facts("not a link");
    facts.entry.title = "BUY CHEAP FORMS.".to_owned();
    facts.entry.description =
        "World-leading! See https://a.example and http://b.example".to_owned();
    facts.entry.licence = "none".to_owned();
    let read = read(&facts);
    assert_eq!(read[0], "They looked and found no licence: ");
    assert_eq!(
        read[1],
        "The words could be better: The title is in capitals. The title ends with a full stop. \
         It has exclamation marks. “world-leading” is sales talk. The description has 2 links in it."
    );
    assert_eq!(read.len(), 2);
    facts.entry = EntryInput {
        title: "x".repeat(91),
        ..EntryInput::default()
    };
    let read = self::read(&facts);
    assert_eq!(read[0], "The licence is not stated: ");
    assert_eq!(
        read[1],
        "The words could be better: The title is long: 91 characters. There is no description."
    );
}

#[test]
fn a_link_that_is_not_what_it_seems_is_said() {
    let titles = |url: &str| {
        let findings = findings(&facts(url));
        findings
            .into_iter()
            .filter(|found| matches!(found.tone, Tone::Bad | Tone::Look))
            .map(|found| found.title)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        titles("https://bit.ly/3xYz"),
        ["The link is a shortened one"]
    );
    assert_eq!(
        titles("https://www.tinyurl.com/a"),
        ["The link is a shortened one"]
    );
    for asks in [
        "https://login.wards.example/",
        "https://wards.example/app/login",
        "https://wards.example/Sign-In/?next=/",
        "https://wards.example/wp-login.php#x",
    ] {
        assert_eq!(
            titles(asks),
            ["The link may lead to a sign-in page"],
            "{asks}"
        );
    }
    for fine in [
        "https://wards.example/logins-explained",
        "https://wards.example/login/how-it-works",
        "https://t.company.example/",
    ] {
        assert!(titles(fine).is_empty(), "{fine}");
    }
    let mut facts = facts("https://wards.examp1e/list");
    facts.host.looks_like = Some("wards.example".to_owned());
    let found = &findings(&facts)[1];
    assert_eq!(found.title, "The host can be taken for wards.example");
    assert_eq!(found.tone, Tone::Bad);
}

#[test]
fn a_description_has_to_say_something() {
    let mut facts = facts("https://wards.example/list");
    let mut said = |title: &str, description: &str| {
        facts.entry.title = title.to_owned();
        facts.entry.description = description.to_owned();
        read(&facts).pop().unwrap_or_default()
    };
    for (title, description, remark) in [
        (
            "Ward round list",
            "A list for the ward round.",
            "The description only repeats the title.",
        ),
        (
            "Ward round list",
            "Handy.",
            "The description is very short: 6 characters.",
        ),
        (
            "WR",
            "A task list that two wards use.",
            "The title is very short.",
        ),
    ] {
        let words = said(title, description);
        assert_eq!(words, format!("The words could be better: {remark}"));
    }
    let fine = said("Ward rounds…", "A task list that two wards use.");
    assert_eq!(fine, "Length and style look right: ");
}

#[test]
fn who_sent_good_ones_before_is_told_apart() {
    let mut facts = facts("https://wards.example/list");
    for (added, declined, spam, said, tone) in [
        (
            1,
            0,
            0,
            "1 suggestion of theirs came before: 1 went in",
            Tone::Fine,
        ),
        (
            3,
            2,
            0,
            "5 suggestions of theirs came before: 3 went in, 2 declined",
            Tone::Fine,
        ),
        (
            0,
            1,
            0,
            "1 suggestion of theirs came before: 1 declined",
            Tone::Look,
        ),
        (
            1,
            0,
            1,
            "2 suggestions of theirs came before: 1 went in, 1 marked as spam",
            Tone::Bad,
        ),
    ] {
        facts.sender = SenderRecord {
            added,
            declined,
            spam,
        };
        assert_eq!(read(&facts).last().map(String::as_str), Some(said));
        assert_eq!(findings(&facts).last().map(|found| found.tone), Some(tone));
    }
}
