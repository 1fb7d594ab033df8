-- Each table, constraint, index, function and trigger of a ledger's schema with a digest of what defines it. Names of roles and
-- numbers of the catalog are left out: a copy of the database has others.
SELECT what || ' ' || encode(sha256(convert_to(array_to_string(said, E'\n', '-'), 'UTF8')), 'hex') COLLATE "C"
FROM (SELECT relnamespace AS id, relowner AS owner FROM pg_catalog.pg_class WHERE oid = '@.meta'::regclass) AS ledger
CROSS JOIN LATERAL (
    SELECT 'table ' || relname, ARRAY[relkind::text, relpersistence::text, relrowsecurity::text, relhasrules::text,
        (relowner = ledger.owner)::text,
        (SELECT count(*)::text FROM pg_catalog.pg_trigger WHERE tgrelid = pg_class.oid AND tgenabled <> 'O'),
        (SELECT string_agg(concat_ws(' ', attname, pg_catalog.format_type(atttypid, atttypmod), attnotnull, collname,
                attidentity, attgenerated, pg_catalog.pg_get_expr(adbin, adrelid)), E'\n' ORDER BY attnum)
            FROM pg_catalog.pg_attribute
            LEFT JOIN pg_catalog.pg_collation ON pg_collation.oid = attcollation
            LEFT JOIN pg_catalog.pg_attrdef ON adrelid = attrelid AND adnum = attnum
            WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped)]
    FROM pg_catalog.pg_class WHERE relnamespace = ledger.id AND relkind NOT IN ('i', 'I', 'c', 't')
    UNION ALL
    SELECT 'index ' || relname, ARRAY[amname, indisunique::text, indisvalid::text, indkey::text,
        pg_catalog.pg_get_expr(indexprs, indrelid), pg_catalog.pg_get_expr(indpred, indrelid)]
    FROM pg_catalog.pg_class
    JOIN pg_catalog.pg_index ON indexrelid = pg_class.oid
    JOIN pg_catalog.pg_am ON pg_am.oid = relam
    WHERE relnamespace = ledger.id
    UNION ALL
    SELECT 'constraint ' || conname, ARRAY[contype::text, convalidated::text, conkey::text, confkey::text,
        pg_catalog.pg_get_expr(conbin, conrelid)]
    FROM pg_catalog.pg_constraint WHERE connamespace = ledger.id AND contype IN ('c', 'f', 'p', 'u', 'x')
    UNION ALL
    SELECT 'function ' || proname || '(' || pg_catalog.oidvectortypes(proargtypes) || ')', ARRAY[lanname, prosrc,
        prosecdef::text, provolatile::text, proconfig::text, pg_catalog.format_type(prorettype, NULL),
        (proowner = ledger.owner)::text]
    FROM pg_catalog.pg_proc JOIN pg_catalog.pg_language ON pg_language.oid = prolang WHERE pronamespace = ledger.id
    UNION ALL
    SELECT 'trigger ' || tgname || ' of ' || relname, ARRAY[proname, tgtype::text, tgenabled::text, tgargs::text,
        tgdeferrable::text, tginitdeferred::text, tgnewtable::text, (tgqual IS NULL)::text]
    FROM pg_catalog.pg_trigger
    JOIN pg_catalog.pg_class ON pg_class.oid = tgrelid
    JOIN pg_catalog.pg_proc ON pg_proc.oid = tgfoid
    WHERE relnamespace = ledger.id AND NOT tgisinternal
) AS made (what, said)
ORDER BY 1
