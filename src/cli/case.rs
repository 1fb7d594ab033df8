//! `impound case`.

use crate::domain::{CaseRef, Date, Fault, Jurisdiction, text};
use crate::journal::{CaseChanges, CaseFile};
use crate::store::{Ledger, Mode, Particulars, Request};

use super::asset;
use super::failure::{Exit, Failure};
use super::layout::{Sheet, columns};
use super::near;
use super::particulars::{
    self, Answering, Dating, Once, needed_words, optional_words, parsed, taken_away, words as words_given,
};
use super::session::Session;
use super::shown::{self, Opened};
use super::words;

/// Open a case, or look at those that are open
#[derive(Debug, clap::Subcommand)]
pub(super) enum Case {
    /// Open a case: one investigation
    #[command(after_help = "Example:
  impound case open coco --title \"Coco\" --lead FR --authority \"JUNALCO, Paris\" --offence \"money laundering\"")]
    Open(Open),

    /// Edit a case: correct its particulars by a new entry
    ///
    /// What you give replaces the earlier value; "" removes a text, a date or the offences. Earlier entries stay as
    /// they are; `case list` and `case show` show the latest.
    #[command(after_help = "Example:
  impound case edit coco --authority \"JUNALCO, Paris\" --note \"\" --reason \"the lead was taken over\"")]
    Edit(Edit),

    /// List the cases: reference, lead, title
    #[command(after_help = "Example:
  impound case list")]
    List,

    /// Show a case and its assets
    #[command(after_help = "Example:
  impound case show coco")]
    Show {
        /// Its reference
        #[arg(value_name = "REF")]
        case: String,
    },
}

/// The flags of `case open`.
#[derive(Debug, clap::Args)]
pub(super) struct Open {
    /// The reference by which you name it from now on: coco
    #[arg(value_name = "REF")]
    case: String,

    /// Its title
    #[arg(long, value_name = "TEXT")]
    title: String,

    /// The jurisdiction that leads it
    #[arg(long, value_name = "CC")]
    lead: String,

    /// The authority that leads it
    #[arg(long, value_name = "NAME")]
    authority: Option<String>,

    /// When it was opened
    #[arg(long, value_name = "DATE")]
    opened: Option<String>,

    /// An offence under investigation; repeat the flag for several
    #[arg(long, value_name = "TEXT")]
    offence: Vec<String>,

    /// A remark
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    /// Record it even though its reference looks like one in the ledger
    #[arg(long)]
    anyway: bool,

    #[command(flatten)]
    dating: Dating,

    #[command(flatten)]
    once: Once,

    #[command(flatten)]
    answering: Answering,
}

/// The flags of `case edit`.
#[derive(Debug, clap::Args)]
pub(super) struct Edit {
    /// Its reference
    #[arg(value_name = "REF")]
    case: String,

    /// Its title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// The jurisdiction that leads it
    #[arg(long, value_name = "CC")]
    lead: Option<String>,

    /// The authority that leads it
    #[arg(long, value_name = "NAME")]
    authority: Option<String>,

    /// When it was opened
    #[arg(long, value_name = "DATE")]
    opened: Option<String>,

    /// An offence under investigation, instead of those given before; repeat the flag for several
    #[arg(long, value_name = "TEXT")]
    offence: Vec<String>,

    /// A remark
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,

    #[command(flatten)]
    dating: Dating,

    #[command(flatten)]
    once: Once,

    #[command(flatten)]
    answering: Answering,
}

/// Runs a command on cases.
///
/// # Errors
/// A value or a rule that says no, or a ledger that cannot be read or written.
pub(super) fn run(case: Case, session: &mut Session<'_>) -> Result<Exit, Failure> {
    match case {
        Case::Open(args) => open(args, session),
        Case::Edit(args) => edit(args, session),
        Case::List => list(session),
        Case::Show { case } => {
            let case = CaseRef::parse(&case)?;
            let ledger = session.open(Mode::Read)?;
            let text = text(&ledger, &case)?;
            session.print_fitted(&text)?;
            Ok(Exit::Done)
        }
    }
}

/// A case and its assets, as they are shown.
///
/// # Errors
/// The case is not in the ledger, or the ledger cannot be read.
pub(super) fn text(ledger: &Ledger, case: &CaseRef) -> Result<String, Failure> {
    let Some(known) = ledger.case(case)? else { return Err(near::no_case(ledger, case)?.into()) };
    let mut sheet = Sheet::default();
    shown::lay(&mut sheet, known.file.shown(), ledger, known.latest, &Opened::NOTHING)?;
    sheet.line("entry", known.entry);
    sheet.lines("edited", ledger.edits(known.latest)?.iter().map(words::edit));
    let assets = asset::rows(ledger, Some(case))?;
    let assets = if assets.is_empty() { "no assets\n".to_owned() } else { columns(assets) };
    Ok(format!("{}\n{assets}", sheet.text()))
}

fn list(session: &mut Session<'_>) -> Result<Exit, Failure> {
    let cases = session.open(Mode::Read)?.cases(None)?;
    let rows = cases.into_iter().map(|Particulars { file: case, .. }| {
        vec![case.case.to_string(), case.lead.map_or(String::new(), |lead| lead.to_string()), case.title]
    });
    session.print(&columns(rows.collect()))?;
    Ok(Exit::Done)
}

fn open(args: Open, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let answers = &mut session.answers;
    let offences = args.offence.into_iter().map(|offence| needed_words("offence", offence, answers));
    let offences = offences.collect::<Result<_, _>>()?;
    let case = CaseFile {
        case: CaseRef::parse(&args.case)?,
        title: needed_words("title", args.title, answers)?,
        lead: Some(Jurisdiction::parse(&args.lead).map_err(|fault| fault.at("--lead"))?),
        authority: optional_words("authority", args.authority, answers)?,
        opened: parsed("--opened", args.opened, Date::parse)?,
        offences,
        note: optional_words("note", args.note, answers)?,
    };
    if !args.anyway {
        let known = session.open(Mode::Read)?.cases(None)?;
        near::refuse_lookalike("case", case.case.as_str(), known.iter().map(|known| known.file.case.as_str()))?;
    }
    let (dating, opened) = (args.dating, case.opened.clone());
    let request = args.once.of(Request::Case(case))?;
    args.answering.record_if(session, request, |today| dating.check("--opened", opened.as_ref(), today))
}

fn offence(given: &str) -> Result<String, Fault> {
    let offence = text::clean(given)?;
    if offence.is_empty() { Err(Fault::new("the text is empty").hint("write at least a word")) } else { Ok(offence) }
}

fn edit(args: Edit, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let (case, answers) = (CaseRef::parse(&args.case)?, &mut session.answers);
    let changes = CaseChanges {
        title: args.title.map(|title| needed_words("title", title, answers)).transpose()?,
        lead: parsed("--lead", args.lead, Jurisdiction::parse)?,
        authority: words_given("authority", args.authority, answers)?,
        opened: taken_away("--opened", args.opened, Date::parse)?,
        offences: particulars::list("offence", args.offence, answers, offence)?,
        note: words_given("note", args.note, answers)?,
    };
    let reason = optional_words("reason", args.reason, answers)?;
    if changes == CaseChanges::default() {
        let hint = "say what to change, such as --title or --note";
        return Err(Failure::usage(format!("no change is given for the case {case}"), hint));
    }
    let (dating, opened) = (args.dating, changes.opened.clone().flatten());
    let request = args.once.of(Request::EditCase { case, changes: Box::new(changes), reason })?;
    args.answering.record_if(session, request, |today| dating.check("--opened", opened.as_ref(), today))
}
