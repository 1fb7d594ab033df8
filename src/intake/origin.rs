//! Where a row of a list of rejects comes from: the file and the row that were rejected.

/// The most characters of it that a citation repeats.
const LONGEST: usize = 60;

/// What a list of rejects says of a row: where it stood, what is wrong with it, and the file.
pub fn reject(place: &str, faults: &str, file: &str) -> String {
    format!("{place}: {faults} ({file})")
}

/// Where the row of a list of rejects stood before, by what [`reject`] said of it: `a.csv 1f0c2d3e line 3`.
pub fn of_reject(fault: &str) -> Option<String> {
    let (place, rest) = fault.trim().split_once(": ")?;
    let (_, file) = rest.strip_suffix(')')?.rsplit_once(" (")?;
    let kept = |c: char| if matches!(c, ';' | '#' | '“' | '”') { ' ' } else { c };
    let origin: String = format!("{file} {place}").chars().map(kept).take(LONGEST).collect();
    Some(origin.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejected_row_is_known_by_its_file_and_its_place() {
        let said = reject("sheet “2024”, row 17", "column date: “x (y)” is no date", "a.xlsx 1f0c2d3e");
        assert_eq!(of_reject(&said).as_deref(), Some("a.xlsx 1f0c2d3e sheet 2024 , row 17"));
        assert_eq!(of_reject("line 3: x (a.csv 1f0c2d3e)").as_deref(), Some("a.csv 1f0c2d3e line 3"));
        assert_eq!(of_reject("mended"), None);
    }
}
