//! What every command has: the ledger's path, the recorder, quiet, colours.

use impound::cli::Terminal;

use super::desk::Desk;

#[test]
fn flags_come_before_or_after_the_command() {
    let desk = Desk::new();
    let ledger = desk.path("ledger.db");
    for line in [
        format!("--ledger {0} --recorded-by Bob case list", ledger.display()),
        format!("case --ledger {0} list --recorded-by Bob", ledger.display()),
        format!("case list --ledger {0} --recorded-by Bob", ledger.display()),
    ] {
        assert_eq!(desk.does(&line), "case  lead  title\ncoco  FR    Coco\n");
    }
    desk.does("case open a1 --title A --lead FR --recorded-by Bob");
    desk.does("--recorded-by Carol case open a2 --title A --lead FR");
    desk.does("--recorded-by Carol case open a3 --title A --lead FR --recorded-by Dan");
    for (entry, by) in [(4, "Bob"), (5, "Carol"), (6, "Dan")] {
        assert!(desk.does(&format!("show {entry}")).contains(&format!("Z by {by} (logged in as Ada)\n")));
    }
}

#[test]
fn the_recorder_comes_from_the_flag_or_the_variable_or_the_login_name() {
    let mut desk = Desk::new();
    desk.does("case open a1 --title A --lead FR");
    assert!(desk.does("show 4").contains("Z by Ada\n"));
    desk.set("IMPOUND_RECORDED_BY", Some("Ada"));
    desk.does("case open a2 --title A --lead FR");
    assert!(desk.does("show 5").contains("Z by Ada\n"), "a login name that is the same is not repeated");
    desk.set("IMPOUND_RECORDED_BY", Some("A\u{202e}B"));
    desk.refuses(
        "case open a3 --title A --lead FR",
        1,
        "impound: IMPOUND_RECORDED_BY: the text holds U+202E, a control character of writing direction, as character 2\n  hint: take it out: text must consist of characters that can be seen\n",
    );
    desk.refuses(
        "case open a3 --title A --lead FR --recorded-by \" \"",
        1,
        "impound: --recorded-by: it is unknown who records this\n  hint: say who: --recorded-by NAME\n",
    );
}

/// An entry by another name would lack it, and nobody could tell.
#[test]
fn a_login_name_that_the_system_cannot_give_is_not_left_out() {
    let mut desk = Desk::new();
    desk.fail_login();
    for line in ["case open a1 --title A --lead FR", "case open a1 --title A --lead FR --recorded-by Bob"] {
        desk.refuses(
            line,
            4,
            "impound: cannot find out your login name: too many open files\n  hint: check the system, then repeat the command\n",
        );
    }
    assert_eq!(desk.run("case list").code, 0, "who only reads need not be known");
}

#[test]
fn a_report_has_its_own_by() {
    let desk = Desk::new();
    assert_eq!(desk.run("--recorded-by Bob report holdings --by kind").code, 0);
    assert_eq!(desk.run("report holdings --by Bob").code, 2);
}

#[test]
fn quiet_prints_nothing_on_success_except_json() {
    let desk = Desk::new();
    assert_eq!(desk.does("case open a1 --title A --lead FR --quiet"), "");
    assert!(desk.does("--quiet case open a2 --title A --lead FR --json").starts_with("{\"entry\":5,"));
    assert_eq!(desk.does("case list --quiet"), "case  lead  title\na1    FR    A\na2    FR    A\ncoco  FR    Coco\n");
    let outcome = desk
        .run("freeze --case coco --in BG --kind cash --amount \"5 BGN\" --on 2026 --unusual-date --source S1 --quiet");
    assert_eq!((outcome.code, outcome.out.as_str(), outcome.err.as_str()), (0, "", ""));
}

#[test]
fn messages_are_coloured_on_a_terminal_unless_told_otherwise() {
    let mut desk = Desk::new();
    let plain = "impound: there is no entry 9\n  hint: `impound report register` lists the entries\n";
    let coloured = "\u{1b}[1m\u{1b}[31mimpound:\u{1b}[0m there is no entry 9\n  \u{1b}[36mhint:\u{1b}[0m `impound report register` lists the entries\n";
    assert_eq!(desk.run("show 9").err, plain);
    assert_eq!(desk.run("show 9 --color always").err, coloured);
    desk.set_terminal(Terminal { errors: true, ..Terminal::default() });
    assert_eq!(desk.run("show 9").err, coloured);
    assert_eq!(desk.run("show 9 --color=never").err, plain);
    assert!(!desk.run("--color never frobnicate").err.contains('\u{1b}'));
    assert!(desk.run("frobnicate").err.contains('\u{1b}'));
    desk.set("NO_COLOR", Some("1"));
    assert_eq!(desk.run("show 9").err, plain);
    assert_eq!(desk.run("show 9 --color sometimes").code, 2);
}
