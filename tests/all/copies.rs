//! Copies between files and servers: the same ledger byte for byte, whole or absent.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::Desk;
use crate::postgres::{COMMANDS, run};
use crate::server::new_schema;

/// Commands whose answer is the same for a ledger and its copies.
const SAME: [&str; 12] = [
    "export journal",
    "checkpoint",
    "prove 8",
    "prove 17",
    "verify",
    "report holdings --by jurisdiction,stage --format csv",
    "report register --personal --format csv --raw",
    "report bridge holdings --at-entry 9 --format csv",
    "rates show court USD",
    "case list",
    "history c:1",
    "show 7 --personal",
];

/// A file with entries of every kind.
fn desk() -> Desk {
    let desk = Desk::empty();
    assert_eq!(desk.run("init --name unit7").code, 0);
    let recorded = COMMANDS.iter().filter(|line| run(&desk, line).code == 0).count();
    assert!(recorded > 30, "{recorded}");
    desk
}

/// A file with so many rows that they are copied in parts.
fn long_desk(rows: usize) -> Desk {
    let desk = Desk::empty();
    desk.done("init --name unit7");
    let mut table = "ref,case,action,date,jurisdictions,kind,amount,currency,source,subjects\n".to_owned();
    for row in 0..rows {
        table.push_str(&format!("r {row},c{},freeze,2024-06-01,LT,cash,{row}.50,EUR,s,owner:Ada {row}\n", row % 7));
    }
    fs::write(desk.directory().join("rows.csv"), table).unwrap();
    let file = desk.directory().join("rows.csv").display().to_string();
    desk.done(&format!("import {file} --open-missing --quiet"));
    desk
}

fn answers(desk: &Desk, ledger: &str) -> Vec<String> {
    SAME.iter().map(|line| desk.done(&format!("{line} --ledger {ledger}"))).collect()
}

#[test]
fn a_ledger_copied_to_servers_and_back_is_the_same_byte_for_byte() {
    let desk = desk();
    let (Some(one), Some(other)) = (new_schema(), new_schema()) else { return };
    let [first, back, beside] =
        ["ledger.db", "back.db", "beside.db"].map(|name| desk.directory().join(name).display().to_string());
    let expected = answers(&desk, &first);
    for (from, to) in [(&first, &one), (&one, &other), (&other, &back), (&back, &beside)] {
        let said = desk.done(&format!("copy {from} {to}"));
        assert!(said.starts_with(&format!("copied {from} to {to}\nverified  ")), "{said}");
        for (line, (answer, expected)) in SAME.iter().zip(answers(&desk, to).iter().zip(&expected)) {
            assert_eq!(answer, expected, "{line} of {to}");
        }
    }
    assert_eq!(fs::metadata(&back).unwrap().permissions().mode() & 0o7777, 0o600);
    // A copy grows as the original does, and whoever saw that is told of the others.
    desk.done(&format!("case open next --title Next --lead FR --ledger {one}"));
    assert!(desk.done(&format!("verify --ledger {one}")).ends_with("no differences\n"));
    assert_eq!(desk.run(&format!("case list --ledger {back}")).code, 3);
}

