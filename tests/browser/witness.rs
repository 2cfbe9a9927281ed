//! The journeys trust a witness, so the witness is tried.

use serde_json::json;

use crate::support::{Browser, RunningSite, axe_core};

/// Tries the witness with a page that does this.
fn complains(deed: &str, expected: &str) {
    let site = RunningSite::start();
    let browser = Browser::start();
    let tab = browser.visitor(&site);
    assert_eq!(tab.open("/nothing-here"), 404);
    assert_eq!(tab.complaints(), [""; 0]);
    tab.evaluate(deed);
    let found = tab.leave().join("\n");
    assert!(found.contains(expected), "{found}");
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn what_breaks_the_policy_is_seen() {
    complains(
        "document.body.setAttribute('onclick', 'alert(1)'); document.body.click()",
        "the policy was broken",
    );
    complains(
        "new Promise((done) => {
            const picture = new Image();
            picture.onerror = done;
            picture.src = 'http://127.0.0.2/';
        })",
        "the policy was broken",
    );
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn what_asks_elsewhere_is_seen() {
    let site = RunningSite::start();
    let browser = Browser::start();
    let tab = browser.visitor(&site);
    tab.ask("Page.navigate", json!({ "url": "http://127.0.0.2:9/" }));
    assert_eq!(tab.leave(), ["asked elsewhere: http://127.0.0.2:9/"]);
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn dialogs_and_complaints_are_seen() {
    complains("alert('here')", "a dialog opened: here");
    complains("console.error('broken')", "the console was told");
    complains(
        "new Promise((done) => { setTimeout(done, 50); setTimeout(() => gone(), 0) })",
        "an uncaught exception",
    );
    complains(
        "new Promise((done) => {
            const picture = new Image();
            picture.onerror = done;
            picture.src = '/no-picture';
        })",
        "logged: Failed to load",
    );
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn what_stands_in_the_way_is_seen() {
    let site = RunningSite::start();
    let browser = Browser::start();
    let tab = browser.visitor(&site);
    tab.open("/");
    assert_eq!(tab.too_wide(), [""; 0]);
    assert_eq!(tab.cut_off(), [""; 0]);
    assert_eq!(tab.dead_controls(), [""; 0]);
    tab.evaluate(
        "document.querySelector('main').prepend(
            Object.assign(document.createElement('button'), { type: 'button' }))",
    );
    let found = tab.axe_violations(&axe_core());
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found.iter().all(|one| one.contains("button-name")));
    assert_eq!(tab.dead_controls().len(), 1);
    tab.evaluate("document.querySelector('h1').style.width = '2000px'");
    assert_eq!(tab.too_wide().len(), 1);
    tab.evaluate(
        "Object.assign(document.querySelector('h1').style,
            { width: '5em', height: '1em', overflow: 'hidden' })",
    );
    assert_eq!(tab.cut_off().len(), 1);
    tab.evaluate("for (const part of document.querySelectorAll('a')) part.style.outline = 'none'");
    assert!(!tab.unseen_focus().is_empty());
}
