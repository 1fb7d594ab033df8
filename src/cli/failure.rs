//! How a command fails: each kind has its exit code, and all are printed alike.

use std::io;
use std::ops::Range;

use anstyle::{AnsiColor, Style};

use crate::domain::{Amount, Fault, text};
use crate::{journal, store};

use super::advice::{self, Said};
use super::remedy;

/// How a command ended that did what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done.
    Done,
    /// It answered, and some answers are refusals.
    Refused,
    /// It answered that the ledger is damaged.
    Damaged,
    /// What was checked is genuine, but not everything could be checked.
    InPart,
}

impl Exit {
    /// The exit code.
    pub(super) fn code(self) -> u8 {
        match self {
            Exit::Done => DONE,
            Exit::Refused => REFUSED,
            Exit::Damaged => DAMAGED,
            Exit::InPart => IN_PART,
        }
    }
}

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(super) enum Failure {
    /// The input is invalid, or a rule refuses it.
    Refused(Fault),
    /// A phrase was refused, and the position of the fault is known.
    Phrase {
        /// What is wrong, preceded by the flag.
        fault: Fault,
        /// The phrase.
        phrase: String,
        /// The bytes of the phrase that are at fault.
        span: Range<usize>,
        /// Its readings, if it has two.
        readings: Vec<Amount>,
    },
    /// A rule asks whether it is meant, and a flag says so.
    Questioned {
        /// What is wrong.
        fault: Fault,
        /// The flag.
        flag: &'static str,
    },
    /// The command line is incomplete or ambiguous.
    Usage(Fault),
    /// The store refused or failed.
    Store(store::Error),
    /// The ledger is not the one seen before, or the record of what was seen is damaged.
    Damaged(Fault),
    /// A file or a stream failed; nothing was recorded.
    Environment(Fault),
    /// The reader closed the output: there is nobody to tell.
    Closed,
}

const DONE: u8 = 0;
const REFUSED: u8 = 1;
const USAGE: u8 = 2;
const DAMAGED: u8 = 3;
const ENVIRONMENT: u8 = 4;
const UNKNOWN: u8 = 5;
const IN_PART: u8 = 6;

impl Failure {
    /// An incomplete or ambiguous command line, with what to add.
    pub(super) fn usage(what: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure::Usage(Fault::new(what).hint(hint))
    }

    /// A ledger that has changed, or is inconsistent.
    pub(super) fn damaged(what: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure::Damaged(Fault::new(what).hint(hint))
    }

    /// A file that cannot be read or written; `doing` is a verb whose object is the path.
    pub(super) fn file(doing: &str, path: &std::path::Path, error: &io::Error) -> Failure {
        let path = path.to_string_lossy();
        let what = format!("cannot {doing} {}: {error}", text::escape(&path));
        Failure::Environment(Fault::new(what).hint("check the path, its owner and its mode"))
    }

    /// The program itself failed: it panicked with this message.
    pub(super) fn broken(words: &str) -> Failure {
        let words: Vec<&str> = words.split_whitespace().collect();
        let what = format!("an error in impound itself, or too few resources: {}", words.join(" "));
        let hint = "only entries with a printed receipt are certainly recorded: repeat the command with the same \
                    --ref, or check with `impound report register`; please report this error";
        Failure::Environment(Fault::new(what).hint(hint))
    }

