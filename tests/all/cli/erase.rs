//! Erased personal data: what is said, what is shown, and that no byte of them is left.

use super::desk::Desk;

const FREEZE: &str = "freeze --case coco --in DE --kind cash --on 2024 --source S1 --anyway";
const NAME: &str = "Quirina Vandersloot";
const BACKUPS: &str = "impound: note: backups and copies of the ledger that were made before still hold the data\n";

/// A desk on which entry 4 holds a name and an account number, and entry 5 another name.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.does(&format!("{FREEZE} --subject \"owner:{NAME}\" --id iban:DE89370400440532013000 --ref r"));
    desk.does(&format!("{FREEZE} --subject Mallory"));
    desk
}

/// Runs an erasure that succeeds.
#[track_caller]
fn erases(desk: &Desk, line: &str) -> String {
    let said = desk.run(line);
    assert_eq!((said.code, said.err.as_str()), (0, BACKUPS), "{line}");
    said.out
}

/// Whether any file at the desk has a text in its content or its name.
fn holds(desk: &Desk, text: &str) -> bool {
    desk.files().iter().any(|(path, bytes)| {
        bytes.windows(text.len()).any(|window| window == text.as_bytes()) || path.to_string_lossy().contains(text)
    })
}

#[test]
fn an_erased_name_is_in_no_file_of_the_ledger() {
    let desk = desk();
    assert!(holds(&desk, NAME) && holds(&desk, "DE8937"), "the test looks for what is there");
    assert_eq!(
        erases(&desk, "erase 4 --reason acquitted --authority \"Tribunal de Paris\""),
        "entry 6  coco:1  erases personal data of entry 4: 2 data, acquitted\nreceipt  6 entries, root [digest]\n"
    );
    assert!(!holds(&desk, NAME) && !holds(&desk, "DE8937"));
    assert!(holds(&desk, "Mallory"));
    verifies(&desk, 6);
}

#[test]
fn an_erasure_is_shown_and_its_data_are_not() {
    let desk = desk();
    erases(&desk, "erase 4 --reason acquitted --authority CNIL");
    let shown = desk.does("show 4 --personal");
    assert!(
        shown.contains("identifiers    iban:[erased 2024-07-01]\nsubjects       owner: [erased 2024-07-01]\n"),
        "{shown}"
    );
    assert!(desk.does("show 4").contains("identifiers    iban: [personal]\nsubjects       owner: [personal]\n"));
    let shown = desk.does("show coco:1 --personal");
    assert!(shown.contains("subjects       owner: [erased 2024-07-01]\n"), "{shown}");
    assert_eq!(
        desk.does("show 6"),
        "entry        6\nrecorded     2024-07-01T08:00:06Z by Ada\nerases       2 personal data of entry 4\n\
         asset        coco:1\nreason       acquitted\nauthority    CNIL\ncommitments  [digest]\n             [digest]\n\
         digest       [digest]\n"
    );
    let history = desk.does("history coco:1");
    assert!(
        history.ends_with("by Ada  coco:1           erases personal data of entry 4: 2 data, acquitted\n")
            || history.lines().last().unwrap().ends_with("erases personal data of entry 4: 2 data, acquitted"),
        "{history}"
    );
    assert_eq!(desk.does("history coco:2").lines().count(), 1);
}

#[test]
fn reports_give_the_date_of_an_erasure_as_of_any_entry() {
    let desk = desk();
    erases(&desk, "erase 4 --reason acquitted --authority CNIL");
    for at in ["", " --at-entry 5"] {
        let register = desk.does(&format!("report register --personal --format csv --raw{at}"));
        assert!(register.contains(",iban:[erased 2024-07-01],owner:[erased 2024-07-01],"), "{register}");
        assert!(register.contains(",Mallory,"), "{register}");
    }
    let register = desk.does("report register --format csv --raw");
    assert!(!register.contains("[erased"), "{register}");
}

#[test]
fn an_erasure_changes_no_report() {
    let desk = desk();
    let reports = ["holdings", "actions", "jurisdictions", "pools", "register"];
    let taken = || reports.map(|report| desk.does(&format!("report {report} --format csv")));
    let before = taken();
    erases(&desk, "erase 4 --reason acquitted --authority CNIL");
    assert_eq!(taken(), before);
}

#[test]
fn naming_any_entry_of_an_action_erases_the_data_of_all_its_readings() {
    for named in [4, 6, 7] {
        let desk = desk();
        desk.does("correct 4 --reason misread --subject \"owner:Zebulon Quist\"");
        desk.does("void 4 --reason withdrawn");
        assert_eq!(
            erases(&desk, &format!("erase {named} --reason acquitted --authority CNIL")),
            "entry 8  coco:1  erases personal data of entry 4: 3 data, acquitted\nreceipt  8 entries, root [digest]\n"
        );
        assert!(!holds(&desk, NAME) && !holds(&desk, "Zebulon") && !holds(&desk, "DE8937"));
        verifies(&desk, 8);
    }
}

