//! What guards a ledger on a server: roles, functions that check what they write, a schema that is compared.

use tokio_postgres::config::Host;

use super::*;
use crate::store::Recorder;
use crate::store::settings::Noted;

/// Every kind of statement that changes a table, or takes a lock that only a writer needs.
const ON_TABLES: [&str; 9] = [
    "INSERT INTO @.{} DEFAULT VALUES",
    "DELETE FROM @.{}",
    "TRUNCATE @.{} CASCADE",
    "SELECT 1 FROM @.{} FOR UPDATE",
    "LOCK TABLE @.{} IN SHARE MODE",
    "ALTER TABLE @.{} DISABLE TRIGGER ALL",
    "ALTER TABLE @.{} OWNER TO CURRENT_USER",
    "CREATE TRIGGER mine BEFORE INSERT ON @.{} FOR EACH STATEMENT EXECUTE FUNCTION @.never()",
    "DROP TABLE @.{} CASCADE",
];

/// Other statements that nobody but the owner may carry out.
const OTHERS: [&str; 14] = [
    "UPDATE @.entry SET bytes = 'x'",
    "UPDATE @.head SET size = 9",
    "UPDATE @.reference SET entry = 1",
    "UPDATE @.meta SET made = '{}'",
    "SET session_replication_role = replica",
    "SET ROLE impound",
    "SET SESSION AUTHORIZATION impound",
    "CREATE TABLE @.more ()",
    "CREATE FUNCTION @.more() RETURNS void LANGUAGE sql AS ''",
    "ALTER FUNCTION @.touch() SECURITY INVOKER",
    "CREATE OR REPLACE FUNCTION @.touch() RETURNS void LANGUAGE sql AS ''",
    "ALTER SYSTEM SET fsync = off",
    "COPY @.entry FROM PROGRAM 'true'",
    "SELECT @.grown(0, '', 9)",
];

/// Calls of functions that write.
const CALLS: [&str; 3] = ["SELECT @.add_references('{}', '{}')", "SELECT @.erase('{}')", "SELECT @.wait_for_turn()"];

/// A login with a role of the ledger; `None` if this server cannot have one.
fn login(server: &Server, role: &str) -> Option<Server> {
    let (user, schema) = (format!("{}_{role}_login", server.schema()), server.schema());
    // Another server may ask for a password.
    if !matches!(server.config().get_hosts(), [Host::Unix(_)]) {
        return None;
    }
    as_owner(server, &[&format!("CREATE ROLE {user} LOGIN IN ROLE {schema}_{role}")]);
    Some(server.as_user(&user))
}

#[test]
fn no_role_may_do_more_than_it_is_for() {
    let Some((_ledger, server)) = ledger() else { return };
    let sql = "SELECT relname::text FROM pg_class WHERE relnamespace = (SELECT relnamespace FROM pg_class
        WHERE oid = '@.meta'::regclass) AND relkind = 'r'";
    let tables: Vec<String> =
        connect(&server).unwrap().flight(&[Ask::new(sql)]).ok().unwrap()[0].iter().map(|row| row.get(0)).collect();
    assert!(tables.len() >= 16, "{tables:?}");
    let on_tables = tables.iter().flat_map(|table| ON_TABLES.map(|sql| sql.replace("{}", table)));
    let forbidden: Vec<String> = on_tables.chain(OTHERS.map(str::to_owned)).collect();
    for role in ["read", "personal", "write", "admin"] {
        let Some(as_role) = login(&server, role) else { return };
        let wire = connect(&as_role).unwrap();
        for sql in &forbidden {
            let refused = wire.flight(&[Ask::new(sql)]).map(drop).map_err(Error::from);
            assert!(matches!(refused, Err(Error::Environment { .. })), "{role}: {sql}: {refused:?}");
        }
        let may = |sql: &str| match wire.flight(&[Ask::new(sql)]).map(drop).map_err(Error::from) {
            Ok(()) => true,
            Err(Error::Environment { .. }) => false,
            Err(error) => panic!("{role}: {sql}: {error:?}"),
        };
        assert!(may("SELECT * FROM @.entry"));
        assert_eq!(may("SELECT * FROM @.personal"), role != "read", "{role}");
        for call in CALLS {
            assert_eq!(may(call), ["write", "admin"].contains(&role), "{role}: {call}");
        }
        assert_eq!(may("SELECT @.empty()"), role == "admin", "{role}");
    }
}

