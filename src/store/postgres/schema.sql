-- A ledger on PostgreSQL: the tables of one schema, and the functions that alone write them. What a row is, and what each
-- column means, stands in the schema of the ledger's file; here stands what differs.
--
-- Texts compare byte by byte (COLLATE "C"), whatever the database's own order is. Entries have no sequence: a sequence leaves
-- gaps, and numbers come in the order of commits only because writers wait for each other at `head`.
--
-- The functions belong to whoever created the ledger and run with their rights. Whoever may execute them may add to the
-- ledger; nobody needs the right to write a table. The triggers stop what is done by mistake with the owner's rights.

CREATE TABLE meta (
    id integer PRIMARY KEY CHECK (id = 1), -- always 1
    magic text NOT NULL,         -- `impound`
    format bigint NOT NULL,      -- the format of the tables and the entries
    made text[] NOT NULL DEFAULT '{}' -- each table, function and trigger as it was created, with a digest
);

CREATE TABLE entry (
    entry bigint PRIMARY KEY,
    bytes bytea NOT NULL
);

CREATE TABLE personal (
    commitment bytea PRIMARY KEY CHECK (length(commitment) = 32),
    entry bigint NOT NULL REFERENCES entry (entry),
    salt bytea NOT NULL CHECK (length(salt) = 32),
    data text COLLATE "C" NOT NULL
);

-- By hash, because a map is longer than a row of any other index can be.
CREATE INDEX personal_by_data ON personal USING hash (data);

CREATE TABLE rate (
    rate_set text COLLATE "C" NOT NULL,
    currency text COLLATE "C" NOT NULL,
    date text COLLATE "C" NOT NULL,
    entry bigint NOT NULL REFERENCES entry (entry),
    rate text COLLATE "C" NOT NULL,
    PRIMARY KEY (rate_set, currency, date, entry)
);

CREATE TABLE head (
    id integer PRIMARY KEY CHECK (id = 1),
    last bigint NOT NULL DEFAULT 0, -- the number of the last entry: `size`, once a transaction is over
    size bigint NOT NULL,
    root bytea NOT NULL CHECK (length(root) = 32),
    frontier bytea NOT NULL CHECK (length(frontier) % 32 = 0),
    seal bytea NOT NULL CHECK (length(seal) % 33 = 0)
) WITH (fillfactor = 10);

CREATE TABLE case_file (
    case_ref text COLLATE "C" PRIMARY KEY,
    entry bigint NOT NULL,
    latest bigint NOT NULL,
    assets bigint NOT NULL
);

CREATE TABLE case_entry (
    case_ref text COLLATE "C" NOT NULL,
    entry bigint NOT NULL,
    about bigint NOT NULL,
    PRIMARY KEY (case_ref, entry)
);

CREATE TABLE rate_set (
    rate_set text COLLATE "C" NOT NULL,
    entry bigint NOT NULL,
    PRIMARY KEY (rate_set, entry)
);

CREATE TABLE source (
    source_ref text COLLATE "C" PRIMARY KEY,
    entry bigint NOT NULL,
    latest bigint NOT NULL
);

CREATE TABLE family (
    entry bigint PRIMARY KEY,
    root text COLLATE "C" NOT NULL UNIQUE,
    steps text COLLATE "C" NOT NULL,
    woven boolean NOT NULL,
    pool boolean NOT NULL
);

CREATE INDEX family_woven ON family (entry) WHERE woven;
CREATE INDEX family_pool ON family (entry) WHERE pool;

CREATE TABLE guest (
    case_ref text COLLATE "C" NOT NULL,
    family bigint NOT NULL,
    PRIMARY KEY (case_ref, family)
);

CREATE TABLE reference (
    ref text COLLATE "C" PRIMARY KEY,
    entry bigint NOT NULL
);

CREATE TABLE likeness (
    likeness bigint NOT NULL,
    entry bigint NOT NULL,
    PRIMARY KEY (likeness, entry)
);

CREATE TABLE seal (
    node bigint PRIMARY KEY,
    bytes bytea NOT NULL
);

CREATE TABLE subtree (
    level bigint NOT NULL CHECK (level >= 8),
    number bigint NOT NULL CHECK (number >= 0),
    root bytea NOT NULL CHECK (length(root) = 32),
    PRIMARY KEY (level, number)
);

