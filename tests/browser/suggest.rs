//! A contributor suggests a link.

use crate::support::{Browser, RunningSite, Tab};

/// What was copied arrives where it is pasted.
fn copied(tab: &Tab) -> String {
    tab.open("/search");
    tab.tab_to("searchbox", "Search this directory");
    tab.paste();
    tab.value("q")
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn mistakes_are_heard_first_and_nothing_typed_is_lost() {
    let site = RunningSite::start();
    let browser = Browser::start();
    let tab = browser.visitor(&site);
    tab.open("/");
    tab.follow_link("Suggest a link");
    tab.fill("Link", "javascript:alert(1)");
    tab.fill("What is it, and why", "Plans beds on a ward.");
    tab.press_button("Send suggestion");
    assert_eq!(tab.status(), 422);
    assert!(tab.title().starts_with("Error: Suggest a link"));
    let (role, name) = tab.focused();
    assert_eq!(
        [&*role, &*name],
        ["alert", "Three things need your attention"]
    );
    let problems = tab.texts(".errors a");
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert_eq!(tab.value("url"), "javascript:alert(1)");
    assert_eq!(tab.value("description"), "Plans beds on a ward.");

    // Each line of the summary leads to its field, which says the same.
    tab.tab_to("link", &problems[0]);
    tab.press("Enter");
    assert_eq!(tab.path(), "/suggest#url");
    tab.press("Shift+Tab");
    tab.fill("Link", "planner.example.org/wards");
    tab.fill("Title", "Ward planner");
    tab.tab_to("combobox", "Where should it go?");
    tab.arrow_to("Guidance");
    tab.press_button("Send suggestion");
    assert_eq!(tab.status(), 200);
    assert_eq!(tab.heading(), "Thank you. It’s in the queue.");
    assert_eq!(tab.texts("h1 ~ .lede strong"), ["Ward planner"]);
    assert!(
        tab.main_text()
            .contains("https://planner.example.org/wards")
    );
    assert!(tab.main_text().contains("Plans beds on a ward."));
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn the_receipts_link_is_copied_with_one_key() {
    let site = RunningSite::start();
    let browser = Browser::start();
    let tab = browser.visitor(&site);
    tab.allow_copying();
    tab.suggest("https://planner.example.org/", "Ward planner");
    let receipt = tab.links("#track").concat();
    assert_eq!(tab.path(), receipt);
    tab.tab_to("button", "Copy link");
    tab.press("Space");
    tab.wait_for("[role=status]", "Copied");
    assert_eq!(copied(&tab), format!("{}{receipt}", tab.origin()));
    assert_eq!(tab.open(&receipt), 200);
    assert_eq!(tab.heading(), "Thank you. It’s in the queue.");
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn characters_left_are_counted_as_they_are_typed() {
    let site = RunningSite::start();
    let browser = Browser::start();
    let tab = browser.visitor(&site);
    tab.open("/suggest");
    tab.fill("What is it, and why", "twelve chars");
    tab.wait_for("#description + .hint", "3988 characters left");
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn a_known_link_is_shown_and_can_be_sent_all_the_same() {
    let site = RunningSite::start();
    let browser = Browser::start();
    let tab = browser.visitor(&site);
    tab.open("/suggest");
    tab.fill("Link", "http://www.github.com/ebmdatalab/openprescribing/");
    tab.fill("Title", "OpenPrescribing for wards");
    tab.tab_to("combobox", "Where should it go?");
    tab.arrow_to("Guidance");
    tab.press_button("Send suggestion");
    assert_eq!(tab.status(), 409);
    assert_eq!(tab.texts(".notice--warn h3"), ["Already in the list"]);
    assert_eq!(tab.value("title"), "OpenPrescribing for wards");
    tab.tab_to("checkbox", "Mine is different, send it anyway");
    tab.press("Space");
    tab.press_button("Send suggestion");
    assert_eq!(tab.heading(), "Thank you. It’s in the queue.");
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn while_a_great_deal_comes_in_the_browser_works_in_the_background() {
    let site = RunningSite::with_limits("total_hour=1/h");
    site.behind(async |site| {
        site.visitor().suggest(site, &[]).await;
    });
    let browser = Browser::start();
    let tab = browser.visitor(&site);
    tab.open("/suggest");
    tab.fill("Link", "https://beds.example.org/");
    tab.fill("Title", "Bed planner");
    tab.tab_to("combobox", "Where should it go?");
    tab.arrow_to("Guidance");
    let solved = "(async () => {
        const work = document.querySelector('[name=work]');
        while (!work.value) await new Promise((again) => setTimeout(again, 20));
        return work.value;
    })()";
    assert!(
        tab.evaluate(solved)
            .as_str()
            .unwrap()
            .parse::<u64>()
            .is_ok()
    );
    tab.press_button("Send suggestion");
    assert_eq!(tab.status(), 200);
    assert_eq!(tab.heading(), "Thank you. It’s in the queue.");
}
