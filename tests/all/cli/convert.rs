//! `--convert`: reports in one currency, and the rates used.

use std::process::Command;

use super::desk::Desk;

const RATES: &str = "date,currency,rate\n\
                     2024-06-26,USD,1.0694\n2024-06-28,USD,1.0705\n2024-06-28,GBP,0.84638\n2024-06-28,BGN,1.9558\n";

fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.set_clock("2024-07-01T08:00:00Z");
    std::fs::write(desk.path("rates.csv"), RATES).unwrap();
    desk.does("rates add [desk]/rates.csv --name ecb --source S1 --format table --base EUR --valid 4");
    let freeze = |places: &str, amount: &str, on: &str| {
        let what = format!("--case coco --in {places} --kind bank-account --amount \"{amount}\" --on {on} --source S1");
        desk.does(&format!("freeze {what}"));
    };
    freeze("DE", "1070.50 USD", "2024-06-26");
    freeze("DE,FR", "more than 423.19 GBP", "2024-06-28");
    freeze("DE", "1000 EUR", "2024-06-01");
    freeze("FR", "5 CHF", "2024-06-01");
    freeze("FR", "107.05 USD", "2024-06-26/2024-06-28");
    desk
}

/// The script's output for a report and the rates that it used, and its exit code; `None` without Python.
fn recalculated(desk: &Desk) -> Option<(String, Option<i32>)> {
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/recalculate.py");
    crate::tools::at_hand("python3", "the figures done again without impound").then(|| {
        let files = [desk.path("report.csv"), desk.path("used.csv")];
        let output = Command::new("python3").arg("-I").arg(script).args(files).output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), output.status.code())
    })
}

#[test]
fn holdings_in_one_currency_say_what_each_figure_is_made_of() {
    let desk = desk();
    assert_eq!(
        desk.does("report holdings --by stage --convert EUR --format csv --rates-used [desk]/used.csv"),
        "stage,currency,assets,exact,bounded,unstated,non_valued,undated,unconverted,lower,lower_inclusive,upper,\
         upper_inclusive,approximate\n\
         frozen,CHF,1,1,0,0,0,0,0,5.00,true,5.00,true,false\n\
         frozen,EUR,4,3,1,0,0,0,1,2600.00,false,,,false\n"
    );
    assert_eq!(
        std::fs::read_to_string(desk.path("used.csv")).unwrap(),
        "stage,currency,from,requested,date,rate,orientation,set,entry,rule,lower,lower_inclusive,upper,upper_inclusive,\
         converted_lower,converted_upper\n\
         frozen,EUR,EUR,,,1,EUR per EUR,,,outward,1000.00,true,1000.00,true,1000.00,1000.00\n\
         frozen,EUR,GBP,2024-07-01,2024-06-28,0.84638,GBP per EUR,ecb,4,outward,423.19,false,,,500.00,\n\
         frozen,EUR,USD,2024-07-01,2024-06-28,1.0705,USD per EUR,ecb,4,outward,1177.55,true,1177.55,true,1100.00,1100.00\n"
    );
}

#[test]
fn actions_take_the_rate_of_each_day_and_a_range_of_days_the_least_and_the_greatest() {
    let desk = desk();
    // 1070.50 / 1.0694 = 1001.028…; 107.05 / 1.0705 = 100 to 107.05 / 1.0694 = 100.102…; 500 and more; 1000 on a day
    // without a rate, because euro need none.
    assert_eq!(
        desk.does("report actions --by action --convert EUR --format csv --rates-used [desk]/used.csv"),
        "action,currency,actions,exact,bounded,unstated,non_valued,carried,unconverted,lower,lower_inclusive,upper,\
         upper_inclusive,approximate\n\
         freeze,CHF,1,1,0,0,0,0,0,5.00,true,5.00,true,false\n\
         freeze,EUR,4,2,2,0,0,0,1,2601.02,false,,,true\n"
    );
    let used = std::fs::read_to_string(desk.path("used.csv")).unwrap();
    let of_range: Vec<&str> = used.lines().filter(|line| line.contains("2024-06-26/2024-06-28")).collect();
    assert_eq!(
        of_range,
        [
            "freeze,EUR,USD,2024-06-26/2024-06-28,2024-06-28,1.0705,USD per EUR,ecb,4,outward,107.05,true,107.05,true,100.00,",
            "freeze,EUR,USD,2024-06-26/2024-06-28,2024-06-26,1.0694,USD per EUR,ecb,4,outward,107.05,true,107.05,true,,100.11",
        ]
    );
}

