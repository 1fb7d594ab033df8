//! `impound report reconcile`.

use super::bridge::desk;
use super::desk::Desk;
use crate::intake::book::Book;

/// Reconciles a list given as CSV, and returns the columns that matter.
fn reconciled(desk: &Desk, list: &str, flags: &str) -> Vec<String> {
    std::fs::write(desk.path("list.csv"), list).unwrap();
    let csv = desk.does(&format!("report reconcile [desk]/list.csv --as-of 2024-12-31 --format csv {flags}"));
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names = reader.headers().unwrap().clone();
    let wanted = [
        "status",
        "asset",
        "place",
        "identifiers",
        "lower",
        "upper",
        "listed_lower",
        "listed_upper",
        "difference_lower",
    ];
    let row = |row: csv::StringRecord| {
        let value = |name: &&str| row[names.iter().position(|known| known == *name).unwrap()].to_owned();
        wanted.iter().map(value).map(|value| if value.is_empty() { "-".to_owned() } else { value }).collect::<Vec<_>>()
    };
    reader.records().map(|record| row(record.unwrap()).join(" ")).collect()
}

#[test]
fn a_list_is_matched_by_identifier_reference_and_asset() {
    let desk = desk();
    let list = "identifiers,ref,asset,amount,currency,remark\n\
                iban:DE89 3704 0044 0532 0130 00,,,90,EUR,\n\
                ,,coco:2,more than €60,,\n\
                serial:X1,,,7,EUR,not ours\n";
    let before = desk.files();
    assert_eq!(
        reconciled(&desk, list, ""),
        [
            "only_in_list - line 4 serial:… - - 7.00 7.00 -",
            "matched coco:1 line 2 iban:DE89…00 90.00 90.00 90.00 90.00 0.00",
            "matched coco:2 line 3 - 50.00 - 60.00 - -",
        ]
    );
    let list_file = desk.path("list.csv");
    let after = desk.files();
    assert!(after.iter().filter(|(path, _)| **path != list_file).eq(before.iter()), "nothing is recorded");
    let list = "ref,amount\nA1,95 EUR\n";
    assert_eq!(
        reconciled(&desk, list, "--personal"),
        ["differs coco:1 line 2 - 90.00 90.00 95.00 95.00 5.00", "only_in_ledger coco:2 - serial:B7 50.00 - - - -",]
    );
}

#[test]
fn only_what_the_list_should_hold_is_expected() {
    let desk = desk();
    let list = "asset,amount\ncoco:1,\n";
    assert_eq!(
        reconciled(&desk, list, ""),
        ["only_in_ledger coco:2 - serial:… 50.00 - - - -", "matched coco:1 line 2 - 90.00 90.00 - - -"]
    );
    assert_eq!(reconciled(&desk, list, "--custodian \"Bank A\""), ["matched coco:1 line 2 - 90.00 90.00 - - -"]);
    assert_eq!(reconciled(&desk, list, "--in HU")[0], "only_in_list - line 2 - - - - - -");
    desk.does("release --asset coco:1 --on 2024-06-30 --source S1");
    assert_eq!(reconciled(&desk, list, "")[0], "only_in_list - line 2 - - - - - -");
}

#[test]
fn what_could_be_several_is_named_and_never_guessed() {
    let desk = desk();
    desk.does(
        "freeze --case coco --in HU --kind cash --amount \"8 EUR\" --on 2024-06-05 --source S1 --id serial:B7 --anyway",
    );
    let list = "identifiers,asset,amount\nserial:B7,,50 EUR\n,coco:1,90 EUR\n,coco:1,1 EUR\n";
    assert_eq!(
        reconciled(&desk, list, ""),
        [
            "ambiguous coco:1 line 3 - 90.00 90.00 90.00 90.00 0.00",
            "ambiguous coco:1 line 4 - 90.00 90.00 1.00 1.00 -89.00",
            "ambiguous coco:2 line 2 serial:… 50.00 - 50.00 50.00 -",
            "ambiguous coco:3 line 2 serial:… 8.00 8.00 50.00 50.00 42.00",
        ]
    );
}

