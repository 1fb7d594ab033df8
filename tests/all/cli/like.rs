//! `--like ENTRY`: fifteen accounts, each entered by what distinguishes it.

use super::desk::Desk;

const FIRST: &str = "freeze --case coco --in HU,LT --in-basis inferred --kind bank-account --what \"An account\" \
    --quantity \"1 account\" --on 2024-06-24/2024-06-25 --source \"S1#page 2\" --subject \"owner:Ada Example\" \
    --amount \"plus de 500 euros\" --lang fr --id \"other:account 1\" --authority JUNALCO --order \"12/24\" \
    --until 2025-06-25 --note \"seen by us\" --ref first";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.does(FIRST);
    desk
}

#[test]
fn everything_that_is_not_given_is_copied() {
    let desk = desk();
    let said = desk.does("freeze --like 4 --amount \"750 EUR\" --id \"other:account 2\" --ref second");
    assert!(said.starts_with("entry 5  coco:2  frozen: bank-account in HU+LT, 750.00 EUR, on 2024-06-24/2024-06-25\n"));
    let (first, second) = (desk.does("show 4 --personal"), desk.does("show 5 --personal"));
    let own = ["entry ", "recorded ", "asset ", "identifiers ", "amount ", "as written ", "ref ", "digest "];
    let of = |shown: &str| -> Vec<String> {
        shown.lines().filter(|line| !own.iter().any(|own| line.starts_with(own))).map(str::to_owned).collect()
    };
    assert_eq!(of(&second), of(&first));
    assert!(of(&second).len() > 10, "{second}");
    assert!(second.contains("other:account 2") && !second.contains("as written"), "{second}");
}

#[test]
fn given_values_replace_those_that_would_be_copied() {
    let desk = desk();
    desk.does("source add S2 --title \"A letter\"");
    let said = desk.does(
        "seize --like 4 --in DE --kind cash --on 2024-06-26 --source S2 --subject \"Grace Example\" --authority Zoll",
    );
    assert!(said.starts_with("entry 6  coco:2  seized: cash in DE, not stated, on 2024-06-26\n"), "{said}");
    let shown = desk.does("show 6 --personal");
    assert!(shown.contains("Grace Example") && !shown.contains("Ada Example"), "{shown}");
    assert!(shown.contains("S2") && !shown.contains("S1") && shown.contains("Zoll"), "{shown}");
}

#[test]
fn the_copy_of_a_part_is_another_part_and_a_later_action_needs_its_asset() {
    let desk = desk();
    desk.does("seize --part-of coco:1 --in HU --kind cash --on 2024-06-26 --source S1 --amount \"20 EUR\"");
    let part = desk.does("seize --like 5 --amount \"30 EUR\"");
    assert!(part.starts_with("entry 6  coco:1.2  seized: part of coco:1, cash in HU, 30.00 EUR"), "{part}");
    desk.does("confiscate --asset coco:1.2 --on 2024-06-27 --source S1 --authority Court");
    let later = desk.does("confiscate --like 7 --asset coco:1.1");
    assert!(later.starts_with("entry 8  coco:1.1  confiscated"), "{later}");
    // An action that cannot begin an asset must name the one that it is about.
    let said = desk.run("release --like 4");
    assert!(said.code == 2 && said.err.contains("--asset"), "{said:?}");
    assert!(desk.does("return --like 4 --asset coco:1.1 --on 2024-06-28").starts_with("entry 9  coco:1.1  returned"));
}

#[test]
fn a_revaluation_is_copied_with_its_date_and_its_sources() {
    let desk = desk();
    desk.does("revalue --asset coco:1 --amount \"900 EUR\" --on 2024-06-28 --source S1 --note assessed");
    desk.does("freeze --case coco --in DE --kind cash --on 2024-06-26 --source S1 --amount \"5 EUR\"");
    let said = desk.does("revalue --like 5 --asset coco:2 --amount \"6 EUR\"");
    assert!(said.starts_with("entry 7  coco:2  revalued: 6.00 EUR, on 2024-06-28"), "{said}");
    assert!(desk.does("show 7").contains("assessed"));
}

#[test]
fn a_copy_that_repeats_an_asset_is_still_questioned() {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind cash --on 2024-06-26 --source S1");
    let said = desk.run("freeze --like 4");
    assert!(said.code == 1 && said.err.contains("may already be recorded"), "{said:?}");
    assert!(desk.does("freeze --like 4 --anyway").starts_with("entry 5  coco:2"));
}

#[test]
fn an_entry_that_cannot_be_copied_is_refused_with_the_reason() {
    let desk = desk();
    for (line, wanted) in [
        ("freeze --like 2", "--like: entry 2 records no action"),
        ("freeze --like 9", "there is no entry 9"),
        ("freeze --like coco:1", "expected an entry number"),
    ] {
        let said = desk.run(line);
        assert!(said.code != 0 && said.err.contains(wanted), "{line}: {said:?}");
    }
    desk.does("restrict 4 --reason \"as evidence\"");
    let said = desk.run("freeze --like 4 --amount \"1 EUR\"");
    assert!(said.code == 1 && said.err.contains("a person affected by entry 4 is not shown"), "{said:?}");
    assert!(desk.does("report register --format csv").lines().count() == 2);
}
