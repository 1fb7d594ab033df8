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
fn no_two_ledgers_are_the_same() {
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
    assert!(text(&init.stderr).starts_with("impound: entry 1 is recorded, but could not be printed: "));
    assert_eq!(impound(home.path(), &["verify"], full()).status.code(), Some(4));
    assert_eq!(impound(home.path(), &["verify"], Stdio::piped()).status.code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_process_that_holds_personal_data_leaves_no_core_dump() {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -c unlimited 2>/dev/null; exec \"$0\" amount", env!("CARGO_BIN_EXE_impound")]);
    command.env_clear().env("HOME", home.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let limits = || {
        let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
        limits.lines().find(|line| line.starts_with("Max core file size")).unwrap().to_owned()
    };
    let is_off = |line: &str| line.split_whitespace().skip(4).take(2).all(|limit| limit == "0");
    let begun = std::time::Instant::now();
    while !is_off(&limits()) {
        assert!(begun.elapsed().as_secs() < 60, "{}", limits());
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    drop(child.stdin.take());
    child.wait().unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_process_with_too_little_memory_ends_with_a_message_and_never_crashes() {
    let home = tempfile::tempdir().unwrap();
    impound(home.path(), &["init"], Stdio::piped());
    let run = |line: &str, space: u32| {
        let mut command = Command::new("sh");
        let script = format!("ulimit -v {space}; exec \"$0\" {line}");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_impound")]).env_clear().env("HOME", home.path());
        command.stdin(Stdio::null()).output().unwrap()
    };
    // With less, the larger the program the more, the system's loader or the runtime ends the process before the program begins.
    let begins = |space: &u32| [Some(0), Some(4)].contains(&run("--version", *space).status.code());
    let least = (40_000..200_000).step_by(1_000).find(begins).unwrap();
    for line in ["verify", "report register", "report holdings", "doctor"] {
        for more in [0, 2_000, 5_000, 10_000, 40_000, 90_000] {
            let said = run(line, least + more);
            let err = text(&said.stderr);
            // No signal ends the process.
            let code = said.status.code().unwrap_or_else(|| panic!("{line}, {more} more: {:?} {err}", said.status));
            assert!([0, 4].contains(&code), "{line}, {more} more: {code} {err}");
            assert!(code == 0 || !err.is_empty(), "{line}, {more} more: {code}");
        }
    }
}

#[test]
fn a_workbook_goes_through_a_pipe() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(impound(home.path(), &["init"], Stdio::null()).status.code(), Some(0));
    let said = impound(home.path(), &["report", "holdings", "--format", "xlsx"], Stdio::piped());
    assert_eq!((said.status.code(), text(&said.stderr).as_str()), (Some(0), ""));
    assert!(said.stdout.starts_with(b"PK"));
}
