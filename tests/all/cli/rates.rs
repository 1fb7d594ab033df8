//! `impound rates`: files of rates are added, changed and missing lines are named, and stored lines are checked against
//! the journal.

use std::fs;
use std::path::Path;
use std::process::Command;

use rusqlite::Connection;
use serde_json::Value;

use super::desk::Desk;

const JUNE: &str = "Date,USD,JPY,\n2024-06-28,1.0705,171.94,\n2024-06-27,1.0696,N/A,\n";
const JULY: &str = "Date,USD,JPY,\n2024-07-01,1.0745,172.86,\n2024-06-28,1.0700,171.94,\n";

const ADD: &str = "rates add [desk]/ecb.csv --name ecb --source S1";

fn put(desk: &Desk, text: &str) {
    fs::write(desk.path("ecb.csv"), text).unwrap();
}

/// A ledger with the rates of June in the set `ecb`: entry 4.
fn desk() -> Desk {
    let desk = Desk::new();
    put(&desk, JUNE);
    desk.does(ADD);
    desk
}

fn json(desk: &Desk, line: &str) -> Value {
    serde_json::from_str(&desk.does(&format!("{line} --json"))).unwrap()
}

#[test]
fn a_file_is_added_once_and_adding_it_again_records_nothing() {
    let desk = Desk::new();
    put(&desk, JUNE);
    let entry = "rates ecb of 2024-06-27 to 2024-06-28, units for 1 EUR: 3 added\n";
    let dry = "dry run: nothing was recorded\n";
    assert_eq!(desk.does(&format!("{ADD} --dry-run")), format!("would be entry 4  {entry}{dry}"));
    assert_eq!(desk.does(ADD), format!("entry 4  {entry}receipt  4 entries, root [digest]\n"));
    let again =
        format!("recorded already as entry 4  {entry}new  none of its lines\nreceipt  4 entries, root [digest]\n");
    assert_eq!(desk.does(ADD), again);
    let object = json(&desk, ADD);
    assert_eq!((&object["repeated"], &object["added"], &object["entry"]), (&true.into(), &0.into(), &4.into()));
    assert!(desk.does("verify").contains("no differences"));
    let shown = desk.does("show 4");
    for line in ["set           ecb", "publisher     European Central Bank", "holds         4 days", "sources       S1"]
    {
        assert!(shown.contains(line), "{shown}");
    }
}

#[test]
fn a_repeated_file_is_the_same_whatever_is_known_of_its_publisher_by_now() {
    let desk = Desk::new();
    put(&desk, "date,currency,rate\n2024-06-28,USD,1.0705\n");
    let line = "rates add [desk]/ecb.csv --name court --source S1 --base EUR --valid 4 --ref rated";
    desk.does(line);
    desk.does("source edit S1 --publisher \"A court\"");
    assert!(desk.does(line).starts_with("recorded already as entry 4  rates court of 2024-06-28"));
    put(&desk, "date,currency,rate\n2024-06-28,USD,1.0706\n");
    assert_eq!(desk.run(line).code, 1);
}

#[test]
fn a_file_without_a_new_line_records_no_other_source_and_says_so() {
    let desk = desk();
    desk.does("source add S2 --title \"The same rates elsewhere\"");
    let entry = "recorded already as entry 4  rates ecb of 2024-06-27 to 2024-06-28, units for 1 EUR: 3 added\n";
    let receipt = "receipt  5 entries, root [digest]\n";
    let other = "rates add [desk]/ecb.csv --name ecb --source S2 --source S1";
    let said = "new     none of its lines\nsource  S2 is not recorded: the set ecb has all lines of the file\n";
    assert_eq!(desk.does(other), format!("{entry}{said}{receipt}"));
    let object = json(&desk, other);
    assert_eq!(object["sources_not_recorded"], serde_json::json!(["S2"]));
    assert_eq!(json(&desk, ADD)["sources_not_recorded"], serde_json::json!([]));
    assert!(!desk.does("rates list").contains("S2"));
    // A part of the lines, in another file, from a source of a later entry.
    put(&desk, "Date,USD,\n2024-07-01,1.0745,\n");
    desk.does("rates add [desk]/ecb.csv --name ecb --source S2");
    put(&desk, "Date,USD,\n2024-06-28,1.0705,\n");
    assert!(!desk.does(other).contains("not recorded"), "{}", desk.does(other));
    desk.refuses(
        "rates add [desk]/ecb.csv --name ecb --source S3",
        1,
        "impound: there is no source S3\n  hint: did you mean “S1”? if not, add it: `impound source add S3 --title …`\n",
    );
}

