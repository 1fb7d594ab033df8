//! The program as a process: its own clock, randomness, paths and streams.

use std::path::Path;
use std::process::{Command, Output, Stdio};

fn impound(home: &Path, args: &[&str], stdout: Stdio) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_impound"));
    command.env_clear().env("HOME", home).env("IMPOUND_RECORDED_BY", "Ada").args(args);
    command.stdin(Stdio::null()).stdout(stdout).stderr(Stdio::piped());
    command.spawn().unwrap().wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_ledger_lies_in_the_data_directory_unless_told_otherwise() {
    let home = tempfile::tempdir().unwrap();
    let init = impound(home.path(), &["init"], Stdio::piped());
    assert_eq!((init.status.code(), text(&init.stderr).as_str()), (Some(0), ""));
    let path = home.path().join(".local/share/impound/ledger.db");
    assert!(path.is_file());
    assert!(
        text(&init.stdout)
            .starts_with(&format!("entry 1  ledger created: {}\nreceipt  1 entry, root ", path.display()))
    );
    let shown = text(&impound(home.path(), &["show", "1"], Stdio::piped()).stdout);
    let recorded = shown.lines().nth(1).unwrap().strip_prefix("recorded  ").unwrap();
    let (time, by) = recorded.split_once(" by ").unwrap();
    assert!(time.parse::<jiff::Timestamp>().is_ok() && time.len() == 20, "{time}");
    assert!(by == "Ada" || by.starts_with("Ada (logged in as "), "{by}");
}

#[test]
fn two_ledgers_are_never_the_same() {
    let root = || {
        let home = tempfile::tempdir().unwrap();
        let init = text(&impound(home.path(), &["init"], Stdio::piped()).stdout);
        init.rsplit_once("root ").unwrap().1.to_owned()
    };
    assert_ne!(root(), root());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output_loses_no_entry() {
    let home = tempfile::tempdir().unwrap();
    let full = || Stdio::from(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    let init = impound(home.path(), &["init"], full());
    assert_eq!(init.status.code(), Some(0));
    assert!(text(&init.stderr).starts_with("impound: entry 1 is recorded but not printed: "));
    assert_eq!(impound(home.path(), &["verify"], full()).status.code(), Some(4));
    assert_eq!(impound(home.path(), &["verify"], Stdio::piped()).status.code(), Some(0));
}
