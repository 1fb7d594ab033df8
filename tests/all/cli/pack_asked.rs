//! What a pack has on request: the roll-forward of a year, reports in one currency, bridges from an earlier pack.

use std::path::{Path, PathBuf};

use super::desk::Desk;
use super::pack::{files, forge, pack, rewrite_manifest, verify};

const RATES: &str = "date,currency,rate\n2024-06-26,USD,1.0694\n2024-06-28,USD,1.0705\n";

/// A ledger whose first pack, at entry 6, is `[desk]/first`.
fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.set_clock("2024-07-01T08:00:00Z");
    std::fs::write(desk.path("rates.csv"), RATES).unwrap();
    desk.does("rates add [desk]/rates.csv --name ecb --source S1 --format table --base EUR --valid 4");
    desk.does("freeze --case coco --in DE --kind bank-account --amount \"1070.50 USD\" --on 2024-06-26 --source S1");
    desk.does("freeze --case coco --in FR --kind cash --amount \">5 EUR\" --on 2023-06-28 --source S1");
    pack(&desk, "first");
    desk.does("correct 5 --reason misread --amount \"1071.50 USD\"");
    desk.does("seize --asset coco:2 --on 2024-06-28 --source S1");
    desk
}

const ASKED: &str = "--year 2024 --convert EUR --rate-on 2024-06-28 --rounding up --since [desk]/first";

fn asked(desk: &Desk, name: &str) -> PathBuf {
    desk.does(&format!("export pack [desk]/{name} {ASKED}"));
    desk.path(name)
}

fn text(directory: &Path, name: &str) -> String {
    std::fs::read_to_string(directory.join(name)).unwrap()
}

#[test]
fn a_pack_has_the_statements_that_were_asked_for_as_the_reports_give_them() {
    let desk = desk();
    let (plain, full) = (pack(&desk, "plain"), asked(&desk, "full"));
    let more: Vec<String> = files(&full).into_keys().filter(|name| !plain.join(name).exists()).collect();
    assert_eq!(
        more,
        [
            "actions-converted.csv",
            "actions-rates-used.csv",
            "bridge-actions-converted.csv",
            "bridge-actions-rates-used.csv",
            "bridge-actions.csv",
            "bridge-holdings-converted.csv",
            "bridge-holdings-rates-used.csv",
            "bridge-holdings.csv",
            "holdings-converted.csv",
            "holdings-rates-used.csv",
            "jurisdictions-converted.csv",
            "jurisdictions-rates-used.csv",
            "rollforward-converted.csv",
            "rollforward-rates-used.csv",
        ]
    );
    for (name, bytes) in files(&plain) {
        let is_same = text(&full, &name).into_bytes() == bytes;
        assert_eq!(is_same, !["datapackage.json", "manifest.sha256"].contains(&name.as_str()), "{name}");
    }
    let converted = "--convert EUR --rate-on 2024-06-28 --rounding up --rates-used [desk]/used.csv";
    for (name, command) in [
        ("rollforward", "report rollforward --from 2024 --to 2024".to_owned()),
        ("bridge-holdings", "report bridge holdings --at-entry 6 --entries".to_owned()),
        ("bridge-actions", "report bridge actions --at-entry 6 --entries".to_owned()),
        ("holdings-converted", format!("report holdings {converted}")),
        ("actions-converted", format!("report actions {converted}")),
        ("jurisdictions-converted", format!("report jurisdictions {converted}")),
        ("rollforward-converted", format!("report rollforward --from 2024 --to 2024 {converted}")),
        ("bridge-holdings-converted", format!("report bridge holdings --at-entry 6 --entries {converted}")),
        ("bridge-actions-converted", format!("report bridge actions --at-entry 6 --entries {converted}")),
    ] {
        assert_eq!(text(&full, &format!("{name}.csv")), desk.does(&format!("{command} --format csv")), "{name}");
        if let Some(report) = name.strip_suffix("-converted") {
            assert_eq!(text(&full, &format!("{report}-rates-used.csv")), text(&desk.path(""), "used.csv"), "{name}");
        }
    }
    let said = verify(&desk, &full);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.ends_with("30 files, 8 entries: as they were written\n"), "{}", said.out);
    assert!(files(&full) == files(&asked(&desk, "again")), "the same ledger gives the same bytes");
}

