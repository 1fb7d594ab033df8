//! `impound export dossier`: what is known of a case, as one page.

use std::borrow::Cow;
use std::path::PathBuf;

use serde::Serialize;

use crate::domain::{CaseRef, Edge, date::parse_day_limit};
use crate::dossier::{Asked, Dossier, Filed};
use crate::journal::Frontier;
use crate::query::{self, Known, PersonalData, Query};
use crate::report::Scope;
use crate::store::{Ledger, Mode, spare};

use crate::cli::answer::Answer;
use crate::cli::asked::no_answer;
use crate::cli::convert::{self, Conversion};
use crate::cli::failure::{Exit, Failure};
use crate::cli::files;
use crate::cli::near;
use crate::cli::particulars::parsed;
use crate::cli::session::Session;
use crate::cli::words;

/// Write one page about a case for a reader and an auditor: figures, charts, tables, the entries behind each figure
///
/// The page is a single HTML file that loads nothing and runs nothing. It prints well, is light and dark, and can be read with a
/// keyboard and a screen reader. Each chart has its table, and the page says how to make and check it again. It shows the
/// ledger as recorded by its last entry; the same ledger gives the same bytes. It is never overwritten, and only you can read
/// it: chmod it for others.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound export dossier coco.html --case coco
  impound export dossier coco.html --case coco --convert EUR --as-of 2024-12-31
  impound export dossier all.html --from 2024-01-01")]
pub(in crate::cli) struct Page {
    /// The file, which must not exist yet
    #[arg(value_name = "FILE.html")]
    file: PathBuf,

    /// Only this case
    #[arg(long, value_name = "CASE")]
    case: Option<String>,

    /// As things stood at the end of this day; a month or year means its last day
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,

    /// The first day of the period in which the page tells what changed; else the first of the year
    #[arg(long, value_name = "DATE")]
    from: Option<String>,

    /// As known when this entry was the last
    #[arg(long, value_name = "N")]
    at_entry: Option<u64>,

    /// Show personal data: identifiers and the persons affected
    #[arg(long)]
    personal: bool,

    #[command(flatten)]
    answer: Answer,

    #[command(flatten)]
    conversion: Conversion,
}

/// The answer as JSON.
#[derive(Serialize)]
struct Object<'a> {
    output: Cow<'a, str>,
    bytes: usize,
    entries: u64,
    root: String,
}

/// Writes the page.
///
/// # Errors
/// The file exists, a value is invalid, a total does not fit, no rates fit, or the ledger or the file cannot be read or written.
pub(super) fn run(args: &Page, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let path = session.ledger_path()?.0;
    files::refuse_existing(&args.file, "a dossier is never overwritten: name another file, or move it away")?;
    spare(&args.file, &path)?;
    let asked = args.asked()?;
    let ledger = session.open(Mode::Read)?;
    if let Some(case) = &asked.query.scope.case
        && let Some(fault) = near::meant(&ledger, case)?
    {
        return Err(fault.at("--case").into());
    }
    let head = query::known(&ledger.snapshot()?, &asked.query).map_err(no_answer)?.frontier;
    let filed = args.filed(&ledger, &head, &asked)?;
    let page = {
        // Whatever was recorded in between is not known.
        let state = ledger.snapshot()?;
        let all = query::Source::head(&state)?.size() == head.size();
        let known = Known { frontier: head.clone(), all };
        Dossier::of(&state, &known, &asked, filed).map_err(no_answer)?.html()
    };
    // Close the ledger before writing, so that a slow disk keeps nobody from recording.
    drop(ledger);
    files::write_new(&args.file, &path, page.as_bytes())?;
    let output = args.file.to_string_lossy();
    let object = Object { output, bytes: page.len(), entries: head.size(), root: head.root().to_string() };
    args.answer.confirm(session, &object, || {
        format!(
            "{} of {}: {}\n",
            words::counted(page.len() as u64, "byte", "bytes"),
            words::entries(head.size()),
            words::path(&args.file)
        )
    })?;
    Ok(Exit::Done)
}

impl Page {
    /// What the page is about.
    fn asked(&self) -> Result<Asked, Failure> {
        let day = |flag, given: &Option<String>, edge| parsed(flag, given.clone(), |text| parse_day_limit(text, edge));
        let scope = Scope {
            as_of: day("--as-of", &self.as_of, Edge::Last)?,
            case: parsed("--case", self.case.clone(), CaseRef::parse)?,
            ..Scope::default()
        };
        let personal = if self.personal { PersonalData::Shown } else { PersonalData::Hidden };
        let (at_entry, convert) = (self.at_entry, self.conversion.read()?);
        let query = Query { scope, at_entry, convert, personal, ..Query::default() };
        Ok(Asked { query, from: day("--from", &self.from, Edge::First)? })
    }

    /// What the ledger says of itself, its cases and its sources at a head.
    fn filed(&self, ledger: &Ledger, head: &Frontier, asked: &Asked) -> Result<Filed, Failure> {
        let (case, last) = (asked.query.scope.case.as_ref(), head.size());
        let cases = ledger.cases(Some(last))?.into_iter().map(|known| known.file);
        let origin = ledger.origin()?;
        let sources = ledger.sources(Some(last))?.into_iter().map(|source| (source.entry, source.file)).collect();
        Ok(Filed {
            recorded_at: ledger.existing_entry(last)?.stamp.recorded_at,
            cases: cases.filter(|file| case.is_none_or(|case| file.case == *case)).collect(),
            sources,
            commands: vec![
                self.spelt(last, asked),
                format!("impound verify --expect \"{origin} {last} {}\"", head.root()),
            ],
            origin,
        })
    }

    /// The command that makes the same page, whatever is recorded later.
    fn spelt(&self, last: u64, asked: &Asked) -> String {
        // Whatever the file is called, the page is the same.
        let name = asked.query.scope.case.as_ref().map_or("dossier".to_owned(), ToString::to_string);
        let mut command = format!("impound export dossier {} --at-entry {last}", quoted(&format!("{name}.html")));
        let given = [("case", &self.case), ("as-of", &self.as_of), ("from", &self.from)];
        for (flag, value) in given.iter().filter_map(|(flag, value)| Some((flag, value.as_ref()?))) {
            command.push_str(&format!(" --{flag} {}", quoted(value)));
        }
        for (name, word) in asked.query.convert.iter().flat_map(convert::words) {
            command.push_str(&format!(" --{} {}", name.replace('_', "-"), quoted(&word)));
        }
        if self.personal {
            command.push_str(" --personal");
        }
        command
    }
}

/// A word as a shell takes it whole.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '+');
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
