use super::desk::Desk;

#[test]
fn a_history_has_every_reading_and_what_became_of_it() {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind cash --amount \"5 EUR\" --on 2024 --source S1");
    desk.does("seize --asset coco:1 --on 2024 --source S1");
    desk.does("correct 4 --reason typo --amount 6");
    desk.does("freeze --case coco --in DE --kind cash --on 2024 --source S1");
    desk.does("void 5 --reason twice");
    assert_eq!(
        desk.does("history coco:1"),
        "entry 4  2024-07-01T08:00:04Z  Ada  coco:1  corrected by entry 6  frozen: cash in DE, 5.00 EUR, on 2024
entry 5  2024-07-01T08:00:05Z  Ada  coco:1  voided by entry 8     seized: on 2024
entry 6  2024-07-01T08:00:06Z  Ada  coco:1  current               corrects entry 4: frozen: cash in DE, 6.00 EUR, on 2024 (typo)
entry 8  2024-07-01T08:00:08Z  Ada  coco:1                        voids entry 5: twice
"
    );
}

#[test]
fn a_voided_asset_keeps_its_history() {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind cash --on 2024 --source S1");
    desk.does("void 4 --reason x");
    assert_eq!(
        desk.does("history coco:1"),
        "entry 4  2024-07-01T08:00:04Z  Ada  coco:1  voided by entry 5  frozen: cash in DE, not stated, on 2024
entry 5  2024-07-01T08:00:05Z  Ada  coco:1                     voids entry 4: x
"
    );
    desk.refuses("show coco:1", 1, "impound: coco:1 is not in the ledger\n  hint: see `impound asset list`\n");
}

#[test]
fn an_asset_that_never_existed_has_no_history() {
    let desk = Desk::new();
    desk.refuses("history coco:1", 1, "impound: coco:1 is not in the ledger\n  hint: see `impound asset list`\n");
    desk.refuses(
        "history 4",
        1,
        "impound: “4” is not an asset reference\n  hint: write the case, a colon and the asset's number, such as coco:1, or coco:1.2 for an item\n",
    );
}
