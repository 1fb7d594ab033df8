//! `impound case`.

use serde::Serialize;

use crate::domain::{Authority, CaseRef, Date, Fault, Jurisdiction, Offence};
use crate::journal::{CaseChanges, CaseFile};
use crate::store::{Mode, Particulars, Request};

use super::answer::Answer;
use super::answers::Answers;
use super::claim::{self, Event};
use super::convert::Conversion;
use super::failure::{Exit, Failure};
use super::layout::headed;
use super::near;
use super::offences::Offences;
use super::particulars::{
    self, Answering, Dating, Once, needed_words, optional_words, parsed, taken_away, words as words_given,
};
use super::session::Session;
use super::show;

/// Open a case, or look at the open ones
#[derive(Debug, clap::Subcommand)]
pub(super) enum Case {
    /// Open a case: one investigation
    #[command(after_help = "Examples:
  impound case open coco --title Coco --lead FR --authority \"JUNALCO, Paris\" --offence fraud
  impound case open coco --title Coco --lead FR --authority JUNALCO@FR \\
    --authority supporting:DNEF@FR --offence \"illicit platform\" --max-years 10 \\
    --max-fine \"500000 EUR\" --in-force-since 2023-02-26 --offence \"money laundering\" \\
    --max-years 5")]
    Open(Open),

    /// Edit a case: correct its particulars by a new entry
    ///
    /// What you give replaces the earlier value; "" removes a text, a date, the authorities or the offences. Earlier
    /// entries stay as they are; `case list` and `case show` show the latest.
    #[command(after_help = "Example:
  impound case edit coco --authority \"JUNALCO, Paris\" --note \"\" --reason \"the lead was taken over\"")]
    Edit(Edit),

    /// List the cases: reference, lead, title
    #[command(after_help = "Example:
  impound case list")]
    List(Answer),

    /// Record an event of a case other than an action on an asset: a site is closed, somebody is heard
    #[command(after_help = "Example:
  impound case event coco --on 2024-06-25 --what \"the site is closed\" --source EPPO-2024-06")]
    Event(Event),

    /// Show a case at a glance: authorities, offences, events, claims, assets, totals
    #[command(after_help = "Examples:
  impound case show coco
  impound case show coco --json")]
    Show {
        /// Its reference
        #[arg(value_name = "REF")]
        case: String,

        /// Answer with one JSON object
        #[arg(long)]
        json: bool,

        #[command(flatten)]
        conversion: Conversion,
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

    /// An authority with a part in it, and its State: lead: (which may be left out), issuing:, executing:, supporting: or
    /// coordinating: before its name; several times for several
    #[arg(long, value_name = "[ROLE:]NAME[@CC]")]
    authority: Vec<String>,

    /// When it was opened
    #[arg(long, value_name = "DATE")]
    opened: Option<String>,

    #[command(flatten)]
    offences: Offences,

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

    /// An authority with a part in it, and its State: lead: (which may be left out), issuing:, executing:, supporting: or
    /// coordinating: before its name; several times for several
    #[arg(long, value_name = "[ROLE:]NAME[@CC]")]
    authority: Vec<String>,

    /// When it was opened
    #[arg(long, value_name = "DATE")]
    opened: Option<String>,

    #[command(flatten)]
    offences: Offences,

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

/// Runs a `case` command.
///
/// # Errors
/// A value is invalid, a rule refuses the entry, or the ledger cannot be read or written.
pub(super) fn run(case: Case, session: &mut Session<'_>) -> Result<Exit, Failure> {
    match case {
        Case::Open(args) => open(args, session),
        Case::Edit(args) => edit(args, session),
        Case::List(answer) => list(answer, session),
        Case::Event(args) => claim::event(args, session),
        Case::Show { case, json, conversion } => show::glance(&CaseRef::parse(&case)?, (json, &conversion), session),
    }
}

/// The cases as JSON.
#[derive(Serialize)]
struct List<'a> {
    cases: Vec<Listed<'a>>,
}

/// A case in the list.
#[derive(Serialize)]
struct Listed<'a> {
    case: &'a str,
    lead: Option<&'static str>,
    title: &'a str,
    entry: u64,
}

fn list(answer: Answer, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let cases = session.open(Mode::Read)?.cases(None)?;
    let rows = cases.iter().map(|Particulars { entry, file, .. }| Listed {
        case: file.case.as_str(),
        lead: file.lead.map(Jurisdiction::code),
        title: &file.title,
        entry: *entry,
    });
    answer.give(session, &List { cases: rows.collect() }, || {
        let row = |Particulars { file: case, .. }: &Particulars<CaseFile>| {
            vec![case.case.to_string(), case.lead.map_or(String::new(), |lead| lead.to_string()), case.title.clone()]
        };
        headed(["case", "lead", "title"], cases.iter().map(row).collect())
    })?;
    Ok(Exit::Done)
}

fn open(args: Open, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let answers = &mut session.answers;
    let case = CaseFile {
        case: CaseRef::parse(&args.case)?,
        title: needed_words("title", args.title, answers)?,
        lead: Some(Jurisdiction::parse(&args.lead).map_err(|fault| fault.at("--lead"))?),
        authorities: particulars::list("authority", args.authority, answers, Authority::parse)?.unwrap_or_default(),
        opened: parsed("--opened", args.opened, Date::parse)?,
        offences: offences(args.offences, answers)?,
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

/// The offences of a new case, which has no earlier ones to remove.
fn offences(given: Offences, answers: &mut Answers) -> Result<Vec<Offence>, Failure> {
    match given.read(answers)? {
        Some(offences) if offences.is_empty() => {
            Err(Fault::new("the text is empty").hint("write at least a word").at("--offence").into())
        }
        offences => Ok(offences.unwrap_or_default()),
    }
}

fn edit(args: Edit, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let (case, answers) = (CaseRef::parse(&args.case)?, &mut session.answers);
    let changes = CaseChanges {
        title: args.title.map(|title| needed_words("title", title, answers)).transpose()?,
        lead: parsed("--lead", args.lead, Jurisdiction::parse)?,
        authorities: particulars::list("authority", args.authority, answers, Authority::parse)?,
        opened: taken_away("--opened", args.opened, Date::parse)?,
        offences: args.offences.read(answers)?,
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
