use std::os::unix::fs::PermissionsExt;

use super::desk::Desk;

#[test]
fn init_creates_a_private_file_with_one_entry() {
    let desk = Desk::empty();
    assert_eq!(desk.does("init"), "entry 1  ledger created: [desk]/ledger.db\nreceipt  1 entry, root [digest]\n");
    let mode = std::fs::metadata(desk.path("ledger.db")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(
        desk.does("show 1"),
        "entry     1\nrecorded  2024-07-01T08:00:01Z by Ada\nrecords   a ledger begun\nledger    [digest]\nname      ledger\nprogram   \
         impound 0.1.0\ndigest    [digest]\n"
            .replace("0.1.0", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn init_refuses_a_ledger_that_exists() {
    let desk = Desk::new();
    desk.refuses(
        "init",
        1,
        "impound: [desk]/ledger.db exists already\n  hint: use the existing ledger, or give another path with \
         --ledger\n",
    );
}

#[test]
fn init_creates_the_default_directory_and_no_other() {
    let mut desk = Desk::empty();
    desk.set("IMPOUND_LEDGER", None);
    assert_eq!(
        desk.does("init"),
        "entry 1  ledger created: [desk]/data/impound/ledger.db\nreceipt  1 entry, root [digest]\n"
    );
    let path = desk.path("elsewhere").join("ledger.db");
    let outcome = desk.run(&format!("init --ledger {}", path.display()));
    assert_eq!(outcome.code, 4);
    assert!(!desk.path("elsewhere").exists());
}

#[test]
fn no_other_command_creates_a_ledger() {
    let desk = Desk::empty();
    for line in [
        "case open coco --title Coco --lead FR",
        "case list",
        "source add S1 --title x",
        "freeze --case coco --in DE --kind cash --on 2024 --source S1",
        "correct 4 --reason x --on 2024",
        "void 4 --reason x",
        "show 1",
        "history coco:1",
        "asset list",
        "verify",
        "backup copy.db",
        "report holdings",
    ] {
        desk.refuses(
            line,
            4,
            "impound: there is no ledger at [desk]/ledger.db\n  hint: create one with `impound init`, or give its path \
             with --ledger\n",
        );
    }
}
