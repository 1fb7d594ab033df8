//! Copies of a ledger from file to file: the same entries, everything else derived anew, whole or absent.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rusqlite::Connection;

use super::backup::{entries, names};
use super::desk::Desk;

#[test]
fn a_copy_has_every_entry_and_only_its_owner_can_read_it() {
    let desk = Desk::new();
    let said = desk.does("copy [desk]/ledger.db [desk]/copy.db");
    assert_eq!(said, "copied [desk]/ledger.db to [desk]/copy.db\nverified  3 entries, root [digest]\n");
    assert_eq!(entries(&desk.path("ledger.db")), entries(&desk.path("copy.db")));
    assert_eq!(fs::metadata(desk.path("copy.db")).unwrap().permissions().mode() & 0o7777, 0o600);
    assert_eq!(desk.does("export journal"), desk.does("export journal --ledger [desk]/copy.db"));
    assert_eq!(desk.does("copy [desk]/ledger.db [desk]/quiet.db --quiet"), "");
    desk.does("case open next --title Next --lead FR --ledger [desk]/quiet.db");
    let left = ["copy.db", "copy.db.lock", "ledger.db", "ledger.db.lock", "quiet.db", "quiet.db.lock"];
    assert_eq!(names(&desk.path("")), left.map(str::to_owned).into());
}

#[test]
fn a_copy_replaces_nothing() {
    let desk = Desk::new();
    fs::write(desk.path("there"), "there").unwrap();
    fs::create_dir(desk.path("directory")).unwrap();
    let hint = "  hint: give a file that does not exist yet, or a schema with nothing in it\n";
    for name in ["there", "directory"] {
        let said = format!("impound: [desk]/{name} is not vacant: a copy never replaces anything\n{hint}");
        desk.refuses(&format!("copy [desk]/ledger.db [desk]/{name}"), 1, &said);
    }
    for name in ["ledger.db", "directory/../ledger.db"] {
        let said = format!("impound: [desk]/{name} is the ledger itself\n  hint: give the path of another file\n");
        desk.refuses(&format!("copy [desk]/ledger.db [desk]/{name}"), 1, &said);
    }
    desk.refuses(
        "copy [desk]/ledger.db [desk]/ledger.db-journal",
        1,
        "impound: [desk]/ledger.db-journal is a name that belongs to the ledger\n  hint: give the path of another \
         file\n",
    );
    desk.refuses(
        "copy [desk]/ledger.db [desk]/typo/copy.db",
        4,
        "impound: there is no directory [desk]/typo\n  hint: create it first, or give another path\n",
    );
    let said = desk.run("copy [desk]/typo.db [desk]/copy.db");
    let missing = "impound: there is no ledger at [desk]/typo.db\n  hint: give the path of a ledger\n";
    assert_eq!((said.code, said.err.as_str()), (4, missing));
}

#[test]
fn a_damaged_journal_is_not_copied_and_damaged_derived_rows_are_left_behind() {
    let desk = Desk::new();
    let connection = Connection::open(desk.path("ledger.db")).unwrap();
    connection.execute("UPDATE source SET latest = 1", []).unwrap();
    connection.close().unwrap();
    assert_eq!(desk.run("verify").code, 3);
    desk.does("copy [desk]/ledger.db [desk]/copy.db");
    desk.does("verify --ledger [desk]/copy.db");
    let mut bytes = fs::read(desk.path("ledger.db")).unwrap();
    let at = bytes.windows(9).position(|window| window == b"A release").unwrap();
    bytes[at] = b'B';
    fs::write(desk.path("ledger.db"), bytes).unwrap();
    let before = desk.files();
    assert_eq!(desk.run("copy [desk]/ledger.db [desk]/other.db").code, 3);
    assert!(before == desk.files(), "something is left");
}

#[test]
fn ctrl_c_leaves_nothing_of_a_copy() {
    let mut desk = Desk::new();
    desk.set_interrupted(true);
    let said = "impound: interrupted: nothing was copied\n  hint: repeat the command\n";
    desk.refuses("copy [desk]/ledger.db [desk]/copy.db", 4, said);
}

#[test]
#[cfg(not(feature = "postgres"))]
fn a_program_without_the_feature_names_it() {
    let desk = Desk::new();
    for (line, argument) in
        [("copy [desk]/ledger.db postgres://db/l", "TO"), ("copy postgres://db/l [desk]/copy.db", "FROM")]
    {
        let said = format!(
            "impound: {argument}: this program cannot reach a ledger on a server\n  hint: give the path of a file, or \
             use a build with the feature `postgres`\n"
        );
        desk.refuses(line, 2, &said);
    }
}