-- A key may be longer than a row of a B-tree can be, so its digest is indexed.
CREATE TABLE total (
    breakdown text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    exact bigint NOT NULL,
    bounded bigint NOT NULL,
    unstated bigint NOT NULL,
    non_valued bigint NOT NULL,
    carried bigint NOT NULL,
    valued bigint NOT NULL,
    lower text COLLATE "C" NOT NULL,
    lower_exclusive bigint NOT NULL,
    upper text COLLATE "C" NOT NULL,
    upper_exclusive bigint NOT NULL,
    endless bigint NOT NULL,
    approximate bigint NOT NULL
) WITH (fillfactor = 60);

CREATE UNIQUE INDEX total_by_key ON total (breakdown, md5(key));

CREATE TABLE withheld (
    commitment bytea NOT NULL CHECK (length(commitment) = 32),
    entry bigint NOT NULL,
    how text COLLATE "C" NOT NULL CHECK (how IN ('erased', 'restricted', 'unrestricted')),
    PRIMARY KEY (commitment, entry)
);

-- What is recorded is never rewritten.

CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0];
END
$$;

CREATE FUNCTION entry_follows() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    first bigint;
    latest bigint;
    many bigint;
BEGIN
    SELECT min(entry), max(entry), count(*) INTO first, latest, many FROM added;
    IF many > 0 AND (first <> 1 + coalesce((SELECT max(entry) FROM entry WHERE entry < first), 0)
        OR latest <> first + many - 1 OR latest <> (SELECT max(entry) FROM entry)) THEN
        RAISE EXCEPTION 'an entry has the next number';
    END IF;
    IF many > 0 THEN
        UPDATE head SET last = latest WHERE id = 1;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER entry_follows AFTER INSERT ON entry REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION entry_follows();

CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
FOR EACH STATEMENT EXECUTE FUNCTION never('an entry is never changed and never deleted');

CREATE FUNCTION personal_remains() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM withheld WHERE commitment = OLD.commitment AND how = 'erased') THEN
        RAISE EXCEPTION 'personal data are erased by an entry that says so';
    END IF;
    RETURN OLD;
END
$$;

CREATE TRIGGER personal_remains BEFORE DELETE ON personal FOR EACH ROW EXECUTE FUNCTION personal_remains();

CREATE TRIGGER personal_stays BEFORE UPDATE OR TRUNCATE ON personal
FOR EACH STATEMENT EXECUTE FUNCTION never('personal data are never changed');

CREATE FUNCTION rate_follows() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM rate
        WHERE rate_set = NEW.rate_set AND currency = NEW.currency AND date = NEW.date AND entry >= NEW.entry
    ) THEN
        RAISE EXCEPTION 'a rate is changed by a later entry';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER rate_follows BEFORE INSERT ON rate FOR EACH ROW EXECUTE FUNCTION rate_follows();

CREATE TRIGGER rate_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON rate
FOR EACH STATEMENT EXECUTE FUNCTION never('a rate is never changed in place and never deleted');

-- The tree over the entries, as RFC 6962 grows it: a leaf is the digest of 0x00 and the entry's bytes, a node that of 0x01 and
-- both nodes below. `frontier` has a full subtree for each one bit of `size`.
CREATE FUNCTION grown(size bigint, frontier bytea, up_to bigint) RETURNS bytea
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    leaf bytea;
    bits bigint;
BEGIN
    FOR leaf IN SELECT bytes FROM entry WHERE entry.entry > size AND entry.entry <= up_to ORDER BY entry.entry LOOP
        leaf := sha256('\x00'::bytea || leaf);
        bits := size;
        WHILE bits & 1 = 1 LOOP
            leaf := sha256('\x01'::bytea || substr(frontier, length(frontier) - 31) || leaf);
            frontier := substr(frontier, 1, length(frontier) - 32);
            bits := bits >> 1;
        END LOOP;
        frontier := frontier || leaf;
        size := size + 1;
    END LOOP;
    RETURN frontier;
END
$$;

CREATE FUNCTION root_of(frontier bytea) RETURNS bytea LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    root bytea;
BEGIN
    WHILE length(frontier) > 0 LOOP
        root := coalesce(sha256('\x01'::bytea || substr(frontier, length(frontier) - 31) || root),
            substr(frontier, length(frontier) - 31));
        frontier := substr(frontier, 1, length(frontier) - 32);
    END LOOP;
    RETURN coalesce(root, sha256(''));
