//! An explanation in words.

use std::fmt::Write;

use crate::domain::text;
use crate::intake::read::{Detected, Origin};

use super::column::{Explained, Seen};
use super::profile::Profile;
use super::survey::{Explanation, Sheet};

/// How many values of a column to show.
const SAMPLES: usize = 4;

/// The explanation as lines of text, safe for a terminal.
pub fn told(explanation: &Explanation) -> String {
    let mut lines = vec![file(&explanation.detected)];
    for sheet in &explanation.sheets {
        lines.push(String::new());
        lines.extend(of_sheet(sheet));
    }
    if let Some(refusal) = &explanation.refusal {
        lines.push(String::new());
        lines.push(refusal.what().to_owned());
        lines.extend(refusal.to_do().map(|hint| format!("  {hint}")));
    }
    lines.join("\n") + "\n"
}

fn file(detected: &Detected) -> String {
    let mut line = format!("{}, {} bytes, SHA-256 {}", detected.format, detected.size, detected.digest);
    if let (Some(encoding), Some(by)) = (detected.encoding, detected.encoding_by) {
        let how = match by {
            Origin::Told => "as told",
            Origin::Mark => "by its byte-order mark",
            Origin::Valid => "all of it is valid",
            Origin::Guessed => "guessed by its letters: look at the samples, and give the encoding if they are wrong",
        };
        line += &format!("\n{encoding} ({how})");
    }
    if let Some(delimiter) = detected.delimiter {
        line += &format!(", fields separated by “{}”", delimiter.escape_default());
    }
    line
}

fn of_sheet(sheet: &Sheet) -> Vec<String> {
    let mut lines = Vec::new();
    let name = if sheet.name.is_empty() { String::new() } else { format!("sheet {}: ", text::quote(&sheet.name)) };
    let hidden = if sheet.is_hidden { ", hidden" } else { "" };
    let header = match sheet.header {
        Some(line) => format!("headings in row {line}, {} rows above it, {} below", sheet.above, sheet.rows),
        None => format!("no row of headings was found; {} rows", sheet.rows),
    };
    lines.push(format!("{name}{header}{hidden}"));
    lines.extend(sheet.columns.iter().flat_map(of_column));
    for odd in &sheet.oddities {
        let named: Vec<String> = odd.lines.iter().map(u64::to_string).collect();
        let more = if odd.count > odd.lines.len() as u64 { " …" } else { "" };
        lines.push(format!("  {} rows ({}{more}) have {}", odd.count, named.join(", "), odd.what));
    }
    let (faults, count) = &sheet.faults;
    for fault in faults {
        lines.push(format!("  row {}: {}", fault.line, fault.fault));
    }
    if *count > faults.len() as u64 {
        lines.push(format!("  {count} rows in all are malformed"));
    }
    lines
}

fn of_column(column: &Explained) -> Vec<String> {
    let probably = column.probably.map_or_else(String::new, |is| format!("  → probably {is}"));
    let mut lines = vec![format!("  #{} {}: {}{probably}", column.position, quoted(&column.name), kinds(&column.seen))];
    let values = &column.seen.values;
    if !values.is_empty() {
        let shown: Vec<String> = values.iter().take(SAMPLES).map(|value| quoted(value)).collect();
        let more = if values.len() > SAMPLES { " …" } else { "" };
        lines.push(format!("     {}{more}", shown.join(", ")));
    }
    lines.extend(profile(&column.seen.profile));
    lines.extend(column.doubts.iter().map(|doubt| format!("     look at this: {doubt}")));
    lines
}

/// The summary of a column's values.
fn profile(profile: &Profile) -> Option<String> {
    let mut parts = vec![match profile.different() {
        Some(0) => return None,
        Some(1) => "1 value".to_owned(),
        Some(different) => format!("{different} different values"),
        None => "very many different values".to_owned(),
    }];
    parts.extend(profile.numbers.map(|(least, greatest)| format!("least {least}, greatest {greatest}")));
    parts.extend(profile.sum.map(|sum| format!("sum {sum}")));
    parts.extend(profile.days.map(|(first, last)| format!("first {first}, last {last}")));
    Some(format!("     {}", parts.join("; ")))
}

fn quoted(escaped: &str) -> String {
    format!("“{escaped}”")
}

/// What a column contains, most frequent first.
fn kinds(seen: &Seen) -> String {
    let mut kinds = [
        (seen.text, "text".to_owned()),
        (seen.whole, "whole numbers".to_owned()),
        (seen.figures, "figures".to_owned()),
        (seen.money, format!("money ({})", seen.currencies.iter().cloned().collect::<Vec<_>>().join(", "))),
        (seen.days, days(seen)),
        (seen.others, "truths or failed formulas".to_owned()),
    ];
    kinds.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut line = String::new();
    for (count, what) in kinds.iter().filter(|(count, _)| *count > 0) {
        let comma = if line.is_empty() { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(line, "{comma}{count} {what}");
    }
    match (seen.blank, line.is_empty()) {
        (_, true) if seen.is_of_groups() => format!("{} cells, each alone in its row", seen.alone),
        (_, true) => "blank".to_owned(),
        (0, false) => line,
        (blank, false) => format!("{line}, {blank} blank"),
    }
}

fn days(seen: &Seen) -> String {
    match seen.formats.is_empty() {
        true => "days".to_owned(),
        false => format!("days ({})", seen.formats.iter().cloned().collect::<Vec<_>>().join("; ")),
    }
}
