//! What contributors fill in, and what they get back; and signing in.

use signpost::accounts::first_setup_token;
use signpost::paths;

use super::{Page, send};
use crate::support::awkward::HOSTILE;
use crate::support::running_site::{RunningSite, Who};
use crate::test_site::people::Person;
use crate::test_site::site::TestSite;

/// What fits into a name.
const SHORT: &str = "\"'><script>alert(1)</script>";

/// The decisions that a contributor reads about.
const DECISIONS: [&[(&str, &str)]; 4] = [
    &[
        ("decision", "decline"),
        ("reason", "Off topic"),
        ("message", HOSTILE),
    ],
    &[("decision", "ask"), ("message", HOSTILE)],
    &[("decision", "ask"), ("message", HOSTILE), ("revise", "1")],
    &[("decision", "approve")],
];

/// Every form, with what is wrong with it, and every kind of receipt.
pub fn pages(site: &RunningSite) -> Vec<Page> {
    let at = |path: String| Page::at(Who::Visitor, path);
    let answer = |path: &str, fields, status| Page::answer(Who::Visitor, path, fields, status);
    let wrong = [
        ("url", "javascript:alert(1)"),
        ("title", HOSTILE),
        ("licence", HOSTILE),
    ];
    let known = [
        ("url", "https://github.com/ebmdatalab/openprescribing"),
        ("title", "Prescribing"),
        ("category", "guidance"),
    ];
    let prefilled =
        "/suggest?url=https://example.org/x&title=%22%3E%3Cscript%3Ealert(8)%3C/script%3E";
    let mut pages = vec![
        at(paths::SUGGEST.to_owned()),
        at(prefilled.to_owned()),
        answer(paths::SUGGEST, &wrong, 422),
        answer(paths::SUGGEST, &known, 409),
        at(paths::SUGGEST_CATEGORY.to_owned()),
        answer(paths::SUGGEST_CATEGORY, &[("title", "Guidance")], 409),
        answer(paths::SUGGEST_CATEGORY, &[("note", HOSTILE)], 422),
        at(paths::suggest_edit(1)),
        answer(&paths::suggest_edit(1), &wrong, 422),
        at(paths::report(1)),
        answer(&paths::report(1), &[("note", HOSTILE)], 422),
        at(paths::receipt("0123456789ABCDEFGHJKMNPQRS")).with_status(404),
        at(paths::LOGIN.to_owned()),
        answer(
            paths::LOGIN,
            &[("username", HOSTILE), ("password", "x")],
            422,
        ),
    ];
    site.behind(async |site| {
        for path in receipts(site).await {
            pages.push(at(path));
        }
        let token = first_setup_token(site.db(), site.now()).await.unwrap();
        let token = token.expect("there is no administrator yet");
        pages.push(at(paths::setup(&token)));
        let short = [("token", token.as_str()), ("password", "x")];
        pages.push(Page::answer(Who::Visitor, paths::SETUP, &short, 422));
    });
    pages
}

/// A receipt of everything that can become of a suggestion.
async fn receipts(site: &TestSite) -> Vec<String> {
    let visitor = site.visitor();
    let ada = site.moderator("receipts").await;
    let mut receipts = Vec::new();
    for (number, decision) in DECISIONS.iter().enumerate() {
        receipts.push(suggest(&visitor, number).await);
        decide(site, &ada, decision).await;
    }
    let withdrawn = suggest(&visitor, 7).await;
    send(&visitor, &withdrawn, &[("action", "withdraw")]).await;
    receipts.push(withdrawn);
    let category = [("title", HOSTILE), ("parent", "guidance"), ("name", SHORT)];
    receipts.push(send(&visitor, paths::SUGGEST_CATEGORY, &category).await);
    receipts.push(suggest(&visitor, 8).await);
    let report = [("reason", "other"), ("note", HOSTILE), ("name", SHORT)];
    receipts.push(send(&visitor, &paths::report(2), &report).await);
    let edit = visitor.get(&paths::suggest_edit(2)).await;
    let mut fields = edit.fields("main form.form");
    for (name, value) in &mut fields {
        if name == "description" {
            *value = HOSTILE.to_owned();
        }
    }
    receipts.push(send(&visitor, &paths::suggest_edit(2), &borrowed(&fields)).await);
    receipts
}

async fn suggest(visitor: &Person, number: usize) -> String {
    let url = format!("https://{number}.example.org/");
    // The same words with another link would look like spam.
    let note = format!("{number} {HOSTILE}");
    let fields = [
        ("url", url.as_str()),
        ("title", SHORT),
        ("category", "guidance"),
        ("note", note.as_str()),
        ("name", SHORT),
        ("credit", "1"),
    ];
    send(visitor, paths::SUGGEST, &fields).await
}

/// Decides what was sent last.
async fn decide(site: &TestSite, moderator: &Person, changes: &[(&str, &str)]) {
    let id = site.count("SELECT max(id) FROM suggestions").await;
    let review = moderator.get(&paths::review(id)).await;
    let mut fields = review.fields(".decide form[novalidate]");
    fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    let mut fields = borrowed(&fields);
    fields.extend(changes);
    send(moderator, &paths::decision(id), &fields).await;
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    let pairs = fields.iter();
    pairs
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}
