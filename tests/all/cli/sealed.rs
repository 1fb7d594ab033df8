//! Attacks on the derived tables: a command checks what it relies on, so it never writes what contradicts the journal.

use rusqlite::Connection;

use super::desk::Desk;

/// A ledger with something in every derived table, and one asset that is not linked to any other.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.does("case open other --title Other --lead DE --ref other");
    let more = "--on 2024-06-25 --source S1";
    desk.does(&format!(
        "freeze --case coco --in DE --kind cash --amount \"100 EUR\" --ref a --subject \"Grace H\" {more}"
    ));
    desk.does(&format!("freeze --part-of coco:1 --case other --in DE --amount \"10 EUR\" {more}"));
    desk.does(&format!("freeze --case coco --in FR --kind cash --amount \"5 EUR\" {more}"));
    desk.does(&format!("freeze --case coco --in NL --kind cash --amount \"7 EUR\" --may-overlap coco:2 {more}"));
    desk.does(&format!("freeze --case other --in IT --kind cash --amount \"3 EUR\" {more}"));
    desk.does("correct 7 --reason misread --amount \"6 EUR\"");
    desk.does("restrict 5 --reason contested");
    desk.does("case edit coco --note edited");
    desk
}

/// Changes the ledger's file with a program other than impound.
fn meddle(desk: &Desk, sql: &str) {
    let connection = Connection::open(desk.path("ledger.db")).unwrap();
    // The table's triggers are removed and put back, as a knowledgeable attacker would do.
    let triggers: Vec<(String, String)> = {
        let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'withheld'";
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    triggers.iter().for_each(|(name, _)| connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
    connection.execute_batch(sql).unwrap();
    triggers.iter().for_each(|(_, sql)| connection.execute_batch(sql).unwrap());
    connection.close().unwrap();
}

/// Commands of every kind that record, with everything that they may rely on.
const COMMANDS: [&str; 14] = [
    "case open coco --title Again --lead FR",
    "case open third --title Third --lead FR --ref a",
    "case edit coco --title \"Coco and others\"",
    "source add S1 --title Again",
    "source edit S1 --title Again",
    "freeze --case coco --in DE --kind cash --amount \"9 EUR\" --on 2024-06-26 --source S1 --ref a",
    "freeze --case coco --in DE --kind cash --amount \"9 EUR\" --on 2024-06-26 --source S1 --ref b",
    "seize --asset coco:1 --on 2024-07 --source S1 --of whole",
    "seize --asset coco:2 --on 2024-07 --source S1",
    "release --part-of coco:2 --amount \"1 EUR\" --on 2024-07 --source S1",
    "correct 7 --reason misread --amount \"4 EUR\"",
    "void 7 --reason twice",
    "erase 5 --reason acquitted --authority CNIL",
    "restrict 5 --reason again",
];

/// What an attacker does to the derived tables: rows deleted, edited, added, exchanged.
const ATTACKS: [&str; 31] = [
    "DELETE FROM family",
    "DELETE FROM family WHERE root = 'coco:2'",
    "UPDATE family SET root = 'coco:9' WHERE root = 'coco:2'",
    "UPDATE family SET steps = replace(steps, '5.00 EUR', '50.00 EUR') WHERE root = 'coco:2'",
    "UPDATE family SET steps = substr(steps, 1, instr(steps, char(10)) - 1) WHERE root = 'coco:2'",
    "UPDATE family SET steps = (SELECT steps FROM family WHERE root = 'coco:3') WHERE root = 'coco:2'",
    "UPDATE family SET woven = 0",
    "UPDATE family SET pool = 1",
    "INSERT INTO family SELECT 20, 'coco:4', steps, woven, pool FROM family WHERE root = 'coco:2'",
    "DELETE FROM case_file",
    "DELETE FROM case_file WHERE case_ref = 'coco'",
    "UPDATE case_file SET assets = 0 WHERE case_ref = 'coco'",
    "UPDATE case_file SET assets = 4294967295 WHERE case_ref = 'coco'",
    "UPDATE case_file SET latest = 2 WHERE case_ref = 'coco'",
    "UPDATE case_file SET case_ref = 'cocos' WHERE case_ref = 'coco'",
    "INSERT INTO case_file VALUES ('third', 4, 4, 0)",
    "DELETE FROM source",
    "UPDATE source SET latest = 4",
    "UPDATE source SET entry = 4, latest = 4",
    "INSERT INTO source VALUES ('S2', 3, 3)",
    "DELETE FROM reference",
    "UPDATE reference SET entry = 7 WHERE ref = 'a'",
    "UPDATE reference SET ref = 'b' WHERE ref = 'a'",
    "DELETE FROM guest",
    "DELETE FROM likeness",
    "DELETE FROM total",
    "UPDATE total SET lower = '1'",
    "DELETE FROM withheld",
    "UPDATE withheld SET how = 'unrestricted'",
    "DELETE FROM seal",
    "UPDATE seal SET bytes = (SELECT bytes FROM seal WHERE node > 63 LIMIT 1) WHERE node > 63",
];

#[test]
fn after_an_attack_on_a_derived_table_a_command_refuses_or_is_right_and_the_journal_stays_sound() {
    let bytes = std::fs::read(desk().path("ledger.db")).unwrap();
    let at_a_desk = || {
        // Each at its own desk, because what was seen of a ledger is remembered.
        let desk = Desk::empty();
        std::fs::write(desk.path("ledger.db"), &bytes).unwrap();
        desk
    };
    let honest = COMMANDS.map(|command| at_a_desk().run(command));
    let mut refused = 0;
    for attack in ATTACKS {
        for (command, honest) in COMMANDS.iter().zip(&honest) {
            let desk = at_a_desk();
            meddle(&desk, attack);
            let attacked = std::fs::read(desk.path("ledger.db")).unwrap();
            let said = desk.run(command);
            if said.code == 3 {
                refused += 1;
                assert!(said.err.contains("`impound rederive` repairs it"), "{attack}: {command}: {}", said.err);
                assert!(std::fs::read(desk.path("ledger.db")).unwrap() == attacked, "{attack}: {command}");
                continue;
            }
            assert_eq!(said, *honest, "{attack}: {command}");
            // Whatever it did, the journal verifies, and the tables can be rebuilt from it.
            let mended = desk.run("rederive");
            assert!(mended.code == 0 && mended.out.ends_with("; no differences\n"), "{attack}: {command}: {mended:?}");
        }
    }
    assert!(refused > 100, "only {refused} were refused");
}

#[test]
fn a_name_exchanged_for_another_is_not_printed() {
    let desk = Desk::new();
    for person in ["Grace", "Linus"] {
        desk.does(&format!(
            "freeze --case coco --in DE --kind cash --on 2024-06-25 --source S1 --subject {person} --ref {person}"
        ));
    }
    let connection = Connection::open(desk.path("ledger.db")).unwrap();
    connection
        .execute_batch(
            "DROP TRIGGER personal_stays;
             UPDATE personal SET data = CASE data WHEN 'Grace' THEN 'Linus' ELSE 'Grace' END;
             CREATE TRIGGER personal_stays BEFORE UPDATE ON personal
BEGIN
    SELECT raise(ABORT, 'personal data are never changed');
END;",
        )
        .unwrap();
    connection.close().unwrap();
    let repeated = "freeze --case coco --in DE --kind cash --on 2024-06-25 --source S1 --subject Linus --ref Grace";
    for command in
        ["report register --personal", "report register --personal --format csv", "show 4 --personal", repeated]
    {
        let said = desk.run(command);
        // A register is written while it is read, so its header is there, and no row.
        assert!(said.code == 3 && said.out.lines().count() <= 1, "{command}: {}", said.out);
        assert!(!said.out.contains("Grace") && !said.out.contains("Linus"), "{command}: {}", said.out);
        assert!(said.err.contains("are not those that an entry committed to"), "{command}: {}", said.err);
    }
    assert!(desk.does("report register --format csv").lines().count() == 3);
}

#[test]
fn every_attack_on_a_derived_table_is_a_difference() {
    for attack in ATTACKS {
        let desk = desk();
        meddle(&desk, attack);
        let said = desk.run("verify");
        assert_eq!(said.code, 3, "{attack}: {}", said.out);
        assert!(!said.out.contains("\n0 differences"), "{attack}: {}", said.out);
    }
}

#[test]
fn a_report_says_how_far_the_ledger_was_verified_and_verifies_it_first_on_request() {
    let desk = Desk::new();
    let foot = |line: &str| {
        let table = desk.does(line);
        table[table.rfind("ledger at entry").unwrap()..].trim_end().replace('\n', " ")
    };
    let json = || serde_json::from_str::<serde_json::Value>(&desk.does("report pools --format json")).unwrap();
    assert!(foot("report pools").ends_with("; not verified"), "{}", foot("report pools"));
    assert!(json()["meta"]["verified"].is_null() && json()["meta"].get("verified").is_some());
    desk.does("verify");
    desk.does("freeze --case coco --in DE --kind cash --amount \"5 EUR\" --on 2024-06-25 --source S1");
    assert!(
        foot("report holdings").contains("ledger at entry 4, ")
            && foot("report holdings").contains("; verified up to entry 3; by ")
    );
    assert_eq!(json()["meta"]["verified"], 3);
    assert!(foot("report holdings --verify").contains("; verified up to entry 4; by "));
    assert_eq!(json()["meta"]["verified"], 4);
    // An edited family is found before it is printed, and so are the stored totals.
    let bytes = std::fs::read(desk.path("ledger.db")).unwrap();
    for attack in
        ["UPDATE family SET steps = replace(steps, '5.00 EUR', '50.00 EUR')", "UPDATE total SET lower = '5000'"]
    {
        std::fs::write(desk.path("ledger.db"), &bytes).unwrap();
        meddle(&desk, attack);
        let said = desk.run("report holdings --verify");
        assert_eq!((said.code, said.out.as_str()), (3, ""), "{attack}");
        assert!(said.err.contains("the ledger does not verify: "), "{attack}: {}", said.err);
    }
}
