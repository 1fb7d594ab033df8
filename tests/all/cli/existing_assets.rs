use super::desk::Desk;

/// A pool of exactly 120 EUR, frozen, as `coco:1` by entry 4.
fn with_pool() -> Desk {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE,HU --kind bank-account --amount \"120 EUR\" --on 2024-06 --source S1");
    desk
}

#[test]
fn an_item_takes_from_its_asset_what_it_does_not_state() {
    let desk = with_pool();
    assert_eq!(
        desk.does("freeze --part-of coco:1 --in HU --amount 50 --on 2024-07 --source S1"),
        "entry 5  coco:1.1  frozen: part of coco:1, in HU, 50.00 EUR, on 2024-07\nreceipt  5 entries, root [digest]\n"
    );
    assert_eq!(
        desk.does("release --part-of coco:1 --amount 20 --on 2024-08 --unusual-date --source S1"),
        "entry 6  coco:1.2  released: part of coco:1, 20.00 EUR, on 2024-08\nreceipt  6 entries, root [digest]\n"
    );
    assert_eq!(
        desk.does("return --part-of coco:1.1 --amount unstated --on 2024-09 --unusual-date --source S1"),
        "entry 7  coco:1.1.1  returned: part of coco:1.1, not stated, on 2024-09\nreceipt  7 entries, root [digest]\n"
    );
    desk.refuses(
        "freeze --part-of coco:1 --amount 51 --on 2024-09 --unusual-date --source S1",
        1,
        "impound: coco:1 amounts to 120.00 EUR, its items would come to at least 121.00 EUR\n  hint: check the item's amount, or correct the asset's first\n",
    );
    desk.refuses(
        "freeze --part-of coco:1 --in FR --on 2024-09 --unusual-date --source S1",
        1,
        "impound: FR is not among the places of coco:1: DE+HU\n  hint: an item lies where its asset lies; correct the asset's places first if they are wrong\n",
    );
}

#[test]
fn an_asset_moves_from_stage_to_stage() {
    let desk = with_pool();
    assert_eq!(
        desk.does("seize --asset coco:1 --on 2024-07 --source S1"),
        "entry 5  coco:1  seized: on 2024-07\nreceipt  5 entries, root [digest]\n"
    );
    assert_eq!(
        desk.does("revalue --asset coco:1 --amount ~110 --on 2024-12-31 --unusual-date --source S1"),
        "entry 6  coco:1  revalued: ~110.00 EUR, on 2024-12-31\nreceipt  6 entries, root [digest]\n"
    );
    assert_eq!(
        desk.does("confiscate --asset coco:1 --on 2025-01 --unusual-date --source S1"),
        "entry 7  coco:1  confiscated: on 2025-01\nreceipt  7 entries, root [digest]\n"
    );
    assert_eq!(
        desk.does("dispose --asset coco:1 --how sold --amount 100 --on 2025-02 --unusual-date --source S1"),
        "entry 8  coco:1  disposed: 100.00 EUR, on 2025-02, sold\nreceipt  8 entries, root [digest]\n"
    );
}

#[test]
fn a_step_that_the_stage_does_not_allow_is_refused() {
    let desk = with_pool();
    desk.refuses(
        "freeze --asset coco:1 --on 2024-07 --source S1",
        1,
        "impound: coco:1 is frozen: freeze is not allowed\n  hint: from frozen an asset allows seize, confiscate, release, return, dispose, revalue, transfer\n",
    );
    desk.refuses(
        "release --asset coco:1 --on 2024-05 --source S1",
        1,
        "impound: release on 2024-05 would precede the action that it follows on coco:1, of 2024-06\n  hint: check the date, or correct the date of the earlier entry\n",
    );
    desk.refuses(
        "release --asset coco:2 --on 2024-07 --source S1",
        1,
        "impound: coco:2 is not in the ledger\n  hint: see `impound asset list`\n",
    );
    desk.refuses(
        "seize --asset coco:1 --in HU --on 2024-07 --source S1",
        1,
        "impound: --in describes a new asset or item, but coco:1 exists already\n  hint: leave it out, or correct the entry that began the asset\n",
    );
    desk.refuses(
        "release --part-of coco:1 --on 2024-07 --source S1",
        1,
        "impound: it is unclear how much of coco:1 this concerns\n  hint: give --amount, or --amount unstated where the source does not say\n",
    );
    desk.refuses(
        "revalue --asset coco:1 --on 2024-07 --source S1",
        1,
        "impound: a revaluation must state an amount or a value\n  hint: give it with --amount or --value\n",
    );
}

