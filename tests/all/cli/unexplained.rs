//! A roll-forward whose lines do not explain its closing stock: only a ledger that contradicts itself has one.

use rusqlite::Connection;

use super::desk::Desk;

const ROLLED: &str = "report rollforward --from 2024 --to 2024 --by currency";

/// A building that was seized in 2023, and of which something was recorded in 2024.
fn desk(later: &str) -> Desk {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind real-estate --amount \"400 EUR\" --on 2023-01-10 --source S1");
    desk.does(&format!("{later} --on 2024-03-10 --source S1"));
    desk
}

/// Gives the later action the number of the earlier one where entries are derived, with a program other than impound.
fn forge(desk: &Desk) {
    let connection = Connection::open(desk.path("ledger.db")).unwrap();
    connection.execute_batch("UPDATE family SET steps = replace(steps, '\n5\t', '\n4\t')").unwrap();
    let steps: String = connection.query_row("SELECT steps FROM family", [], |row| row.get(0)).unwrap();
    assert!(steps.contains("\n4\t"), "{steps}");
    connection.close().unwrap();
}

#[test]
fn a_ledger_whose_lines_do_not_explain_the_closing_stock_is_damaged() {
    for (later, left) in [
        ("release --asset coco:1", "coco:1 since entry 4 is left over (+1)"),
        ("revalue --asset coco:1 --amount \"300 EUR\"", "coco:1 as it is counted is left over (-1)"),
    ] {
        let desk = desk(later);
        let before = desk.does(&format!("{ROLLED} --format csv"));
        forge(&desk);
        let said = desk.run(ROLLED);
        assert_eq!((said.code, said.out.as_str()), (3, ""), "{}", said.err);
        let what = "impound: the lines of the roll-forward do not explain the closing stock of the row EUR: ";
        assert!(said.err.starts_with(&format!("{what}{left}\n  hint: ")), "{}", said.err);
        assert_eq!(desk.run(&format!("{ROLLED} --output [desk]/rollforward.csv")).code, 3);
        assert!(!desk.path("rollforward.csv").exists(), "nothing is written");
        assert_eq!(desk.run("export pack [desk]/pack --year 2024").code, 3);
        assert!(!desk.path("pack").exists());
        // The journal is whole, and what is derived from it can be derived again.
        assert_eq!(desk.run("verify").code, 3);
        desk.does("rederive");
        assert_eq!(desk.does(&format!("{ROLLED} --format csv")), before);
    }
}
