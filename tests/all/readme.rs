//! The README's console blocks run, in order, on one ledger; what they print is what it shows.

use std::path::Path;

use crate::harness::Desk;

/// The commands of the `console` blocks, each with the lines that it shows.
fn steps(readme: &str) -> Vec<(String, Vec<String>)> {
    let mut steps: Vec<(String, Vec<String>)> = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            line if inside => match (line.strip_prefix("$ impound "), steps.last_mut()) {
                (Some(command), _) => steps.push((command.to_owned(), Vec::new())),
                (None, Some((_, shown))) => shown.push(line.trim_end().to_owned()),
                (None, None) => panic!("{line} stands before any command"),
            },
            _ => {}
        }
    }
    steps
}

/// Whether a line is as shown, where `…` stands for anything.
fn is_as_shown(line: &str, shown: &str) -> bool {
    match shown.split_once('…') {
        None => line == shown,
        Some((before, after)) => {
            line.len() >= before.len() + after.len() && line.starts_with(before) && line.ends_with(after)
        }
    }
}

#[test]
fn the_tour_prints_what_the_readme_shows() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let desk = Desk::empty();
    let steps = steps(&readme);
    assert!(steps.len() > 10, "the tour has {} steps", steps.len());
    let mut anew = String::new();
    let mut differs = false;
    for (command, shown) in &steps {
        let said = desk.run(command);
        let printed: Vec<String> =
            format!("{}{}", said.out, said.err).lines().map(|l| l.trim_end().to_owned()).collect();
        let same =
            printed.len() == shown.len() && printed.iter().zip(shown).all(|(line, shown)| is_as_shown(line, shown));
        differs |= !same;
        anew.push_str(&format!("$ impound {command}\n{}\n", printed.join("\n")));
    }
    assert!(!differs, "the tour prints:\n{anew}");
}

#[test]
fn a_line_is_as_shown_only_if_it_is() {
    assert!(is_as_shown("receipt  1 entries, root ab", "receipt  1 entries, root …"));
    assert!(!is_as_shown("receipt  2 entries, root ab", "receipt  1 entries, root …"));
    assert!(!is_as_shown("a", "a…a"));
    assert!(!is_as_shown("b", "a"));
}
