//! Hostile arguments: never a panic, never a changed file, never a raw control character.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use proptest::prelude::*;

use super::desk::Desk;

const LINES: &[&str] = &[
    "case open X --title X --lead X",
    "source add X --title X --published X --file X",
    "freeze --case X --in DE --kind cash --on 2024 --source S1",
    "freeze --case coco --in X --kind X --what X --id X --on X --source X --subject X",
    "seize --asset X --amount X --currency X --on 2024 --source S1",
    "release --part-of X --amount X --on 2024 --source S1",
    "correct X --reason X",
    "correct 4 --reason X --may-overlap X --ref X",
    "void X --reason X",
    "show X",
    "history X",
    "asset list --case X",
    "amount X --lang X",
    "report holdings --by X --in X --as-of X",
    "X",
];

fn survives(desk: &Desk, line: &str, value: &OsString) {
    let args = shlex::split(line)
        .unwrap()
        .into_iter()
        .map(|word| if word == "X" { value.clone() } else { word.into() })
        .collect();
    let outcome = desk.run_args(b"", args);
    assert!(outcome.code <= 4, "{line}: {outcome:?}");
    if outcome.code != 0 {
        assert!(!outcome.err.is_empty(), "{line}");
    }
    let steers = |text: &str| text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}');
    assert!(!steers(&outcome.out) && !steers(&outcome.err), "{line}: {outcome:?}");
}

#[test]
fn long_strange_and_broken_arguments_are_refused_with_a_message() {
    let desk = Desk::new();
    let values: Vec<OsString> = vec![
        "".into(),
        "-".into(),
        "\u{1b}[2J\u{202e}".into(),
        "a".repeat(100_000).into(),
        "1".repeat(100_000).into(),
        "c:".to_owned().into(),
        format!("coco:1{}", ".1".repeat(30_000)).into(),
        "é".repeat(50_000).into(),
        "@".into(),
        OsString::from_vec(vec![0xff, 0xfe, b'a']),
        "18446744073709551616".into(),
    ];
    for line in LINES {
        for value in &values {
            survives(&desk, line, value);
        }
    }
    assert!(desk.does("verify").ends_with("no differences\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_program_survives_any_text(value in "\\PC{0,40}|.{0,40}", line in 0..LINES.len()) {
        let desk = Desk::new();
        survives(&desk, LINES[line], &value.replace('\0', "").into());
    }
}
