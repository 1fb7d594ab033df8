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

/// A command of every sort: what reads, what records, what only looks.
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
             keep a copy of the file as it is, and find out who put it there; if you restored a backup knowingly, \
             `impound verify --accept` takes the ledger as it is from now on\n",
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
    // Somebody else, who has seen nothing, records on the older state.
    desk.set("XDG_STATE_HOME", Some("elsewhere"));
    let other = desk.path("other-user.db");
    std::fs::copy(desk.path("ledger.db"), &other).unwrap();
    for day in 1..=3 {
        let rest = format!("--case coco --in FR --kind cash --on 2024-01-0{day} --source S1");
        desk.does(&format!("freeze --ledger {} {rest}", other.display()));
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
fn a_rollback_is_accepted_once_it_is_said_to_be_meant() {
    let desk = desk();
    put_back(&desk);
    let said = desk.does("verify --accept");
    assert!(said.contains("accepted: ROLLBACK: the ledger has 3 entries"), "{said}");
    freeze(&desk, "2024-06-30");
    assert!(desk.does("verify").ends_with("no differences\n"));
}

#[test]
fn a_copy_elsewhere_may_be_older() {
    let desk = desk();
    let copy = desk.path("at-3.db");
    desk.does(&format!("report holdings --ledger {}", copy.display()));
    assert!(desk.does(&format!("verify --ledger {}", copy.display())).ends_with("no differences\n"));
}

#[test]
fn a_new_ledger_in_the_place_of_another_is_seen_anew() {
    let desk = desk();
    std::fs::remove_file(desk.path("ledger.db")).unwrap();
    desk.does("init");
    desk.does("case list");
}

#[test]
fn a_dry_run_is_nothing_that_was_seen() {
    let desk = desk();
    desk.does("freeze --case coco --in DE --kind cash --on 2024-07-01 --source S1 --dry-run");
    desk.does("case list");
}

#[test]
fn what_is_no_memory_is_said_and_stops_nothing() {
    let desk = desk();
    let memories = desk.path("state").join("impound").join("ledgers");
    for memory in std::fs::read_dir(memories).unwrap() {
        std::fs::write(memory.unwrap().path(), "{").unwrap();
    }
    let said = desk.run("case list");
    assert_eq!(said.code, 0);
    assert!(said.err.contains("what you have seen of this ledger is not kept"), "{}", said.err);
    desk.does("case list");
}
