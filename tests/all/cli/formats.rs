//! Ledgers have one format: a file in another is refused, with advice on how to migrate, and left as it is.

use rusqlite::Connection;

use super::desk::Desk;

/// The tables of personal data before the first release: no table says what is withheld.
const BEFORE: &str = "DROP TRIGGER personal_remains; DROP TABLE withheld;
    CREATE TRIGGER personal_remains BEFORE DELETE ON personal
    BEGIN
        SELECT raise(ABORT, 'personal data are never deleted');
    END;";

/// Commands of each kind: those that read, those that write, those that repair.
const COMMANDS: [&str; 8] = [
    "verify",
    "rederive",
    "case list",
    "report register --personal --format csv",
    "backup [desk]/copy.db",
    "show 4",
    "case open other --title Other --lead FR",
    "void 4 --reason \"recorded twice\"",
];

/// Changes the ledger's file with a program other than impound.
fn meddle(desk: &Desk, sql: &str) {
    let connection = Connection::open(desk.path("ledger.db")).unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
}

/// A ledger whose entry 4 names a person, whom entry 5 restricts.
fn restricted() -> Desk {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind cash --on 2024-06-25 --source S1 --subject \"Ada Lovelace\"");
    desk.does("restrict 4 --reason contested");
    desk
}

#[track_caller]
fn is_refused(desk: &Desk, format: i64) {
    for command in COMMANDS {
        desk.refuses(
            command,
            1,
            &format!(
                "impound: [desk]/ledger.db is a ledger of format {format}; this impound reads and writes format 5 only\n  \
                 hint: export its register with the version of impound that wrote it (`impound report register --format csv --personal --output register.csv`), then create a new ledger with this one and import that file\n"
            ),
        );
    }
}

#[test]
fn every_command_refuses_a_ledger_of_another_format_and_says_how_to_migrate() {
    let desk = restricted();
    for format in [6, 4, 3, 2, 1, 0, -1] {
        meddle(&desk, &format!("PRAGMA user_version = {format}"));
        is_refused(&desk, format);
    }
}

#[test]
fn putting_back_tables_of_an_earlier_format_shows_no_restricted_person() {
    let desk = restricted();
    meddle(&desk, &format!("{BEFORE} PRAGMA user_version = 2;"));
    is_refused(&desk, 2);
}

#[test]
fn a_ledger_without_a_table_of_its_format_is_damaged() {
    let desk = restricted();
    meddle(&desk, BEFORE);
    for command in COMMANDS {
        let said = desk.run(command);
        assert_eq!((said.code, said.out.as_str()), (3, ""), "{command}: {}", said.err);
        assert!(said.err.contains("has been altered"), "{command}: {}", said.err);
    }
}
