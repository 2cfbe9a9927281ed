//! Suggestions made behind the pages, where a test is about what happens to them afterwards.

use sha2::{Digest, Sha256};
use signpost::directory::category_input::CategoryInput;
use signpost::directory::entry_input::EntryInput;
use signpost::directory::link_url::LinkPolicy;
use signpost::directory::{Entry, LinkUrl, find_entry, load_tree};
use signpost::history::{ObjectKind, latest_revision};
use signpost::keys::random_token;
use signpost::suggestions::{
    Affiliation, CategoryPayload, Contributor, EditPayload, EntryPayload, LinkKeys, NewSuggestion,
    Origin, Payload, Reference, ReportPayload, ReportReason, SuggestionStatus, find_suggestion,
    insert_suggestion,
};

use super::site::TestSite;

/// A suggestion in the queue.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Its number.
    pub id: i64,
    /// For quoting.
    pub reference: String,
    /// Its page for moderators.
    pub page: String,
    /// Where a decision about it goes.
    pub decision: String,
}

/// What a good new entry says; tests change what they are about.
pub fn ward_list() -> EntryInput {
    EntryInput {
        url: "https://wards.example/list".to_owned(),
        title: "Ward round list".to_owned(),
        category: "guidance".to_owned(),
        description: "A task list that two wards use.".to_owned(),
        licence: "MIT".to_owned(),
        ..EntryInput::default()
    }
}

/// A new entry called `title`, at an address of its own.
pub fn called(title: &str) -> EntryInput {
    EntryInput {
        url: format!(
            "https://{}.example/",
            title.to_lowercase().replace(' ', "-")
        ),
        title: title.to_owned(),
        ..ward_list()
    }
}

/// Suggests a new entry.
pub async fn suggest(site: &TestSite, fields: EntryInput) -> Sent {
    let note = "Saves us an hour a day.".to_owned();
    let payload = Payload::Entry(Box::new(EntryPayload { fields, note }));
    send(site, payload, None, None).await
}

/// Suggests a new entry as a signed-in person.
pub async fn suggest_as(site: &TestSite, user_id: i64, fields: EntryInput) -> Sent {
    let payload = Payload::Entry(Box::new(EntryPayload {
        fields,
        note: String::new(),
    }));
    send(site, payload, None, Some(user_id)).await
}

/// Suggests a change to an entry.
pub async fn suggest_edit(
    site: &TestSite,
    entry_id: i64,
    change: impl FnOnce(&mut EntryInput),
) -> Sent {
    let base = fields_of(site, entry_id).await;
    let mut fields = base.clone();
    change(&mut fields);
    let payload = Payload::Edit(Box::new(EditPayload {
        fields,
        base,
        note: String::new(),
    }));
    send(site, payload, Some(entry_id), None).await
}

/// Suggests a category called `title` in the one at this path; empty for the top level.
pub async fn suggest_category(site: &TestSite, title: &str, parent: &str) -> Sent {
    let payload = Payload::Category(Box::new(CategoryPayload {
        fields: CategoryInput {
            title: title.to_owned(),
            parent: parent.to_owned(),
            ..CategoryInput::default()
        },
        note: "Three links would fit there.".to_owned(),
    }));
    send(site, payload, None, None).await
}

/// Reports an entry.
pub async fn report(site: &TestSite, entry_id: i64, reason: ReportReason) -> Sent {
    let payload = Payload::Report(ReportPayload {
        reason,
        note: "It says so on the page itself.".to_owned(),
    });
    send(site, payload, Some(entry_id), None).await
}

async fn send(
    site: &TestSite,
    payload: Payload,
    entry_id: Option<i64>,
    user_id: Option<i64>,
) -> Sent {
    let token = random_token();
    let digest = Sha256::digest(token.as_bytes()).to_vec();
    let mut write = site.db().write().await.unwrap();
    let base_revision_id = match entry_id {
        Some(id) => latest_revision(&mut write, ObjectKind::Entry, id)
            .await
            .unwrap(),
        None => None,
    };
    let tree = load_tree(&mut write).await.unwrap();
    let place = payload.place().and_then(|path| tree.at_path(path));
    let category_id = place.map(|node| node.id);
    let link = payload.fields().map(|fields| {
        let link = LinkUrl::parse(&fields.url, LinkPolicy::default()).unwrap();
        LinkKeys {
            url_key: link.key(),
            similar_key: link.similar_key(),
            host: link.site(),
        }
    });
    let new = NewSuggestion {
        reference: Reference::random(),
        token_hash: digest.clone(),
        status: SuggestionStatus::Pending,
        payload,
        entry_id,
        base_revision_id,
        category_id,
        link,
        user_id,
        network_prefix: Vec::new(),
        network_wide: Vec::new(),
        fingerprint: digest,
        form_nonce: None,
        signs: Vec::new(),
        contributor: Contributor {
            name: "Charlie".to_owned(),
            affiliation: Affiliation::Own,
            ..Contributor::default()
        },
        origin: Origin::default(),
        at: site.now(),
    };
    let id = insert_suggestion(&mut write, &new).await.unwrap();
    write.commit().await.unwrap();
    Sent {
        id,
        reference: new.reference.to_string(),
        page: format!("/admin/suggestions/{id}"),
        decision: format!("/admin/suggestions/{id}/decision"),
    }
}

/// How far a suggestion has come.
pub async fn status_of(site: &TestSite, sent: &Sent) -> SuggestionStatus {
    let mut connection = site.db().read().await.unwrap();
    let found = find_suggestion(&mut connection, sent.id).await.unwrap();
    found.unwrap().status
}

/// An entry as it stands.
pub async fn entry_of(site: &TestSite, entry_id: i64) -> Entry {
    let mut connection = site.db().read().await.unwrap();
    find_entry(&mut connection, entry_id)
        .await
        .unwrap()
        .unwrap()
}

async fn fields_of(site: &TestSite, entry_id: i64) -> EntryInput {
    let entry = entry_of(site, entry_id).await;
    let mut connection = site.db().read().await.unwrap();
    let tree = load_tree(&mut connection).await.unwrap();
    EntryInput::of(
        &entry.state,
        &tree.get(entry.state.category_id).unwrap().path,
    )
}