#[test]
fn the_year_of_the_roll_forward_is_that_of_the_last_entry_unless_another_is_asked_for() {
    let desk = desk();
    let package = |pack: &Path| serde_json::from_str::<serde_json::Value>(&text(pack, "datapackage.json")).unwrap();
    let usual = package(&pack(&desk, "usual"));
    assert_eq!(usual["asked"], serde_json::json!({ "year": 2024 }));
    desk.does("export pack [desk]/earlier --year 2023");
    let earlier = desk.path("earlier");
    assert_eq!(package(&earlier)["asked"], serde_json::json!({ "year": 2023 }));
    assert_eq!(text(&earlier, "rollforward.csv"), desk.does("report rollforward --from 2023 --to 2023 --format csv"));
    assert_eq!(verify(&desk, &earlier).code, 0);
    assert_eq!(desk.run("export pack [desk]/never --year 1899").code, 2);
}

#[test]
fn the_data_package_says_what_was_asked_and_describes_each_column() {
    let desk = desk();
    let full = asked(&desk, "full");
    let package: serde_json::Value = serde_json::from_str(&text(&full, "datapackage.json")).unwrap();
    assert_eq!(package["asked"]["since"]["entry"], 6);
    assert_eq!(package["asked"]["since"]["root"].as_str().unwrap().len(), 64);
    for (name, value) in [("convert", "EUR"), ("rate_on", "2024-06-28"), ("rounding", "up")] {
        assert_eq!(package["asked"][name], value, "{name}");
    }
    assert_eq!(package["asked"].get("rates"), None, "none was named");
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), 27);
    for resource in resources {
        let path = resource["path"].as_str().unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names.join(","), text(&full, path).lines().next().unwrap(), "{path}");
        assert!(fields.iter().all(|field| field["description"].as_str().unwrap().len() > 5), "{path}");
    }
    let of = |path: &str| resources.iter().find(|resource| resource["path"] == path).unwrap();
    assert_eq!(of("rollforward.csv")["filters"]["from"], "2024-01-01");
    assert_eq!(of("holdings-converted.csv")["filters"]["rates"], "ecb");
    assert_eq!(of("bridge-holdings.csv")["filters"]["at_entry"], "6");
    assert_eq!(of("actions-rates-used.csv")["title"], "Rates used: what each converted figure is made of");
}

#[test]
fn a_figure_altered_in_a_statement_is_named_with_its_row() {
    let desk = desk();
    let full = asked(&desk, "full");
    for (name, from, to, said) in [
        ("rollforward.csv", "1071.50", "1091.50", "rollforward.csv, line "),
        ("holdings-converted.csv", "1000.94", "1000.93", "holdings-converted.csv, line "),
        ("holdings-rates-used.csv", "1.0705", "1.0706", "holdings-rates-used.csv, line "),
        ("actions-converted.csv", "1000.94", "1000.93", "actions-converted.csv, line "),
        ("actions-rates-used.csv", "1.0705", "1.0706", "actions-rates-used.csv, line "),
        ("jurisdictions-converted.csv", "1000.94", "1000.93", "jurisdictions-converted.csv, line "),
        ("jurisdictions-rates-used.csv", "1.0705", "1.0706", "jurisdictions-rates-used.csv, line "),
        ("rollforward-converted.csv", "1000.94", "1000.93", "rollforward-converted.csv, line "),
        ("rollforward-rates-used.csv", "1.0705", "1.0706", "rollforward-rates-used.csv, line "),
        ("bridge-holdings.csv", "1070.50", "1070.51", "bridge-holdings.csv, line "),
        ("bridge-holdings-converted.csv", "1000.94", "1000.93", "bridge-holdings-converted.csv, line "),
        ("bridge-holdings-rates-used.csv", "1.0705", "1.0706", "bridge-holdings-rates-used.csv, line "),
        ("bridge-actions.csv", "1070.50", "1070.51", "bridge-actions.csv, line "),
        ("bridge-actions-converted.csv", "1000.94", "1000.93", "bridge-actions-converted.csv, line "),
        ("bridge-actions-rates-used.csv", "1.0705", "1.0706", "bridge-actions-rates-used.csv, line "),
    ] {
        let before = files(&full);
        forge(&full, name, from, to);
        let found = verify(&desk, &full);
        assert_eq!(found.code, 1, "{name}: {found:?}");
        assert!(found.out.starts_with("1 difference:\n") && found.out.contains(said), "{name}: {}", found.out);
        std::fs::remove_file(full.join(name)).unwrap();
        rewrite_manifest(&full);
        let found = verify(&desk, &full);
        assert_eq!(found.code, 1, "{name}: {found:?}");
        assert!(found.out.contains(&format!("{name} is missing from the manifest")), "{name}: {}", found.out);
        std::fs::write(full.join(name), &before[name]).unwrap();
        rewrite_manifest(&full);
    }
    assert_eq!(verify(&desk, &full).code, 0);
}

