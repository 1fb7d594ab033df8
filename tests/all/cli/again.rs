//! `--ref` on every command that records: a repeat adds no entry, and other content is refused.

use super::desk::Desk;

/// A ledger with what each of [`COMMANDS`] needs.
fn desk() -> Desk {
    let desk = Desk::new();
    let more = "--on 2024-06-25 --source S1";
    for person in ["Grace", "Linus", "Edsger"] {
        desk.does(&format!(
            "freeze --case coco --in DE --kind cash --amount \"5 EUR\" --subject {person} --anyway {more}"
        ));
    }
    desk.does("restrict 6 --reason contested");
    desk.does(&format!("freeze --case coco --in DE --kind cash --amount \"6 EUR\" {more}"));
    desk.does("void 8 --reason twice");
    desk
}

/// Every command that records, with other content that the same reference refuses.
const COMMANDS: [(&str, &str); 16] = [
    ("case open other --title Other --lead DE", "case open other --title Another --lead DE"),
    ("case edit coco --title \"Coco and others\" --reason \"a better title\"", "case edit coco --title Coco2"),
    (
        "case event coco --on 2024-06-25 --what \"the site is closed\" --source S1",
        "case event coco --on 2024-06-26 --what \"the site is closed\" --source S1",
    ),
    (
        "claim coco --about victims --count 480 --on 2024-06-25 --source S1",
        "claim coco --about victims --count 481 --on 2024-06-25 --source S1",
    ),
    ("source add S2 --title Letter", "source add S2 --title \"Another letter\""),
    ("source edit S1 --publisher \"A court\"", "source edit S1 --publisher \"Another court\""),
    (
        "freeze --case coco --in FR --kind cash --amount \"7 EUR\" --on 2024 --source S1",
        "freeze --case coco --in FR --kind cash --amount \"8 EUR\" --on 2024 --source S1",
    ),
    ("seize --asset coco:1 --on 2024-06-28 --source S1", "seize --asset coco:1 --on 2024-06-29 --source S1"),
    (
        "release --part-of coco:2 --amount \"1 EUR\" --on 2024-06-28 --source S1",
        "release --part-of coco:2 --amount \"2 EUR\" --on 2024-06-28 --source S1",
    ),
    ("revalue --asset coco:2 --amount \"6 EUR\" --on 2024-06-28 --source S1 --of rest", "void 4 --reason x"),
    ("correct 4 --reason misread --note n", "correct 4 --reason misread --note m"),
    ("void 5 --reason twice", "void 5 --reason \"never happened\""),
    ("reinstate 8 --reason \"not twice\"", "reinstate 8 --reason \"once only\""),
    ("erase 4 --reason acquitted --authority CNIL", "erase 4 --reason acquitted --authority \"A court\""),
    ("restrict 5 --reason contested", "restrict 5 --reason disputed"),
    ("unrestrict 6 --reason confirmed", "restrict 6 --reason confirmed"),
];

#[test]
fn a_retry_of_any_recording_command_must_match_in_every_field() {
    for (command, other) in COMMANDS {
        // The asset has no items, so --of does not apply.
        let command = command.replace(" --of rest", "");
        let desk = desk();
        let first = desk.run(&format!("{command} --ref again"));
        assert_eq!(first.code, 0, "{command}: {}", first.err);
        assert!(first.out.starts_with("entry 10  "), "{command}: {}", first.out);
        let before = desk.files();
        let second = desk.run(&format!("{command} --ref again"));
        assert_eq!(second.code, 0, "{command}: {}", second.err);
        assert_eq!(second.out, first.out.replacen("entry 10", "recorded already as entry 10", 1), "{command}");
        let json: serde_json::Value =
            serde_json::from_str(&desk.run(&format!("{command} --ref again --json")).out).unwrap();
        assert_eq!((&json["entry"], &json["repeated"]), (&10.into(), &true.into()), "{command}");
        let said = desk.run(&format!("{other} --ref again"));
        assert_eq!(said.code, 1, "{other}: {}", said.out);
        assert!(said.err.contains("entry 10 has the same reference and other content"), "{other}: {}", said.err);
        assert!(before == desk.files(), "{command}");
        assert!(desk.does("verify").ends_with("\nno differences\n"), "{command}");
    }
}

#[test]
fn a_reference_belongs_to_one_entry_of_any_kind() {
    let desk = desk();
    desk.does("case open other --title Other --lead DE --ref mine");
    for (command, _) in COMMANDS.iter().skip(1) {
        let said = desk.run(&format!("{} --ref mine", command.replace(" --of rest", "")));
        assert_eq!(said.code, 1, "{command}: {}", said.out);
        assert!(said.err.contains("entry 10 has the same reference and other content"), "{command}: {}", said.err);
    }
    assert!(desk.run("seize --asset @mine --on 2024 --source S1").err.contains("created no asset"));
}

#[test]
fn a_retry_after_a_void_reports_the_void() {
    let desk = Desk::new();
    let freeze = "freeze --case coco --in DE --kind cash --on 2024 --source S1 --ref f";
    desk.does(freeze);
    desk.does("void 4 --reason \"never happened\" --ref v");
    assert!(desk.does(freeze).starts_with("recorded already as entry 4, which was voided by entry 5  coco:1  "));
    assert!(desk.does(&format!("{freeze} --json")).contains(",\"repeated\":true,\"undone_by\":5"));
    desk.does("reinstate 4 --reason \"it did happen\"");
    assert!(desk.does(freeze).starts_with("recorded already as entry 4  coco:1  "));
    let void = desk.does("void 4 --reason \"never happened\" --ref v");
    assert!(void.starts_with("recorded already as entry 5, which was taken back by entry 6  coco:1  "), "{void}");
}

#[test]
fn a_voided_row_of_a_file_is_reported_as_voided() {
    let desk = Desk::new();
    let rows = "ref,case,action,date\na,coco,freeze,2024\nb,coco,freeze,2024-02\n";
    std::fs::write(desk.path("rows.csv"), rows).unwrap();
    desk.does("import [desk]/rows.csv");
    desk.does("void 5 --reason \"never happened\"");
    std::fs::write(desk.path("rows.csv"), format!("{rows}c,coco,freeze,2024-03\n")).unwrap();
    let said = desk.does("import [desk]/rows.csv");
    assert!(said.contains("is entry 5 already, which was voided by entry 8\n"), "{said}");
}
