//! Values given as `-`: asked for, or read from standard input.

use impound::cli::Terminal;

use super::desk::{Desk, Said};

const FREEZE: &str = "freeze --case coco --in DE --kind cash --on 2024 --source S1";

#[test]
fn dashes_are_read_from_standard_input_in_the_order_of_the_command_line() {
    let desk = Desk::new();
    let input = "owner:Eve\niban:DE89370400440532013000\r\nMallory\nfound in a drawer";
    let outcome = desk.run_with(input, &format!("{FREEZE} --subject - --id - --subject - --note -"));
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""));
    let shown = desk.does("show 4 --personal");
    assert!(
        shown.contains(
            "identifiers    iban:DE89370400440532013000\nsubjects       owner: Eve\n               Mallory\n"
        ),
        "{shown}"
    );
    assert!(shown.contains("note           found in a drawer\n"), "{shown}");
}

#[test]
fn a_role_or_a_scheme_may_precede_the_dash() {
    let desk = Desk::new();
    let outcome = desk.run_with("Eve\nDE89370400440532013000\n", &format!("{FREEZE} --subject victim:- --id iban:-"));
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""));
    let shown = desk.does("show 4 --personal");
    assert!(shown.contains("identifiers    iban:DE89370400440532013000\nsubjects       victim: Eve\n"), "{shown}");
}

#[test]
fn a_person_at_a_terminal_is_asked() {
    let mut desk = Desk::new();
    desk.set_terminal(Terminal { input: true, ..Terminal::default() });
    let outcome = desk.run_with("Eve\n", &format!("{FREEZE} --subject -"));
    assert_eq!((outcome.code, outcome.err.as_str()), (0, "subject (NAME or ROLE:NAME): "));
    let mut desk = Desk::new();
    desk.set_terminal(Terminal { input: true, ..Terminal::default() });
    let outcome = desk.run_with("Eve\nDE89370400440532013000\n", &format!("{FREEZE} --subject owner:- --id iban:-"));
    assert_eq!((outcome.code, outcome.err.as_str()), (0, "subject (owner): identifier (iban): "));
}

#[test]
fn a_person_who_mistypes_is_asked_again_without_retyping_the_command() {
    let mut desk = Desk::new();
    desk.set_terminal(Terminal { input: true, ..Terminal::default() });
    let outcome = desk.run_with("DE88370400440532013000\n\nDE89370400440532013000\n", &format!("{FREEZE} --id iban:-"));
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(outcome.err.matches("identifier (iban): ").count(), 3, "{}", outcome.err);
    assert!(outcome.err.contains("impound: iban: “DE88…00” has the check digits 88"), "{}", outcome.err);
    assert!(desk.does("show 4 --personal").contains("iban:DE89370400440532013000"));
}

#[test]
fn too_few_lines_or_bytes_other_than_text_are_refused() {
    let desk = Desk::new();
    let before = desk.files();
    let outcome = desk.run_with("owner:Eve\n", &format!("{FREEZE} --subject - --id -"));
    assert_eq!(
        outcome,
        Said {
            code: 1,
            out: String::new(),
            err: "impound: --id: standard input ended before this value\n  hint: give one line for each value “-”, in their order\n".to_owned()
        }
    );
    let args = format!("{FREEZE} --subject -").split(' ').map(Into::into).collect();
    let outcome = desk.run_args(b"\xff\n", args);
    assert_eq!((outcome.code, outcome.err.as_str()), (1, "impound: --subject: the line is not text in UTF-8\n"));
    assert!(before == desk.files());
}
