//! `impound reading`, `impound adopt`, `impound report readings`, and voids of claims and events.

use super::desk::Desk;

/// A ledger in which two sources give two figures for one freeze.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.does("source add S2 --title \"The bank\"");
    desk.does("freeze --case coco --in HU,LT --kind bank-account --amount \"100 EUR\" --on 2024-06-25 --source S1");
    desk.does("reading 5 --source \"S2#2\" --amount \"120 euros\" --in HU --on 2024-06-24");
    desk
}

#[test]
fn a_reading_is_recorded_once_and_shown_with_the_others() {
    let desk = desk();
    assert_eq!(
        desk.does("reading 5 --source S2 --amount \"more than 130 EUR\" --ref r --json --dry-run")
            .matches("\"entry\":7")
            .count(),
        1
    );
    desk.does("reading 5 --source S2 --amount \">130 EUR\" --ref r");
    let again = desk.does("reading 5 --source S2 --amount \">130 EUR\" --ref r");
    assert!(again.starts_with("recorded already as entry 7  coco:1"), "{again}");
    assert_eq!(desk.run("reading 5 --source S2 --amount \">131 EUR\" --ref r").code, 1);
    let shown = desk.does("show coco:1");
    let readings = shown.split_once("\nreadings\n").unwrap().1.split_once("\n\n").unwrap().0;
    assert_eq!(
        readings,
        "entry 5  adopted  2024-06-25  HU+LT  100.00 EUR                S1\n\
         entry 6           2024-06-24  HU     120.00 EUR   “120 euros”  S2#2\n\
         entry 7                              >130.00 EUR               S2"
    );
    assert_eq!(
        desk.does("report readings --format csv"),
        "case,asset,action,entry,reading,adopted,date,jurisdictions,currency,amount,lower,lower_inclusive,upper,\
         upper_inclusive,approximate,value,count,count_of,as_written,sources,note\n\
         coco,coco:1,freeze,5,5,true,2024-06-25,HU+LT,EUR,100.00 EUR,100.00,true,100.00,true,false,,,,,S1,\n\
         coco,coco:1,freeze,5,6,false,2024-06-24,HU,EUR,120.00 EUR,120.00,true,120.00,true,false,,,,120 euros,S2#2,\n\
         coco,coco:1,freeze,5,7,false,,,EUR,>130.00 EUR,130.00,false,,,false,,,,,S2,\n"
    );
    assert!(desk.does("verify").ends_with("\nno differences\n"));
}

#[test]
fn an_adopted_reading_counts_and_the_others_stay_beside_it() {
    let desk = desk();
    let held = |desk: &Desk, flags: &str| {
        desk.does(&format!("report holdings --format csv {flags}")).lines().nth(1).unwrap().to_owned()
    };
    assert_eq!(held(&desk, ""), "HU+LT,frozen,EUR,1,1,0,0,0,0,100.00,true,100.00,true,false");
    assert_eq!(held(&desk, "--readings hull"), "HU+LT,frozen,EUR,1,0,1,0,0,0,1,100.00,true,120.00,true,false");
    desk.does("adopt 6 --reason \"the bank\" --ref chosen");
    assert!(desk.does("adopt 6 --reason \"the bank\" --ref chosen").starts_with("recorded already as entry 7"));
    assert_eq!(held(&desk, ""), "HU,frozen,EUR,1,1,0,0,0,0,120.00,true,120.00,true,false");
    assert_eq!(held(&desk, "--at-entry 6"), "HU+LT,frozen,EUR,1,1,0,0,0,0,100.00,true,100.00,true,false");
    assert!(desk.does("show 7").contains("sources        S2#2\n               S1\n"));
    assert!(desk.does("show 5").contains("status         another adopted by entry 7\n"));
    desk.refuses("adopt 6 --reason again", 1, "impound: entry 6 is adopted already\n");
    desk.refuses(
        "void 6 --reason wrong",
        1,
        "impound: the reading of entry 6 is adopted\n  hint: adopt another reading first, or the action's own entry: \
         `impound adopt ENTRY --reason …`\n",
    );
    desk.does("adopt 5 --reason \"the bank withdrew it\"");
    assert_eq!(held(&desk, ""), "HU+LT,frozen,EUR,1,1,0,0,0,0,100.00,true,100.00,true,false");
    desk.does("void 6 --reason withdrawn");
    assert_eq!(desk.does("report readings --format csv").lines().count(), 1);
    assert!(desk.does("show 6").contains("status         voided by entry 9\n"));
    desk.does("reinstate 6 --reason \"not withdrawn\"");
    assert_eq!(desk.does("report readings --format csv").lines().count(), 3);
    desk.does("rederive");
    assert!(desk.does("verify").ends_with("\nno differences\n"));
}

