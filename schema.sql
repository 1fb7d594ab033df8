-- The ledger's file. Every table is STRICT; whoever reads the file with other tools finds here what a row is, what each
-- column means, its unit, and what NULL means.
--
-- Only `entry`, `personal` and `rate` hold facts, and `head` sums them up. All other tables are derived from the bytes in
-- `entry`, so that a command need not read them all; `impound verify` derives them again and compares. They refer to
-- entries without foreign keys: verifying checks more than a key could, and a key would be looked up at every insertion.

-- The journal. One row is one entry: a numbered line that is never changed and never deleted.
CREATE TABLE entry (
    entry INTEGER PRIMARY KEY,   -- its number: 1, 2, 3, … without gaps; it is leaf `entry` − 1 of the Merkle tree
    bytes BLOB NOT NULL          -- RFC 8785 canonical JSON, every scalar a string; the leaf is SHA-256(0x00 ‖ bytes)
) STRICT;

-- Personal data, and the maps of imports, which may hold some, behind the salted commitments in the entries' bytes: one
-- row is one datum. It can be erased; the entries then still hold the commitment, and the tree still checks.
CREATE TABLE personal (
    commitment BLOB PRIMARY KEY, -- 32 bytes: SHA-256('impound/personal/1' ‖ 0x0a ‖ salt ‖ data)
    entry INTEGER NOT NULL REFERENCES entry (entry), -- the entry that first held the commitment
    salt BLOB NOT NULL,          -- 32 random bytes
    data TEXT NOT NULL,          -- an identifier as `scheme:value`, a person's name, or a map's text, byte for byte
    CHECK (length(commitment) = 32 AND length(salt) = 32)
) STRICT, WITHOUT ROWID;

-- Who already bears an identifier is asked when it is recorded again. No identifier is longer; most maps are.
CREATE INDEX personal_by_data ON personal (data) WHERE length(data) <= 1000;

-- Rates of exchange: one row is one line that an entry of the type `rates/1` adds to a set or changes in it. The entry holds
-- the number of its lines and their SHA-256. Of several rows of a currency and a day the one of the latest entry holds.
CREATE TABLE rate (
    rate_set TEXT NOT NULL,      -- the set's name
    currency TEXT NOT NULL,      -- ISO 4217 code or unit of a crypto-asset
    date TEXT NOT NULL,          -- the day of the rate, as YYYY-MM-DD; of a monthly one, the first of its month
    entry INTEGER NOT NULL REFERENCES entry (entry), -- the entry that adds the line
    rate TEXT NOT NULL,          -- units of the currency for 1 of the set's base, a decimal with the digits that the file writes
    PRIMARY KEY (rate_set, currency, date, entry)
) STRICT, WITHOUT ROWID;

-- The Merkle tree's right edge: always exactly one row.
CREATE TABLE head (
    id INTEGER PRIMARY KEY CHECK (id = 1), -- always 1: a second row has no place
    size INTEGER NOT NULL,       -- the number of entries
    root BLOB NOT NULL,          -- 32 bytes: the root of the tree (RFC 6962) over all entries
    frontier BLOB NOT NULL,      -- 32 bytes for each full subtree, largest first: what the next leaf is added to
    seal BLOB NOT NULL,          -- over the derived tables: for each inner node of `seal` that is not empty its number and its
                                 -- SHA-256, 33 bytes, ascending
    CHECK (length(root) = 32 AND length(frontier) % 32 = 0 AND length(seal) % 33 = 0)
) STRICT;

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
WHEN NOT EXISTS (SELECT 1 FROM withheld WHERE commitment = OLD.commitment AND how = 'erased')
BEGIN
    SELECT raise(ABORT, 'personal data are erased by an entry that says so');
END;

CREATE TRIGGER rate_follows BEFORE INSERT ON rate
WHEN EXISTS (
    SELECT 1 FROM rate
    WHERE rate_set = NEW.rate_set AND currency = NEW.currency AND date = NEW.date AND entry >= NEW.entry
)
BEGIN
    SELECT raise(ABORT, 'a rate is changed by a later entry');
END;

CREATE TRIGGER rate_stays BEFORE UPDATE ON rate
BEGIN
    SELECT raise(ABORT, 'a rate is never changed in place');
END;

CREATE TRIGGER rate_remains BEFORE DELETE ON rate
BEGIN
    SELECT raise(ABORT, 'a rate is never deleted');
END;

CREATE TRIGGER head_is_one BEFORE INSERT ON head
WHEN EXISTS (SELECT 1 FROM head)
BEGIN
    SELECT raise(ABORT, 'there is one head');
