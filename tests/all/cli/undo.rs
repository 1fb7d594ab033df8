//! `undo`: voids one's own last entry, after a question.

use impound::cli::Terminal;

use super::desk::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind cash --on 2024 --source S1");
    desk
}

fn at_a_terminal() -> Desk {
    let mut desk = desk();
    desk.set_terminal(Terminal { input: true, ..Terminal::default() });
    desk
}

#[test]
fn a_person_at_a_terminal_is_asked_and_only_a_yes_voids() {
    let question = "entry 4  coco:1  frozen: cash in DE, not stated, on 2024\nVoid it? (y/N) ";
    for no in ["n\n", "\n", "", "nay\n", "yesterday\n"] {
        let desk = at_a_terminal();
        let said = desk.run_with(no, "undo");
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{no}");
        assert_eq!(said.err, format!("{question}impound: note: nothing was recorded\n"));
        assert!(desk.does("show 4").contains("current"));
    }
    for yes in ["y\n", "Y\r\n", "yes\n", " YES"] {
        let desk = at_a_terminal();
        let said = desk.run_with(yes, "undo");
        assert_eq!((said.code, said.err.as_str()), (0, question), "{yes}");
        assert!(said.out.starts_with("entry 5  coco:1  voids entry 4: undone: recorded by mistake\n"), "{}", said.out);
        assert!(desk.does("show 4").contains("voided by entry 5"));
    }
}

#[test]
fn without_a_terminal_it_must_be_told_so() {
    let desk = desk();
    desk.refuses(
        "undo",
        2,
        "impound: undo asks first, and standard input is not a terminal\n  hint: say --yes, or run it on a terminal\n",
    );
    assert!(desk.does("undo --dry-run").starts_with("would be entry 5  coco:1  voids entry 4"));
    assert!(
        desk.does("undo --yes --reason \"wrong case\"").starts_with("entry 5  coco:1  voids entry 4: wrong case\n")
    );
    desk.refuses("undo --yes", 1, "impound: entry 5 is a void itself\n  hint: `impound reinstate 4` takes it back\n");
}

#[test]
fn the_entry_of_somebody_else_is_not_voided() {
    let mut desk = desk();
    desk.refuses(
        "undo --yes --recorded-by Bob",
        1,
        "impound: the last entry, 4, is not yours: it was recorded on 2024-07-01T08:00:04Z by Ada\n  \
         hint: ask them, or void it by its number: `impound void 4 --reason …`\n",
    );
    desk.does("claim coco --about victims --count 5 --on 2024 --source S1 --recorded-by Bob");
    desk.set("IMPOUND_RECORDED_BY", Some("Bob"));
    assert!(desk.does("undo --yes").contains("voids entry 5"));
}

#[test]
fn what_is_taken_back_in_another_way_is_refused_with_that_way() {
    let desk = desk();
    desk.does("correct 4 --reason misread --amount \"5 EUR\"");
    desk.refuses(
        "undo --yes",
        1,
        "impound: entry 5 corrects entry 4, and voiding it would void the action\n  hint: `impound correct 4` gives \
         another reading; `impound adopt 4` lets the first one count again\n",
    );
    desk.does("source add S2 --title Another");
    desk.refuses(
        "undo --yes",
        1,
        "impound: entry 6 opens, adds or edits, which is not voided\n  hint: `impound case edit` and `impound source edit` change particulars\n",
    );
    desk.does("reading 4 --source S2 --amount \"6 EUR\"");
    assert!(desk.does("undo --yes").contains("voids entry 7"));
    desk.does("reinstate 7 --reason hasty");
    desk.refuses("undo --yes", 1, "impound: entry 9 reinstates entry 7\n  hint: `impound void 7` voids that again\n");
    let desk = Desk::empty();
    desk.does("init");
    let said = desk.run("undo --yes");
    assert_eq!(said.code, 1);
    assert!(said.err.starts_with("impound: entry 1 cannot be voided: a ledger begun by impound"), "{}", said.err);
}
