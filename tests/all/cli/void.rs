use super::desk::Desk;

#[test]
fn a_voided_entry_stays_and_its_action_no_longer_counts() {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind cash --on 2024 --source S1");
    assert_eq!(
        desk.does("void 4 --reason \"never happened\""),
        "entry 5  coco:1  voids entry 4: never happened\nreceipt  5 entries, root [digest]\n"
    );
    assert_eq!(desk.does("asset list"), "");
    assert_eq!(
        desk.does("show 5"),
        "entry     5\nrecorded  2024-07-01T08:00:05Z by Ada\nvoids     entry 4\nasset     coco:1\nreason    never happened\ndigest    [digest]\n"
    );
    assert!(desk.does("show 4").contains("\nstatus         voided by entry 5\n"));
    assert!(desk.does("freeze --case coco --in DE --kind cash --on 2024 --source S1").starts_with("entry 6  coco:2  "));
}

#[test]
fn an_impossible_void_is_refused() {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind cash --on 2024 --source S1");
    desk.does("seize --asset coco:1 --on 2024 --source S1");
    desk.refuses("void 4 --reason x", 1, "impound: entry 5: coco:1 is not in the ledger\n  hint: a later entry depends on this one: void or correct that one first\n");
    desk.refuses(
        "void 2 --reason x",
        1,
        "impound: entry 2 records no action\n  hint: `impound report register` lists them\n",
    );
    desk.refuses(
        "void 18446744073709551615 --reason x",
        1,
        "impound: entry 18446744073709551615 records no action\n  hint: `impound report register` lists them\n",
    );
    desk.does("void 5 --reason x");
    desk.refuses(
        "void 5 --reason x",
        1,
        "impound: entry 5 was voided by entry 6\n  hint: reinstate it first: `impound reinstate 5 --reason …`\n",
    );
    assert_eq!(
        desk.does("void 4 --reason x --json --dry-run"),
        "{\"entry\":7,\"asset\":\"coco:1\",\"hash\":\"[digest]\",\"size\":7,\"root\":\"[digest]\",\"repeated\":false,\"dry_run\":true}\n"
    );
}
