//! Copies from and to a server: one state while others record, rights, damage, round trips.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::domain::Identifier;
use crate::journal::{Draft, Handling};
use crate::store::contract::server::new_schema;
use crate::store::contract::whole::{freeze, ledger_on, record, recorder};
use crate::store::engine::{Engine, Writes};
use crate::store::memory::Memory;
use crate::store::sqlite::{Parent, Sqlite};
use crate::store::{
    Copied, Error, Keep, Ledger, Mode, NotCopied, Progress, Rederived, Remedy, Request, batch, copy, rederive,
};

use super::ask::Ask;
use super::connect::connect;
use super::{Postgres, Server, Surroundings};

/// The rows of a ledger that is copied in parts, each with a datum of its own.
const ROWS: usize = 1_500;

fn server() -> Option<Server> {
    Some(Server::parse(&new_schema()?, Surroundings::default()).unwrap())
}

fn drafts(rows: usize) -> Vec<Draft> {
    let draft = |row| match freeze(&format!("{row}.50 EUR"), &format!("row {row}")) {
        Request::Act(mut draft) => {
            draft.details.identifiers = Some(vec![Identifier::parse(&format!("other:account {row}")).unwrap()]);
            *draft
        }
        other => panic!("{other:?}"),
    };
    (1..=rows).map(draft).collect()
}

/// Records rows as an import does.
pub(super) fn import(engine: &mut dyn Engine, rows: usize) {
    let mut row = 0;
    let recorded = batch::batch(engine, &mut recorder(2), |batch| {
        for together in drafts(rows).chunks(1_000) {
            batch.foresee(together)?;
            for draft in together {
                row += 1;
                batch.record(row, vec![Request::Act(Box::new(draft.clone()))])?;
            }
        }
        Ok::<_, Error>(((), Keep::Entry))
    });
    assert_eq!(recorded, Ok(()));
}

/// A file with a ledger of a few or many entries.
fn file(rows: usize) -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("ledger.db");
    Sqlite::create(&path, Parent::MustExist, |_| Ok(())).unwrap();
    drop(ledger_on(Box::new(Sqlite::open(&path, Mode::Write).unwrap())));
    import(&mut Sqlite::open(&path, Mode::Write).unwrap(), rows);
    (directory, path)
}

fn quiet(_: Progress) -> Result<(), Error> {
    Ok(())
}

/// Copies a ledger to a file while `meanwhile` changes it after the first part.
fn copied_while(from: &Ledger, to: &Path, meanwhile: impl FnOnce()) -> Copied {
    let mut meanwhile = Some(meanwhile);
    let copied = from.copy_to_file(to, Parent::MustExist, &mut |progress| {
        if let (Progress::Copied(copied, of), Some(meanwhile)) = (progress, meanwhile.take()) {
            assert!(copied < of);
            meanwhile();
        }
        Ok(())
    });
    copied.unwrap()
}

/// Erases the data of an early row that is copied already, and records another.
fn erase_and_record(ledger: &mut Ledger) {
    let entry = 5;
    let (reason, authority) = ("acquitted".to_owned(), Some("A court".to_owned()));
    record(ledger, 4, Request::Withhold { handling: Handling::Erased, entry, reason, authority }).unwrap();
    record(ledger, 5, freeze("7 EUR", "later")).unwrap();
}

#[test]
fn a_copy_is_of_one_state_while_others_record_and_erase() {
    let (directory, path) = file(ROWS);
    let copy = directory.path().join("copy.db");
    let copied = copied_while(&Ledger::open(&path, Mode::Read).unwrap(), &copy, || {
        erase_and_record(&mut Ledger::open(&path, Mode::Write).unwrap());
    });
    assert_eq!(copied.findings.entries, ROWS as u64 + 5);
    let Some(server) = server() else { return };
    Ledger::open(&path, Mode::Read).unwrap().copy_to_server(&server, &mut quiet).unwrap();
    let from = Ledger::open_on_server(&server, Mode::Read).unwrap();
    let copied = copied_while(&from, &directory.path().join("second.db"), || {
        let mut ledger = Ledger::open_on_server(&server, Mode::Write).unwrap();
        record(&mut ledger, 6, freeze("8 EUR", "last")).unwrap();
    });
    assert_eq!((copied.findings.entries, copied.restarts), (ROWS as u64 + 6, 0));
}

