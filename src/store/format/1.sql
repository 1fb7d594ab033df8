-- The ledger's file. Every table is STRICT; whoever reads the file with other tools finds here what a row is, what each
-- column means, its unit, and what NULL means.
--
-- Only `entry` and `personal` hold facts. `head`, `case_file`, `source`, `asset`, `reading` and `reference` are
-- derived from the bytes in `entry`, so that a command need not read them all; `impound verify` derives them again and
-- compares.

-- The journal. One row is one entry: a numbered line that is never changed and never deleted.
CREATE TABLE entry (
    entry INTEGER PRIMARY KEY,   -- its number: 1, 2, 3, … without gaps; it is leaf `entry` − 1 of the Merkle tree
    bytes BLOB NOT NULL          -- RFC 8785 canonical JSON, every scalar a string; the leaf is SHA-256(0x00 ‖ bytes)
) STRICT;

-- Personal data behind the salted commitments in the entries' bytes: one row is one datum. It can be erased; the
-- entries then still hold the commitment, and the tree still checks.
CREATE TABLE personal (
    commitment BLOB PRIMARY KEY, -- 32 bytes: SHA-256('impound/personal/1' ‖ 0x0a ‖ salt ‖ data)
    entry INTEGER NOT NULL REFERENCES entry (entry), -- the entry that first held the commitment
    salt BLOB NOT NULL,          -- 32 random bytes
    data TEXT NOT NULL,          -- an identifier as `scheme:value`, or a person's name
    CHECK (length(commitment) = 32 AND length(salt) = 32)
) STRICT, WITHOUT ROWID;

-- The Merkle tree's right edge: always exactly one row.
CREATE TABLE head (
    id INTEGER PRIMARY KEY CHECK (id = 1), -- always 1: a second row has no place
    size INTEGER NOT NULL,       -- the number of entries
    root BLOB NOT NULL,          -- 32 bytes: the root of the tree (RFC 6962) over all entries
    frontier BLOB NOT NULL,      -- 32 bytes for each full subtree, largest first: what the next leaf is added to
    CHECK (length(root) = 32 AND length(frontier) % 32 = 0)
) STRICT;

-- One row is one case.
CREATE TABLE case_file (
    case_ref TEXT PRIMARY KEY,   -- its reference
    entry INTEGER NOT NULL UNIQUE REFERENCES entry (entry), -- the entry that opened it
    assets INTEGER NOT NULL      -- the highest number that an asset of it has had
) STRICT, WITHOUT ROWID;

-- One row is one source: a document that says so.
CREATE TABLE source (
    source_ref TEXT PRIMARY KEY, -- its reference
    entry INTEGER NOT NULL UNIQUE REFERENCES entry (entry) -- the entry that added it
) STRICT, WITHOUT ROWID;

-- One row is one asset or item whose first action is not voided.
CREATE TABLE asset (
    asset_ref TEXT PRIMARY KEY,  -- its reference: `coco:1`, an item `coco:1.2`
    root TEXT NOT NULL,          -- the reference of the asset that it is in the end an item of, or its own
    case_ref TEXT NOT NULL REFERENCES case_file (case_ref), -- its case
    entry INTEGER NOT NULL REFERENCES entry (entry), -- the entry with which it began
    currency TEXT                -- ISO 4217 code or ticker of what it amounts to; NULL where no amount names one
) STRICT, WITHOUT ROWID;

-- One row is one entry that records how an action is read: the one that first recorded it, and each correction.
CREATE TABLE reading (
    entry INTEGER PRIMARY KEY REFERENCES entry (entry), -- the entry
    action INTEGER NOT NULL REFERENCES entry (entry), -- the entry that first recorded the action; of that one its own
    root TEXT NOT NULL,          -- the asset that the action concerns, or what that is in the end an item of
    status TEXT NOT NULL CHECK (status IN ('current', 'corrected', 'voided')), -- what became of the reading
    voided INTEGER REFERENCES entry (entry) -- the entry that voided the action; NULL where none did
) STRICT;

CREATE INDEX reading_by_root ON reading (root, entry);

-- One row is one reference that a command was given to make it repeatable.
CREATE TABLE reference (
    ref TEXT PRIMARY KEY,        -- the reference
    entry INTEGER NOT NULL UNIQUE REFERENCES entry (entry) -- the entry that was recorded with it
) STRICT, WITHOUT ROWID;

-- What is recorded is never rewritten. The first of these also stops INSERT OR REPLACE, which passes the others by.
CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN NEW.entry <> (SELECT coalesce(max(entry), 0) + 1 FROM entry)
BEGIN
    SELECT raise(ABORT, 'an entry has the next number');
END;

CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
BEGIN
    SELECT raise(ABORT, 'an entry is never changed');
END;

CREATE TRIGGER entry_remains BEFORE DELETE ON entry
BEGIN
    SELECT raise(ABORT, 'an entry is never deleted');
END;

CREATE TRIGGER personal_is_new BEFORE INSERT ON personal
WHEN EXISTS (SELECT 1 FROM personal WHERE commitment = NEW.commitment)
BEGIN
    SELECT raise(ABORT, 'a commitment is made once');
END;

CREATE TRIGGER personal_stays BEFORE UPDATE ON personal
BEGIN
    SELECT raise(ABORT, 'personal data are never changed');
END;

CREATE TRIGGER personal_remains BEFORE DELETE ON personal
BEGIN
    SELECT raise(ABORT, 'personal data are erased by an entry that says so');
END;

CREATE TRIGGER head_is_one BEFORE INSERT ON head
WHEN EXISTS (SELECT 1 FROM head)
BEGIN
    SELECT raise(ABORT, 'there is one head');
END;

CREATE TRIGGER head_follows BEFORE UPDATE ON head
WHEN NEW.id <> 1 OR NEW.size <> OLD.size + 1 OR NEW.size <> (SELECT max(entry) FROM entry)
BEGIN
    SELECT raise(ABORT, 'the head follows the journal');
END;

CREATE TRIGGER head_remains BEFORE DELETE ON head
BEGIN
    SELECT raise(ABORT, 'the head is never deleted');
END;
