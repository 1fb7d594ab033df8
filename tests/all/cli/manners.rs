//! Messages for a person who mistypes: what could be meant, and what to type.

use impound::cli::Terminal;

use super::desk::Desk;

#[test]
fn a_day_with_two_readings_is_refused_with_both() {
    let desk = Desk::new();
    for (on, read) in [("03/04/2024", "3 April 2024 and 4 March 2024"), ("3.4.2024", "3 April 2024 and 4 March 2024")] {
        desk.refuses(
            &format!("freeze --case coco --in DE --kind cash --on {on} --source S1"),
            1,
            &format!("impound: --on: “{on}” has two readings: {read}\n  hint: write 2024-04-03 or 2024-03-04\n"),
        );
    }
    let said = desk.run("report holdings --as-of 03/04/2024");
    assert!(said.code == 1 && said.err.contains("has two readings"), "{said:?}");
}

#[test]
fn an_asset_given_as_an_entry_is_refused_with_a_way_to_find_its_entries() {
    let desk = Desk::new();
    for command in
        ["void coco:1 --reason r", "erase coco:1.2 --reason r --authority a", "correct @r --reason r", "prove coco:1"]
    {
        let said = desk.run(command);
        assert_eq!(said.code, 2, "{command}: {said:?}");
        assert!(said.err.contains("expected an entry number: `impound history "), "{command}: {}", said.err);
        assert!(!said.err.contains("invalid digit"), "{}", said.err);
    }
}

#[test]
fn a_mistyped_case_is_answered_with_the_nearest_one_not_with_opening_another() {
    let desk = Desk::new();
    for command in [
        "show cooc",
        "show Coko",
        "show cocco:1",
        "history coc:1",
        "case show coc0",
        "report holdings --case cocoo",
        "asset list --case coc",
        "freeze --case coko --in DE --kind cash --on 2024 --source S1",
    ] {
        let said = desk.run(command);
        assert_eq!(said.code, 1, "{command}: {said:?}");
        assert!(
            said.err.contains("there is no case ") && said.err.contains("did you mean “coco”?"),
            "{command}: {}",
            said.err
        );
        assert!(!said.err.contains("case open"), "{command}: {}", said.err);
    }
    let said = desk.run("show baltic");
    assert!(said.code == 1 && said.err.contains("impound case open baltic"), "{said:?}");
}

#[test]
fn everything_that_a_new_asset_lacks_is_listed_at_once() {
    let desk = Desk::new();
    let said = desk.run("freeze --case coco");
    assert_eq!(said.code, 2);
    for flag in ["--on", "--source", "A new asset also needs: --in, --kind\n"] {
        assert!(said.err.contains(flag), "{flag}: {}", said.err);
    }
    assert!(!desk.run("freeze --asset coco:1").err.contains("also needs"));
}

#[test]
fn the_ending_of_a_file_decides_its_format_and_an_unknown_one_is_refused() {
    let desk = Desk::new();
    for ending in ["ods", "pdf", "cvs", "markdown"] {
        let said = desk.run(&format!("report holdings --output [desk]/x.{ending}"));
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains(&format!("“.{ending}” is not a report format")), "{}", said.err);
        assert!(!desk.path(&format!("x.{ending}")).exists());
    }
    desk.does("report holdings --output [desk]/x.CSV");
    assert!(std::fs::read_to_string(desk.path("x.CSV")).unwrap().starts_with("jurisdiction,"));
    desk.does("report holdings --output [desk]/x.json");
    assert!(std::fs::read_to_string(desk.path("x.json")).unwrap().starts_with('{'));
    desk.does("report holdings --output [desk]/x.html");
    assert!(std::fs::read_to_string(desk.path("x.html")).unwrap().starts_with("<!DOCTYPE html>"));
    for other in [
        "report holdings --output [desk]/x",
        "report holdings --output [desk]/x.txt",
        "report holdings --format csv --output [desk]/x.dat",
    ] {
        desk.does(other);
    }
}

#[test]
fn on_a_terminal_no_line_is_broken_inside_a_word() {
    let mut desk = Desk::new();
    let what =
        "two servers and what was found on them in the cellar of the house, as the protocol of the day describes it";
    desk.does(&format!("freeze --case coco --in DE,FR,NL --kind server --on ../2024-06-28 --source S1 --what \"{what}\" --note \"{what}\""));
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    for command in ["show 4", "show coco:1", "show coco", "history coco:1", "doctor"] {
        let whole = words(&desk.does(command));
        for width in [80, 60, 40] {
            desk.set_terminal(Terminal { output: true, width: Some(width), ..Terminal::default() });
            let fitted = desk.does(command);
            // The free space on the disk differs each time.
            let without_figures = |words: &[String]| {
                words.iter().filter(|word| word.parse::<u64>().is_err()).cloned().collect::<Vec<_>>()
            };
            assert_eq!(without_figures(&words(&fitted)), without_figures(&whole), "{command} at {width}");
            let longest = fitted
                .lines()
                .filter(|line| line.split_whitespace().count() > 1)
                .map(|line| line.trim_start().chars().count());
            assert!(longest.max().unwrap_or(0) <= usize::from(width), "{command} at {width}: {fitted}");
            desk.set_terminal(Terminal::default());
        }
    }
}

#[test]
fn a_reference_that_looks_like_another_is_questioned() {
    let desk = Desk::new();
    let cyrillic = "\u{441}\u{43e}\u{441}\u{43e}";
    let open = format!("case open {cyrillic} --title Other --lead FR");
    let said = desk.run(&open);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(
        said.err.contains("looks like “coco”, which is in the ledger, in which U+0441 replaces U+0063"),
        "{}",
        said.err
    );
    assert!(said.err.contains("--anyway"), "{}", said.err);
    desk.does(&format!("{open} --anyway"));
    let said = desk.run("source add Sl --title Other");
    assert!(said.code == 1 && said.err.contains("looks like “S1”"), "{said:?}");
    desk.does("source add Sl --title Other --anyway");
    for odd in ["coco\u{fe0f}", "co\u{a0}co", "coco\u{2800}"] {
        let said = desk.run(&format!("case open \"{odd}\" --title Other --lead FR --anyway"));
        assert!(said.code == 1 && said.err.contains("which the eye cannot recognise"), "{said:?}");
    }
}
