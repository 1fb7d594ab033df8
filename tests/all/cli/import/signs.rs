//! Signs that several currencies share: read by the asset's place, which only the ledger may know.

use super::super::desk::Desk;
use super::{import, put, register};
use crate::intake::book::Book;

/// Three assets in the ledger: `coco:1` in Singapore, `coco:2` in New Zealand and Germany, `coco:3` in Germany.
fn with_assets() -> Desk {
    let desk = Desk::new();
    for places in ["SG", "NZ,DE", "DE"] {
        desk.does(&format!("freeze --case coco --in {places} --kind art --on 2024 --source S1"));
    }
    desk
}

const SGD_OR_USD: &str = "Singapore has a currency of this name too: SGD or USD?";

/// What the import of these rows refuses; none is recorded.
#[track_caller]
fn refused(desk: &Desk, file: &str, flags: &str) -> String {
    let before = desk.files();
    let said = import(desk, file, flags);
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{}", said.err);
    assert!(before == desk.files());
    said.err
}

#[track_caller]
fn recorded(desk: &Desk, file: &str, flags: &str, amounts: &[&str]) {
    let said = import(desk, file, flags);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let all = register(desk, "asset amount");
    assert_eq!(all[all.len() - amounts.len()..], *amounts);
}

#[test]
fn an_amount_of_an_asset_is_read_by_the_places_of_the_asset() {
    let desk = with_assets();
    put(&desk, "a.csv", "case,action,date,asset,amount\ncoco,seize,2024,coco:1,$5 million\n");
    assert!(refused(&desk, "a.csv", "").contains(&format!("line 2\n  column amount: {SGD_OR_USD}\n")));
    put(&desk, "a.csv", "case,action,date,asset,amount\ncoco,seize,2024,coco:2,more than 5m dollars\n");
    assert!(refused(&desk, "a.csv", "").contains("New Zealand has a currency of this name too: NZD or USD?"));
    put(
        &desk,
        "a.csv",
        "case,action,date,asset,amount,currency\ncoco,seize,2024,coco:3,$5 million,\ncoco,seize,2024,coco:1,$5 million,SGD\n\
         coco,seize,2024,coco:2,6 million US dollars,\n",
    );
    recorded(&desk, "a.csv", "", &["coco:3 | 5000000.00 USD", "coco:1 | 5000000.00 SGD", "coco:2 | 6000000.00 USD"]);
}

#[test]
fn other_signs_and_names_are_questioned_too() {
    let desk = Desk::new();
    for (place, words, codes) in [
        ("EG", "£5 million", "EGP or GBP?"),
        ("GI", "5 million pounds", "GIP or GBP?"),
        ("CA", "$ 5,000", "CAD or USD?"),
        ("IN", "5 million rupees", "INR"),
    ] {
        desk.does(&format!("freeze --case coco --in {place} --kind art --on 2024 --source S1"));
        let asset = register(&desk, "asset").pop().unwrap();
        put(&desk, "a.csv", &format!("case,action,date,asset,amount\ncoco,seize,2024,{asset},\"{words}\"\n"));
        let command = desk.run(&format!("seize --asset {asset} --on 2024 --source S1 --amount \"{words}\""));
        let said = refused(&desk, "a.csv", "");
        assert!(said.contains(codes) && command.err.contains(codes), "{words}: {said}{}", command.err);
    }
}

#[test]
fn an_item_lies_where_its_asset_lies_unless_it_says_otherwise() {
    let desk = with_assets();
    put(&desk, "a.csv", "case,action,date,part_of,amount\ncoco,seize,2024,coco:1,$5\n");
    assert!(refused(&desk, "a.csv", "").contains(SGD_OR_USD));
    put(&desk, "a.csv", "case,action,date,part_of,jurisdictions,amount\ncoco,seize,2024,coco:2,DE,$5\n");
    recorded(&desk, "a.csv", "", &["coco:2.1 | 5.00 USD"]);
}

