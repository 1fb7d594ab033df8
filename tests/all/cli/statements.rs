//! `impound report bridge`, `concentration` and `reconcile`.

use super::desk::Desk;
use crate::intake::book::Book;

/// Two accounts, one of which was corrected after entry 5, and one that was seized late.
fn desk() -> Desk {
    let desk = Desk::new();
    for line in [
        "freeze --case coco --in DE --kind bank-account --amount \"100 EUR\" --on 2024-06-01 --source S1 --custodian \"Bank A\" --id iban:DE89370400440532013000 --ref A1",
        "freeze --case coco --in HU --kind cash --amount \"more than 50 EUR\" --on 2024-06-02 --source S1 --id serial:B7",
        "correct 4 --reason \"a slip\" --amount \"90 EUR\"",
        "seize --asset coco:2 --on 2024-06-20 --source S1",
    ] {
        desk.does(line);
    }
    desk
}

#[test]
fn a_bridge_is_a_table_of_lines_for_each_row() {
    let table = desk().does("report bridge holdings --at-entry 5 --by stage --entries");
    let (rows, last) = table.split_once("ledger at entry 7, ").unwrap();
    assert!(last.ends_with("; by stage,currency; of holdings; at entry 5\n"), "{last}");
    let told: Vec<String> = rows.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        told[..],
        [
            "Bridge: from totals as published to the same as known later, by cause",
            "",
            "stage currency line assets unstated non valued amount entries",
            &told[3],
            "frozen EUR as_published 2 0 0 > 150.00",
            "frozen EUR late -1 0 0 < -50.00 7",
            "frozen EUR new 0 0 0 0.00",
            "frozen EUR corrected 0 0 0 -10.00 6",
            "frozen EUR voided 0 0 0 0.00",
            "frozen EUR reinstated 0 0 0 0.00",
            "frozen EUR adopted 0 0 0 0.00",
            "frozen EUR overlaps 0 0 0 0.00",
            "frozen EUR as_now 1 0 0 90.00",
            "seized EUR as_published 0 0 0 0.00",
            "seized EUR late 1 0 0 > 50.00 7",
            "seized EUR new 0 0 0 0.00",
            "seized EUR corrected 0 0 0 0.00",
            "seized EUR voided 0 0 0 0.00",
            "seized EUR reinstated 0 0 0 0.00",
            "seized EUR adopted 0 0 0 0.00",
            "seized EUR overlaps 0 0 0 0.00",
            "seized EUR as_now 1 0 0 > 50.00",
            "",
        ]
    );
}

#[test]
fn a_bridge_counts_below_zero_in_data_too() {
    let desk = desk();
    let csv = desk.does("report bridge holdings --at-entry 5 --by stage --format csv");
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(
        lines[..3],
        [
            "stage,currency,line,assets,exact,bounded,unstated,non_valued,undated,lower,lower_inclusive,upper,\
             upper_inclusive,approximate",
            "frozen,EUR,as_published,2,1,1,0,0,0,150.00,false,,,false",
            "frozen,EUR,late,-1,0,-1,0,0,0,,,-50.00,false,false",
        ]
    );
    let json = desk.does("report bridge holdings --at-entry 5 --by stage --json");
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&value["rows"][1]["assets"], &value["rows"][1]["upper"]), (&(-1).into(), &"-50.00".into()));
    assert_eq!((&value["meta"]["filters"]["at_entry"], &value["meta"]["head"]["entry"]), (&"5".into(), &7.into()));
}

#[test]
fn a_bridge_leads_from_and_to_the_totals_of_the_report_itself() {
    let desk = desk();
    let bounds = |line: &str| line.split(',').skip(3).map(str::to_owned).collect::<Vec<_>>();
    let find = |csv: &str, start: &str| csv.lines().find(|line| line.starts_with(start)).map(bounds);
    for (of, by, filters) in [
        ("holdings", "stage", "--in HU"),
        ("holdings", "stage", "--case coco --as-of 2024-06-30"),
        ("actions", "action", "--from 2024-06-01 --to 2024-06"),
        ("actions", "action", "--stated"),
    ] {
        for (to, line) in [(5, "as_published"), (6, "as_now")] {
            let bridge =
                desk.does(&format!("report bridge {of} --at-entry 5 --to-entry 6 --by {by} {filters} --format csv"));
            let report = desk.does(&format!("report {of} --at-entry {to} --by {by} {filters} --format csv"));
            for row in report.lines().skip(1) {
                let values: Vec<&str> = row.split(',').collect();
                let dimensions = if filters.contains("--from") { 3 } else { 2 };
                let start = format!("{},{line},", values[..dimensions].join(","));
                let found = find(&bridge, &start).unwrap_or_else(|| panic!("{start} is not in\n{bridge}"));
                let skipped = dimensions - 2;
                assert_eq!(found[skipped..], values[dimensions..], "{start}");
            }
        }
    }
}

#[test]
fn a_bridge_needs_an_entry_that_is_before_its_end() {
    let desk = desk();
    desk.refuses(
        "report bridge holdings",
        2,
        "impound: a bridge needs the last entry that the published total knew\n  \
         hint: give --at-entry N: the published report names it in its last line, and in its data as head\n",
    );
    desk.refuses(
        "report bridge holdings --at-entry 6 --to-entry 5",
        1,
        "impound: --at-entry: a bridge leads from an entry to a later one, not from 6 to 5\n  \
         hint: give an earlier --at-entry or a later --to-entry\n",
    );
    desk.refuses(
        "report bridge holdings --at-entry 5 --stated",
        2,
        "impound: --stated is for actions, not for what is held\n  hint: leave --stated out\n",
    );
    assert_eq!(desk.run("report bridge holdings --at-entry 5 --from 2024").code, 2);
    assert_eq!(desk.run("report bridge holdings --at-entry 5 --to-entry 50").code, 1);
    assert_eq!(desk.run("report bridge holdings --at-entry 5 --by year").code, 2);
}

#[test]
fn the_largest_are_in_one_currency() {
    let desk = desk();
    let table = desk.does("report concentration --top 1");
    assert_eq!(
        table.split_once("ledger at entry").unwrap().0,
        "Concentration: the largest of what is held, and the total without them\n\
         \n\
         line       currency  rank  asset   assets  unstated  non valued    amount  share (%)\n\
         ───────────────────────────────────────────────────────────────────────────────────────────\n\
         largest    EUR          1  coco:1       1         0           0     90.00  ≤ 64.29\n\
         rest       EUR                          1         0           0  >  50.00    35.71 – 100.00\n\
         total      EUR                          2         0           0  > 140.00\n\
         elsewhere                               0         0           0\n\
         \n"
    );
    assert!(table.ends_with("; top 1; currency EUR\n"), "{table}");
    desk.does("freeze --case coco --in DE --kind cash --amount \"5 USD\" --on 2024-06-03 --source S1");
    desk.refuses(
        "report concentration --top 1",
        1,
        "impound: --currency: what is held is in several currencies: EUR, USD\n  hint: say which with --currency\n",
    );
    assert!(desk.does("report concentration --currency USD --format csv").contains("largest,USD,1,coco:3,1,"));
    assert_eq!(desk.run("report concentration --top 0").code, 2);
    assert_eq!(desk.run("report concentration --currency XYZ").code, 1);
}

/// A list as CSV, reconciled; the columns that tell.
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
