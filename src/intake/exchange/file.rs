//! A file of rates, read whole.

use std::fmt;
use std::path::Path;

use jiff::civil;

use crate::domain::{Advice, Fault, Holds, Quote, Unit, text};
use crate::intake::read::{Format, Opened, Told};
use crate::journal::Digest;

use super::ecb::Ecb;
use super::format::RateFormat;
use super::gather::{Gather, Gathered, Lines, Refused};
use super::header::{Cells, Header};
use super::monthly::Monthly;
use super::sdmx::Sdmx;
use super::table::Table;
use super::treasury::Treasury;

/// What the user says about a file besides its content.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Its format; if not given, the columns tell.
    pub format: Option<RateFormat>,
    /// The base of its rates.
    pub base: Option<Unit>,
    /// How many days after its own a rate holds.
    pub valid: Option<u16>,
    /// The month of its rates, by its first day.
    pub month: Option<civil::Date>,
}

/// A file of rates.
#[derive(Clone, Debug)]
pub struct RatesFile {
    /// Its format.
    pub format: RateFormat,
    /// The base of its rates.
    pub base: Unit,
    /// How long a rate holds.
    pub holds: Holds,
    /// The SHA-256 of its bytes.
    pub digest: Digest,
    /// Its size in bytes.
    pub size: u64,
    /// Its rates, by currency and day.
    pub quotes: Vec<Quote>,
    /// The reasons why lines were skipped, each with their number.
    pub passed: Vec<(String, u64)>,
    /// Where its earliest and its latest day stand.
    pub ends: [Place; 2],
}

/// Where a day stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The day.
    pub day: civil::Date,
    file: String,
    line: u32,
}

/// `ecb.csv, line 2`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.file, self.line)
    }
}

/// Reads a file of rates.
///
/// # Errors
/// It cannot be read, its format is not known, or some of its lines are wrong.
pub fn read(path: &Path, asked: &Asked) -> Result<RatesFile, Refused> {
    let told = Told { format: Some(Format::Csv), ..Told::default() };
    let opened = Opened::open(path, &told).map_err(|fault| match fault.is_of_system() {
        true => fault,
        false => fault.hint("give a CSV file of rates"),
    })?;
    let name = path.file_name().map_or(String::new(), |name| text::escape(&name.to_string_lossy()).into_owned());
    let at = |fault: Fault| fault.at(&name);
    let mut rows = opened.rows("").map_err(at)?;
    let first = rows.next().ok_or_else(|| at(Fault::new("it has no lines")))?;
    let header = first.map_err(|wrong| wrong.fault).and_then(|row| Header::of(&row)).map_err(at)?;
    let format = asked.format.map_or_else(|| RateFormat::of(&header), Ok).map_err(at)?;
    format.check(&header).map_err(at)?;
    let (base, holds) = meaning(format, asked).map_err(at)?;
    let mut into = Gather::of(name.clone());
    let mut lines = reader(format, &header, asked, &mut into).map_err(at)?;
    for row in rows {
        match row {
            Err(wrong) => into.fault(wrong.line, None, wrong.fault),
            Ok(row) => {
                let cells = Cells::of(&row);
                match cells.beyond(&header) {
                    Some(_) => into.fault(row.line, None, Fault::new("the line has more fields than the header")),
                    None => lines.line(&header, &cells, &mut into),
                }
            }
        }
    }
    lines.finish(&mut into);
    let Gathered { quotes, passed, ends } = into.finish(&header, lines.twice())?;
    let detected = opened.detected();
    let ends = ends.map(|(day, line)| Place { day, file: name.clone(), line });
    Ok(RatesFile { format, base, holds, digest: detected.digest, size: detected.size, quotes, passed, ends })
}

fn reader(format: RateFormat, header: &Header, asked: &Asked, into: &mut Gather) -> Result<Box<dyn Lines>, Fault> {
    Ok(match format {
        RateFormat::Ecb => Box::new(Ecb::new(header, into)),
        RateFormat::EcbSdmx => Box::new(Sdmx::new(header)),
        RateFormat::Inforeuro => Box::new(Monthly::inforeuro(header, asked.month)?),
        RateFormat::Hmrc => Box::new(Monthly::hmrc(header, asked.month)?),
        RateFormat::Treasury => Box::new(Treasury::new(header)),
        RateFormat::Table => Box::new(Table::new(header)),
    })
}

/// The base of a file's rates, and how long they hold.
fn meaning(format: RateFormat, asked: &Asked) -> Result<(Unit, Holds), Fault> {
    let own = format.base().map(Unit::parse).transpose()?;
    let base = own
        .or(asked.base)
        .ok_or_else(|| Fault::new("no column says what base the rates have").advise(Advice::GiveBase));
    let (base, days) = (base?, asked.valid.map(Holds::Days));
    if let Some(asked) = asked.base.filter(|asked| *asked != base) {
        return Err(Fault::new(format!("rates in the format {} are for 1 {base}, not 1 {asked}", format.name()))
            .hint("leave the base out, or name another format"));
    }
    let holds = format.holds().or(days);
    let holds = holds.ok_or_else(|| Fault::new("no column says how long a rate holds").advise(Advice::GiveValid))?;
    if let Some(days) = days.filter(|days| *days != holds) {
        let (format, holds, days) = (format.name(), holds.told(), days.told());
        return Err(Fault::new(format!("rates in the format {format} hold {holds}, not {days}"))
            .hint("leave the number of days out: the format says how long a rate holds"));
    }
    if asked.month.is_some() && holds != Holds::Month {
        return Err(Fault::new(format!("rates in the format {} are not monthly", format.name()))
            .hint("leave the month out: the file names its days"));
    }
    Ok((base, holds))
}
