//! Dates as agencies write them: formats, month names, and a spreadsheet's day numbers.

use jiff::civil;
use jiff::fmt::strtime::BrokenDownTime;

use crate::domain::{Date, Fault, text};
use crate::intake::epoch::Epoch;

/// The notation of dates in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DateStyle {
    formats: Vec<Format>,
    months: Vec<String>,
}

/// One way of writing a date.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Format {
    /// ISO 8601-2.
    Edtf,
    /// Days since an epoch, as spreadsheets count them.
    Serial(Epoch),
    /// A strptime pattern.
    Pattern(String),
}

/// The English names, as jiff reads them.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The shortest abbreviation of a month: “de” is a word of its own.
const SHORTEST: usize = 3;

impl DateStyle {
    /// A style of these formats, with other month names if any are given.
    ///
    /// # Errors
    /// A format without a year, or a list of months that is not twelve names.
    pub(crate) fn new(formats: &[String], months: &[String]) -> Result<DateStyle, Fault> {
        if !(months.is_empty() || months.len() == MONTHS.len()) {
            return Err(Fault::new(format!("months has {} names", months.len())).hint("give twelve, January first"));
        }
        // Month names from the map become full English ones, whichever form the format asks for.
        let named = |pattern: &str| if months.is_empty() { pattern.to_owned() } else { pattern.replace("%b", "%B") };
        let format = |format: &String| match format.as_str() {
            "edtf" => Ok(Format::Edtf),
            "excel" => Ok(Format::Serial(Epoch::Of1900)),
            "excel-1904" => Ok(Format::Serial(Epoch::Of1904)),
            pattern if ["%Y", "%y", "%F", "%D"].iter().any(|year| pattern.contains(year)) => {
                Ok(Format::Pattern(named(pattern)))
            }
            other => Err(Fault::new(format!("{} is not a date format", text::quote(other)))
                .hint("write edtf, excel, excel-1904, or a pattern with a year such as %d.%m.%Y")),
        };
        let formats = formats.iter().map(format).collect::<Result<_, _>>()?;
        Ok(DateStyle { formats, months: months.iter().map(|month| month.to_lowercase()).collect() })
    }

    /// The date as EDTF text.
    ///
    /// # Errors
    /// No format fits; the fault names them.
    pub(crate) fn read(&self, cell: &str) -> Result<String, Fault> {
        self.formats.iter().find_map(|format| self.read_as(format, cell)).ok_or_else(|| {
            let formats: Vec<String> = self.formats.iter().map(Format::to_string).collect();
            Fault::new(format!("{} is not a date of the form {}", text::quote(cell), formats.join(" or ")))
                .hint("correct the cell, or add its form to formats in the map")
        })
    }

    fn read_as(&self, format: &Format, cell: &str) -> Option<String> {
        match format {
            Format::Edtf => Date::parse(cell).ok().map(|date| date.text().to_owned()),
            Format::Serial(epoch) => counted(cell, *epoch).map(|day| day.to_string()),
            Format::Pattern(pattern) => {
                let time = BrokenDownTime::parse(pattern, self.in_english(cell)).ok()?;
                // Under %Y, “24” would be the year 24: a year has four digits, or the format says %y.
                let year = time.year().filter(|year| (1000..=9999).contains(year))?;
                match (time.month(), time.day(), time.day_of_year()) {
                    (Some(month), Some(day), _) => Some(civil::Date::new(year, month, day).ok()?.to_string()),
                    (None, None, Some(_)) => Some(time.to_date().ok()?.to_string()),
                    (Some(month), None, None) => Some(format!("{year:04}-{month:02}")),
                    (None, None, None) => Some(format!("{year:04}")),
                    _ => None,
                }
            }
        }
    }

    /// The cell with its month names in English.
    fn in_english(&self, cell: &str) -> String {
        if self.months.is_empty() {
            return cell.to_owned();
        }
        let mut english = String::with_capacity(cell.len() + 8);
        let mut rest = cell;
        while let Some(start) = rest.find(char::is_alphabetic) {
            let (before, word) = rest.split_at(start);
            let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
            let (word, behind) = word.split_at(end);
            let lower = word.to_lowercase();
            let full = self.months.iter().position(|month| *month == lower);
            // An abbreviation such as “janv.” means a month only if no other begins the same way.
            let mut begun = self.months.iter().enumerate().filter(|(_, month)| month.starts_with(&lower));
            let short = match (begun.next(), begun.next()) {
                (Some((at, _)), None) => Some(at),
                _ => None,
            };
            english.push_str(before);
            let short = short.filter(|_| word.chars().count() >= SHORTEST);
            english.push_str(full.or(short).map_or(word, |month| MONTHS[month]));
            rest = behind.strip_prefix('.').filter(|_| full.is_none() && short.is_some()).unwrap_or(behind);
        }
        english.push_str(rest);
        english
    }
}

