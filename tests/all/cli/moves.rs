//! `impound transfer`, `recover`, `dispose --proceeds` and `attest`, and what they show.

use super::desk::Desk;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.does("seize --case coco --in DE --kind vessel --amount \"900000 EUR\" --on 2024-06-25 --source S1 --subject owner:Ada");
    desk
}

#[test]
fn an_asset_moves_to_another_place_and_keeper() {
    let desk = desk();
    let said = desk.does("transfer coco:1 --to IT --custodian ANBSC --on 2024-06-27 --source S1");
    assert!(said.starts_with("entry 5  coco:1  transferred: to IT, kept by ANBSC, on 2024-06-27\n"), "{said}");
    let shown = desk.does("show coco:1");
    assert!(shown.contains("jurisdictions  IT\n") && shown.contains("custodian      ANBSC\n"), "{shown}");
    let refused = desk.run("transfer coco:1 --on 2024-06-28 --source S1");
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains("hint: give --to PLACES, --custodian NAME, or both"), "{}", refused.err);
    assert_eq!(desk.run("transfer --to IT --on 2024-06-28 --source S1").code, 2);
    assert_eq!(desk.run("transfer coco:1 --asset coco:1 --to IT --on 2024-06-28 --source S1").code, 2);
    assert!(desk.run("transfer coco:1 --to \"\" --on 2024-06-28 --source S1").err.contains("the place is empty"));
    desk.does("correct 5 --reason misread --to FR,IT");
    assert!(desk.does("show coco:1").contains("jurisdictions  FR+IT\n"));
    assert!(desk.does("verify").ends_with("\nno differences\n"));
}

#[test]
fn what_is_not_allowed_is_answered_with_what_is() {
    let desk = desk();
    let refused = desk.run("recover coco:1 --on 2024-06-28 --source S1").err;
    assert!(refused.contains("coco:1 is seized: recover is not allowed"), "{refused}");
    desk.does("dispose --asset coco:1 --how lost --on 2024-06-27 --source S1");
    let refused = desk.run("transfer coco:1 --to IT --on 2024-06-28 --source S1").err;
    assert!(refused.contains("hint: from disposed an asset allows recover"), "{refused}");
    let said = desk.does("recover --asset coco:1 --on 2024-06-29 --source S1");
    assert!(said.starts_with("entry 6  coco:1  recovered: on 2024-06-29\n"), "{said}");
    assert!(desk.does("show coco:1").contains("stage          seized\n"));
}

#[test]
fn a_sale_names_the_item_that_holds_its_money() {
    let desk = desk();
    let sale = "dispose --asset coco:1 --how sold --proceeds \"rund 650 Tsd. Euro\" --costs 12500.50 --on 2024-06-27 --source S1";
    let said = desk.does(sale);
    assert!(
        said.starts_with(
            "entry 5  coco:1  disposed: on 2024-06-27, sold, for ~650000.00 EUR less costs of 12500.50 EUR: coco:1.1 stands in its place\n"
        ),
        "{said}"
    );
    let shown = desk.does("show coco:1.1 --personal");
    for line in ["derived from   coco:1\n", "kind           cash\n", "stage          seized\n", "owner: Ada"] {
        assert!(shown.contains(line), "{line} in {shown}");
    }
    assert!(desk.does("history coco:1.1").contains("entry 5"));
    assert!(desk.does("show coco:1").contains("\nitems\ncoco:1.1"));
    assert!(desk.does("verify").ends_with("\nno differences\n"));
    desk.does("void 5 --reason wrong");
    assert_eq!(desk.run("show coco:1.1").code, 1);
}