#[test]
fn every_figure_can_be_recalculated_without_impound() {
    let desk = desk();
    desk.does("seize --case coco --in FR --kind crypto-asset --amount \"2 BTC\" --value \"80000 USD\" --on 2024-06-28 --source S1");
    desk.does("freeze --part-of coco:2 --in FR --amount \"42.32 GBP\" --on 2024-06-28 --source S1");
    desk.does(
        "freeze --case coco --in DE --kind cash --amount \"999 EUR\" --may-overlap coco:1 --on 2024-06-28 --source S1",
    );
    desk.does("attest coco:1 --amount \"1061 USD\" --on 2024-06-28 --how \"seen at the bank\" --source S1");
    desk.does("correct 5 --reason misread --amount \"900.10 USD\"");
    desk.does("void 9 --reason \"not theirs\"");
    desk.does("reading 10 --source S1 --amount \"1 BTC\" --value \"more than 39000 USD\"");
    desk.does("reading 5 --source S1 --amount \"1071 USD\" --value \"about 1100 USD\"");
    for report in [
        "holdings --by stage",
        "holdings --by case --rounding down",
        "holdings --values --counts",
        "holdings --values-only --rounding half-even",
        "holdings --rate-on action",
        "actions",
        "actions --rate-on 2024-06-30 --rounding up",
        "jurisdictions",
        "jurisdictions --with-unplaced --case coco",
        "pools",
        "readings",
        "attestations",
        "ageing",
        "ageing --by kind --rate-on action --as-of 2024-06-30 --bands 2,5",
        "concentration --top 2 --rate-on 2024-06-30",
        "concentration --top 9 --rate-on action",
        "rollforward --from 2024-06-01 --to 2024-06-28 --by stage",
        "rollforward --from 2024-06-27 --to 2024-07-31 --rate-on 2024-06-30",
        "bridge holdings --at-entry 6 --by stage --entries --rate-on 2024-06-28",
        "bridge holdings --at-entry 6 --rate-on 2024-06-30 --rounding half-even",
        "bridge actions --at-entry 5 --by action,jurisdiction --rate-on 2024-06-30 --rounding down",
        "form directive-2014-42 --year 2024",
        "form regulation-2018-1805 --year 2024 --rate-on as-of",
    ] {
        for target in ["EUR", "USD"] {
            desk.does(&format!(
                "report {report} --convert {target} --output [desk]/report.csv --rates-used [desk]/used.csv"
            ));
            let Some(said) = recalculated(&desk) else { return };
            assert_eq!(said, ("no differences\n".to_owned(), Some(0)), "{report} {target}");
        }
    }
}

#[test]
fn the_attested_amount_the_recorded_one_and_their_difference_are_converted_alike() {
    let desk = desk();
    desk.does("attest coco:1 --amount \"1061 USD\" --on 2024-06-28 --how \"seen at the bank\" --source S1");
    // 1061 / 1.0705 = 991.125…, and 9.50 / 1.0705 = 8.874….
    let csv = desk.does("report attestations --convert EUR --format csv");
    let row = csv.lines().nth(1).unwrap();
    assert!(row.contains(",EUR,1000.00,true,1000.00,true,false,"), "{row}");
    assert!(row.contains(",EUR,991.13,true,991.13,true,false,-8.87,true,-8.87,true,false,"), "{row}");
}

