//! `impound report`.

use impound::cli::Terminal;

use super::desk::Desk;

/// A pool with an item, a freeze without an amount, and a name that a spreadsheet would take for a formula.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.does("seize --case coco --in DE,NL --kind cash --what \"=HYPERLINK(1)\" --amount \">5000000.00 EUR\" --on 2024-06-28 --source S1 --subject owner:Eve --id plate:AB1");
    desk.does("seize --part-of coco:1 --in NL --amount 1200000.50 --on 2024-06-28 --source S1");
    desk.does("freeze --case coco --in FR --kind bank-account --on 2024-05 --source S1");
    desk
}

#[test]
fn a_table_of_holdings_is_written_for_people() {
    let table = desk().does("report holdings");
    let (rows, last) = table.split_once("ledger at entry 6, ").unwrap();
    assert!(last.ends_with(";\nby jurisdiction,stage,currency\n"), "{last}");
    assert_eq!(
        rows,
        "Holdings: what is held, each asset once, at its stage\n\
         \n\
         jurisdiction  stage   currency  assets  unstated  non valued          amount\n\
         ────────────────────────────────────────────────────────────────────────────\n\
         DE+NL         seized  EUR            1         0           0  > 3,799,999.50\n\
         FR            frozen                 1         1           0      not stated\n\
         NL            seized  EUR            1         0           0    1,200,000.50\n\
         \n"
    );
}

#[test]
fn holdings_as_csv_and_json_have_the_same_names() {
    let desk = desk();
    assert_eq!(
        desk.does("report holdings --by stage --in NL --format csv"),
        "stage,currency,assets,exact,bounded,unstated,non_valued,undated,lower,lower_inclusive,upper,upper_inclusive,approximate\n\
         seized,EUR,2,1,1,0,0,0,5000000.00,false,,,false\n"
    );
    let json = desk.does("report holdings --by stage --in NL --format json");
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["rows"][0]["lower"], "5000000.00");
    assert_eq!(value["rows"][0]["lower_inclusive"], false);
    assert_eq!(value["rows"][0]["upper"], serde_json::Value::Null);
    assert_eq!(value["rows"][0]["assets"], 2);
    assert_eq!(value["meta"]["head"]["entry"], 6);
    assert_eq!(value["meta"]["filters"]["in"], "NL");
}

#[test]
fn the_same_ledger_and_the_same_arguments_give_the_same_bytes() {
    let desk = desk();
    for line in ["holdings", "actions --by year,case", "jurisdictions", "pools", "register --personal"] {
        for format in ["table", "csv", "json"] {
            let line = format!("report {line} --format {format}");
            assert_eq!(desk.does(&line), desk.does(&line));
        }
    }
}

#[test]
fn csv_is_guarded_against_formulas_unless_raw_is_requested() {
    let desk = desk();
    assert!(desk.does("report register --format csv").contains(",'=HYPERLINK(1),"));
    assert!(desk.does("report register --format csv --raw").contains(",=HYPERLINK(1),"));
    assert!(desk.does("report register --format csv --bom").starts_with('\u{feff}'));
}

#[test]
fn personal_data_are_shown_only_on_request() {
    let desk = desk();
    let register = desk.does("report register --format csv");
    assert!(!register.contains("Eve") && !register.contains("AB1"));
    let register = desk.does("report register --format csv --personal");
    assert!(register.contains(",plate:AB1,owner:Eve,"));
}

#[test]
fn a_report_is_as_of_a_day_and_at_an_entry() {
    let desk = desk();
    let held = |flags: &str| desk.does(&format!("report holdings --by stage --format csv {flags}")).lines().count() - 1;
    assert_eq!(held("--as-of 2024-04-30"), 0);
    assert_eq!(held("--as-of 2024-05"), 1);
    assert_eq!(held("--at-entry 3"), 0);
    assert_eq!(held("--at-entry 4"), 1);
    assert_eq!(desk.does("report register --format csv --as-of 2024-05").lines().count(), 2);
}

