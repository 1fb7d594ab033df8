//! The origin of a report.

/// The origin of a report: everything needed to reproduce and check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// What the report shows, in one line.
    pub title: String,
    /// The number of the last entry that the report includes.
    pub entry: u64,
    /// The ledger's digest at that entry, in hexadecimal.
    pub digest: String,
    /// The arguments that selected the rows, by name, each once, in order of display.
    pub filters: Vec<(String, String)>,
    /// The program's version.
    pub version: String,
    /// How far the reader of the report has verified the ledger.
    pub verified: Verified,
    /// How many assets are in no range because their place is not stated; only in reports that have ranges.
    pub unplaced: Option<u64>,
}

#[cfg(test)]
impl Meta {
    /// What a test says of a report of one entry.
    pub(crate) fn titled(title: &str) -> Meta {
        Meta {
            title: title.to_owned(),
            entry: 1,
            digest: String::new(),
            filters: Vec::new(),
            version: "0.1.0".to_owned(),
            verified: Verified::Unsaid,
            unplaced: None,
        }
    }
}

/// A rate that was used to convert amounts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RateUsed {
    /// The unit that was converted.
    pub from: &'static str,
    /// The day whose rate was asked for, or the first and last of several joined by `/`.
    pub requested: String,
    /// The day of the rate; for a fixed rate, the day since which it holds.
    pub date: String,
    /// The figures: exact, from left to right.
    pub rate: String,
    /// `USD per EUR`: units of the first for 1 of the second.
    pub orientation: String,
    /// The set of rates, or `fixed`.
    pub set: String,
    /// The entry that recorded it; several with `+` between.
    pub entry: String,
}

/// A ledger among several that a report is about, with the checkpoint on which its figures rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerUsed {
    /// Which ledger.
    pub origin: String,
    /// The number of its entries.
    pub entries: u64,
    /// The root of the tree over them, in hexadecimal.
    pub root: String,
    /// When its last entry was recorded.
    pub recorded_at: String,
    /// How many assets of other ledgers it names as perhaps the same money that are not in the report.
    pub unresolved: u64,
}

/// How far a ledger was verified; everything later has been seen only by ordinary commands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verified {
    /// The report has no reader who could have verified the ledger.
    #[default]
    Unsaid,
    /// Never verified.
    Never,
    /// Verified up to this entry.
    UpTo(u64),
}
