-- Moderation, people, messages and spam. Conventions as in 0001.

-- ---------------------------------------------------------------- history

-- More kinds of objects have revisions now. A CHECK can't be altered, so the table is written anew;
-- migrations run with foreign keys off and are checked as a whole afterwards (db.rs).
CREATE TABLE revisions_new (
    id INTEGER PRIMARY KEY,
    change_id INTEGER NOT NULL REFERENCES changes (id),
    object_kind TEXT NOT NULL CONSTRAINT revisions_object_kind_known CHECK (object_kind IN
        ('entry', 'category', 'tag', 'settings', 'page', 'presets', 'blocked_host', 'blocked_word',
         'user', 'webhook')),
    object_id INTEGER NOT NULL,
    action TEXT NOT NULL CONSTRAINT revisions_action_known CHECK (action IN
        ('create', 'update', 'move', 'reorder', 'verify', 'retire', 'delete', 'restore', 'merge')),
    old TEXT CONSTRAINT revisions_old_json CHECK (old IS NULL OR json_valid(old)),
    new TEXT CONSTRAINT revisions_new_json CHECK (new IS NULL OR json_valid(new))
) STRICT;
INSERT INTO revisions_new SELECT id, change_id, object_kind, object_id, action, old, new FROM revisions;
DROP TABLE revisions;
ALTER TABLE revisions_new RENAME TO revisions;
CREATE INDEX revisions_by_change ON revisions (change_id);
CREATE INDEX revisions_by_object ON revisions (object_kind, object_id, id);
CREATE TRIGGER revisions_keep_update BEFORE UPDATE ON revisions BEGIN
    SELECT RAISE(ABORT, 'revisions are never edited'); END;
CREATE TRIGGER revisions_keep_delete BEFORE DELETE ON revisions BEGIN
    SELECT RAISE(ABORT, 'revisions are never deleted'); END;
CREATE INDEX changes_by_time ON changes (at, id);
CREATE INDEX changes_by_reverted ON changes (reverts_change_id) WHERE reverts_change_id IS NOT NULL;

-- ---------------------------------------------------------------- suggestions and decisions

-- While a question waits: whether the receipt opens the form again with everything that was typed.
ALTER TABLE suggestions ADD COLUMN revise INTEGER NOT NULL DEFAULT 0
    CONSTRAINT suggestions_revise_bool CHECK (revise IN (0, 1));
-- Whose queue it is in: the category that a new entry or category is proposed for. An edit's and a
-- report's is their entry's.
ALTER TABLE suggestions ADD COLUMN category_id INTEGER REFERENCES categories (id);
UPDATE suggestions SET category_id = (SELECT id FROM categories
    WHERE status = 'live' AND path = json_extract(payload, '$.fields.category')) WHERE kind = 'entry';
-- The category that came of it.
ALTER TABLE suggestions ADD COLUMN result_category_id INTEGER REFERENCES categories (id);
-- What the queue shows as one item: everything about one entry, or about one link.
ALTER TABLE suggestions ADD COLUMN subject TEXT GENERATED ALWAYS AS (
    CASE WHEN entry_id IS NOT NULL THEN 'entry ' || entry_id
         WHEN url_key IS NOT NULL THEN 'link ' || url_key
         ELSE 'suggestion ' || id END) VIRTUAL;
CREATE INDEX suggestions_by_subject ON suggestions (subject, status);
CREATE INDEX suggestions_by_user ON suggestions (user_id) WHERE user_id IS NOT NULL;

-- Asked to revise: the question came with the form open.
ALTER TABLE decisions ADD COLUMN revise INTEGER NOT NULL DEFAULT 0
    CONSTRAINT decisions_revise_bool CHECK (revise IN (0, 1));
-- What became of each proposed field of an edit: {"title": "taken" | "changed" | "refused"}.
ALTER TABLE decisions ADD COLUMN fields TEXT
    CONSTRAINT decisions_fields_json CHECK (fields IS NULL OR json_valid(fields));
DROP TRIGGER decisions_keep_update;
CREATE TRIGGER decisions_keep_update BEFORE UPDATE OF suggestion_id, user_id, at, verdict, reason,
    message, change_id, amended, revise, fields ON decisions BEGIN
    SELECT RAISE(ABORT, 'decisions are undone, never edited'); END;

-- ---------------------------------------------------------------- people

-- 'categories': decides only on what belongs to the categories named in user_categories.
ALTER TABLE users ADD COLUMN scope TEXT NOT NULL DEFAULT 'all'
    CONSTRAINT users_scope_known CHECK (scope IN ('all', 'categories'));
-- When mail about new suggestions goes out.
ALTER TABLE users ADD COLUMN notify TEXT NOT NULL DEFAULT 'now'
    CONSTRAINT users_notify_known CHECK (notify IN ('now', 'daily', 'never'));
-- users.totp_secret is sealed with a key outside the database; it counts once it is confirmed.
ALTER TABLE users ADD COLUMN totp_confirmed_at INTEGER;

