//! Backups: whole, verified, private, never overwriting another file, and made while others record.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use impound::store::{Ledger, Mode, Progress};
use rusqlite::Connection;

use super::desk::Desk;

/// The bytes of every entry, read without impound.
pub(super) fn entries(ledger: &Path) -> Vec<Vec<u8>> {
    let connection = Connection::open(ledger).unwrap();
    let mut query = connection.prepare("SELECT bytes FROM entry ORDER BY entry").unwrap();
    query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

pub(super) fn names(directory: &Path) -> BTreeSet<String> {
    let names = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != "state").collect()
}

/// Makes a ledger long: `rows` rows of 18 kB.
fn long(desk: &Desk, rows: u32) {
    let mut table = "case,action,date,jurisdictions,amount,currency,note\n".to_owned();
    for row in 0..rows {
        table.push_str(&format!("coco,seize,2024-01-01,DE,{row}.5,EUR,{}\n", "ä".repeat(9_000)));
    }
    fs::write(desk.path("long.csv"), table).unwrap();
    desk.does("import [desk]/long.csv");
    fs::remove_file(desk.path("long.csv")).unwrap();
}

#[test]
fn a_backup_has_every_entry_and_only_its_owner_can_read_it() {
    let desk = Desk::new();
    let said = desk.does("backup [desk]/copy.db");
    let bytes = fs::metadata(desk.path("copy.db")).unwrap().len();
    assert_eq!(said, format!("backed up to [desk]/copy.db: {bytes} bytes\nverified  3 entries, root [digest]\n"));
    assert_eq!(entries(&desk.path("ledger.db")), entries(&desk.path("copy.db")));
    assert_eq!(fs::metadata(desk.path("copy.db")).unwrap().permissions().mode() & 0o7777, 0o600);
    assert!(desk.does("verify --ledger [desk]/copy.db").starts_with("3 entries, root [digest]\n"));
    assert_eq!(desk.does("backup [desk]/other.db --quiet"), "");
    let left = ["copy.db", "ledger.db", "ledger.db.lock", "other.db"];
    assert_eq!(names(&desk.path("")), left.map(str::to_owned).into());
}

#[test]
fn a_backup_never_replaces_anything() {
    let desk = Desk::new();
    fs::write(desk.path("there"), "there").unwrap();
    symlink(desk.path("nowhere"), desk.path("dangling")).unwrap();
    symlink(desk.path("there"), desk.path("link")).unwrap();
    fs::create_dir(desk.path("directory")).unwrap();
    let hint = "  hint: give another path, or move that file away\n";
    for name in ["there", "dangling", "link", "directory"] {
        let said = format!("impound: [desk]/{name} exists already: a backup never replaces a file\n{hint}");
        desk.refuses(&format!("backup [desk]/{name}"), 1, &said);
    }
    fs::write(desk.path("new-journal"), "left").unwrap();
    desk.refuses(
        "backup [desk]/new",
        1,
        &format!("impound: [desk]/new-journal exists already: a backup never replaces a file\n{hint}"),
    );
    desk.refuses(
        "backup [desk]/directory/../ledger.db",
        1,
        "impound: [desk]/directory/../ledger.db is the ledger itself\n  hint: give the path of another file\n",
    );
    for name in ["ledger.db-journal", "ledger.db-wal"] {
        let said = format!(
            "impound: [desk]/{name} is a name that belongs to the ledger\n  hint: give the path of another file\n"
        );
        desk.refuses(&format!("backup [desk]/{name}"), 1, &said);
    }
    assert!(desk.path("dangling").symlink_metadata().is_ok() && !desk.path("nowhere").exists());
}

#[test]
fn a_backup_creates_no_missing_directory() {
    let desk = Desk::new();
    desk.refuses(
        "backup [desk]/typo/copy.db",
        4,
        "impound: there is no directory [desk]/typo\n  hint: create it first, or give another path\n",
    );
    assert!(!desk.path("typo").exists());
}

#[test]
fn a_ledger_with_differences_is_not_backed_up() {
    let desk = Desk::new();
    let mut bytes = fs::read(desk.path("ledger.db")).unwrap();
    let title = bytes.windows(9).position(|window| window == b"A release").unwrap();
    bytes[title] = b'B';
    fs::write(desk.path("ledger.db"), bytes).unwrap();
    let before = desk.files();
    let said = desk.run("backup [desk]/copy.db");
    assert_eq!((said.code, said.err.as_str()), (3, ""));
    assert!(said.out.starts_with("3 entries, root [digest]\nno backup is made of it, because of "), "{}", said.out);
    assert!(said.out.contains("\n  the head's root is [digest], the journal's is [digest]\n"), "{}", said.out);
    assert!(before == desk.files(), "something is left");
}

#[test]
fn ctrl_c_leaves_nothing_of_a_backup() {
    let mut desk = Desk::new();
    desk.set_interrupted(true);
    desk.refuses("backup [desk]/copy.db", 4, "impound: interrupted: nothing was copied\n  hint: repeat the command\n");
}

