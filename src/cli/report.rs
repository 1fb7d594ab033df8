//! `impound report`: totals and lists that an auditor can check.

use std::io::Write;

use crate::journal::Frontier;
use crate::query::{self, Known, PersonalData, Query, Report as Asked};
use crate::render::{self, Format, Options, Sink, Writes};
use crate::report::{Bands, Dimension, Document, Measures, Outline, Register, Scope, dimension};
use crate::store::{self, Ledger, Mode, Snapshot};

use super::asked::{Added, Bridging, Concentrating, Disputes, Reconciling, no_answer};
use super::bar::Bar;
use super::common::{Common, Counted};
use super::failure::{Exit, Failure};
use super::files::Unwritten;
use super::form;
use super::near;
use super::session::Session;
use super::stating;

/// What holdings are broken down by, by default.
const HOLDINGS_BY: &str = "jurisdiction,stage";

/// The same for actions.
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
        by: Option<String>,
        #[command(flatten)]
        added: Added,
        #[command(flatten)]
        disputes: Disputes,
        #[command(flatten)]
        common: Counted,
    },

    /// What was done: the flow, each action with the amount of its own date
    #[command(after_help = "Examples:
  impound report actions --by jurisdiction,action,year
  impound report actions --from 2024-01-01 --to 2024-06-30 --in DE

An action whose date crosses the border of a period is listed under `undated`.")]
    Actions {
        /// What to break the totals down by: case, jurisdiction, action, kind, currency, authority, year, quarter,
        /// month. The action and the currency are always among them
        #[arg(long, value_name = "D[,D…]", default_value = ACTIONS_BY)]
        by: Option<String>,
        /// Count an action only with an amount that it states itself; otherwise it counts with the amount that its
        /// asset then had, and again under `carried`
        #[arg(long)]
        stated: bool,
        #[command(flatten)]
        added: Added,
        #[command(flatten)]
        disputes: Disputes,
        #[command(flatten)]
        common: Counted,
    },

    /// What is frozen or seized in each jurisdiction alone, and the range that the pools leave open
    #[command(after_help = "Example:
  impound report jurisdictions --case coco

An asset whose place is not stated is in no range, unless --with-unplaced is given.")]
    Jurisdictions {
        /// Treat assets whose place is not stated as a pool over every jurisdiction that the report names
        #[arg(long)]
        with_unplaced: bool,
        #[command(flatten)]
        disputes: Disputes,
        #[command(flatten)]
        common: Counted,
    },

    /// Amounts stated for several jurisdictions together: what of each is itemised, and what is left
    #[command(after_help = "Example:
  impound report pools --format json")]
    Pools {
        #[command(flatten)]
        disputes: Disputes,
        #[command(flatten)]
        common: Counted,
    },

    /// Facts of cases other than money, as each source claims them, side by side
    #[command(after_help = "Example:
  impound report claims --case coco --format csv --output claims.csv

Claims are not money: --convert leaves them as they are.")]
    Claims {
        #[command(flatten)]
        common: Counted,
    },

    /// Of each asset that somebody looked at, the latest look, its age, and the difference from the ledger
    #[command(after_help = "Example:
  impound report attestations --as-of 2025-02-28 --format csv --output attestations.csv")]
    Attestations {
        #[command(flatten)]
        common: Counted,
    },

    /// What each source states of an action that several describe, side by side
    #[command(after_help = "Example:
  impound report readings --case coco

A row is a statement: the action's own, or a reading that is not voided.")]
    Readings {
        #[command(flatten)]
        common: Counted,
    },

    /// The figures that an act asks for, row by row, for a year
    #[command(after_help = "Examples:
  impound report form directive-2014-42 --year 2024
  impound report form regulation-2018-1805 --year 2024 --format csv --output article-35.csv
  impound report form forms/our-office.toml --year 2024 --case coco

Built in: directive-2014-42 and regulation-2018-1805. Any other form is a TOML file that you can write.
A figure that the ledger cannot give is not available, and never 0.")]
    Form {
        /// The name of a form that is built in, or the path of a form's file
        #[arg(value_name = "FORM")]
        form: String,
        /// The year: what was done in it, and what is held at its end
        #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1900..=9998))]
        year: i16,
        #[command(flatten)]
        common: Counted,
    },

    /// From a total as it was published to the same as it is known later, and what made the difference
    #[command(after_help = "Examples:
  impound report bridge holdings --at-entry 120
  impound report bridge actions --at-entry 120 --to-entry 180 --by action,year --entries

--at-entry is the last entry that the published report knew; its last line names it. Each row has a
line for each cause, and the lines add up to the row as it is known later. --convert needs --rate-on
with the day of the rates; what rounding leaves over is a line of its own.")]
    Bridge {
        #[command(flatten)]
        own: Bridging,
        #[command(flatten)]
        common: Counted,
    },

    /// The largest of what is held, each with its share, and the total without them
    #[command(after_help = "Examples:
  impound report concentration --top 5
  impound report concentration --top 5 --currency EUR --as-of 2024-12-31

