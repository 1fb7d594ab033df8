use super::desk::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    std::fs::copy(desk.path("ledger.db"), desk.path("at-3.db")).unwrap();
    freeze(&desk, "2024-06-28");
    freeze(&desk, "2024-06-29");
    desk
}

fn freeze(desk: &Desk, on: &str) {
    desk.does(&format!("freeze --case coco --in DE --kind bank-account --on {on} --source S1"));
}

fn put_back(desk: &Desk) {
    std::fs::copy(desk.path("at-3.db"), desk.path("ledger.db")).unwrap();
}

/// A command of every kind: those that read, those that record, those that only look.
const COMMANDS: [&str; 8] = [
    "report holdings",
    "report register",
    "case list",
    "show 1",
    "asset list",
    "case open other --title Other --lead FR",
    "checkpoint",
    "export journal",
];

#[test]
fn a_ledger_with_fewer_entries_than_its_user_saw_was_rolled_back() {
    let desk = desk();
    put_back(&desk);
    for command in COMMANDS {
        desk.refuses(
            command,
            3,
            "impound: ROLLBACK: the ledger has 3 entries, root [digest]; you had seen 5 entries, root [digest]\n  hint: \
             keep a copy of the file as it is, and find out who put it there; if you restored a backup on purpose, or mean to read an older copy, `impound verify --accept` accepts the ledger as it is\n",
        );
    }
    let said = desk.run("verify");
    assert_eq!(said.code, 3);
    assert!(said.out.contains("1 difference:\n  ROLLBACK: the ledger has 3 entries"), "{}", said.out);
}

#[test]
fn a_ledger_with_other_entries_than_its_user_saw_has_forked() {
    let mut desk = desk();
    put_back(&desk);
    let other = desk.path("other-user.db");
    std::fs::copy(desk.path("ledger.db"), &other).unwrap();
    for day in 1..=3 {
        // Another user, who has seen nothing, records on the older state.
        desk.set("XDG_STATE_HOME", Some("elsewhere"));
        let rest = format!("--case coco --in FR --kind cash --on 2024-01-0{day} --source S1");
        desk.does(&format!("freeze --ledger {} {rest}", other.display()));
        desk.set("XDG_STATE_HOME", None);
        std::fs::copy(&other, desk.path("ledger.db")).unwrap();
        let said = desk.run("case list");
        let what = if day == 1 { "ROLLBACK: the ledger has 4" } else { "FORK: the ledger has" };
        assert_eq!(said.code, 3);
        assert!(said.err.contains(what), "day {day}: {}", said.err);
    }
}

#[test]
fn what_others_record_is_followed_and_remembered() {
    let desk = desk();
    let longer = desk.path("longer.db");
    std::fs::copy(desk.path("ledger.db"), &longer).unwrap();
    let rest = "--case coco --in FR --kind cash --on 2024-01-01 --source S1";
    desk.does(&format!("freeze --ledger {} {rest}", longer.display()));
    let before = std::fs::read(desk.path("ledger.db")).unwrap();
    std::fs::copy(&longer, desk.path("ledger.db")).unwrap();
    desk.does("report holdings");
    std::fs::write(desk.path("ledger.db"), before).unwrap();
    assert_eq!(desk.run("report holdings").code, 3, "the sixth entry was seen");
}

#[test]
fn a_rollback_is_accepted_with_the_flag() {
    let desk = desk();
    put_back(&desk);
    let said = desk.does("verify --accept");
    assert!(said.contains("accepted: ROLLBACK: the ledger has 3 entries"), "{said}");
    freeze(&desk, "2024-06-30");
    assert!(desk.does("verify").ends_with("no differences\n"));
}

#[test]
fn a_rollback_is_found_after_the_ledger_was_moved_and_after_its_place_was_emptied() {
    let desk = desk();
    std::fs::remove_file(desk.path("ledger.db")).unwrap();
    for elsewhere in ["at-3.db", "deeper/ledger.db"] {
        std::fs::create_dir_all(desk.path("deeper")).unwrap();
        if elsewhere != "at-3.db" {
            std::fs::rename(desk.path("at-3.db"), desk.path(elsewhere)).unwrap();
        }
        for command in COMMANDS {
            let said = desk.run(&format!("{command} --ledger {}", desk.path(elsewhere).display()));
            assert_eq!(said.code, 3, "{command}: {said:?}");
            assert!(said.err.contains("ROLLBACK: the ledger has 3 entries"), "{command}: {}", said.err);
        }
    }
}

#[test]
fn a_ledger_that_was_moved_is_known_in_its_new_place_and_remembered_there() {
    let desk = desk();
    let moved = desk.path("moved.db");
    std::fs::rename(desk.path("ledger.db"), &moved).unwrap();
    let at = |line: &str| desk.run(&format!("{line} --ledger {}", moved.display())).code;
    assert_eq!(at("case list"), 0);
    assert_eq!(at("freeze --case coco --in DE --kind cash --on 2024-07-01 --source S1"), 0);
    std::fs::copy(desk.path("at-3.db"), &moved).unwrap();
    assert_eq!(at("case list"), 3);
}