    /// Output that cannot be written.
    pub(super) fn output(error: &io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::Closed;
        }
        Failure::Environment(
            Fault::new(format!("cannot write the output: {error}")).hint("check what standard output is sent to"),
        )
    }

    /// The same failure, preceded by the flag at fault.
    #[must_use]
    pub(super) fn at(self, flag: &str) -> Failure {
        match self {
            Failure::Refused(fault) => Failure::Refused(fault.at(flag)),
            Failure::Phrase { fault, phrase, span, readings } => {
                Failure::Phrase { fault: fault.at(flag), phrase, span, readings }
            }
            Failure::Usage(fault) => Failure::Usage(fault.at(flag)),
            Failure::Environment(fault) => Failure::Environment(fault.at(flag)),
            other => other,
        }
    }

    /// The exit code.
    pub(super) fn code(&self) -> u8 {
        match self {
            Failure::Refused(_) | Failure::Phrase { .. } | Failure::Questioned { .. } => REFUSED,
            Failure::Usage(_) => USAGE,
            Failure::Environment(_) => ENVIRONMENT,
            Failure::Damaged(_) => DAMAGED,
            Failure::Closed => DONE,
            Failure::Store(error) => match error {
                store::Error::Refused(_) | store::Error::NoAnswer(_) => REFUSED,
                store::Error::Damaged { .. } => DAMAGED,
                store::Error::Environment { .. } => ENVIRONMENT,
                store::Error::Unknown { .. } => UNKNOWN,
            },
        }
    }

    /// What is wrong, in one line.
    pub(super) fn what(&self) -> String {
        match self {
            Failure::Refused(fault)
            | Failure::Usage(fault)
            | Failure::Environment(fault)
            | Failure::Damaged(fault)
            | Failure::Questioned { fault, .. }
            | Failure::Phrase { fault, .. } => fault.what().to_owned(),
            Failure::Store(error) => remedy::what(error),
            Failure::Closed => "the output is closed".to_owned(),
        }
    }

    /// Whether what was given is at fault: something else may be accepted.
    pub(super) fn is_refusal(&self) -> bool {
        matches!(self.code(), REFUSED | USAGE)
    }

    /// The flag by which the user insists, if there is one.
    pub(super) fn lifted_by(&self) -> Option<&'static str> {
        match self {
            Failure::Questioned { flag, .. } => Some(flag),
            _ => None,
        }
    }

    /// What is wrong and what to do, in one line.
    pub(super) fn in_one_line(&self) -> String {
        let hint = match self {
            Failure::Refused(fault)
            | Failure::Usage(fault)
            | Failure::Environment(fault)
            | Failure::Damaged(fault)
            | Failure::Questioned { fault, .. }
            | Failure::Phrase { fault, .. } => advice::typed(fault).map(|hint| hint.into_owned()),
            Failure::Store(error) => error.remedy().map(|remedy| remedy::to_do(remedy).to_owned()),
            Failure::Closed => None,
        };
        shortened(&hint.map_or_else(|| self.what(), |hint| format!("{}; {hint}", self.what())))
    }

    /// What is printed on standard error; empty if there is nobody to tell.
    pub(super) fn report(&self, colour: bool) -> String {
        match self {
            Failure::Refused(fault)
            | Failure::Usage(fault)
            | Failure::Environment(fault)
            | Failure::Damaged(fault)
            | Failure::Questioned { fault, .. } => message(&self.what(), None, advice::typed(fault).as_deref(), colour),
            Failure::Phrase { fault, phrase, span, .. } => {
                message(&self.what(), Some(&marked(phrase, span)), advice::typed(fault).as_deref(), colour)
            }
            Failure::Store(error) => message(&self.what(), None, error.remedy().map(remedy::to_do), colour),
            Failure::Closed => String::new(),
        }
    }
}

/// What is wrong, where if known, and what to do.
fn message(what: &str, place: Option<&str>, hint: Option<&str>, colour: bool) -> String {
    let style = |style: Style| if colour { style } else { Style::new() };
    let name = style(AnsiColor::Red.on_default().bold());
    let word = style(AnsiColor::Cyan.on_default());
    let mut text = format!("{name}impound:{name:#} {}\n", shortened(what));
    text.extend(place);
    if let Some(hint) = hint {
        text.push_str(&format!("  {word}hint:{word:#} {}\n", shortened(hint)));
    }
    text
}

/// The most characters of a message: anything longer only quotes what someone typed.
const LONGEST: usize = 1_000;

/// A message for the terminal, cut if it is very long.
pub(super) fn shortened(message: &str) -> String {
    match message.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", text::escape(&message[..cut])),
        None => text::escape(message).into_owned(),
    }
}

/// The longest phrase, in bytes, in which a reader still finds a position at a glance.
const AT_A_GLANCE: usize = 160;

/// The phrase, with the fault marked on the line below; empty if the phrase is too long to mark.
fn marked(phrase: &str, span: &Range<usize>) -> String {
    if phrase.is_empty() || phrase.len() > AT_A_GLANCE {
        return String::new();
    }
    let part = |range: Range<usize>| text::escape(phrase.get(range).unwrap_or("")).into_owned();
    let width = |text: &str| unicode_width::UnicodeWidthStr::width(text);
    let (before, within) = (part(0..span.start), part(span.clone()));
    let after = part(span.end..phrase.len());
    let carets = "^".repeat(width(&within).max(1));
    format!("    {before}{within}{after}\n    {}{carets}\n", " ".repeat(width(&before)))
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        if fault.is_of_system() { Failure::Environment(fault) } else { Failure::Refused(fault) }
    }
}

impl From<journal::Refusal> for Failure {
    fn from(refusal: journal::Refusal) -> Failure {
        Failure::Refused(advice::of_entry(&refusal, Said::Typed))
    }
}

impl From<store::Refusal> for Failure {
    fn from(refusal: store::Refusal) -> Failure {
        let fault = advice::of_store(&refusal, Said::Typed);
        match advice::insisting(&refusal) {
            Some(flag) => Failure::Questioned { fault, flag },
            None => Failure::Refused(fault),
        }
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Failure {
        match error {
            store::Error::Refused(refusal) => refusal.into(),
            other => Failure::Store(other),
        }
    }
}
