//! `impound report`: totals and lists that an auditor can check.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil;

use crate::domain::date::parse_day_limit;
use crate::domain::{CaseRef, Edge, Fault, Places};
use crate::journal::Frontier;
use crate::journal::kept::Of;
use crate::render::{self, Format, Options};
use crate::report::{Dimension, Meta, Register, Scope, dimension};
use crate::store::{Mode, Snapshot};

use super::bar::Bar;
use super::failure::{Exit, Failure};
use super::particulars::parsed;
use super::reading::{self, Known};
use super::session::Session;

/// Take a report: totals by what you name, or every entry
#[derive(Debug, clap::Subcommand)]
pub(super) enum Report {
    /// What is held: the stock, each asset once, at its stage
    #[command(after_help = "Examples:
  impound report holdings --by jurisdiction,stage --as-of 2024-06-30
  impound report holdings --by case,kind --format csv --output holdings.csv")]
    Holdings {
        /// What to break the totals down by: case, jurisdiction, stage, kind, currency, authority. The currency is
        /// always one of them
        #[arg(long, value_name = "D[,D…]", default_value = "jurisdiction,stage")]
        by: String,
        #[command(flatten)]
        common: Common,
    },

    /// What was done: the flow, each action with the amount of its own date
    #[command(after_help = "Examples:
  impound report actions --by jurisdiction,action,year
  impound report actions --from 2024-01-01 --to 2024-06-30 --in DE

An action whose date lies across the border of a period stands under `undated`.")]
    Actions {
        /// What to break the totals down by: case, jurisdiction, action, kind, currency, authority, year, quarter,
        /// month. The currency is always one of them
        #[arg(long, value_name = "D[,D…]", default_value = "jurisdiction,action")]
        by: String,
        #[command(flatten)]
        common: Common,
    },

    /// What is frozen or seized in each jurisdiction alone, and the range that the pools leave open
    #[command(after_help = "Example:
  impound report jurisdictions --case coco")]
    Jurisdictions {
        #[command(flatten)]
        common: Common,
    },

    /// Amounts stated for several jurisdictions together: what of each is itemised, and what is left
    #[command(after_help = "Example:
  impound report pools --format json")]
    Pools {
        #[command(flatten)]
        common: Common,
    },

    /// Every entry that records an action, with every particular
    #[command(after_help = "Example:
  impound report register --case coco --format csv --output register.csv")]
    Register {
        #[command(flatten)]
        common: Common,
    },
}

/// What all reports have.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Every report")]
pub(super) struct Common {
    /// As things stood at the end of this day; a month or year means its last day
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,

    /// Only actions from this day on (actions, register)
    #[arg(long, value_name = "DATE")]
    from: Option<String>,

    /// Only actions up to this day (actions, register)
    #[arg(long, value_name = "DATE")]
    to: Option<String>,

    /// As was known when this entry was the last
    #[arg(long, value_name = "N")]
    at_entry: Option<u64>,

    /// Only this case
    #[arg(long, value_name = "CASE")]
    case: Option<String>,

    /// Only assets that are, or may be, in this jurisdiction (or one of several); `unstated` for those of no stated place
    #[arg(long = "in", value_name = "PLACE")]
    places: Option<String>,

    /// table, csv or json; else as the name of --output ends, else table
    #[arg(long, value_name = "FORMAT")]
    format: Option<Written>,

    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// CSV: text as it is, without the guard against spreadsheet formulas
    #[arg(long)]
    raw: bool,

    /// CSV: begin with a byte-order mark, by which spreadsheets know UTF-8
    #[arg(long)]
    bom: bool,

