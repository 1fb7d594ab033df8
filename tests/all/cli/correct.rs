use super::desk::Desk;

/// A frozen account of 5 EUR with its owner, as `coco:1` by entry 4.
fn with_account() -> Desk {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind bank-account --amount \"5 EUR\" --on 2024-06 --source S1 --subject owner:Eve --note old");
    desk
}

#[test]
fn a_correction_changes_what_it_names_and_both_readings_stay() {
    let desk = with_account();
    assert_eq!(
        desk.does("correct 4 --reason \"the annex\" --amount 6 --in LT --note \"\""),
        "entry 5  coco:1  corrects entry 4: frozen: bank-account in LT, 6.00 EUR, on 2024-06\nreceipt  5 entries, root [digest]\n"
    );
    assert_eq!(
        desk.does("show 4"),
        "entry          4
recorded       2024-07-01T08:00:04Z by Ada
status         corrected by entry 5
action         freeze
asset          coco:1
date           2024-06
jurisdictions  DE
kind           bank-account
subjects       owner: [personal]
amount         5.00 EUR
sources        S1
note           old
digest         [digest]
"
    );
    assert_eq!(
        desk.does("show 5 --personal"),
        "entry          5
recorded       2024-07-01T08:00:05Z by Ada
status         current
corrects       entry 4
reason         the annex
action         freeze
asset          coco:1
date           2024-06
jurisdictions  LT
kind           bank-account
subjects       owner: Eve
amount         6.00 EUR
sources        S1
digest         [digest]
"
    );
}

#[test]
fn an_empty_list_removes_the_earlier_one() {
    let desk = with_account();
    desk.does("correct 4 --reason \"not theirs\" --subject \"\"");
    assert!(!desk.does("show 5").contains("subjects"));
    desk.refuses(
        "correct 4 --reason x --source \"\"",
        1,
        "impound: no source is named\n  hint: name at least one with --source REF\n",
    );
}

#[test]
fn a_correction_answers_with_json_and_is_repeatable() {
    let desk = with_account();
    let line = "correct 4 --reason x --amount \"7 EUR\" --ref c1 --json";
    let first = desk.does(line);
    assert_eq!(
        first,
        "{\"entry\":5,\"asset\":\"coco:1\",\"hash\":\"[digest]\",\"size\":5,\"root\":\"[digest]\",\"repeated\":false}\n"
    );
    assert_eq!(desk.does(line), first.replace("false", "true"));
}

#[test]
fn an_impossible_correction_is_refused() {
    let desk = with_account();
    desk.does("release --asset coco:1 --on 2024-07 --source S1");
    desk.refuses(
        "correct 4 --reason x --on 2024-08 --unusual-date",
        1,
        "impound: entry 5: release on 2024-07 would precede the action that it follows on coco:1, of 2024-08\n  hint: a later entry depends on this one: void or correct that one first\n",
    );
    desk.refuses(
        "correct 3 --reason x --on 2024-08 --unusual-date",
        1,
        "impound: entry 3 records no action\n  hint: `impound report register` lists them\n",
    );
    desk.refuses(
        "correct 4 --reason x --asset coco:2",
        2,
        "impound: a correction cannot change which asset entry 4 concerns\n  hint: void it and record the action again: `impound void 4 --reason …`\n",
    );
    desk.refuses(
        "correct 4 --reason x --currency EUR",
        2,
        "impound: --currency without --amount\n  hint: give the amount, or leave the currency out\n",
    );
    desk.refuses(
        "correct 4 --reason \"\" --on 2024",
        1,
        "impound: --reason: the text is empty\n  hint: write at least a word\n",
    );
    desk.refuses(
        "correct 4 --reason x --how sold",
        1,
        "impound: --how sold belongs to dispose, not to freeze\n  hint: leave it out\n",
    );
    desk.refuses(
        "correct 4 --reason x",
        2,
        "impound: no change is given for entry 4\n  hint: say what to change, such as --amount or --on\n",
    );
    assert_eq!(desk.run("correct four --reason x").code, 2);
    assert_eq!(desk.run("correct 4 --on 2024").code, 2);
}

#[test]
fn a_correction_may_confirm_a_reading_and_is_an_entry_too() {
    let desk = with_account();
    assert!(
        desk.does("correct 4 --reason \"read again by another\" --in DE")
            .starts_with("entry 5  coco:1  corrects entry 4: ")
    );
    assert!(desk.does("report register --format csv").contains("\n5,"));
}

#[test]
fn what_a_correction_takes_out_of_a_total_leaves_all_its_figures() {
    let desk = Desk::new();
    for amount in [">5 EUR", "~7 EUR", "<9 EUR", "unstated", "non-valued", "4 EUR"] {
        desk.does(&format!("freeze --case coco --in DE --kind cash --on 2024-06-28 --source S1 --amount \"{amount}\""));
    }
    // Without a day, reports read the stored totals; with one, they fold again.
    let kept_is_folded = || {
        for report in ["holdings", "actions"] {
            let kept = desk.does(&format!("report {report} --format csv"));
            assert_eq!(kept, desk.does(&format!("report {report} --format csv --as-of 2999")), "{report}");
        }
    };
    for (entry, amount) in
        [(4, "non-valued"), (5, "1 USD"), (6, "unstated"), (7, "3 EUR"), (8, "~2 EUR"), (9, ">1 EUR")]
    {
        desk.does(&format!("correct {entry} --reason misread --amount \"{amount}\""));
        kept_is_folded();
    }
    for entry in 4..=9 {
        desk.does(&format!("void {entry} --reason \"it did not happen\""));
        kept_is_folded();
    }
    assert_eq!(desk.does("report holdings --format csv").lines().count(), 1, "nothing is left but the header");
}
