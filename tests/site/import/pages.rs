//! `/admin/import`: a list is sent, its plan is shown, and somebody says yes.

use crate::support::people::Person;
use crate::support::site::TestSite;

const LIST: &str = "# Things\n\n## Tools\n\n### Small ones\n\n- [A tool](https://a.example/) - Does things.\n\
    - [Again](http://www.a.example)\n- [Mail](mailto:a@b.example)\n";

/// Sends the list, and returns the page with its plan and its address.
async fn staged(
    person: &Person,
    fields: &[(&str, &str)],
) -> (crate::support::reply::Reply, String) {
    let files = [("lists/things.md", LIST.as_bytes())];
    let sent = person.upload("/admin/import", fields, &files).await;
    sent.assert_status(303);
    let address = sent.location().unwrap().to_owned();
    let page = person.get(&address).await;
    page.assert_ok();
    (page, address)
}

async fn agree(
    person: &Person,
    page: &crate::support::reply::Reply,
    address: &str,
) -> crate::support::reply::Reply {
    let seen = page.one("input[name=seen]");
    let seen = seen.attr("value").unwrap();
    person
        .submit(address, &[("action", "apply"), ("seen", seen)])
        .await
}

#[tokio::test]
async fn a_list_is_previewed_imported_undone_and_not_imported_twice() {
    let site = TestSite::empty().await;
    let grace = site.administrator("grace").await;
    let form = grace.get("/admin/import").await;
    form.assert_ok();
    form.one("input[type=file][name=file]");
    let (plan, address) = staged(&grace, &[("to", "directory"), ("new_category", "Found")]).await;
    let text = plan.text();
    for words in [
        "things.md",
        "New entries",
        "Found",
        "Small ones",
        "line 8",
        "stands further up",
        "a@b.example",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(site.count("SELECT count(*) FROM entries").await, 0);
    let done = agree(&grace, &plan, &address).await;
    done.assert_redirect(&format!("{address}?done=imported"));
    let result = grace.follow(done).await;
    assert!(result.text().contains("Imported."), "{}", result.text());
    let shown = site
        .visitor()
        .get("/categories/found/tools/small-ones")
        .await;
    assert!(shown.text().contains("A tool"), "{}", shown.text());
    assert_eq!(site.count("SELECT count(*) FROM import_files").await, 0);
    let history = grace.get("/admin/history").await.text();
    assert!(
        history.contains("Import of things.md") && history.contains("grace"),
        "{history}"
    );

    // The button pressed twice does it once.
    let again = agree(&grace, &plan, &address).await;
    again.assert_redirect(&address);
    assert_eq!(site.count("SELECT count(*) FROM entries").await, 1);
    let (twice, _) = staged(&grace, &[("new_category", "Found")]).await;
    assert!(
        twice.text().contains("nothing to change"),
        "{}",
        twice.text()
    );

    let undo = result.one("main form[action$='/revert']");
    let undone = grace
        .submit(undo.attr("action").unwrap(), &[("back", &*address)])
        .await;
    undone.assert_status(303);
    let page = grace.get(&address).await;
    assert!(page.text().contains("It was undone"), "{}", page.text());
    let gone = site.visitor().get("/categories/found").await;
    assert_ne!(gone.status(), 200);
    assert!(
        grace
            .get("/admin/import")
            .await
            .text()
            .contains("things.md")
    );
}

#[tokio::test]
async fn a_plan_that_no_longer_holds_is_shown_again_first() {
    let site = TestSite::empty().await;
    let grace = site.administrator("grace").await;
    let (first, one) = staged(&grace, &[]).await;
    let (second, other) = staged(&grace, &[]).await;
    agree(&grace, &first, &one).await.assert_status(303);
    let told = agree(&grace, &second, &other).await;
    told.assert_status(409);
    assert!(told.text().contains("changed since"), "{}", told.text());
    assert_eq!(site.count("SELECT count(*) FROM entries").await, 1);
    let given_up = grace.submit(&other, &[("action", "give-up")]).await;
    given_up.assert_redirect("/admin/import?done=given-up");
    grace.get(&other).await.assert_status(404);
}

#[tokio::test]
async fn what_is_pasted_may_go_to_the_queue_and_a_table_shows_its_columns() {
    let site = TestSite::empty().await;
    let grace = site.administrator("grace").await;
    let table = "Name,Link,Wrong\nA tool,https://a.example/,x\nAnother,https://b.example/,y\n";
    let fields = [("text", table), ("format", "csv"), ("to", "queue")];
    let sent = grace.upload("/admin/import", &fields, &[]).await;
    sent.assert_status(303);
    let address = sent.location().unwrap().to_owned();
    let plan = grace.follow(sent).await;
    assert!(
        plan.texts("th[scope=row]").contains(&"Wrong".to_owned()),
        "{}",
        plan.text()
    );
    agree(&grace, &plan, &address).await.assert_status(303);
    let queue = grace.get("/admin").await.text();
    assert!(
        queue.contains("Pasted list, line 2") && queue.contains("Another"),
        "{queue}"
    );
    assert_eq!(site.count("SELECT count(*) FROM entries").await, 0);
}

#[tokio::test]
async fn what_is_no_list_or_too_much_is_refused_in_plain_words() {
    let site = TestSite::empty().await;
    let grace = site.administrator("grace").await;
    let before = site.dump().await;
    let nothing = grace.upload("/admin/import", &[("text", " ")], &[]).await;
    nothing.assert_status(422);
    assert!(nothing.one(".errors").text.contains("Choose a file"));
    let words = [("text", "no link here"), ("new_category", "Kept")];
    let empty = grace.upload("/admin/import", &words, &[]).await;
    empty.assert_status(422);
    assert_eq!(empty.one("#new_category").attr("value"), Some("Kept"));
    assert_eq!(empty.one("#text").text, "no link here");
    let zip = grace
        .upload("/admin/import", &[], &[("a.md", b"PK\x03\x04\x14\0\0\0")])
        .await;
    zip.assert_status(422);
    assert!(
        zip.one("#file-error").text.contains("a.md"),
        "{}",
        zip.text()
    );
    let long = vec![b'x'; 8 * 1_024 * 1_024 + 1];
    let long = grace.upload("/admin/import", &[], &[("a.md", &long)]).await;
    long.assert_status(413);
    assert!(
        long.one(".errors").text.contains("8 MiB"),
        "{}",
        long.text()
    );
    let many: String = (0..20_001)
        .map(|n| format!("https://{n}.example/\n"))
        .collect();
    let many = grace
        .upload("/admin/import", &[], &[("a.md", many.as_bytes())])
        .await;
    many.assert_status(422);
    grace
        .submit("/admin/import", &[("text", LIST)])
        .await
        .assert_status(400);
    assert_eq!(site.dump().await, before);
    let ada = site.moderator("ada").await;
    let refused = ada.upload("/admin/import", &[("text", LIST)], &[]).await;
    refused.assert_status(403);
}

#[tokio::test]
async fn what_nobody_agrees_to_is_gone_after_a_day() {
    let site = TestSite::empty().await;
    let grace = site.administrator("grace").await;
    staged(&grace, &[]).await;
    let waiting = async || site.count("SELECT count(*) FROM imports").await;
    site.clock().advance(23 * 3_600_000);
    signpost::operations::upkeep::run_once(site.app())
        .await
        .unwrap();
    assert_eq!(waiting().await, 1);
    site.clock().advance(2 * 3_600_000);
    signpost::operations::upkeep::run_once(site.app())
        .await
        .unwrap();
    assert_eq!(waiting().await, 0);
    assert_eq!(site.count("SELECT count(*) FROM import_files").await, 0);
}