#[test]
fn an_identifier_that_was_erased_finds_nothing() {
    let desk = desk();
    desk.run("erase 4 --reason \"an acquittal\" --authority CNIL");
    assert_eq!(
        reconciled(&desk, "identifiers,amount\niban:DE89370400440532013000,90 EUR\n", "--personal --in DE"),
        [
            "only_in_list - line 2 iban:DE89370400440532013000 - - 90.00 90.00 -",
            "only_in_ledger coco:1 - iban:[erased 2024-07-01] 90.00 90.00 - - -",
        ]
    );
}

#[test]
fn a_list_may_be_a_spreadsheet() {
    let desk = desk();
    let text = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let cells =
        [text("asset"), text("currency"), text("amount"), text("coco:1"), text("EUR"), "<c><v>90</v></c>".into()];
    let rows = format!("<row>{}</row><row>{}</row>", cells[..3].concat(), cells[3..].concat());
    std::fs::write(desk.path("list.xlsx"), Book { sheets: &[&rows], ..Book::default() }.bytes()).unwrap();
    let csv = desk.does("report reconcile [desk]/list.xlsx --as-of 2024-12-31 --custodian \"Bank A\" --format csv");
    assert!(csv.contains("\nmatched,coco:1,\"sheet “A”, row 2\",coco,"), "{csv}");
}

#[test]
fn a_map_reads_another_office_s_list() {
    let desk = desk();
    std::fs::write(
        desk.path("map.toml"),
        "name = \"vault\"\n[table]\nkey = [\"Lager\"]\n[columns]\nidentifiers = { from = \"Konto\", wrap = \"iban:{}\" }\n\
         amount = { from = \"Betrag\", decimal = \",\", thousands = \".\" }\ncurrency = { constant = \"EUR\" }\n\
         [[skip]]\nwhere = { Lager = \"Summe\" }\n",
    )
    .unwrap();
    desk.does("freeze --case coco --in HU --kind cash --amount \"1000 EUR\" --on 2024-06-05 --source S1 --ref vault:7");
    let list = "Konto;Betrag;Lager\nDE89370400440532013000;90,00;6\n;1.000,00;7\n;1.090,00;Summe\n";
    assert_eq!(
        reconciled(&desk, list, "--map [desk]/map.toml"),
        [
            "only_in_ledger coco:2 - serial:… 50.00 - - - -",
            "matched coco:1 line 2 iban:DE89…00 90.00 90.00 90.00 90.00 0.00",
            "matched coco:3 line 3 - 1000.00 1000.00 1000.00 1000.00 0.00",
        ]
    );
}

#[test]
fn every_fault_of_a_list_is_named_and_nothing_is_compared() {
    let desk = desk();
    std::fs::write(
        desk.path("list.csv"),
        "identifiers,amount\niban:DE00370400440532013000,5 EUR\nserial:B7,5\n,5 EUR\n",
    )
    .unwrap();
    let said = desk.run("report reconcile [desk]/list.csv --as-of 2024-12-31");
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    for part in [
        "list.csv, line 2: column identifiers",
        "list.csv, line 3: column amount: “5” names no currency",
        "list.csv, line 4: the row names no asset",
        "3 faults in the list: nothing is compared",
    ] {
        assert!(said.err.contains(part), "{part} is not in\n{}", said.err);
    }
    assert!(!said.err.contains("370400440532013000"), "{}", said.err);
    std::fs::write(desk.path("list.csv"), "asset,amuont\ncoco:1,5 EUR\n").unwrap();
    let said = desk.run("report reconcile [desk]/list.csv --as-of 2024-12-31");
    assert!(said.err.contains("a list needs a column asset, ref or identifiers, and a column amount"), "{}", said.err);
    desk.refuses(
        "report reconcile [desk]/list.csv",
        2,
        "impound: a reconciliation needs the day of the list\n  \
         hint: give --as-of DATE: the day for which the list was drawn up\n",
    );
}