#[test]
fn a_ledger_on_a_server_is_backed_up_to_a_file_and_restored_to_another_schema() {
    let desk = desk();
    let (Some(one), Some(other)) = (new_schema(), new_schema()) else { return };
    let backup = desk.directory().join("backup.db");
    desk.done(&format!("copy {} {one}", desk.directory().join("ledger.db").display()));
    let said = desk.done(&format!("backup {} --ledger {one}", backup.display()));
    let bytes = fs::metadata(&backup).unwrap().len();
    assert!(said.starts_with(&format!("backed up to {}: {bytes} bytes\nverified  ", backup.display())), "{said}");
    assert_eq!(fs::metadata(&backup).unwrap().permissions().mode() & 0o7777, 0o600);
    assert_eq!(desk.run(&format!("backup {} --ledger {one}", backup.display())).code, 1);
    let said = desk.done(&format!("restore {} --ledger {other} --json", backup.display()));
    assert!(said.contains("\"bytes\":null") && said.contains("\"differences\":[]"), "{said}");
    assert_eq!(answers(&desk, &one), answers(&desk, &other));
    let again = desk.run(&format!("restore {} --ledger {other}", backup.display()));
    assert_eq!(again.code, 1, "{}", again.err);
    assert!(again.err.contains("is not vacant: a copy never replaces anything"), "{}", again.err);
    assert!(again.err.contains("hint: give a file that does not exist yet, or a schema with nothing"), "{}", again.err);
    for (backup, code) in [("missing.db", 4), ("rows.csv", 3)] {
        let Some(empty) = new_schema() else { return };
        let said = desk.run(&format!("restore {} --ledger {empty}", desk.directory().join(backup).display()));
        assert_eq!(said.code, code, "{}", said.err);
        assert_eq!(desk.run(&format!("verify --ledger {empty}")).code, 4);
    }
}

#[test]
fn a_copy_replaces_nothing_and_a_ledger_is_not_copied_onto_itself() {
    let desk = desk();
    let Some(one) = new_schema() else { return };
    let file = desk.directory().join("ledger.db").display().to_string();
    desk.done(&format!("copy {file} {one}"));
    for (line, said) in [
        (format!("copy {file} {one}"), "is not vacant: a copy never replaces anything"),
        (format!("copy {one} {file}"), "is not vacant: a copy never replaces anything"),
        (format!("copy {one} {one}"), "is the ledger itself"),
        (format!("copy {file} {file}"), "is the ledger itself"),
    ] {
        let refused = desk.run(&line);
        assert_eq!((refused.code, refused.out.as_str()), (1, ""), "{line}: {}", refused.err);
        assert!(refused.err.contains(said) && refused.err.contains("hint: "), "{line}: {}", refused.err);
    }
    assert_eq!(desk.run(&format!("copy {one} {}/no/copy.db", desk.directory().display())).code, 4);
    let unreachable = desk.run(&format!("copy {file} 'postgres://ada@/l?host=/nowhere'"));
    assert_eq!(unreachable.code, 4, "{}", unreachable.err);
    let malformed = desk.run(&format!("copy {file} postgres://ada:secret@db/l"));
    assert!(malformed.code == 1 && malformed.err.contains("impound: TO: the URL holds a password"), "{malformed:?}");
    let malformed = desk.run(&format!("copy postgres://db {file}"));
    assert!(malformed.code == 1 && malformed.err.contains("impound: FROM: not the URL"), "{malformed:?}");
}

#[test]
fn nothing_is_copied_from_a_damaged_ledger() {
    let desk = desk();
    let file = desk.directory().join("ledger.db");
    let whole = fs::read(&file).unwrap();
    for words in ["Another release", "\"amount\":\"120.50 EUR\"", "1.0705"] {
        let Some(url) = new_schema() else { return };
        let copy = desk.directory().join("copy.db");
        let mut bytes = whole.clone();
        let at = bytes.windows(words.len()).position(|window| window == words.as_bytes()).unwrap();
        bytes[at + words.len() - 5] ^= 1;
        fs::write(&file, bytes).unwrap();
        for to in [url.as_str(), copy.to_str().unwrap()] {
            let said = desk.run(&format!("copy {} {to}", file.display()));
            assert_eq!(said.code, 3, "{words}: {said:?}");
        }
        assert!(!copy.exists(), "{words}");
        assert_eq!(desk.run(&format!("verify --ledger {url}")).code, 4, "{words}");
    }
}

#[test]
fn ctrl_c_leaves_nothing_of_a_copy() {
    let mut desk = desk();
    let Some(url) = new_schema() else { return };
    desk.interrupted = true;
    let said = desk.run(&format!("copy {} {url}", desk.directory().join("ledger.db").display()));
    assert_eq!(said.code, 4);
    assert!(said.err.contains("interrupted: nothing was copied"), "{}", said.err);
    assert_eq!(desk.run(&format!("verify --ledger {url}")).code, 4);
}

