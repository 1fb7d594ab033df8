//! Published files of agencies, imported by the example maps: every total equals one computed independently.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::published;
use crate::harness::Desk;

/// A ledger with a published file imported by an example map, and the totals computed independently.
fn imported(file: &str, map: &str) -> Option<(Desk, Value)> {
    let (name, _) = file.rsplit_once('.').unwrap();
    let (path, totals) = (published(file)?, published(&format!("{name}.totals.json"))?);
    let desk = Desk::empty();
    desk.done("init");
    desk.done(&line(&path, map));
    Some((desk, serde_json::from_slice(&std::fs::read(totals).unwrap()).unwrap()))
}

/// Imports a published file by an example map, and returns the answer as JSON.
fn answer(file: &str, map: &str) -> Option<Value> {
    let desk = Desk::empty();
    desk.done("init");
    let said = desk.done(&format!("{} --dry-run --json", line(&published(file)?, map)));
    Some(serde_json::from_str(&said).unwrap())
}

#[test]
fn everything_imported_from_a_published_file_comes_out() {
    let totals = |name: &str| -> Option<Value> {
        Some(serde_json::from_slice(&std::fs::read(published(&format!("{name}.totals.json"))?).unwrap()).unwrap())
    };
    let Some(answer) = answer("dhs-forfeitures-2014-2018-raw.xlsx", "dhs-seizures.toml") else { return };
    let all = totals("dhs-forfeitures-2014-2018-raw").unwrap()["all_sheets"].clone();
    assert_eq!(answer["columns"][0]["sum"], all["total_usd"]);
    assert_eq!(answer["columns"][0]["figures"], all["detail_rows"]);
    let usd = answer["amounts"].as_array().unwrap().iter().find(|out| out["currency"] == "USD").unwrap();
    assert_eq!(usd["sum"], format!("{} USD", text(&all["total_usd"])));
    let Some(answer) = self::answer("california-2016-county-forfeiture.csv", "california-2016.toml") else { return };
    let all = totals("california-2016-county-forfeiture").unwrap();
    assert_eq!(answer["columns"][0]["sum"], all["amount_disbursed_usd"]);
    assert_eq!(answer["amounts"][0]["sum"], format!("{} USD", text(&all["amount_disbursed_usd"])));
    assert_eq!(answer["columns"][0]["left_out"], 0);
    let Some(answer) = self::answer("anbsc-immobili-in-gestione.csv", "anbsc-immovables.toml") else { return };
    assert_eq!(answer["rows"]["recorded"], totals("anbsc-immobili-in-gestione").unwrap()["rows"]);
}

/// The command that imports a file by an example map.
fn line(path: &Path, map: &str) -> String {
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/maps").join(map);
    format!("import {} --map {} --open-missing", path.display(), map.display())
}