#[test]
fn an_altered_or_missing_rate_is_reported_before_the_figures_converted_with_it() {
    let desk = desk();
    for (name, from, to) in [
        ("altered", "2024-06-28,USD,1.0705", "2024-06-28,USD,1.0704"),
        ("gone", "ecb,2024-06-26,USD,1.0694,4\necb,2024-06-28,USD,1.0705,4\n", ""),
    ] {
        desk.does(&format!("export pack [desk]/{name} --convert USD"));
        forge(&desk.path(name), "rates.csv", from, to);
        let found = verify(&desk, &desk.path(name));
        assert_eq!(found.code, 1, "{name}: {found:?}");
        assert!(found.out.lines().nth(1).unwrap().contains("rates"), "{name}: {}", found.out);
    }
}

#[test]
fn the_request_in_a_pack_cannot_be_altered_unnoticed() {
    let desk = desk();
    for (n, (from, to)) in [
        ("\"year\": 2024", "\"year\": 2023"),
        ("\"year\": 2024", "\"year\": 20240"),
        ("\"year\": 2024", "\"yore\": 2024"),
        ("\"convert\": \"EUR\"", "\"convert\": \"USD\""),
        ("\"convert\": \"EUR\"", "\"convert\": \"euro\""),
        ("\"convert\": \"EUR\"", "\"convert\": \"XAU\""),
        ("\"rate_on\": \"2024-06-28\"", "\"rate_on\": \"action\""),
        ("\"rounding\": \"up\"", "\"rounding\": \"down\""),
        ("\"entry\": 6", "\"entry\": 5"),
        ("\"entry\": 6", "\"entry\": 99"),
        ("\"entry\": 6", "\"entry\": 0"),
        ("\"root\": \"", "\"root\": \"0"),
        ("\"asked\": {", "\"asked\": { \"rates\": \"other\","),
        ("\"asked\": {", "\"osked\": {"),
    ]
    .iter()
    .enumerate()
    {
        let full = asked(&desk, &format!("full-{n}"));
        forge(&full, "datapackage.json", from, to);
        let found = verify(&desk, &full);
        assert_eq!(found.code, 1, "{to}: {found:?}");
        assert!(found.out.contains("differen") && found.err.is_empty(), "{to}: {found:?}");
    }
}

#[test]
fn a_bridge_leads_only_from_a_pack_of_this_ledger() {
    let desk = desk();
    desk.does("init --ledger [desk]/other.db --name other");
    desk.does("export pack [desk]/foreign --ledger [desk]/other.db");
    let refused = |pack: &str, code: u8, said: &str| {
        let found = desk.run(&format!("export pack [desk]/new --since {pack}"));
        assert_eq!(found.code, code, "{pack}: {found:?}");
        assert!(found.err.contains(said), "{pack}: {}", found.err);
        assert!(!desk.path("new").exists() && !desk.path(".new.unfinished").exists());
    };
    refused("[desk]/foreign", 1, "--since: [desk]/foreign is of the ledger impound/other/");
    refused("[desk]/rates.csv", 1, "is not a directory");
    refused("[desk]/nowhere", 4, "nowhere");
    // An older copy of the ledger lacks what a later pack has.
    desk.does("export pack [desk]/later");
    let checkpoint = text(&desk.path("later"), "checkpoint");
    let fields: Vec<&str> = checkpoint.lines().collect();
    let longer = format!("{}\n9\n{}\n", fields[0], fields[2]);
    std::fs::write(desk.path("later/checkpoint"), longer).unwrap();
    refused("[desk]/later", 3, "ROLLBACK: the ledger has 8 entries");
    let other = format!("{}\n5\n{}\n", fields[0], fields[2]);
    std::fs::write(desk.path("later/checkpoint"), other).unwrap();
    refused("[desk]/later", 3, "FORK: the ledger has 8 entries");
    std::fs::write(desk.path("later/checkpoint"), "no checkpoint\n").unwrap();
    refused("[desk]/later", 1, "is not a checkpoint");
    std::fs::remove_file(desk.path("later/manifest.sha256")).unwrap();
    refused("[desk]/later", 1, "is not a whole pack");
}

