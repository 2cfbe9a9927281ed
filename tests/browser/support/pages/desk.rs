//! What moderators and administrators work with.

use signpost::directory::entry_input::EntryInput;
use signpost::paths;
use signpost::suggestions::ReportReason;
use signpost::transfer::import::{
    Asked, Counts, Problem, ProblemKind, Report, close_import, insert_import,
};
use signpost::transfer::read::SourceFile;

use super::Page;
use crate::support::awkward::{Awkward, HOSTILE, LONG};
use crate::support::running_site::{RunningSite, Who};
use crate::test_site::suggestions::{Sent, report, suggest, suggest_category, suggest_edit};

/// What waits in the queue.
struct Waiting {
    entry: Sent,
    edit: Sent,
    report: Sent,
    category: Sent,
    /// An edit of what somebody changed since.
    clash: Sent,
}

/// Every page behind the sign-in, with what is wrong with its forms.
pub fn pages(site: &RunningSite, awkward: &Awkward) -> Vec<Page> {
    let waiting = fill_queue(site, awkward);
    let mut pages = queue(&waiting);
    pages.extend(edits(awkward));
    pages.extend(settings());
    pages.extend(people());
    pages.extend(imports(site));
    pages.extend(past(awkward));
    pages
}

fn fill_queue(site: &RunningSite, awkward: &Awkward) -> Waiting {
    site.behind(async |site| {
        let entry = EntryInput {
            url: format!("https://example.org/{LONG}"),
            title: format!("{HOSTILE} {LONG}").chars().take(200).collect(),
            category: "guidance".to_owned(),
            description: format!("{HOSTILE} {LONG}"),
            organisation: HOSTILE.to_owned(),
            licence: "MIT".to_owned(),
            ..EntryInput::default()
        };
        let clash = suggest_edit(site, 4, |fields| {
            fields.title = format!("{HOSTILE} {LONG}");
            fields.category = "guidance".to_owned();
        })
        .await;
        site.execute("UPDATE entries SET title = 'Another since' WHERE id = 4")
            .await;
        Waiting {
            entry: suggest(site, entry).await,
            edit: suggest_edit(site, awkward.entry, |fields| {
                fields.title = format!("Another title {LONG}");
                fields.description = format!("Other words {HOSTILE}");
            })
            .await,
            report: {
                report(site, 3, ReportReason::Dead).await;
                report(site, 3, ReportReason::Moved).await
            },
            category: suggest_category(site, &format!("{LONG} tools"), "guidance").await,
            clash,
        }
    })
}

fn queue(waiting: &Waiting) -> Vec<Page> {
    let at = |path: &str| Page::at(Who::Moderator, path);
    let answer = |path: &str, fields, status| Page::answer(Who::Moderator, path, fields, status);
    let (entry, edit) = (waiting.entry.id.to_string(), waiting.edit.id.to_string());
    let ticked = [("id", &*entry), ("id", &*edit)];
    let bulk = |decision| [ticked[0], ticked[1], ("decision", decision)];
    let stale = [
        ("decision", "decline"),
        ("message", HOSTILE),
        ("version", "0"),
    ];
    vec![
        at(paths::ADMIN),
        at("/admin?status=declined"),
        at("/admin?q=nothing-like-this"),
        at("/admin?kind=report&age=late&category=guidance"),
        at(&format!("{}?from=kind%3Dentry", waiting.edit.page)),
        at(&waiting.entry.page),
        at(&waiting.edit.page),
        at(&waiting.report.page),
        at(&waiting.category.page),
        at(&waiting.clash.page),
        at(&paths::review(1)),
        answer(
            &waiting.entry.decision,
            &[("decision", ""), ("version", "1")],
            422,
        ),
        answer(&waiting.entry.decision, &stale, 409),
        answer(&waiting.clash.decision, &[("decision", "note")], 422),
        answer(paths::ADMIN_BULK, &bulk("approve"), 200),
        answer(paths::ADMIN_BULK, &bulk("decline"), 422),
        at(paths::ADMIN_SETTINGS).with_status(403),
    ]
}

fn edits(awkward: &Awkward) -> Vec<Page> {
    let at = |path: String| Page::at(Who::Moderator, path);
    let answer = |path: &str, fields, status| Page::answer(Who::Moderator, path, fields, status);
    let stale = [
        ("version", "0"),
        ("title", HOSTILE),
        ("url", "https://example.org/"),
        ("category", "guidance"),
    ];
    let (entry, category) = (awkward.entry, awkward.category_id);
    vec![
        at(paths::ADMIN_ENTRIES.to_owned()),
        at(format!("{}?category=awesome-repos", paths::ADMIN_ENTRIES)),
        at(format!("{}?q=nothing-like-this", paths::ADMIN_ENTRIES)),
        answer(
            paths::ADMIN_ENTRIES,
            &[("action", "move"), ("id", "1"), ("id", "14")],
            200,
        ),
        at(paths::ADMIN_NEW_ENTRY.to_owned()),
        answer(
            paths::ADMIN_NEW_ENTRY,
            &[("url", HOSTILE), ("title", HOSTILE)],
            422,
        ),
        at(paths::admin_entry(entry)),
        at(paths::admin_entry(awkward.deleted)),
        answer(&paths::admin_entry(entry), &stale, 409),
        at(paths::ADMIN_CATEGORIES.to_owned()),
        answer(paths::ADMIN_CATEGORIES, &[("title", "")], 422),
        at(paths::admin_category(category)),
        answer(
            &paths::admin_category(category),
            &[("action", "save"), ("title", "")],
            422,
        ),
        at(paths::ADMIN_TAGS.to_owned()),
        at(paths::admin_tag(1)),
        at(paths::ADMIN_ACCOUNT.to_owned()),
        answer(paths::ADMIN_ACCOUNT, &[("action", "password")], 422),
    ]
}

