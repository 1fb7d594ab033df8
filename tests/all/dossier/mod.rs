//! Dossiers as their readers have them: opened in a browser, printed, and held against the reports.

mod converted;
mod csv;
mod opened;
mod others;
mod palette;
mod size;

use std::fs;
use std::path::{Path, PathBuf};

use crate::coco;
use crate::harness::Desk;

/// A case with every sort of amount: exact, bounded on either side, about, not stated, none; a pool with an item; a reading that
/// differs; a look that differs; a measure that has ended; another currency and a crypto-asset.
const EVERYTHING: [&str; 20] = [
    "init",
    "case open coco --title \"Online platform\" --lead FR --authority \"executing:BKA@DE\" --offence fraud --max-years 10",
    "source add S1 --title \"A release\" --publisher \"A court\" --url https://court.example/1 --lang fr",
    "source add S2 --title \"A letter\"",
    "freeze --case coco --in HU --kind bank-account --on 2024-01-10 --source S1 --ref hu",
    "freeze --case coco --in LT --kind real-estate --amount \"~850000 EUR\" --on 2024-01-11 --source S1 --ref lt",
    "seize --case coco --in HU,LT,DE,NL --in-basis inferred --kind bank-account --amount \">5000000 EUR\" --may-overlap @hu --on ../2024-02-01 --source S1 --ref pool",
    "seize --part-of @pool --in NL --amount \"1200000 EUR\" --on ../2024-02-01 --source S2",
    "seize --case coco --in unstated --kind domain-name --amount non-valued --on 2024-02-02 --source S1",
    "freeze --case coco --in FR --kind securities --amount \"3000000..4000000 EUR\" --until 2025-01-01 --on 2024-02-03 --source S1 --ref fr",
    "seize --case coco --in DE --kind vehicle --amount \">=210000 EUR\" --until 2024-03-01 --on 2024-02-04 --source S1",
    "seize --case coco --in DE --kind cash --amount \"<900000 EUR\" --on 2024-02-05 --source S1",
    "confiscate --case coco --in LU --kind cash --amount \"64350 EUR\" --on 2024-02-06 --source S1 --subject \"owner:Eve Adams\"",
    "seize --case coco --in NL --kind crypto-asset --amount \"12.5 BTC\" --on 2024-02-07 --source S1 --ref btc",
    "freeze --case coco --in CY,LU --kind bank-account --amount \"2650000 USD\" --on 2024-02-08 --source S1",
    "release --part-of @fr --amount \"500000 EUR\" --on 2024-03-03 --source S2",
    "reading 6 --source S2 --amount \">1000000 EUR\" --as-written \"over a million\"",
    "attest @btc --amount \"12.49 BTC\" --on 2024-06-01 --how \"a look at the chain\" --source S2",
    "seize --asset @lt --on 2024-04-04 --source S2",
    "case event coco --on 2024-05-05 --what \"the site is closed\" --source S1",
];

/// A desk with that case.
fn everything() -> Desk {
    let desk = Desk::in_memory();
    for line in EVERYTHING {
        desk.done(line);
    }
    desk
}

/// The dossier that a command line writes, as text and where it is.
fn page(desk: &Desk, name: &str, flags: &str) -> (String, PathBuf) {
    let path = desk.directory().join(name);
    desk.done(&format!("export dossier {} {flags}", path.display()));
    (fs::read_to_string(&path).unwrap(), path)
}

/// A desk with the Coco case and rates to dollars.
fn in_dollars() -> Desk {
    let desk = coco::entered();
    let rates = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/coco/rates.csv");
    let script = include_str!("../../../examples/coco/dollars.sh").replace("\\\n", " ");
    let add =
        script.lines().find_map(|line| line.strip_prefix("impound ").filter(|line| line.starts_with("rates add")));
    for line in
        script.lines().filter_map(|line| line.strip_prefix("impound ")).take_while(|line| !line.starts_with("report"))
    {
        desk.done(&line.replace(" rates.csv", &format!(" {}", rates.display())));
    }
    assert!(add.is_some(), "the example adds no rates");
    desk
}

#[test]
fn the_same_ledger_gives_the_same_bytes() {
    let desk = everything();
    let (one, _) = page(&desk, "one.html", "--case coco --as-of 2024-06-30");
    let (other, _) = page(&desk, "other.html", "--case coco --as-of 2024-06-30");
    assert_eq!(one, other);
    // The page names the command that makes it again, whatever is recorded later.
    desk.done("case event coco --on 2024-06-06 --what \"somebody is heard\" --source S1");
    let at = one.split_once("impound export dossier coco.html ").unwrap().1.split_once('<').unwrap().0;
    assert_eq!(at, "--at-entry 20 --case coco --as-of 2024-06-30");
    let (again, _) = page(&desk, "again.html", at);
    assert_eq!(one, again);
}

#[test]
fn a_page_says_in_words_what_matters_most() {
    let (page, _) = page(&everything(), "coco.html", "--case coco");
    for words in [
        "As recorded by 1 July 2024, <b>",
        "No upper end can be given, because 1 of 11 assets has no stated amount.",
        " (DE) ended 122 days ago; nothing followed.",
        " differs from the ledger by <span class=\"n\">\u{2212}0.01000000 BTC</span> and is 30 days old.",
        "Sources <a href=\"#read\">disagree</a> on 1 action.",
        " was inferred by the person recording it, not stated by a source.",
        "<dd>fraud (at most 10 years)</dd>",
        "<dt>Executing authority</dt><dd>BKA (DE)</dd>",
        // No language is recorded of the second source.
        "<q lang=\"\">over a million</q>",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn a_ledger_without_a_case_has_a_page_too() {
    let desk = Desk::in_memory();
    desk.done("init");
    let (page, _) = page(&desk, "empty.html", "");
    for words in
        ["<h1>0 cases</h1>", "<b>nothing</b> is held in all cases.", "Nothing is held.", "There are no assets."]
    {
        assert!(page.contains(words), "{words}");
    }
}
