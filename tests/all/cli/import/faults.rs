use super::{desk, refused};

#[test]
fn every_fault_is_named_by_line_column_and_value_with_what_is_expected() {
    let desk = desk(
        "a.csv",
        "case,action,date,amount,currency,kind,jurisdictions\n\
         c,frozen,2024-13-01,5 EUR,USD,gold,Narnia\n\
         c,freeze,2024-01-01,5,EUR,cash,DE\n\
         ,seize,,1.234.5,EUR,,\n",
    );
    let said = refused(&desk, "a.csv", "--open-missing");
    for line in [
        "impound: a.csv, line 2\n  column action: “frozen” is not a known action\n    hint: did you mean freeze? use one of freeze, seize,",
        "  column date: “2024-13-01” is not an EDTF date",
        "  column jurisdictions: “Narnia” is not a jurisdiction that impound knows\n",
        "  column kind: “gold” is not a known kind of asset\n    hint: did you mean precious? use one of cash,",
        "  column amount, “5 EUR”: the amount is in EUR, but the column currency says USD\n    hint: leave one of them out",
        "impound: a.csv, line 4\n  column case: the case is missing\n    hint: every row has one\n  column date: the date is missing\n",
        "impound: a.csv: 2 faulty rows of 3: nothing is recorded\n",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    assert!(!said.contains("line 3"), "{said}");
}

#[test]
fn an_amount_with_two_readings_is_a_fault_that_shows_both() {
    let desk = desk("a.csv", "case,action,date,amount,currency\nc,seize,2024,\"1,234 dinars\",KWD\n");
    let said = refused(&desk, "a.csv", "--open-missing");
    assert!(said.contains("has two readings, ") && said.contains("1234"), "{said}");
}

#[test]
fn more_decimals_than_the_currency_has_are_a_fault_and_never_rounded() {
    let desk = desk("a.csv", "case,action,date,amount,currency\nc,seize,2024,1234.567,USD\nc,seize,2024,1.5,JPY\n");
    let said = refused(&desk, "a.csv", "--open-missing");
    assert!(said.contains("1234.567 has 3 decimals, USD has 2"), "{said}");
    assert!(said.contains("1.5 has 1 decimals, JPY has 0"), "{said}");
}

#[test]
fn the_contents_of_a_file_never_reach_a_terminal_raw() {
    let desk = desk("a.csv", "case,action,date\nc,\u{1b}[2Jfreeze,\u{202e}2024\n");
    let said = refused(&desk, "a.csv", "--open-missing");
    assert!(!said.contains(['\u{1b}', '\u{202e}']) && said.contains("\\u{1b}[2Jfreeze"), "{said}");
}

#[test]
fn a_malformed_file_is_a_fault_like_any_other() {
    let desk = desk("a.csv", "case,action,date\nc,freeze,2024,x\nc,freeze,2024\nc,\"freeze,2024\n");
    let said = refused(&desk, "a.csv", "--open-missing");
    assert!(said.contains("line 2\n") && said.contains("line 4\n"), "{said}");
}

#[test]
fn a_row_that_names_an_asset_that_never_comes_is_refused() {
    let desk = desk("a.csv", "case,action,date,may_overlap\nc,freeze,2024,c:2\nc,freeze,2024,c:3\n");
    let said = refused(&desk, "a.csv", "--open-missing");
    assert_eq!(
        said,
        "impound: a.csv, line 3\n  column may_overlap: c:3 is not in the ledger, and no row of the file creates it\n    hint: check the asset's reference, or leave it out of may_overlap\nimpound: a.csv: 1 faulty row of 2: nothing is recorded\n  hint: fix them and repeat the command, or record the others with --rejects FILE\n"
    );
}

#[test]
fn contradictions_in_a_row_are_named_by_their_columns() {
    let desk = desk("a.csv", "case,action,date,until,how\nc,freeze,2024-06-25,2024-05,\nc,freeze,2024-06-25,,sold\n");
    let said = refused(&desk, "a.csv", "--open-missing");
    for line in [
        "line 2\n  until 2024-05 is before the action itself, on 2024-06-25\n    hint: check both dates\n",
        "line 3\n  how sold belongs to dispose, not to freeze\n    hint: leave it out\n",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
}

#[test]
fn a_row_of_several_requests_is_recorded_wholly_or_not_at_all() {
    let desk = desk("a.csv", "case,action,date,source\nc,freeze,2024,S\nd,release,2024,T\n");
    let said = refused(&desk, "a.csv", "--open-missing");
    assert!(said.contains("line 3\n  a new asset cannot begin with release"), "{said}");
}

#[test]
fn a_table_of_exchange_rates_is_called_one() {
    let desk = desk("rates.csv", "Date,USD,JPY,BGN,CZK,GBP\n2024-01-02,1.09,156.2,1.9558,24.7,0.87\n");
    let said = refused(&desk, "rates.csv", "--open-missing");
    assert!(
        said.contains("this looks like a table of exchange rates, not of assets\n  hint: import the assets themselves"),
        "{said}"
    );
}
