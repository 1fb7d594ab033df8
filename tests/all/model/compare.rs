//! Compares the program's report with the model's.

use std::collections::BTreeMap;

use super::reports::Report;

/// How many cells were compared, and which differ.
#[derive(Debug, Default)]
pub struct Compared {
    pub cells: usize,
    pub differences: Vec<String>,
}

/// Compares a report as CSV with the model's, in every row and cell.
pub fn compare(expected: &Report, csv: &str) -> Compared {
    let mut compared = Compared::default();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    if !header.starts_with(&expected.dimensions) {
        compared.differences.push(format!("dimensions {:?}, columns {header:?}", expected.dimensions));
        return compared;
    }
    let mut rows: BTreeMap<Vec<String>, BTreeMap<&str, String>> = BTreeMap::new();
    for record in reader.records() {
        let record = record.unwrap();
        let key = record.iter().take(expected.dimensions.len()).map(str::to_owned).collect();
        let cells = header.iter().map(String::as_str).zip(record.iter().map(str::to_owned)).collect();
        if rows.insert(key, cells).is_some() {
            compared.differences.push(format!("a row stands twice: {record:?}"));
        }
    }
    for (key, cells) in &expected.rows {
        let Some(row) = rows.remove(key) else {
            compared.differences.push(format!("no row {key:?}: {cells:?}"));
            continue;
        };
        for (name, value) in cells {
            compared.cells += 1;
            let told = row.get(name.as_str());
            if told != Some(value) {
                let told = told.map_or("no such column".to_owned(), |told| format!("“{told}”"));
                compared.differences.push(format!("{key:?} {name}: the program {told}, the model “{value}”"));
            }
        }
    }
    compared.differences.extend(rows.keys().map(|key| format!("a row too many: {key:?}")));
    compared
}
