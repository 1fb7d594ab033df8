//! `impound case edit` and `impound source edit`.

use super::desk::Desk;

#[test]
fn a_case_is_edited_by_entries_and_the_latest_is_shown() {
    let desk = Desk::new();
    assert_eq!(
        desk.does("case edit coco --title \"Coco and others\" --authority JUNALCO --offence fraud --offence theft --reason \"a better title\""),
        "entry 4  case coco edited: Coco and others (a better title)\nreceipt  4 entries, root [digest]\n"
    );
    desk.does("case edit coco --authority \"\" --offence \"\" --opened 2024 --lead DE");
    assert_eq!(desk.does("case list"), "case  lead  title\ncoco  DE    Coco and others\n");
    assert_eq!(
        desk.does("case show coco"),
        "case    coco\ntitle   Coco and others\nlead    DE (Germany)\nopened  2024\nentry   2\n\
         edited  by entry 4 on 2024-07-01T08:00:04Z (a better title)\n        by entry 5 on 2024-07-01T08:00:05Z\n\n\
         no assets\n"
    );
    assert!(desk.does("show 2").contains("\ntitle     Coco\n"), "{}", desk.does("show 2"));
    assert!(desk.does("show 5").contains("\nedits     entry 4\n"), "{}", desk.does("show 5"));
    assert!(desk.does("show 4").contains("\nreason     a better title\n"), "{}", desk.does("show 4"));
    desk.does("case edit coco --opened \"\"");
    assert!(!desk.does("case show coco").contains("opened"));
    assert!(desk.does("verify").ends_with("\nno differences\n"));
}

#[test]
fn a_source_is_edited_by_entries_and_the_latest_is_shown() {
    let desk = Desk::new();
    std::fs::write(desk.path("letter.txt"), "a letter").unwrap();
    desk.does("source edit S1 --publisher \"A court\" --published 2024-06-28 --url https://example.org --lang fr --kind letter");
    desk.does("source edit S1 --file [desk]/letter.txt --url \"\" --reason \"the letter itself\"");
    assert_eq!(desk.does("source list"), "source  published   title\nS1      2024-06-28  A release\n");
    let shown = desk.does("source show S1");
    assert!(shown.contains("\nfile       8 bytes, SHA-256 ") && !shown.contains("example.org"), "{shown}");
    assert!(shown.contains("by entry 5 on 2024-07-01T08:00:05Z (the letter itself)\n"), "{shown}");
    desk.does("source edit S1 --file \"\" --published \"\" --publisher \"\" --lang \"\" --kind \"\"");
    assert!(!desk.does("source list").contains("2024"));
    assert!(desk.does("verify").ends_with("\nno differences\n"));
}

#[test]
fn an_impossible_edit_is_refused() {
    let desk = Desk::new();
    desk.refuses(
        "case edit nobody --title x",
        1,
        "impound: there is no case nobody\n  hint: open it: `impound case open nobody --title … --lead CC`\n",
    );
    desk.refuses(
        "source edit nothing --title x",
        1,
        "impound: there is no source nothing\n  hint: add it: `impound source add nothing --title …`\n",
    );
    desk.refuses(
        "case edit coco --title Coco",
        1,
        "impound: the case coco already says so\n  hint: `impound case show coco` shows its particulars\n",
    );
    assert_eq!(desk.run("case edit coco").code, 2);
    assert_eq!(desk.run("source edit S1 --reason x").code, 2);
    assert_eq!(desk.run("case edit coco --title \"\"").code, 1);
    assert_eq!(desk.run("case edit coco --lead \"\"").code, 1);
    // A source that is an import's file stays that file, and no other source becomes one.
    std::fs::write(desk.path("rows.csv"), "case,action,date\ncoco,freeze,2024\n").unwrap();
    desk.does("import [desk]/rows.csv");
    let list = desk.does("source list");
    let file =
        list.lines().skip(1).find(|line| !line.starts_with("S1")).unwrap().split("  ").next().unwrap().to_owned();
    for edit in [
        format!("source edit \"{file}\" --kind letter"),
        format!("source edit \"{file}\" --file \"\""),
        "source edit S1 --kind import".to_owned(),
    ] {
        let said = desk.run(&edit);
        assert_eq!(said.code, 1, "{edit}");
        assert!(said.err.contains("an edit cannot change which imported file the source"), "{}", said.err);
    }
    desk.does(&format!("source edit \"{file}\" --title \"Our own list\""));
    assert!(desk.does("import [desk]/rows.csv").contains("nothing new"));
}

#[test]
fn a_pack_lists_cases_as_they_were_at_its_head() {
    let desk = Desk::new();
    desk.does("export pack [desk]/before");
    desk.does("case edit coco --title \"Coco and others\"");
    desk.does("export pack [desk]/after");
    let cases = |pack: &str| std::fs::read_to_string(desk.path(pack).join("cases.csv")).unwrap();
    assert!(cases("before").contains(",Coco,") && cases("after").contains(",Coco and others,"), "{}", cases("after"));
    assert_eq!(desk.run("verify-pack [desk]/after").code, 0);
}

#[test]
fn unlikely_dates_of_cases_and_sources_are_queried() {
    let desk = Desk::new();
    let hint = "  hint: check the date; --unusual-date records it as it is\n";
    for (command, flag) in [
        ("case open mill --title Mill --lead DE", "--opened"),
        ("case edit coco", "--opened"),
        ("source add S2 --title Letter", "--published"),
        ("source edit S1", "--published"),
    ] {
        for (date, why) in [
            ("2024-07-03", "2024-07-03 is in the future: today is 2024-07-01 (UTC)"),
            ("2204-06", "2204-06 is in the future: today is 2024-07-01 (UTC)"),
            ("1899", "1899 is before 1900"),
        ] {
            desk.refuses(&format!("{command} {flag} {date}"), 1, &format!("impound: {flag}: {why}\n{hint}"));
        }
        desk.does(&format!("{command} {flag} 2024-07-02 --dry-run"));
        desk.does(&format!("{command} {flag} 1899 --unusual-date --ref {}", command.replace(' ', "")));
    }
    assert_eq!(desk.run("case edit coco --unusual-date").code, 2);
}
