-- The first form of a device's database. Later forms add files beside this one; none alters or empties a table of the record.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;

-- The lives of this database, in the order they began. Entries are written to the last one only.
CREATE TABLE incarnation (
    number           INTEGER PRIMARY KEY,
    incarnation      BLOB NOT NULL UNIQUE CHECK (length(incarnation) = 16),
    genesis_hash     BLOB NOT NULL CHECK (length(genesis_hash) = 32),
    reason           TEXT NOT NULL CHECK (reason IN ('first', 'damaged', 'forked', 'restored')),
    predecessor      BLOB REFERENCES incarnation (incarnation),
    predecessor_seq  INTEGER,
    predecessor_hash BLOB CHECK (length(predecessor_hash) = 32),
    CHECK ((reason = 'first') = (predecessor IS NULL)),
    CHECK ((predecessor IS NULL) = (predecessor_seq IS NULL) AND (predecessor IS NULL) = (predecessor_hash IS NULL))
) STRICT;

CREATE TABLE log (
    position    INTEGER PRIMARY KEY,
    incarnation BLOB NOT NULL REFERENCES incarnation (incarnation),
    seq         INTEGER NOT NULL CHECK (seq >= 1),
    raw         BLOB,
    raw_hash    BLOB NOT NULL CHECK (length(raw_hash) = 32),
    hash        BLOB NOT NULL CHECK (length(hash) = 32),
    event       BLOB NOT NULL CHECK (length(event) = 16),
    kind        TEXT NOT NULL,
    job         BLOB CHECK (length(job) = 16),
    UNIQUE (incarnation, seq)
) STRICT;
CREATE INDEX log_by_job ON log (job) WHERE job IS NOT NULL;
CREATE INDEX log_by_event ON log (event);

-- Every entry once more, in pages of its own: a page of the log that goes bad on the disk costs no work.
CREATE TABLE log_spare (
    position    INTEGER PRIMARY KEY,
    incarnation BLOB NOT NULL,
    seq         INTEGER NOT NULL,
    raw         BLOB,
    raw_hash    BLOB NOT NULL,
    hash        BLOB NOT NULL,
    event       BLOB NOT NULL,
    kind        TEXT NOT NULL,
    job         BLOB
) STRICT;
CREATE TRIGGER log_insert_spare AFTER INSERT ON log
BEGIN
    INSERT OR IGNORE INTO log_spare (position, incarnation, seq, raw, raw_hash, hash, event, kind, job)
    VALUES (NEW.position, NEW.incarnation, NEW.seq, NEW.raw, NEW.raw_hash, NEW.hash, NEW.event, NEW.kind, NEW.job);
END;

-- The order to erase an entry's bytes, signed by headquarters. Without its row here the bytes cannot go.
CREATE TABLE tombstone (
    incarnation BLOB NOT NULL REFERENCES incarnation (incarnation),
    seq         INTEGER NOT NULL,
    raw_hash    BLOB NOT NULL CHECK (length(raw_hash) = 32),
    statement   BLOB NOT NULL CHECK (length(statement) > 0),
    key_id      TEXT NOT NULL,
    signature   BLOB NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (incarnation, seq)
) STRICT;

CREATE TABLE checkpoint (
    incarnation BLOB NOT NULL REFERENCES incarnation (incarnation),
    seq         INTEGER NOT NULL,
    hash        BLOB NOT NULL CHECK (length(hash) = 32),
    signature   BLOB NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (incarnation, seq)
) STRICT;

-- What headquarters sent, with its signature over the end of every page.
CREATE TABLE feed_entry (
    epoch INTEGER NOT NULL,
    pos   INTEGER NOT NULL CHECK (pos >= 1),
    item  TEXT NOT NULL,
    hash  BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (epoch, pos)
) STRICT;

CREATE TABLE feed_head (
    epoch     INTEGER NOT NULL,
    pos       INTEGER NOT NULL,
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    key_id    TEXT NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    PRIMARY KEY (epoch, pos)
) STRICT;

