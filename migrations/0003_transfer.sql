-- Lists on their way in.

-- ---------------------------------------------------------------- uploads that wait for a yes

-- A file is kept until its import is carried out or given up, at most a day: the preview and
-- the import read the same bytes.
CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    -- What the form asked for: format, into, queue, update.
    options TEXT NOT NULL CONSTRAINT imports_options_json CHECK (json_valid(options)),
    -- What became of it; its files are gone then.
    applied_at INTEGER,
    change_id INTEGER REFERENCES changes (id),
    -- The counts and remarks, as the command line prints them.
    report TEXT CONSTRAINT imports_report_json CHECK (report IS NULL OR json_valid(report))
) STRICT;
CREATE INDEX imports_by_time ON imports (created_at);
CREATE INDEX imports_by_user ON imports (user_id);
CREATE INDEX imports_by_change ON imports (change_id) WHERE change_id IS NOT NULL;

CREATE TABLE import_files (
    import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL CONSTRAINT import_files_named CHECK (name <> ''),
    content BLOB NOT NULL,
    PRIMARY KEY (import_id, position)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------- where suggestions come from

-- A form, a program, a list, or a line that somebody changed in the mirror.
ALTER TABLE suggestions ADD COLUMN origin TEXT NOT NULL DEFAULT 'form'
    CONSTRAINT suggestions_origin_known CHECK (origin IN ('form', 'api', 'import', 'mirror'));
-- Where in it, for moderators: "bookmarks.html, line 12".
ALTER TABLE suggestions ADD COLUMN origin_note TEXT NOT NULL DEFAULT '';

-- Codes that confirm an address are derived from the server's key, never stored.
ALTER TABLE contributors DROP COLUMN confirm_code_hash;