#[test]
fn an_altered_figure_is_named_when_it_is_recalculated() {
    let desk = desk();
    let made = "report holdings --by stage --convert EUR --output [desk]/report.csv --rates-used [desk]/used.csv";
    for (file, from, to) in [
        ("report.csv", "2600.00", "2600.01"),
        ("report.csv", "2600.00,false", "2600.00,true"),
        ("used.csv", "1.0705", "1.0706"),
        ("used.csv", "423.19", "423.18"),
        ("used.csv", "frozen,EUR,EUR", "seized,EUR,EUR"),
    ] {
        desk.does(made);
        let text = std::fs::read_to_string(desk.path(file)).unwrap();
        assert!(text.contains(from), "{text}");
        std::fs::write(desk.path(file), text.replacen(from, to, 1)).unwrap();
        let Some((said, code)) = recalculated(&desk) else { return };
        assert_eq!(code, Some(1), "{from} {to}: {said}");
        assert!(said.lines().last().unwrap().ends_with("differences"), "{said}");
    }
}

#[test]
fn rates_are_listed_in_meta_and_at_the_foot_of_a_table() {
    let desk = desk();
    let json: serde_json::Value =
        serde_json::from_str(&desk.does("report holdings --by stage --convert EUR --json")).unwrap();
    assert_eq!(json["meta"]["filters"]["rate_on"], "2024-07-01");
    assert_eq!(
        json["meta"]["rates"][0],
        serde_json::json!({
            "from": "GBP", "requested": "2024-07-01", "date": "2024-06-28", "rate": "0.84638",
            "orientation": "GBP per EUR", "set": "ecb", "entry": "4",
        })
    );
    let table = desk.does("report holdings --by stage --convert EUR");
    assert!(
        table.ends_with("rates: 0.84638 GBP per EUR, 2024-06-28 (ecb);\n1.0705 USD per EUR, 2024-06-28 (ecb)\n"),
        "{table}"
    );
    let plain: serde_json::Value = serde_json::from_str(&desk.does("report holdings --json")).unwrap();
    assert!(plain["meta"].get("rates").is_none());
}

#[test]
fn kept_totals_and_all_entries_give_the_same_figures() {
    let desk = desk();
    for report in ["holdings --by kind", "holdings --in DE", "actions --by kind --rate-on as-of", "jurisdictions"] {
        for measures in ["", "--rounding up"] {
            let with =
                |filter: &str| desk.does(&format!("report {report} {measures} --convert EUR {filter} --format csv"));
            assert_eq!(with(""), with("--case coco"), "{report} {measures}");
        }
    }
}

#[test]
fn a_form_in_one_currency_says_in_each_line_what_is_not_converted() {
    let desk = desk();
    let form = "name = \"ours\"\nversion = \"1\"\ntitle = \"Ours\"\nact = \"an instruction\"\n";
    let row = |id: &str, report: &str| {
        format!("[[row]]\nid = \"{id}\"\nlabel = \"l\"\nreport = \"{report}\"\ncount = \"rows\"\namount = \"amount\"\n")
    };
    std::fs::write(desk.path("ours.toml"), format!("{form}{}{}", row("held", "holdings"), row("done", "actions")))
        .unwrap();
    let asked = "report form [desk]/ours.toml --year 2024 --case coco --convert EUR";
    // On the year's last day no rate holds, so only euro are converted.
    let csv = desk.does(&format!("{asked} --format csv --rates-used [desk]/used.csv"));
    let lines: Vec<&str> = csv.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "held,l,given,,1,1,false,CHF,5.00,true,5.00,true,false,",
            "held,l,given,4 not converted,1,1,false,EUR,1000.00,true,1000.00,true,false,",
            "held,l,given,,1,1,false,GBP,423.19,false,,,false,",
            "held,l,given,,2,2,false,USD,1177.55,true,1177.55,true,false,",
            "done,l,given,,1,1,false,CHF,5.00,true,5.00,true,false,",
            "done,l,given,1 not converted,4,4,false,EUR,2601.02,false,,,true,",
        ]
    );
    let used = std::fs::read_to_string(desk.path("used.csv")).unwrap();
    assert!(used.starts_with("row,detail,currency,from,requested,date,rate,"), "{used}");
    assert!(used.contains("\ndone,1 not converted,EUR,GBP,2024-06-28,2024-06-28,0.84638,GBP per EUR,ecb,4,"), "{used}");
    let filters = |flags: &str| {
        let json: serde_json::Value = serde_json::from_str(&desk.does(&format!("{asked} {flags} --json"))).unwrap();
        (
            json["meta"]["filters"]["rate_on"].as_str().unwrap().to_owned(),
            json["meta"]["rates"].as_array().unwrap().len(),
        )
    };
    assert_eq!(filters(""), ("action,as-of".to_owned(), 4));
    assert_eq!(filters("--rate-on 2024-06-30"), ("2024-06-30".to_owned(), 2));
}