#[test]
fn an_asset_is_named_in_only_one_way() {
    let desk = with_pool();
    let outcome = desk.run("seize --asset coco:1 --case coco --on 2024-07 --source S1");
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.contains("'--asset <ASSET>' cannot be used with '--case <CASE>'"), "{}", outcome.err);
    let outcome = desk.run("seize --asset coco:1 --part-of coco:1 --on 2024-07 --source S1");
    assert_eq!(outcome.code, 2);
    desk.refuses(
        "release --case coco --on 2024-07 --source S1",
        2,
        "impound: a new asset cannot begin with release: no asset is given\n  hint: give --asset for one that is in the ledger, or --part-of for a part of one\n",
    );
    assert_eq!(desk.run("dispose --asset coco:1 --on 2024-07 --source S1").code, 2);
    assert_eq!(desk.run("revalue --part-of coco:1 --amount 5 --on 2024-07 --source S1").code, 2);
    desk.refuses(
        "dispose --asset coco:1 --how eaten --on 2024-07 --source S1",
        1,
        "impound: --how: “eaten” is not a known way of disposal\n  hint: use one of sold, destroyed, assigned, transferred, lost\n",
    );
}

#[test]
fn an_unlikely_date_needs_confirmation() {
    let desk = with_pool();
    desk.does("seize --asset coco:1 --on 2024-07-02 --source S1");
    desk.refuses(
        "release --asset coco:1 --on 2024-07-03 --source S1",
        1,
        "impound: --on: 2024-07-03 is in the future: today is 2024-07-01 (UTC)\n  hint: check the date; --unusual-date records it as it is\n",
    );
    desk.refuses(
        "freeze --case coco --in DE --kind art --on 1899 --source S1",
        1,
        "impound: --on: 1899 is before 1900\n  hint: check the date; --unusual-date records it as it is\n",
    );
    desk.refuses(
        "correct 5 --reason x --on 2204-07-01",
        1,
        "impound: --on: 2204-07-01 is in the future: today is 2024-07-01 (UTC)\n  hint: check the date; --unusual-date records it as it is\n",
    );
    desk.does("correct 5 --reason x --on 2024-07-20 --unusual-date");
    desk.does("freeze --case coco --in DE --kind art --on ../1899 --source S1 --unusual-date");
    desk.does("freeze --case coco --in DE --kind art --on 2024 --source S1");
    assert_eq!(desk.run("correct 5 --reason x --unusual-date").code, 2);
}

#[test]
fn money_that_certainly_changes_is_questioned_and_other_assets_show_both_figures() {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind cash --amount \"1000000 EUR\" --on 2024-05 --source S1");
    desk.does("freeze --case coco --in DE --kind vehicle --amount \"20000 EUR\" --on 2024-05 --source S1");
    desk.refuses(
        "release --asset coco:1 --amount 250000 --on 2024-06 --source S1",
        1,
        "impound: coco:1 amounts to 1000000.00 EUR, which is more than 250000.00 EUR\n  hint: release a part of it with --part-of coco:1; or give --whole if this is all of it, at this amount\n",
    );
    desk.refuses(
        "return --asset coco:1 --amount \"5 USD\" --on 2024-06 --source S1",
        1,
        "impound: coco:1 amounts to 1000000.00 EUR, in another currency than 5.00 USD\n  hint: give --whole if this is all of it, at this amount; or --part-of coco:1 if it is a part of it\n",
    );
    assert_eq!(
        desk.does("seize --asset coco:1 --amount 250000 --whole --on 2024-06 --source S1"),
        "entry 6  coco:1  seized: 250000.00 EUR for all of it, on 2024-06; it amounted to 1000000.00 EUR before\nreceipt  6 entries, root [digest]\n"
    );
    assert_eq!(
        desk.does("dispose --how sold --asset coco:2 --amount 18500 --on 2024-06 --source S1"),
        "entry 7  coco:2  disposed: 18500.00 EUR, on 2024-06, sold; it amounted to 20000.00 EUR before\nreceipt  7 entries, root [digest]\n"
    );
    assert!(desk.does("show 6").contains("whole     true"), "{}", desk.does("show 6"));
    desk.refuses(
        "freeze --case coco --in DE --kind cash --whole --on 2024-05 --source S1",
        1,
        "impound: --whole is for an asset already in the ledger, but coco:3 begins here\n  hint: leave it out\n",
    );
}

#[test]
fn an_amount_of_an_asset_with_items_must_say_what_it_covers() {
    let desk = with_pool();
    desk.does("release --part-of coco:1 --amount 20 --on 2024-06 --source S1");
    desk.refuses(
        "revalue --asset coco:1 --amount 150 --on 2024-06-30 --source S1",
        1,
        "impound: coco:1 has items: is 150.00 EUR all of it with them, or what is left beside them?\n  hint: --of whole, which leaves 130.00 EUR beside its items; or --of rest, which makes it 170.00 EUR with them\n",
    );
    assert_eq!(
        desk.does("revalue --asset coco:1 --amount 150 --of whole --on 2024-06-30 --source S1"),
        "entry 6  coco:1  revalued: 150.00 EUR with its items, on 2024-06-30\nreceipt  6 entries, root [digest]\n"
    );
    assert!(desk.does("show coco:1").contains("130.00 EUR"));
    desk.refuses(
        "revalue --asset coco:1 --amount 150 --of all --on 2024-06-30 --source S1",
        1,
        "impound: --of: “all” is not a known portion of an asset\n  hint: use one of whole, rest\n",
    );
    assert!(desk.does("verify").ends_with("no differences\n"));
}
