-- The whole product's foundation. Conventions:
--   * every table is STRICT; every constraint has a name that sql.rs can map to a message;
--   * times are UTC milliseconds and end in _at;
--   * what a person typed lives in plain columns, what we rendered from it in *_html with the
--     renderer's version beside it, so that a better renderer can find what is stale;
--   * each table is written by one feature's sql.rs.

-- ---------------------------------------------------------------- the site

CREATE TABLE site (
    id INTEGER PRIMARY KEY CONSTRAINT site_single CHECK (id = 1),
    uid TEXT NOT NULL CONSTRAINT site_uid_present CHECK (uid <> ''),
    created_at INTEGER NOT NULL,
    -- Whether the starter directory was loaded, or declined with `serve --empty`.
    starter TEXT NOT NULL DEFAULT 'pending'
        CONSTRAINT site_starter_known CHECK (starter IN ('pending', 'loaded', 'declined'))
) STRICT;

-- Dates every public page; raised by triggers only, at the end of this file.
CREATE TABLE directory_version (
    id INTEGER PRIMARY KEY CONSTRAINT directory_version_single CHECK (id = 1),
    version INTEGER NOT NULL
) STRICT;
INSERT INTO directory_version (id, version) VALUES (1, 1);

CREATE TABLE settings (
    id INTEGER PRIMARY KEY CONSTRAINT settings_single CHECK (id = 1),
    title TEXT NOT NULL CONSTRAINT settings_title_present CHECK (title <> ''),
    introduction TEXT NOT NULL DEFAULT '',
    introduction_html TEXT NOT NULL DEFAULT '',
    invitation TEXT NOT NULL DEFAULT '',
    invitation_html TEXT NOT NULL DEFAULT '',
    renderer_version INTEGER NOT NULL,
    caveat_kind TEXT CONSTRAINT settings_caveat_kind_known CHECK
        (caveat_kind IN ('licence', 'archived', 'paywall', 'region', 'superseded', 'other')),
    caveat TEXT NOT NULL DEFAULT '',
    contact TEXT NOT NULL DEFAULT '',
    data_licence TEXT NOT NULL DEFAULT '',
    time_zone TEXT NOT NULL DEFAULT 'Europe/London',
    accent TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT 'en-GB',
    -- Days within which the team means to decide; NULL promises nothing.
    decision_target_days INTEGER CONSTRAINT settings_target_positive CHECK (decision_target_days > 0),
    version INTEGER NOT NULL DEFAULT 1,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE pages (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL CONSTRAINT pages_slug_unique UNIQUE
        CONSTRAINT pages_slug_known CHECK (slug IN ('about', 'guidelines', 'privacy', 'accessibility')),
    title TEXT NOT NULL CONSTRAINT pages_title_present CHECK (title <> ''),
    body TEXT NOT NULL DEFAULT '',
    body_html TEXT NOT NULL DEFAULT '',
    renderer_version INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE decline_presets (
    id INTEGER PRIMARY KEY,
    label TEXT NOT NULL CONSTRAINT decline_presets_label_unique UNIQUE COLLATE NOCASE
        CONSTRAINT decline_presets_label_present CHECK (label <> ''),
    message TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE blocked_hosts (
    host TEXT PRIMARY KEY,
    why TEXT NOT NULL DEFAULT '',
    blocked_at INTEGER NOT NULL,
    blocked_by INTEGER REFERENCES users (id)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- people

CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    -- A name or address lives in this row only, so that it can be erased from it.
    name TEXT NOT NULL COLLATE NOCASE CONSTRAINT users_name_unique UNIQUE
        CONSTRAINT users_name_present CHECK (name <> ''),
    email TEXT CONSTRAINT users_email_unique UNIQUE COLLATE NOCASE,
    role TEXT NOT NULL CONSTRAINT users_role_known CHECK (role IN ('administrator', 'moderator')),
    -- argon2id in PHC format; NULL until the one-time link was used.
    password_hash TEXT,
    totp_secret BLOB,
    totp_last_step INTEGER,
    created_at INTEGER NOT NULL,
    last_active_at INTEGER,
    disabled_at INTEGER,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY CONSTRAINT sessions_token_hash_size CHECK (length(token_hash) = 32),
    id INTEGER NOT NULL CONSTRAINT sessions_id_unique UNIQUE,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    -- When the password was last given, for what asks for a fresh sign-in.
    authenticated_at INTEGER NOT NULL,
    -- Browser and system in a few words, for the list of one's own sessions.
    agent TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user_id);

-- A browser that signed in before is not slowed down by somebody else's guesses.
CREATE TABLE known_devices (
    token_hash BLOB PRIMARY KEY CONSTRAINT known_devices_hash_size CHECK (length(token_hash) = 32),
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX known_devices_by_user ON known_devices (user_id);

-- One-time links: the first administrator's (no user yet), or to set somebody's password.
CREATE TABLE setup_links (
    token_hash BLOB PRIMARY KEY CONSTRAINT setup_links_hash_size CHECK (length(token_hash) = 32),
    user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE security_events (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CONSTRAINT security_events_kind_present CHECK (kind <> ''),
    -- Who did it and to whom; names stay in `users`.
    user_id INTEGER REFERENCES users (id),
    subject_id INTEGER REFERENCES users (id),
    network_prefix BLOB,
    detail TEXT NOT NULL DEFAULT '{}' CONSTRAINT security_events_detail_json CHECK (json_valid(detail))
) STRICT;
CREATE INDEX security_events_by_user ON security_events (user_id, id);

-- ---------------------------------------------------------------- the directory

CREATE TABLE categories (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL CONSTRAINT categories_uid_unique UNIQUE,
    parent_id INTEGER REFERENCES categories (id),
    slug TEXT NOT NULL CONSTRAINT categories_slug_present CHECK (slug <> '' AND instr(slug, '/') = 0),
    -- The slugs from the root down, joined by '/'; kept with every move and rename.
    path TEXT NOT NULL,
    title TEXT NOT NULL CONSTRAINT categories_title_present CHECK (title <> ''),
    introduction TEXT NOT NULL DEFAULT '',
    introduction_html TEXT NOT NULL DEFAULT '',
    renderer_version INTEGER NOT NULL,
    caveat_kind TEXT CONSTRAINT categories_caveat_kind_known CHECK
        (caveat_kind IN ('licence', 'archived', 'paywall', 'region', 'superseded', 'other')),
    caveat TEXT NOT NULL DEFAULT '',
    -- The curator's order among its siblings.
    position INTEGER NOT NULL,
    -- Its place when the whole tree is written out from top to bottom.
    tree_order INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL DEFAULT 'live'
        CONSTRAINT categories_status_known CHECK (status IN ('live', 'deleted')),
    merged_into INTEGER REFERENCES categories (id),
    -- Live entries in it and below it, and in it alone; kept by triggers on entry_ancestors.
    entry_count INTEGER NOT NULL DEFAULT 0,
    own_entry_count INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CONSTRAINT categories_not_own_parent CHECK (parent_id <> id)
) STRICT;
CREATE UNIQUE INDEX categories_path_live ON categories (path) WHERE status = 'live';
CREATE INDEX categories_by_parent ON categories (parent_id, position);

CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL CONSTRAINT entries_uid_unique UNIQUE,
    category_id INTEGER NOT NULL REFERENCES categories (id),
    slug TEXT NOT NULL CONSTRAINT entries_slug_present CHECK (slug <> '' AND instr(slug, '/') = 0),
    url TEXT NOT NULL CONSTRAINT entries_url_present CHECK (url <> ''),
    -- The normalised address: two live entries never share one.
    url_key TEXT NOT NULL CONSTRAINT entries_url_key_present CHECK (url_key <> ''),
    -- A looser form, to show likely twins beside each other.
    similar_key TEXT NOT NULL,
    -- The host alone, in ASCII, for blocking and link budgets.
    host TEXT NOT NULL,
    -- The host as lists show it, with the owner on code hosts.
    display_host TEXT NOT NULL,
    title TEXT NOT NULL CONSTRAINT entries_title_present CHECK (title <> ''),
    description TEXT NOT NULL DEFAULT '',
    -- The first paragraph as plain text, for lists; the whole, rendered, for the entry's page.
    summary TEXT NOT NULL DEFAULT '',
    description_html TEXT NOT NULL DEFAULT '',
    renderer_version INTEGER NOT NULL,
    caveat_kind TEXT CONSTRAINT entries_caveat_kind_known CHECK
        (caveat_kind IN ('licence', 'archived', 'paywall', 'region', 'superseded', 'other')),
    caveat TEXT NOT NULL DEFAULT '',
    -- 'none' is "looked and found none", 'unknown' is "not checked".
    licence_status TEXT NOT NULL DEFAULT 'unknown'
        CONSTRAINT entries_licence_status_known CHECK (licence_status IN ('expression', 'none', 'unknown')),
    licence TEXT,
    licence_open INTEGER NOT NULL DEFAULT 0
        CONSTRAINT entries_licence_open_bool CHECK (licence_open IN (0, 1)),
    organisation TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL,
    featured INTEGER NOT NULL DEFAULT 0 CONSTRAINT entries_featured_bool CHECK (featured IN (0, 1)),
    -- The reader's question that a featured entry answers, shown above it on the home page.
    question TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'live'
        CONSTRAINT entries_status_known CHECK (status IN ('live', 'retired', 'deleted')),
    merged_into INTEGER REFERENCES entries (id),
    link_status TEXT NOT NULL DEFAULT 'unchecked' CONSTRAINT entries_link_status_known CHECK
        (link_status IN ('unchecked', 'ok', 'suspect', 'moved', 'blocked', 'gone', 'suspicious')),
    added_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- When a person last confirmed that the entry is right; a machine's check never sets it.
    verified_at INTEGER,
    verified_by INTEGER REFERENCES users (id),
    version INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT entries_licence_consistent CHECK ((licence_status = 'expression') = (licence IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX entries_url_key_live ON entries (url_key) WHERE status = 'live';
CREATE INDEX entries_by_url_key ON entries (url_key);
CREATE INDEX entries_by_similar_key ON entries (similar_key);
CREATE INDEX entries_by_host ON entries (host);
CREATE INDEX entries_by_category ON entries (category_id, position);
CREATE INDEX entries_recent ON entries (added_at DESC, id DESC) WHERE status = 'live';
CREATE INDEX entries_featured ON entries (featured) WHERE featured = 1 AND status = 'live';

-- A row per live entry and category above it, so that a subtree is one range of one index in
-- each of the three orders.
CREATE TABLE entry_ancestors (
    category_id INTEGER NOT NULL REFERENCES categories (id),
    entry_id INTEGER NOT NULL REFERENCES entries (id),
    -- 1 for the category that the entry itself is in.
    own INTEGER NOT NULL CONSTRAINT entry_ancestors_own_bool CHECK (own IN (0, 1)),
    tree_order INTEGER NOT NULL,
    position INTEGER NOT NULL,
    added_at INTEGER NOT NULL,
    title_key TEXT NOT NULL,
    PRIMARY KEY (category_id, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_ancestors_curated ON entry_ancestors (category_id, tree_order, position, entry_id);
CREATE INDEX entry_ancestors_newest ON entry_ancestors (category_id, added_at DESC, entry_id DESC);
CREATE INDEX entry_ancestors_title ON entry_ancestors (category_id, title_key, entry_id);
CREATE INDEX entry_ancestors_by_entry ON entry_ancestors (entry_id);

CREATE TRIGGER entry_ancestors_counted AFTER INSERT ON entry_ancestors BEGIN
    UPDATE categories SET entry_count = entry_count + 1, own_entry_count = own_entry_count + NEW.own
    WHERE id = NEW.category_id;
END;
CREATE TRIGGER entry_ancestors_uncounted AFTER DELETE ON entry_ancestors BEGIN
    UPDATE categories SET entry_count = entry_count - 1, own_entry_count = own_entry_count - OLD.own
    WHERE id = OLD.category_id;
END;

CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL CONSTRAINT tags_slug_unique UNIQUE
        CONSTRAINT tags_slug_present CHECK (slug <> '' AND instr(slug, '/') = 0),
    name TEXT NOT NULL CONSTRAINT tags_name_present CHECK (name <> ''),
    -- Live entries that carry it; kept by triggers.
    entry_count INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE entry_tags (
    entry_id INTEGER NOT NULL REFERENCES entries (id),
    tag_id INTEGER NOT NULL REFERENCES tags (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (entry_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_tags_by_tag ON entry_tags (tag_id, entry_id);

CREATE TRIGGER entry_tags_counted AFTER INSERT ON entry_tags BEGIN
    UPDATE tags SET entry_count = entry_count + 1
    WHERE id = NEW.tag_id AND EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id AND status = 'live');
END;
CREATE TRIGGER entry_tags_uncounted AFTER DELETE ON entry_tags BEGIN
    UPDATE tags SET entry_count = entry_count - 1
    WHERE id = OLD.tag_id AND EXISTS (SELECT 1 FROM entries WHERE id = OLD.entry_id AND status = 'live');
END;
CREATE TRIGGER entries_tags_recounted AFTER UPDATE OF status ON entries
WHEN (OLD.status = 'live') <> (NEW.status = 'live') BEGIN
    UPDATE tags SET entry_count = entry_count + CASE NEW.status WHEN 'live' THEN 1 ELSE -1 END
    WHERE id IN (SELECT tag_id FROM entry_tags WHERE entry_id = NEW.id);
END;

-- Words of live entries; the row id is the entry's. Holds no copy of the text.
CREATE VIRTUAL TABLE entry_search USING fts5 (
    title, description, organisation, tags, url,
    content = '', contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2"
);

-- Where a category or tag used to be; a live address wins over an old one.
CREATE TABLE former_addresses (
    kind TEXT NOT NULL CONSTRAINT former_addresses_kind_known CHECK (kind IN ('category', 'tag')),
    path TEXT NOT NULL,
    category_id INTEGER REFERENCES categories (id),
    tag_id INTEGER REFERENCES tags (id),
    left_at INTEGER NOT NULL,
    PRIMARY KEY (kind, path),
    CONSTRAINT former_addresses_one_target CHECK
        ((kind = 'category' AND category_id IS NOT NULL AND tag_id IS NULL)
      OR (kind = 'tag' AND tag_id IS NOT NULL AND category_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX former_addresses_by_category ON former_addresses (category_id) WHERE category_id IS NOT NULL;
CREATE INDEX former_addresses_by_tag ON former_addresses (tag_id) WHERE tag_id IS NOT NULL;

-- ---------------------------------------------------------------- history

-- Who changed what, when and why; one or more revisions each. Never edited, never deleted.
CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    source TEXT NOT NULL CONSTRAINT changes_source_known CHECK
        (source IN ('starter', 'moderator', 'suggestion', 'import', 'revert', 'system')),
    user_id INTEGER REFERENCES users (id),
    suggestion_id INTEGER REFERENCES suggestions (id),
    reverts_change_id INTEGER REFERENCES changes (id),
    -- Public: the page that asks for it says so.
    why TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX changes_by_suggestion ON changes (suggestion_id) WHERE suggestion_id IS NOT NULL;
CREATE INDEX changes_by_user ON changes (user_id, id);

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    change_id INTEGER NOT NULL REFERENCES changes (id),
    object_kind TEXT NOT NULL CONSTRAINT revisions_object_kind_known CHECK
        (object_kind IN ('entry', 'category', 'tag', 'settings', 'page', 'presets', 'blocked_host', 'user')),
    object_id INTEGER NOT NULL,
    action TEXT NOT NULL CONSTRAINT revisions_action_known CHECK (action IN
        ('create', 'update', 'move', 'reorder', 'verify', 'retire', 'delete', 'restore', 'merge')),
    old TEXT CONSTRAINT revisions_old_json CHECK (old IS NULL OR json_valid(old)),
    new TEXT CONSTRAINT revisions_new_json CHECK (new IS NULL OR json_valid(new))
) STRICT;
CREATE INDEX revisions_by_change ON revisions (change_id);
CREATE INDEX revisions_by_object ON revisions (object_kind, object_id, id);

-- Covers unlawful text in a row that may not be edited: who reads it sees the reason instead.
CREATE TABLE redactions (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    user_id INTEGER REFERENCES users (id),
    subject TEXT NOT NULL CONSTRAINT redactions_subject_known CHECK
        (subject IN ('change', 'revision', 'suggestion', 'message', 'decision')),
    subject_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    why TEXT NOT NULL CONSTRAINT redactions_why_present CHECK (why <> '')
) STRICT;
CREATE INDEX redactions_by_subject ON redactions (subject, subject_id);

-- ---------------------------------------------------------------- suggestions

CREATE TABLE suggestions (
    id INTEGER PRIMARY KEY,
    -- For quoting: SP-XXXX-XXXX in Crockford base 32. Opens nothing.
    reference TEXT NOT NULL CONSTRAINT suggestions_reference_unique UNIQUE,
    -- SHA-256 of the receipt's secret token; the token itself is never stored.
    token_hash BLOB NOT NULL CONSTRAINT suggestions_token_unique UNIQUE
        CONSTRAINT suggestions_token_hash_size CHECK (length(token_hash) = 32),
    kind TEXT NOT NULL CONSTRAINT suggestions_kind_known CHECK (kind IN ('entry', 'edit', 'report', 'category')),
    status TEXT NOT NULL DEFAULT 'pending' CONSTRAINT suggestions_status_known CHECK
        (status IN ('pending', 'question', 'approved', 'declined', 'duplicate', 'spam', 'withdrawn')),
    -- The fields as last sent; each sending is kept in suggestion_payloads.
    payload TEXT NOT NULL CONSTRAINT suggestions_payload_json CHECK (json_valid(payload)),
    -- Of an edit or a report: the entry, and the revision that the contributor looked at.
    entry_id INTEGER REFERENCES entries (id),
    base_revision_id INTEGER REFERENCES revisions (id),
    url_key TEXT,
    similar_key TEXT,
    host TEXT,
    -- What it became, or what it repeats.
    result_entry_id INTEGER REFERENCES entries (id),
    duplicate_of_entry_id INTEGER REFERENCES entries (id),
    duplicate_of_suggestion_id INTEGER REFERENCES suggestions (id),
    -- The signed-in person who sent it, if any: nobody decides their own.
    user_id INTEGER REFERENCES users (id),
    -- Keyed hashes of the sender's network (/32 or /64, and /24 or /48), against floods only.
    network_prefix BLOB,
    network_wide BLOB,
    fingerprint BLOB NOT NULL CONSTRAINT suggestions_fingerprint_size CHECK (length(fingerprint) = 32),
    form_nonce BLOB CONSTRAINT suggestions_form_nonce_unique UNIQUE,
    score INTEGER NOT NULL DEFAULT 0,
    score_reasons TEXT NOT NULL DEFAULT '[]'
        CONSTRAINT suggestions_score_reasons_json CHECK (json_valid(score_reasons)),
    claimed_by INTEGER REFERENCES users (id),
    claimed_until INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    decided_at INTEGER,
    -- When the receipt stops opening (180 days after the decision); NULL while it waits.
    expires_at INTEGER,
    CONSTRAINT suggestions_edit_has_entry CHECK (kind NOT IN ('edit', 'report') OR entry_id IS NOT NULL)
) STRICT;
CREATE INDEX suggestions_queue ON suggestions (status, created_at, id);
CREATE INDEX suggestions_by_entry ON suggestions (entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX suggestions_by_url_key ON suggestions (url_key) WHERE url_key IS NOT NULL;
CREATE INDEX suggestions_by_host ON suggestions (host, created_at) WHERE host IS NOT NULL;
CREATE INDEX suggestions_by_fingerprint ON suggestions (fingerprint, created_at);
CREATE INDEX suggestions_by_network ON suggestions (network_prefix, created_at);
CREATE INDEX suggestions_by_network_wide ON suggestions (network_wide, created_at);
CREATE INDEX suggestions_by_time ON suggestions (created_at);

-- What was sent, word for word, each time: a correction never overwrites it.
CREATE TABLE suggestion_payloads (
    suggestion_id INTEGER NOT NULL REFERENCES suggestions (id),
    version INTEGER NOT NULL,
    payload TEXT NOT NULL CONSTRAINT suggestion_payloads_json CHECK (json_valid(payload)),
    sent_at INTEGER NOT NULL,
    PRIMARY KEY (suggestion_id, version)
) STRICT, WITHOUT ROWID;

-- Who sent it, apart from what was sent: one row that can be erased.
CREATE TABLE contributors (
    suggestion_id INTEGER PRIMARY KEY REFERENCES suggestions (id),
    name TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    confirm_code_hash BLOB,
    confirmed_at INTEGER,
    affiliation TEXT NOT NULL DEFAULT 'none'
        CONSTRAINT contributors_affiliation_known CHECK (affiliation IN ('none', 'own', 'colleague')),
    credit INTEGER NOT NULL DEFAULT 0 CONSTRAINT contributors_credit_bool CHECK (credit IN (0, 1)),
    erased_at INTEGER
) STRICT;

CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    suggestion_id INTEGER NOT NULL REFERENCES suggestions (id),
    at INTEGER NOT NULL,
    author TEXT NOT NULL CONSTRAINT messages_author_known CHECK (author IN ('contributor', 'moderator')),
    user_id INTEGER REFERENCES users (id),
    -- 'moderators' is never shown to the contributor.
    audience TEXT NOT NULL CONSTRAINT messages_audience_known CHECK (audience IN ('contributor', 'moderators')),
    body TEXT NOT NULL CONSTRAINT messages_body_present CHECK (body <> ''),
    CONSTRAINT messages_moderator_named CHECK (author <> 'moderator' OR user_id IS NOT NULL)
) STRICT;
CREATE INDEX messages_by_suggestion ON messages (suggestion_id, id);

-- ---------------------------------------------------------------- moderation

CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    suggestion_id INTEGER NOT NULL REFERENCES suggestions (id),
    user_id INTEGER NOT NULL REFERENCES users (id),
    at INTEGER NOT NULL,
    verdict TEXT NOT NULL CONSTRAINT decisions_verdict_known CHECK
        (verdict IN ('approve', 'decline', 'duplicate', 'spam', 'ask')),
    -- A preset's label or the moderator's own words; a decline needs one.
    reason TEXT NOT NULL DEFAULT '',
    -- What the contributor reads.
    message TEXT NOT NULL DEFAULT '',
    change_id INTEGER REFERENCES changes (id),
    -- The suggestion as the moderator changed it before approving, when it was changed.
    amended TEXT CONSTRAINT decisions_amended_json CHECK (amended IS NULL OR json_valid(amended)),
    undone_at INTEGER,
    undone_by INTEGER REFERENCES users (id),
    undone_change_id INTEGER REFERENCES changes (id),
    CONSTRAINT decisions_decline_has_reason CHECK (verdict <> 'decline' OR reason <> '')
) STRICT;
CREATE INDEX decisions_by_suggestion ON decisions (suggestion_id, id);
-- A question is not the last word, so it does not count as the decision in force.
CREATE UNIQUE INDEX decisions_one_in_force ON decisions (suggestion_id)
    WHERE undone_at IS NULL AND verdict <> 'ask';
CREATE INDEX decisions_by_time ON decisions (at);

-- ---------------------------------------------------------------- what may not be rewritten

CREATE TRIGGER changes_keep_update BEFORE UPDATE ON changes BEGIN
    SELECT RAISE(ABORT, 'changes are never edited'); END;
CREATE TRIGGER changes_keep_delete BEFORE DELETE ON changes BEGIN
    SELECT RAISE(ABORT, 'changes are never deleted'); END;
CREATE TRIGGER revisions_keep_update BEFORE UPDATE ON revisions BEGIN
    SELECT RAISE(ABORT, 'revisions are never edited'); END;
CREATE TRIGGER revisions_keep_delete BEFORE DELETE ON revisions BEGIN
    SELECT RAISE(ABORT, 'revisions are never deleted'); END;
CREATE TRIGGER security_events_keep_update BEFORE UPDATE ON security_events BEGIN
    SELECT RAISE(ABORT, 'security events are never edited'); END;
CREATE TRIGGER security_events_keep_delete BEFORE DELETE ON security_events BEGIN
    SELECT RAISE(ABORT, 'security events are never deleted'); END;
CREATE TRIGGER suggestion_payloads_keep_update BEFORE UPDATE ON suggestion_payloads BEGIN
    SELECT RAISE(ABORT, 'what was sent is never edited'); END;
CREATE TRIGGER decisions_keep_update BEFORE UPDATE OF suggestion_id, user_id, at, verdict, reason,
    message, change_id, amended ON decisions BEGIN
    SELECT RAISE(ABORT, 'decisions are undone, never edited'); END;
CREATE TRIGGER decisions_keep_delete BEFORE DELETE ON decisions BEGIN
    SELECT RAISE(ABORT, 'decisions are undone, never deleted'); END;

-- ---------------------------------------------------------------- the directory version

-- Whatever a public page shows raises the version; pending suggestions never do.
CREATE TRIGGER version_settings AFTER UPDATE ON settings BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_settings_new AFTER INSERT ON settings BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_pages AFTER UPDATE ON pages BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_pages_new AFTER INSERT ON pages BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_categories AFTER UPDATE ON categories BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_categories_new AFTER INSERT ON categories BEGIN
    UPDATE directory_version SET version = version + 1; END;
-- A check that changes nothing visible does not count, so only what pages print is listed.
CREATE TRIGGER version_entries AFTER UPDATE OF category_id, slug, url, title, description, summary,
    description_html, caveat_kind, caveat, licence_status, licence, organisation, language, position,
    featured, question, status, merged_into, link_status, added_at, updated_at, verified_at ON entries BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_entries_new AFTER INSERT ON entries BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_tags AFTER UPDATE ON tags BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_tags_new AFTER INSERT ON tags BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_tags_gone AFTER DELETE ON tags BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_entry_tags_new AFTER INSERT ON entry_tags BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_entry_tags_gone AFTER DELETE ON entry_tags BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_former_addresses_new AFTER INSERT ON former_addresses BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_former_addresses AFTER UPDATE ON former_addresses BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_former_addresses_gone AFTER DELETE ON former_addresses BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_changes_new AFTER INSERT ON changes BEGIN
    UPDATE directory_version SET version = version + 1; END;
CREATE TRIGGER version_redactions_new AFTER INSERT ON redactions BEGIN
    UPDATE directory_version SET version = version + 1; END;