#[test]
fn a_case_at_a_glance_has_its_totals_in_one_currency() {
    let desk = desk();
    let shown = desk.does("show coco --convert EUR");
    assert!(shown.contains("frozen  4 assets  >2600.00 EUR  1 not converted\n"), "{shown}");
    assert_eq!(desk.does("case show coco --convert EUR"), shown);
    desk.refuses(
        "show coco:1 --convert EUR",
        2,
        "impound: --convert is for the totals of a case\n  \
         hint: `impound report holdings --convert CUR` converts what is held\n",
    );
}

#[test]
fn the_register_alone_has_no_such_flag() {
    let desk = desk();
    let refused = desk.run("report register --convert EUR");
    assert_eq!(refused.code, 2, "{}", refused.err);
}

#[test]
fn claims_are_no_money_and_stay_as_they_are() {
    let desk = desk();
    desk.does("claim coco --about victims --count 480 --on 2024-06-28 --source S1");
    let plain = desk.does("report claims --format csv");
    assert_eq!(desk.does("report claims --convert EUR --format csv --rates-used [desk]/used.csv"), plain);
    let used = std::fs::read_to_string(desk.path("used.csv")).unwrap();
    assert_eq!(used.lines().count(), 1, "{used}");
    let json: serde_json::Value = serde_json::from_str(&desk.does("report claims --convert EUR --json")).unwrap();
    assert_eq!((json["meta"]["filters"]["convert"].as_str(), json["meta"].get("rates")), (Some("EUR"), None));
    assert_eq!(desk.run("report claims --convert EUR --rates fed").code, 1);
    assert_eq!(desk.run("report claims --convert euros").code, 1);
}

#[test]
fn a_coverage_says_how_many_have_no_rate() {
    let desk = desk();
    let csv = desk.does("report coverage --convert EUR --format csv --rates-used [desk]/used.csv");
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].ends_with(",with_passage,unconverted"), "{csv}");
    assert!(lines[1].starts_with("5,4,1,") && lines[1].ends_with(",1"), "{csv}");
    assert_eq!(std::fs::read_to_string(desk.path("used.csv")).unwrap().lines().count(), 1);
    desk.refuses(
        "report coverage --convert CHF",
        1,
        "impound: --convert: no set of rates can convert into CHF; recorded: ecb\n  \
         hint: add rates with `impound rates add`, or convert into a currency that a set has\n",
    );
}

