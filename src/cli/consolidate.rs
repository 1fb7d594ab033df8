//! `impound consolidate`: one report over several ledgers.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::domain::{Fault, Origin};
use crate::query::{self, Consolidated, Missing, Part, PersonalData, Query, Report as Asked, Unresolved};
use crate::render;
use crate::report::Dimension;
use crate::report::document::Verified;
use crate::store::{Error, Ledger, Mode};

use super::asked::no_answer;
use super::common::Counted;
use super::export::{self, Opened};
use super::failure::{Exit, Failure};
use super::report::Report;
use super::session::Session;
use super::words;

/// Make one report over several ledgers or packs, each verified first
///
/// Each office keeps its own ledger, and hands out packs. This adds them up: holdings, actions and jurisdictions, with all the
/// flags that they have over one ledger, and with the ledger as a further dimension (--by ledger). Assets that ledgers name as
/// perhaps the same money (--may-overlap ORIGIN/ASSET) count as in one ledger. Without --as-of, each ledger is taken as it is;
/// the report says on which checkpoint of each it rests. Rates are those of the first. A ledger or a pack that does not
/// verify is refused, and so is the same ledger twice.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound consolidate de-2024-06 fr-2024-06 -- holdings --by ledger,stage --as-of 2024-06-30
  impound consolidate unit7.db packs/* -- actions --by action,year --convert EUR --json")]
pub(super) struct Consolidate {
    /// Ledgers, and directories that `impound export pack` made
    #[arg(value_name = "PACK|LEDGER", required = true)]
    ledgers: Vec<PathBuf>,

    /// Who may sign packs, in the format of ssh-keygen's allowed signers; every pack must be signed by one of them
    #[arg(long, value_name = "FILE")]
    signers: Option<PathBuf>,

    /// The report and its flags, as `impound report` takes them: holdings, actions or jurisdictions
    #[arg(value_name = "REPORT", last = true, required = true)]
    report: Vec<OsString>,
}

/// Reads the words of a report; `None` after their help was printed.
pub(super) type ReportOf = fn(&[OsString], &mut Session<'_>) -> Result<Option<Report>, Failure>;

/// A verified ledger.
struct Given<'a> {
    path: &'a Path,
    ledger: Ledger,
    origin: Origin,
    /// How many entries were verified.
    entries: u64,
}

/// Makes the report.
///
/// # Errors
/// The words are not those of a report that can be consolidated; a ledger cannot be read, does not verify or is there
/// twice; a total does not fit; or the report cannot be written.
pub(super) fn run(args: Consolidate, session: &mut Session<'_>, report_of: ReportOf) -> Result<Exit, Failure> {
    if session.ledger.is_some() {
        return Err(Failure::usage("--ledger names one ledger", "name every ledger to consolidate before the --"));
    }
    let Some(report) = report_of(&args.report, session)? else { return Ok(Exit::Done) };
    if !report.is_consolidated() {
        let asked = args.report.first().map(|word| word.to_string_lossy()).unwrap_or_default();
        let hint =
            "holdings, actions and jurisdictions can be consolidated; take any other report of each ledger by itself";
        return Err(Failure::usage(format!("the report {asked} is about one ledger"), hint));
    }
    let (report, Counted { converting, common }, query) = report.read(session, &[Dimension::Ledger])?;
    if common.at_entry.is_some() {
        let hint = "give packs of that time, or --as-of DATE for what was held on a day";
        return Err(Failure::usage("--at-entry is for one ledger: each numbers its own entries", hint));
    }
    for path in &args.ledgers {
        common.admitted(path, session)?;
        converting.admitted(path)?;
    }
    let mut given: Vec<Given<'_>> = Vec::with_capacity(args.ledgers.len());
    for path in &args.ledgers {
        let next = match opened(path, args.signers.as_deref(), session)? {
            Ok(next) => next,
            Err(unchecked) => return session.complain(&unchecked).map(|()| Exit::InPart),
        };
        refuse_twice(&given, &next)?;
        given.push(next);
    }
    // Closes the ledgers before writing, so that a slow reader keeps nobody from recording.
    let Consolidated { document, unresolved } = consolidated(given, report, query)?;
    unresolved.iter().for_each(|unresolved| session.note(&told(unresolved)));
    let first = args.ledgers.first().map_or(Path::new(""), PathBuf::as_path);
    converting.write(&document, first, common.written())?;
    common.write(first, session, |format, options, out| Ok(render::write(&document, format, options, out)?))
}

/// Makes the report of verified ledgers.
fn consolidated(given: Vec<Given<'_>>, report: Asked, query: Query) -> Result<Consolidated, Failure> {
    let query = Query { verified: Verified::Unsaid, personal: PersonalData::Hidden, ..query };
    let states = given.iter().map(|given| given.ledger.snapshot()).collect::<Result<Vec<_>, _>>()?;
    let mut parts = Vec::with_capacity(given.len());
    for (given, source) in given.iter().zip(&states) {
        // Entries that were recorded since are not verified.
        let verified = Query { at_entry: Some(given.entries), ..Query::default() };
        let known = query::known(source, &verified)?;
        parts.push(Part { origin: given.origin.clone(), source, known });
    }
    query::consolidated(&parts, report, &query).map_err(no_answer)
}

/// Opens and verifies a ledger or a pack; `Err` within says why a pack could be checked only in part.
fn opened<'a>(
    path: &'a Path,
    signers: Option<&Path>,
    session: &mut Session<'_>,
) -> Result<Result<Given<'a>, Failure>, Failure> {
    let (ledger, entries) = if path.is_dir() {
        match export::opened_pack(path, signers)? {
            Ok(Opened { ledger, entries }) => (ledger, entries),
            Err(unchecked) => return Ok(Err(unchecked)),
        }
    } else {
        let before = session.ledger.replace(path.to_path_buf());
        let opened = opened_ledger(session);
        session.ledger = before;
        opened.map_err(|failure| of(path, failure))?
    };
    let origin = Origin::parse(&ledger.origin()?)?;
    Ok(Ok(Given { path, ledger, origin, entries }))
}

/// Opens and verifies the session's ledger.
fn opened_ledger(session: &mut Session<'_>) -> Result<(Ledger, u64), Failure> {
    let mut ledger = session.open(Mode::Read)?;
    let entries = session.verify_all(&mut ledger)?;
    Ok((ledger, entries))
}

/// The failure of one of several ledgers, by its name.
fn of(path: &Path, failure: Failure) -> Failure {
    let (what, name) = (failure.what(), words::path(path));
    match failure {
        failure if what.contains(&name) => failure,
        Failure::Damaged(fault) => Failure::Damaged(fault.at(name)),
        Failure::Store(Error::Damaged { .. }) => {
            Failure::damaged(format!("{name}: {what}"), "`impound verify --ledger PATH` lists every difference")
        }
        failure => failure.at(&name),
    }
}

/// Refuses a ledger that is already there.
fn refuse_twice(given: &[Given<'_>], next: &Given<'_>) -> Result<(), Failure> {
    let Some(before) = given.iter().find(|before| before.origin == next.origin) else { return Ok(()) };
    let (one, other) = (words::path(before.path), words::path(next.path));
    let what = format!("{one} and {other} are the same ledger, {}", next.origin);
    Err(Fault::new(what).hint("give each ledger once: its newest pack, or the ledger itself").into())
}

/// What is said about assets that are not there.
fn told(unresolved: &Unresolved) -> String {
    let Unresolved { by, first, assets, missing } = unresolved;
    let named = match assets {
        1 => format!("{first}"),
        more => format!("{first} and {} more assets of that ledger", more - 1),
    };
    let why = match missing {
        Missing::Ledger => "that ledger is not consolidated, so they count as different money",
        Missing::Asset => "that ledger has no such asset",
        Missing::Item => "that ledger has no such item, so it counts as the whole asset",
    };
    format!("{by} names {named} as perhaps the same money: {why}")
}
