//! `use`: the case and the source with which a prompt begins.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::desk::Desk;

fn file(desk: &Desk) -> std::path::PathBuf {
    let folder = desk.path("config").join("impound").join("defaults");
    fs::read_dir(folder).unwrap().next().unwrap().unwrap().path()
}

#[test]
fn a_choice_is_kept_shown_and_cleared() {
    let desk = Desk::new();
    assert_eq!(desk.does("use"), "nothing is chosen\n");
    assert_eq!(desk.does("use --case coco"), "case  coco\n");
    assert_eq!(desk.does("use --source S1"), "case    coco\nsource  S1\n");
    assert_eq!(desk.does("use"), "case    coco\nsource  S1\n");
    assert_eq!(desk.does("use --json"), "{\"case\":\"coco\",\"source\":\"S1\"}\n");
    assert_eq!(fs::metadata(file(&desk)).unwrap().permissions().mode() & 0o777, 0o600);
    // Another ledger has a choice of its own.
    desk.does("init --ledger [desk]/other.db");
    assert_eq!(desk.does("use --ledger [desk]/other.db"), "nothing is chosen\n");
    assert_eq!(desk.does("use --clear"), "nothing is chosen\n");
    assert_eq!(desk.does("use"), "nothing is chosen\n");
}

#[test]
fn what_is_not_in_the_ledger_is_refused() {
    let desk = Desk::new();
    desk.refuses(
        "use --case cocoa",
        1,
        "impound: --case: there is no case cocoa\n  hint: did you mean “coco”? `impound case list` shows the cases\n",
    );
    desk.refuses(
        "use --case coco --source S2",
        1,
        "impound: --source: there is no source S2\n  hint: `impound source list` shows the sources\n",
    );
    assert_eq!(desk.does("use"), "nothing is chosen\n");
    assert_eq!(desk.run("use --clear --case coco").code, 2);
}

#[test]
fn a_file_that_holds_something_else_is_said_and_can_be_replaced() {
    let desk = Desk::new();
    desk.does("use --case coco");
    fs::write(file(&desk), "{}").unwrap();
    let said = desk.run("use");
    assert_eq!(said.code, 4);
    assert!(
        said.err.starts_with("impound: cannot read [desk]/config/impound/defaults/[digest].json: "),
        "{}",
        said.err
    );
    assert_eq!(desk.does("use --clear"), "nothing is chosen\n");
    assert_eq!(desk.does("use"), "nothing is chosen\n");
}
