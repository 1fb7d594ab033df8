//! All or nothing, whatever happens on the way.

use impound::cli::Terminal;

use super::super::desk::Fate;
use super::{desk, import, imports, register};

#[test]
fn ctrl_c_leaves_the_ledger_as_it_was_and_says_so() {
    let mut desk = desk("a.csv", "case,action,date\nc,freeze,2024\n");
    let before = desk.files();
    desk.set_interrupted(true);
    let said = import(&desk, "a.csv", "--open-missing");
    assert_eq!(
        (said.code, said.out.as_str(), said.err.as_str()),
        (
            4,
            "",
            "impound: interrupted: nothing of the file is recorded, the ledger is unchanged\n  hint: repeat the command to record it\n"
        )
    );
    assert!(before == desk.files());
    desk.set_interrupted(false);
    imports(&desk, "a.csv", "--open-missing");
}

#[test]
fn entries_stay_recorded_even_if_the_receipt_cannot_be_printed() {
    let mut desk = desk("a.csv", "case,action,date\nc,freeze,2024\n");
    desk.set_fate(Fate::Full);
    let said = import(&desk, "a.csv", "--open-missing");
    assert_eq!(said.code, 0);
    assert!(
        said.err.starts_with("impound: the file is recorded, but its receipt could not be printed: "),
        "{}",
        said.err
    );
    desk.set_fate(Fate::Kept);
    assert_eq!(register(&desk, "asset"), ["c:1"]);
}

#[test]
fn a_bar_is_written_only_to_a_terminal() {
    let mut desk = desk("a.csv", "case,action,date\nc,freeze,2024\n");
    desk.set_terminal(Terminal { errors: true, ..Terminal::default() });
    // The bar goes to the process's own standard error, and only if that is a terminal.
    assert_eq!(imports(&desk, "a.csv", "--open-missing --quiet"), "");
}
