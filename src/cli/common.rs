//! The options that all reports share.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil;

use crate::domain::date::parse_day_limit;
use crate::domain::{CaseRef, Edge, Fault, Places, text};
use crate::query::Report as Asked;
use crate::render::{Content, Format, Options};
use crate::report::Scope;
use crate::store::spare;

use super::convert::Converting;
use super::failure::{Exit, Failure};
use super::files::{self, Readers, Unwritten};
use super::particulars::parsed;
use super::session::Session;
use super::stating;
use super::words;

/// The columns of a table where nobody knows better: it goes to a file, through a pipe, or to a terminal that does not say.
const COLUMNS: u16 = 80;

/// The options of reports that add up money.
#[derive(Debug, clap::Args)]
pub(super) struct Counted {
    #[command(flatten)]
    pub(super) converting: Converting,
    #[command(flatten)]
    pub(super) common: Common,
}

/// The options of all reports.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Every report")]
pub(super) struct Common {
    /// As things stood at the end of this day; a month or year means its last day
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,

    /// Only actions from this day on (actions, register); the first day of the period (rollforward)
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<String>,

    /// Only actions up to this day (actions, register); the last day of the period (rollforward)
    #[arg(long, value_name = "DATE")]
    pub(super) to: Option<String>,

    /// As known when this entry was the last
    #[arg(long, value_name = "N")]
    pub(super) at_entry: Option<u64>,

    /// Only this case
    #[arg(long, value_name = "CASE")]
    pub(super) case: Option<String>,

    /// Only assets that are, or may be, in this jurisdiction (or one of several); `unstated` for those without a stated
    /// place
    #[arg(long = "in", value_name = "PLACE")]
    pub(super) places: Option<String>,

    /// The format; else the one that the ending of --output names, else a table. A workbook (xlsx) goes to a file or a pipe, not to a
    /// terminal
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub(super) format: Option<Format>,

    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub(super) json: bool,

    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// CSV: leave text as it is, without the guard against spreadsheet formulas
    #[arg(long)]
    pub(super) raw: bool,

    /// CSV: begin with a byte-order mark, by which spreadsheets recognise UTF-8
    #[arg(long)]
    pub(super) bom: bool,

    /// Show personal data: identifiers and the persons affected
    #[arg(long)]
    pub(super) personal: bool,

    /// Verify the ledger first; else the report says up to which entry you last verified it
    #[arg(long)]
    pub(super) verify: bool,
}

/// Reads the name of a format.
pub(super) fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| format.name()))
        .try_map(|name| Format::named(&name).ok_or("no format has this name"))
}

impl Common {
    /// The options of a report that adds up no money.
    pub(super) fn unconverted(self) -> Counted {
        Counted { converting: Converting::default(), common: self }
    }

    pub(super) fn scope(&self, report: Asked, chosen: Scope) -> Result<Scope, Failure> {
        let day = |flag, given: &Option<String>, edge| parsed(flag, given.clone(), |text| parse_day_limit(text, edge));
        let (from, to) = (day("--from", &self.from, Edge::First)?, day("--to", &self.to, Edge::Last)?);
        if report == Asked::Rollforward {
            stating::check_period([&self.from, &self.to], self.as_of.as_ref())?;
        } else if (from.is_some() || to.is_some()) && !matches!(report, Asked::Actions | Asked::Register) {
            let hint = "use --as-of DATE for what is held on a day; report actions takes --from and --to";
            return Err(Failure::usage("--from and --to are for actions, not for what is held", hint));
        }
        if report == Asked::Claims && self.places.is_some() {
            return Err(Failure::usage("--in is for assets, not for claims", "use --case for the claims of one case"));
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

    /// Where the report goes, and how a CSV beside it is written.
    pub(super) fn written(&self) -> (Option<&Path>, Options, Readers) {
        let options = Options { raw: self.raw, bom: self.bom, ..Options::default() };
        (self.output.as_deref(), options, self.readers())
    }

    /// Who may read the report's file.
    fn readers(&self) -> Readers {
        if self.personal { Readers::Owner } else { Readers::All }
    }

    /// The filters as typed.
    pub(super) fn worded(&self) -> Vec<(&'static str, String)> {
        let typed = [
            ("as_of", &self.as_of),
            ("from", &self.from),
            ("to", &self.to),
            ("case", &self.case),
            ("in", &self.places),
        ];
        typed.into_iter().filter_map(|(name, typed)| Some((name, typed.clone()?))).collect()
    }

    pub(super) fn write(
        &self,
        ledger: &Path,
        session: &mut Session<'_>,
        report: impl FnOnce(Format, Options, &mut dyn Write) -> Result<(), Unwritten>,
    ) -> Result<Exit, Failure> {
        let format = self.admitted(ledger, session)?;
        let terminal = session.context.terminal;
        let on_terminal = self.is_on_terminal(session);
        let options = Options {
            raw: self.raw,
            bom: self.bom,
            width: Some(terminal.width.filter(|_| on_terminal).unwrap_or(COLUMNS).into()),
            color: session.headings,
        };
        match &self.output {
            None => report(format, options, &mut session.context.output).map_err(Unwritten::of_output)?,
            Some(file) => {
                files::replace(file, ledger, self.readers(), |out| report(format, options, out))?;
            }
        }
        Ok(Exit::Done)
    }

    fn is_on_terminal(&self, session: &Session<'_>) -> bool {
        session.context.terminal.output && self.output.is_none()
    }

    /// The report's format, if that can go where the report goes.
    ///
    /// # Errors
    /// The file belongs to the ledger, there is no such format, or it would go to a terminal that cannot show it.
    pub(super) fn admitted(&self, ledger: &Path, session: &Session<'_>) -> Result<Format, Failure> {
        if let Some(file) = &self.output {
            spare(file, ledger).map_err(|refusal| Failure::from(refusal).at("--output"))?;
        }
        let format = self.format()?;
        if format.content() == Content::Binary && self.is_on_terminal(session) {
            let what = format!("a terminal cannot show {}", format.name());
            let hint =
                format!("name a file with --output, which ends in .{}, or send it through a pipe", format.ending());
            return Err(Failure::usage(what, hint).at("--format"));
        }
        Ok(format)
    }

    /// The requested format, or otherwise that of the file's ending, or otherwise a table.
    fn format(&self) -> Result<Format, Failure> {
        let json = self.json.then_some(Format::Json);
        if let Some(format) = self.format.or(json) {
            return Ok(format);
        }
        let ending = self.output.as_deref().and_then(Path::extension);
        let Some(ending) = ending.map(|ending| ending.to_string_lossy().to_lowercase()) else {
            return Ok(Format::default());
        };
        Format::of_ending(&ending).ok_or_else(|| {
            let what = format!("--output: {} is not a report format", text::quote(&format!(".{ending}")));
            let [endings, names] = [Format::ending, Format::name].map(|of| {
                let mut words: Vec<&str> = Format::ALL.iter().map(|format| of(*format)).collect();
                words.sort_unstable();
                words
            });
            let endings = words::either(endings.into_iter().map(|ending| format!(".{ending}")).collect());
            Failure::usage(what, format!("end the name in {endings}, or say --format {}", names.join("|")))
        })
    }
}