#[test]
fn the_places_of_what_an_earlier_row_began_are_known() {
    let desk = Desk::new();
    let head = "ref,case,action,date,jurisdictions,kind,asset,part_of,amount\n\
        r1,coco,freeze,2024,SG,art,,,\nr2,coco,seize,2024,,,,@r1,unstated\n";
    for row in ["r3,coco,seize,2024,,,@r1,,$5", "r3,coco,seize,2024,,,,@r1,$5", "r3,coco,confiscate,2024,,,@r2,,$5"] {
        put(&desk, "a.csv", &format!("{head}{row}\n"));
        let said = refused(&desk, "a.csv", "");
        assert!(said.contains(&format!("line 4\n  column amount: {SGD_OR_USD}\n")), "{row}: {said}");
    }
    put(
        &desk,
        "a.csv",
        &head.replace("SG", "DE").replace("unstated\n", "unstated\nr3,coco,confiscate,2024,,,@r2,,$5\n"),
    );
    recorded(&desk, "a.csv", "", &["coco:1.1 | 5.00 USD"]);
}

const MAP: &str = "[columns]\ncase = { constant = \"coco\" }\naction = { constant = \"seize\" }\ndate = { constant = \"2024\" }\nasset = \"A\"\n";

#[test]
fn a_map_reads_words_and_numbers_by_the_places_of_the_asset() {
    let desk = with_assets();
    put(&desk, "a.csv", "A,V\ncoco:1,$5\n");
    for amount in ["\"V\"", "{ from = \"V\", decimal = \".\", otherwise = \"phrase\" }"] {
        put(&desk, "m.toml", &format!("{MAP}amount = {amount}\n"));
        let said = refused(&desk, "a.csv", "--map [desk]/m.toml");
        assert!(said.contains(SGD_OR_USD), "{amount}: {said}");
    }
    put(
        &desk,
        "m.toml",
        &format!("{MAP}amount = {{ from = \"V\", decimal = \".\", symbols = {{ \"$\" = \"SGD\" }} }}\n"),
    );
    recorded(&desk, "a.csv", "--map [desk]/m.toml", &["coco:1 | 5.00 SGD"]);
}

#[test]
fn a_later_action_of_a_row_is_read_by_the_places_that_the_first_states() {
    let desk = Desk::new();
    let map = "[columns]\ncase = { constant = \"coco\" }\nkind = { constant = \"art\" }\n\
        [[action]]\naction = { constant = \"freeze\" }\ndate = { constant = \"2024\" }\njurisdictions = \"P\"\n\
        [[action]]\naction = { constant = \"seize\" }\ndate = { constant = \"2024\" }\namount = \"V\"\nkind = { constant = \"\" }\n";
    put(&desk, "m.toml", map);
    put(&desk, "a.csv", "P,V\nSG,$5\n");
    let said = refused(&desk, "a.csv", "--map [desk]/m.toml");
    assert!(said.contains(SGD_OR_USD), "{said}");
    put(&desk, "a.csv", "P,V\nDE,$5\n");
    recorded(&desk, "a.csv", "--map [desk]/m.toml", &["coco:1 | 5.00 USD"]);
}

/// Cell formats: the second shows a dollar sign.
const DOLLARS: &str = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$$-409]#,##0.00\"/></numFmts>\
    <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";

