INSERT INTO users (id, name, role, created_at) VALUES (1, 'ada', 'moderator', 1);
INSERT INTO security_events (at, kind, user_id) VALUES (1, 'set-up', 1);
INSERT INTO changes (id, at, source, user_id, why) VALUES
    (1, 1, 'starter', NULL, ''), (2, 2, 'moderator', 1, 'It has a better name');
INSERT INTO categories (id, uid, slug, path, title, renderer_version, position, created_at, updated_at)
VALUES (1, 'c1', 'guidance', 'guidance', 'Guidance', 1, 1, 1, 1);
INSERT INTO entries (id, uid, category_id, slug, url, url_key, similar_key, host, display_host, title,
    renderer_version, position, added_at, updated_at)
VALUES (1, 'e1', 1, 'second', 'https://example.org/', 'example.org', 'example.org', 'example.org',
    'example.org', 'Second', 1, 1, 1, 2);
INSERT INTO revisions (id, change_id, object_kind, object_id, action, old, new) VALUES
    (1, 1, 'category', 1, 'create', NULL, '{"title":"Guidance"}'),
    (7, 1, 'entry', 1, 'create', NULL, '{"title":"First"}'),
    (8, 2, 'entry', 1, 'update', '{"title":"First"}', '{"title":"Second"}');
INSERT INTO suggestions (id, reference, token_hash, kind, status, payload, entry_id, base_revision_id,
    url_key, fingerprint, created_at, updated_at)
VALUES
    (1, 'SP-0000-0001', zeroblob(32), 'edit', 'declined', '{"kind":"edit"}', 1, 7, NULL,
        zeroblob(32), 3, 4),
    (2, 'SP-0000-0002', CAST('00000000000000000000000000000002' AS BLOB), 'entry', 'pending',
        '{"kind":"entry","fields":{"category":"guidance"}}', NULL, NULL, 'example.org/new',
        zeroblob(32), 3, 3);
INSERT INTO decisions (suggestion_id, user_id, at, verdict, reason) VALUES (1, 1, 4, 'decline', 'Off topic');
