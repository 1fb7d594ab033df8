//! Restoring: a backup becomes the ledger unchanged, or nothing changes.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::time::{Duration, Instant};

use super::backup::{entries, names, process};
use super::desk::Desk;

/// A desk with a backup of three entries and no ledger.
fn lost() -> Desk {
    let desk = Desk::new();
    desk.does("backup [desk]/copy.db");
    fs::remove_file(desk.path("ledger.db")).unwrap();
    fs::remove_file(desk.path("ledger.db.lock")).unwrap();
    desk
}

#[test]
fn a_restored_ledger_is_the_backup_byte_by_byte() {
    let desk = lost();
    assert_eq!(
        desk.does("restore [desk]/copy.db"),
        "restored [desk]/copy.db to [desk]/ledger.db\nverified  3 entries, root [digest]\n"
    );
    assert!(fs::read(desk.path("copy.db")).unwrap() == fs::read(desk.path("ledger.db")).unwrap());
    assert_eq!(fs::metadata(desk.path("ledger.db")).unwrap().permissions().mode() & 0o7777, 0o600);
    assert_eq!(names(&desk.path("")), ["copy.db", "ledger.db", "ledger.db.lock"].map(str::to_owned).into());
    desk.does("case open next --title Next --lead FR");
    assert!(desk.does("verify").starts_with("4 entries, root [digest]\n"));
}

#[test]
fn a_backup_is_restored_to_the_default_place_too() {
    let mut desk = lost();
    desk.set("IMPOUND_LEDGER", None);
    desk.does("restore [desk]/copy.db --quiet");
    assert!(desk.does("verify").starts_with("3 entries"));
    assert!(desk.path("data/impound/ledger.db").is_file());
}

#[test]
fn a_user_who_saw_more_than_the_backup_holds_is_warned_and_must_accept_it() {
    let desk = Desk::new();
    desk.does("backup [desk]/copy.db");
    desk.does("case open later --title Later --lead FR");
    fs::remove_file(desk.path("ledger.db")).unwrap();
    let said = desk.run("restore [desk]/copy.db");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("you had seen 4 entries of this ledger, and the backup has 3:"), "{}", said.err);
    assert_eq!(desk.run("case list").code, 3);
    desk.does("verify --accept");
    assert_eq!(desk.does("case list"), "case  lead  title\ncoco  FR    Coco\n");
}

#[test]
fn an_existing_ledger_is_never_replaced() {
    let desk = lost();
    let hint = "  hint: move it away first, together with [desk]/ledger.db.lock, and with [desk]/ledger.db-journal if there is one: an interrupted command cannot be rolled back without it\n";
    let said = format!("impound: [desk]/ledger.db exists already: a backup never replaces a ledger\n{hint}");
    fs::write(desk.path("ledger.db"), "not even a ledger").unwrap();
    desk.refuses("restore [desk]/copy.db", 1, &said);
    fs::remove_file(desk.path("ledger.db")).unwrap();
    symlink(desk.path("nowhere"), desk.path("ledger.db")).unwrap();
    desk.refuses("restore [desk]/copy.db", 1, &said);
    fs::remove_file(desk.path("ledger.db")).unwrap();
    desk.refuses("restore [desk]/copy.db --ledger [desk]/copy.db", 1, &said.replace("ledger.db", "copy.db"));
    fs::write(desk.path("ledger.db-journal"), "left").unwrap();
    let said = desk.run("restore [desk]/copy.db");
    assert_eq!(said.code, 1);
    assert!(said.err.contains("ledger.db-journal exists already, left by a ledger that is gone"), "{}", said.err);
}

#[test]
fn only_a_backup_is_restored() {
    let desk = lost();
    fs::create_dir(desk.path("directory")).unwrap();
    fs::write(desk.path("text"), "not a backup, but long enough to be looked at".repeat(100)).unwrap();
    let mut newer = fs::read(desk.path("copy.db")).unwrap();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(desk.path("newer.db"), newer).unwrap();
    for (name, code, said) in [
        ("nothing", 4, "impound: there is no backup at [desk]/nothing\n  hint: give the path of a backup\n"),
        ("directory", 4, "impound: [desk]/directory is not a regular file\n  hint: give the path of a backup\n"),
        (
            "text",
            3,
            "impound: [desk]/text is not an impound ledger\n  hint: nothing was restored: use another backup\n",
        ),
        (
            "newer.db",
            1,
            "impound: [desk]/newer.db is a ledger of format 99; this impound reads and writes format 5 only\n  hint: export its register with the version of impound that wrote it (`impound report register --format csv --personal --output register.csv`), then create a new ledger with this one and import that file\n",
        ),
    ] {
        desk.refuses(&format!("restore [desk]/{name}"), code, said);
    }
}

