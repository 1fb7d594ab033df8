use super::desk::Desk;

#[test]
fn a_freeze_begins_an_asset_and_says_what_was_recorded() {
    let desk = Desk::new();
    assert_eq!(
        desk.does("freeze --case coco --in DE --kind bank-account --on 2024-06-25 --source S1"),
        "entry 4  coco:1  frozen: bank-account in DE, not stated, on 2024-06-25\nreceipt  4 entries, root [digest]\n"
    );
    assert_eq!(
        desk.does(
            "seize --case coco --in unstated --kind cash --amount \"more than €5M\" --on ../2024-06-28 --source S1"
        ),
        "entry 5  coco:2  seized: cash place not stated, >5000000.00 EUR, on ../2024-06-28\nreceipt  5 entries, root [digest]\n"
    );
    assert_eq!(
        desk.does("confiscate --case coco --in HU,LT,DE --in-basis inferred --kind domain-name --amount non-valued --on 2024 --source S1"),
        "entry 6  coco:3  confiscated: domain-name in DE+HU+LT, non-valued, on 2024\nreceipt  6 entries, root [digest]\n"
    );
}

#[test]
fn the_words_of_an_amount_are_kept_beside_its_reading() {
    let desk = Desk::new();
    desk.does("seize --case coco --in DE --kind cash --amount \"more than €5M\" --on 2024 --source S1");
    assert!(desk.does("show 4").contains("\namount         >5000000.00 EUR\nas written     more than €5M\n"));
    desk.does("seize --case coco --in DE --kind cash --amount \"more than €5M\" --as-written \"über 5 Mio\" --on 2024 --source S1 --anyway");
    assert!(desk.does("show 5").contains("\nas written     über 5 Mio\n"));
    desk.does("seize --case coco --in DE --kind cash --amount \">5 EUR\" --on 2024 --source S1");
    assert!(!desk.does("show 6").contains("as written"));
}

#[test]
fn a_currency_alone_is_that_of_an_amount_not_stated() {
    let desk = Desk::new();
    assert_eq!(
        desk.does("freeze --case coco --in DE --kind cash --currency usd --on 2024 --source S1"),
        "entry 4  coco:1  frozen: cash in DE, not stated, in USD, on 2024\nreceipt  4 entries, root [digest]\n"
    );
    desk.refuses(
        "seize --asset coco:1 --currency USD --on 2024 --source S1",
        2,
        "impound: --currency without --amount\n  hint: give the amount, or leave the currency out\n",
    );
}

#[test]
fn a_new_asset_must_say_where_and_what_it_is() {
    let desk = Desk::new();
    let hint = "  hint: add --in PLACES (--in unstated where the source does not say) and --kind KIND (--kind other)\n";
    let said = |what: &str| format!("impound: a new asset needs {what}\n{hint}");
    desk.refuses("freeze --case coco --on 2024 --source S1", 2, &said("--in and --kind"));
    desk.refuses("freeze --case coco --in DE --on 2024 --source S1", 2, &said("--kind"));
    desk.refuses("seize --case coco --kind cash --on 2024 --source S1", 2, &said("--in"));
    desk.refuses(
        "freeze --in DE --kind cash --on 2024 --source S1",
        2,
        "impound: no asset is given\n  hint: give --case for a new asset, --part-of for a part of one, or --asset for one that is in the ledger\n",
    );
}