    /// Show personal data: identifiers and the persons affected
    #[arg(long)]
    personal: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Written {
    Table,
    Csv,
    Json,
}

/// A report, once its flags are read.
enum Kind {
    Holdings(Vec<Dimension>),
    Actions(Vec<Dimension>),
    Jurisdictions,
    Pools,
    Register,
}

/// Takes a report.
///
/// # Errors
/// A filter that is none, a total that does not fit, or a ledger or a file that cannot be read or written.
pub(super) fn run(report: Report, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let (kind, common) = report.read()?;
    let scope = common.scope(&kind)?;
    let path = session.ledger_path()?.0;
    let ledger = session.open(Mode::Read)?;
    let personal = common.personal.then(|| ledger.disclosure()).transpose()?;
    let snapshot = ledger.snapshot()?;
    let known = common.known(&snapshot, &scope)?;
    let meta = common.meta(&kind, &known.frontier);
    let grid = match &kind {
        Kind::Holdings(by) => reading::totals(&snapshot, (Of::Stock, by), &scope, &known, meta)?,
        Kind::Actions(by) => reading::totals(&snapshot, (Of::Flow, by), &scope, &known, meta)?,
        Kind::Jurisdictions => reading::jurisdictions(&snapshot, &scope, &known, meta)?,
        Kind::Pools => reading::pools(&snapshot, &scope, &known, meta)?,
        Kind::Register => {
            drop(snapshot);
            let frame = Register::frame(meta)?;
            let register = Register::new(&scope, personal.as_ref());
            // Rows that run over the terminal show by themselves how far it is.
            let shown = session.shows_progress() && (common.output.is_some() || !session.context.terminal.output);
            let bar = Bar::of_entries(known.frontier.size(), shown);
            return common.write(&path, session, |options, out| {
                let mut rows = render::Rows::begin(&frame, options, out)?;
                reading::register(ledger, &register, &known, |read, row| {
                    bar.at(read);
                    rows.row(row).map_err(Unwritten::from)
                })?;
                Ok(rows.finish()?)
            });
        }
    };
    // The ledger is closed before anything is written, so that whoever reads slowly keeps nobody from recording.
    drop(snapshot);
    drop(ledger);
    common.write(&path, session, |options, out| Ok(render::write(&grid, options, out)?))
}

/// Why a report was not written to its end.
enum Unwritten {
    /// The stream took no more.
    Output(io::Error),
    /// The report could not be made.
    Report(Failure),
}

impl From<io::Error> for Unwritten {
    fn from(error: io::Error) -> Unwritten {
        Unwritten::Output(error)
    }
}

impl From<Failure> for Unwritten {
    fn from(failure: Failure) -> Unwritten {
        Unwritten::Report(failure)
    }
}

impl Report {
    fn read(self) -> Result<(Kind, Common), Failure> {
        // What a report can be broken down by is a closed list, as the formats are: another word is wrong usage.
        let dimensions =
            |by: String, known| dimension::parse_list(&by, known).map_err(|fault| Failure::Usage(fault.at("--by")));
        Ok(match self {
            Report::Holdings { by, common } => (Kind::Holdings(dimensions(by, dimension::OF_STOCK)?), common),
            Report::Actions { by, common } => (Kind::Actions(dimensions(by, dimension::OF_FLOW)?), common),
            Report::Jurisdictions { common } => (Kind::Jurisdictions, common),
            Report::Pools { common } => (Kind::Pools, common),
            Report::Register { common } => (Kind::Register, common),
        })
    }
}

impl Kind {
    fn title(&self) -> &'static str {
        match self {
            Kind::Holdings(_) => "Holdings: what is held, each asset once, at its stage",
            Kind::Actions(_) => "Actions: what was done, each with the amount of its own date",
            Kind::Jurisdictions => "Jurisdictions: what is frozen or seized, alone and in pools",
            Kind::Pools => "Pools: amounts stated for several jurisdictions together",
            Kind::Register => "Register: every entry that records an action",
        }
    }

    fn by(&self) -> Option<String> {
        let (Kind::Holdings(by) | Kind::Actions(by)) = self else { return None };
        Some(by.iter().map(|dimension| dimension.name()).collect::<Vec<_>>().join(","))
    }
}

impl Common {
    fn scope(&self, kind: &Kind) -> Result<Scope, Failure> {
        let day = |flag, given: &Option<String>, edge| parsed(flag, given.clone(), |text| parse_day_limit(text, edge));
        let (from, to) = (day("--from", &self.from, Edge::First)?, day("--to", &self.to, Edge::Last)?);
        if (from.is_some() || to.is_some()) && !matches!(kind, Kind::Actions(_) | Kind::Register) {
            let hint = "use --as-of DATE for what is held on a day; report actions takes --from and --to";
            return Err(Failure::usage("--from and --to are for actions, not for what is held", hint));
        }
        let period = match (from, to) {
            (None, None) => None,
            (from, to) => Some((from.unwrap_or(civil::Date::MIN), to.unwrap_or(civil::Date::MAX))),
        };
        if let Some((from, to)) = period.filter(|(from, to)| to < from) {
            return Err(Fault::new(format!("the period ends on {to}, before it begins on {from}"))
                .hint("give the earlier day with --from and the later one with --to")
                .into());
        }
        Ok(Scope {
            as_of: day("--as-of", &self.as_of, Edge::Last)?,
            period,
            case: parsed("--case", self.case.clone(), CaseRef::parse)?,
            places: parsed("--in", self.places.clone(), Places::parse)?,
        })
    }

