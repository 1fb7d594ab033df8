//! `impound report bridge` and `impound report concentration`.

use super::desk::Desk;

/// Two accounts, one of which was corrected after entry 5, and one that was seized late.
pub(super) fn desk() -> Desk {
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
    assert!(last.ends_with("; by stage,currency;\nof holdings; at entry 5; 11 empty lines left out\n"), "{last}");
    let told: Vec<String> = rows.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        told[..],
        [
            "Bridge: from totals as published to the same as known later, by cause",
            "",
            "stage currency line assets unstated non valued amount entries",
            &told[3],
            "frozen EUR as_published 2 0 0 > 150.00",
            "frozen EUR late −1 0 0 < −50.00 7",
            "frozen EUR corrected 0 0 0 −10.00 6",
            "frozen EUR as_now 1 0 0 90.00",
            "seized EUR as_published 0 0 0 0.00",
            "seized EUR late 1 0 0 > 50.00 7",
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
fn a_bridge_needs_an_entry_before_its_end() {
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
         line       currency  rank  asset   assets    amount  share (%)\n\
         ─────────────────────────────────────────────────────────────────────\n\
         largest    EUR          1  coco:1       1     90.00  ≤ 64.29\n\
         rest       EUR                          1  >  50.00    35.71 – 100.00\n\
         total      EUR                          2  > 140.00\n\
         elsewhere                               0\n\
         \n"
    );
    assert!(table.ends_with("; top 1; currency EUR\n"), "{table}");
    desk.does("freeze --case coco --in DE --kind cash --amount \"5 USD\" --on 2024-06-03 --source S1");
    desk.refuses(
        "report concentration --top 1",
        1,
        "impound: --currency: what is held is in several currencies: EUR, USD\n  \
         hint: say which with --currency, or convert all with --convert\n",
    );
    assert!(desk.does("report concentration --currency USD --format csv").contains("largest,USD,1,coco:3,1,"));
    assert_eq!(desk.run("report concentration --top 0").code, 2);
    assert_eq!(desk.run("report concentration --currency XYZ").code, 1);
}
