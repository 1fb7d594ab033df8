//! What output must never contain, written down independently of the program.

/// The first character of a text that could steer a terminal or be invisible on it, and where.
pub(super) fn harm(text: &str) -> Option<String> {
    let at = text.find(|c| c != '\n' && is_harmful(c))?;
    let c = text[at..].chars().next()?;
    let around: String = text[at.saturating_sub(80)..].chars().take(120).collect();
    Some(format!("U+{:04X} at byte {at}: {around:?}", u32::from(c)))
}

fn is_harmful(c: char) -> bool {
    let harmful = [
        0x00..=0x1f,
        0x7f..=0x9f,
        0xad..=0xad,
        0x61c..=0x61c,
        0x200b..=0x200f,
        0x2028..=0x202e,
        0x2060..=0x206f,
        0xfeff..=0xfeff,
        0xfff9..=0xfffb,
        0xe0000..=0xe0fff,
    ];
    harmful.iter().any(|range| range.contains(&u32::from(c)))
}

/// The first cell of a CSV that a spreadsheet could take for a formula.
pub(super) fn formula(csv: &str) -> Option<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    let records = reader.records().map(|record| record.expect("no CSV"));
    let cells: Vec<String> = records.flat_map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>()).collect();
    // A negative figure is a figure.
    cells.into_iter().find(|cell| begins_formula(cell) && cell.parse::<f64>().is_err())
}

fn begins_formula(cell: &str) -> bool {
    let passed = |c: &char| {
        c.is_whitespace() && !"\t\r\n".contains(*c)
            || is_harmful(*c) && !"\t\r\n".contains(*c)
            || ('\u{fe00}'..='\u{fe0f}').contains(c)
            || *c == '\u{2800}'
    };
    cell.chars().find(|c| !passed(c)).is_some_and(|c| "=+-@|%\t\r\n＝＋－＠｜％".contains(c))
}

#[test]
fn the_oracle_finds_harm_and_formulas() {
    for text in ["a\u{1b}[2J", "\u{9b}", "a\tb", "\r", "\u{202e}", "\u{200b}", "\u{e0041}", "\u{7f}"] {
        assert!(harm(text).is_some(), "{text:?}");
    }
    assert_eq!(harm("Köln – 北京, e\u{301}\n"), None);
    for csv in ["a,=1\n", "a,\" +1\"\n", "\u{200b}@x\n", "＝1\n", "\"\t=1\"\n", "\u{2800}%\n"] {
        assert!(formula(csv).is_some(), "{csv:?}");
    }
    assert_eq!(formula("a,'=1,''x\n1-2,a=b,-1.50\n"), None);
}
