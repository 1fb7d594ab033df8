//! `impound report`: totals and lists that an auditor can check.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil;

use crate::domain::date::parse_day_limit;
use crate::domain::{CaseRef, Edge, Fault, Places, text};
use crate::journal::Frontier;
use crate::journal::kept::Of;
use crate::render::{self, Format, Options};
use crate::report::grid::Verified;
use crate::report::{Dimension, Frame, Grid, Meta, Register, Scope, dimension};
use crate::store::{Ledger, Mode, Snapshot, spare};

use super::bar::Bar;
use super::failure::{Exit, Failure};
use super::files::{self, Readers, Unwritten};
use super::near;
use super::particulars::parsed;
use super::reading::{self, Known};
use super::session::Session;
use super::words::PROGRAM;

/// What holdings are broken down by unless something else is asked for.
const HOLDINGS_BY: &str = "jurisdiction,stage";

/// The same of actions.
const ACTIONS_BY: &str = "jurisdiction,action";

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
        #[arg(long, value_name = "D[,D…]", default_value = HOLDINGS_BY)]
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
        /// month. The action and the currency are always among them
        #[arg(long, value_name = "D[,D…]", default_value = ACTIONS_BY)]
        by: String,
        /// Count an action only with an amount that it states itself; else it has the one that its asset then had, and
        /// is told apart under `carried`
        #[arg(long)]
        stated: bool,
        #[command(flatten)]
        common: Common,
    },

    /// What is frozen or seized in each jurisdiction alone, and the range that the pools leave open
    #[command(after_help = "Example:
  impound report jurisdictions --case coco

