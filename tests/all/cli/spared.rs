//! No command writes over a ledger, or over what SQLite or impound keep for one.

use std::collections::BTreeMap;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use super::desk::Desk;

/// Every command that writes a file, which is `[out]`.
const COMMANDS: [&str; 11] = [
    "report holdings --output [out]",
    "report register --personal --format json --output [out]",
    "export journal --output [out]",
    "export pack [out]",
    "export pack [out] --year 2024 --since [desk]/earlier",
    "prove 1 --output [out]",
    "checkpoint --output [out]",
    "backup [out]",
    "copy [desk]/ledger.db [out]",
    "import [desk]/bad.csv --rejects [out]",
    "import [desk]/bad.csv --explain --map [out]",
];

fn desk() -> Desk {
    let desk = Desk::new();
    std::fs::write(desk.path("bad.csv"), "case,action,date\ncoco,freeze,none\n").unwrap();
    std::fs::create_dir(desk.path("sub")).unwrap();
    desk.does("export pack [desk]/earlier");
    symlink(desk.path(""), desk.path("sub/link")).unwrap();
    symlink("ledger.db", desk.path("to-ledger")).unwrap();
    symlink("ledger.db.lock", desk.path("to-lock")).unwrap();
    desk
}

fn lies_there(desk: &Desk) -> BTreeMap<PathBuf, Vec<u8>> {
    desk.files()
}

#[test]
fn what_belongs_to_a_ledger_is_never_overwritten() {
    let desk = desk();
    let ends = ["", "-wal", "-journal", "-shm", ".lock"];
    let names = ends.iter().flat_map(|end| [format!("ledger.db{end}"), format!("sub/link/ledger.db{end}")]);
    for name in names.chain(["to-ledger".to_owned(), "to-lock".to_owned()]) {
        for command in COMMANDS {
            let before = lies_there(&desk);
            let said = desk.run(&command.replace("[out]", &format!("[desk]/{name}")));
            // An existing map stays as it is, which is not a failure.
            let is_kept = command.contains("--explain") && desk.path(&name).exists();
            assert_eq!(said.code, u8::from(!is_kept), "{command} {name}: {said:?}");
            assert!(is_kept || said.err.contains("hint: "), "{command} {name}: {}", said.err);
            assert!(before == lies_there(&desk), "{command} {name} has changed a file");
        }
    }
    desk.does("verify");
}

#[test]
fn what_belongs_to_another_ledger_is_not_overwritten_either() {
    let desk = desk();
    desk.does("init --ledger [desk]/other.db");
    for end in ["-wal", "-journal", "-shm"] {
        for command in COMMANDS {
            let said = desk.run(&command.replace("[out]", &format!("[desk]/other.db{end}")));
            assert_eq!(said.code, 1, "{command} {end}: {said:?}");
            assert!(said.err.contains("is a name that belongs to"), "{command} {end}: {}", said.err);
        }
    }
    desk.does("verify --ledger [desk]/other.db");
}

#[test]
fn output_is_written_whole_and_leaves_nothing_beside_it() {
    use std::os::unix::fs::PermissionsExt;
    for command in COMMANDS {
        let desk = desk();
        // What a killed command left, by this naming scheme and earlier ones.
        if command.starts_with("export pack") {
            std::fs::create_dir(desk.path(".out.unfinished")).unwrap();
            std::fs::write(desk.path(".out.unfinished/actions.csv"), "left").unwrap();
        } else {
            std::fs::write(desk.path(".out.unfinished"), "left").unwrap();
        }
        let said = desk.run(&command.replace("[out]", "[desk]/out"));
        assert_eq!(said.code, u8::from(command.contains("--rejects")), "{command}: {said:?}");
        let names = std::fs::read_dir(desk.path("")).unwrap();
        let names: Vec<String> = names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        assert!(names.contains(&"out".to_owned()), "{command}: {names:?}");
        assert!(!names.iter().any(|name| name.contains("unfinished")), "{command}: {names:?}");
        let mode = std::fs::metadata(desk.path("out")).unwrap().permissions().mode() & 0o777;
        let is_private = ["pack", "--personal", "checkpoint", "backup", "copy", "--rejects"]
            .iter()
            .any(|word| command.contains(word));
        assert!(!is_private || mode & 0o077 == 0, "{command}: {mode:o}");
    }
}

#[test]
fn doctor_finds_all_leftovers() {
    let desk = desk();
    let left = [
        "rejects.csv.unfinished",
        ".rejects.csv.unfinished",
        ".copy.db.unfinished",
        ".copy.db.unfinished.lock",
        "x.12.unfinished",
    ];
    for name in left {
        std::fs::write(desk.path(name), "").unwrap();
    }
    std::fs::write(desk.path("state/impound/ledgers/.x.json.unfinished"), "").unwrap();
    let said = desk.run("doctor").out;
    for name in left.iter().chain(&["ledgers/.x.json.unfinished"]) {
        assert!(said.contains(&format!("/{name}: a command is making it, or was cut off")), "{name}: {said}");
    }
}
