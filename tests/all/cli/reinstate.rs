use super::desk::Desk;

/// A ledger whose entry 4 freezes coco:1, entry 5 corrects it and entry 6 voids it.
fn voided() -> Desk {
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind cash --amount \"100 EUR\" --on 2024 --source S1");
    desk.does("correct 4 --reason misread --amount \"90 EUR\"");
    desk.does("void 4 --reason \"never happened\"");
    desk
}

#[test]
fn an_entry_takes_a_void_back_and_the_last_reading_counts_again() {
    // Any entry of the action names it, and so does the one that voided it.
    for entry in [4, 5, 6] {
        let desk = voided();
        assert_eq!(desk.does("report holdings --format csv").lines().count(), 1);
        assert_eq!(
            desk.does(&format!("reinstate {entry} --reason \"it did happen\"")),
            "entry 7  coco:1  reinstates entry 4: it did happen\nreceipt  7 entries, root [digest]\n"
        );
        assert!(desk.does("report holdings --format csv").contains("\nDE,frozen,EUR,1,1,0,0,0,"), "{entry}");
        assert_eq!(desk.does("report holdings --format csv --at-entry 6").lines().count(), 1);
        assert_eq!(
            desk.does("show 7"),
            "entry       7\nrecorded    2024-07-01T08:00:07Z by Ada\nreinstates  entry 4\nasset       coco:1\n\
             reason      it did happen\ndigest      [digest]\n"
        );
        assert!(desk.does("show 5").contains("current\n"));
        let history = desk.does("history coco:1");
        assert!(history.contains("voids entry 4") && history.contains("reinstates entry 4"), "{history}");
        assert!(desk.does("verify").ends_with("\nno differences\n"));
    }
}

#[test]
fn an_action_that_is_not_void_or_no_longer_possible_is_not_reinstated() {
    let desk = voided();
    desk.refuses(
        "reinstate 2 --reason x",
        1,
        "impound: entry 2 records no action\n  hint: `impound report register` lists them\n",
    );
    desk.does("reinstate 4 --reason x");
    desk.refuses(
        "reinstate 4 --reason x",
        1,
        "impound: entry 4 is not void\n  hint: only what was voided can be reinstated\n",
    );
    // Something recorded since then stands in its way.
    let desk = Desk::new();
    desk.does("freeze --case coco --in DE --kind cash --amount \"100 EUR\" --on 2024 --source S1");
    desk.does("release --part-of coco:1 --amount \"80 EUR\" --on 2024 --source S1");
    desk.does("void 5 --reason \"never happened\"");
    desk.does("release --part-of coco:1 --amount \"70 EUR\" --on 2024 --source S1");
    let before = desk.files();
    let said = desk.run("reinstate 5 --reason x");
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("hint: record the action again as it can be recorded now"), "{}", said.err);
    assert!(before == desk.files());
}

#[test]
fn a_repeated_reinstatement_reports_a_later_void() {
    let desk = voided();
    desk.does("reinstate 4 --reason x --ref back");
    assert_eq!(
        desk.does("reinstate 4 --reason x --ref back"),
        "recorded already as entry 7  coco:1  reinstates entry 4: x\nreceipt  7 entries, root [digest]\n"
    );
    assert!(desk.does("void 4 --reason \"after all\" --json").starts_with("{\"entry\":8,\"asset\":\"coco:1\","));
    assert!(
        desk.does("reinstate 4 --reason x --ref back")
            .starts_with("recorded already as entry 7, which was voided by entry 8  coco:1  ")
    );
}