#[test]
fn a_rate_of_a_day_to_come_or_long_past_is_questioned_as_the_date_of_an_action_is() {
    let mut desk = Desk::new();
    desk.set_clock("2024-07-30T22:00:00Z");
    let hint = "hint: check the date; --unusual-date records it as it is\n";
    // The day after today has begun somewhere.
    put(&desk, "Date,USD,\n2024-07-31,1.0705,\n2024-08-01,1.0706,\n2024-07-29,1.07,\n");
    desk.refuses(
        ADD,
        1,
        &format!("impound: ecb.csv, line 3: 2024-08-01 is in the future: today is 2024-07-30 (UTC)\n  {hint}"),
    );
    assert_eq!(desk.run(&format!("{ADD} --dry-run")).code, 1);
    put(&desk, "Date,USD,\n2024-07-31,1.0705,\n1899-12-31,1.07,\n");
    desk.refuses(ADD, 1, &format!("impound: ecb.csv, line 3: 1899-12-31 is before 1900\n  {hint}"));
    put(&desk, "Date,USD,\n2024-07-31,1.0705,\n");
    desk.does(ADD);
    put(&desk, "Date,USD,\n2062-06-28,1.0705,\n");
    desk.refuses(
        ADD,
        1,
        &format!("impound: ecb.csv, line 2: 2062-06-28 is in the future: today is 2024-07-30 (UTC)\n  {hint}"),
    );
    desk.does(&format!("{ADD} --unusual-date"));
    // Rates of a month are published before it begins.
    put(&desk, "country,currency,isoA3Code,isoA2Code,value\nAlbania,Lek,ALL,AL,100.42\n");
    let monthly = |month: &str| format!("rates add [desk]/ecb.csv --name inforeuro --source S1 --month {month}");
    desk.refuses(
        &monthly("2024-09"),
        1,
        &format!("impound: ecb.csv, line 2: 2024-09-01 is in the future: today is 2024-07-30 (UTC)\n  {hint}"),
    );
    desk.does(&monthly("2024-08"));
}

