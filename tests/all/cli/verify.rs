use super::desk::Desk;

#[test]
fn an_unaltered_ledger_has_no_differences() {
    let desk = Desk::new();
    assert_eq!(desk.does("verify"), "3 entries, root [digest]\norigin impound/ledger/[digest]\nno differences\n");
    assert_eq!(desk.does("verify --quiet"), "");
}

#[test]
fn a_file_that_is_not_a_ledger_is_damage() {
    let desk = Desk::empty();
    std::fs::write(desk.path("ledger.db"), "not a ledger").unwrap();
    let outcome = desk.run("verify");
    assert_eq!(outcome.code, 3);
    assert_eq!(
        outcome.err,
        "impound: [desk]/ledger.db is not an impound ledger\n  hint: check --ledger; if it was a ledger once, put a backup in its place\n"
    );
}

#[test]
fn a_changed_byte_is_found_and_exits_with_3() {
    let desk = Desk::new();
    let mut bytes = std::fs::read(desk.path("ledger.db")).unwrap();
    let title = bytes.windows(9).position(|window| window == b"A release").unwrap();
    bytes[title] = b'B';
    std::fs::write(desk.path("ledger.db"), bytes).unwrap();
    let outcome = desk.run("verify");
    assert_eq!(outcome.code, 3, "{outcome:?}");
    assert!(
        outcome.out.contains("differences:\n  the head's root is [digest], the journal's is [digest]\n"),
        "{}",
        outcome.out
    );
}
