//! `impound doctor`: what it says about a made-up place.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use super::desk::{Desk, Said};

/// A desk in a private directory, on a made-up system.
fn desk() -> Desk {
    let mut desk = Desk::new();
    for directory in ["system/proc/self", "system/sys/dev/block/1:2/dm", "bin"] {
        fs::create_dir_all(desk.path(directory)).unwrap();
    }
    fs::set_permissions(desk.path(""), fs::Permissions::from_mode(0o700)).unwrap();
    mounted(&desk, "ext4");
    fs::write(desk.path("system/sys/dev/block/1:2/dm/uuid"), "CRYPT-LUKS2-1").unwrap();
    fs::write(desk.path("bin/ssh-keygen"), "").unwrap();
    fs::set_permissions(desk.path("bin/ssh-keygen"), fs::Permissions::from_mode(0o700)).unwrap();
    let search = desk.path("bin").into_os_string().into_string().unwrap();
    desk.set("PATH", Some(&search));
    desk.does("backup [desk]/copy.db");
    desk.does("checkpoint");
    desk
}

fn mounted(desk: &Desk, kind: &str) {
    fs::write(desk.path("system/proc/self/mountinfo"), format!("1 0 1:2 / / rw - {kind} /dev/x rw\n")).unwrap();
}

/// The line about something.
#[track_caller]
fn line(said: &Said, about: &str) -> String {
    let found =
        said.out.lines().find(|line| line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ").starts_with(about));
    found.unwrap_or_else(|| panic!("nothing about {about}: {said:?}")).to_owned()
}

#[track_caller]
fn says(desk: &Desk, about: &str, level: &str, words: &str) {
    let said = desk.run("doctor");
    let line = line(&said, about);
    assert!(said.code == 0 && line.starts_with(level) && line.contains(words), "{line}");
}

#[test]
fn if_all_is_well_every_line_says_so() {
    let desk = desk();
    let said = desk.does("doctor");
    assert!(said.lines().count() >= 12 && said.lines().all(|line| line.starts_with("ok  ")), "{said}");
    assert!(said.contains("journal_mode delete, synchronous 3, secure_delete 1,"), "{said}");
    assert!(said.contains("format 5, 3 entries"), "{said}");
    assert_eq!(desk.does("doctor --quiet"), "");
}

#[test]
fn an_unsafe_place_brings_a_warning() {
    let desk = desk();
    for (kind, level, words) in [
        ("nfs4", "warning", "network file system"),
        ("tmpfs", "warning", "is gone when"),
        ("overlay", "warning", "is gone when"),
        ("fuse.sshfs", "warning", "network file system"),
        ("fuse.other", "note", "make sure"),
        ("xfs", "ok", "xfs"),
    ] {
        mounted(&desk, kind);
        says(&desk, "file system", level, words);
    }
    fs::remove_file(desk.path("system/proc/self/mountinfo")).unwrap();
    says(&desk, "file system", "note", "its kind is unknown");
    says(&desk, "encryption", "note", "cannot tell whether the disk is encrypted");
}

#[test]
fn an_unencrypted_disk_is_distinguished_from_an_unknown_one() {
    let desk = desk();
    says(&desk, "encryption", "ok", "the disk is encrypted");
    fs::remove_file(desk.path("system/sys/dev/block/1:2/dm/uuid")).unwrap();
    says(&desk, "encryption", "note", "encrypts nothing below the ledger");
    fs::write(desk.path("system/proc/swaps"), "Filename Type\n/swap\u{1b}[2Jfile file\n").unwrap();
    says(&desk, "swap", "note", "/swap\\u{1b}[2Jfile does not seem to be encrypted");
}

#[test]
fn files_that_others_may_reach_bring_a_warning() {
    let desk = desk();
    let set = |name: &str, mode| fs::set_permissions(desk.path(name), fs::Permissions::from_mode(mode)).unwrap();
    set("ledger.db", 0o640);
    says(&desk, "file [desk]/ledger.db", "warning", "mode 0640");
    set("ledger.db", 0o600);
    set("ledger.db.lock", 0o666);
    says(&desk, "side file", "warning", "keep others from writing: chmod 600");
    set("", 0o755);
    says(&desk, "directory", "note", "mode 0755");
    set("", 0o777);
    says(&desk, "directory", "warning", "another in its place");
    set("", 0o700);
    assert!(desk.does("doctor --quiet").lines().all(|line| line.starts_with("warning  side file")));
}

#[test]
fn leftovers_next_to_the_ledger_are_named() {
    let desk = desk();
    says(&desk, "left over", "ok", "nothing");
    fs::write(desk.path(".copy\u{1b}[2J.db.unfinished"), "").unwrap();
    says(&desk, "left over", "note", "/.copy\\u{1b}[2J.db.unfinished: a command is making it");
    fs::remove_file(desk.path(".copy\u{1b}[2J.db.unfinished")).unwrap();
    fs::write(desk.path("ledger.db-journal"), "").unwrap();
    says(&desk, "left over", "note", "ledger.db-journal: a command is running, or was cut off");
}

#[test]
fn an_unusable_ledger_gives_its_usual_exit_code_after_the_findings() {
    let desk = desk();
    fs::hard_link(desk.path("ledger.db"), desk.path("second")).unwrap();
    let said = desk.run("doctor");
    assert_eq!(said.code, 4);
    assert!(line(&said, "file [desk]/ledger.db").contains("has 2 names"), "{said:?}");
    fs::remove_file(desk.path("second")).unwrap();
    fs::write(desk.path("ledger.db-wal"), "").unwrap();
    let said = desk.run("doctor");
    assert_eq!(said.code, 3);
    assert!(line(&said, "left over").starts_with("warning"), "{said:?}");
    fs::remove_file(desk.path("ledger.db-wal")).unwrap();
    fs::rename(desk.path("ledger.db"), desk.path("away")).unwrap();
    assert_eq!(desk.run("doctor").code, 4);
    symlink(desk.path("away"), desk.path("ledger.db")).unwrap();
    assert_eq!(desk.run("doctor").code, 4);
}

#[test]
fn a_user_without_a_backup_or_a_checkpoint_is_reminded() {
    let desk = Desk::new();
    says(&desk, "backup", "note", "impound remembers none of yours: make one with `impound backup`");
    says(&desk, "checkpoint", "note", "impound remembers none of yours");
    says(&desk, "ssh-keygen", "note", "is not on the PATH");
}

#[test]
fn the_findings_are_one_json_object_on_request() {
    let desk = desk();
    let answer: serde_json::Value = serde_json::from_str(&desk.does("doctor --json")).unwrap();
    let findings = answer["findings"].as_array().unwrap();
    assert!(findings.len() >= 12 && answer["ledger"] == "[desk]/ledger.db");
    assert!(findings.iter().all(|finding| finding["level"] == "ok" && finding["said"].is_string()), "{answer}");
}
