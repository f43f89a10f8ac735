-- Headquarters' database, version 2. Times are milliseconds since 1970 (UTC); ids and hashes are text.
-- Positions are given by the program under the writer's lock: a sequence would let a cursor skip a late commit.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE person (
    id            TEXT PRIMARY KEY NOT NULL,
    role          TEXT NOT NULL CHECK (role IN ('engineer', 'supervisor')),
    name          TEXT NOT NULL,
    title         TEXT NOT NULL,
    phone         TEXT NOT NULL,
    company       TEXT NOT NULL,
    login         TEXT UNIQUE,
    password_hash TEXT,
    active        INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    token_hash    TEXT PRIMARY KEY NOT NULL,
    person        TEXT NOT NULL REFERENCES person (id),
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE device (
    id                 TEXT PRIMARY KEY NOT NULL,
    person             TEXT NOT NULL REFERENCES person (id),
    name               TEXT NOT NULL,
    log_key            TEXT NOT NULL,
    certificate        BLOB NOT NULL,
    state              TEXT NOT NULL CHECK (state IN ('active', 'revoked')),
    enrolled_at_ms     INTEGER NOT NULL,
    last_contact_at_ms INTEGER
) STRICT;

CREATE INDEX device_person ON device (person);

-- Secrets that work once: 'enrolment' for a person, 'recovery' for a device. Only their hashes are here.
CREATE TABLE one_time_code (
    secret_hash   TEXT PRIMARY KEY NOT NULL,
    purpose       TEXT NOT NULL CHECK (purpose IN ('enrolment', 'recovery')),
    person        TEXT REFERENCES person (id),
    device        TEXT REFERENCES device (id),
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    used_at_ms    INTEGER,
    used_by       TEXT
) STRICT;

-- One row per first hash of a log; a second row for the same life is a branch from the root.
CREATE TABLE log (
    device                  TEXT NOT NULL,
    incarnation             TEXT NOT NULL,
    genesis_hash            TEXT NOT NULL,
    writer                  TEXT NOT NULL CHECK (writer IN ('headquarters', 'device')),
    predecessor_incarnation TEXT,
    predecessor_seq         INTEGER,
    predecessor_hash        TEXT,
    opened_at_ms            INTEGER NOT NULL,
    PRIMARY KEY (device, incarnation, genesis_hash)
) STRICT;

-- Append-only. previous_hash is absent where a device handed an entry back after a restore and what stands before it was lost.
CREATE TABLE entry (
    device         TEXT NOT NULL,
    incarnation    TEXT NOT NULL,
    seq            INTEGER NOT NULL,
    hash           TEXT NOT NULL,
    previous_hash  TEXT,
    raw_hash       TEXT NOT NULL,
    raw            BLOB,
    writer         TEXT NOT NULL CHECK (writer IN ('headquarters', 'device')),
    event          TEXT,
    kind           TEXT,
    job            TEXT,
    quarantine     TEXT,
    position       INTEGER NOT NULL UNIQUE,
    received_at_ms INTEGER NOT NULL,
    PRIMARY KEY (device, incarnation, seq, hash)
) STRICT;

CREATE INDEX entry_job ON entry (job);
CREATE INDEX entry_event ON entry (event);

CREATE TRIGGER entry_stays BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;

CREATE TABLE checkpoint (
    device      TEXT NOT NULL,
    incarnation TEXT NOT NULL,
    seq         INTEGER NOT NULL,
    hash        TEXT NOT NULL,
    signature   TEXT NOT NULL,
    PRIMARY KEY (device, incarnation, seq, hash)
) STRICT;

CREATE TABLE log_receipt (
    device      TEXT NOT NULL,
    incarnation TEXT NOT NULL,
    seq         INTEGER NOT NULL,
    hash        TEXT NOT NULL,
    epoch       INTEGER NOT NULL,
    key_id      TEXT NOT NULL,
    signature   TEXT NOT NULL,
    given_at_ms INTEGER NOT NULL,
    PRIMARY KEY (device, incarnation, seq, hash, epoch)
) STRICT;

-- subject names what an item is about, so that nothing is sent twice.
CREATE TABLE feed_entry (
    device      TEXT NOT NULL,
    epoch       INTEGER NOT NULL,
    pos         INTEGER NOT NULL,
    hash        TEXT NOT NULL,
    item        TEXT NOT NULL,
    subject     TEXT NOT NULL,
    added_at_ms INTEGER NOT NULL,
    PRIMARY KEY (device, epoch, pos),
    UNIQUE (device, epoch, subject)
) STRICT;

-- How far a device has fetched. It trims nothing.
CREATE TABLE feed_cursor (
    device TEXT PRIMARY KEY NOT NULL,
    epoch  INTEGER NOT NULL,
    pos    INTEGER NOT NULL
) STRICT;

CREATE TABLE job_scope (
    job    TEXT NOT NULL,
    device TEXT NOT NULL,
    epoch  INTEGER NOT NULL,
    active INTEGER NOT NULL,
    turns  INTEGER NOT NULL,
    PRIMARY KEY (job, device, epoch)
) STRICT;

CREATE TABLE blob (
    sha256       TEXT PRIMARY KEY NOT NULL,
    len          INTEGER NOT NULL,
    level        TEXT NOT NULL CHECK (level IN ('stored', 'durable')),
    stored_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE blob_receipt (
    device      TEXT NOT NULL,
    sha256      TEXT NOT NULL,
    level       TEXT NOT NULL,
    epoch       INTEGER NOT NULL,
    key_id      TEXT NOT NULL,
    signature   TEXT NOT NULL,
    given_at_ms INTEGER NOT NULL,
    PRIMARY KEY (device, sha256, level, epoch)
) STRICT;

CREATE TABLE attachment (
    event  TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    role   TEXT NOT NULL,
    len    INTEGER NOT NULL,
    mime   TEXT NOT NULL,
    device TEXT NOT NULL,
    job    TEXT,
    PRIMARY KEY (event, sha256, role)
) STRICT;

CREATE INDEX attachment_sha256 ON attachment (sha256);
CREATE INDEX attachment_job ON attachment (job);

-- An upload on its way; its offset is the length of its part file.
CREATE TABLE upload (
    device        TEXT NOT NULL,
    sha256        TEXT NOT NULL,
    len           INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    PRIMARY KEY (device, sha256)
) STRICT;

-- The projection: thrown away and rebuilt when the reducer changes.
CREATE TABLE job (
    id              TEXT PRIMARY KEY NOT NULL,
    order_no        TEXT,
    state           TEXT NOT NULL,
    far_off         TEXT NOT NULL, -- events whose device clock was far off
    reducer_version INTEGER NOT NULL,
    change          INTEGER NOT NULL,
    changed_at_ms   INTEGER NOT NULL
) STRICT;

CREATE INDEX job_order_no ON job (order_no);
CREATE INDEX job_change ON job (change);

CREATE TABLE catalogue (
    hash            TEXT PRIMARY KEY NOT NULL,
    bundle          TEXT NOT NULL,
    published_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE calendar (
    version         TEXT PRIMARY KEY NOT NULL,
    text            TEXT NOT NULL,
    published_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE notice (
    id     TEXT PRIMARY KEY NOT NULL,
    kind   TEXT NOT NULL,
    at_ms  INTEGER NOT NULL,
    device TEXT,
    job    TEXT,
    seq    INTEGER,
    reason TEXT
) STRICT;

CREATE TABLE audit (
    position INTEGER PRIMARY KEY NOT NULL,
    at_ms    INTEGER NOT NULL,
    person   TEXT,
    act      TEXT NOT NULL,
    subject  TEXT
) STRICT;
