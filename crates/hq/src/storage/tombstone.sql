-- Version 3: the signed orders by which entries are without their bytes.
CREATE TABLE IF NOT EXISTS tombstone (
    device      TEXT NOT NULL,
    incarnation TEXT NOT NULL,
    seq         INTEGER NOT NULL,
    raw_hash    TEXT NOT NULL,
    statement   TEXT NOT NULL,
    key_id      TEXT NOT NULL,
    signature   TEXT NOT NULL,
    PRIMARY KEY (device, incarnation, seq, raw_hash)
) STRICT;

CREATE TRIGGER IF NOT EXISTS tombstone_is_fixed BEFORE UPDATE ON tombstone
BEGIN SELECT RAISE(ABORT, 'tombstones are never changed'); END;

CREATE TRIGGER IF NOT EXISTS tombstone_stays BEFORE DELETE ON tombstone
BEGIN SELECT RAISE(ABORT, 'tombstones are never deleted'); END;