An asset with its items is one line, and so are assets that are linked as perhaps the same money.")]
    Concentration {
        #[command(flatten)]
        own: Concentrating,
        #[command(flatten)]
        disputes: Disputes,
        #[command(flatten)]
        common: Counted,
    },

    /// A custodian's list beside what the ledger holds; nothing is recorded
    #[command(after_help = "Examples:
  impound report reconcile vault.csv --as-of 2025-01-31 --custodian \"AGRASC\"
  impound report reconcile vault.xlsx --map vault.toml --as-of 2025-01-31 --format csv --output vault-checked.csv

The list has the columns asset, ref or identifiers, and amount and currency; or a map says which they
are.")]
    Reconcile {
        #[command(flatten)]
        own: Reconciling,
        #[command(flatten)]
        common: Counted,
    },

    /// Every entry that records an action, with every particular
    #[command(after_help = "Example:
  impound report register --case coco --format csv --output register.csv")]
    Register {
        /// Only entries in force: neither corrected nor voided
        #[arg(long)]
        current: bool,
        #[command(flatten)]
        common: Common,
    },

    /// How the opening stock of a period became its closing stock, line by line, with a check that must come to 0
    #[command(after_help = stating::ROLLFORWARD)]
    Rollforward {
        #[command(flatten)]
        rolled: stating::Rolled,
        #[command(flatten)]
        common: Counted,
    },

    /// How many of the assets held have an amount, a day, a place, an authority, an order, an identifier, a passage
    #[command(after_help = stating::COVERAGE)]
    Coverage {
        #[command(flatten)]
        covered: stating::Covered,
        #[command(flatten)]
        common: Counted,
    },

    /// What is frozen or seized, by days since it reached that stage
    #[command(after_help = stating::AGEING)]
    Ageing {
        #[command(flatten)]
        aged: stating::Aged,
        #[command(flatten)]
        common: Counted,
    },
}

/// Runs a report.
///
/// # Errors
/// A filter is invalid, a total does not fit, or the ledger or a file cannot be read or written.
pub(super) fn run(report: Report, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let form = report.form()?;
    let (report, Counted { converting, common }, query) = report.read(session, &[])?;
    let path = session.ledger_path()?.0;
    let format = common.admitted(&path, session)?;
    let mut ledger = session.open(Mode::Read)?;
    let verified = if common.verify { session.verify_first(&mut ledger)? } else { session.last_verified(&ledger) };
    let personal = if common.personal { PersonalData::Shown } else { PersonalData::Hidden };
    let query = Query { verified, personal, ..query };
    if let Some(case) = &query.scope.case
        && let Some(fault) = near::meant(&ledger, case)?
    {
        return Err(fault.at("--case").into());
    }
    let origin = ledger.origin()?;
    let state = ledger.snapshot()?;
    let known = query::known(&state, &query).map_err(no_answer)?;
    if report == Asked::Register {
        drop(state);
        let outline = Register::outline(query.meta(report, &known))?.of_ledger(origin);
        // Rows that scroll over the terminal as they come show the progress by themselves.
        let runs = |format: Format| {
            common.output.is_none() && session.context.terminal.output && format.writes() == Writes::EachRow
        };
        let bar = Bar::of_entries(known.entries(), session.shows_progress() && !runs(format));
        return common.write(&path, session, |format, options, out| {
            write_register(&mut ledger, (&query, &outline), &known, bar, format.begin(&outline, options, out)?)
        });
    }
    let document = match form {
        Some((form, year)) => query::form(&state, &form, year, &query, &known),
        None => query::document(&state, report, &query, &known),
    };
    let document = document.map_err(no_answer)?.of_ledger(origin);
    // Close the ledger before writing, so that a slow reader keeps nobody from recording.
    drop(state);
    drop(ledger);
    converting.write(&document, &path, common.written())?;
    common.write(&path, session, |format, options, out| Ok(render::write(&document, format, options, out)?))
}

fn write_register(
    ledger: &mut Ledger,
    (query, outline): (&Query, &Outline),
    known: &Known,
    bar: Bar,
    mut sink: Box<dyn Sink + '_>,
) -> Result<(), Unwritten> {
    outline.sections().iter().try_for_each(|frame| sink.section(frame))?;
    query::each_row(ledger, query, known, |read, row| {
        bar.at(read);
        sink.row(row).map_err(Unwritten::from)
    })?;
    // Remove the bar before the remaining output is written in its place.
    drop(bar);
    Ok(sink.finish()?)
}

/// Makes a report of the entries up to a head, whatever is recorded meanwhile.
///
/// # Errors
/// The question has no answer, a total does not fit, or the ledger cannot be read.
pub(super) fn as_of(
    head: &Frontier,
    ledger: &Ledger,
    (report, query): (Asked, &Query),
) -> Result<Document, store::Error> {
    let state = ledger.snapshot()?;
    query::document(&state, report, query, &known_at(head, &state)?)
}

