//! A visitor finds the way about, with the keyboard alone.

use crate::support::{Browser, HOSTILE, RunningSite};

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn from_the_home_page_to_an_entry_and_back_by_keyboard() {
    let site = RunningSite::start();
    let browser = Browser::start();
    let tab = browser.visitor(&site);
    assert_eq!(tab.open("/"), 200);
    assert_eq!(tab.heading(), "Open source in health and social care");
    tab.follow_link("Guidance");
    assert_eq!(tab.path(), "/categories/guidance");
    assert_eq!(tab.heading(), "Guidance");
    tab.follow_link("Details: The benefits of coding in the open");
    assert_eq!(tab.heading(), "The benefits of coding in the open");
    assert!(tab.path().ends_with("-the-benefits-of-coding-in-the-open"));
    tab.follow_link("Guidance");
    assert_eq!(tab.heading(), "Guidance");
    tab.go_back();
    assert_eq!(tab.heading(), "The benefits of coding in the open");
    tab.follow_link("Home");
    assert_eq!(tab.path(), "/");
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn the_first_stop_skips_to_the_content() {
    let site = RunningSite::start();
    let browser = Browser::start();
    let tab = browser.visitor(&site);
    tab.open("/categories/policy");
    tab.press("Tab");
    let skip = ("link".to_owned(), "Skip to main content".to_owned());
    assert_eq!(tab.focused(), skip);
    tab.press("Enter");
    tab.press("Tab");
    assert_eq!(
        tab.evaluate("!!document.activeElement.closest('main')"),
        true
    );
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn searching_needs_no_mouse() {
    let site = RunningSite::start();
    let browser = Browser::start();
    let tab = browser.visitor(&site);
    tab.open("/");
    tab.tab_to("searchbox", "Search this directory");
    tab.write("prescribing");
    tab.enter();
    assert_eq!(tab.heading(), "1 link for “prescribing”");
    assert_eq!(tab.texts(".entry__title bdi"), ["OpenPrescribing"]);
    tab.tab_to("searchbox", "Search this directory");
    tab.write("python");
    tab.enter();
    assert_eq!(tab.heading(), "3 links for “python”");
    tab.follow_link("By title");
    let titles = [
        "Digital growth charts server",
        "pxtextmineR",
        "Skunkworks bed allocation",
    ];
    assert_eq!(tab.texts(".entry__title bdi"), titles);
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn a_list_is_narrowed_by_keyboard() {
    let site = RunningSite::start();
    let browser = Browser::start();
    let tab = browser.visitor(&site);
    tab.open("/categories/awesome-repos");
    tab.tab_to("combobox", "Tag");
    tab.arrow_to("python");
    tab.press_button("Apply");
    assert_eq!(
        tab.texts("[role=status]"),
        ["2 of 7, filtered Clear the filters"]
    );
    tab.follow_link("Clear the filters");
    assert_eq!(tab.path(), "/categories/awesome-repos");
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn words_that_want_to_run_are_only_shown() {
    let site = RunningSite::start();
    let awkward = site.add_awkward();
    let browser = Browser::start();
    let tab = browser.visitor(&site);
    tab.open(&format!("/entries/{}", awkward.entry));
    let whole = HOSTILE.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(tab.heading().starts_with(&whole), "{}", tab.heading());
    for path in [
        "/",
        "/categories/long/awkward",
        "/recent",
        "/search?q=script",
        "/tags",
    ] {
        assert_eq!(tab.open(path), 200);
        let strangers = "[onerror], [onload], main script, a[href^='javascript:']";
        assert_eq!(tab.texts(strangers), [""; 0]);
    }
}