#[test]
fn a_temporary_table_hides_none_of_the_ledgers() {
    let Some((_ledger, server)) = ledger() else { return };
    let Some(writer) = login(&server, "write") else { return };
    let mut engine = opened(&writer);
    // The transaction of the opening may only read.
    drop(engine.write(Writes::Few).unwrap());
    for table in ["entry (entry bigint, bytes bytea)", "head (id int, last bigint, size bigint)"] {
        engine.wire.flight(&[Ask::new(format!("CREATE TEMP TABLE {table}"))]).ok().unwrap();
    }
    append::append(&mut engine, &[freeze("5 EUR", "one")], &mut recorder(3), Keep::Entry).unwrap().1.unwrap();
    assert_eq!(opened(&server).read().unwrap().last(), Ok(4));
}

#[test]
fn nobody_records_under_the_role_of_another() {
    let Some((_ledger, server)) = ledger() else { return };
    let Some(writer) = login(&server, "write") else { return };
    let role = writer.config().get_user().unwrap().to_owned();
    let mut engine = opened(&writer);
    let mut append = |request, recorder: &mut Recorder| {
        append::append(&mut engine, &[request], recorder, Keep::Entry).unwrap().0.remove(0).entry.stamp
    };
    let claimed = append(freeze("5 EUR", "one"), &mut recorder(3));
    assert_eq!((claimed.recorded_by.as_str(), claimed.login.as_ref()), ("tester", Some(&role)));
    let own = append(freeze("6 EUR", "two"), &mut Recorder { recorded_by: None, ..recorder(4) });
    assert_eq!((&own.recorded_by, own.login.as_ref()), (&role, None));
    let add = |server: &Server, said: &str| {
        let (mut engine, head) = (opened(server), head_with(server, said.as_bytes()));
        let tx = engine.write(Writes::Few)?;
        tx.add(&[(tx.last()? + 1, said.as_bytes())], &[])?;
        tx.lead(&head)?;
        tx.commit()
    };
    let refused = [
        r#"{"recorded_by":"impound"}"#.to_owned(),
        format!(r#"{{"login":"impound","recorded_by":"{role}"}}"#),
        r#"{"entry":"6"}"#.to_owned(),
        format!("\"{role}\""),
        "[]".to_owned(),
    ];
    for said in &refused {
        let answer = add(&writer, said);
        let named = |what: &str| what.contains(&format!("entry 6 was not recorded by {role}"));
        assert!(matches!(&answer, Err(Error::Environment { what, .. }) if named(what)), "{said}: {answer:?}");
    }
    assert!(add(&writer, "no JSON").is_err());
    assert_eq!(opened(&server).read().unwrap().last(), Ok(5));
    // The owner may: a copy has entries that were recorded elsewhere.
    assert_eq!(add(&server, &refused[0]), Ok(()));
    assert_eq!(add(&writer, &format!(r#"{{"login":"{role}","recorded_by":"impound"}}"#)), Ok(()));
}

#[test]
fn a_database_that_cannot_keep_every_text_is_refused() {
    let Some(url) = new_schema() else { return };
    let database = format!("latin_{}", std::process::id());
    let sql = format!("CREATE DATABASE {database} ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
    let server = Server::parse(&url, Surroundings::default()).unwrap();
    if connect(&server).unwrap().flight(&[Ask::new(sql)]).is_err() || !url.contains("/postgres/") {
        return;
    }
    let there = Server::parse(&url.replace("/postgres/", &format!("/{database}/")), Surroundings::default()).unwrap();
    let refused = Postgres::create(&there, |_| Ok(()));
    assert!(matches!(&refused, Err(Error::Environment { what, .. }) if what.contains("LATIN1")), "{refused:?}");
    as_owner(&server, &[&format!("DROP DATABASE {database} WITH (FORCE)")]);
}

#[test]
fn an_administrator_derives_the_tables_again() {
    let Some((_ledger, server)) = ledger() else { return };
    let Some(admin) = login(&server, "admin") else { return };
    let mut ledger = Ledger::on(Box::new(opened(&admin)));
    ledger.rederive(&mut |_| Ok(())).unwrap();
    assert_eq!(ledger.verify(&[], &mut |_| Ok(())).unwrap().differences, [""; 0]);
}

#[test]
fn the_server_refuses_a_root_that_is_not_that_of_the_entries() {
    let Some((_ledger, server)) = ledger() else { return };
    let right = head_with(&server, b"four");
    let other = head_with(&server, b"other");
    let mut engine = opened(&server);
    for wrong in [
        other.clone(),
        Head { root: other.root, ..right.clone() },
        Head { frontier: other.frontier, ..right.clone() },
        Head { size: 5, ..right.clone() },
    ] {
        let tx = engine.write(Writes::Few).unwrap();
        tx.add(&[(4, b"four")], &[]).unwrap();
        tx.lead(&wrong).unwrap();
        let refused = tx.commit();
        assert!(matches!(refused, Err(Error::Damaged { .. })), "{refused:?}");
    }
    let tx = engine.write(Writes::Few).unwrap();
    tx.add(&[(4, b"four")], &[]).unwrap();
    let refused = tx.commit();
    assert!(matches!(&refused, Err(Error::Damaged { what, .. }) if what.contains("without the head")), "{refused:?}");
    let tx = engine.write(Writes::Few).unwrap();
    tx.add(&[(4, b"four")], &[]).unwrap();
    tx.lead(&right).unwrap();
    assert_eq!(tx.commit(), Ok(()));
}

#[test]
fn a_changed_schema_is_damage_and_is_named() {
    for (changed, named) in [
        ("ALTER TABLE @.entry DISABLE TRIGGER entry_stays", "table entry, trigger entry_stays of entry"),
        ("DROP TRIGGER withheld_stays ON @.withheld", "trigger withheld_stays of withheld"),
        ("ALTER TABLE @.head DROP CONSTRAINT head_root_check", "constraint head_root_check"),
        ("ALTER TABLE @.guest ADD COLUMN more text", "table guest"),
        ("ALTER TABLE @.reference ALTER COLUMN ref TYPE text COLLATE \"default\"", "table reference"),
        ("ALTER FUNCTION @.touch() SECURITY INVOKER", "function touch()"),
        ("CREATE OR REPLACE FUNCTION @.erase(bytea[]) RETURNS void LANGUAGE sql AS ''", "function erase(bytea[])"),
        ("DROP INDEX @.family_pool", "index family_pool"),
        ("CREATE RULE more AS ON INSERT TO @.rate DO INSTEAD NOTHING", "table rate"),
        ("ALTER TABLE @.personal ENABLE ROW LEVEL SECURITY", "table personal"),
        ("CREATE TABLE @.more ()", "table more"),
    ] {
        let Some((_ledger, server)) = ledger() else { return };
        as_owner(&server, &[changed]);
        let Err(Error::Damaged { what, .. }) = Postgres::open(&server, Mode::Read) else {
            panic!("not noticed: {changed}");
        };
        assert!(what.ends_with(&format!("is not as it was created: {named}")), "{changed}: {what}");
    }
}

#[test]
fn the_settings_name_those_who_may_write_tables_directly() {
    let Some((_ledger, server)) = ledger() else { return };
    let guard = || opened(&server).settings().unwrap().noted.swap_remove(0);
    assert_eq!(guard(), Noted::Guard(Vec::new()));
    as_owner(&server, &["GRANT UPDATE ON @.total TO PUBLIC"]);
    assert_eq!(guard(), Noted::Guard(vec!["public".to_owned()]));
}

/// Opening asks for format and schema together.
#[test]
fn the_comparison_of_the_schema_costs_no_flight() {
    let Some((_ledger, server)) = ledger() else { return };
    assert_eq!(opened(&server).flights(), 1);
}