#[test]
fn a_custodian_s_list_and_the_ledger_are_compared_in_one_currency() {
    let desk = desk();
    std::fs::write(desk.path("list.csv"), "asset,amount\ncoco:1,963.45 USD\ncoco:3,900 EUR\ncoco:5,\n").unwrap();
    let asked = "report reconcile [desk]/list.csv --as-of 2024-06-30 --convert EUR";
    let csv = desk.does(&format!("{asked} --output [desk]/report.csv --rates-used [desk]/used.csv"));
    assert_eq!(csv, "");
    let csv = std::fs::read_to_string(desk.path("report.csv")).unwrap();
    let row = |asset: &str| csv.lines().find(|line| line.contains(asset)).unwrap().to_owned();
    // 963.45 / 1.0705 = 900, and 107.05 / 1.0705 = 100.
    let of = "EUR,900.00,true,900.00,true,false,-100.00,true,-100.00,true,false";
    assert!(row("coco:1,line 2").ends_with(&format!("EUR,1000.00,true,1000.00,true,false,{of}")), "{csv}");
    assert!(row("coco:3,line 3").ends_with(&format!("EUR,1000.00,true,1000.00,true,false,{of}")), "{csv}");
    assert!(row("coco:5,line 4").contains(",EUR,100.00,true,100.00,true,false,,,,,,,"), "{csv}");
    if let Some(said) = recalculated(&desk) {
        assert_eq!(said, ("no differences\n".to_owned(), Some(0)));
    }
}

#[test]
fn a_crypto_asset_that_was_looked_at_counts_with_its_value_and_what_was_there_stays_as_it_is() {
    let desk = desk();
    desk.does("seize --case coco --in FR --kind crypto-asset --amount \"2 BTC\" --value \"80000 USD\" --on 2024-06-28 --source S1");
    desk.does("attest coco:6 --amount \"1.5 BTC\" --on 2024-06-28 --how \"a look at the chain\" --source S1");
    let asked = "report attestations --convert EUR --output [desk]/report.csv --rates-used [desk]/used.csv";
    desk.does(asked);
    let csv = std::fs::read_to_string(desk.path("report.csv")).unwrap();
    let row = csv.lines().find(|line| line.starts_with("coco:6,")).unwrap();
    // 80000 / 1.0705 = 74731.433…. They are not in one unit, so that there is no difference.
    assert!(row.contains(",EUR,74731.43,true,74731.43,true,false,"), "{row}");
    assert!(row.contains(",BTC,1.50000000,true,1.50000000,true,false,,,,,,"), "{row}");
    if let Some(said) = recalculated(&desk) {
        assert_eq!(said, ("no differences\n".to_owned(), Some(0)));
    }
}

#[test]
fn a_statement_whose_lines_add_up_converts_at_the_rates_of_one_day() {
    let desk = desk();
    let rolled = "report rollforward --from 2024-06-01 --to 2024-06-30 --by stage --convert EUR";
    desk.refuses(
        &format!("{rolled} --rate-on action"),
        1,
        "impound: --rate-on: a roll-forward converts all amounts at the rates of one day, so that its lines add up\n  \
         hint: give one day with --rate-on\n",
    );
    let json: serde_json::Value = serde_json::from_str(&desk.does(&format!("{rolled} --json"))).unwrap();
    assert_eq!(json["meta"]["filters"]["rate_on"], "2024-06-30");
}

#[test]
fn a_bridge_in_one_currency_needs_a_day_for_its_rates_and_says_what_rounding_leaves() {
    let desk = desk();
    desk.does("correct 5 --reason misread --amount \"1000 USD\"");
    let asked = "report bridge holdings --at-entry 9 --by stage --convert EUR";
    for flags in ["", " --rate-on action", " --rate-on as-of --as-of 2024-06-30"] {
        desk.refuses(
            &format!("{asked}{flags}"),
            1,
            "impound: --rate-on: a bridge converts all amounts at the rates of one day, so that its lines add up\n  \
             hint: give one day with --rate-on\n",
        );
    }
    // 70.50 / 1.0705 = 65.8570…, and 3100 - 65.8570… = 2534.1429… beside the half-known 500.
    let table = desk.does(&format!("{asked} --rate-on 2024-06-28"));
    let told: Vec<String> = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(told[2], "stage currency line assets unconverted amount");
    let euros: Vec<&String> = told.iter().filter(|line| line.starts_with("frozen EUR ")).collect();
    assert_eq!(
        euros,
        [
            "frozen EUR as_published 4 1 > 2,600.00",
            "frozen EUR corrected 0 0 −65.86",
            "frozen EUR as_now 4 1 > 2,534.14",
        ]
    );
    assert!(table.ends_with("rates: 0.84638 GBP per EUR, 2024-06-28 (ecb);\n1.0705 USD per EUR, 2024-06-28 (ecb)\n"));
}

