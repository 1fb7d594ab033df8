//! The same thing recorded twice: impound asks, and never merges.

use super::desk::Desk;

const SEIZE: &str = "seize --case coco --in DE --kind cash --amount \"500 EUR\" --on 2024-05-02 --source S1";
const IBAN: &str = "--id iban:DE89370400440532013000";

fn repeats(asset: &str, entry: u64) -> String {
    format!(
        "impound: this may already be recorded: {asset} (entry {entry}) has the same case, places, kind, date, amount and source\n  \
         hint: for a further action on that asset give --asset {asset}; if this is another asset, repeat the command with --anyway\n"
    )
}

fn bears(asset: &str, entry: u64) -> String {
    format!(
        "impound: this may already be recorded: {asset} (entry {entry}) is held and bears the same iban identifier\n  \
         hint: for a further action on that asset give --asset {asset}; if this is another asset, repeat the command with --anyway\n"
    )
}

#[test]
fn a_new_asset_that_repeats_one_in_the_ledger_is_questioned() {
    let desk = Desk::new();
    desk.does(SEIZE);
    desk.refuses(SEIZE, 1, &repeats("coco:1", 4));
    // By another action, written differently, from another place in the same source: still the same.
    desk.refuses(
        "freeze --case coco --in Germany --kind cash --amount \"€500.00\" --on 2024-05-02 --source S1#\"page 3\"",
        1,
        &repeats("coco:1", 4),
    );
    assert!(desk.does(&format!("{SEIZE} --anyway")).starts_with("entry 5  coco:2  seized"));
}

#[test]
fn a_difference_in_any_of_these_makes_another_asset() {
    let desk = Desk::new();
    desk.does("case open other --title Other --lead FR");
    desk.does("source add S9 --title \"Another release\"");
    desk.does(SEIZE);
    for (this, other) in [
        ("--case coco", "--case other"),
        ("--in DE", "--in DE,NL"),
        ("--kind cash", "--kind bank-account"),
        ("500 EUR", ">500 EUR"),
        ("2024-05-02", "2024-05"),
        ("--source S1", "--source S9"),
    ] {
        assert!(SEIZE.contains(this));
        desk.does(&SEIZE.replace(this, other));
    }
}

#[test]
fn a_command_with_its_own_reference_is_not_questioned() {
    let desk = Desk::new();
    desk.does(SEIZE);
    desk.does(&format!("{SEIZE} --ref second"));
    assert!(desk.does(&format!("{SEIZE} --ref second")).contains("entry 5"));
    desk.refuses(SEIZE, 1, &repeats("coco:1", 4));
}

#[test]
fn an_identifier_of_a_held_asset_is_questioned_whatever_else_differs() {
    let desk = Desk::new();
    desk.does(&format!("freeze --case coco --in DE --kind bank-account --on 2023 --source S1 {IBAN}"));
    let again = format!("seize --case coco --in NL --kind other --on 2024 --source S1 {IBAN}");
    desk.refuses(&again, 1, &bears("coco:1", 4));
    desk.refuses(&format!("{again} --ref r"), 1, &bears("coco:1", 4));
    // An item of the account has its number, too.
    desk.does(&format!("seize --part-of coco:1 --on 2024 --source S1 --amount \"5 EUR\" {IBAN}"));
    desk.does("release --asset coco:1 --on 2024 --source S1");
    desk.does("release --asset coco:1.1 --on 2024 --source S1");
    desk.does(&again);
}

#[test]
fn nothing_repeats_what_was_voided_or_corrected() {
    let desk = Desk::new();
    desk.does(SEIZE);
    desk.does("void 4 --reason \"recorded by mistake\"");
    desk.does(SEIZE);
    desk.does("correct 6 --reason misread --amount \"600 EUR\"");
    desk.does(SEIZE);
    desk.refuses(&SEIZE.replace("500 EUR", "600 EUR"), 1, &repeats("coco:2", 6));
}

#[test]
fn an_erased_identifier_matches_no_asset() {
    let desk = Desk::new();
    desk.does(&format!("freeze --case coco --in DE --kind bank-account --on 2023 --source S1 {IBAN}"));
    desk.run("erase 4 --reason acquitted --authority \"Tribunal de Paris\"");
    desk.does(&format!("freeze --case coco --in DE --kind bank-account --on 2024 --source S1 {IBAN}"));
}

#[test]
fn a_repetition_is_found_among_many_lookalikes_from_other_sources() {
    let desk = Desk::new();
    for source in 0..70 {
        desk.does(&format!("source add r{source} --title \"Release {source}\" --quiet"));
        desk.does(&format!("{} --quiet", SEIZE.replace("--source S1", &format!("--source r{source}"))));
    }
    desk.refuses(&SEIZE.replace("--source S1", "--source S1 --source r69"), 1, &repeats("coco:70", 143));
}
