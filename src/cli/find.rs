//! `impound find`.

use std::path::{Path, PathBuf};

use crate::domain::text;
use crate::domain::{
    AssetKind, CaseRef, Date, Fault, Identifier, Places, SourceRef, Stage, folded, without_identifiers,
};
use crate::journal::{Digest, Frontier};
use crate::query::Source;
use crate::query::find::{self, Answer, EveryEntry, Index, NotFound, Search};
use crate::report::{Meta, listing};
use crate::store::{Error, Finder, Ledger, Mode, NotReady, Snapshot};

use super::bar::Bar;
use super::failure::{Exit, Failure};
use super::near;
use super::particulars::parsed;
use super::session::Session;
use super::words::{PROGRAM, either, path};
use super::written::Written;

/// Find assets, cases, sources and entries by words in any of their texts
///
/// Case and accents do not matter. A word is found by its beginning, and, if it has three letters or more, by any part of it: `konto`
/// finds Girokonto. Words in one pair of quotes stand next to each other; otherwise their order does not matter, but one entry has all
/// of them. A reference or an identifier is found as a whole. The latest entry comes first; each row says how things stand now.
///
/// The words are kept in an index in your cache directory, which is brought up to date first. It holds no personal data: names are
/// never found, and an identifier only in the ledger itself, while it may be shown.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound find villa \"Lago di Como\"
  impound find konto --kind bank-account --in DE --stage frozen
  impound find --entered-by Ada --on 2024-06 --format csv
  impound find --id iban:HU42117730161111101800000000")]
pub(super) struct Find {
    /// What to look for: words, a reference or an identifier
    #[arg(value_name = "TEXT")]
    texts: Vec<String>,

    /// Only assets that are, or may be, in this jurisdiction (or one of several); `unstated` for those without a stated place
    #[arg(long = "in", value_name = "PLACE")]
    places: Option<String>,

    /// Only assets of this kind: cash, bank-account, vehicle and the others of `impound freeze`
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,

    /// Only assets that stand at this stage now: frozen, seized, confiscated, released, returned or disposed
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,

    /// Only what may have happened on this day or in this range of days: 2024-06-25, 2024, 2024-01/2024-06
    #[arg(long, value_name = "RANGE")]
    on: Option<String>,

    /// Only what this source says
    #[arg(long, value_name = "REF")]
    source: Option<String>,

    /// Only this case and what belongs to it
    #[arg(long, value_name = "CASE")]
    case: Option<String>,

    /// Only entries that this person recorded
    #[arg(long, value_name = "NAME")]
    entered_by: Option<String>,

    /// Only entries that hold this identifier: iban:, domain:, vin: or another kind before it; `-` asks for it
    #[arg(long, value_name = "SCHEME:VALUE")]
    id: Vec<String>,

    /// The most rows
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,

    #[command(flatten)]
    written: Written,
}

/// The filters as typed, by name.
type Filters = Vec<(String, String)>;

/// Finds.
///
/// # Errors
/// Nothing is asked for, a filter is invalid, or the ledger cannot be read.
pub(super) fn run(args: Find, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let (search, worded, written) = args.search(session)?;
    let ledger_path = session.ledger_path()?.0;
    let ledger = session.open(Mode::Read)?;
    if let Some(case) = &search.case
        && ledger.case(case)?.is_none()
    {
        return Err(near::no_case(&ledger, case)?.at("--case").into());
    }
    let Answer { document, more, near } = answer(&ledger, &search, worded, session)?;
    drop(ledger);
    let exit = written.write(&document, &ledger_path, session)?;
    if more {
        let limit = search.limit;
        session.note(&format!("there are more than these {limit}: add a word or a filter, or give a higher --limit"));
    }
    if !near.is_empty() {
        session.note(&format!("nothing has all these words; did you mean {}?", either(near)));
    }
    Ok(exit)
}