#[test]
fn what_a_day_leaves_open_has_a_column_in_the_table_and_in_the_data() {
    let desk = desk();
    let table = desk.does("report holdings --as-of 2024-05-30");
    let rows = table.split_once("ledger at entry").unwrap().0;
    assert_eq!(
        rows,
        "Holdings: what is held, each asset once, at its stage\n\
         \n\
         jurisdiction  stage   currency  assets  unstated  non valued  undated  amount\n\
         ─────────────────────────────────────────────────────────────────────────────\n\
         FR            frozen                 0         0           0        1\n\
         \n"
    );
    assert_eq!(
        desk.does("report holdings --as-of 2024-05-30 --format csv"),
        "jurisdiction,stage,currency,assets,exact,bounded,unstated,non_valued,undated,lower,lower_inclusive,upper,\
         upper_inclusive,approximate\n\
         FR,frozen,,0,0,0,0,0,1,,,,,\n"
    );
    assert_eq!(
        desk.does("report jurisdictions --as-of 2024-05-30 --format csv"),
        "jurisdiction,currency,assets,lower,lower_inclusive,upper,upper_inclusive,pools,undated,range_lower,\
         range_lower_inclusive,range_upper,range_upper_inclusive\n\
         FR,,0,,,,,0,1,,,,\n"
    );
}

#[test]
fn carried_amounts_are_shown_apart_and_can_be_left_out() {
    let desk = desk();
    desk.does("confiscate --asset coco:1.1 --on 2024-06-30 --source S1");
    let header = "action,currency,actions,exact,bounded,unstated,non_valued,carried,lower,lower_inclusive,upper,\
                  upper_inclusive,approximate\n";
    let rest = "freeze,,1,0,0,1,0,0,0,true,,,false\nseize,EUR,1,0,1,0,0,0,5000000.00,false,,,false\n";
    assert_eq!(
        desk.does("report actions --by action --format csv"),
        format!("{header}confiscate,EUR,1,1,0,0,0,1,1200000.50,true,1200000.50,true,false\n{rest}")
    );
    assert_eq!(
        desk.does("report actions --by action --format csv --stated"),
        format!("{header}confiscate,EUR,1,0,0,1,0,0,0.00,true,,,false\n{rest}")
    );
    let table = desk.does("report actions --stated --case coco");
    assert!(table.contains("jurisdiction  action      currency  actions  unstated          amount\n"), "{table}");
    assert!(table.ends_with(";\nby jurisdiction,action,currency; case coco; stated\n"), "{table}");
}

#[test]
fn assets_without_a_stated_place_are_counted_and_can_be_treated_as_a_pool() {
    let desk = desk();
    desk.does("seize --case coco --in unstated --kind cash --amount \"900 EUR\" --on 2024-05-02 --source S1");
    let table = desk.does("report jurisdictions");
    let rows = table.split_once("ledger at entry").unwrap().0;
    assert_eq!(
        rows,
        "Jurisdictions: what is frozen or seized, alone and in pools\n\
         \n\
         jurisdiction  currency  assets        amount  pools           range\n\
         ───────────────────────────────────────────────────────────────────\n\
         (not stated)  EUR            1        900.00      0\n\
         DE            EUR            0                    1  ≥         0.00\n\
         FR                           1    not stated      0      not stated\n\
         NL            EUR            1  1,200,000.50      1  ≥ 1,200,000.50\n\
         \n"
    );
    assert!(table.ends_with("; unplaced 1\n"), "{table}");
    let json = |flags: &str| -> serde_json::Value {
        serde_json::from_str(&desk.does(&format!("report jurisdictions --format json {flags}"))).unwrap()
    };
    assert_eq!(json("")["meta"]["unplaced"], 1);
    let with = json("--with-unplaced");
    assert_eq!((&with["meta"]["unplaced"], &with["meta"]["filters"]["with_unplaced"]), (&1.into(), &"true".into()));
    let pools: Vec<_> = with["rows"].as_array().unwrap().iter().map(|row| row["pools"].as_i64().unwrap()).collect();
    assert_eq!(pools, [0, 2, 0, 1, 2]);
    assert_eq!(json("--in FR")["meta"]["unplaced"], 1);
}