END
$$;

CREATE FUNCTION head_follows() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NEW.id <> 1 OR NEW.size < OLD.size OR NEW.last <> coalesce((SELECT max(entry) FROM entry), 0)
        OR NEW.size NOT IN (OLD.size, NEW.last) THEN
        RAISE EXCEPTION 'the head follows the journal';
    END IF;
    IF NEW.size = OLD.size AND (NEW.root <> OLD.root OR NEW.frontier <> OLD.frontier)
        OR NEW.size > OLD.size AND (NEW.root <> root_of(NEW.frontier)
            OR NEW.frontier <> grown(OLD.size, OLD.frontier, NEW.size)) THEN
        RAISE EXCEPTION 'the root is that of the tree over the entries';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER head_follows BEFORE UPDATE ON head FOR EACH ROW EXECUTE FUNCTION head_follows();

CREATE FUNCTION head_counts() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM head WHERE last <> size) THEN
        RAISE EXCEPTION 'no entry is added without the head';
    END IF;
    RETURN NULL;
END
$$;

-- Only at the end: the head is written after the entries.
CREATE CONSTRAINT TRIGGER head_counts AFTER UPDATE ON head DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.last <> NEW.size) EXECUTE FUNCTION head_counts();

CREATE TRIGGER head_remains BEFORE DELETE OR TRUNCATE ON head
FOR EACH STATEMENT EXECUTE FUNCTION never('the head is never deleted');

CREATE FUNCTION withheld_follows() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM withheld WHERE commitment = NEW.commitment AND (how = 'erased' OR entry >= NEW.entry)
    ) THEN
        RAISE EXCEPTION 'what is erased stays erased, and a later entry follows';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER withheld_follows BEFORE INSERT ON withheld FOR EACH ROW EXECUTE FUNCTION withheld_follows();

CREATE TRIGGER withheld_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON withheld
FOR EACH STATEMENT EXECUTE FUNCTION never('what an entry says of personal data is never changed');

-- The functions that write. Each takes the columns of its rows as arrays, so that one call writes many rows.

-- Makes writers wait for each other: in the order in which they come, and then at the row that all of them change.
CREATE FUNCTION wait_for_turn() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM pg_advisory_xact_lock((1768779876::bigint << 32) | 'head'::regclass::oid::bigint);
    PERFORM 1 FROM head WHERE id = 1 FOR UPDATE;
END
$$;