An asset whose place is not stated is in no range, unless --with-unplaced is given.")]
    Jurisdictions {
        /// Take assets whose place is not stated as a pool over every jurisdiction that the report names
        #[arg(long)]
        with_unplaced: bool,
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
        /// Only entries whose reading is in force: neither corrected nor voided
        #[arg(long)]
        current: bool,
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

    /// Verify the ledger first; else the report says up to which entry you last did
    #[arg(long)]
    verify: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Written {
    Table,
    Csv,
    Json,
}

/// A report, once its flags are read.
pub(super) enum Kind {
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
    let (kind, common, chosen) = report.read()?;
    let scope = common.scope(&kind, chosen)?;
    let path = session.ledger_path()?.0;
    let mut ledger = session.open(Mode::Read)?;
    let verified = if common.verify { session.verify_first(&mut ledger)? } else { session.last_verified(&ledger) };
    let personal = common.personal.then(|| ledger.disclosure()).transpose()?;
    if let Some(case) = &scope.case
        && ledger.case(case)?.is_none()
        && let Some(fault) = near::meant(&ledger, case)?
    {
        return Err(fault.at("--case").into());
    }
    let snapshot = ledger.snapshot()?;
    let known = common.known(&snapshot, &scope)?;
    let meta = Meta { verified, ..common.meta(&kind, &scope, &known.frontier) };
    let Some(grid) = grid(&kind, &snapshot, &scope, &known, &meta)? else {
        drop(snapshot);
        let frame = Register::frame(meta)?;
        let register = Register::new(&scope, personal.as_ref());
        // Rows that run over the terminal show by themselves how far it is.
        let shown = session.shows_progress() && (common.output.is_some() || !session.context.terminal.output);
        let bar = Bar::of_entries(known.frontier.size(), shown);
        return common.write(&path, session, |options, out| {
            write_register(&mut ledger, &register, &known, &frame, &bar, options, out)
        });
    };
    // The ledger is closed before anything is written, so that whoever reads slowly keeps nobody from recording.
    drop(snapshot);
    drop(ledger);
    common.write(&path, session, |options, out| Ok(render::write(&grid, options, out)?))
}

/// A report that is made before it is written; `None` for the register, which is written row by row.
fn grid(
    kind: &Kind,
    snapshot: &Snapshot<'_>,
    scope: &Scope,
    known: &Known,
    meta: &Meta,
) -> Result<Option<Grid>, Failure> {
    let meta = meta.clone();
    Ok(Some(match kind {
        Kind::Holdings(by) => reading::totals(snapshot, (Of::Stock, by), scope, known, meta)?,
        Kind::Actions(by) => reading::totals(snapshot, (Of::Flow, by), scope, known, meta)?,
        Kind::Jurisdictions => reading::jurisdictions(snapshot, scope, known, meta)?,
        Kind::Pools => reading::pools(snapshot, scope, known, meta)?,
        Kind::Register => return Ok(None),
    }))
}

fn write_register(
    ledger: &mut Ledger,
    register: &Register<'_>,
    known: &Known,
    frame: &Frame,
    bar: &Bar,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Unwritten> {
    let mut rows = render::Rows::begin(frame, options, out)?;
    reading::register(ledger, register, known, |read, row| {
        bar.at(read);
        rows.row(row).map_err(Unwritten::from)
    })?;
    Ok(rows.finish()?)
}

/// The reports that an auditor's pack holds, each with its name: as they are without a flag.
///
/// # Errors
/// None: the breakdowns are those of the reports themselves.
pub(super) fn packed() -> Result<[(&'static str, Kind); 5], Failure> {
    Ok([
        ("register", Kind::Register),
        ("holdings", Kind::Holdings(dimension::parse_list(HOLDINGS_BY, dimension::OF_STOCK)?)),
        ("actions", Kind::Actions(dimension::parse_list(ACTIONS_BY, dimension::OF_FLOW)?)),
        ("jurisdictions", Kind::Jurisdictions),
        ("pools", Kind::Pools),
    ])
}

/// Writes a report of all that a ledger holds up to a head, as CSV, whatever is recorded meanwhile; gives its frame.
pub(super) fn write_whole(
    kind: &Kind,
    ledger: &mut Ledger,
    head: &Frontier,
    personal: bool,
    out: &mut dyn Write,
) -> Result<Frame, Unwritten> {
    let (scope, options) = (Scope::default(), Options { format: Format::Csv, ..Options::default() });
    let snapshot = ledger.snapshot().map_err(Failure::from)?;
    let all = snapshot.head().map_err(Failure::from)?.size() == head.size();
    let known = Known { frontier: head.clone(), all };
    let meta = meta(kind, head, []);
    if let Some(grid) = grid(kind, &snapshot, &scope, &known, &meta)? {
        drop(snapshot);
        render::write(&grid, &options, out)?;
        return Ok(grid.frame().clone());
    }
    drop(snapshot);
    let shown = personal.then(|| ledger.disclosure()).transpose().map_err(Failure::from)?;
    let register = Register::new(&scope, shown.as_ref());
    let frame = Register::frame(meta).map_err(Failure::from)?;
    write_register(ledger, &register, &known, &frame, &Bar::of_entries(head.size(), false), &options, out)?;
    Ok(frame)
}

/// What a report says of itself.
pub(super) fn meta(
    kind: &Kind,
    frontier: &Frontier,
    filters: impl IntoIterator<Item = (&'static str, Option<String>)>,
) -> Meta {
    let filters = [("by", kind.by())].into_iter().chain(filters);
    Meta {
        title: kind.title().to_owned(),
        entry: frontier.size(),
        digest: frontier.root().to_string(),
        filters: filters.filter_map(|(name, value)| Some((name.to_owned(), value?))).collect(),
        version: PROGRAM.to_owned(),
        verified: Verified::Unsaid,
        unplaced: None,
    }
}

impl Report {
    /// Which report is meant, what all reports have, and what this one alone is about.
    fn read(self) -> Result<(Kind, Common, Scope), Failure> {
        // What a report can be broken down by is a closed list, as the formats are: another word is wrong usage.
        let dimensions =
            |by: String, known| dimension::parse_list(&by, known).map_err(|fault| Failure::Usage(fault.at("--by")));
        let all = Scope::default();
        Ok(match self {
            Report::Holdings { by, common } => (Kind::Holdings(dimensions(by, dimension::OF_STOCK)?), common, all),
            Report::Actions { by, stated, common } => {
                (Kind::Actions(dimensions(by, dimension::OF_FLOW)?), common, Scope { stated, ..all })
            }
            Report::Jurisdictions { with_unplaced, common } => {
                (Kind::Jurisdictions, common, Scope { with_unplaced, ..all })
            }
            Report::Pools { common } => (Kind::Pools, common, all),
            Report::Register { current, common } => (Kind::Register, common, Scope { current, ..all }),
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
    fn scope(&self, kind: &Kind, chosen: Scope) -> Result<Scope, Failure> {
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
            ..chosen
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

    fn meta(&self, kind: &Kind, scope: &Scope, frontier: &Frontier) -> Meta {
        let chosen = |chosen: bool| chosen.then(|| "true".to_owned());
        let filters = [
            ("as_of", self.as_of.clone()),
            ("from", self.from.clone()),
            ("to", self.to.clone()),
            ("at_entry", self.at_entry.map(|entry| entry.to_string())),
            ("case", self.case.clone()),
            ("in", self.places.clone()),
            ("stated", chosen(scope.stated)),
            ("with_unplaced", chosen(scope.with_unplaced)),
            ("current", chosen(scope.current)),
        ];
        meta(kind, frontier, filters)
    }

    fn write(
        &self,
        ledger: &Path,
        session: &mut Session<'_>,
        report: impl FnOnce(&Options, &mut dyn Write) -> Result<(), Unwritten>,
    ) -> Result<Exit, Failure> {
        if let Some(file) = &self.output {
            spare(file, ledger).map_err(|fault| fault.at("--output"))?;
        }
        let terminal = session.context.terminal;
        let on_terminal = terminal.output && self.output.is_none();
        let options = Options {
            format: self.format()?,
            raw: self.raw,
            bom: self.bom,
            width: terminal.width.filter(|_| on_terminal).map(usize::from),
            color: session.headings,
        };
        match &self.output {
            None => report(&options, &mut session.context.output).map_err(Unwritten::of_output)?,
            Some(file) => {
                let readers = if self.personal { Readers::Owner } else { Readers::All };
                files::replace(file, ledger, readers, |out| report(&options, out))?;
            }
        }
        Ok(Exit::Done)
    }

    /// The format asked for, else that of the file's ending, else a table.
    fn format(&self) -> Result<Format, Failure> {
        let ending =
            self.output.as_deref().and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
        Ok(match (self.format, ending.as_deref()) {
            (Some(Written::Csv), _) | (None, Some("csv")) => Format::Csv,
            (Some(Written::Json), _) | (None, Some("json")) => Format::Json,
            (Some(Written::Table), _) | (None, None | Some("txt")) => Format::Table,
            (None, Some(ending)) => {
                let what = format!("--output: {} is no format of a report", text::quote(&format!(".{ending}")));
                return Err(Failure::usage(
                    what,
                    "end the name in .csv, .json or .txt, or say --format csv|json|table",
                ));
            }
        })
    }
}
