//! `man`: a page for each command.

use super::desk::Desk;
use crate::tools;

#[test]
fn every_command_has_a_page_with_name_synopsis_and_examples() {
    let desk = Desk::new();
    let said = desk.does("man [desk]/man");
    let pages: Vec<_> = std::fs::read_dir(desk.path("man")).unwrap().map(|page| page.unwrap().path()).collect();
    assert_eq!(said, format!("{} pages written to [desk]/man\n", pages.len()));
    for name in ["impound.1", "impound-case.1", "impound-case-open.1", "impound-add.1", "impound-report-holdings.1"] {
        assert!(pages.iter().any(|page| page.ends_with(name)), "{name}");
    }
    for page in &pages {
        let text = std::fs::read_to_string(page).unwrap();
        let parts = ["\n.SH NAME\n", "\n.SH SYNOPSIS\n", "\n.SH DESCRIPTION\n"];
        assert!(parts.iter().all(|part| text.contains(part)), "{}", page.display());
        // Commands that only group others have no example.
        let groups = text.contains("\n.SH SUBCOMMANDS\n") && !page.ends_with("impound.1");
        assert!(groups || text.contains("\n.SH EXAMPLES\n"), "{}", page.display());
        assert!(text.contains("  impound ") || groups, "{}", page.display());
    }
}

#[test]
fn the_pages_are_the_same_each_time_and_replace_those_before() {
    let desk = Desk::new();
    desk.does("man [desk]/man");
    let read = || {
        std::fs::read_dir(desk.path("man"))
            .unwrap()
            .map(|page| {
                let page = page.unwrap().path();
                (page.clone(), std::fs::read(page).unwrap())
            })
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    let before = read();
    desk.does("man [desk]/man --quiet");
    assert!(before == read());
    assert!(
        desk.does("man [desk]/man --json").starts_with("{\"directory\":\"[desk]/man\",\"pages\":[\"impound-add.1\",")
    );
}

#[test]
fn a_reader_of_manuals_finds_no_fault_with_them() {
    if !tools::at_hand("man", "manual pages") {
        return;
    }
    let desk = Desk::new();
    desk.does("man [desk]/man");
    for page in std::fs::read_dir(desk.path("man")).unwrap() {
        let page = page.unwrap().path();
        let mut man = std::process::Command::new("man");
        let shown =
            man.args(["--warnings", "-l"]).arg(&page).env("MANPAGER", "cat").env("MANWIDTH", "80").output().unwrap();
        assert!(
            shown.status.success() && shown.stderr.is_empty(),
            "{}: {}",
            page.display(),
            String::from_utf8_lossy(&shown.stderr)
        );
    }
}
