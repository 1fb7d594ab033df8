//! What an import repeats of personal data: on a terminal only their ends; in the list of rejects, the row as it is.

use super::{desk, import, put, refused};

const IBAN: &str = "DE89370400440532013000";
const IN_GROUPS: &str = "DE89 3704 0044 0532 0130 00";

#[test]
fn no_account_number_and_no_name_is_repeated_on_standard_error() {
    let desk = desk("a.csv", "");
    let head = "case,action,date,kind,identifiers,subjects,amount,note\n";
    for row in [
        format!("c,freeze,2024,cash,{IBAN},,,"),
        format!("c,freeze,2024,cash,iban:{},,,", IBAN.replace("DE89", "DE88")),
        format!("c,freeze,2024,cash,,,{IBAN},"),
        format!("c,freeze,2024,{IN_GROUPS},,,5 EUR,"),
        format!("c,freeze,{IBAN},cash,,,,"),
        format!("c,{IN_GROUPS},2024,cash,,,,"),
        format!("c,freeze,2024,cash,{IBAN};iban:x,,,"),
        "c,freeze,2024,cash,,ownr:Ada Lovelace,,".to_owned(),
        "c,freeze,2024,cash,,Ada Lovelace\u{202e},,".to_owned(),
    ] {
        put(&desk, "a.csv", &format!("{head}{row}\n"));
        let said = refused(&desk, "a.csv", "--open-missing");
        for datum in [IBAN, IN_GROUPS, "370400440532013000", "Ada Lovelace"] {
            assert!(!said.contains(datum), "{row}: {said}");
        }
    }
}

#[test]
fn a_map_repeats_none_either() {
    let desk = desk("a.csv", &format!("D,K,V\n2024,{IBAN},5\n2024,{IN_GROUPS},5\n"));
    let columns = "[columns]\ncase = { constant = \"c\" }\nkind = { constant = \"cash\" }\naction = { constant = \"seize\" }\ndate = \"D\"\n";
    for rest in [
        "identifiers = { from = \"K\", values = { A = \"iban:x\" } }\n",
        "identifiers = { from = \"K\", match = 'iban:(.*)' }\n",
        "identifiers = \"K\"\n",
        "amount = \"K\"\n",
        "amount = { from = \"K\", decimal = \".\" }\n",
        "case = \"D\"\norder = { from = \"K\", values = { A = \"B\" } }\n",
    ] {
        let columns = if rest.starts_with("case") {
            columns.replace("case = { constant = \"c\" }\n", "")
        } else {
            columns.to_owned()
        };
        put(&desk, "m.toml", &format!("{columns}{rest}"));
        let said = refused(&desk, "a.csv", "--open-missing --map [desk]/m.toml");
        assert!(said.contains("line 2") && !said.contains(IBAN) && !said.contains(IN_GROUPS), "{rest}: {said}");
    }
    let otherwise = "amount = { from = \"K\", decimal = \".\", otherwise = \"unstated\" }\n";
    put(&desk, "m.toml", &format!("{columns}{otherwise}"));
    let said = import(&desk, "a.csv", "--open-missing --map [desk]/m.toml --dry-run");
    assert!(!format!("{}{}", said.out, said.err).contains(IBAN), "{}{}", said.out, said.err);
}

#[test]
fn a_table_without_a_header_repeats_none_of_its_first_row() {
    let desk = desk("a.csv", &format!("c,freeze,2024,{IBAN}\n"));
    let said = refused(&desk, "a.csv", "--open-missing");
    assert!(said.contains("DE89…00") && !said.contains(IBAN), "{said}");
}

#[test]
fn the_list_of_rejects_keeps_the_row_as_it_is() {
    let desk = desk("a.csv", &format!("case,action,date,identifiers\nc,freeze,2024,{IBAN}\n"));
    let said = import(&desk, "a.csv", "--open-missing --rejects [desk]/r.csv");
    assert!(said.code == 1 && !said.err.contains(IBAN), "{}", said.err);
    assert!(std::fs::read_to_string(desk.path("r.csv")).unwrap().contains(IBAN));
}
