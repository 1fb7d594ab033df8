//! A dossier in one currency, at the rates of a day that its reader chose.

use std::fs;

use super::page;
use crate::harness::Desk;

/// A case with amounts in two currencies and one that is not stated; the only rate is of a day long before today.
fn desk() -> Desk {
    let desk = Desk::in_memory();
    let rates = desk.directory().join("rates.csv");
    fs::write(&rates, "date,currency,rate\n2024-06-28,USD,1.2500\n").unwrap();
    for line in [
        "init",
        "case open coco --title \"Online platform\" --lead FR",
        "source add S1 --title \"A release\"",
        "freeze --case coco --in DE --kind cash --amount \"1000 EUR\" --on 2024-02-01 --source S1",
        "freeze --case coco --in CY --kind cash --amount \"2500 USD\" --on 2024-02-02 --until 2024-12-31 --source S1",
        "freeze --case coco --in RO --kind cash --on 2024-02-03 --source S1",
        &format!("rates add {} --format table --base EUR --valid 1 --name few --source S1", rates.display()),
    ] {
        desk.done(line);
    }
    desk
}

/// The words of a page, without its elements.
fn words(page: &str) -> String {
    let body = page.split_once("</style>").unwrap().1;
    let texts = body.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim());
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_stock_through_time_and_the_roll_forward_take_the_rates_of_the_chosen_day() {
    let words = words(&page(&desk(), "coco.html", "--case coco --convert EUR --rate-on 2024-06-28").0);
    assert!(words.contains("All at the rates of 2024-06-28, so that"), "{words}");
    let (_, now) = words.split_once("frozen now ").expect(&words);
    assert!(now.starts_with("3,000.00 EUR"), "{now}");
    let (_, closing) = words.split_once("Held on 20").expect(&words);
    assert!(closing.contains("3,000.00"), "{closing}");
}

#[test]
fn an_amount_that_is_not_stated_is_not_taken_for_no_money_value() {
    let words = words(&page(&desk(), "coco.html", "--case coco --convert EUR --rate-on 2024-06-28").0);
    assert!(words.contains("RO Romania frozen 1 asset, amount not stated: 0 or more not stated (1)"), "{words}");
    assert!(!words.contains("RO Romania no money value"), "{words}");
}

#[test]
fn each_asset_and_each_deadline_is_converted_with_the_day_of_its_rate() {
    let words = words(&page(&desk(), "coco.html", "--case coco --convert EUR --rate-on 2024-06-28").0);
    let (_, deadlines) = words.split_once("Measures with an end").expect(&words);
    assert!(deadlines.contains("frozen 2,500.00 USD 2,000.00 EUR 2024-06-28 in "), "{deadlines}");
    let (_, assets) = words.split_once("each in its own currency and in EUR").expect(&words);
    // What is in that currency from the start needs no rate.
    assert!(assets.contains("DE frozen 1,000.00 EUR 1,000.00 EUR coco:2"), "{assets}");
    assert!(assets.contains("CY frozen 2,500.00 USD 2,000.00 EUR 2024-06-28 2024-12-31"), "{assets}");
    assert!(assets.contains("RO frozen not stated"), "{assets}");
}
