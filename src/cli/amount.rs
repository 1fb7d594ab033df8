//! `impound amount`.

use serde::Serialize;

use crate::domain::{Amount, Bounds, Digits, End, Fault, Unit, decimal::scaled_text, text};
use crate::phrase::{Reading, Word};

use super::failure::{Exit, Failure};
use super::layout::columns;
use super::money;
use super::session::Session;
use super::words;

/// Show how amounts are read, without recording anything
///
/// For each phrase, prints its exact amount and how each word was read. Without phrases, reads one phrase from each
/// line of standard input. Exit code 1 if any is refused.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound amount \"more than €5M\" \"plus de 5 millions d'euros\"
  impound amount --format json < phrases.txt")]
pub(super) struct Reckon {
    /// An amount as someone wrote it
    #[arg(value_name = "PHRASE")]
    phrases: Vec<String>,

    /// The language of the phrases, if their words leave it open: fr, de
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,

    /// The currency or crypto-asset of phrases that name none
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,

    /// The format: text, or json with one object per phrase and line
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_possible_values = true)]
    format: Printed,

    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// The format of the answers.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Printed {
    Text,
    Json,
}

/// The longest line read as a phrase, in bytes.
const LONGEST_LINE: u64 = 4 * text::LONGEST as u64;

/// Answers each phrase.
///
/// # Errors
/// A flag is invalid, or a stream cannot be read or written.
pub(super) fn run(args: Reckon, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let format = if args.json { Printed::Json } else { args.format };
    let hints = money::hints(args.lang.as_deref(), args.currency.as_deref())?;
    let mut exit = Exit::Done;
    let mut note = |answered: Exit| {
        if answered == Exit::Refused {
            exit = Exit::Refused;
        }
    };
    if !args.phrases.is_empty() {
        for phrase in &args.phrases {
            note(answer(phrase, money::reading(phrase, hints), format, session)?);
        }
        return Ok(exit);
    }
    let unreadable = |error| Failure::file("read", std::path::Path::new("standard input"), &error);
    while let Some(line) = session.context.line(LONGEST_LINE).map_err(unreadable)? {
        let phrase = String::from_utf8_lossy(&line);
        let read = match std::str::from_utf8(&line) {
            Ok(phrase) => money::reading(phrase, hints),
            Err(_) => Err(Fault::new("the line is not text in UTF-8").into()),
        };
        note(answer(&phrase, read, format, session)?);
    }
    Ok(exit)
}

fn answer(
    phrase: &str,
    read: Result<Reading, Failure>,
    format: Printed,
    session: &mut Session<'_>,
) -> Result<Exit, Failure> {
    let exit = if read.is_ok() { Exit::Done } else { Exit::Refused };
    match (format, read) {
        (Printed::Json, read) => session.print(&object(phrase, read))?,
        (Printed::Text, Ok(reading)) => session.print(&lines(phrase, &reading))?,
        (Printed::Text, Err(failure)) => session.complain(&failure)?,
    }
    Ok(exit)
}

/// The phrase, its amount, and what each of its words was taken to mean.
fn lines(phrase: &str, reading: &Reading) -> String {
    let mut lines = format!("{}\n  {}\n", words::shown(phrase), reading.amount);
    // Positions of words refer to the cleaned phrase.
    let phrase = text::clean(phrase).unwrap_or_default();
    let word = |word: &Word| {
        let written = phrase.get(word.start..word.end).unwrap_or_default();
        vec![String::new(), text::quote(written), word.meaning.clone()]
    };
    lines.push_str(&columns(reading.words.iter().map(word).collect()));
    lines
}

/// One answer as JSON; the keys keep this order.
#[derive(Serialize)]
struct Object<'a> {
    phrase: &'a str,
    lower: Option<String>,
    lower_inclusive: Option<bool>,
    upper: Option<String>,
    upper_inclusive: Option<bool>,
    approximate: Option<bool>,
    currency: Option<&'static str>,
    canonical: String,
}

/// The answer to a refused phrase.
#[derive(Serialize)]
struct Refused<'a> {
    phrase: &'a str,
    error: String,
}

fn object(phrase: &str, read: Result<Reading, Failure>) -> String {
    match read {
        Ok(reading) => words::json(&Object::of(phrase, reading.amount)),
        Err(failure) => words::json(&Refused { phrase, error: failure.what() }),
    }
}

impl Object<'_> {
    fn of(phrase: &str, amount: Amount) -> Object<'_> {
        let bounds = amount.bounds();
        let digits = amount.unit().map_or(Digits::exactly(0), Unit::digits);
        let figure = |end: End| scaled_text(end.scaled(), digits);
        let upper = bounds.and_then(Bounds::upper);
        Object {
            phrase,
            lower: bounds.map(|bounds| figure(bounds.lower())),
            lower_inclusive: bounds.map(|bounds| bounds.lower().inclusive()),
            upper: upper.map(figure),
            upper_inclusive: upper.map(End::inclusive),
            approximate: bounds.map(Bounds::approximate),
            currency: amount.unit().map(Unit::code),
            canonical: amount.to_string(),
        }
    }
}
