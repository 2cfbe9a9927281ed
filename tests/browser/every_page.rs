//! What holds on every page, for everybody.

use crate::support::{Browser, Pages, Tab, axe_core};

/// Opens every page in a new browser window and collects what is found there.
fn on_every_page(look: impl Fn(&Tab) -> Vec<String>) {
    let pages = Pages::prepare();
    let browser = Browser::start();
    let mut found = Vec::new();
    for page in pages.all() {
        let tab = pages.open(&browser, page);
        found.extend(look(&tab));
        let complaints = tab.leave().into_iter();
        found.extend(complaints.map(|one| format!("{}: {one}", page.path)));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn axe_finds_nothing() {
    let axe_core = axe_core();
    on_every_page(|tab| tab.axe_violations(&axe_core));
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn nothing_scrolls_sideways_on_a_small_screen() {
    on_every_page(|tab| {
        tab.set_width(320);
        tab.too_wide()
    });
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn text_of_twice_the_size_stays_whole() {
    on_every_page(|tab| {
        tab.set_large_text();
        let mut found = tab.too_wide();
        found.extend(tab.cut_off());
        found
    });
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn nothing_moves_while_a_page_loads() {
    let pages = Pages::prepare();
    let browser = Browser::start();
    for page in pages.all() {
        let tab = pages.window(&browser, page);
        tab.set_slow_line();
        pages.show(&tab, page);
        let shift = tab.layout_shift();
        assert!(shift < 0.01, "{} moved by {shift}", page.path);
    }
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn the_focus_can_always_be_seen() {
    on_every_page(|tab| {
        // Or else the page still glides towards it.
        tab.set_colours("dark");
        tab.unseen_focus()
    });
}

#[test]
#[ignore = "needs Chromium: run by .ci/run"]
fn without_scripts_no_control_is_dead() {
    let pages = Pages::prepare();
    let browser = Browser::start();
    for page in pages.all() {
        let tab = pages.window(&browser, page);
        tab.turn_scripts_off();
        pages.show(&tab, page);
        assert_eq!(tab.dead_controls(), [""; 0]);
        assert_eq!(tab.texts("main").len(), 1, "{}", page.path);
    }
}