fn settings() -> Vec<Page> {
    let at = |path: &str| Page::at(Who::Administrator, path);
    let refused = |path, fields: &[_]| Page::answer(Who::Administrator, path, fields, 422);
    let wrong = [("title", ""), ("time_zone", HOSTILE), ("version", "1")];
    vec![
        at(paths::ADMIN_SETTINGS),
        at("/admin/settings/pages/about"),
        at("/admin/settings/presets"),
        Page::answer(Who::Administrator, paths::ADMIN_SETTINGS, &wrong, 422),
        at(paths::ADMIN_BLOCKED_HOSTS),
        refused(
            paths::ADMIN_BLOCKED_HOSTS,
            &[("new", HOSTILE), ("why", HOSTILE)],
        ),
        at(paths::ADMIN_BLOCKED_WORDS),
        refused(
            paths::ADMIN_BLOCKED_WORDS,
            &[("new", "!"), ("why", HOSTILE)],
        ),
        at(paths::ADMIN_WEBHOOKS),
        refused(
            paths::ADMIN_WEBHOOKS,
            &[("action", "add"), ("url", HOSTILE)],
        ),
        at(paths::ADMIN_MESSAGES),
    ]
}

fn people() -> Vec<Page> {
    let at = |path: &str| Page::at(Who::Administrator, path);
    let wrong = [("action", "add"), ("username", ""), ("email", HOSTILE)];
    vec![
        at(paths::ADMIN_USERS),
        Page::answer(Who::Administrator, paths::ADMIN_USERS, &wrong, 422),
        at(&paths::admin_user(1)),
        at(paths::ADMIN_SECOND_FACTOR),
        at(paths::ADMIN_TOKENS),
        at(paths::ADMIN_CONFIRM),
        Page::at(Who::Visitor, paths::FORGOT),
    ]
}

/// A list before and after somebody said yes to it.
fn imports(site: &RunningSite) -> Vec<Page> {
    let ids = site.behind(async |site| {
        let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let (long, hostile) = (cell(LONG), cell(HOSTILE));
        let list = format!(
            "Name,Link,Category,Odd\n{long},https://import.example/1,{long},x\n\
             Another,https://import.example/1,Tools,y\n{hostile},mailto:a@b.example,Tools,z\n"
        );
        let files = [SourceFile {
            name: format!("{LONG}.csv"),
            bytes: list.into_bytes(),
        }];
        let asked = Asked {
            files: vec![files[0].name.clone()],
            ..Asked::default()
        };
        let problem = Problem {
            file: files[0].name.clone(),
            line: Some(3),
            reason: format!("{HOSTILE} {LONG}"),
            kind: ProblemKind::Unusable,
        };
        let report = Report {
            counts: Counts {
                added: 2,
                queued: 1,
                ..Counts::default()
            },
            problems: vec![problem.clone(); 60],
            remarks: vec![problem],
            change: Some(1),
            ..Report::default()
        };
        let mut write = site.db().write().await.unwrap();
        let mut ids = Vec::new();
        for _ in 0..2 {
            let id = insert_import(&mut write, (1, site.now()), &asked, &files).await;
            ids.push(id.unwrap());
        }
        let done = close_import(&mut write, ids[1], &report, site.now()).await;
        done.unwrap();
        write.commit().await.unwrap();
        ids
    });
    let at = |path: &str| Page::at(Who::Administrator, path);
    vec![
        at(paths::ADMIN_IMPORT),
        at(&paths::admin_import(ids[0])),
        at(&paths::admin_import(ids[1])),
        Page::answer(
            Who::Administrator,
            paths::admin_import(ids[0]),
            &[("action", "apply"), ("seen", "another")],
            409,
        ),
    ]
}

fn past(awkward: &Awkward) -> Vec<Page> {
    let at = |path: &str| Page::at(Who::Administrator, path);
    let merge = [("action", "merge"), ("into", "1")];
    let entry = paths::admin_entry(awkward.entry);
    vec![
        at(paths::ADMIN_HISTORY),
        at(&format!("{}?kind=account", paths::ADMIN_HISTORY)),
        at(&format!("{}?entry=99999", paths::ADMIN_HISTORY)),
        at(&paths::admin_change(1)),
        Page::answer(Who::Moderator, &entry, &merge, 200),
    ]
}
