//! The explanation of a file, and the first map made from it.

use impound::intake::explain::{Explanation, explain, first_map, told};
use impound::intake::{Column, Map};

use super::book::Book;
use super::{open, published};

fn explained(bytes: impl AsRef<[u8]>) -> Explanation {
    explain(&mut open(bytes).unwrap()).unwrap()
}

const SEIZURES: &str = "Beschlagnahmen 2024;;;;\n\
    ;;;;\n\
    Aktenzeichen;Datum;Gegenstand;Wert;Art\n\
    A/1;13.02.2024;Audi A6;18.500,00;Kfz\n\
    A/2;01.03.2024;Bargeld;5.000,50;Geld\n\
    A/3;02.03.2024;\u{1b}[31mUhr;unbekannt;Geld\n\
    ;;Summe;23.500,50;\n";

#[test]
fn headings_columns_and_their_kinds_are_found_below_a_title() {
    let explanation = explained(SEIZURES);
    let sheet = &explanation.sheets[0];
    assert_eq!((sheet.header, sheet.above, sheet.rows), (Some(3), 2, 4));
    let probably: Vec<_> = sheet.columns.iter().map(|column| column.probably).collect();
    let expected = [Column::Case, Column::Date, Column::Description, Column::Amount, Column::Kind].map(Some);
    assert_eq!(probably, expected);
    assert_eq!(sheet.columns[1].seen.formats.iter().collect::<Vec<_>>(), ["%d.%m.%Y"]);
    assert_eq!(sheet.columns[3].seen.decimal(), Some(','));
    assert_eq!(sheet.columns[3].doubts, ["1 of 3 numbers are words"]);
    assert_eq!((sheet.oddities[0].count, &sheet.oddities[0].lines[..]), (1, &[7][..]));
}

