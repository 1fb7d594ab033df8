//! A killed import leaves all of the file or nothing.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn impound(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_impound"));
    command.env_clear().env("HOME", home).env("IMPOUND_RECORDED_BY", "Ada").stdin(Stdio::null());
    command
}

fn entries(home: &Path) -> u64 {
    let verified = impound(home).arg("verify").output().unwrap();
    let said = String::from_utf8(verified.stdout).unwrap();
    assert!(said.ends_with("no differences\n"), "{said}");
    said.split(' ').next().unwrap().parse().unwrap()
}

/// Kills an import of `rows` rows at `times` points of its course, and finally imports the file.
fn killed(rows: u64, times: u32) {
    let home = tempfile::tempdir().unwrap();
    assert!(impound(home.path()).arg("init").output().unwrap().status.success());
    let file = home.path().join("a.csv");
    let mut table = "case,action,date,amount,currency\n".to_owned();
    for row in 0..rows {
        table.push_str(&format!("c{},seize,2024-01-{:02},{row}.5,EUR\n", row % 20, row % 28 + 1));
    }
    std::fs::write(&file, table).unwrap();
    let import = || {
        let mut command = impound(home.path());
        command.arg("import").arg(&file).arg("--open-missing").stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    // The ledger's beginning, the file, its cases and rows, and the counts.
    let whole = rows + 20 + 3;
    let mut course = Duration::from_millis(50);
    for kill in 1..=times {
        let started = Instant::now();
        let mut child = import().spawn().unwrap();
        // Each time a little later; once an import ends before that, from the beginning again.
        std::thread::sleep(course * kill / times);
        let ended = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        child.wait().unwrap();
        course = if ended { started.elapsed() } else { course * 2 };
        let found = entries(home.path());
        assert!(found == 1 || found == whole, "{found} entries after {:?}", started.elapsed());
    }
    assert!(import().status().unwrap().success());
    assert_eq!(entries(home.path()), whole);
}

#[test]
fn a_killed_import_leaves_all_of_the_file_or_nothing() {
    killed(400, 6);
}

#[test]
#[ignore = "takes minutes: 100,000 rows, killed forty times"]
fn a_killed_import_of_100_000_rows_leaves_all_of_the_file_or_nothing() {
    killed(100_000, 40);
}