/// Writes the register of the entries up to a head as CSV, whatever is recorded meanwhile, and returns its outline.
///
/// # Errors
/// The ledger cannot be read, or the register cannot be written.
pub(super) fn write_register_as_of(
    head: &Frontier,
    ledger: &mut Ledger,
    query: &Query,
    out: &mut dyn Write,
) -> Result<Outline, Unwritten> {
    let known = known_at(head, &ledger.snapshot()?)?;
    let outline = Register::outline(query.meta(Asked::Register, &known)).map_err(Failure::from)?;
    let (bar, sink) = (Bar::of_entries(head.size(), false), Format::Csv.begin(&outline, Options::default(), out)?);
    write_register(ledger, (query, &outline), &known, bar, sink)?;
    Ok(outline)
}

fn known_at(head: &Frontier, state: &Snapshot<'_>) -> Result<Known, store::Error> {
    Ok(Known { frontier: head.clone(), all: query::Source::head(state)?.size() == head.size() })
}

impl Report {
    /// The form to fill in, and its year.
    fn form(&self) -> Result<Option<(form::Form, i16)>, Failure> {
        match self {
            Report::Form { form, year, .. } => Ok(Some((form::read(form)?, *year))),
            _ => Ok(None),
        }
    }

    /// Whether it can be made over several ledgers.
    pub(super) fn is_consolidated(&self) -> bool {
        matches!(self, Report::Holdings { .. } | Report::Actions { .. } | Report::Jurisdictions { .. })
    }

    /// Which report is meant, the options that all reports have, and the question. The report may be broken down by `more`
    /// dimensions than its own.
    pub(super) fn read(
        self,
        session: &mut Session<'_>,
        more: &[Dimension],
    ) -> Result<(Asked, Counted, Query), Failure> {
        let all = Scope::default();
        let (mut measures, mut bands, mut query) = (Measures::default(), Bands::default(), Query::default());
        let (report, by, common, chosen) = match self {
            Report::Holdings { by, added, disputes, common } => {
                measures = added.measures();
                (Asked::Holdings, by, common, Scope { readings: disputes.taken(), ..all })
            }
            Report::Actions { by, stated, added, disputes, common } => {
                measures = added.measures();
                (Asked::Actions, by, common, Scope { stated, readings: disputes.taken(), ..all })
            }
            Report::Jurisdictions { with_unplaced, disputes, common } => {
                (Asked::Jurisdictions, None, common, Scope { with_unplaced, readings: disputes.taken(), ..all })
            }
            Report::Pools { disputes, common } => {
                (Asked::Pools, None, common, Scope { readings: disputes.taken(), ..all })
            }
            Report::Readings { common } => (Asked::Readings, None, common, all),
            Report::Claims { common } => (Asked::Claims, None, common, all),
            Report::Attestations { common } => (Asked::Attestations, None, common, all),
            Report::Form { common, .. } if common.common.as_of.is_some() => {
                return Err(Failure::usage("a form is about a year, not about a day", "leave --as-of out"));
            }
            // What a form asks is about what is held, and about a whole year.
            Report::Form { common, .. } => (Asked::Holdings, None, common, all),
            Report::Register { current, common } => {
                (Asked::Register, None, common.unconverted(), Scope { current, ..all })
            }
            Report::Rollforward { rolled, common } => (Asked::Rollforward, rolled.by()?, common, all),
            Report::Coverage { covered, common } => (Asked::Coverage, covered.by, common, all),
            Report::Ageing { aged, common } => {
                bands = aged.bands()?;
                (Asked::Ageing, aged.by, common, all)
            }
            Report::Bridge { own, mut common } => {
                let stated = own.stated()?;
                let by = own.by.clone();
                query.bridged = own.bridged(std::mem::replace(&mut common.common.at_entry, own.to_entry))?;
                (Asked::Bridge, by, common, Scope { stated, ..all })
            }
            Report::Concentration { own, disputes, common } => {
                query.largest = own.largest()?;
                (Asked::Concentration, None, common, Scope { readings: disputes.taken(), ..all })
            }
            Report::Reconcile { own, common } => {
                if common.common.as_of.is_none() {
                    let hint = "give --as-of DATE: the day for which the list was drawn up";
                    return Err(Failure::usage("a reconciliation needs the day of the list", hint));
                }
                query.list = own.list(session)?;
                (Asked::Reconcile, None, common, all)
            }
        };
        let Counted { converting, common } = common;
        let sums = if report == Asked::Bridge { Asked::of(query.bridged.of) } else { report };
        // The dimensions of a report are a closed list, like the formats: any other word is wrong usage.
        let known = [more, sums.dimensions()].concat();
        let by = by.map(|by| dimension::parse_list(&by, &known)).transpose();
        let by = by.map_err(|fault| Failure::Usage(fault.at("--by")))?.unwrap_or_default();
        let scope = common.scope(sums, chosen)?;
        let (at_entry, worded) = (common.at_entry, common.worded());
        let convert = converting.read()?;
        let query = Query { by, measures, scope, at_entry, worded, bands, convert, ..query };
        Ok((report, Counted { converting, common }, query))
    }
}
