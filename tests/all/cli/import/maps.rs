//! Maps: another agency's columns, starting with the manual's own example.

use super::{desk, import, imports, put, refused, register};

/// The file of the manual's worked example.
const EXAMPLE: &str = "Seizures 2024,,,,,\nprinted 05.01.2025,,,,,\nGroup,No.,Object,Seized,Value (EUR),Forfeited\nVEHICLES,,,,,\n\
    ,17,Audi A6,03.02.2024,\"18.500,00\",12.11.2024\n,18,Kawasaki,07.02.2024,unknown,\n,,Total,,\"18.500,00\",\nMONEY,,,,,\n\
    ,19,notes in a safe,01.03.2024,\"5.000,00; 300,00\",\nPage 1 of 1,,,,,\n";

/// The map of the manual's worked example.
fn example_map() -> String {
    let manual = include_str!("../../../../examples/maps/README.md");
    let (_, rest) = manual.split_once("```toml\n").unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

/// Imports a table with a map that gives each row a case, a freeze and a day, plus `columns`.
fn mapped(table: &str, columns: &str) -> (super::Desk, super::Said) {
    let desk = desk("a.csv", table);
    let map = format!(
        "[columns]\ncase = {{ constant = \"c\" }}\naction = {{ constant = \"freeze\" }}\ndate = {{ constant = \"2024\" }}\n{columns}\n"
    );
    put(&desk, "m.toml", &map);
    let said = import(&desk, "a.csv", "--open-missing --map [desk]/m.toml");
    (desk, said)
}

#[track_caller]
fn gives(table: &str, columns: &str, shown: &str) -> Vec<String> {
    let (desk, said) = mapped(table, columns);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    register(&desk, shown)
}

#[track_caller]
fn faults(table: &str, columns: &str) -> String {
    let (_, said) = mapped(table, columns);
    assert_eq!(said.code, 1, "{}", said.out);
    said.err
}

#[test]
fn the_example_in_the_manual_does_what_the_manual_says() {
    let desk = desk("seizures.csv", EXAMPLE);
    put(&desk, "hza.toml", &example_map());
    let said = imports(&desk, "seizures.csv", "--map [desk]/hza.toml --open-missing");
    let summary = "[desk]/seizures.csv  3 rows: 3 recorded, 4 skipped\n  1 skipped by [[end]] of line 12\n  3 skipped by [[skip]] of line 9\n\
        \x20 note: 1 date is unlikely (row 5)\nin   Value (EUR)  3 figures, 23800.00, 1 other cell\n     in skipped rows: 1 figure, 18500.00\n\
        out  Value (EUR)  seize  4 amounts  23800.00 EUR, 1 not stated\nentries  5 actions";
    assert!(said.starts_with(summary), "{said}");
    assert_eq!(
        register(&desk, "ref action asset kind description amount as_written date"),
        [
            "HZA:17 | seize | HZA-2024:1 | vehicle | Audi A6 | 18500.00 EUR | 18.500,00 | 2024-02-03",
            "HZA:17/2 | confiscate | HZA-2024:1 | vehicle | - | - | - | 2024-11-12",
            "HZA:18 | seize | HZA-2024:2 | vehicle | Kawasaki | unstated | unknown | 2024-02-07",
            "HZA:19 | seize | HZA-2024:3 | cash | notes in a safe | 5000.00 EUR | 5.000,00 | 2024-03-01",
            "HZA:19+2 | seize | HZA-2024:4 | cash | notes in a safe | 300.00 EUR | 300,00 | 2024-03-01",
        ]
    );
    assert!(imports(&desk, "seizures.csv", "--map [desk]/hza.toml").contains("0 recorded, 3 recorded before"));
}

#[test]
fn a_cell_that_the_map_does_not_know_is_a_fault_without_otherwise() {
    let kind =
        |more: &str| format!("kind = {{ from = \"K\", values = {{ Auto = \"vehicle\", \"Bar*\" = \"cash\" }}{more} }}");
    let table = "K\nauto\nBargeld\nHaus\n";
    let said = faults(table, &kind(""));
    assert!(
        said.contains(
            "line 4\n  column K → kind: “Haus” is not among the values that the map knows\n    hint: add it to values"
        ),
        "{said}"
    );
    assert_eq!(gives(table, &kind(", otherwise = \"real-estate\""), "kind"), ["vehicle", "cash", "real-estate"]);
    assert_eq!(gives(table, &kind(", otherwise = \"absent\""), "kind"), ["vehicle", "cash", "other"]);
}

#[test]
fn cells_are_joined_wrapped_and_split() {
    let columns = "description = { template = \"{Make}[ {Model}][ ({Year})]\" }\nidentifiers = { from = \"Plates\", split = \"/\", wrap = \"plate:{}\" }\nnote = { from = [\"A\", \"B\"] }";
    let table = "Make,Model,Year,Plates,A,B\nAudi,A6,2019,B-A 1 / B-A 2,,b\nOpel,,2001,,a,b\n";
    assert_eq!(
        gives(table, columns, "description identifiers note"),
        ["Audi A6 (2019) | plate:B-A 1;plate:B-A 2 | b", "Opel (2001) | - | a"]
    );
}

#[test]
fn one_cell_may_hold_several_amounts_in_several_currencies() {
    let columns = "amount = { from = \"V\", split = \";\", decimal = \".\", thousands = \",\", symbols = { \"$\" = \"USD\", \"€\" = \"EUR\" } }";
    assert_eq!(
        gives("V\n\"$5,000; €300\"\n", columns, "asset amount as_written"),
        ["c:1 | 5000.00 USD | $5,000", "c:2 | 300.00 EUR | €300"]
    );
    assert!(faults("V\n(500)\n", columns).contains("“(500)”: -500 is negative; amounts are zero or more"));
    assert!(faults("V\nabout 5\n", columns).contains("“about 5” is not a number with “.” before its decimals"));
    assert!(faults("V\n500\n", columns).contains("names no currency"));
}

#[test]
fn words_in_place_of_a_number_are_read_or_taken_as_unstated_if_the_map_says_so() {
    let columns = |otherwise: &str| {
        format!(
            "amount = {{ from = \"V\", decimal = \",\", otherwise = \"{otherwise}\" }}\ncurrency = {{ constant = \"EUR\" }}"
        )
    };
    let table = "V\n\"5,50\"\nplus de 5 millions\n";
    assert_eq!(
        gives(table, &columns("phrase"), "amount as_written"),
        ["5.50 EUR | 5,50", ">5000000.00 EUR | plus de 5 millions"]
    );
    assert_eq!(
        gives(table, &columns("unstated"), "amount as_written"),
        ["5.50 EUR | 5,50", "unstated | plus de 5 millions"]
    );
}

#[test]
fn a_figure_is_rounded_only_if_the_map_says_how_and_keeps_its_own_text() {
    let columns = |round: &str| {
        format!("amount = {{ from = \"V\", decimal = \".\"{round} }}\ncurrency = {{ constant = \"EUR\" }}")
    };
    assert!(faults("V\n0.125\n", &columns("")).contains("0.125 has 3 decimals, EUR has 2"));
    assert_eq!(gives("V\n0.125\n", &columns(", round = \"half-even\""), "amount as_written"), ["0.12 EUR | 0.125"]);
    assert_eq!(
        gives("V\n1.5\n", &columns(", times = 1000, wrap = \">={}\""), "amount as_written"),
        [">=1500.00 EUR | 1.5"]
    );
}

#[test]
fn a_figure_finer_than_its_currency_is_a_fault_with_a_hint_unless_the_map_keeps_it() {
    let columns =
        |more: &str| format!("amount = {{ from = \"V\", decimal = \".\"{more} }}\ncurrency = {{ constant = \"EUR\" }}");
    let said = faults("V\n0.125\n", &columns(""));
    let hint = "hint: nothing is rounded: let the map keep such decimals (decimals = \"as stated\") or say how to round (round)";
    assert!(said.contains("0.125 has 3 decimals, EUR has 2\n    "), "{said}");
    assert!(said.contains(hint), "{said}");
    assert_eq!(gives("V\n0.120\n", &columns(""), "amount"), ["0.12 EUR"], "zeros say nothing");
    let kept = ", decimals = \"as stated\"";
    assert_eq!(
        gives("V\n0.125\n12\n0.12500000000\n0.00000001\n", &columns(kept), "amount as_written"),
        ["0.125 EUR | -", "12.00 EUR | -", "0.125 EUR | 0.12500000000", "0.00000001 EUR | -"]
    );
    assert_eq!(
        gives("V\n1.2345678\n", &columns(&format!("{kept}, times = 1000, wrap = \">={{}}\"")), "amount"),
        [">=1234.5678 EUR"]
    );
    let said = faults("V\n0.123456789\n", &columns(kept));
    assert!(said.contains("0.123456789 has 9 decimals, EUR is kept with 8"), "{said}");
    let yen = "amount = { from = \"V\", decimal = \",\", decimals = \"as stated\", symbols = { \"¥\" = \"JPY\" } }";
    assert_eq!(gives("V\n\"¥ 0,5\"\n", yen, "amount"), ["0.5 JPY"]);
}

#[test]
fn decimals_as_stated_belong_to_numbers_and_exclude_rounding() {
    for (more, said) in [
        ("decimal = \".\", decimals = \"as stated\", round = \"up\"", "round and decimals exclude each other"),
        ("decimals = \"as stated\"", "does not say how numbers are written"),
        ("decimal = \".\", decimals = \"all\"", "unknown variant `all`, expected `as stated`"),
    ] {
        let told = faults("V\n5\n", &format!("amount = {{ from = \"V\", {more} }}"));
        assert!(told.contains(said), "{more}: {told}");
    }
    let told = faults("V\n5\n", "note = { from = \"V\", decimals = \"as stated\" }");
    assert!(told.contains("decimals belongs to amount"), "{told}");
}

#[test]
fn words_keep_their_decimals_too_unless_the_point_could_separate_thousands() {
    let columns = |decimal: &str, more: &str| {
        format!(
            "amount = {{ from = \"V\", decimal = \"{decimal}\", otherwise = \"phrase\"{more} }}\n\
             currency = {{ constant = \"EUR\" }}"
        )
    };
    let kept = ", decimals = \"as stated\"";
    assert_eq!(
        gives("V\n>12.345\nmore than 12.3456\n", &columns(".", kept), "amount"),
        [">12.345 EUR", ">12.3456 EUR"]
    );
    let said = faults("V\nmore than 12.3456\n", &columns(".", ""));
    assert!(said.contains("decimals = \"as stated\""), "{said}");
    let german = format!("{kept}, thousands = \".\", language = \"de\"");
    assert_eq!(gives("V\n\"über 12,345\"\n", &columns(",", &german), "amount"), [">12.345 EUR"]);
    let said = faults("V\n>12.345 EUR\n", &columns(",", kept));
    assert!(said.contains("12.345 has 3 decimals, EUR has 2"), "which may be thousands: {said}");
    assert!(!said.contains("as stated\""), "the map says so already: {said}");
}

#[test]
fn an_amount_in_the_currency_of_its_asset_is_kept_as_stated_too() {
    let map = |more: &str| {
        format!(
            "[columns]\ncase = {{ constant = \"c\" }}\ndate = {{ constant = \"2024\" }}\n[[action]]\naction = {{ constant = \"freeze\" }}\n\
             amount = {{ from = \"V\", decimal = \".\" }}\ncurrency = {{ constant = \"EUR\" }}\n[[action]]\n\
             action = {{ constant = \"confiscate\" }}\namount = {{ from = \"W\", decimal = \".\"{more} }}\n"
        )
    };
    let desk = desk("a.csv", "V,W\n5,4.9995\n");
    put(&desk, "m.toml", &map(""));
    let said = refused(&desk, "a.csv", "--open-missing --map [desk]/m.toml");
    assert!(said.contains("4.9995 has 4 decimals, EUR has 2") && said.contains("as stated"), "{said}");
    put(&desk, "m.toml", &map(", decimals = \"as stated\""));
    imports(&desk, "a.csv", "--open-missing --map [desk]/m.toml");
    assert_eq!(register(&desk, "action amount"), ["freeze | 5.00 EUR", "confiscate | 4.9995 EUR"]);
}

#[test]
fn dates_are_read_by_their_formats() {
    let columns = "until = { from = \"D\", formats = [\"%d/%m/%Y\", \"%m.%Y\", \"excel\"], wrap = \"../{}\" }";
    assert_eq!(
        gives("D\n03/02/2024\n02.2024\n46805\n\n", columns, "until"),
        ["../2024-02-03", "../2024-02", "../2028-02-22"]
    );
    let said = faults("D\n2024-02-03\n", columns);
    assert!(
        said.contains("column D → until: “2024-02-03” is not a date of the form %d/%m/%Y or %m.%Y or excel"),
        "{said}"
    );
}

#[test]
fn a_row_with_the_same_key_in_another_file_and_other_content_is_a_fault() {
    let map = "name = \"A\"\n[table]\nkey = [\"No\"]\n[columns]\ncase = { constant = \"c\" }\naction = { constant = \"seize\" }\ndate = \"Day\"\n";
    let desk = desk("jan.csv", "No,Day\n1,2024-01-05\n2,2024-01-06\n");
    put(&desk, "m.toml", map);
    imports(&desk, "jan.csv", "--open-missing --map [desk]/m.toml");
    put(&desk, "feb.csv", "No,Day\n2,2024-01-07\n,2024-02-01\n");
    let said = refused(&desk, "feb.csv", "--map [desk]/m.toml");
    assert!(said.contains("line 2\n  entry 5 has the same reference and other content"), "{said}");
    assert!(said.contains("line 3\n  column key: a column of the row's key is blank"), "{said}");
}

#[test]
fn a_row_with_only_a_later_action_is_recorded_and_one_without_any_is_refused() {
    let map = "[columns]\ncase = { constant = \"c\" }\nkind = { constant = \"cash\" }\n\
        [[action]]\naction = { constant = \"seize\" }\ndate = \"S\"\n\
        [[action]]\nwhen = { Sold = [\"yes\", \"ja\"] }\naction = { constant = \"confiscate\" }\ndate = \"F\"\n";
    let desk = desk("a.csv", "S,F,Sold\n2024-01,2024-02,YES\n,2024-03,ja\n2024-04,2024-05,no\n");
    put(&desk, "m.toml", map);
    imports(&desk, "a.csv", "--open-missing --map [desk]/m.toml");
    assert_eq!(
        register(&desk, "asset action date kind"),
        [
            "c:1 | seize | 2024-01 | cash",
            "c:1 | confiscate | 2024-02 | cash",
            "c:2 | confiscate | 2024-03 | cash",
            "c:3 | seize | 2024-04 | cash"
        ]
    );
    put(&desk, "b.csv", "S,F,Sold\n,,\n,2024,no\n");
    let said = refused(&desk, "b.csv", "--map [desk]/m.toml");
    assert!(said.contains("line 3\n  the row records no action\n"), "{said}");
}

#[test]
fn an_invalid_map_is_refused_with_its_line() {
    let desk = desk("a.csv", "A\n1\n");
    for (map, wrong) in [
        ("[columns]\ncase = \"A\"\n[colums]\n", "line 3: unknown field `colums`"),
        ("[columns]\ncasse = \"A\"\n", "“casse” is not a known column; perhaps case is meant"),
        ("[columns]\ncase = \"A\"\naction = \"A\"\n", "the map does not say where the column date comes from"),
        ("[columns]\ncase = { from = \"A\", form = \"x\" }\n", "unknown field `form`"),
        (
            "[columns]\ncase = { from = \"A\", constant = \"x\" }\n",
            "line 2: case: it must have one of from, template and constant",
        ),
        ("[columns]\nkind = { from = \"A\", decimal = \",\" }\n", "line 2: kind: decimal belongs to amount"),
        ("[columns]\nkind = { from = \"A\", values = \"k\" }\n", "line 2: kind: the map has no [values.k]"),
        ("[table]\nheader = 0\n", "line 2: rows are counted from 1"),
        ("[table]\nkey = [\"A\"]\n[columns]\n", "line 2: key needs the map's name"),
        ("[[skip]]\nrows = \"5..2\"\n", "“5..2” is not a range of rows"),
        ("[[skip]]\n", "line 1: the rule must have either rows or where, not both"),
        ("x", "line 1: "),
    ] {
        put(&desk, "m.toml", map);
        let said = refused(&desk, "a.csv", "--map [desk]/m.toml");
        assert!(said.starts_with("impound: [desk]/m.toml: ") && said.contains(wrong), "{map}\n{said}");
    }
    put(&desk, "m.toml", "[columns]\ncase = \"B\"\naction = \"A\"\ndate = \"A\"\n");
    assert!(refused(&desk, "a.csv", "--map [desk]/m.toml").contains("a.csv: case: the table has no column “B”"));
}

#[test]
fn a_table_without_a_header_has_numbered_columns() {
    let desk = desk("a.csv", "c,freeze,2024\nc,seize,2025\n");
    put(&desk, "m.toml", "[table]\nheader = \"none\"\n[columns]\ncase = \"#1\"\naction = \"#2\"\ndate = \"#3\"\n");
    imports(&desk, "a.csv", "--open-missing --map [desk]/m.toml");
    assert_eq!(register(&desk, "action date"), ["freeze | 2024", "seize | 2025"]);
}
