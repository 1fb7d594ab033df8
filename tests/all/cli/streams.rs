//! Standard output that cannot be written.

use super::desk::{Desk, Fate};

const FREEZE: &str = "freeze --case coco --in DE --kind cash --on 2024 --source S1";

#[test]
fn a_record_that_could_not_be_printed_is_reported_and_is_not_a_failure() {
    for (fate, why) in [(Fate::Full, "no storage space"), (Fate::Closed, "broken pipe")] {
        let mut desk = Desk::new();
        desk.set_fate(fate);
        let outcome = desk.run(FREEZE);
        assert_eq!(outcome.code, 0);
        assert_eq!(outcome.err, format!("impound: entry 4 is recorded, but could not be printed: {why}\n"));
        desk.set_fate(Fate::Kept);
        assert!(desk.does("verify").starts_with("4 entries"));
    }
}

#[test]
fn an_answer_that_cannot_be_written_is_a_failure_of_the_environment() {
    let mut desk = Desk::new();
    desk.set_fate(Fate::Full);
    for line in ["case list", "show 1", "verify", "amount \"5 EUR\"", "--help", "freeze --help"] {
        let outcome = desk.run(line);
        assert_eq!(outcome.code, 4, "{line}");
        assert_eq!(
            outcome.err,
            "impound: cannot write the output: no storage space\n  hint: check what standard output is sent to\n",
            "{line}"
        );
    }
}

#[test]
fn a_reader_who_has_gone_is_not_a_failure() {
    let mut desk = Desk::new();
    desk.set_fate(Fate::Closed);
    for line in ["case list", "show 1", "verify", "amount \"5 EUR\"", "--help"] {
        let outcome = desk.run(line);
        assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "{line}");
    }
}