#[test]
fn after_three_restarts_writers_wait_until_the_copy_is_finished() {
    let desk = Desk::new();
    long(&desk, 500);
    let ledger = Ledger::open(&desk.path("ledger.db"), Mode::Read).unwrap();
    let side = fs::File::open(desk.path("ledger.db.lock")).unwrap();
    let (mut writes, mut held) = (0, 0);
    let made = ledger.back_up(&desk.path("copy.db"), &mut |progress| {
        if let Progress::Copied(..) = progress {
            if writes < 3 {
                desk.does(&format!("case open w{writes} --title W --lead FR"));
                writes += 1;
            } else if matches!(side.try_lock(), Err(fs::TryLockError::WouldBlock)) {
                held += 1;
            } else {
                side.unlock().unwrap();
            }
        }
        Ok(())
    });
    let made = made.unwrap();
    assert_eq!((made.restarts, made.findings.entries), (3, 3 + 502 + 3));
    assert!(held > 0, "the writers' lock was never taken");
    side.try_lock().expect("the writers' lock is not released");
    drop(ledger);
    assert_eq!(entries(&desk.path("ledger.db")), entries(&desk.path("copy.db")));
}

/// The program as a process, at a desk.
pub(super) fn process(desk: &Desk, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_impound"));
    command
        .env_clear()
        .env("IMPOUND_LEDGER", desk.path("ledger.db"))
        .env("XDG_STATE_HOME", desk.path("state/of-processes"))
        .env("IMPOUND_RECORDED_BY", "Ada")
        .args(args);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn a_backup_is_private_whatever_the_umask() {
    for umask in ["0000", "0077", "0777"] {
        let desk = Desk::new();
        let mut command = Command::new("sh");
        command.args(["-c", "umask \"$1\" && exec \"$2\" backup \"$3\" --quiet", "sh", umask]);
        command.arg(env!("CARGO_BIN_EXE_impound")).arg(desk.path("copy.db"));
        let done = command
            .env_clear()
            .env("IMPOUND_LEDGER", desk.path("ledger.db"))
            .env("XDG_STATE_HOME", desk.path("state/of-processes"))
            .output()
            .unwrap();
        assert!(done.status.success(), "{umask}: {}", String::from_utf8_lossy(&done.stderr));
        assert_eq!(fs::metadata(desk.path("copy.db")).unwrap().permissions().mode() & 0o7777, 0o600, "{umask}");
    }
}

/// A process that records cases until it is told to stop.
fn writer(desk: &Desk, name: &str) -> Child {
    let script = "n=0; while [ ! -e \"$2\" ]; do n=$((n + 1)); \"$1\" case open \"$3$n\" --title W --lead FR --clock-is-right --quiet || \
                  echo failed >> \"$2.failed\"; done";
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_impound")]).arg(desk.path("stop")).arg(name);
    command
        .env_clear()
        .env("IMPOUND_LEDGER", desk.path("ledger.db"))
        .env("XDG_STATE_HOME", desk.path("state/of-processes"))
        .env("IMPOUND_RECORDED_BY", name);
    command.env("PATH", "/usr/bin:/bin").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// The rows imported before others record, and the number of entries by then: the rows, their source, its counts, and
/// the entries that every desk has.
const ROWS: u32 = 60;
const BEGIN: usize = ROWS as usize + 5;

/// Makes `backups` backups while two processes record, kills every second one at a different point, and checks that
/// every file with the name of a backup is one.
fn taken_while_others_record(backups: u32) {
    let desk = Desk::new();
    long(&desk, ROWS);
    let writers = [writer(&desk, "a"), writer(&desk, "b")];
    let mut course = Duration::from_millis(500);
    let mut kept: Vec<PathBuf> = Vec::new();
    for n in 1..=backups {
        let copy = desk.path(&format!("copy{n}.db"));
        let begun = Instant::now();
        let mut child = process(&desk, &["backup", copy.to_str().unwrap()]).spawn().unwrap();
        if n % 2 == 0 {
            std::thread::sleep(course * n / backups);
            child.kill().unwrap();
            child.wait().unwrap();
        } else {
            assert!(child.wait().unwrap().success(), "backup {n}");
            course = begun.elapsed();
        }
        kept.extend(copy.exists().then_some(copy));
    }
    fs::write(desk.path("stop"), "").unwrap();
    for mut writer in writers {
        assert!(writer.wait().unwrap().success());
    }
    assert!(!desk.path("stop.failed").exists(), "a writer was kept from recording");
    let whole = entries(&desk.path("ledger.db"));
    assert!(kept.len() as u32 >= backups.div_ceil(2) && whole.len() > BEGIN, "{} {}", kept.len(), whole.len());
    for copy in kept {
        let copied = entries(&copy);
        assert!(whole.starts_with(&copied) && copied.len() >= BEGIN, "{}", copy.display());
        assert!(desk.does(&format!("verify --ledger {}", copy.display())).ends_with("\nno differences\n"));
    }
}

#[test]
fn backups_made_or_killed_while_others_record_are_whole_or_absent() {
    taken_while_others_record(6);
}

#[test]
#[ignore = "takes minutes: two hundred backups, half of them killed"]
fn two_hundred_backups_made_or_killed_while_others_record_are_whole_or_absent() {
    taken_while_others_record(200);
}

#[test]
fn the_next_backup_clears_what_a_killed_one_left() {
    let desk = Desk::new();
    for left in [".copy.db.unfinished", ".copy.db.unfinished-journal"] {
        fs::write(desk.path(left), "left").unwrap();
    }
    desk.does("backup [desk]/copy.db");
    assert_eq!(names(&desk.path("")), ["copy.db", "ledger.db", "ledger.db.lock"].map(str::to_owned).into());
}

#[test]
fn two_backups_to_one_file_do_not_disturb_each_other() {
    let desk = Desk::new();
    let draft = fs::File::create(desk.path(".copy.db.unfinished")).unwrap();
    draft.lock().unwrap();
    desk.refuses(
        "backup [desk]/copy.db",
        4,
        "impound: another impound is making [desk]/copy.db\n  hint: wait for it to finish, or give another \
         path\n",
    );
}