#[test]
fn a_range_is_not_stated_only_if_every_amount_is() {
    let desk = Desk::new();
    desk.does("seize --case coco --in DE --kind cash --amount \"<=900000 EUR\" --on 2024-05-02 --source S1");
    desk.does("seize --case coco --in DE,NL --kind cash --amount \"unstated EUR\" --on 2024-05-02 --source S1");
    let table = desk.does("report jurisdictions");
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let rows: Vec<String> = table.lines().filter(|line| line.contains("EUR")).map(words).collect();
    assert_eq!(rows, ["DE EUR 1 ≤ 900,000.00 1 ≥ 0.00", "NL EUR 0 1 not stated"]);
}

#[test]
fn the_register_is_a_record_of_each_entry_and_gives_the_reasons() {
    let desk = desk();
    assert_eq!(
        desk.does("report register").split_once("ledger at entry").unwrap().0,
        "Register: every entry that records an action\n\
         \n\
         entry         4\n\
         recorded at   2024-07-01T08:00:04Z\n\
         recorded by   Ada\n\
         case          coco\n\
         asset         coco:1\n\
         action        seize\n\
         date          2024-06-28\n\
         places        DE+NL\n\
         basis         stated\n\
         kind          cash\n\
         description   =HYPERLINK(1)\n\
         amount        > 5,000,000.00 EUR\n\
         sources       S1\n\
         hash          [digest]\n\
         \n\
         entry         5\n\
         recorded at   2024-07-01T08:00:05Z\n\
         recorded by   Ada\n\
         case          coco\n\
         asset         coco:1.1\n\
         part of       coco:1\n\
         action        seize\n\
         date          2024-06-28\n\
         places        NL\n\
         basis         stated\n\
         kind          cash\n\
         amount        1,200,000.50 EUR\n\
         sources       S1\n\
         hash          [digest]\n\
         \n\
         entry         6\n\
         recorded at   2024-07-01T08:00:06Z\n\
         recorded by   Ada\n\
         case          coco\n\
         asset         coco:2\n\
         action        freeze\n\
         date          2024-05\n\
         places        FR\n\
         basis         stated\n\
         kind          bank-account\n\
         amount        not stated\n\
         sources       S1\n\
         hash          [digest]\n\
         \n"
    );
    desk.does("correct 6 --reason \"another month\" --on 2024-06");
    desk.does("correct 4 --reason \"counted again\" --amount \">6000000 EUR\"");
    desk.does("void 5 --reason \"it was in DE\"");
    let register = desk.does("report register --format csv --raw");
    let mut reader = csv::Reader::from_reader(register.as_bytes());
    let at = |name: &str| register.lines().next().unwrap().split(',').position(|column| column == name).unwrap();
    let columns = ["entry", "status", "corrects", "reason"].map(at);
    let rows: Vec<String> =
        reader.records().map(|row| columns.map(|column| row.as_ref().unwrap()[column].to_owned()).join(",")).collect();
    assert_eq!(
        rows,
        [
            "4,corrected,,",
            "5,voided,,it was in DE",
            "6,corrected,,",
            "7,current,6,another month",
            "8,current,4,counted again",
        ]
    );
    let table = desk.does("report register --current");
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
    assert_eq!(table.lines().filter(|line| line.starts_with("entry ")).count(), 2, "{table}");
    assert!(desk.does("report register").contains("\nstatus        voided\n"));
}