/// A workbook with the columns A, V, C and one row: V is 5, shown with a dollar sign.
fn shown_in_dollars(asset: &str, currency: &str) -> Vec<u8> {
    let text = |cell: &str, text: &str| format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let header = format!("{}{}{}", text("A1", "A"), text("B1", "V"), text("C1", "C"));
    let row = format!("{}<c r=\"B2\" s=\"1\"><v>5</v></c>{}", text("A2", asset), text("C2", currency));
    let sheet = format!(r#"<row r="1">{header}</row><row r="2">{row}</row>"#);
    Book { sheets: &[&sheet], styles: DOLLARS, ..Book::default() }.bytes()
}

#[test]
fn a_sign_that_a_spreadsheet_shows_is_read_by_the_places_of_the_asset() {
    let desk = with_assets();
    let put = |asset: &str, currency: &str| {
        std::fs::write(desk.path("a.xlsx"), shown_in_dollars(asset, currency)).unwrap();
    };
    let map = |rest: &str| {
        std::fs::write(desk.path("m.toml"), format!("{MAP}amount = {{ from = \"V\", decimal = \".\"{rest}")).unwrap();
    };
    map(" }\n");
    put("coco:1", "");
    let said = refused(&desk, "a.xlsx", "--map [desk]/m.toml");
    assert!(said.contains(SGD_OR_USD), "{said}");
    put("coco:3", "");
    recorded(&desk, "a.xlsx", "--map [desk]/m.toml", &["coco:3 | 5.00 USD"]);
    map(" }\ncurrency = \"C\"\n");
    put("coco:1", "SGD");
    recorded(&desk, "a.xlsx", "--map [desk]/m.toml", &["coco:1 | 5.00 SGD"]);
    map(", symbols = { \"$\" = \"USD\" } }\n");
    put("coco:2", "");
    recorded(&desk, "a.xlsx", "--map [desk]/m.toml", &["coco:2 | 5.00 USD"]);
}

#[test]
fn a_sign_that_a_spreadsheet_shows_is_read_by_the_places_of_the_row() {
    let desk = Desk::new();
    let map = "[columns]\ncase = { constant = \"coco\" }\naction = { constant = \"seize\" }\ndate = { constant = \"2024\" }\n\
        kind = { constant = \"art\" }\njurisdictions = \"A\"\namount = { from = \"V\", decimal = \".\" }\n";
    put(&desk, "m.toml", map);
    std::fs::write(desk.path("a.xlsx"), shown_in_dollars("SG", "")).unwrap();
    let said = refused(&desk, "a.xlsx", "--map [desk]/m.toml");
    assert!(said.contains(SGD_OR_USD), "{said}");
}

/// A workbook with impound's own columns and one row, whose amount is a number shown with a dollar sign.
fn own_columns(asset: &str, amount: &str, currency: &str) -> Vec<u8> {
    let text = |cell: &str, text: &str| format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let named =
        [("A1", "case"), ("B1", "action"), ("C1", "date"), ("D1", "asset"), ("E1", "amount"), ("F1", "currency")];
    let header: String = named.map(|(cell, name)| text(cell, name)).concat();
    let cells = [("A2", "coco"), ("B2", "seize"), ("C2", "2024"), ("D2", asset)];
    let before: String = cells.map(|(cell, value)| text(cell, value)).concat();
    let row = format!(r#"{before}<c r="E2" s="1"><v>{amount}</v></c>{}"#, text("F2", currency));
    let sheet = format!(r#"<row r="1">{header}</row><row r="2">{row}</row>"#);
    Book { sheets: &[&sheet], styles: DOLLARS, ..Book::default() }.bytes()
}

#[test]
fn impounds_own_columns_in_a_spreadsheet_are_read_by_the_places_of_the_asset() {
    let desk = with_assets();
    let put = |bytes: Vec<u8>| std::fs::write(desk.path("a.xlsx"), bytes).unwrap();
    put(own_columns("coco:1", "5", ""));
    assert!(refused(&desk, "a.xlsx", "").contains(SGD_OR_USD));
    put(own_columns("coco:1", "5", "EUR"));
    assert!(refused(&desk, "a.xlsx", "").contains("the cell shows its number with “$”, but its row is in EUR"));
    put(own_columns("coco:1", "5", "SGD"));
    recorded(&desk, "a.xlsx", "", &["coco:1 | 5.00 SGD"]);
    put(own_columns("coco:3", "5.5", ""));
    recorded(&desk, "a.xlsx", "", &["coco:3 | 5.50 USD"]);
    assert_eq!(register(&desk, "as_written").last().unwrap(), "5.5 $");
}

#[test]
fn the_point_in_a_spreadsheets_number_never_separates_thousands() {
    let desk = with_assets();
    for amount in ["1.234", "12.345"] {
        std::fs::write(desk.path("a.xlsx"), own_columns("coco:3", amount, "")).unwrap();
        let said = refused(&desk, "a.xlsx", "");
        assert!(said.contains(&format!("{amount} has 3 decimals, USD has 2")), "{said}");
    }
}

#[test]
fn a_correction_is_read_by_the_places_of_the_asset() {
    let desk = with_assets();
    for amount in ["$5 million", "5 million dollars"] {
        let said = desk.run(&format!("correct 4 --reason x --amount \"{amount}\""));
        assert!(said.code == 1 && said.err.contains(SGD_OR_USD), "{}", said.err);
    }
    desk.does("correct 4 --reason x --amount \"5 million US dollars\"");
    desk.does("correct 4 --reason x --amount \"$5 million\" --currency SGD");
}