#[test]
fn an_erased_action_can_still_be_corrected_and_a_new_name_is_a_new_commitment() {
    let desk = desk();
    erases(&desk, "erase 4 --reason acquitted --authority CNIL");
    desk.does("correct 4 --reason misread --amount \"5 EUR\"");
    assert!(desk.does("show 7 --personal").contains("subjects       owner: [erased 2024-07-01]\n"));
    desk.does("correct 4 --reason misread --subject victim:Ursula");
    let shown = desk.does("show 8 --personal");
    assert!(
        shown.contains("subjects       victim: Ursula\n") && shown.contains("iban:[erased 2024-07-01]\n"),
        "{shown}"
    );
    verifies(&desk, 8);
    assert_eq!(
        erases(&desk, "erase 4 --reason acquitted --authority CNIL"),
        "entry 9  coco:1  erases personal data of entry 4: 1 data, acquitted\nreceipt  9 entries, root [digest]\n"
    );
    verifies(&desk, 9);
}

#[test]
fn an_impossible_erasure_is_refused() {
    let desk = desk();
    desk.does(FREEZE);
    let erase = |entry: &str| format!("erase {entry} --reason acquitted --authority CNIL");
    desk.refuses(
        &erase("6"),
        1,
        "impound: entry 6 holds no personal data\n  hint: `impound show 6` shows what it holds\n",
    );
    for none in ["2", "99", "18446744073709551615"] {
        desk.refuses(
            &erase(none),
            1,
            &format!("impound: entry {none} records no action\n  hint: `impound report register` lists them\n"),
        );
    }
    desk.refuses(
        "erase 4 --reason \"\" --authority CNIL",
        1,
        "impound: --reason: the text is empty\n  hint: write at least a word\n",
    );
    desk.refuses(
        "erase 4 --reason x --authority \"\"",
        1,
        "impound: --authority: the text is empty\n  hint: write at least a word\n",
    );
    for repeats in [format!("--reason \"{NAME} asked\" --authority x"), format!("--reason x --authority \"{NAME}\"")] {
        desk.refuses(
            &format!("erase 4 {repeats}"),
            1,
            "impound: the reason or the authority repeats personal data of the entry\n  hint: an entry is permanent: give the reason without naming them\n",
        );
    }
    assert_eq!(desk.run("erase 4 --reason x").code, 2);
    erases(&desk, &erase("4"));
    desk.refuses(
        &erase("4"),
        1,
        "impound: the personal data of entry 4 were erased by entry 7\n  hint: `impound show 7` says why\n",
    );
}

#[test]
fn other_entries_with_the_same_data_are_named() {
    let desk = desk();
    desk.does(&format!("{FREEZE} --subject \"victim:{NAME}\""));
    let line = "erase 4 --reason acquitted --authority CNIL";
    let note = "impound: note: entry 6 holds some of the same data: erase them there too\n";
    let said = desk.run(&format!("{line} --dry-run"));
    assert_eq!((said.code, said.err), (0, format!("{note}{BACKUPS}")));
    let said = desk.run(&format!("{line} --json"));
    assert_eq!((said.code, said.err), (0, format!("{note}{BACKUPS}")));
    assert!(said.out.contains(",\"repeated\":false,\"elsewhere\":[6]}"), "{}", said.out);
    assert!(desk.does("show 6 --personal").contains(NAME));
    assert_eq!(erases(&desk, "erase 6 --reason acquitted --authority CNIL").lines().count(), 2);
    assert!(!holds(&desk, NAME));
}

#[test]
fn a_dry_run_erases_nothing() {
    let desk = desk();
    let before = desk.files();
    let out = erases(&desk, "erase 4 --reason acquitted --authority CNIL --dry-run");
    assert!(out.starts_with("would be entry 6  coco:1  erases personal data of entry 4: 2 data"), "{out}");
    assert!(before == desk.files());
    let said = desk.run("erase 4 --reason acquitted --authority CNIL --quiet");
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "", ""));
}

#[test]
fn a_command_whose_data_were_erased_is_not_recorded_twice() {
    let desk = desk();
    erases(&desk, "erase 4 --reason acquitted --authority CNIL");
    desk.refuses(
        &format!("{FREEZE} --subject \"owner:{NAME}\" --id iban:DE89370400440532013000 --ref r"),
        1,
        "impound: an entry has the same reference, and personal data in it were erased by entry 6: the contents can no longer be compared\n  hint: leave it out if it is recorded already; if not, choose another reference\n",
    );
    assert!(!holds(&desk, NAME));
}

#[test]
fn a_placeholder_for_withheld_data_is_not_imported_as_data() {
    let desk = desk();
    desk.does("restrict 5 --reason contested");
    erases(&desk, "erase 4 --reason acquitted --authority CNIL");
    desk.does(&format!("{FREEZE} --subject \"owner:Ursula\""));
    desk.does(&format!("report register --personal --output {}", desk.path("register.csv").display()));
    let other = Desk::empty();
    other.does("init");
    let import = format!("import {} --open-missing", desk.path("register.csv").display());
    assert_eq!(other.run(&import).code, 0);
    let register = other.does("report register --personal --format csv --raw");
    assert!(
        !register.contains("[erased") && !register.contains("[restricted") && register.contains(",owner:Ursula,"),
        "{register}"
    );
}

#[test]
fn reason_and_authority_can_be_given_elsewhere() {
    let desk = desk();
    let said = desk.run_with("acquitted\nCNIL\n", "erase 4 --reason - --authority -");
    assert_eq!((said.code, said.err.as_str()), (0, BACKUPS));
    assert!(desk.does("show 6").contains("reason       acquitted\nauthority    CNIL\n"));
}

/// The ledger has this many entries and no differences.
#[track_caller]
fn verifies(desk: &Desk, entries: u64) {
    let said = desk.does("verify");
    assert!(said.starts_with(&format!("{entries} entries,")) && said.ends_with("\nno differences\n"), "{said}");
}
