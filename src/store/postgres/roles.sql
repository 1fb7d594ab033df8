-- Who may do what. Whoever may use the database may not use the ledger until they are given one of its roles, which are named
-- after its schema: `…_read` reads everything but personal data, `…_personal` those as well, `…_write` also records, by the
-- functions alone, and `…_admin` also derives the tables again. A login that may not create roles leaves that to an
-- administrator.
DO $$
DECLARE
    ledger text := current_schema();
    function text;
BEGIN
    FOR function IN SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = ledger::regnamespace LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', function);
    END LOOP;
    IF NOT (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) THEN
        RETURN;
    END IF;
    FOR function IN SELECT unnest(ARRAY['read', 'personal', 'write', 'admin']) LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = ledger || '_' || function) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', ledger || '_' || function);
        END IF;
    END LOOP;
    EXECUTE format('GRANT %I TO %I', ledger || '_read', ledger || '_personal');
    EXECUTE format('GRANT %I TO %I', ledger || '_personal', ledger || '_write');
    EXECUTE format('GRANT %I TO %I', ledger || '_write', ledger || '_admin');
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', ledger, ledger || '_read');
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I', ledger, ledger || '_read');
    EXECUTE format('REVOKE SELECT ON personal FROM %I', ledger || '_read');
    EXECUTE format('GRANT SELECT ON personal TO %I', ledger || '_personal');
    FOR function IN
        SELECT oid::regprocedure::text FROM pg_proc
        WHERE pronamespace = ledger::regnamespace AND prosecdef AND proname <> 'empty'
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', function, ledger || '_write');
    END LOOP;
    EXECUTE format('GRANT EXECUTE ON FUNCTION empty() TO %I', ledger || '_admin');
END
$$