END;

CREATE TRIGGER head_follows BEFORE UPDATE ON head
WHEN NEW.id <> 1 OR NEW.size < OLD.size OR NEW.size <> (SELECT max(entry) FROM entry)
    OR (NEW.size = OLD.size AND (NEW.root <> OLD.root OR NEW.frontier <> OLD.frontier))
BEGIN
    SELECT raise(ABORT, 'the head follows the journal');
END;

CREATE TRIGGER head_remains BEFORE DELETE ON head
BEGIN
    SELECT raise(ABORT, 'the head is never deleted');
END;

-- What follows is derived.

-- One row is one case.
CREATE TABLE case_file (
    case_ref TEXT PRIMARY KEY,   -- its reference
    entry INTEGER NOT NULL,      -- the entry that opened it
    latest INTEGER NOT NULL,     -- the entry that holds its particulars now: that one, or the latest edit
    assets INTEGER NOT NULL      -- the highest number that an asset of it has had
) STRICT, WITHOUT ROWID;

-- One row is one entry that says something of a case beside its particulars, an event or a claim; or one that voids such an
-- entry, reinstates it, or adopts its claim.
CREATE TABLE case_entry (
    case_ref TEXT NOT NULL,      -- the case
    entry INTEGER NOT NULL,      -- the entry that says so
    about INTEGER NOT NULL,      -- the entry of the event or claim: that one itself, or the one of which it says what became
    PRIMARY KEY (case_ref, entry)
) STRICT, WITHOUT ROWID;

-- One row is one entry that adds rates to a set. What the set is, its first entry says.
CREATE TABLE rate_set (
    rate_set TEXT NOT NULL,      -- the set's name
    entry INTEGER NOT NULL,      -- the entry
    PRIMARY KEY (rate_set, entry)
) STRICT, WITHOUT ROWID;

-- One row is one source: a document that says so.
CREATE TABLE source (
    source_ref TEXT PRIMARY KEY, -- its reference
    entry INTEGER NOT NULL,      -- the entry that added it
    latest INTEGER NOT NULL      -- the entry that holds its particulars now: that one, or the latest edit
) STRICT, WITHOUT ROWID;

