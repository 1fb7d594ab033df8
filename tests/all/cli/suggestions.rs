//! A near miss is suggested, and never taken.

use super::desk::Desk;

const FREEZE: &str = "freeze --case coco --in DE --kind cash --on 2024 --source S1";

#[test]
fn a_source_that_is_spelt_similarly_is_suggested() {
    let desk = Desk::new();
    desk.does("source add EPPO-2024-06 --title T");
    let hint = "  hint: did you mean “EPPO-2024-06”? if not, add it: `impound source add EPPO-2024-6 --title …`\n";
    let refusal = format!("impound: there is no source EPPO-2024-6\n{hint}");
    desk.refuses(&FREEZE.replace("S1", "EPPO-2024-6"), 1, &refusal);
    desk.refuses("source show EPPO-2024-6", 1, &refusal);
    desk.refuses(
        &FREEZE.replace("S1", "other"),
        1,
        "impound: there is no source other\n  hint: add it: `impound source add other --title …`\n",
    );
}

#[test]
fn a_case_that_is_spelt_similarly_is_suggested_even_in_the_reference_of_an_asset() {
    let desk = Desk::new();
    desk.does(FREEZE);
    let refusal = "impound: there is no case koko\n  hint: did you mean “coco”? `impound case list` shows the cases\n";
    desk.refuses(&FREEZE.replace("coco", "koko"), 1, refusal);
    for line in [
        "seize --asset koko:1 --on 2024 --source S1",
        "show koko:1",
        "history koko:1",
        "transfer koko:1 --to FR --on 2024 --source S1",
    ] {
        desk.refuses(line, 1, refusal);
    }
    desk.refuses("asset list --case koko", 1, &refusal.replace("there", "--case: there"));
}

#[test]
fn a_kind_in_everyday_words_is_suggested() {
    let desk = Desk::new();
    for (word, kind) in [
        ("car", "vehicle"),
        ("flat", "real-estate"),
        ("house", "real-estate"),
        ("account", "bank-account"),
        ("vesel", "vessel"),
    ] {
        let said = desk.run(&FREEZE.replace("cash", word));
        let begins = format!(
            "impound: --kind: “{word}” is not a known kind of asset\n  hint: did you mean {kind}? use one of cash, "
        );
        assert!(said.code == 1 && said.err.starts_with(&begins), "{}", said.err);
    }
}

#[test]
fn a_flag_and_a_command_that_are_spelt_similarly_are_suggested() {
    let desk = Desk::new();
    for (line, suggested) in
        [("freeze --csae coco", "'--case'"), ("frezee", "'freeze'"), ("report holding", "'holdings'")]
    {
        let said = desk.run(line);
        assert!(said.code == 2 && said.err.contains(suggested), "{}", said.err);
    }
}

#[test]
fn a_place_that_is_spelt_similarly_is_suggested_in_any_language() {
    let desk = Desk::new();
    for (place, suggested) in [
        ("Germny", "perhaps DE (Germany);"),
        ("Wlochy", "perhaps IT (Italy);"),
        ("Deutschlnad", "perhaps DE (Germany);"),
    ] {
        let said = desk.run(&FREEZE.replace("DE", place));
        assert!(said.code == 1 && said.err.contains(suggested), "{}", said.err);
    }
}

#[test]
fn a_place_is_read_in_the_languages_of_amounts() {
    let desk = Desk::new();
    for place in ["Hongrie", "Ungarn", "Magyarország", "Węgry", "Vengrija", "Венгрия", "Ungheria"] {
        assert!(desk.does(&format!("{} --anyway", FREEZE.replace("DE", place))).contains("in HU"), "{place}");
    }
    assert!(
        desk.does(&format!("{} --anyway", FREEZE.replace("DE", "\"Deutschland und Frankreich\""))).contains("in DE+FR")
    );
    desk.refuses(
        &FREEZE.replace("DE", "Kongo"),
        1,
        "impound: --in: “Kongo” is the name of several jurisdictions\n  hint: use the code: CD (Congo (Democratic Republic of the)) or CG (Congo)\n",
    );
}

#[test]
fn a_reference_of_an_entry_that_is_spelt_similarly_is_suggested() {
    let desk = Desk::new();
    desk.does(&format!("{FREEZE} --ref account-17"));
    let otherwise = "@R means the asset created by the entry with --ref R; in a file, that row must come first";
    desk.refuses(
        "seize --asset @acount-17 --on 2024 --source S1",
        1,
        &format!("impound: no entry has the reference acount-17\n  hint: did you mean “account-17”? {otherwise}\n"),
    );
    desk.refuses(
        "seize --asset @other --on 2024 --source S1",
        1,
        &format!("impound: no entry has the reference other\n  hint: {otherwise}\n"),
    );
}

#[test]
fn a_set_of_rates_that_is_spelt_similarly_is_suggested() {
    let desk = Desk::new();
    std::fs::write(desk.path("r.csv"), "date,currency,rate\n2024-06-28,USD,1.0705\n").unwrap();
    desk.does(&format!("rates add {} --name court --source S1 --base EUR --valid 4", desk.path("r.csv").display()));
    let list = "`impound rates list` shows the sets";
    for (line, what) in [
        ("rates show curt USD", "there is no set of rates “curt”"),
        ("report holdings --convert EUR --rates curt", "--rates: there is no set of rates “curt”; recorded: court"),
    ] {
        desk.refuses(line, 1, &format!("impound: {what}\n  hint: did you mean “court”? {list}\n"));
    }
    desk.refuses("rates show xyz USD", 1, &format!("impound: there is no set of rates “xyz”\n  hint: {list}\n"));
}

#[test]
fn a_form_that_is_spelt_similarly_is_suggested() {
    let desk = Desk::new();
    let said = desk.run("report form directive-2014-24 --year 2024");
    assert!(said.err.contains("hint: did you mean “directive-2014-42”? built in: "), "{}", said.err);
    let said = desk.run("report form nothing-of-the-kind --year 2024");
    assert!(said.err.contains("hint: built in: "), "{}", said.err);
}