#[test]
fn a_damaged_ledger_on_a_server_is_not_copied() {
    for sql in [
        "UPDATE @.entry SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), 'A case', 'A face'), 'UTF8')",
        "DELETE FROM @.entry WHERE entry = 3",
        "UPDATE @.personal SET data = 'owner:Eve'",
        "UPDATE @.personal SET entry = 1",
        "DELETE FROM @.personal",
        "UPDATE @.head SET root = decode(repeat('00', 32), 'hex')",
        "UPDATE @.head SET size = size - 1",
    ] {
        let Some(server) = server() else { return };
        let (directory, path) = file(2);
        Ledger::open(&path, Mode::Read).unwrap().copy_to_server(&server, &mut quiet).unwrap();
        let wire = connect(&server).unwrap();
        for table in ["entry", "personal", "head"] {
            assert!(wire.flight(&[Ask::new(format!("ALTER TABLE @.{table} DISABLE TRIGGER ALL"))]).is_ok());
        }
        assert!(wire.flight(&[Ask::new(sql)]).is_ok(), "{sql}");
        let copy = directory.path().join("copy.db");
        let refused = Ledger::open_on_server(&server, Mode::Read)
            .map_err(NotCopied::from)
            .and_then(|from| from.copy_to_file(&copy, Parent::MustExist, &mut quiet));
        let damaged = matches!(refused, Err(NotCopied::Differs(_) | NotCopied::Failed(Error::Damaged { .. })));
        assert!(damaged, "{sql}: {refused:?}");
        assert!(!copy.exists(), "{sql}");
    }
}

#[test]
fn whoever_may_not_read_personal_data_copies_nothing() {
    let Some(url) = new_schema() else { return };
    let server = Server::parse(&url, Surroundings::default()).unwrap();
    let (directory, path) = file(2);
    Ledger::open(&path, Mode::Read).unwrap().copy_to_server(&server, &mut quiet).unwrap();
    let (schema, Some((_, rest))) = (server.schema(), url.split_once('@')) else { return };
    for (role, may) in [("read", false), ("personal", true)] {
        let login = format!("{schema}_{role}_login");
        let wire = connect(&server).unwrap();
        let sql = format!("DO $$ BEGIN CREATE ROLE {login} LOGIN; GRANT {schema}_{role} TO {login}; END $$");
        if wire.flight(&[Ask::new(sql)]).is_err() {
            return;
        }
        let as_login = Server::parse(&format!("postgres://{login}@{rest}"), Surroundings::default()).unwrap();
        let copy = directory.path().join(format!("{role}.db"));
        let from = Ledger::open_on_server(&as_login, Mode::Read).unwrap();
        let copied = from.copy_to_file(&copy, Parent::MustExist, &mut quiet);
        let refused =
            matches!(&copied, Err(NotCopied::Failed(Error::Environment { remedy: Remedy::GetPersonalRole, .. })));
        assert_eq!((copied.is_ok(), refused, copy.exists()), (may, !may, may), "{role}: {copied:?}");
        drop(from);
        assert!(wire.flight(&[Ask::new(format!("DROP ROLE {login}"))]).is_ok());
    }
}

/// The number of round trips that `work` takes on a connection of its own.
fn flights(server: &Server, work: impl FnOnce(&mut Postgres)) -> usize {
    let mut engine = Postgres::open(server, Mode::Write).unwrap();
    let before = engine.flights();
    work(&mut engine);
    engine.flights() - before
}

#[test]
fn a_thousand_rows_are_imported_and_copied_in_few_round_trips() {
    let (Some(imported), Some(copied)) = (server(), server()) else { return };
    for server in [&imported, &copied] {
        Postgres::create(server, |_| Ok::<_, Error>(())).unwrap();
    }
    drop(ledger_on(Box::new(Postgres::open(&imported, Mode::Write).unwrap())));
    let import = flights(&imported, |engine| import(engine, ROWS));
    let into = flights(&copied, |engine| {
        let from = Postgres::open(&imported, Mode::Read).unwrap();
        let tx = engine.write(Writes::Many).unwrap();
        copy::copy(&from, &*tx, &mut quiet).unwrap();
        tx.commit().unwrap();
    });
    let from = flights(&imported, |engine| {
        let mut memory = Memory::default();
        let tx = memory.write(Writes::Many).unwrap();
        copy::copy(engine, &*tx, &mut quiet).unwrap();
    });
    let rederived = flights(&imported, |engine| {
        assert_eq!(rederive::rederive(engine, &mut |_| Ok(())), Ok(Rederived::Anew));
    });
    let taken = format!("import {import}, copy to a server {into}, from one {from}, rederive {rederived}");
    assert!([import, into, from, rederived].iter().all(|flights| *flights <= 30 * ROWS / 1_000), "{taken}");
}
