//! From a suggestion to the public page, with and without scripts, by keyboard.

use signpost::suggestions::ReportReason;

use crate::support::{Browser, RunningSite, Tab, Who};
use crate::test_site::suggestions::{called, report, suggest, suggest_edit};

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
    tab.tab_to("button", "Keyboard shortcuts");
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

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn keys_know_the_way_around_and_tell_what_they_do() {
    let site = RunningSite::start();
    let sent = site.behind(async |site| {
        report(site, 1, ReportReason::Dead).await;
        suggest_edit(site, 1, |fields| fields.licence = "MIT".to_owned()).await;
        suggest(site, called("Bed planner")).await
    });
    let browser = Browser::start();
    let tab = browser.visitor(&site);
    site.sign_in(&tab, Who::Moderator);
    tab.open("/admin");
    // Each decision of an item is a stop of its own.
    tab.press("j");
    let (role, first) = tab.focused();
    assert_eq!(role, "link");
    assert!(first.starts_with("The link doesn’t work"), "{first}");
    tab.press("j");
    assert!(tab.focused().1.starts_with("Licence changed"));
    tab.press("?");
    assert_eq!(tab.texts("dialog[open] h2"), ["Keyboard shortcuts"]);
    tab.press("j");
    tab.press("Escape");
    assert!(tab.texts("dialog[open]").is_empty());
    assert!(tab.focused().1.starts_with("Licence changed"));
    tab.press("c");
    assert_eq!(tab.focused().1, "I’m looking at these");
    assert_eq!(tab.texts("[data-picked]"), ["1 selected:"]);
    tab.follow(|| tab.press("o"));
    assert_eq!(tab.heading(), "Making source code open and reusable");
    tab.press("a");
    assert_eq!(tab.focused().1, "Approve");
    tab.press("c");
    assert_eq!(tab.focused().1, "I’m looking at this");
    tab.follow(|| tab.press("n"));
    assert_eq!(tab.path(), sent.page);
    tab.follow(|| tab.press("p"));
    assert_eq!(tab.heading(), "Making source code open and reusable");
    // Nothing was decided or claimed on the way.
    tab.open("/admin?status=decided");
    assert_eq!(tab.texts(".queue li").len(), 0);
    tab.open("/admin?mine=1");
    assert_eq!(tab.texts(".queue li").len(), 0);
    tab.open("/admin");
    tab.tab_to("button", "Turn shortcuts off");
    tab.press("Enter");
    tab.open(&sent.page);
    tab.press("a");
    assert_ne!(tab.focused().1, "Approve");
}
