//! The Coco case, entered by `examples/coco/coco.sh`, gives the reports stored with the script.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::expected::holds;
use crate::harness::Desk;

const SCRIPT: &str = include_str!("../../examples/coco/coco.sh");

/// The reports that the example prints, and the commands for them.
const REPORTS: [(&str, &str); 7] = [
    ("holdings", "report holdings --by jurisdiction,stage,kind"),
    ("actions", "report actions --by jurisdiction,action"),
    ("jurisdictions", "report jurisdictions"),
    ("pools", "report pools"),
    ("claims", "report claims"),
    ("readings", "report readings"),
    ("register", "report register"),
];

/// A desk with the case entered.
pub fn entered() -> Desk {
    let desk = Desk::empty();
    let joined = SCRIPT.replace("\\\n", " ");
    for line in joined.lines().filter_map(|line| line.strip_prefix("impound ")) {
        desk.done(line);
    }
    desk
}

fn expected(report: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/coco/expected/{report}.csv"))
}

#[test]
fn the_coco_case_gives_the_stored_reports() {
    let desk = entered();
    for (report, line) in REPORTS {
        let csv = desk.done(&format!("{line} --format csv"));
        holds(&expected(report), &csv);
    }
}

#[test]
fn freezes_are_not_added_to_the_seizure_and_no_state_gets_a_share_of_it() {
    let desk = entered();
    let csv = desk.done("report holdings --format csv --at-entry 9");
    assert_eq!(
        csv,
        "jurisdiction,stage,currency,assets,exact,bounded,unstated,non_valued,undated,lower,lower_inclusive,upper,\
         upper_inclusive,approximate\n\
         ,seized,,1,0,0,0,1,0,,,,,\n\
         DE,frozen,,1,0,0,1,0,0,0,true,,,false\n\
         DE+HU+LT+NL,seized,EUR,1,0,1,0,0,0,5000000.00,false,,,false\n\
         HU,frozen,,1,0,0,1,0,0,0,true,,,false\n\
         LT,frozen,,1,0,0,1,0,0,0,true,,,false\n\
         NL,frozen,,1,0,0,1,0,0,0,true,,,false\n"
    );
}

#[test]
fn the_sources_own_words_are_shown_with_the_reading() {
    let desk = entered();
    let register = desk.done("report register --format csv --raw");
    let mut reader = csv::Reader::from_reader(register.as_bytes());
    let column = |name: &str, reader: &mut csv::Reader<&[u8]>| {
        reader.headers().unwrap().iter().position(|header| header == name).unwrap()
    };
    let (words, amount, basis) =
        (column("as_written", &mut reader), column("amount", &mut reader), column("basis", &mut reader));
    let seizure = reader.records().map(Result::unwrap).find(|row| row[amount].starts_with('>')).unwrap();
    assert_eq!(
        (&seizure[words], &seizure[amount], &seizure[basis]),
        ("Plus de 5 millions d'euros", ">5000000.00 EUR", "inferred")
    );
}

#[test]
fn the_case_in_dollars_gives_the_stored_report_and_can_be_calculated_again() {
    let desk = entered();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (report, used) = (desk.directory().join("dollars.csv"), desk.directory().join("used.csv"));
    let script = include_str!("../../examples/coco/dollars.sh")
        .replace("\\\n", " ")
        .replace(" rates.csv", &format!(" {}", root.join("examples/coco/rates.csv").display()))
        .replace(" used.csv", &format!(" {} --format csv --output {}", used.display(), report.display()));
    for line in script.lines().filter_map(|line| line.strip_prefix("impound ")) {
        desk.done(line);
    }
    for (name, file) in [("dollars", &report), ("rates-used", &used)] {
        holds(&expected(name), &std::fs::read_to_string(file).unwrap());
    }
    let again = Command::new("python3").arg(root.join("examples/recalculate.py")).args([&report, &used]).output();
    match again {
        Ok(said) => assert_eq!(String::from_utf8_lossy(&said.stdout), "no differences\n"),
        Err(error) => crate::tools::left_out("python3", "coco in dollars", &error.to_string()),
    }
}
