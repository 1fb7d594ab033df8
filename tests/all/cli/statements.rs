//! `impound report rollforward`, `coverage` and `ageing`.

use super::desk::Desk;

/// A pool with an item of which a part is released, and an account of a later day.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.does(
        "seize --case coco --in DE,NL --kind cash --amount \"100 EUR\" --on 2024-01-28 --source S1 --id plate:AB1",
    );
    desk.does("seize --part-of coco:1 --in NL --amount \"30 EUR\" --on 2024-03-01 --source \"S1#p. 4\"");
    desk.does("release --part-of coco:1 --amount \"20 EUR\" --on 2024-03-05 --source S1 --order 7/24");
    desk.does("freeze --case coco --in FR --kind bank-account --amount \">5 EUR\" --on 2024-03-10 --source S1 --authority \"AG Köln\"");
    desk
}

#[test]
fn a_roll_forward_as_a_table_is_written_for_people() {
    let table = desk().does("report rollforward --from 2024-03 --to 2024-03 --by stage");
    let (rows, last) = table.split_once("ledger at entry 7, ").unwrap();
    assert!(last.ends_with("; by stage,currency;\nfrom 2024-03; to 2024-03; 14 empty lines left out\n"), "{last}");
    assert_eq!(
        rows,
        "Roll-forward: how the opening stock became the closing stock\n\
         \n\
         stage   currency  line       assets  unstated  non valued    amount\n\
         ───────────────────────────────────────────────────────────────────\n\
         frozen  EUR       opening         0         0           0      0.00\n\
         frozen  EUR       new             1         0           0  >   5.00\n\
         frozen  EUR       closing         1         0           0  >   5.00\n\
         frozen  EUR       check           0         0           0      0.00\n\
         seized  EUR       opening         1         0           0    100.00\n\
         seized  EUR       moved_in        4         0           0    170.00\n\
         seized  EUR       moved_out       2         0           0    170.00\n\
         seized  EUR       released        1         0           0     20.00\n\
         seized  EUR       closing         2         0           0     80.00\n\
         seized  EUR       check           0         0           0      0.00\n\
         \n"
    );
}

#[test]
fn a_roll_forward_goes_up_to_the_last_day_that_there_is() {
    let desk = desk();
    let closing = |to: &str| {
        let csv = desk.does(&format!("report rollforward --from 2024-03 --to {to} --by currency --format csv"));
        csv.lines().find(|line| line.starts_with("EUR,closing,")).unwrap().to_owned()
    };
    assert_eq!(closing("9999-12-31"), closing("2024-03"));
    desk.refuses(
        "report rollforward --from 2024-03",
        2,
        "impound: a roll-forward needs both ends of its period\n  \
         hint: give the first day of the period with --from and the last with --to\n",
    );
}

#[test]
fn statements_as_csv_and_json_have_the_same_names() {
    let desk = desk();
    let first = |line: &str| desk.does(line).lines().take(2).collect::<Vec<_>>().join("\n");
    assert_eq!(
        first("report rollforward --from 2024-03 --to 2024-03 --by stage --format csv"),
        "stage,currency,line,assets,exact,bounded,unstated,non_valued,undated,lower,lower_inclusive,upper,upper_inclusive,approximate\n\
         frozen,EUR,opening,0,0,0,0,0,0,0.00,true,0.00,true,false"
    );
    assert_eq!(
        first("report coverage --format csv"),
        "assets,exact,bounded,unstated,non_valued,undated,exact_day,place_stated,place_inferred,place_unstated,with_authority,with_order,with_identifier,with_passage\n\
         3,2,1,0,0,0,3,3,0,0,1,0,1,1"
    );
    assert_eq!(
        first("report ageing --as-of 2024-03-31 --bands 28,60 --format csv"),
        "stage,currency,band,assets,exact,bounded,unstated,non_valued,undated,lower,lower_inclusive,upper,upper_inclusive,approximate\n\
         frozen,EUR,0–28,1,0,1,0,0,0,5.00,false,,,false"
    );
    let json = |line: &str| serde_json::from_str::<serde_json::Value>(&desk.does(line)).unwrap();
    let ageing = json("report ageing --as-of 2024-03-31 --json");
    assert_eq!(ageing["meta"]["filters"]["aged_on"], "2024-03-31");
    assert_eq!(ageing["meta"]["filters"]["bands"], "30,90,180,365,1825");
    // Without a day, the report uses that of the last entry.
    let today = json("report ageing --json");
    assert_eq!(today["meta"]["filters"]["aged_on"], "2024-07-01");
    assert_eq!(today["rows"][0]["band"], "91–180");
    let rolled = json("report rollforward --from 2024-03-01 --to 2024-03-31 --json");
    assert_eq!((&rolled["rows"][10]["line"], &rolled["rows"][11]["upper"]), (&"closing".into(), &"0.00".into()));
}

#[test]
fn an_erased_identifier_counts_like_one_that_is_shown() {
    let desk = desk();
    let before = desk.does("report coverage --format csv");
    assert_eq!(desk.run("erase 4 --reason \"a request\" --authority DPO").code, 0);
    assert_eq!(desk.does("report coverage --format csv"), before);
}

#[test]
fn an_earlier_state_of_the_ledger_has_its_own_statements() {
    let desk = desk();
    let counted =
        |line: &str| desk.does(&format!("{line} --at-entry 5 --format csv")).lines().nth(1).unwrap().to_owned();
    assert!(counted("report coverage").starts_with("2,2,"));
    assert!(counted("report ageing --as-of 2024-03-31").starts_with("seized,EUR,31–90,2,"));
    assert!(counted("report rollforward --from 2024-03 --to 2024-03 --by currency").starts_with("EUR,opening,1,"));
}

#[test]
fn a_request_that_a_statement_does_not_cover_is_refused_with_a_reason() {
    let desk = desk();
    let refused = |line: &str, why: &str| {
        let said = desk.run(line);
        assert_eq!(said.code, 2, "{line}: {}", said.err);
        assert!(said.err.contains(why), "{line}: {}", said.err);
    };
    let rolled = "report rollforward --from 2024-03 --to 2024-03";
    for flag in ["--values", "--values-only", "--counts"] {
        refused(&format!("{rolled} {flag}"), "a roll-forward adds amounts, not values or counts");
    }
    refused(&format!("{rolled} --readings hull"), "a roll-forward counts what is adopted, not every reading");
    refused(&format!("{rolled} --as-of 2024-03-31"), "--as-of is for the stock of one day");
    refused(&format!("{rolled} --by action"), "“action” is not a dimension of this report");
    for line in ["report rollforward", "report rollforward --from 2024", "report rollforward --to 2024"] {
        refused(line, "a roll-forward needs both ends of its period");
    }
    refused("report coverage --by kind", "“kind” is not a dimension of this report");
    refused("report coverage --from 2024", "--from and --to are for actions");
    refused("report ageing --bands 30,10", "“10” does not end a band of days");
    assert_eq!(desk.run("report rollforward --from 2024-04 --to 2024-03").code, 1);
    assert_eq!(desk.run(&format!("{rolled} --readings adopted")).code, 0);
}
