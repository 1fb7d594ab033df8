//! A file that is not a ledger, or no longer one, is refused with a message and left unchanged.

use std::fs;
use std::os::unix::fs::{FileExt, symlink};

use super::*;
use crate::store::{Refusal, Remedy};

fn at(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    fs::write(&path, bytes).unwrap();
    (dir, path)
}

#[test]
fn a_missing_ledger_is_reported_and_not_created() {
    let dir = tempfile::tempdir().unwrap();
    for path in ["ledger.db", "no/such/directory/ledger.db"] {
        let path = dir.path().join(path);
        let err = refusal(&path);
        assert_eq!(err.to_string(), format!("there is no ledger at {}", path.display()));
        assert_eq!(err.remedy(), Some(Remedy::CreateLedger));
    }
    assert!(names(dir.path()).is_empty());
}

#[test]
fn links_of_both_kinds_are_refused() {
    let (dir, path) = ledger();
    let other = dir.path().join("other.db");
    symlink(&path, &other).unwrap();
    refused_by_environment(&other, "is a symbolic link");
    fs::remove_file(&other).unwrap();
    fs::hard_link(&path, &other).unwrap();
    refused_by_environment(&path, "has 2 names (hard links)");
    fs::remove_file(&other).unwrap();
    open(&path, Mode::Write).unwrap();
}

#[test]
fn a_ledgers_directory_may_be_reached_through_a_link() {
    let (dir, _path) = ledger();
    let elsewhere = tempfile::tempdir().unwrap();
    let link = elsewhere.path().join("data");
    symlink(dir.path(), &link).unwrap();
    open(&link.join("ledger.db"), Mode::Write).unwrap();
}

#[test]
fn anything_but_a_regular_file_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    refused_by_environment(dir.path(), "is a directory");
    refused_by_environment(Path::new("/dev/null"), "is not a regular file");
    refused_by_environment(Path::new("/"), "does not name a file");
    refused_by_environment(Path::new(".."), "does not name a file");
    let pipe = dir.path().join("pipe");
    let bits = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, bits, 0).unwrap();
    refused_by_environment(&pipe, "is not a regular file");
    assert_eq!(names(dir.path()), ["pipe"]);
}

#[test]
fn other_kinds_of_files_are_not_ledgers() {
    let mut noise = 0x9e37_79b9_u32;
    let random: Vec<u8> = std::iter::repeat_with(|| {
        noise ^= noise << 13;
        noise ^= noise >> 17;
        noise ^= noise << 5;
        noise as u8
    })
    .take(8192)
    .collect();
    for bytes in [b"".as_slice(), b"x", b"case,action,date\n", &[0; 4096], &random, &random[..100]] {
        let (_dir, path) = at("ledger.db", bytes);
        refused_as_damaged(&path, "is not an impound ledger");
    }
}

#[test]
fn a_database_of_another_program_is_not_a_ledger() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ledger.db");
    meddle(&path, SCHEMA);
    refused_as_damaged(&path, "is not an impound ledger");
    let (_dir, path) = ledger();
    meddle(&path, "PRAGMA application_id = 1");
    refused_as_damaged(&path, "is not an impound ledger");
}

#[test]
fn a_ledger_of_another_format_is_refused_and_left_unchanged() {
    let (dir, path) = ledger();
    for format in [6, 4, 3, 2, 1, 0, -1] {
        meddle(&path, &format!("PRAGMA user_version = {format}; CREATE TABLE IF NOT EXISTS novelty (x)"));
        let before = contents(dir.path());
        let err = refusal(&path);
        let said =
            format!("{} is a ledger of format {format}; this impound reads and writes format 5 only", path.display());
        assert_eq!(err.to_string(), said);
        assert!(matches!(err, Error::Refused(Refusal::OtherFormat { known: 5, .. })), "{err:?}");
        assert!(before == contents(dir.path()), "{format}");
    }
}

#[test]
fn a_truncated_ledger_is_refused() {
    let (dir, path) = ledger();
    let whole = fs::read(&path).unwrap();
    let lengths = (0..whole.len()).step_by(256).chain([1, 50, 99, 100, 101, whole.len() - 1]);
    for length in lengths {
        fs::write(&path, &whole[..length]).unwrap();
        let refused = open(&path, Mode::Read).map(drop).unwrap_err();
        assert!(matches!(refused, Error::Damaged { .. }), "{length}: {refused:?}");
        assert!(fs::read(&path).unwrap() == whole[..length], "{length} bytes have changed");
    }
    assert_eq!(names(dir.path()), ["ledger.db", "ledger.db.lock"]);
}

#[test]
fn no_single_bit_of_the_header_makes_opening_panic_or_change_the_file() {
    let (dir, path) = ledger();
    let whole = fs::read(&path).unwrap();
    for bit in 0..100 * 8 {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        fs::write(&path, &flipped).unwrap();
        match open(&path, Mode::Read) {
            Ok(opened) => drop(opened),
            Err(Error::Damaged { .. } | Error::Environment { .. }) => {}
            Err(Error::Refused(Refusal::OtherFormat { .. })) => {}
            Err(err) => panic!("bit {bit}: {err:?}"),
        }
        assert!(fs::read(&path).unwrap() == flipped, "bit {bit}: the file was changed");
        assert_eq!(names(dir.path()), ["ledger.db", "ledger.db.lock"], "bit {bit}");
    }
}

#[test]
fn a_ledger_switched_to_a_write_ahead_log_is_refused_and_not_switched_back() {
    let (_dir, path) = ledger();
    meddle(&path, "PRAGMA journal_mode = WAL; INSERT INTO entry (body) VALUES ('another')");
    refused_as_damaged(&path, "is in journal mode wal");
}

#[test]
fn a_write_ahead_log_beside_the_ledger_is_not_replayed() {
    let (_dir, path) = ledger();
    fs::write(path.with_file_name("ledger.db-wal"), "anything").unwrap();
    refused_as_damaged(&path, "ledger.db-wal lies beside the ledger");
}

#[test]
fn a_pipe_or_link_in_place_of_the_journal_is_refused_without_waiting() {
    let (dir, path) = ledger();
    let journal = path.with_file_name("ledger.db-journal");
    let bits = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    rustix::fs::mknodat(rustix::fs::CWD, &journal, rustix::fs::FileType::Fifo, bits, 0).unwrap();
    refused_as_damaged(&path, "ledger.db-journal lies beside the ledger and is not a regular file");
    fs::remove_file(&journal).unwrap();
    symlink(dir.path().join("elsewhere"), &journal).unwrap();
    refused_as_damaged(&path, "ledger.db-journal lies beside the ledger and is not a regular file");
    fs::remove_file(&journal).unwrap();
    fs::create_dir(&journal).unwrap();
    refused_as_damaged(&path, "ledger.db-journal lies beside the ledger and is not a regular file");
    fs::remove_dir(&journal).unwrap();
    open(&path, Mode::Write).unwrap();
}

#[test]
fn a_page_of_noise_is_damage() {
    let (_dir, path) = ledger();
    let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.write_all_at(&[0xa5; 3000], 100).unwrap();
    refused_as_damaged(&path, "cannot read");
}

#[test]
#[ignore = "root may read everything: run as another user"]
fn an_unreadable_ledger_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, path) = ledger();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    refused_by_environment(&path, "cannot read");
}