#[test]
fn every_fault_names_its_flag() {
    let desk = Desk::new();
    for (flags, said) in [
        (
            "--in XX --kind cash",
            "--in: “XX” is not a jurisdiction that impound knows\n  hint: use a code of ISO 3166-1 such as DE, or the country's name",
        ),
        (
            "--in DE --kind coin",
            "--kind: “coin” is not a known kind of asset\n  hint: use one of cash, bank-account, securities, crypto-asset, real-estate, vehicle, vessel, aircraft, precious, art, business-share, receivable, domain-name, server, equipment, goods, livestock, contraband, other",
        ),
        (
            "--in DE --kind cash --in-basis guessed",
            "--in-basis: “guessed” is not a known basis of a place\n  hint: use one of stated, inferred",
        ),
        (
            "--in DE --kind cash --subject owner:",
            "--subject: “owner:” names nobody\n  hint: write the name, or the role, a colon and the name: owner:NAME",
        ),
        (
            "--in DE --kind cash --amount 5.0015 --currency EUR",
            "--amount: 5.0015 has 4 decimals, EUR has 2\n    5.0015\n    ^^^^^^\n  hint: nothing is rounded: give the amount as the source states it, or bounds around it",
        ),
        (
            "--in DE --kind cash --amount 5 --currency EURO",
            "--currency: “EURO” is not a currency or crypto-asset that impound knows\n  hint: use an ISO 4217 code such as EUR, historic ones included, or a ticker such as BTC",
        ),
        (
            "--in DE --kind cash --until 2024/..",
            "--until: “2024/..” is open-ended\n  hint: an action lies in the past: give the latest day on which it can have happened, such as 2023-12/2024-06",
        ),
        (
            "--in DE --kind cash --may-overlap coco",
            "--may-overlap: “coco” is not an asset reference\n  hint: write the case, a colon and the asset's number, such as coco:1, or coco:1.2 for an item",
        ),
        (
            "--in DE --kind cash --ref @x",
            "--ref: the entry's reference “@x” begins with “@”\n  hint: leave it out: @R stands for the asset that the entry with the reference R created",
        ),
        ("--in DE --kind cash --lang tlh", ""),
    ] {
        let line = format!("freeze --case coco {flags} --on 2024 --source S1");
        if said.is_empty() {
            let outcome = desk.run(&line);
            assert_eq!(outcome.code, 1);
            assert!(outcome.err.starts_with("impound: --lang: the language “tlh” is not supported\n"));
        } else {
            desk.refuses(&line, 1, &format!("impound: {said}\n"));
        }
    }
    desk.refuses(
        "freeze --case coco --in DE --kind cash --on 2024-02-30 --source S1",
        1,
        "impound: --on: “2024-02-30” is not an EDTF date: day is out of range for the month, at character 9\n  hint: write 2024-06-25, 2024-06, 2024, ../2024-06-28 (on or before), 2023-12/2024-06 (between) or 2024-06~ (about)\n",
    );
}

#[test]
fn what_an_action_names_must_be_in_the_ledger() {
    let desk = Desk::new();
    desk.refuses(
        "freeze --case mill --in DE --kind cash --on 2024 --source S1",
        1,
        "impound: there is no case mill\n  hint: open it: `impound case open mill --title … --lead CC`\n",
    );
    desk.refuses(
        "freeze --case coco --in DE --kind cash --on 2024 --source S1 --source S2",
        1,
        "impound: there is no source S2\n  hint: did you mean “S1”? if not, add it: `impound source add S2 --title …`\n",
    );
    desk.refuses(
        "freeze --case coco --in DE --kind cash --on 2024 --source S1 --may-overlap coco:7",
        1,
        "impound: coco:7 is not in the ledger\n  hint: see `impound asset list`\n",
    );
}

#[test]
fn a_date_and_a_source_are_required() {
    let desk = Desk::new();
    let outcome = desk.run("freeze --case coco --in DE --kind cash");
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.contains("--on <DATE>") && outcome.err.contains("--source <REF[#WHERE]>"), "{}", outcome.err);
}

#[test]
fn a_currency_that_ended_before_the_action_is_noted_and_recorded() {
    let desk = Desk::new();
    let outcome =
        desk.run("freeze --case coco --in BG --kind cash --amount \"5 BGN\" --on 2026-02 --unusual-date --source S1");
    assert_eq!(outcome.code, 0);
    assert_eq!(outcome.err, "impound: note: BGN ended on 2025-12-31, before this action on 2026-02\n");
    assert!(outcome.out.starts_with("entry 4  coco:1  "));
    desk.does("freeze --case coco --in BG --kind cash --amount \"5 BGN\" --on 2025-02 --unusual-date --source S1");
}

#[test]
fn a_dry_run_checks_everything_and_records_nothing() {
    let desk = Desk::new();
    let before = desk.files();
    assert_eq!(
        desk.does("freeze --case coco --in DE --kind cash --on 2024 --source S1 --dry-run"),
        "would be entry 4  coco:1  frozen: cash in DE, not stated, on 2024\ndry run: nothing was recorded\n"
    );
    let json = desk.does("freeze --case coco --in DE --kind cash --on 2024 --source S1 --dry-run --json");
    assert!(json.ends_with("\"repeated\":false,\"dry_run\":true}\n"), "{json}");
    desk.refuses(
        "freeze --case mill --in DE --kind cash --on 2024 --source S1 --dry-run",
        1,
        "impound: there is no case mill\n  hint: open it: `impound case open mill --title … --lead CC`\n",
    );
    assert!(before == desk.files());
}

#[test]
fn an_unset_shell_variable_states_nothing() {
    let desk = Desk::new();
    let freeze = "freeze --case coco --kind cash --on 2024 --source S1";
    for place in ["", " "] {
        desk.refuses(
            &format!("{freeze} --in \"{place}\""),
            1,
            "impound: --in: the place is empty\n  hint: write `unstated` where the source does not say where\n",
        );
    }
    for flag in ["--subject", "--id", "--may-overlap"] {
        desk.refuses(
            &format!("{freeze} --in DE {flag} \"\""),
            1,
            &format!("impound: {flag}: the value is empty\n  hint: give a value, or leave the flag out\n"),
        );
    }
}