CREATE TABLE user_categories (
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    category_id INTEGER NOT NULL REFERENCES categories (id),
    PRIMARY KEY (user_id, category_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_codes (
    code_hash BLOB PRIMARY KEY CONSTRAINT recovery_codes_hash_size CHECK (length(code_hash) = 32),
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_codes_by_user ON recovery_codes (user_id);

-- The password was right, the code is still awaited.
CREATE TABLE pending_sign_ins (
    token_hash BLOB PRIMARY KEY CONSTRAINT pending_sign_ins_hash_size CHECK (length(token_hash) = 32),
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE api_tokens (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL CONSTRAINT api_tokens_name_present CHECK (name <> ''),
    token_hash BLOB NOT NULL CONSTRAINT api_tokens_hash_unique UNIQUE
        CONSTRAINT api_tokens_hash_size CHECK (length(token_hash) = 32),
    -- Words apart by spaces: 'read' opens the queue, 'decide' decides.
    scopes TEXT NOT NULL CONSTRAINT api_tokens_scopes_present CHECK (scopes <> ''),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at INTEGER
) STRICT;
CREATE INDEX api_tokens_by_user ON api_tokens (user_id);

ALTER TABLE settings ADD COLUMN second_factor_required INTEGER NOT NULL DEFAULT 0
    CONSTRAINT settings_second_factor_bool CHECK (second_factor_required IN (0, 1));
-- Days after the decision when a contributor's name and address are deleted.
ALTER TABLE settings ADD COLUMN personal_data_days INTEGER NOT NULL DEFAULT 180
    CONSTRAINT settings_personal_data_positive CHECK (personal_data_days > 0);

-- ---------------------------------------------------------------- spam

-- When the words of what lay in the spam pile were removed; what stays is for the record.
ALTER TABLE suggestions ADD COLUMN removed_at INTEGER;
-- The same text sent with many links.
CREATE INDEX suggestions_by_description ON suggestions
    (json_extract(payload, '$.fields.description'), created_at);
CREATE INDEX suggestions_by_note ON suggestions (json_extract(payload, '$.note'), created_at);
-- Whether an address is known for good suggestions.
CREATE INDEX contributors_by_email ON contributors (email COLLATE NOCASE) WHERE email <> '';

-- Words that send a suggestion to the spam pile.
CREATE TABLE blocked_words (
    word TEXT PRIMARY KEY CONSTRAINT blocked_words_present CHECK (word <> ''),
    why TEXT NOT NULL DEFAULT '',
    blocked_at INTEGER NOT NULL,
    blocked_by INTEGER REFERENCES users (id)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- messages

CREATE TABLE webhooks (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL CONSTRAINT webhooks_url_present CHECK (url <> ''),
    -- The signing secret, sealed with a key outside the database; shown once.
    secret BLOB NOT NULL,
    -- 'signpost' is our documented payload, 'text' what chat tools take.
    format TEXT NOT NULL CONSTRAINT webhooks_format_known CHECK (format IN ('signpost', 'text')),
    -- Words apart by spaces: 'suggestion', 'decision'.
    events TEXT NOT NULL CONSTRAINT webhooks_events_present CHECK (events <> ''),
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id),
    removed_at INTEGER
) STRICT;

-- What is to be told, written in the transaction of what it tells. Holds references, not addresses
-- or words: erasing a person erases what would be sent to them.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    -- The same at each try: in Message-ID, or as the event's id.
    uid TEXT NOT NULL CONSTRAINT outbox_uid_unique UNIQUE,
    channel TEXT NOT NULL CONSTRAINT outbox_channel_known CHECK (channel IN ('mail', 'webhook')),
    -- What is told, for example 'received', 'question', 'decision', 'reset', 'digest'.
    topic TEXT NOT NULL CONSTRAINT outbox_topic_present CHECK (topic <> ''),
    suggestion_id INTEGER REFERENCES suggestions (id),
    decision_id INTEGER REFERENCES decisions (id),
    user_id INTEGER REFERENCES users (id) ON DELETE CASCADE,
    webhook_id INTEGER REFERENCES webhooks (id),
    -- A keyed hash of the address and of the sender's network, for the limits on mail.
    address_hash BLOB,
    network_prefix BLOB,
    -- What the references can't say, for example a sealed one-time code.
    detail TEXT NOT NULL DEFAULT '{}' CONSTRAINT outbox_detail_json CHECK (json_valid(detail)),
    status TEXT NOT NULL DEFAULT 'waiting' CONSTRAINT outbox_status_known CHECK
        (status IN ('waiting', 'sent', 'stuck', 'dropped')),
    tries INTEGER NOT NULL DEFAULT 0,
    next_try_at INTEGER NOT NULL,
    -- What the other side said last, in one line.
    problem TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX outbox_due ON outbox (next_try_at, id) WHERE status = 'waiting';
CREATE INDEX outbox_by_status ON outbox (status, id);
CREATE INDEX outbox_by_address ON outbox (address_hash, created_at) WHERE address_hash IS NOT NULL;
CREATE INDEX outbox_by_network ON outbox (network_prefix, created_at) WHERE network_prefix IS NOT NULL;

-- Addresses that want no more mail, by keyed hash.
CREATE TABLE mail_refusals (
    address_hash BLOB PRIMARY KEY CONSTRAINT mail_refusals_hash_size CHECK (length(address_hash) = 32),
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- the directory version

-- Public history names contributors who asked for it, so their wish and their erasure show at once.
CREATE TRIGGER version_credits AFTER UPDATE OF name, credit, erased_at ON contributors
WHEN EXISTS (SELECT 1 FROM changes WHERE suggestion_id = NEW.suggestion_id) BEGIN
    UPDATE directory_version SET version = version + 1; END;
