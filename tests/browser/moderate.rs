//! From a suggestion to the public page, with and without scripts, by keyboard.

use crate::support::{Browser, RunningSite, Tab, Who};

const NAME: &str = "ada";
const PASSWORD: &str = "a lantern for the night shift";

fn sign_in(tab: &Tab) {
    assert_eq!(tab.open("/admin"), 200);
    assert_eq!(tab.path(), "/login?next=%2Fadmin");
    tab.fill("User name", NAME);
    tab.fill("Password", PASSWORD);
    tab.press_button("Sign in");
    assert_eq!(tab.path(), "/admin");
    assert_eq!(tab.heading(), "Queue");
}

/// One person suggests, another decides, and everybody sees it.
fn from_suggestion_to_page(prepare: impl Fn(&Tab)) {
    let site = RunningSite::start();
    site.add_moderator(NAME, PASSWORD);
    let browser = Browser::start();
    let (visitor, moderator) = (browser.visitor(&site), browser.visitor(&site));
    prepare(&visitor);
    prepare(&moderator);

    visitor.suggest("https://planner.example.org/", "Ward planner");
    let receipt = visitor.path();
    visitor.open("/recent");
    assert!(!visitor.main_text().contains("Ward planner"));

    sign_in(&moderator);
    moderator.follow_link("Ward planner");
    assert_eq!(moderator.heading(), "Ward planner");
    moderator.choose("Approve");
    moderator.press_button("Save and go to next");
    assert_eq!(moderator.status(), 200);
    let done = moderator.texts(".notice--ok").concat();
    assert!(
        done.starts_with("Ward planner is in the directory."),
        "{done}"
    );

    visitor.open("/categories/guidance");
    assert!(visitor.main_text().contains("Ward planner"));
    visitor.open(&receipt);
    assert_eq!(visitor.heading(), "Added to the directory");

    moderator.tab_to("button", "Sign out");
    moderator.enter();
    moderator.open("/admin");
    assert_eq!(moderator.heading(), "Sign in to moderate");
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn an_approved_link_is_public_at_once() {
    from_suggestion_to_page(|_| ());
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn all_of_it_works_without_scripts() {
    from_suggestion_to_page(Tab::turn_scripts_off);
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn keys_move_through_the_queue_and_never_decide() {
    let site = RunningSite::start();
    let browser = Browser::start();
    let visitor = browser.visitor(&site);
    visitor.suggest("https://one.example.org/", "First");
    visitor.suggest("https://two.example.org/", "Second");
    let tab = browser.visitor(&site);
    site.sign_in(&tab, Who::Moderator);
    tab.open("/admin");
    tab.press("j");
    tab.press("j");
    assert_eq!(tab.focused().1, "Second");
    tab.press("x");
    assert_eq!(tab.texts("[data-picked]"), ["1 selected:"]);
    tab.press("k");
    assert_eq!(tab.focused().1, "First");
    // In the search field they are letters again.
    tab.press("/");
    tab.press("j");
    assert_eq!(tab.value("q"), "j");
    tab.tab_to("button", "Turn shortcuts off");
    tab.press("Enter");
    tab.press("j");
    assert_eq!(tab.focused().1, "Turn shortcuts on");
    tab.press("Enter");
    tab.press("k");
    tab.enter();
    assert_eq!(tab.heading(), "First");
    tab.press("d");
    assert_eq!(tab.focused().1, "Decline");
    assert_eq!(
        tab.evaluate("document.querySelectorAll('main :checked[type=radio]').length"),
        0
    );
    tab.press("Space");
    tab.tab_to("combobox", "Reason");
    tab.arrow_to("Off topic");
    let message = tab.value("message");
    assert!(message.starts_with("This list is about"), "{message}");
}
