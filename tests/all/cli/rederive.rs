//! `impound rederive`.

use rusqlite::Connection;

use super::desk::Desk;

/// A ledger with something in every derived table.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.does("case open other --title Other --lead DE");
    let more = "--on 2024-06-25 --source S1";
    desk.does(&format!(
        "freeze --case coco --in DE --kind cash --amount \"100 EUR\" --ref a --subject \"Grace H\" {more}"
    ));
    desk.does(&format!("freeze --part-of coco:1 --case other --in DE --amount \"10 EUR\" {more}"));
    desk.does(&format!("seize --case coco --in FR --kind cash --amount \"5 EUR\" {more}"));
    desk.does("restrict 5 --reason contested");
    desk
}

/// Changes the ledger's file with a program other than impound.
fn meddle(desk: &Desk, sql: &str) {
    let connection = Connection::open(desk.path("ledger.db")).unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
}

/// The journal's own contents, byte by byte.
fn journal(desk: &Desk) -> Vec<Vec<u8>> {
    let connection = Connection::open(desk.path("ledger.db")).unwrap();
    let mut statement = connection.prepare("SELECT bytes FROM entry ORDER BY entry").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn derived_tables_are_rebuilt_from_a_journal_that_verifies() {
    for damage in [
        "DELETE FROM family",
        "UPDATE family SET steps = replace(steps, '100.00', '900.00')",
        "DELETE FROM case_file WHERE case_ref = 'coco'",
        "DELETE FROM source",
        "UPDATE reference SET entry = 3",
        "DELETE FROM guest",
        "UPDATE total SET lower = '1'",
        "DROP TRIGGER withheld_remains; DELETE FROM withheld; CREATE TRIGGER withheld_remains BEFORE DELETE ON withheld
BEGIN
    SELECT raise(ABORT, 'what an entry says of personal data is never deleted');
END",
    ] {
        let desk = desk();
        let (before, holdings) = (journal(&desk), desk.does("report holdings --format csv"));
        meddle(&desk, damage);
        assert_eq!(desk.run("verify").code, 3, "{damage}");
        assert_eq!(
            desk.does("rederive"),
            "8 entries, root [digest]\nthe derived tables were rebuilt from the journal; no differences\n",
            "{damage}"
        );
        assert!(desk.does("verify").ends_with("\nno differences\n"), "{damage}");
        assert_eq!((journal(&desk), desk.does("report holdings --format csv")), (before, holdings), "{damage}");
        assert!(!desk.does("report register --personal").contains("Grace"), "{damage}");
    }
}

#[test]
fn a_journal_that_does_not_verify_is_left_as_it_is() {
    let desk = desk();
    meddle(
        &desk,
        "DROP TRIGGER entry_stays;
         UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), '100.00', '900.00') AS BLOB) WHERE entry = 5;
         CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
BEGIN
    SELECT raise(ABORT, 'an entry is never changed');
END;",
    );
    let before = desk.files();
    let said = desk.run("rederive");
    assert_eq!((said.code, said.err.as_str()), (3, ""));
    assert!(said.out.contains("the head's root is "), "{}", said.out);
    assert!(said.out.ends_with("the journal does not verify: nothing was changed\n"), "{}", said.out);
    assert!(before == desk.files());
}