/// The day for a cell's number; any fraction is the time of day.
fn counted(cell: &str, epoch: Epoch) -> Option<civil::Date> {
    let (whole, part) = cell.split_once('.').unwrap_or((cell, ""));
    let is_number = part.trim_start_matches('.').bytes().all(|byte| byte.is_ascii_digit());
    epoch.day(whole.parse().ok().filter(|_| is_number)?)
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Format::Edtf => f.write_str("edtf"),
            Format::Serial(Epoch::Of1900) => f.write_str("excel"),
            Format::Serial(Epoch::Of1904) => f.write_str("excel-1904"),
            Format::Pattern(pattern) => f.write_str(pattern),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(formats: &[&str], cell: &str) -> Result<String, Fault> {
        DateStyle::new(&formats.iter().map(|f| (*f).to_owned()).collect::<Vec<_>>(), &[])?.read(cell)
    }

    #[test]
    fn a_date_is_read_by_the_first_format_that_fits() {
        let formats = ["%d.%m.%Y", "%m/%d/%Y", "%m.%Y", "%Y", "edtf"];
        for (cell, date) in [
            ("03.02.2024", "2024-02-03"),
            ("3.2.2024", "2024-02-03"),
            ("02/29/2024", "2024-02-29"),
            ("02.2024", "2024-02"),
            ("2024", "2024"),
            ("../2024-06-28", "../2024-06-28"),
        ] {
            assert_eq!(read(&formats, cell).as_deref(), Ok(date), "{cell}");
        }
        assert_eq!(read(&["%d %b %Y"], "3 Feb 2024").as_deref(), Ok("2024-02-03"));
        assert_eq!(read(&["%d.%m.%Y %H:%M"], "03.02.2024 14:05").as_deref(), Ok("2024-02-03"));
        assert_eq!(
            (read(&["%d.%m.%y"], "3.2.68"), read(&["%d.%m.%y"], "3.2.69")),
            (Ok("2068-02-03".into()), Ok("1969-02-03".into()))
        );
    }

    #[test]
    fn a_day_that_does_not_exist_or_fit_is_a_fault_that_names_the_formats() {
        let fault = read(&["%d.%m.%Y", "excel"], "31.02.2024").unwrap_err();
        assert_eq!(fault.what(), "“31.02.2024” is not a date of the form %d.%m.%Y or excel");
        assert!(read(&["%d.%m.%Y"], "03.02.2024 x").is_err() && read(&["%d.%m.%Y"], "").is_err());
        assert!(read(&["%d.%m"], "3.2").is_err());
        assert!(read(&["%d/%m/%Y"], "25/06/24").is_err());
    }

    #[test]
    fn a_spreadsheet_counts_days_from_1900_or_from_1904() {
        for (serial, day) in [
            ("1", "1900-01-01"),
            ("59", "1900-02-28"),
            ("61", "1900-03-01"),
            ("43153", "2018-02-22"),
            ("43153.75", "2018-02-22"),
        ] {
            assert_eq!(read(&["excel"], serial).as_deref(), Ok(day), "{serial}");
        }
        assert_eq!(read(&["excel-1904"], "0").as_deref(), Ok("1904-01-01"));
        for none in ["60", "0", "-1", "4e4", "", "99999999999", "43153.x", "43153.7.5"] {
            assert!(read(&["excel"], none).is_err(), "{none}");
        }
    }

    #[test]
    fn months_may_have_names_from_the_map() {
        let months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre";
        let months: Vec<String> = months.split(' ').map(str::to_owned).collect();
        let style = DateStyle::new(&["%d %B %Y".to_owned()], &months).unwrap();
        assert_eq!(style.read("25 Août 2024").as_deref(), Ok("2024-08-25"));
        assert_eq!(style.read("3 févr. 2024").as_deref(), Ok("2024-02-03"));
        assert!(style.read("3 jui 2024").is_err());
        assert!(DateStyle::new(&["%d %B %Y".to_owned()], &months[..3]).is_err());
    }
}
