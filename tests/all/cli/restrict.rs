//! Restricted personal data: kept as evidence, and shown to nobody until they are unrestricted.

use super::desk::Desk;

const FREEZE: &str = "freeze --case coco --in DE --kind cash --on 2024 --source S1";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.does(&format!("{FREEZE} --subject \"owner:Ada Example\" --id \"other:box 7\""));
    desk
}

#[test]
fn restricted_data_are_shown_in_no_report_and_come_back() {
    let desk = desk();
    assert_eq!(
        desk.does("restrict 4 --reason contested"),
        "entry 5  coco:1  restricts personal data of entry 4: 2 data, contested\nreceipt  5 entries, root [digest]\n"
    );
    for at in ["", " --at-entry 4"] {
        let register = desk.does(&format!("report register --personal --format csv --raw{at}"));
        assert!(register.contains(",other:[restricted],owner:[restricted],"), "{register}");
    }
    for shown in [desk.does("show 4 --personal"), desk.does("show coco:1 --personal")] {
        assert!(shown.contains("other:[restricted]\nsubjects       owner: [restricted]\n"), "{shown}");
    }
    verifies(&desk, 5);
    assert_eq!(
        desk.does("unrestrict 4 --reason confirmed --authority JUNALCO"),
        "entry 6  coco:1  unrestricts personal data of entry 4: 2 data, confirmed\nreceipt  6 entries, root [digest]\n"
    );
    assert!(desk.does("show 4 --personal").contains("subjects       owner: Ada Example\n"));
    verifies(&desk, 6);
    let history = desk.does("history coco:1");
    assert_eq!(history.lines().count(), 3, "{history}");
    assert!(history.contains("restricts personal data of entry 4: 2 data, contested\nentry 6"), "{history}");
}

#[test]
fn restricted_data_can_be_restricted_again_later_and_erased() {
    let desk = desk();
    for line in ["restrict 4 --reason a", "unrestrict 4 --reason b", "restrict 4 --reason c"] {
        desk.does(line);
    }
    assert_eq!(desk.run("erase 4 --reason acquitted --authority CNIL").code, 0);
    assert!(desk.does("show 4 --personal").contains("owner: [erased 2024-07-01]\n"));
    verifies(&desk, 8);
    assert_eq!(desk.does("history coco:1").lines().count(), 5);
}

#[test]
fn an_impossible_restriction_is_refused() {
    let desk = desk();
    let not = "impound: the personal data of entry 4 are not restricted\n  hint: `impound restrict` hides them\n";
    desk.refuses("unrestrict 4 --reason x", 1, not);
    desk.refuses(
        "restrict 4 --reason \"ADA EXAMPLE objects\"",
        1,
        "impound: the reason or the authority repeats personal data of the entry\n  hint: an entry is permanent: give the reason without naming them\n",
    );
    desk.does("restrict 4 --reason x");
    desk.refuses(
        "restrict 4 --reason x",
        1,
        "impound: the personal data of entry 4 were restricted by entry 5\n  hint: `impound show 5` says why\n",
    );
    desk.does("unrestrict 4 --reason x");
    desk.refuses("unrestrict 4 --reason x", 1, not);
    desk.does("restrict 4 --reason x --authority JUNALCO");
    assert_eq!(desk.run("erase 4 --reason x --authority y").code, 0);
    let erased = "impound: the personal data of entry 4 were erased by entry 8\n  hint: `impound show 8` says why\n";
    desk.refuses("restrict 4 --reason x", 1, erased);
    desk.refuses("unrestrict 4 --reason x", 1, erased);
    desk.refuses(
        "restrict 3 --reason x",
        1,
        "impound: entry 3 holds no personal data\n  hint: `impound show 3` shows what it holds\n",
    );
}

#[test]
fn a_name_from_a_later_correction_can_be_restricted_by_itself() {
    let desk = desk();
    desk.does("restrict 4 --reason contested");
    desk.does("correct 4 --reason misread --subject Ursula");
    assert!(desk.does("show 6 --personal").contains("subjects       Ursula\n"));
    assert_eq!(
        desk.does("restrict 6 --reason contested"),
        "entry 7  coco:1  restricts personal data of entry 4: 1 data, contested\nreceipt  7 entries, root [digest]\n"
    );
    assert!(desk.does("show 6 --personal").contains("subjects       [restricted]\n"));
    assert!(desk.does("unrestrict 4 --reason x").contains(": 3 data, x\n"));
}

/// The ledger has this many entries and no differences.
#[track_caller]
fn verifies(desk: &Desk, entries: u64) {
    let said = desk.does("verify");
    assert!(said.starts_with(&format!("{entries} entries,")) && said.ends_with("\nno differences\n"), "{said}");
}