#[test]
fn an_attestation_is_shown_next_to_the_ledgers_figure_and_changes_nothing() {
    let desk = Desk::new();
    desk.does("seize --case coco --in DE --kind crypto-asset --amount \"50 BTC\" --on 2024-06-20 --source S1");
    let before = desk.does("report holdings --format csv");
    let look = "attest coco:1 --how \"balance of the wallet\" --source S1";
    let said = desk.does(&format!("{look} --amount \"49.5 BTC\" --on 2024-06-25T09:00:00+02:00 --at-block 849000"));
    assert!(
        said.starts_with(
            "entry 5  attested of coco:1 on 2024-06-25T09:00:00+02:00: 49.50000000 BTC, by balance of the wallet (block 849000)\n"
        ),
        "{said}"
    );
    desk.does(&format!("{look} --amount \"50 BTC\" --on 2024-06-21"));
    desk.does(&format!("{look} --amount \"49.5 BTC\" --on 2024-06-25T09:00:00+02:00 --ref x"));
    desk.does(&format!("{look} --amount \"49.5 BTC\" --on 2024-06-25T09:00:00+02:00 --ref x"));
    assert_eq!(desk.does("report holdings --format csv"), before);
    let report = desk.does("report attestations --format csv");
    assert_eq!(
        report,
        "asset,case,kind,stage,currency,lower,lower_inclusive,upper,upper_inclusive,approximate,date,age,how,at_block,\
         attested_currency,attested_lower,attested_lower_inclusive,attested_upper,attested_upper_inclusive,\
         attested_approximate,difference_lower,difference_lower_inclusive,difference_upper,difference_upper_inclusive,\
         difference_approximate,sources,entry\n\
         coco:1,coco,crypto-asset,seized,BTC,50.00000000,true,50.00000000,true,false,2024-06-25T09:00:00+02:00,6,\
         balance of the wallet,,BTC,49.50000000,true,49.50000000,true,false,-0.50000000,true,-0.50000000,true,false,S1,7\n"
    );
    let earlier = desk.does("report attestations --as-of 2024-06-24 --format csv");
    assert!(earlier.contains(",2024-06-21,3,") && earlier.contains(",0.00000000,true,0.00000000,"), "{earlier}");
    let shown = desk.does("show coco:1");
    assert_eq!(shown.split("attestations\n").nth(1).unwrap().lines().take_while(|line| !line.is_empty()).count(), 3);
    assert!(desk.does("verify").ends_with("\nno differences\n"));
    desk.does("rederive");
    for (rest, said) in [
        ("--amount \"5 BTC\" --on 2024-06", "neither a day nor an instant"),
        ("--amount \"5 BTC\" --on 2025-06-01", "in the future"),
        ("--amount 5x --on 2024-06-25", "--amount"),
    ] {
        let refused = desk.run(&format!("{look} {rest}"));
        assert!(refused.code == 1 && refused.err.contains(said), "{}", refused.err);
    }
    assert_eq!(desk.run("attest coco:9 --amount \"5 BTC\" --on 2024-06-25 --how x --source S1").code, 1);
}

#[test]
fn an_attestation_can_be_voided_and_reinstated() {
    let desk = desk();
    desk.does("attest coco:1 --amount \"900000 EUR\" --on 2024-06-26 --how counted --source S1");
    desk.does("attest coco:1 --amount \"9 EUR\" --on 2024-06-27 --how counted --source S1");
    let latest = || {
        let report = desk.does("report attestations --format csv");
        report.lines().nth(1).and_then(|line| line.rsplit(',').next()).map(str::to_owned)
    };
    assert_eq!(latest().as_deref(), Some("6"));
    desk.does("void 6 --reason \"another asset\"");
    assert_eq!(latest().as_deref(), Some("5"));
    let shown = desk.does("show coco:1");
    assert!(shown.contains("\nattestations\nentry 5  ") && !shown.contains("entry 6  2024"), "{shown}");
    desk.does("reinstate 6 --reason \"this one after all\"");
    assert_eq!(latest().as_deref(), Some("6"));
    assert_eq!(desk.run("adopt 6 --reason \"the better look\"").code, 1);
    desk.does("export pack [desk]/pack");
    desk.does("verify-pack [desk]/pack");
    assert_eq!(desk.does("verify").lines().last(), Some("no differences"));
}