CREATE TABLE receipt (
    incarnation BLOB NOT NULL REFERENCES incarnation (incarnation),
    seq         INTEGER NOT NULL,
    hash        BLOB NOT NULL CHECK (length(hash) = 32),
    epoch       INTEGER NOT NULL,
    key_id      TEXT NOT NULL,
    signature   BLOB NOT NULL CHECK (length(signature) = 64),
    received_at TEXT NOT NULL,
    PRIMARY KEY (incarnation, epoch, seq)
) STRICT;

CREATE TABLE blob (
    sha256   BLOB PRIMARY KEY NOT NULL CHECK (length(sha256) = 32),
    len      INTEGER NOT NULL CHECK (len >= 0),
    key_id   BLOB NOT NULL CHECK (length(key_id) = 16),
    added_at TEXT NOT NULL
) STRICT;

CREATE TABLE blob_receipt (
    sha256      BLOB NOT NULL REFERENCES blob (sha256),
    level       TEXT NOT NULL CHECK (level IN ('stored', 'durable')),
    epoch       INTEGER NOT NULL,
    key_id      TEXT NOT NULL,
    signature   BLOB NOT NULL CHECK (length(signature) = 64),
    received_at TEXT NOT NULL,
    PRIMARY KEY (sha256, epoch, level)
) STRICT;

CREATE TABLE attachment (
    event  BLOB NOT NULL CHECK (length(event) = 16),
    role   TEXT NOT NULL,
    sha256 BLOB NOT NULL REFERENCES blob (sha256),
    mime   TEXT NOT NULL,
    job    BLOB CHECK (length(job) = 16),
    PRIMARY KEY (event, role, sha256)
) STRICT;
CREATE INDEX attachment_by_blob ON attachment (sha256);
CREATE INDEX attachment_by_job ON attachment (job) WHERE job IS NOT NULL;

-- How far a blob's journey to headquarters has come. May be emptied: the journey then starts with a question.
CREATE TABLE transfer (
    sha256      BLOB PRIMARY KEY NOT NULL REFERENCES blob (sha256),
    upload      TEXT,
    offset_byte INTEGER NOT NULL DEFAULT 0,
    problem     TEXT
) STRICT;

-- What headquarters said of each entry.
CREATE TABLE disposition (
    incarnation BLOB NOT NULL REFERENCES incarnation (incarnation),
    seq         INTEGER NOT NULL,
    disposition TEXT NOT NULL,
    PRIMARY KEY (incarnation, seq)
) STRICT;

-- From here on: computed from the record, and built anew when in doubt.

CREATE TABLE feed_event (
    epoch           INTEGER NOT NULL,
    pos             INTEGER NOT NULL,
    device          BLOB NOT NULL,
    incarnation     BLOB NOT NULL,
    seq             INTEGER NOT NULL,
    hash            BLOB NOT NULL,
    writer          TEXT NOT NULL CHECK (writer IN ('headquarters', 'device')),
    event           BLOB,
    job             BLOB,
    PRIMARY KEY (epoch, pos),
    FOREIGN KEY (epoch, pos) REFERENCES feed_entry (epoch, pos)
) STRICT;
CREATE INDEX feed_event_by_job ON feed_event (job) WHERE job IS NOT NULL;

CREATE TABLE feed_unknown (
    epoch INTEGER NOT NULL,
    pos   INTEGER NOT NULL,
    PRIMARY KEY (epoch, pos)
) STRICT;

CREATE TABLE job_scope (
    job      BLOB PRIMARY KEY NOT NULL,
    in_scope INTEGER NOT NULL,
    epoch    INTEGER NOT NULL,
    pos      INTEGER NOT NULL
) STRICT;

CREATE TABLE calendar (
    version  TEXT PRIMARY KEY NOT NULL,
    text     TEXT NOT NULL,
    epoch    INTEGER NOT NULL,
    pos      INTEGER NOT NULL
) STRICT;

CREATE TABLE catalogue (
    hash   BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
    bundle TEXT
) STRICT;

CREATE TABLE job_state (
    job             BLOB PRIMARY KEY NOT NULL,
    reducer_version INTEGER NOT NULL,
    state           TEXT NOT NULL
) STRICT;

-- What the engineer is typing and the application's own settings.

CREATE TABLE draft (
    job        BLOB NOT NULL,
    field      TEXT NOT NULL,
    value      TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (job, field)
) STRICT;