#[test]
fn a_ledger_that_somebody_is_writing_to_is_not_a_backup() {
    let desk = lost();
    fs::write(desk.path("copy.db-journal"), "").unwrap();
    desk.refuses(
        "restore [desk]/copy.db",
        1,
        "impound: [desk]/copy.db-journal lies beside it: somebody is writing to [desk]/copy.db, or was cut off\n  hint: \
         it is a ledger, not a backup: make one with `impound backup`, and restore that\n",
    );
}

#[test]
fn a_truncated_or_altered_backup_is_restored_with_the_same_entries_or_not_at_all() {
    let desk = lost();
    let whole = fs::read(desk.path("copy.db")).unwrap();
    let true_entries = entries(&desk.path("copy.db"));
    let check = |bytes: &[u8]| {
        fs::write(desk.path("bad.db"), bytes).unwrap();
        let said = desk.run("restore [desk]/bad.db");
        assert!([0, 3].contains(&said.code), "{said:?}");
        if said.code == 0 {
            assert_eq!(entries(&desk.path("ledger.db")), true_entries);
            fs::remove_file(desk.path("ledger.db")).unwrap();
            fs::remove_file(desk.path("ledger.db.lock")).unwrap();
        }
        assert_eq!(names(&desk.path("")), ["bad.db", "copy.db"].map(str::to_owned).into(), "{said:?}");
        said.code
    };
    for length in (0..whole.len()).step_by(4096) {
        assert_eq!(check(&whole[..length]), 3, "cut to {length} bytes");
    }
    let altered = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x40;
        check(&bytes)
    };
    for entry in &true_entries {
        let begin = whole.windows(entry.len()).position(|window| window == entry).unwrap();
        for at in [begin, begin + entry.len() / 2, begin + entry.len() - 1] {
            assert_eq!(altered(at), 3, "byte {at} altered");
        }
    }
    // Most other bytes of a small ledger are free space.
    for at in (0..whole.len()).step_by(997) {
        altered(at);
    }
}

#[test]
fn a_backup_with_differences_is_not_restored_and_they_are_listed() {
    let desk = lost();
    let mut bytes = fs::read(desk.path("copy.db")).unwrap();
    let title = bytes.windows(9).position(|window| window == b"A release").unwrap();
    bytes[title] = b'B';
    fs::write(desk.path("copy.db"), bytes).unwrap();
    let before = desk.files();
    let said = desk.run("restore [desk]/copy.db");
    assert_eq!((said.code, said.err.as_str()), (3, ""));
    assert!(said.out.starts_with("3 entries, root [digest]\nit is not restored, because of "), "{}", said.out);
    assert!(before == desk.files(), "something is left");
}

#[test]
fn ctrl_c_leaves_nothing_of_a_restored_ledger() {
    let mut desk = lost();
    desk.set_interrupted(true);
    desk.refuses("restore [desk]/copy.db", 4, "impound: interrupted: nothing was copied\n  hint: repeat the command\n");
}

#[test]
fn a_killed_restore_leaves_no_half_ledger() {
    let desk = lost();
    let copy = desk.path("copy.db");
    let mut course = Duration::from_millis(100);
    for n in 1..=8 {
        let begun = Instant::now();
        let mut child = process(&desk, &["restore", copy.to_str().unwrap()]).spawn().unwrap();
        std::thread::sleep(course * n / 8);
        let ended = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        child.wait().unwrap();
        course = if ended { begun.elapsed() } else { course * 2 };
        if desk.path("ledger.db").exists() {
            assert!(desk.does("verify").starts_with("3 entries, root [digest]\n"));
            fs::remove_file(desk.path("ledger.db")).unwrap();
        }
    }
    desk.does("restore [desk]/copy.db");
    assert_eq!(names(&desk.path("")), ["copy.db", "ledger.db", "ledger.db.lock"].map(str::to_owned).into());
}
