-- Version 2: bytes that an entry came without, or what stands before one that was handed back, may still come; nothing
-- else of an entry ever changes.
DROP TRIGGER IF EXISTS entry_is_fixed;

CREATE TRIGGER entry_is_fixed
BEFORE UPDATE OF device, incarnation, seq, hash, previous_hash, raw_hash, raw, writer, position, received_at_ms ON entry
WHEN (OLD.raw IS NOT NULL AND NEW.raw IS NOT OLD.raw)
    OR (OLD.previous_hash IS NOT NULL AND NEW.previous_hash IS NOT OLD.previous_hash)
    OR NEW.device <> OLD.device OR NEW.incarnation <> OLD.incarnation OR NEW.seq <> OLD.seq OR NEW.hash <> OLD.hash
    OR NEW.raw_hash <> OLD.raw_hash OR NEW.writer <> OLD.writer OR NEW.position <> OLD.position
    OR NEW.received_at_ms <> OLD.received_at_ms
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
