//! The formats of files of rates: their names, what each implies about its rates, and how to recognise them.

use crate::domain::{Advice, Fault, Holds, text};

use super::header::Header;
use super::{ecb, monthly, sdmx, table, treasury};

/// How a file gives rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateFormat {
    /// The European Central Bank's reference rates, one column per currency.
    Ecb,
    /// The same from its data portal, one line per observation.
    EcbSdmx,
    /// The European Commission's monthly accounting rates.
    Inforeuro,
    /// The quarterly reporting rates of the US Treasury.
    Treasury,
    /// The monthly rates of HM Revenue & Customs.
    Hmrc,
    /// The user's own table: date, currency, rate.
    Table,
}

impl RateFormat {
    /// All of them.
    pub const ALL: [RateFormat; 6] = [
        RateFormat::Ecb,
        RateFormat::EcbSdmx,
        RateFormat::Inforeuro,
        RateFormat::Treasury,
        RateFormat::Hmrc,
        RateFormat::Table,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            RateFormat::Ecb => "ecb",
            RateFormat::EcbSdmx => "ecb-sdmx",
            RateFormat::Inforeuro => "inforeuro",
            RateFormat::Treasury => "treasury",
            RateFormat::Hmrc => "hmrc",
            RateFormat::Table => "table",
        }
    }

    /// Reads a name.
    ///
    /// # Errors
    /// There is no such format.
    pub fn parse(name: &str) -> Result<RateFormat, Fault> {
        let names = RateFormat::ALL.map(RateFormat::name).join(", ");
        let found = RateFormat::ALL.into_iter().find(|format| format.name() == name);
        found.ok_or_else(|| {
            Fault::new(format!("{} is not a format of rates", text::quote(name))).hint(format!("use one of {names}"))
        })
    }

    /// The base of its rates; `None` if the user says so.
    pub fn base(self) -> Option<&'static str> {
        match self {
            RateFormat::Ecb | RateFormat::EcbSdmx | RateFormat::Inforeuro => Some("EUR"),
            RateFormat::Treasury => Some("USD"),
            RateFormat::Hmrc => Some("GBP"),
            RateFormat::Table => None,
        }
    }

    /// How long a rate holds; `None` if the user says so. The longest gap between two reference rates of the European
    /// Central Bank is five days, so a rate holds for four more.
    pub fn holds(self) -> Option<Holds> {
        match self {
            RateFormat::Ecb | RateFormat::EcbSdmx => Some(Holds::Days(4)),
            RateFormat::Inforeuro | RateFormat::Hmrc => Some(Holds::Month),
            RateFormat::Treasury => Some(Holds::UntilNext),
            RateFormat::Table => None,
        }
    }

    /// Who publishes its rates.
    pub fn publisher(self) -> Option<&'static str> {
        match self {
            RateFormat::Ecb | RateFormat::EcbSdmx => Some("European Central Bank"),
            RateFormat::Inforeuro => Some("European Commission"),
            RateFormat::Treasury => Some("US Department of the Treasury"),
            RateFormat::Hmrc => Some("HM Revenue & Customs"),
            RateFormat::Table => None,
        }
    }

    /// The columns by which a file in this format is recognised, in their usual spelling.
    fn columns(self) -> &'static [&'static str] {
        match self {
            RateFormat::Ecb => &[ecb::DATE],
            RateFormat::EcbSdmx => sdmx::COLUMNS,
            RateFormat::Inforeuro => monthly::INFOREURO,
            RateFormat::Treasury => treasury::COLUMNS,
            RateFormat::Hmrc => monthly::HMRC,
            RateFormat::Table => table::COLUMNS,
        }
    }

    /// The format of a file with these columns.
    ///
    /// # Errors
    /// No known format has these columns.
    pub(super) fn of(header: &Header) -> Result<RateFormat, Fault> {
        let has = |format: &RateFormat| format.columns().iter().all(|column| header.find(column).is_some());
        let fits = |format: &RateFormat| match format {
            RateFormat::Ecb => has(format) && ecb::is_wide(header),
            _ => has(format),
        };
        RateFormat::ALL.into_iter().find(fits).ok_or_else(|| {
            let columns = text::quote(&header.shown());
            Fault::new(format!("no format of rates has these columns: {columns}")).advise(Advice::GiveRateFormat)
        })
    }

    /// Checks that a header has the columns of the format, each once.
    ///
    /// # Errors
    /// One is missing or repeated.
    pub(super) fn check(self, header: &Header) -> Result<(), Fault> {
        if let Some(column) = self.columns().iter().find(|column| header.is_repeated(column)) {
            let what = format!("several columns are named {}", text::quote(column));
            return Err(Fault::new(what).hint("keep the one that is right"));
        }
        let missing = self.columns().iter().find(|column| header.find(column).is_none());
        missing.map_or(Ok(()), |column| {
            let (column, columns) = (text::quote(column), text::quote(&header.shown()));
            Err(Fault::new(format!("the format {} has a column {column}; the file has {columns}", self.name()))
                .advise(Advice::GiveRateFormat))
        })
    }
}