CREATE TABLE settings (
    key   TEXT PRIMARY KEY NOT NULL,
    value BLOB NOT NULL
) STRICT;

-- The record only grows.

CREATE TRIGGER incarnation_update BEFORE UPDATE ON incarnation BEGIN SELECT RAISE(ABORT, 'incarnation only grows'); END;
CREATE TRIGGER incarnation_delete BEFORE DELETE ON incarnation BEGIN SELECT RAISE(ABORT, 'incarnation only grows'); END;
CREATE TRIGGER log_update BEFORE UPDATE ON log
WHEN NOT (
    NEW.raw IS NULL AND OLD.raw IS NOT NULL
    AND NEW.position = OLD.position AND NEW.incarnation = OLD.incarnation AND NEW.seq = OLD.seq
    AND NEW.raw_hash = OLD.raw_hash AND NEW.hash = OLD.hash
    AND NEW.event = OLD.event AND NEW.kind = OLD.kind AND NEW.job IS OLD.job
    AND EXISTS (
        SELECT 1 FROM tombstone
        WHERE tombstone.incarnation = OLD.incarnation AND tombstone.seq = OLD.seq AND tombstone.raw_hash = OLD.raw_hash
    )
)
BEGIN SELECT RAISE(ABORT, 'log only grows'); END;
CREATE TRIGGER log_erase_spare AFTER UPDATE OF raw ON log WHEN NEW.raw IS NULL
BEGIN
    UPDATE log_spare SET raw = NULL WHERE position = NEW.position;
END;
CREATE TRIGGER log_spare_update BEFORE UPDATE ON log_spare
WHEN NEW.raw IS NOT NULL OR EXISTS (SELECT 1 FROM log WHERE log.position = OLD.position AND log.raw IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'log_spare only grows'); END;
CREATE TRIGGER log_spare_delete BEFORE DELETE ON log_spare BEGIN SELECT RAISE(ABORT, 'log_spare only grows'); END;
CREATE TRIGGER log_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'log only grows'); END;
CREATE TRIGGER tombstone_update BEFORE UPDATE ON tombstone BEGIN SELECT RAISE(ABORT, 'tombstone only grows'); END;
CREATE TRIGGER tombstone_delete BEFORE DELETE ON tombstone BEGIN SELECT RAISE(ABORT, 'tombstone only grows'); END;
CREATE TRIGGER checkpoint_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'checkpoint only grows'); END;
CREATE TRIGGER checkpoint_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'checkpoint only grows'); END;
CREATE TRIGGER feed_entry_update BEFORE UPDATE ON feed_entry BEGIN SELECT RAISE(ABORT, 'feed_entry only grows'); END;
CREATE TRIGGER feed_entry_delete BEFORE DELETE ON feed_entry BEGIN SELECT RAISE(ABORT, 'feed_entry only grows'); END;
CREATE TRIGGER feed_head_update BEFORE UPDATE ON feed_head BEGIN SELECT RAISE(ABORT, 'feed_head only grows'); END;
CREATE TRIGGER feed_head_delete BEFORE DELETE ON feed_head BEGIN SELECT RAISE(ABORT, 'feed_head only grows'); END;
CREATE TRIGGER receipt_update BEFORE UPDATE ON receipt BEGIN SELECT RAISE(ABORT, 'receipt only grows'); END;
CREATE TRIGGER receipt_delete BEFORE DELETE ON receipt BEGIN SELECT RAISE(ABORT, 'receipt only grows'); END;
CREATE TRIGGER blob_update BEFORE UPDATE ON blob BEGIN SELECT RAISE(ABORT, 'blob only grows'); END;
CREATE TRIGGER blob_delete BEFORE DELETE ON blob BEGIN SELECT RAISE(ABORT, 'blob only grows'); END;
CREATE TRIGGER blob_receipt_update BEFORE UPDATE ON blob_receipt BEGIN SELECT RAISE(ABORT, 'blob_receipt only grows'); END;
CREATE TRIGGER blob_receipt_delete BEFORE DELETE ON blob_receipt BEGIN SELECT RAISE(ABORT, 'blob_receipt only grows'); END;
