//! `impound claim` and `impound case event`: facts of a case that are not actions on assets.

use crate::domain::{CaseRef, Date, Fault, Number, SourceCitation, text};
use crate::journal::{CaseEvent, Claim as Claimed};
use crate::store::{Mode, Request};

use super::failure::{Exit, Failure};
use super::near;
use super::particulars::{Answering, Dating, Once, needed_words, optional_words, parsed};
use super::session::Session;

/// What claims are usually about.
const USUAL: [&str; 4] = ["victims", "proceedings", "offices", "accused"];

/// Record what a source claims about a case other than money: how many victims, which offices
///
/// Sources often disagree. Each claim stands by itself: several about one thing stand side by side in `report claims` and are
/// never added up. A claim's text is part of the journal and cannot be erased, so name no person in it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound claim coco --about victims --count \">480\" --on 2024-06-28 --source EPPO-2024-06#1
  impound claim coco --about proceedings --count \"~23000\" --on 2024-06-25 --source PRESS-7
  impound claim coco --about moderation --text \"none at all\" --on 2024-06-25 --source PRESS-7")]
pub(super) struct Claim {
    /// The case
    #[arg(value_name = "CASE")]
    case: String,

    /// What it is about: victims, proceedings, offices, accused, or words of your own
    #[arg(long, value_name = "WHAT")]
    about: String,

    /// How many: 480, >480, >=480, <480, <=480, 8..10, ~23000
    #[arg(long, value_name = "N", required_unless_present = "text")]
    count: Option<String>,

    /// What the source says, in words; instead of a number or beside it
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,

    /// The day it holds for; a month, a year or a range if that is all that is known
    #[arg(long, value_name = "DATE")]
    on: String,

    /// The source that says so, and where in it: EPPO-2024-06, or EPPO-2024-06#page 3
    #[arg(long, value_name = "REF[#WHERE]")]
    source: String,

    #[command(flatten)]
    dating: Dating,

    #[command(flatten)]
    once: Once,

    #[command(flatten)]
    answering: Answering,
}

/// The flags of `case event`.
#[derive(Debug, clap::Args)]
pub(super) struct Event {
    /// Its reference
    #[arg(value_name = "REF")]
    case: String,

    /// When: 2024-06-25, 2024-06, 2024, ../2024-06-28 (on or before), 2023-12/2024-06 (between), 2024-06~ (about)
    #[arg(long, value_name = "DATE")]
    on: String,

    /// What happened, in words; they cannot be erased, so name no person
    #[arg(long, value_name = "TEXT")]
    what: String,

    /// A source that says so, and where in it: EPPO-2024-06, or EPPO-2024-06#page 3; at least one
    #[arg(long, value_name = "REF[#WHERE]", required = true)]
    source: Vec<String>,

    #[command(flatten)]
    dating: Dating,

    #[command(flatten)]
    once: Once,

    #[command(flatten)]
    answering: Answering,
}

/// Records a claim.
///
/// # Errors
/// A value is invalid, a rule refuses the entry, or the ledger cannot be written.
pub(super) fn run(args: Claim, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let answers = &mut session.answers;
    let claim = Claimed {
        case: CaseRef::parse(&args.case)?,
        about: about(&args.about)?,
        count: parsed("--count", args.count, |count| Number::parse(count.trim()))?,
        text: optional_words("text", args.text, answers)?,
        date: Date::parse(&args.on).map_err(|fault| fault.at("--on"))?,
        source: SourceCitation::parse(&args.source).map_err(|fault| fault.at("--source"))?,
    };
    if claim.count.is_none() && claim.text.is_none() {
        return Err(Fault::new("the text is empty").hint("write at least a word, or give --count").at("--text").into());
    }
    if claim.text.is_some() || !USUAL.contains(&claim.about.as_str()) {
        session.note("the text of a claim cannot be erased: it should name no person");
    }
    let (dating, date) = (args.dating, claim.date.clone());
    near::refuse_mistyped(&session.open(Mode::Read)?, &claim.case)?;
    let request = args.once.of(Request::Claim(claim))?;
    args.answering.record_if(session, request, |today| dating.check("--on", Some(&date), today))
}

/// What a claim is about; capitals make no difference in the usual words.
fn about(given: &str) -> Result<String, Failure> {
    let about = text::clean(given).map_err(|fault| fault.at("--about"))?;
    if about.is_empty() {
        let hint = format!("write {}, or words of your own", USUAL.join(", "));
        return Err(Fault::new("the text is empty").hint(hint).at("--about").into());
    }
    let usual = USUAL.iter().find(|usual| usual.eq_ignore_ascii_case(&about));
    Ok(usual.map_or(about, |usual| (*usual).to_owned()))
}

/// Records an event.
///
/// # Errors
/// As for [`run`].
pub(super) fn event(args: Event, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let sources = args.source.iter().map(|source| SourceCitation::parse(source));
    let event = CaseEvent {
        case: CaseRef::parse(&args.case)?,
        date: Date::parse(&args.on).map_err(|fault| fault.at("--on"))?,
        what: needed_words("what", args.what, &mut session.answers)?,
        sources: sources.collect::<Result<_, _>>().map_err(|fault| fault.at("--source"))?,
    };
    let (dating, date) = (args.dating, event.date.clone());
    near::refuse_mistyped(&session.open(Mode::Read)?, &event.case)?;
    let request = args.once.of(Request::CaseEvent(event))?;
    args.answering.record_if(session, request, |today| dating.check("--on", Some(&date), today))
}