#[test]
fn a_reading_that_says_nothing_or_is_of_no_action_is_refused() {
    let desk = desk();
    desk.refuses(
        "reading 5 --source S2 --note \"by telephone\"",
        1,
        "impound: the reading says nothing of the action\n  hint: say what the source states: --amount, --on, --in or \
         --as-written\n",
    );
    assert_eq!(desk.run("reading 2 --source S2 --amount \"5 EUR\"").code, 1);
    assert_eq!(desk.run("reading 6 --source S2 --amount \"5 EUR\"").code, 1);
    assert_eq!(desk.run("reading 5 --source S9 --amount \"5 EUR\"").code, 1);
    assert_eq!(desk.run("reading 5 --source S2 --on 2099-01-01").code, 1);
    assert_eq!(desk.run("adopt 4 --reason x").code, 1);
}

#[test]
fn claims_and_events_are_voided_and_one_claim_is_adopted() {
    let desk = Desk::new();
    desk.does("claim coco --about victims --count 480 --on 2024 --source S1");
    desk.does("claim coco --about victims --count 500 --on 2024 --source S1");
    desk.does("case event coco --on 2024 --what heard --source S1");
    let claims = |desk: &Desk| {
        let csv = desk.does("report claims --format csv");
        csv.lines().skip(1).map(|line| line.rsplit(',').take(2).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    desk.does("adopt 4 --reason \"the court\"");
    assert_eq!(claims(&desk), ["4 true", "5 false"]);
    desk.does("adopt 5 --reason \"the other court\"");
    assert_eq!(claims(&desk), ["4 false", "5 true"]);
    desk.does("void 5 --reason misread");
    assert_eq!(claims(&desk), ["4 false"]);
    assert!(desk.does("show 5").contains("status    voided by entry 9\n"));
    desk.refuses(
        "void 5 --reason again",
        1,
        "impound: entry 5 was voided by entry 9\n  hint: reinstate it first: `impound reinstate 5 --reason …`\n",
    );
    assert_eq!(desk.run("adopt 6 --reason \"an event\"").code, 1);
    assert!(desk.does("show coco").contains("\nevents\n"));
    desk.does("void 6 --reason misread");
    assert!(!desk.does("show coco").contains("\nevents\n"));
    desk.does("reinstate 5 --reason right");
    assert_eq!(claims(&desk), ["4 false", "5 true"]);
    let at = desk.does("report claims --format csv --at-entry 7");
    assert!(at.contains(",true,4\n") && at.contains(",false,5\n"), "{at}");
    assert!(desk.does("verify").ends_with("\nno differences\n"));
}

#[test]
fn sources_may_disagree_about_a_value_and_a_count() {
    let desk = Desk::new();
    desk.does("source add S2 --title Another");
    desk.does("seize --case coco --in DE --kind crypto-asset --amount \"50000 BTC\" --value \"2 billion euros\" --count 83 --count-of wallets --on 2024-01 --source S1");
    let said = desk.does("reading 5 --source S2 --value \"1.9 billion euros\" --count \">80\"");
    assert!(said.contains("valued at 1900000000.00 EUR, >80 wallets"), "{said}");
    let total = |flags: &str| {
        let csv = desk.does(&format!("report holdings --by stage --values --counts --format csv {flags}"));
        csv.lines().nth(1).unwrap().to_owned()
    };
    let adopted = "seized,BTC,EUR,wallets,1,1,0,0,0,0,50000.00000000,true,50000.00000000,true,false";
    assert_eq!(total(""), format!("{adopted},1,0,0,0,2000000000.00,true,2000000000.00,true,false,83,83,false"));
    assert_eq!(
        total("--readings hull"),
        "seized,BTC,EUR,wallets,1,1,0,0,0,0,1,50000.00000000,true,50000.00000000,true,false,\
         0,1,0,0,1900000000.00,true,2000000000.00,true,false,81,,false"
    );
    desk.does("adopt 6 --reason \"the later one\"");
    let register = desk.does("report register --current --format csv");
    assert!(register.contains(",1900000000.00 EUR,>80,wallets,"), "{register}");
    assert_eq!(total(""), format!("{adopted},1,0,0,0,1900000000.00,true,1900000000.00,true,false,81,,false"));
    // The action's own entry counts again, in its own words.
    desk.does("adopt 5 --reason \"the later one was a slip\"");
    assert!(desk.does("report register --current --format csv").contains(",2000000000.00 EUR,83,wallets,"));
    assert_eq!(desk.does("verify").lines().last(), Some("no differences"));
}

#[test]
fn a_reading_must_say_what_it_counts_if_the_action_does_not() {
    let desk = Desk::new();
    desk.does("seize --case coco --in DE --kind vehicle --on 2024-01 --source S1");
    assert_eq!(desk.run("reading 4 --source S1 --count 5").code, 1);
    desk.does("reading 4 --source S1 --count 5 --count-of vehicles");
    assert_eq!(desk.run("reading 4 --source S1 --value \"5 BTC\"").code, 1);
}
