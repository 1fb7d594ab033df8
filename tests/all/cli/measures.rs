//! `--value`, `--count`, and the reports that add them up.

use super::desk::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.does("seize --case coco --in DE --kind crypto-asset --amount \"50000 BTC\" --value \"2.1 billion euros\" --on 2024-01-15 --source S1");
    desk.does("freeze --case coco --in DE --kind bank-account --amount \"3200000 EUR\" --count 83 --count-of accounts --on 2024-01-20 --source S1");
    desk
}

#[test]
fn an_entry_shows_what_the_asset_is_worth_and_how_many_it_is() {
    let desk = desk();
    let shown = desk.does("show 4");
    assert!(shown.contains("value") && shown.contains("2100000000.00 EUR"), "{shown}");
    let shown = desk.does("show 5");
    assert!(shown.contains("83") && shown.contains("accounts"), "{shown}");
}

#[test]
fn holdings_list_values_and_counts_after_amounts() {
    assert_eq!(
        desk().does("report holdings --by stage --values --counts --format csv"),
        "stage,currency,value_currency,count_of,assets,exact,bounded,unstated,non_valued,undated,lower,lower_inclusive,upper,\
         upper_inclusive,approximate,value_exact,value_bounded,value_unstated,value_non_valued,value_lower,\
         value_lower_inclusive,value_upper,value_upper_inclusive,value_approximate,count,count_upper,count_approximate\n\
         frozen,EUR,EUR,accounts,1,1,0,0,0,0,3200000.00,true,3200000.00,true,false,1,0,0,0,3200000.00,true,3200000.00,true,\
         false,83,83,false\n\
         seized,BTC,EUR,,1,1,0,0,0,0,50000.00000000,true,50000.00000000,true,false,1,0,0,0,2100000000.00,true,\
         2100000000.00,true,false,,,\n"
    );
}

#[test]
fn values_alone_have_neither_amounts_nor_their_currency() {
    assert_eq!(
        desk().does("report actions --by case --values-only --format csv"),
        "case,action,value_currency,actions,value_exact,value_bounded,value_unstated,value_non_valued,value_lower,\
         value_lower_inclusive,value_upper,value_upper_inclusive,value_approximate\n\
         coco,freeze,EUR,1,1,0,0,0,3200000.00,true,3200000.00,true,false\n\
         coco,seize,EUR,1,1,0,0,0,2100000000.00,true,2100000000.00,true,false\n"
    );
    assert_eq!(desk().run("report holdings --values --values-only").code, 2);
}

#[test]
fn stored_totals_and_all_entries_give_the_same_figures() {
    let desk = desk();
    desk.does("revalue --asset coco:1 --value \"~3 billion euros\" --on 2024-02-01 --source S1");
    desk.does("seize --asset coco:2 --on 2024-02-01 --source S1");
    for report in ["holdings --by kind", "holdings --in DE", "actions --by kind,year", "actions --by month"] {
        for measures in ["", "--values", "--values-only", "--counts", "--values --counts"] {
            let with = |filter: &str| desk.does(&format!("report {report} {measures} {filter} --format csv"));
            assert_eq!(with(""), with("--case coco"), "{report} {measures}");
        }
    }
    assert!(desk.does("verify").ends_with("no differences\n"));
}

#[test]
fn an_invalid_value_or_count_is_refused_with_a_hint() {
    let desk = Desk::new();
    for (flags, code, says) in [
        ("--value \"5 BTC\"", 1, "--value is in BTC, which is not a currency"),
        ("--count 83", 1, "add --count-of accounts"),
        ("--count-of accounts", 1, "--count-of accounts does not say how many there are"),
        ("--count many --count-of accounts", 1, "is not a number of things"),
        ("--count 3 --count-of bananas", 1, "“bananas” is not a known word for what is counted"),
        ("--value 500", 1, "--value"),
    ] {
        let said = desk.run(&format!("freeze --case coco --in DE --kind other --on 2024 --source S1 {flags}"));
        assert_eq!(said.code, code, "{flags}: {}", said.err);
        assert!(said.err.contains(says), "{flags}: {}", said.err);
    }
}

#[test]
fn an_action_like_another_copies_its_value_and_its_count_but_not_its_amount() {
    let desk = desk();
    desk.does("seize --like 4 --amount \"7 BTC\" --anyway");
    desk.does("freeze --like 5 --amount \"7 EUR\" --anyway");
    let rows = desk.does("report register --format csv");
    assert_eq!(rows.matches(",2100000000.00 EUR,").count(), 2);
    assert_eq!(rows.matches(",83,accounts,").count(), 2);
}