impl Find {
    /// What is looked for, the filters as typed, and how to write the answer.
    fn search(self, session: &mut Session<'_>) -> Result<(Search, Filters, Written), Failure> {
        let id = self.id.into_iter().map(|id| session.answers.resolve("id", id)).collect::<Vec<_>>();
        let identifiers = id.iter().map(|id| Identifier::parse(id)).collect::<Result<Vec<_>, Fault>>();
        let identifiers = identifiers.map_err(|fault| fault.at("--id"))?;
        if let Some(text) = self.texts.iter().find(|text| folded::words(text).is_empty()) {
            let fault = Fault::new(format!("{} has no word", text::quote(text)));
            return Err(fault.hint("give at least a letter or a digit").at("TEXT").into());
        }
        let typed = [
            ("in", &self.places),
            ("kind", &self.kind),
            ("stage", &self.stage),
            ("on", &self.on),
            ("source", &self.source),
            ("case", &self.case),
            ("entered_by", &self.entered_by),
        ];
        let filters = typed.iter().filter_map(|(name, typed)| Some(((*name).to_owned(), (*typed).clone()?)));
        let text = self.texts.join(" ");
        // Personal data is not repeated in the answer.
        let text = (!text.is_empty()).then(|| ("text".to_owned(), without_identifiers(&text).into_owned()));
        let schemes = identifiers.iter().map(|identifier| identifier.scheme().as_str()).collect::<Vec<_>>().join(";");
        let ids = (!schemes.is_empty()).then(|| ("identifiers".to_owned(), schemes));
        let mut worded: Filters = text.into_iter().chain(filters).chain(ids).collect();
        if worded.is_empty() {
            let hint = "give words, a reference, or a filter: impound find villa --in IT";
            return Err(Failure::usage("nothing is asked for", hint));
        }
        worded.push(("limit".to_owned(), self.limit.to_string()));
        let search = Search {
            texts: self.texts,
            places: parsed("--in", self.places, Places::parse)?,
            kind: parsed("--kind", self.kind, AssetKind::parse)?,
            stage: parsed("--stage", self.stage, Stage::parse)?,
            on: parsed("--on", self.on, Date::parse)?,
            source: parsed("--source", self.source, SourceRef::parse)?,
            case: parsed("--case", self.case, CaseRef::parse)?,
            entered_by: self.entered_by,
            identifiers,
            limit: usize::try_from(self.limit).unwrap_or(usize::MAX),
        };
        Ok((search, worded, self.written))
    }
}

/// Finds with the index, and without it where it cannot be kept.
fn answer(ledger: &Ledger, search: &Search, worded: Filters, session: &mut Session<'_>) -> Result<Answer, Failure> {
    // Before the state is read: a ledger is read once at a time.
    let verified = session.last_verified(ledger);
    let meta = |head: &Frontier| {
        let listed = listing::meta("Found: assets, cases, sources and entries with these words", head, PROGRAM);
        Meta { filters: worded.clone(), verified, ..listed }
    };
    let unkept = match index_file(ledger, session)? {
        None => "your cache directory is unknown".to_owned(),
        Some(file) => {
            // What an index holds may turn out to be of no use only when it is read.
            let mut attempts = 0;
            loop {
                attempts += 1;
                let (finder, state) = match kept(&file, ledger, session) {
                    Ok(ready) => ready,
                    Err(NotReady::Ledger(error)) => return Err(error.into()),
                    Err(NotReady::Index(error)) => break format!("{}: {error}", path(&file)),
                };
                match found(&state, &finder, search, meta(&state.head()?)) {
                    Ok(answer) => return Ok(answer),
                    Err(NotFound::Ledger(error)) => return Err(error.into()),
                    Err(NotFound::Index(error)) if attempts > 1 => break format!("{}: {error}", path(&file)),
                    Err(NotFound::Index(_)) => {
                        if let Err(error) = finder.begin_anew() {
                            break format!("{}: {error}", path(&file));
                        }
                    }
                }
            }
        }
    };
    session.note(&format!("the index of words cannot be kept ({unkept}); every entry is read instead"));
    let state = ledger.snapshot()?;
    let head = state.head()?;
    match found(&state, &EveryEntry(head.size()), search, meta(&head)) {
        Ok(answer) => Ok(answer),
        Err(NotFound::Ledger(error)) => Err(error.into()),
        Err(NotFound::Index(never)) => match never {},
    }
}

fn found<I: Index>(
    state: &Snapshot<'_>,
    index: &I,
    search: &Search,
    meta: Meta,
) -> Result<Answer, NotFound<Error, I::Error>> {
    find::find(state, index, search, meta)
}

/// The index, brought up to date; a bar shows the progress on a terminal.
fn kept<'a>(file: &Path, ledger: &'a Ledger, session: &Session<'_>) -> Result<(Finder, Snapshot<'a>), NotReady> {
    let entries = ledger.head().map_err(NotReady::Ledger)?.size();
    let bar = Bar::of_entries(entries, session.shows_progress());
    Finder::open(file, ledger, &mut |read| bar.at(read))
}

/// Where the index of a ledger is kept: a ledger is known by its origin, wherever it lies.
fn index_file(ledger: &Ledger, session: &Session<'_>) -> Result<Option<PathBuf>, Failure> {
    let Some(cache) = (session.context.cache_directory)() else { return Ok(None) };
    let origin = Digest::of(ledger.origin()?.as_bytes());
    Ok(Some(cache.join("impound").join("find").join(format!("{origin}.db"))))
}