/// The rows of a report, by column name.
fn report(desk: &Desk, line: &str) -> Vec<BTreeMap<String, String>> {
    let out = desk.done(&format!("report {line} --as-of 2030-01-01 --format csv"));
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// Sums decimals as whole millionths, finer than anything in these files.
fn millionths(text: &str) -> i128 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    assert!(part.len() <= 6, "{text}");
    format!("{whole}{part:0<6}").parse().unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn the_homeland_security_seizures_match_the_printed_totals() {
    let Some((desk, totals)) = imported("dhs-forfeitures-2014-2018-raw.xlsx", "dhs-seizures.toml") else { return };
    let register = report(&desk, "register");
    assert_eq!(register.len() as u64, totals["all_sheets"]["detail_rows"].as_u64().unwrap());
    let mut found: BTreeMap<(String, String), (u64, i128)> = BTreeMap::new();
    for row in &register {
        let (category, _) = row["description"].split_once(": ").unwrap();
        let year = row["case"].replace("DHS-", "FY ");
        let (rows, sum) = found.entry((year, category.to_owned())).or_default();
        *rows += 1;
        *sum += if row["lower"].is_empty() { 0 } else { millionths(&row["lower"]) };
    }
    let mut compared = 0;
    for (sheet, content) in totals["sheets"].as_object().unwrap() {
        for (category, expected) in content["categories"].as_object().unwrap() {
            let expected = (expected["rows"].as_u64().unwrap(), millionths(&text(&expected["total_usd"])));
            assert_eq!(found[&(sheet.clone(), category.clone())], expected, "{sheet} {category}");
            compared += 1;
        }
    }
    assert_eq!(compared, found.len());
    let holdings = report(&desk, "holdings --by case");
    let money: Vec<_> = holdings.iter().filter(|row| row["currency"] == "USD").collect();
    assert_eq!(money.len(), 5);
    for row in &money {
        let sheet = row["case"].replace("DHS-", "FY ");
        let expected = millionths(&text(&totals["sheets"][&sheet]["sum_of_detail"]["total_usd"]));
        assert_eq!((millionths(&row["lower"]), millionths(&row["upper"])), (expected, expected), "{sheet}");
    }
    let all: i128 = money.iter().map(|row| millionths(&row["lower"])).sum();
    assert_eq!(all, millionths(&text(&totals["all_sheets"]["total_usd"])));
    let assets: u64 = holdings.iter().map(|row| row["assets"].parse::<u64>().unwrap()).sum();
    assert_eq!(assets, 1009);
}

#[test]
fn a_second_import_of_a_published_file_records_nothing() {
    let file = "california-2016-county-forfeiture.csv";
    let Some((desk, _)) = imported(file, "california-2016.toml") else { return };
    let before = desk.done("report register --format csv");
    let said = desk.done(&line(&published(file).unwrap(), "california-2016.toml"));
    assert!(said.contains("0 recorded"), "{said}");
    assert_eq!(desk.done("report register --format csv"), before);
}

#[test]
fn the_california_forfeitures_match_what_the_counties_stated() {
    let Some((desk, totals)) = imported("california-2016-county-forfeiture.csv", "california-2016.toml") else {
        return;
    };
    let holdings = report(&desk, "holdings --by stage");
    assert_eq!(holdings.len(), 1);
    let counties = totals["rows"].as_u64().unwrap() - totals["counties_with_zero"].as_u64().unwrap();
    assert_eq!(holdings[0]["assets"], counties.to_string());
    assert_eq!(holdings[0]["stage"], "confiscated");
    assert_eq!(millionths(&holdings[0]["lower"]), millionths(&text(&totals["amount_disbursed_usd"])));
    assert_eq!(holdings[0]["lower"], holdings[0]["upper"]);
    let forfeitures: u64 = report(&desk, "register")
        .iter()
        .map(|row| row["quantity"].trim_end_matches(" forfeitures").parse::<u64>().unwrap())
        .sum();
    assert_eq!(Some(forfeitures), totals["forfeitures_completed"].as_u64());
}

#[test]
fn the_italian_properties_are_all_counted_and_none_is_worth_zero() {
    let Some((desk, totals)) = imported("anbsc-immobili-in-gestione.csv", "anbsc-immovables.toml") else { return };
    let measure = |name: &str| totals["by_provvedimento"][name].as_u64().unwrap();
    let all = totals["rows"].as_u64().unwrap();
    let confiscated = measure("Confisca def.");
    let released = measure("Revoca Seq.");
    let mut stages = BTreeMap::new();
    for row in report(&desk, "holdings --by stage") {
        assert_eq!((&row["assets"], &row["lower"], &row["upper"]), (&row["unstated"], &"0".to_owned(), &String::new()));
        stages.insert(row["stage"].clone(), row["assets"].parse::<u64>().unwrap());
    }
    assert_eq!(stages["confiscated"], confiscated);
    assert_eq!(stages["seized"], all - confiscated - released);
    let register = report(&desk, "register");
    let begun: Vec<_> = register.iter().filter(|row| row["action"] != "release").collect();
    assert_eq!(begun.len() as u64, all);
    assert_eq!((register.len() - begun.len()) as u64, released);
    let counted = |key: &str, of: &dyn Fn(&BTreeMap<String, String>) -> String| {
        let mut found: BTreeMap<String, u64> = BTreeMap::new();
        begun.iter().for_each(|row| *found.entry(of(row)).or_default() += 1);
        let expected = totals[key].as_object().unwrap().iter();
        let expected: BTreeMap<String, u64> =
            expected.map(|(name, count)| (name.clone(), count.as_u64().unwrap())).collect();
        assert_eq!(found, expected, "{key}");
    };
    counted("by_ufficio_giudiziario", &|row| row["authority"].split(" (").next().unwrap().to_owned());
    counted("by_tipologia_procedura", &|row| row["note"].rsplit("; ").next().unwrap().to_owned());
    counted("by_provvedimento", &|row| {
        let stated = row["note"].strip_prefix("provvedimento: ").and_then(|rest| rest.split("; ").next());
        stated.unwrap_or("(blank)").to_owned()
    });
    counted("by_categoria", &|row| {
        let category = row["description"].split([':', ';']).next().unwrap();
        category.to_owned()
    });
    counted("by_nome_regione", &|row| {
        let place = row["description"].split("; share ").next().unwrap();
        place.rsplit("), ").next().unwrap().rsplit("; ").next().unwrap().to_owned()
    });
}