#[test]
fn what_a_bridge_says_of_rounding_is_done_again_too() {
    let desk = desk();
    desk.does("correct 5 --reason misread --amount \"1000 USD\"");
    let asked = "report bridge holdings --at-entry 9 --by stage --convert EUR --rate-on 2024-06-28";
    for (from, to) in [
        ("rounding,0,0,0,0,0,0,0,0.00,true,0.00", "rounding,0,0,0,0,0,0,0,0.01,true,0.01"),
        ("corrected,0,0,0,0,0,0,0,-65.86,true,-65.86", "corrected,0,0,0,0,0,0,0,-65.85,true,-65.85"),
    ] {
        desk.does(&format!("{asked} --output [desk]/report.csv --rates-used [desk]/used.csv"));
        let text = std::fs::read_to_string(desk.path("report.csv")).unwrap();
        let changed = text.replacen(&format!("EUR,{from}"), &format!("EUR,{to}"), 1);
        assert_ne!(changed, text);
        std::fs::write(desk.path("report.csv"), changed).unwrap();
        let Some((said, code)) = recalculated(&desk) else { return };
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("rounding"), "{said}");
    }
}

#[test]
fn the_largest_are_compared_in_one_currency() {
    let desk = desk();
    assert_eq!(desk.run("report concentration --convert EUR --currency USD").code, 2);
    assert_eq!(
        desk.does("report concentration --top 2 --convert EUR --as-of 2024-06-30 --format csv"),
        "line,currency,rank,asset,assets,exact,bounded,unstated,non_valued,lower,lower_inclusive,upper,upper_inclusive,\
         approximate,share_lower,share_lower_inclusive,share_upper,share_upper_inclusive,share_approximate\n\
         largest,EUR,1,coco:1,1,1,0,0,0,1000.00,true,1000.00,true,false,0.00,true,38.47,true,false\n\
         largest,EUR,2,coco:3,1,1,0,0,0,1000.00,true,1000.00,true,false,0.00,true,38.47,true,false\n\
         rest,EUR,,,2,1,1,0,0,600.00,false,,,false,23.07,true,100.00,true,false\n\
         total,EUR,,,4,3,1,0,0,2600.00,false,,,false,,,,,\n\
         elsewhere,,,,1,1,0,0,0,,,,,,,,,,\n"
    );
}

#[test]
fn an_impossible_conversion_is_refused_with_what_to_do() {
    let desk = desk();
    let refuses = |flags: &str, code, err: &str| desk.refuses(&format!("report holdings {flags}"), code, err);
    refuses(
        "--convert EUR --rates fed",
        1,
        "impound: --rates: there is no set of rates “fed”; recorded: ecb\n  hint: `impound rates list` shows the sets\n",
    );
    refuses(
        "--convert CHF",
        1,
        "impound: --convert: no set of rates can convert into CHF; recorded: ecb\n  \
         hint: add rates with `impound rates add`, or convert into a currency that a set has\n",
    );
    refuses(
        "--convert EUR --at-entry 3 --case coco --rates ecb",
        1,
        "impound: --rates: there is no set of rates “ecb”; none is recorded\n  \
         hint: `impound rates list` shows the sets\n",
    );
    refuses(
        "--convert EUR --rate-on 2024-06",
        1,
        "impound: --rate-on: “2024-06” is not a day\n  hint: write a day such as 2024-06-25\n",
    );
    refuses(
        "--convert EUR --output [desk]/a.csv --rates-used [desk]/a.csv",
        2,
        "impound: --rates-used and --output name the same file\n  hint: name two files\n",
    );
    assert_eq!(desk.run("report holdings --rates-used [desk]/used.csv").code, 2);
    assert_eq!(desk.run("report holdings --convert EUR --rounding nearest").code, 2);
}
