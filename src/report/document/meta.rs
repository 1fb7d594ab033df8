//! Where a report comes from.

/// Where a report comes from: what it takes to make the same one again and to check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// What the report shows, in one line.
    pub title: String,
    /// The number of the last entry that the report knows.
    pub entry: u64,
    /// The ledger's digest at that entry, in hexadecimal.
    pub digest: String,
    /// The arguments that chose the rows, by name, each once, in the order in which they are shown.
    pub filters: Vec<(String, String)>,
    /// The program's version.
    pub version: String,
    /// How far the reader of the report has verified the ledger.
    pub verified: Verified,
    /// How many assets are in no range, because their place is not stated; of reports that have ranges.
    pub unplaced: Option<u64>,
}

/// How far a ledger was verified: since then nothing but commands has looked at what a report rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verified {
    /// The report is for nobody who could have verified it.
    #[default]
    Unsaid,
    /// It never was.
    Never,
    /// It was, with this entry as the last.
    UpTo(u64),
}