/// The program as a process at a desk.
fn process(desk: &Desk, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_impound"));
    command.args(args).env_clear().env("HOME", desk.directory());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Kills copies at different times, and checks that each left a whole ledger or none.
fn killed(desk: &Desk, from: &str, targets: impl Iterator<Item = String>) {
    let mut course = Duration::from_millis(300);
    let mut ended = [0, 0];
    let expected = desk.done(&format!("checkpoint --ledger {from}"));
    for (n, to) in targets.enumerate() {
        let begun = Instant::now();
        let mut child = process(desk, &["copy", from, &to]).spawn().unwrap();
        thread::sleep(course * fastrand::u32(0..120) / 100);
        let by_itself = child.try_wait().unwrap().is_some();
        // It may have ended by itself.
        let _: std::io::Result<()> = child.kill();
        child.wait().unwrap();
        course = if by_itself { begun.elapsed() } else { course * 11 / 10 };
        // The server notices the end of a connection once it uses it.
        let again = desk.run(&format!("copy {from} {to}"));
        ended[usize::from(again.code)] += 1;
        assert_eq!(desk.done(&format!("checkpoint --ledger {to}")), expected, "{n}");
        assert!(desk.done(&format!("verify --ledger {to}")).ends_with("no differences\n"), "{n}");
    }
    assert!(ended[0] > 0, "{ended:?}");
}

#[test]
fn a_killed_copy_leaves_a_whole_ledger_or_none() {
    let desk = long_desk(300);
    let Some(url) = new_schema() else { return };
    let file = desk.directory().join("ledger.db").display().to_string();
    killed(&desk, &file, (0..8).map(|_| new_schema().unwrap()));
    desk.done(&format!("copy {file} {url}"));
    let name = |n| desk.directory().join(format!("copy{n}.db")).display().to_string();
    killed(&desk, &url, (0..8).map(name));
    let left = fs::read_dir(desk.directory()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(left.filter(|name| name.contains("unfinished")).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn of_copies_to_one_schema_at_the_same_time_one_is_made() {
    let desk = long_desk(50);
    let file = desk.directory().join("ledger.db").display().to_string();
    for _ in 0..3 {
        let Some(url) = new_schema() else { return };
        let children: Vec<_> = (0..4).map(|_| process(&desk, &["copy", &file, &url]).spawn().unwrap()).collect();
        let codes: Vec<i32> = children.into_iter().map(|mut child| child.wait().unwrap().code().unwrap()).collect();
        assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "{codes:?}");
        assert!(codes.iter().all(|code| [0, 1, 4].contains(code)), "{codes:?}");
        desk.done(&format!("verify --ledger {url}"));
    }
}

#[test]
fn accepting_an_older_copy_says_nothing_about_the_ledger_on_the_server() {
    let desk = desk();
    let (Some(url), Some(older)) = (new_schema(), new_schema()) else { return };
    let file = desk.directory().join("ledger.db").display().to_string();
    let copy = desk.directory().join("copy.db");
    desk.done(&format!("copy {file} {url}"));
    for name in ["ledger.db", "ledger.db.lock"] {
        fs::remove_file(desk.directory().join(name)).unwrap();
    }
    desk.done(&format!("copy {url} {}", copy.display()));
    desk.done(&format!("case open later --title Later --lead FR --ledger {url}"));
    let at_copy = |line: &str| desk.run(&format!("{line} --ledger {}", copy.display())).code;
    assert_eq!(at_copy("case list"), 3);
    assert_eq!(at_copy("verify --accept"), 0);
    assert_eq!(at_copy("case list"), 0);
    // Whoever puts the older state in the place of the ledger is found out.
    let said = desk.run(&format!("copy {} {older}", copy.display()));
    assert!(said.code == 0 && said.err.contains("the copy is there, but cannot be opened: ROLLBACK"), "{said:?}");
    assert_eq!(desk.run(&format!("case list --ledger {older}")).code, 3);
}