-- The lines of a family's `steps` have fields separated by tabs: the entry's number; of a correction, a void or a
-- reinstatement the entry that first recorded the action; `reinstate` for a reinstatement, and, but for a void, the
-- action; the asset (`*` begins here, `.1` is the item coco:1.1,
-- `+.1` begins as one, empty is the asset itself); date; jurisdictions; basis; kind; amount; authority; may_overlap,
-- separated by `;`; an item's own case. What is absent is empty, and left out at the end of a line.
--
-- One row is one family: an asset with everything carved out of it, and all entries about them.
CREATE TABLE family (
    entry INTEGER PRIMARY KEY,   -- the entry with which the asset began, if only in a reading that no longer stands
    root TEXT NOT NULL,          -- the asset's reference: `coco:1`
    steps TEXT NOT NULL,         -- what the rules of counting look at in those entries, a line for each; see above
    woven INTEGER NOT NULL,      -- 1 if it has had an item or a link by may_overlap from or to it: it is in no total then
    pool INTEGER NOT NULL,       -- 1 if an entry states several jurisdictions for one of its assets
    CHECK (woven IN (0, 1) AND pool IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX family_by_root ON family (root);
CREATE INDEX family_woven ON family (entry) WHERE woven = 1;
CREATE INDEX family_pool ON family (entry) WHERE pool = 1;

-- One row is one case that has an item in a family of another case.
CREATE TABLE guest (
    case_ref TEXT NOT NULL,      -- the item's case
    family INTEGER NOT NULL,     -- the family, by its entry
    PRIMARY KEY (case_ref, family)
) STRICT, WITHOUT ROWID;

-- One row is one reference that a command was given to make it repeatable.
CREATE TABLE reference (
    ref TEXT PRIMARY KEY,        -- the reference
    entry INTEGER NOT NULL       -- the entry that was recorded with it
) STRICT, WITHOUT ROWID;

-- One row is one source of a reading that begins an asset. Where another asset is recorded, those of the same likeness are
-- compared with it, so that the same thing is not recorded twice without a question.
CREATE TABLE likeness (
    likeness INTEGER NOT NULL,   -- the first 8 bytes of SHA-256 over case, places, kind, date, amount and source
    entry INTEGER NOT NULL,      -- the entry that gives the reading
    PRIMARY KEY (likeness, entry)
) STRICT, WITHOUT ROWID;

-- One row is one node of the seal over the rows of `case_file`, `source`, `family`, `reference`, `withheld` and `rate_set`: with it a
-- command checks each row that it relies on, and that there is none where it finds none. A fact of a row is 24 bytes: the
-- first 16 of SHA-256(table ‖ 0x0a ‖ key), and 8 that tell what the row holds. The first 6 bits of a fact are the inner node
-- to which it belongs, the next 6 the leaf below that.
CREATE TABLE seal (
    node INTEGER PRIMARY KEY,    -- 0 to 63 is an inner node, 64 × (1 + inner node) + leaf a leaf
    bytes BLOB NOT NULL          -- of a leaf its facts, ascending; of an inner node the number and the SHA-256 of each leaf below it
                                 -- that is not empty, 33 bytes, ascending
) STRICT;

-- One row is one full subtree of the Merkle tree of 256 entries or more, so that a proof, or what came since a tree was seen,
-- need not read them all. What is computed by these rows is held against the root in `head`.
CREATE TABLE subtree (
    level INTEGER NOT NULL,      -- it has 2^level entries, at least 256
    number INTEGER NOT NULL,     -- its number among those of its level, from 0: it begins behind entry number × 2^level
    root BLOB NOT NULL,          -- 32 bytes: the root of the tree (RFC 6962) over its entries
    PRIMARY KEY (level, number),
    CHECK (level >= 8 AND number >= 0 AND length(root) = 32)
) STRICT, WITHOUT ROWID;

-- One row is one total over the families that are not woven, as if no day were asked for. Each figure is a sum, so that
-- what an asset adds to it can be taken away again.
CREATE TABLE total (
    breakdown TEXT NOT NULL,     -- which breakdown: `stock by jurisdiction`
    key TEXT NOT NULL,           -- the values of its dimensions, in its order, separated by U+001F. Of assets that have a value
                                 -- other than their amount, or a count, the currency of the value and what is counted follow
                                 -- likewise; with `value` or `count` behind them the row adds up values or counts, × 10^scale of
                                 -- their currency, or as they are. A row without these adds up amounts that are values, too
    exact INTEGER NOT NULL,      -- the number of amounts whose bounds are equal
    bounded INTEGER NOT NULL,    -- of all other amounts that are stated
    unstated INTEGER NOT NULL,   -- of amounts that no source states
    non_valued INTEGER NOT NULL, -- of assets of which no market value has a meaning
    carried INTEGER NOT NULL,    -- of stated amounts that an action counts with and does not state itself
    valued INTEGER NOT NULL,     -- of amounts that the figures below add up
    lower TEXT NOT NULL,         -- the sum of their lower ends × 10^scale of the currency, a decimal integer; the scale is the
                                 -- number of decimals that its amounts are kept with: 8 of EUR, 6 of JPY, 18 of ETH
    lower_exclusive INTEGER NOT NULL, -- how many of those ends are exclusive
    upper TEXT NOT NULL,         -- the sum of the upper ends that there are, likewise
    upper_exclusive INTEGER NOT NULL, -- how many of those are exclusive
    endless INTEGER NOT NULL,    -- how many amounts have no upper end
    approximate INTEGER NOT NULL, -- how many are approximate
    PRIMARY KEY (breakdown, key)
) STRICT, WITHOUT ROWID;

-- One row is what one entry says of one datum; what the latest entry says of it holds.
CREATE TABLE withheld (
    commitment BLOB NOT NULL,    -- 32 bytes: the datum's commitment, as in `personal`
    entry INTEGER NOT NULL,      -- the entry that says so
    how TEXT NOT NULL CHECK (how IN ('erased', 'restricted', 'unrestricted')), -- how the datum is handled from then on
    PRIMARY KEY (commitment, entry),
    CHECK (length(commitment) = 32)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER withheld_follows BEFORE INSERT ON withheld
WHEN EXISTS (SELECT 1 FROM withheld WHERE commitment = NEW.commitment AND (how = 'erased' OR entry >= NEW.entry))
BEGIN
    SELECT raise(ABORT, 'what is erased stays erased, and a later entry follows');
END;

CREATE TRIGGER withheld_stays BEFORE UPDATE ON withheld
BEGIN
    SELECT raise(ABORT, 'what an entry says of personal data is never changed');
END;

CREATE TRIGGER withheld_remains BEFORE DELETE ON withheld
BEGIN
    SELECT raise(ABORT, 'what an entry says of personal data is never deleted');
END;
