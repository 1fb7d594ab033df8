//! The examples other than the Coco case give the reports stored with their scripts.

use std::path::Path;
use std::process::Command;

use crate::expected::holds;
use crate::harness::Desk;

/// A case of crypto-assets sold before any judgment.
const FILMPORTAL: &str = include_str!("../../examples/filmportal/filmportal.sh");

/// A case in five States, with parts and later updates.
pub const CARAVEL: &str = include_str!("../../examples/caravel/caravel.sh");

/// A case in seven currencies, put into euros.
const SEVEN: &str = include_str!("../../examples/seven/seven.sh");

/// The reports that each example shows, and the commands for them.
const REPORTS: [(&str, &str); 9] = [
    ("holdings", "report holdings --by jurisdiction,stage,kind --values --counts"),
    ("values", "report holdings --by stage --values-only"),
    ("hull", "report holdings --by jurisdiction,stage,kind --counts --readings hull"),
    ("actions", "report actions --by jurisdiction,action --values"),
    ("pools", "report pools"),
    ("readings", "report readings"),
    ("attestations", "report attestations"),
    ("claims", "report claims"),
    ("converted", "report holdings --by stage --convert EUR"),
];

/// A desk on a day after everything in the examples.
fn desk() -> Desk {
    let mut desk = Desk::empty();
    desk.clock = Some("2026-04-01T08:00:00Z");
    desk
}

/// A desk with an example entered.
pub fn entered(script: &str) -> Desk {
    let desk = desk();
    let joined = script.replace("\\\n", " ");
    for line in joined.lines().filter_map(|line| line.strip_prefix("impound ")) {
        desk.done(line);
    }
    desk
}

#[test]
fn every_example_gives_its_stored_reports() {
    for (name, script) in [("filmportal", FILMPORTAL), ("caravel", CARAVEL)] {
        let desk = entered(script);
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).join("expected");
        for (report, line) in REPORTS {
            holds(&directory.join(format!("{report}.csv")), &desk.done(&format!("{line} --format csv")));
        }
        holds(&directory.join("case.txt"), &desk.done(&format!("show {name}")));
    }
}

#[test]
fn importing_an_examples_register_into_a_new_ledger_gives_the_same_reports() {
    for script in [FILMPORTAL, CARAVEL] {
        let (desk, other) = (entered(script), desk());
        let register = other.directory().join("register.csv");
        desk.done(&format!("report register --output {}", register.display()));
        other.done("init");
        other.done(&format!("import {} --open-missing", register.display()));
        for (report, line) in &REPORTS[..2] {
            let csv = |desk: &Desk| desk.done(&format!("{line} --format csv"));
            assert_eq!(csv(&other), csv(&desk), "{report}");
        }
        assert_eq!(other.done("report actions --format csv"), desk.done("report actions --format csv"));
    }
}

#[test]
fn bitcoin_and_their_value_are_side_by_side_and_proceeds_are_not_a_second_seizure() {
    let desk = entered(FILMPORTAL);
    let before = desk.done("report holdings --by stage --values --as-of 2024-06-18 --format csv");
    assert!(before.contains("seized,BTC,EUR,1,1,0,0,0,0,49858.00000000,"), "{before}");
    assert!(before.contains(",3000000000.00,true,3000000000.00,true,false\n"), "{before}");
    let after = desk.done("report holdings --by stage --format csv");
    assert!(after.contains("seized,EUR,1,1,0,0,0,0,2629124680.27,true,2629124680.27,true,false\n"), "{after}");
    let seizures = desk.done("report actions --by action --format csv");
    assert_eq!(seizures.lines().filter(|line| line.starts_with("seize,")).count(), 1, "{seizures}");
}

#[test]
fn the_hull_covers_both_counts_of_cars_and_a_yacht_is_where_it_went() {
    let desk = entered(CARAVEL);
    let cars = |flags: &str| {
        let report = desk.done(&format!("report holdings --by kind --counts --format csv {flags}"));
        let line = report.lines().find(|line| line.starts_with("vehicle,")).unwrap().to_owned();
        line.split(',').rev().take(3).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(cars(""), ["false", "12", "12"]);
    assert_eq!(cars("--readings hull"), ["false", "12", "10"]);
    let vessels = |day: &str| desk.done(&format!("report holdings --by kind,jurisdiction --as-of {day} --format csv"));
    assert!(vessels("2025-09-07").contains("\nvessel,ES,"), "{}", vessels("2025-09-07"));
    assert!(vessels("2025-09-08").contains("\nvessel,PT,"), "{}", vessels("2025-09-08"));
}

#[test]
fn a_case_in_seven_currencies_gives_its_stored_reports_in_euros_and_each_figure_can_be_done_again() {
    let desk = desk();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let (here, out) = (examples.join("seven"), desk.directory());
    let at = |text: &str| text.replace("$here", here.to_str().unwrap()).replace("$out", out.to_str().unwrap());
    for line in at(&SEVEN.replace("\\\n", " ")).lines().filter_map(|line| line.strip_prefix("impound ")) {
        desk.done(line);
    }
    let converted = ["holdings", "actions", "rollforward", "bridge"];
    for name in converted.map(|report| [report.to_owned(), format!("{report}-rates")]).concat().iter() {
        let file = format!("{name}.csv");
        holds(&here.join("expected").join(&file), &std::fs::read_to_string(out.join(&file)).unwrap());
    }
    for report in converted {
        let files = [format!("{report}.csv"), format!("{report}-rates.csv")].map(|file| out.join(file));
        match Command::new("python3").arg(examples.join("recalculate.py")).args(files).output() {
            Ok(said) => assert_eq!(String::from_utf8_lossy(&said.stdout), "no differences\n", "{report}"),
            Err(error) => crate::tools::left_out("python3", "seven currencies", &error.to_string()),
        }
    }
}