#[test]
fn a_bridge_from_a_pack_of_the_same_state_has_no_causes() {
    let desk = desk();
    pack(&desk, "now");
    desk.does("export pack [desk]/same --since [desk]/now");
    let causes = text(&desk.path("same"), "bridge-holdings.csv");
    let is_end = |line: &&str| line.contains(",as_published,") || line.contains(",as_now,");
    let between: Vec<&str> = causes.lines().skip(1).filter(|line| !is_end(line)).collect();
    assert!(
        between.len() > 2 && between.iter().all(|line| line.contains(",0,0,0,0,0,0,0.00,true,0.00,true,")),
        "{causes}"
    );
    assert_eq!(verify(&desk, &desk.path("same")).code, 0);
}

#[test]
fn statements_in_one_currency_take_one_day_that_their_filters_name() {
    let desk = desk();
    let days = |flags: &str, name: &str| {
        desk.does(&format!("export pack [desk]/{name} --convert EUR --since [desk]/first {flags}"));
        assert_eq!(verify(&desk, &desk.path(name)).code, 0, "{name}");
        let package: serde_json::Value = serde_json::from_str(&text(&desk.path(name), "datapackage.json")).unwrap();
        let resources = package["resources"].as_array().unwrap().clone();
        ["holdings-converted", "rollforward-converted", "bridge-holdings-converted", "bridge-actions-converted"].map(
            |name| {
                let of = |resource: &&serde_json::Value| resource["name"] == name;
                resources.iter().find(of).unwrap()["filters"]["rate_on"].as_str().unwrap().to_owned()
            },
        )
    };
    // All entries are of 1 July 2024, so that 2024 has not ended.
    assert_eq!(days("", "usual"), ["2024-07-01"; 4]);
    assert_eq!(days("--year 2023", "earlier"), ["2024-07-01", "2023-12-31", "2024-07-01", "2024-07-01"]);
    assert_eq!(days("--rate-on 2024-06-26", "given"), ["2024-06-26"; 4]);
    let found = desk.run("export pack [desk]/new --convert EUR --rate-on action");
    assert_eq!(found.code, 1, "{found:?}");
    assert_eq!(
        found.err,
        "impound: --rate-on: a roll-forward converts all amounts at the rates of one day, so that its lines add up\n  \
         hint: give one day with --rate-on\n"
    );
    assert!(!desk.path("new").exists() && !desk.path(".new.unfinished").exists());
}

#[test]
fn every_converted_figure_of_a_pack_can_be_done_again_without_impound() {
    let desk = desk();
    let full = asked(&desk, "full");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/recalculate.py");
    if !crate::tools::at_hand("python3", "the figures of a pack done again without impound") {
        return;
    }
    for name in ["holdings", "actions", "jurisdictions", "rollforward", "bridge-holdings", "bridge-actions"] {
        let files = ["converted", "rates-used"].map(|what| full.join(format!("{name}-{what}.csv")));
        let output = std::process::Command::new("python3").arg("-I").arg(&script).args(files).output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "no differences\n", "{name}");
    }
}

#[test]
fn a_conversion_without_rates_is_refused_with_the_flag_that_asks_for_it() {
    let desk = desk();
    for (flags, said) in [
        ("--convert EUR --rates none", "--rates: there is no set of rates “none”"),
        ("--convert GBP --rates ecb", "--convert: the set of rates “ecb” has no GBP"),
        ("--convert GBP", "--convert: no set of rates can convert into GBP"),
    ] {
        let found = desk.run(&format!("export pack [desk]/new {flags}"));
        assert_eq!(found.code, 1, "{found:?}");
        assert!(found.err.contains(said), "{flags}: {}", found.err);
        assert!(!desk.path("new").exists() && !desk.path(".new.unfinished").exists());
    }
    assert_eq!(desk.run("export pack [desk]/new --rates ecb").code, 2);
    let empty = Desk::new();
    empty.does("export pack [desk]/euro --convert EUR");
    assert!(empty.path("euro/actions-rates-used.csv").exists());
    assert_eq!(verify(&empty, &empty.path("euro")).code, 0);
}