#[test]
fn a_later_file_adds_its_new_lines_and_names_the_ones_it_changes_or_lacks() {
    let desk = desk();
    put(&desk, JULY);
    assert_eq!(
        desk.does(ADD),
        "entry 5  rates ecb of 2024-06-28 to 2024-07-01, units for 1 EUR: 2 added, 1 changed\n\
         changed  USD on 2024-06-28: 1.0700 instead of 1.0705\nreceipt  5 entries, root [digest]\n"
    );
    put(&desk, "Date,USD,\n2024-06-27,1.0696,\n2024-06-28,1.07,\n2024-07-02,1.0729,\n");
    let object = json(&desk, ADD);
    assert_eq!((&object["added"], &object["changed"], &object["lacking"]), (&1.into(), &0.into(), &3.into()));
    assert_eq!(object["lacking_first"][2].to_string(), r#"{"currency":"USD","date":"2024-07-01","rate":"1.0745"}"#);
    let holds = "each holds 4 days\ndate        rate\n";
    let june = format!("USD for 1 EUR, {holds}2024-06-27  1.0696  entry 4\n2024-06-28  1.0705  entry 4\n");
    assert_eq!(desk.does("rates show ecb USD --at-entry 4"), june);
    let july = format!(
        "USD for 1 EUR, {holds}2024-06-27  1.0696  entry 4\n2024-06-28  1.0700  entry 5\n2024-07-01  1.0745  entry 5\n"
    );
    assert_eq!(desk.does("rates show ecb USD --at-entry 5"), july);
    assert_eq!(desk.does("rates show ecb USD").lines().count(), 6);
    assert!(desk.does("verify").contains("no differences"));
    assert!(desk.does("rederive").contains("6 entries"), "{}", desk.does("rederive"));
    assert_eq!(desk.does("rates show ecb USD --at-entry 5"), july);
}

#[test]
fn a_command_with_a_reference_can_be_repeated_but_not_with_another_file() {
    let desk = Desk::new();
    put(&desk, JUNE);
    let line = format!("{ADD} --ref june");
    desk.does(&line);
    assert!(desk.does(&line).starts_with("recorded already as entry 4"));
    put(&desk, JULY);
    let said = desk.run(&line);
    assert_eq!(said.code, 1);
    assert!(said.err.starts_with("impound: entry 4 has the same reference and other content\n"), "{}", said.err);
}

#[test]
fn every_fault_of_a_refused_file_is_named_and_nothing_is_recorded() {
    let desk = desk();
    put(&desk, "Date,USD,JPY,\n2024-07-01,0,x,\n2024-07-02,1.07,1,\n");
    desk.refuses(
        ADD,
        1,
        "impound: ecb.csv, line 2, column “USD”: “0” is not a rate: a rate is above 0\n  hint: write a rate with a point before the decimals and at most 28 digits, such as 1.0705\n\
         impound: ecb.csv, line 2, column “JPY”: “x” is not a decimal figure\n  \
         hint: write a rate with a point before the decimals and at most 28 digits, such as 1.0705\n",
    );
    put(&desk, &format!("Date,USD,\n{}", "2024-07-01,0,\n".repeat(21)));
    let said = desk.run(ADD);
    assert!(said.code == 1 && said.err.ends_with("impound: 1 more fault; nothing was recorded\n"), "{}", said.err);
    put(&desk, "day,USD\n2024-07-01,1\n");
    desk.refuses(
        ADD,
        1,
        "impound: ecb.csv: no format of rates has these columns: “day,USD”\n  \
         hint: name its format: --format ecb, ecb-sdmx, inforeuro, treasury, hmrc, or table (date,currency,rate)\n",
    );
    put(&desk, JULY);
    let hint = "hint: a set has one base, and its rates hold equally long: give another --name\n";
    put(&desk, "date,currency,rate\n2024-07-01,USD,1\n");
    desk.refuses(
        &format!("{ADD} --base CHF --valid 4"),
        1,
        &format!("impound: the set of rates ecb has the base EUR, not CHF\n  {hint}"),
    );
    desk.refuses(
        &format!("{ADD} --base EUR --valid 5"),
        1,
        &format!("impound: the set of rates ecb has rates that hold 4 days, not 5 days\n  {hint}"),
    );
    for (line, said) in [
        ("rates add [desk]/ecb.csv --name fixed --source S1", "--name: fixed is the name of rates that are built in"),
        ("rates add [desk]/ecb.csv --name =a --source S1", "--name: “=a” cannot be the name of a set of rates"),
        ("rates add [desk]/ecb.csv --name ecb --source none --base EUR --valid 4", "there is no source none"),
        ("rates add [desk]/ecb.csv --name ecb --source S1 --format csv", "--format: “csv” is not a format of rates"),
        ("rates add [desk]/none.csv --name ecb --source S1", "[desk]/none.csv: it cannot be read: No such file"),
        ("rates add [desk]/ecb.csv --name ecb --source S1 --month 2024", "--month: 2024 is not a month"),
        ("rates show none USD", "there is no set of rates “none”"),
        ("rates show ecb GBP", "the set ecb has no rate for GBP"),
        ("rates show ecb USD --at-entry 9", "--at-entry: there is no entry 9"),
    ] {
        let refused = desk.run(line);
        assert!(refused.code > 0 && refused.err.starts_with(&format!("impound: {said}")), "{line}: {}", refused.err);
        assert!(refused.err.contains("\n  hint: "), "{line}: {}", refused.err);
    }
    put(&desk, "Date,USD,EUR,\n2024-06-28,1.0705,2,\n");
    desk.refuses(
        "rates add [desk]/ecb.csv --name other --source S1",
        1,
        "impound: 1 EUR on 2024-06-28 cannot be 2 EUR\n  \
         hint: correct the figure, or name the base that the file has\n",
    );
    assert!(desk.does("verify").starts_with("4 entries"));
}

#[test]
fn a_set_of_monthly_rates_and_a_table_say_what_their_files_do_not() {
    let desk = Desk::new();
    put(&desk, "country,currency,isoA3Code,isoA2Code,value\nAlbania,Lek,ALL,AL,100.42\n");
    desk.does("rates add [desk]/ecb.csv --name inforeuro --source S1 --month 2024-06");
    let said = desk.does("rates show inforeuro ALL 2024-06-30");
    assert_eq!(
        said,
        "1 EUR = 100.42 ALL on 2024-06-30 (inforeuro, entry 4)\nthat of 2024-06-01 holds to the end of its month\n"
    );
    desk.does("source edit S1 --publisher \"A court\"");
    put(&desk, "date,currency,rate\n2024-06-28,BTC,0.0000165\n");
    desk.does("rates add [desk]/ecb.csv --name court --source S1 --base EUR --valid 0");
    assert!(desk.does("show 6").contains("publisher     A court"));
    let refused = desk.run("rates show court BTC 2024-06-29");
    assert_eq!(
        refused.err,
        "impound: the set court has no rate for BTC that holds on 2024-06-29: the last one before it is for 2024-06-28, and holds 0 days\n  \
         hint: add a file that has it with `impound rates add`\n"
    );
}

#[test]
fn sets_are_listed_and_the_rate_of_a_day_says_why_it_holds() {
    let desk = desk();
    let sets = json(&desk, "rates list");
    let ecb = &sets["sets"][0];
    assert_eq!((&ecb["set"], &ecb["currencies"], &ecb["lines"]), (&"ecb".into(), &2.into(), &3.into()));
    assert_eq!((&sets["sets"][1]["set"], &sets["sets"][1]["currencies"]), (&"fixed".into(), &22.into()));
    assert_eq!(json(&desk, "rates list --at-entry 3")["sets"].as_array().unwrap().len(), 2);
    let listed = desk.does("rates list");
    assert!(
        listed.contains("\necb            1 EUR  2024-06-27 to 2024-06-28  2 currencies   3 lines   entry 4   4 days")
    );
    assert!(listed.starts_with("set            base   days                   "), "{listed}");
    assert_eq!(
        desk.does("rates show ecb USD 2024-06-29"),
        "1 EUR = 1.0705 USD on 2024-06-29 (ecb, entry 4)\nno rate on Saturday 2024-06-29: that of 2024-06-28 holds, 4 days\n"
    );
    assert_eq!(
        desk.does("rates show ecb USD 2024-06-28"),
        "1 EUR = 1.0705 USD on 2024-06-28 (ecb, entry 4)\nit is for that day\n"
    );
    assert_eq!(json(&desk, "rates show ecb USD 2024-06-29")["date"], "2024-06-28");
    assert_eq!(json(&desk, "rates show ecb USD")["rates"][1]["rate"], "1.0705");
    assert_eq!(
        desk.does("rates show fixed BGN 2026-02-01"),
        "1 EUR = 1.95583 BGN on 2026-02-01 (fixed)\nit holds since 2026-01-01 for good: Council Regulation (EC) No 2866/98, as amended\n"
    );
    assert!(
        desk.does("rates show redenominated TRL").starts_with("1 TRY = 1000000 TRL on 2005-01-01 (redenominated)\n")
    );
    let before = desk.run("rates show fixed BGN 2025-12-31");
    assert!(before.code == 1 && before.err.contains("BGN was replaced on 2026-01-01"), "{}", before.err);
}

/// Writes to the ledger as another program could, without the triggers that prevent it.
fn tamper(desk: &Desk, statement: &str) {
    let connection = Connection::open(desk.path("ledger.db")).unwrap();
    let triggers = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'rate'";
    let triggers: Vec<(String, String)> = connection
        .prepare(triggers)
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    triggers.iter().for_each(|(name, _)| connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
    assert!(connection.execute(statement, []).unwrap() > 0, "{statement}");
    triggers.iter().for_each(|(_, sql)| connection.execute_batch(sql).unwrap());
}

/// What examples/verify.py says of an exported journal and its rates; `None` without Python.
fn python(desk: &Desk) -> Option<(bool, String)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/verify.py");
    if !crate::tools::at_hand("python3", "rates checked without impound") {
        return None;
    }
    let files = ["journal.jsonl", "checkpoint", "rates.csv"].map(|name| desk.path(name));
    let output = Command::new("python3").arg("-I").arg(script).arg("journal").args(files).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    Some((output.status.success(), String::from_utf8(said).unwrap()))
}

#[test]
fn a_lost_altered_or_added_line_is_found_with_and_without_impound() {
    for (statement, difference, without) in [
        (
            "DELETE FROM rate WHERE currency = 'JPY'",
            "rates ecb: entry 4 has 3 lines, 2 are stored",
            "the 2 lines of entry 4 are not the 3 that it added",
        ),
        (
            "UPDATE rate SET rate = '1.0704' WHERE date = '2024-06-28' AND currency = 'USD'",
            "rates ecb: the lines of entry 4 have the SHA-256",
            "the 3 lines of entry 4 are not the 3 that it added",
        ),
        (
            "UPDATE rate SET date = '2024-06-26' WHERE date = '2024-06-27'",
            "rates ecb: the lines of entry 4 have the SHA-256",
            "the 3 lines of entry 4 are not the 3 that it added",
        ),
        (
            "INSERT INTO rate VALUES ('ecb', 'CHF', '2024-06-28', 4, '0.9634')",
            "rates ecb: entry 4 has 3 lines, 4 are stored",
            "the 4 lines of entry 4 are not the 3 that it added",
        ),
        (
            "UPDATE rate SET rate = '1,07' WHERE date = '2024-06-28' AND currency = 'USD'",
            "rate ecb USD 2024-06-28 4: 1,07 is not what impound writes",
            "",
        ),
        (
            "UPDATE rate SET entry = 3",
            "rate ecb JPY 2024-06-28 3: the entry adds no rates to this set",
            "entry 3 adds no rates to the set",
        ),
    ] {
        let desk = desk();
        desk.does("checkpoint --output [desk]/checkpoint");
        let export = "export journal --output [desk]/journal.jsonl --rates [desk]/rates.csv";
        desk.does(export);
        if let Some(said) = python(&desk) {
            let good = "4 entries match the checkpoint; 3 lines of rates match the journal\n";
            assert_eq!(said, (true, good.to_owned()));
        }
        tamper(&desk, statement);
        let said = desk.run("verify");
        assert!(said.code == 3 && said.out.contains(difference), "{statement}: {said:?}");
        assert_eq!(desk.run("backup [desk]/copy.db").code, 3, "{statement}");
        assert_eq!(desk.run("export pack [desk]/pack").code, 3, "{statement}");
        if without.is_empty() {
            assert_eq!(desk.run(export).code, 3);
            continue;
        }
        desk.does(export);
        if let Some((holds, said)) = python(&desk) {
            assert!(!holds && said.contains(without), "{statement}: {said}");
        }
    }
}

#[test]
fn a_row_that_a_command_relies_on_is_sealed() {
    let desk = desk();
    tamper(&desk, "DELETE FROM rate_set");
    put(&desk, JULY);
    let said = desk.run(ADD);
    assert_eq!(said.code, 3);
    assert!(said.err.contains("what is kept of ecb in the table rate_set is missing"), "{}", said.err);
    assert!(desk.run("verify").out.contains("rate_set ecb 4: in the journal, but not stored"));
    desk.does("rederive");
    desk.does(ADD);
}

#[test]
fn backups_and_packs_have_the_lines_and_altered_ones_of_a_pack_are_named() {
    let desk = desk();
    put(&desk, JULY);
    desk.does(ADD);
    desk.does("backup [desk]/copy.db");
    desk.does("restore [desk]/copy.db --ledger [desk]/restored.db");
    let series = desk.does("rates show ecb USD");
    assert_eq!(desk.does("rates show ecb USD --ledger [desk]/restored.db"), series);
    desk.does("export pack [desk]/pack");
    assert!(desk.does("verify-pack [desk]/pack").contains("as they were written"));
    let rates = desk.path("pack/rates.csv");
    let lines = fs::read_to_string(&rates).unwrap();
    assert_eq!(
        lines,
        "set,date,currency,rate,entry\necb,2024-06-28,JPY,171.94,4\necb,2024-07-01,JPY,172.86,5\n\
         ecb,2024-06-27,USD,1.0696,4\necb,2024-06-28,USD,1.0705,4\necb,2024-06-28,USD,1.0700,5\n\
         ecb,2024-07-01,USD,1.0745,5\n"
    );
    desk.does("export journal --output [desk]/journal.jsonl --rates [desk]/rates.csv");
    assert_eq!(fs::read_to_string(desk.path("rates.csv")).unwrap(), lines);
    for (altered, difference) in [
        (lines.replace("1.0705", "1.0706"), "rates ecb: the lines of entry 4 have the SHA-256"),
        (lines.replace("ecb,2024-07-01,USD,1.0745,5\n", ""), "rates ecb: entry 5 has 3 lines, 2 are stored"),
        (format!("{lines}ecb,2024-07-02,USD,1,3\n"), "rates.csv, line 8: entry 3 adds no rates to this set"),
        (
            format!("{lines}ecb,2024-07-02,USD,x,5\n"),
            "rates.csv, line 8: it is not a line of rates as impound writes it",
        ),
        (format!("{lines}ecb,2024-07-01,USD,2,5\n"), "rates.csv: entry 5 has two lines of one day"),
    ] {
        fs::write(&rates, altered).unwrap();
        let said = desk.run("verify-pack [desk]/pack");
        assert!(said.code == 1 && said.out.contains(difference), "{difference}: {said:?}");
    }
}

#[test]
fn a_strange_file_is_refused_with_what_to_do_and_nothing_is_recorded() {
    let desk = Desk::new();
    let entries = desk.does("verify");
    let digits = "1".repeat(40);
    let rate = "write a rate with a point before the decimals and at most 28 digits, such as 1.0705";
    let csv = "give a CSV file of rates";
    let (once, again) = ("keep the one that is right", "get the file again, or give another one");
    let head = "date,currency,rate";
    let files = [
        (format!("{head},rate\n2024-06-28,USD,1.07,1.08\n"), "several columns are named “rate”", once),
        (format!("{head},Date\n2024-06-28,USD,1.07,2024-06-29\n"), "several columns are named “date”", once),
        (format!("{head}\n"), "there are no rates in it", again),
        (String::new(), "it is empty", csv),
        (format!("{head}\n2024-06-28,USD,1\0.07\n"), "it is neither text nor a spreadsheet", csv),
        ("PK\u{3}\u{4} an archive".to_owned(), "it is an archive", csv),
        (format!("{head}\n2024-06-28,USD,1e-3\n"), "“1e-3” is not a decimal figure", rate),
        (format!("{head}\n2024-06-28,USD,0\n"), "“0” is not a rate: a rate is above 0", rate),
        (format!("{head}\n2024-06-28,USD,1.{digits}\n"), "has more digits than a figure can hold", rate),
    ];
    for (text, what, hint) in files {
        std::fs::write(desk.path("strange.csv"), &text).unwrap();
        let file = desk.path("strange.csv");
        let said = desk.run(&format!("rates add {} --name own --source S1 --base EUR --valid 4", file.display()));
        assert_eq!(said.code, 1, "{text:?}: {said:?}");
        assert!(said.err.contains(what) && said.err.contains(&format!("hint: {hint}\n")), "{text:?}: {}", said.err);
    }
    assert_eq!(desk.does("verify"), entries);
}