-- An entry says under which role it was recorded, and nobody records under another's. Only the owner may: a copy has entries
-- that were recorded elsewhere.
CREATE FUNCTION add_entries(bigint[], bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    other bigint;
BEGIN
    IF session_user <> current_user THEN
        SELECT added.entry INTO other
        FROM unnest($1, $2) AS added (entry, bytes), LATERAL (SELECT convert_from(added.bytes, 'UTF8')::jsonb) AS said (entry)
        WHERE coalesce(said.entry ->> 'login', said.entry ->> 'recorded_by') IS DISTINCT FROM session_user
        ORDER BY added.entry LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'entry % was not recorded by %, who is logged in', other, session_user
            USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    INSERT INTO entry (entry, bytes) SELECT * FROM unnest($1, $2);
END
$$;

CREATE FUNCTION add_personal(bytea[], bigint[], bytea[], text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO personal (commitment, entry, salt, data) SELECT * FROM unnest($1, $2, $3, $4)
$$;

CREATE FUNCTION add_rates(text[], text[], text[], bigint[], text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO rate (rate_set, currency, date, entry, rate) SELECT * FROM unnest($1, $2, $3, $4, $5)
$$;

CREATE FUNCTION open_cases(text[], bigint[], bigint[], bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO case_file (case_ref, entry, latest, assets) SELECT * FROM unnest($1, $2, $3, $4)
$$;

CREATE FUNCTION change_cases(text[], bigint[], bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    UPDATE case_file SET latest = new.latest, assets = new.assets
    FROM unnest($1, $2, $3) AS new (case_ref, latest, assets) WHERE case_file.case_ref = new.case_ref
$$;

CREATE FUNCTION add_sources(text[], bigint[], bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO source (source_ref, entry, latest) SELECT * FROM unnest($1, $2, $3)
$$;

CREATE FUNCTION change_sources(text[], bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    UPDATE source SET latest = new.latest
    FROM unnest($1, $2) AS new (source_ref, latest) WHERE source.source_ref = new.source_ref
$$;

CREATE FUNCTION add_references(text[], bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO reference (ref, entry) SELECT * FROM unnest($1, $2)
$$;

CREATE FUNCTION add_case_entries(text[], bigint[], bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO case_entry (case_ref, entry, about) SELECT * FROM unnest($1, $2, $3)
$$;

CREATE FUNCTION add_rate_sets(text[], bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO rate_set (rate_set, entry) SELECT * FROM unnest($1, $2)
$$;

CREATE FUNCTION begin_families(bigint[], text[], text[], boolean[], boolean[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO family (entry, root, steps, woven, pool) SELECT * FROM unnest($1, $2, $3, $4, $5)
$$;

CREATE FUNCTION follow_families(bigint[], text[], boolean[], boolean[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    UPDATE family SET steps = family.steps || new.steps, woven = new.woven, pool = new.pool
    FROM unnest($1, $2, $3, $4) AS new (entry, steps, woven, pool) WHERE family.entry = new.entry
$$;

CREATE FUNCTION weave_families(bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    UPDATE family SET woven = true WHERE entry = ANY ($1)
$$;

CREATE FUNCTION add_guests(text[], bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO guest (case_ref, family) SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION add_likenesses(bigint[], bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO likeness (likeness, entry) SELECT * FROM unnest($1, $2)
$$;

CREATE FUNCTION withhold(bytea[], bigint[], text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO withheld (commitment, entry, how) SELECT * FROM unnest($1, $2, $3)
$$;

CREATE FUNCTION put_totals(
    text[], text[], bigint[], bigint[], bigint[], bigint[], bigint[], bigint[], text[], bigint[], text[], bigint[],
    bigint[], bigint[]
) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO total (breakdown, key, exact, bounded, unstated, non_valued, carried, valued, lower, lower_exclusive,
        upper, upper_exclusive, endless, approximate)
    SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    ON CONFLICT (breakdown, md5(key)) DO UPDATE SET
        key = excluded.key, exact = excluded.exact, bounded = excluded.bounded, unstated = excluded.unstated,
        non_valued = excluded.non_valued, carried = excluded.carried, valued = excluded.valued,
        lower = excluded.lower, lower_exclusive = excluded.lower_exclusive, upper = excluded.upper,
        upper_exclusive = excluded.upper_exclusive, endless = excluded.endless, approximate = excluded.approximate
$$;

CREATE FUNCTION drop_totals(text[], text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    DELETE FROM total USING unnest($1, $2) AS old (breakdown, key)
    WHERE total.breakdown = old.breakdown AND md5(total.key) = md5(old.key)
$$;

CREATE FUNCTION add_subtrees(bigint[], bigint[], bytea[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO subtree (level, number, root) SELECT * FROM unnest($1, $2, $3)
$$;

CREATE FUNCTION put_nodes(bigint[], bytea[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    INSERT INTO seal (node, bytes) SELECT * FROM unnest($1, $2)
    ON CONFLICT (node) DO UPDATE SET bytes = excluded.bytes
$$;

CREATE FUNCTION drop_nodes(bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    DELETE FROM seal WHERE node = ANY ($1)
$$;

CREATE FUNCTION erase(bytea[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    DELETE FROM personal WHERE commitment = ANY ($1)
$$;

CREATE FUNCTION lead(bigint, bytea, bytea, bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    UPDATE head SET size = $1, root = $2, frontier = $3, seal = $4 WHERE id = 1
$$;

-- Writes without changing anything, so that COMMIT waits for the disk, and for a standby if there is one: what was read in the
-- same transaction is then kept as safely as what is written.
CREATE FUNCTION touch() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    UPDATE head SET seal = seal WHERE id = 1
$$;

-- Empties the derived tables, so that they can be derived again. Readers see them as they were until that is committed.
CREATE FUNCTION empty() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    ALTER TABLE withheld DISABLE TRIGGER withheld_stays;
    DELETE FROM case_file;
    DELETE FROM case_entry;
    DELETE FROM rate_set;
    DELETE FROM source;
    DELETE FROM family;
    DELETE FROM guest;
    DELETE FROM reference;
    DELETE FROM likeness;
    DELETE FROM seal;
    DELETE FROM subtree;
    DELETE FROM total;
    DELETE FROM withheld;
    ALTER TABLE withheld ENABLE TRIGGER withheld_stays;
END
$$;