#[test]
fn a_voided_entry_stays_in_the_register_of_its_day_and_of_its_place() {
    let desk = desk();
    desk.does("seize --case coco --in unstated --kind cash --on 2024-05-02 --source S1");
    desk.does("void 7 --reason withdrawn");
    let statuses = |flags: &str| {
        let register = desk.does(&format!("report register --format csv {flags}"));
        register.lines().filter(|line| line.contains(",voided,")).count()
    };
    assert_eq!(statuses(""), 1);
    assert_eq!(statuses("--as-of 2024-05-02"), 1);
    assert_eq!(statuses("--as-of 2024-05-01"), 0);
    assert_eq!(statuses("--in unstated"), 1);
    assert_eq!(statuses("--in DE"), 0);
    assert_eq!(statuses("--case coco"), 1);
}

#[test]
fn a_report_of_actions_has_a_period_and_sets_apart_what_crosses_its_ends() {
    assert_eq!(
        desk().does("report actions --by action --from 2024-05-15 --to 2024-06 --format csv"),
        "action,currency,period,actions,exact,bounded,unstated,non_valued,carried,lower,lower_inclusive,upper,\
         upper_inclusive,approximate\n\
         freeze,,undated,1,0,0,1,0,0,0,true,,,false\n\
         seize,EUR,2024-05-15/2024-06-30,1,0,1,0,0,0,5000000.00,false,,,false\n"
    );
}

#[test]
fn a_report_goes_to_a_file_whole_or_not_at_all() {
    let desk = desk();
    let file = desk.path("pools.csv");
    let at = file.display();
    assert_eq!(desk.does(&format!("report pools --output {at}")), "");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), desk.does("report pools --format csv"));
    assert_eq!(desk.does(&format!("report pools --output {at} --format json")), "");
    let json: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(json["rows"][0]["residual_lower"], "3799999.50");
    let nowhere = desk.path("none/pools.csv");
    let said = desk.run(&format!("report pools --output {}", nowhere.display()));
    assert_eq!(said.code, 4);
    assert!(said.err.contains("cannot write"), "{}", said.err);
    assert!(desk.files().keys().all(|file| !file.display().to_string().contains("unfinished")));
}

#[test]
fn a_report_never_overwrites_the_ledger() {
    let desk = desk();
    let ledger = desk.path("ledger.db");
    desk.refuses(
        &format!("report pools --output {}", ledger.display()),
        1,
        "impound: --output: [desk]/ledger.db is the ledger itself\n  hint: give the path of another file\n",
    );
}

#[test]
fn invalid_filters_are_refused() {
    let desk = desk();
    let refused = |line: &str, code: u8, words: &str| desk.refuses(line, code, &format!("impound: {words}\n"));
    refused(
        "report holdings --by place",
        2,
        "--by: “place” is not a dimension of this report\n  hint: name some of case, jurisdiction, stage, kind, currency, authority, custodian, separated by commas",
    );
    refused("report holdings --by case,case", 2, "--by: “case” is named twice\n  hint: name it once");
    refused(
        "report pools --from 2024-01-01",
        2,
        "--from and --to are for actions, not for what is held\n  hint: use --as-of DATE for what is held on a day; report actions takes --from and --to",
    );
    refused(
        "report actions --from 2024-02 --to 2024-01",
        1,
        "the period ends on 2024-01-31, before it begins on 2024-02-01\n  hint: give the earlier day with --from and the later one with --to",
    );
    refused(
        "report pools --at-entry 7",
        1,
        "--at-entry: there is no entry 7\n  hint: the entries of this ledger are 1 to 6",
    );
    refused(
        "report pools --at-entry 0",
        1,
        "--at-entry: there is no entry 0\n  hint: the entries of this ledger are 1 to 6",
    );
    refused("report pools --case x", 1, "--case: there is no case x\n  hint: `impound case list` shows the cases");
}

#[test]
fn a_table_fits_the_terminal_and_loses_no_amount() {
    let mut desk = desk();
    desk.set_terminal(Terminal { output: true, width: Some(60), ..Terminal::default() });
    let table = desk.does("report register --color never");
    assert!(table.lines().all(|line| line.chars().count() <= 60), "{table}");
    assert!(table.contains("> 5,000,000.00") && table.contains("1,200,000.50"));
}