    fn known(&self, snapshot: &Snapshot<'_>, scope: &Scope) -> Result<Known, Failure> {
        let head = snapshot.head()?;
        let (asked, entries) = (self.at_entry.unwrap_or(head.size()), head.size());
        if !(1..=entries).contains(&asked) {
            return Err(Fault::new(format!("there is no entry {asked}"))
                .hint(format!("the entries of this ledger are 1 to {entries}"))
                .at("--at-entry")
                .into());
        }
        if let Some(case) = &scope.case
            && snapshot.opened(case)?.is_none_or(|opened| opened > asked)
        {
            let fault = Fault::new(format!("there is no case {case}")).hint("impound case list shows the cases");
            return Err(fault.at("--case").into());
        }
        let all = asked == entries;
        Ok(Known { frontier: if all { head } else { snapshot.tree_at(asked)? }, all })
    }

    fn meta(&self, kind: &Kind, frontier: &Frontier) -> Meta {
        let filters = [
            ("by", kind.by()),
            ("as_of", self.as_of.clone()),
            ("from", self.from.clone()),
            ("to", self.to.clone()),
            ("at_entry", self.at_entry.map(|entry| entry.to_string())),
            ("case", self.case.clone()),
            ("in", self.places.clone()),
        ];
        Meta {
            title: kind.title().to_owned(),
            entry: frontier.size(),
            digest: frontier.root().to_string(),
            filters: filters.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect(),
            version: concat!("impound ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }

    fn write(
        &self,
        ledger: &Path,
        session: &mut Session<'_>,
        report: impl FnOnce(&Options, &mut dyn Write) -> Result<(), Unwritten>,
    ) -> Result<Exit, Failure> {
        let terminal = session.context.terminal;
        let on_terminal = terminal.output && self.output.is_none();
        let options = Options {
            format: self.format(),
            raw: self.raw,
            bom: self.bom,
            width: terminal.width.filter(|_| on_terminal).map(usize::from),
            color: session.headings,
        };
        let written = match &self.output {
            None => report(&options, &mut session.context.output),
            Some(file) => self.write_file(&options, file, ledger, report)?,
        };
        written.map(|()| Exit::Done).map_err(|unwritten| match (unwritten, &self.output) {
            (Unwritten::Report(failure), _) => failure,
            (Unwritten::Output(error), None) => Failure::output(&error),
            (Unwritten::Output(error), Some(file)) => Failure::file("write", file, &error),
        })
    }

    fn format(&self) -> Format {
        let ending = self.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
        match (self.format, ending) {
            (Some(Written::Csv), _) | (None, Some("csv")) => Format::Csv,
            (Some(Written::Json), _) | (None, Some("json")) => Format::Json,
            _ => Format::Table,
        }
    }

    /// Writes beside the file and puts it in its place only when it is whole, so that no half report is ever read.
    fn write_file(
        &self,
        options: &Options,
        file: &Path,
        ledger: &Path,
        report: impl FnOnce(&Options, &mut dyn Write) -> Result<(), Unwritten>,
    ) -> Result<Result<(), Unwritten>, Failure> {
        let failed = |error: io::Error| Failure::file("write", file, &error);
        if file.canonicalize().is_ok_and(|file| ledger.canonicalize().is_ok_and(|ledger| file == ledger)) {
            return Err(Failure::usage("--output names the ledger itself", "name another file"));
        }
        if file.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        // A device or a pipe is written to as it is.
        if file.exists() && !file.is_file() {
            let mut out = BufWriter::new(File::create(file).map_err(failed)?);
            return Ok(report(options, &mut out).and_then(|()| Ok(out.flush()?)));
        }
        let name = file.file_name().ok_or_else(|| failed(io::ErrorKind::InvalidFilename.into()))?;
        let mut unfinished = name.to_owned();
        unfinished.push(format!(".{}.unfinished", std::process::id()));
        let unfinished = file.with_file_name(unfinished);
        // What shows personal data is for the one who asked for them.
        let mode = if self.personal { 0o600 } else { 0o666 };
        let created = OpenOptions::new().write(true).create_new(true).mode(mode).open(&unfinished).map_err(failed)?;
        let mut out = BufWriter::new(created);
        let written = report(options, &mut out)
            .and_then(|()| Ok(out.flush()?))
            .and_then(|()| Ok(std::fs::rename(&unfinished, file)?));
        if written.is_err() {
            // The report is not there; what is left of it is of no use, and its removal can only fail for the same reason.
            let _: io::Result<()> = std::fs::remove_file(&unfinished);
        }
        Ok(written)
    }
}
