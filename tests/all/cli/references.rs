use super::desk::Desk;

const FREEZE: &str =
    "freeze --case coco --in DE --kind cash --amount \"5 EUR\" --on 2024 --source S1 --ref r1 --subject owner:Eve";

#[test]
fn the_same_command_again_records_nothing_and_names_the_entry() {
    let desk = Desk::new();
    desk.does(FREEZE);
    let before = desk.files();
    assert_eq!(
        desk.does(FREEZE),
        "recorded already as entry 4  coco:1  frozen: cash in DE, 5.00 EUR, on 2024\nreceipt  4 entries, root [digest]\n"
    );
    assert_eq!(
        desk.does(&format!("{FREEZE} --json")),
        "{\"entry\":4,\"asset\":\"coco:1\",\"hash\":\"[digest]\",\"size\":4,\"root\":\"[digest]\",\"repeated\":true}\n"
    );
    assert!(before == desk.files());
}

#[test]
fn the_same_reference_with_other_content_is_refused() {
    let desk = Desk::new();
    desk.does(FREEZE);
    desk.refuses(
        &FREEZE.replace("5 EUR", "6 EUR"),
        1,
        "impound: entry 4 has the same reference and other content\n  hint: choose another --ref, or correct the entry: `impound correct 4 --reason …`\n",
    );
}

#[test]
fn a_reference_names_the_asset_that_its_entry_created() {
    let desk = Desk::new();
    desk.does(FREEZE);
    assert_eq!(
        desk.does("seize --asset @r1 --on 2024 --source S1"),
        "entry 5  coco:1  seized: on 2024\nreceipt  5 entries, root [digest]\n"
    );
    assert!(
        desk.does("release --part-of @r1 --amount 2 --on 2024 --source S1")
            .starts_with("entry 6  coco:1.1  released: part of coco:1, 2.00 EUR")
    );
    desk.does("freeze --case coco --in DE --kind cash --on 2024 --source S1 --may-overlap @r1");
    assert!(desk.does("show 7").contains("\nmay overlap    coco:1\n"));
    assert!(desk.does("show @r1").starts_with("asset          coco:1\n"));
    assert!(desk.does("history @r1").starts_with("entry 4  "));
    desk.refuses(
        "seize --asset @r2 --on 2024 --source S1",
        1,
        "impound: no entry has the reference r2\n  hint: did you mean “r1”? @R means the asset created by the entry with --ref R; in a file, that row must come first\n",
    );
}