#[test]
fn another_ledger_in_the_place_of_one_that_was_seen_has_forked() {
    let desk = desk();
    let other = desk.path("other.db");
    desk.does(&format!("init --ledger {}", other.display()));
    std::fs::copy(&other, desk.path("ledger.db")).unwrap();
    let said = desk.run("case list");
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("ROLLBACK: the ledger has 1 entry"), "{}", said.err);
    desk.does("verify --accept");
    desk.does("case list");
    desk.does(&format!("case list --ledger {}", other.display()));
}

#[test]
fn an_older_copy_can_be_read_with_the_flag_and_the_ledger_still_matches_what_was_seen() {
    let desk = desk();
    let copy = desk.path("at-3.db");
    let at = |line: &str| desk.run(&format!("{line} --ledger {}", copy.display()));
    assert_eq!(at("report holdings").code, 3);
    let said = at("verify --accept");
    assert!(said.code == 0 && said.out.contains("accepted: ROLLBACK"), "{said:?}");
    for _ in 0..2 {
        assert_eq!(at("report holdings").code, 0);
        desk.does("report holdings");
    }
    let moved = desk.path("moved.db");
    std::fs::copy(&copy, &moved).unwrap();
    assert_eq!(desk.run(&format!("case list --ledger {}", moved.display())).code, 3, "what was accepted is one place");
    put_back(&desk);
    assert_eq!(desk.run("report holdings").code, 3);
}

#[test]
fn a_new_ledger_in_the_place_of_another_starts_afresh() {
    let desk = desk();
    std::fs::remove_file(desk.path("ledger.db")).unwrap();
    desk.does("init");
    desk.does("case list");
}

#[test]
fn a_dry_run_does_not_count_as_seen() {
    let desk = desk();
    desk.does("freeze --case coco --in DE --kind cash --on 2024-07-01 --source S1 --dry-run");
    desk.does("case list");
}

#[test]
fn an_unreadable_record_of_what_was_seen_stops_every_command_until_the_ledger_is_accepted() {
    for wrong in ["", "{", "{}", "[1]"] {
        for kind in ["places", "ledgers"] {
            let desk = desk();
            let memories = desk.path("state/impound").join(kind);
            let memory = std::fs::read_dir(&memories).unwrap().next().unwrap().unwrap().path();
            std::fs::write(&memory, wrong).unwrap();
            for command in COMMANDS {
                let said = desk.run(command);
                assert_eq!(said.code, 3, "{kind} {wrong}: {command}: {said:?}");
                assert!(
                    said.err.contains("the record of what you saw of this ledger cannot be read: "),
                    "{}",
                    said.err
                );
                assert!(said.err.contains("impound verify --accept"), "{}", said.err);
            }
            assert_eq!(desk.run("verify").code, 3);
            assert_eq!(std::fs::read_to_string(&memory).unwrap(), wrong, "it was overwritten");
            desk.does("verify --accept");
            desk.does("case list");
            put_back(&desk);
            assert_eq!(desk.run("case list").code, 3, "what was accepted is remembered");
        }
    }
}

#[test]
fn a_record_that_the_system_cannot_read_is_the_environments_failure_and_no_damage() {
    for kind in ["places", "ledgers", "signed"] {
        let desk = desk();
        let memories = |kind: &str| desk.path("state/impound").join(kind);
        // The record of what was signed has the name of the record of the ledger.
        let like = if kind == "signed" { "ledgers" } else { kind };
        let name = std::fs::read_dir(memories(like)).unwrap().next().unwrap().unwrap().file_name();
        let (memory, kept) = (memories(kind).join(&name), std::fs::read(memories(like).join(&name)).unwrap());
        std::fs::create_dir_all(memories(kind)).unwrap();
        std::fs::write(&memory, "").unwrap();
        std::fs::remove_file(&memory).unwrap();
        // Reading this fails with EIO, as on a failing disk.
        std::os::unix::fs::symlink("/proc/self/mem", &memory).unwrap();
        let commands = if kind == "signed" { &["checkpoint"][..] } else { &COMMANDS[..] };
        for command in commands.iter().chain((kind != "signed").then_some(&"verify")) {
            let said = desk.run(command);
            assert_eq!(said.code, 4, "{kind}: {command}: {said:?}");
            assert!(said.err.contains(" cannot be read: ") && said.err.contains("Input/output"), "{}", said.err);
            assert!(said.err.contains("hint: check the file's owner and mode, and the disk"), "{}", said.err);
        }
        std::fs::remove_file(&memory).unwrap();
        std::fs::write(&memory, kept).unwrap();
        desk.does("verify");
        desk.does("checkpoint");
    }
}

#[test]
fn nothing_is_signed_while_the_record_of_signatures_cannot_be_read() {
    let Some(keys) = super::keys::Keys::new("ed25519") else { return };
    let desk = desk();
    let sign = |name: &str| desk.run(&format!("checkpoint --output [desk]/{name} --sign {}", keys.key().display()));
    assert_eq!(sign("one").code, 0);
    let memory = std::fs::read_dir(desk.path("state/impound/signed")).unwrap().next().unwrap().unwrap().path();
    std::fs::write(&memory, "").unwrap();
    let said = sign("two");
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("the record of what you signed cannot be read: "), "{}", said.err);
    assert!(!desk.path("two").exists());
}