#[test]
fn the_explanation_cannot_control_a_terminal() {
    let text = told(&explained(SEIZURES));
    assert!(!text.contains('\u{1b}'), "{text}");
    for line in [
        "headings in row 3, 2 rows above it, 4 below",
        "  #2 “Datum”: 3 days (%d.%m.%Y)  → probably date",
        "     “Audi A6”, “Bargeld”, “\\u{1b}[31mUhr”",
        "     look at this: 1 of 3 numbers are words",
        "  1 rows (7) have a sum: its text begins with “total” or the like",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn the_first_map_of_any_file_can_be_loaded() {
    let sheet = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>a "b" \ c</t></is></c><c r="B1" t="inlineStr"><is><t>No.</t></is></c></row>
        <row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>"#;
    let book = Book { sheets: &[sheet, sheet], ..Book::default() }.bytes();
    let files: [&[u8]; 9] = [
        SEIZURES.as_bytes(),
        b"1;2\n3;4\n",
        b"x\n",
        b"\n\n",
        b"a,a,\nx,y,z\n",
        b"#1,@row,\"q\"\"uote\"\nx,y,z\n",
        b"date,amount\n01/02/2024,$5\n",
        b"Action,Type\nse*zed,\"a\\b\"\n",
        &book,
    ];
    for bytes in files {
        let map = first_map(&explained(bytes));
        assert!(Map::parse(&map).is_ok(), "{:?}\n{map}", Map::parse(&map).err());
    }
}

#[test]
fn the_first_map_fills_in_what_was_found_and_asks_for_the_rest() {
    let map = first_map(&explained(SEIZURES));
    for line in [
        "header = 3",
        "case = \"Aktenzeichen\"",
        "action = { constant = \"?\" }",
        "date = { from = \"Datum\", formats = [\"%d.%m.%Y\"] }",
        "kind = { from = \"Art\", values = { \"Kfz\" = \"?\", \"Geld\" = \"?\" } }",
        "amount = { from = \"Wert\", decimal = \",\", thousands = \".\" }",
    ] {
        assert!(map.lines().any(|other| other.starts_with(line)), "{line}\n{map}");
    }
}

#[test]
fn the_first_map_carries_group_headings_down() {
    let explanation =
        explained("Category,Object,Value,Pieces\nCARS,,,\n,Audi,5,1\n,,5,1\nBOATS,,,\n,Yacht,7,2\n,,7,2\nPage 1,,,\n");
    let column = &explanation.sheets[0].columns[0];
    assert_eq!((column.probably, column.seen.alone, column.seen.filled()), (Some(Column::Kind), 3, 0));
    let odd: Vec<_> = explanation.sheets[0].oddities.iter().map(|odd| (odd.count, odd.lines.clone())).collect();
    assert_eq!(odd, [(2, vec![4, 7]), (3, vec![2, 5, 8])]);
    let map = first_map(&explanation);
    assert!(map.contains("carry = [\"Category\"]"), "{map}");
    assert!(map.contains("where = { \"Object\" = \"\" }"), "{map}");
    assert!(Map::parse(&map).is_ok());
}

#[test]
fn day_and_month_are_told_apart_only_if_some_day_decides_it() {
    let formats = |days: &str| {
        let explanation = explained(format!("x,date\n{days}"));
        explanation.sheets[0].columns[1].seen.formats.iter().cloned().collect::<Vec<_>>()
    };
    assert_eq!(formats("a,01/02/2024\nb,13/02/2024\n"), ["%d/%m/%Y"]);
    assert_eq!(formats("a,01/02/2024\nb,02/13/2024\n"), ["%m/%d/%Y"]);
    assert_eq!(formats("a,01/02/2024\n"), ["%d/%m/%Y or %m/%d/%Y"]);
}

#[test]
fn a_table_of_exchange_rates_is_not_a_table_of_assets() {
    let explanation = explained("Date,USD,JPY,GBP,CHF,SEK,\n2024-06-25,1.07,171.1,0.85,0.96,11.2,\n");
    let refusal = explanation.refusal.as_ref().unwrap();
    assert_eq!(refusal.what(), "this looks like a table of exchange rates, not of assets");
    assert!(refusal.to_do().unwrap().contains("set of rates"));
    assert!(told(&explanation).contains("not of assets"));
    assert_eq!(explained(SEIZURES).refusal, None);
}

#[test]
fn the_published_rates_are_refused_with_helpful_advice() {
    let Some(path) = published("ecb-eurofxref-hist.csv") else { return };
    let explanation = explained(std::fs::read(path).unwrap());
    assert!(explanation.refusal.is_some(), "{}", told(&explanation));
    assert!(Map::parse(&first_map(&explanation)).is_ok());
}

#[test]
fn if_two_columns_of_days_contradict_each_other_the_one_that_begins_with_the_year_is_preferred() {
    let sheet = r#"<row r="1"><c t="inlineStr"><is><t>Date</t></is></c><c t="inlineStr"><is><t>Day as text</t></is></c></row>
        <row r="2"><c s="1"><v>45323</v></c><c t="inlineStr"><is><t>2024-01-02</t></is></c></row>
        <row r="3"><c s="1"><v>45468</v></c><c t="inlineStr"><is><t>2024-06-25</t></is></c></row>"#;
    let explanation = explained(Book { sheets: &[sheet], ..Book::default() }.bytes());
    let columns = &explanation.sheets[0].columns;
    assert_eq!((columns[0].probably, columns[1].probably), (None, Some(Column::Date)));
    let doubt = "in 1 of 2 rows day and month are the other way round than in #2 “Day as text”";
    assert!(columns[0].doubts.iter().any(|other| other == doubt), "{:?}", columns[0].doubts);
}

#[test]
fn each_column_is_summarised() {
    let text = told(&explained(SEIZURES));
    assert!(text.contains("     3 different values; least 5000.50, greatest 18500.00; sum 23500.50"), "{text}");
    assert!(text.contains("     2 different values\n"), "{text}");
}
