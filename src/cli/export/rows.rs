//! How two tables of a pack differ, row by row: the table in the pack, and the one derived from its journal.

use std::collections::{HashMap, VecDeque};

use crate::domain::text;

use crate::cli::words;

/// The most differences of one table that are listed.
const MOST: usize = 20;

/// A table as read.
struct Table {
    header: Vec<String>,
    /// Each row with the line on which it begins.
    rows: Vec<(u64, Vec<String>)>,
}

/// Lists how a table as written differs from the one derived from the journal; the two must not be equal. The number
/// with the table's name is how many of its first fields identify a row.
pub(super) fn differences((name, keys): (&str, usize), written: &[u8], follows: &[u8]) -> Vec<String> {
    let (Some(written), Some(follows)) = (read(written), read(follows)) else {
        return vec![format!("{name} is not a CSV as impound writes it")];
    };
    if written.header != follows.header {
        let columns = |table: &Table| text::quote(&table.header.join(","));
        return vec![format!("{name} has the columns {}; impound writes {}", columns(&written), columns(&follows))];
    }
    let width = |row: &[String]| keys.min(row.len());
    // Several rows may share a key, such as claims about the same thing; they are paired in order.
    let mut missing: HashMap<&[String], VecDeque<&[String]>> = HashMap::new();
    for (_, row) in &follows.rows {
        missing.entry(&row[..width(row)]).or_default().push_back(row);
    }
    let mut found = Vec::new();
    for (line, row) in &written.rows {
        let key = &row[..width(row)];
        let at = || format!("{name}, line {line} ({})", named(&follows.header, key));
        let Some(right) = missing.get_mut(key).and_then(VecDeque::pop_front) else {
            found.push(format!("{}: the journal yields no such row", at()));
            continue;
        };
        if row.len() != right.len() {
            found.push(format!("{}: has {} fields and not {}", at(), row.len(), right.len()));
        }
        let fields = follows.header.iter().zip(row.iter().zip(right));
        found.extend(fields.filter(|(_, (is, right))| is != right).map(|(column, (is, right))| {
            format!("{}: {column} is {}; the journal yields {}", at(), value(is), value(right))
        }));
    }
    for (_, row) in &follows.rows {
        let key = &row[..width(row)];
        if missing.get_mut(key).and_then(VecDeque::pop_front).is_some() {
            found.push(format!("{name}: the row ({}) is missing", named(&follows.header, key)));
        }
    }
    if found.is_empty() {
        found.push(format!("{name}: its rows are in another order, or not written as impound writes them"));
    }
    let more = found.len().saturating_sub(MOST);
    if more > 0 {
        found.truncate(MOST);
        found.push(format!("{name}: {} more", words::counted(more as u64, "difference", "differences")));
    }
    found
}

/// Names a row by its key: `jurisdiction DE, stage frozen, currency EUR`.
fn named(header: &[String], key: &[String]) -> String {
    let parts = header.iter().zip(key).filter(|(_, value)| !value.is_empty());
    let parts: Vec<String> = parts.map(|(name, value)| format!("{name} {value}")).collect();
    if parts.is_empty() { "nothing stated".to_owned() } else { parts.join(", ") }
}

fn value(field: &str) -> String {
    if field.is_empty() { "empty".to_owned() } else { text::quote(field) }
}

fn read(csv: &[u8]) -> Option<Table> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(csv);
    let owned = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let header = owned(reader.headers().ok()?);
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.ok()?;
        rows.push((record.position().map_or(0, csv::Position::line), owned(&record)));
    }
    Some(Table { header, rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIGHT: &str = "jurisdiction,stage,assets,lower\nDE,frozen,1,5.00\nFR,seized,2,7.00\n";

    fn told(written: &str) -> Vec<String> {
        differences(("holdings.csv", 2), written.as_bytes(), RIGHT.as_bytes())
    }

    #[test]
    fn a_difference_names_the_row_and_both_values() {
        assert_eq!(
            told(&RIGHT.replace("5.00", "9.00").replace("2,7.00", "2,")),
            [
                "holdings.csv, line 2 (jurisdiction DE, stage frozen): lower is “9.00”; the journal yields “5.00”",
                "holdings.csv, line 3 (jurisdiction FR, stage seized): lower is empty; the journal yields “7.00”"
            ]
        );
    }

    #[test]
    fn extra_and_missing_rows_are_named() {
        assert_eq!(
            told(&RIGHT.replace("DE,", "NL,")),
            [
                "holdings.csv, line 2 (jurisdiction NL, stage frozen): the journal yields no such row",
                "holdings.csv: the row (jurisdiction DE, stage frozen) is missing"
            ]
        );
        let twice = format!("{RIGHT}DE,frozen,1,5.00\n");
        assert_eq!(
            told(&twice),
            ["holdings.csv, line 4 (jurisdiction DE, stage frozen): the journal yields no such row"]
        );
    }

    #[test]
    fn other_columns_another_order_and_invalid_csv_are_reported_as_such() {
        assert_eq!(told("a,b\n").len(), 1);
        let other = "jurisdiction,stage,assets,lower\nFR,seized,2,7.00\nDE,frozen,1,5.00\n";
        assert!(told(other)[0].contains("another order"), "{:?}", told(other));
        assert!(told("jurisdiction,stage,assets,lower\nDE,frozen,\u{0},5\n")[0].contains("assets is"));
        let many: String = (0..100).map(|n| format!("X{n},frozen,1,5.00\n")).collect();
        assert_eq!(told(&format!("{RIGHT}{many}")).len(), MOST + 1);
    }
}
