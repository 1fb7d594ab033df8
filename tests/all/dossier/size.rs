//! A dossier of ten thousand assets.

use std::fmt::Write;
use std::fs;

use super::page;
use crate::harness::Desk;

/// The most bytes and elements that a page may have.
const BYTES: usize = 1_500_000;
const ELEMENTS: usize = 20_000;

/// A ledger of ten thousand assets of every sort in forty places.
fn large() -> Desk {
    let desk = Desk::in_memory();
    desk.done("init");
    let places = "DE FR IT ES NL BE AT PL CZ HU LT LV EE FI SE DK IE PT GR RO BG HR SI SK LU CY MT US GB CH DE+FR HU+LT+NL IT+ES".split(' ');
    let places: Vec<&str> = places.chain([""]).collect();
    let kinds = ["cash", "bank-account", "vehicle", "real-estate", "securities", "art", "equipment", "goods"];
    let mut random = fastrand::Rng::with_seed(7);
    let mut rows = "ref,case,action,date,jurisdictions,kind,description,amount,until,source\n".to_owned();
    for number in 0..10_000 {
        let amount = match random.u8(..7) {
            0 => "unstated".to_owned(),
            1 => format!(">{} EUR", random.u32(1..1_000_000)),
            2 => format!("<={} EUR", random.u32(1..1_000_000)),
            3 => format!("~{} EUR", random.u32(1..1_000_000)),
            4 => format!("{} USD", random.u32(1..1_000_000)),
            _ => format!("{}.{:02} EUR", random.u32(1..1_000_000), random.u8(..100)),
        };
        let (place, kind) = (places[random.usize(..places.len())], kinds[random.usize(..kinds.len())]);
        let action = ["freeze", "seize", "confiscate"][random.usize(..3)];
        let date = format!("{}-{:02}-{:02}", random.u16(2015..2024), random.u8(1..13), random.u8(1..29));
        let until = if random.bool() { "2024-01-31" } else { "" };
        writeln!(rows, "r{number},big,{action},{date},{place},{kind},thing {number},{amount},{until},S1").unwrap();
    }
    let file = desk.directory().join("large.csv");
    fs::write(&file, rows).unwrap();
    let said = desk.run(&format!("import {} --open-missing", file.display()));
    assert_eq!(said.code, 0, "{}", said.err);
    desk
}

#[test]
fn ten_thousand_assets_stay_within_the_limits() {
    let (page, _) = page(&large(), "big.html", "--case big");
    let body = page.split_once("</style>").unwrap().1;
    let elements = body.matches('<').count() - body.matches("</").count();
    assert!(page.len() <= BYTES && elements <= ELEMENTS, "{} bytes, {elements} elements", page.len());
    assert!(page.contains("22 others, together") && page.contains(" more rows: "), "nothing is left out");
    // No link leads to an entry that is not listed.
    let named: std::collections::HashSet<&str> =
        body.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let links = body.split(" href=\"#").skip(1).filter_map(|rest| rest.split('"').next());
    let lost: Vec<&str> = links.filter(|link| !named.contains(link)).collect();
    assert_eq!(lost, Vec::<&str>::new());
}
