//! The questions about one action.

use jiff::civil;

use crate::cli::failure::Failure;
use crate::cli::money::{self, Money};
use crate::cli::names::{self, Names};
use crate::cli::near;
use crate::cli::session::Session;
use crate::domain::{Action, Advice, Amount, AssetRef, CaseRef, Date, Fault, Places, SourceCitation, Unit, date};
use crate::journal::{Details, Form, Handle, Overlapped, Particular};
use crate::phrase::Hints;
use crate::store::Ledger;

use super::asking::Asker;
use super::given::{Given, values};
use super::question::{Question, Stop};
use super::spoken::spoken;
use super::wanted::{always, help, is_needed, label, more};

/// An answer that leaves out what is optional.
const LEFT_OUT: &str = "-";

/// All of an asset, or a part of it.
const EXTENTS: [&str; 2] = ["all", "part"];

/// The questions about one action.
pub(super) struct Interview<'a, 's> {
    /// The ledger, for completion and checks.
    pub(super) ledger: &'a Ledger,
    /// The answers for the last action.
    pub(super) last: &'a Given,
    /// The answers for this one, if they are to be changed.
    pub(super) before: Option<&'a Given>,
    /// How questions are asked.
    pub(super) asker: &'a mut Asker,
    /// The session.
    pub(super) session: &'a mut Session<'s>,
}

impl Interview<'_, '_> {
    /// The answers.
    ///
    /// # Errors
    /// The user ends the questions, or the terminal or the ledger fails.
    pub(super) fn given(&mut self) -> Result<Given, Stop> {
        let mut given = Given::default();
        let action = self.action()?;
        given.act(action);
        self.asset(action, &mut given)?;
        let always = always(action, given.said(Particular::Case).is_some());
        for particular in &always {
            self.particular(*particular, &mut given)?;
        }
        let begins = given.said(Particular::Asset).is_none();
        let more = more(action, begins, &always);
        let repeated = self.before.unwrap_or(self.last);
        for particular in repeated.particulars().filter(|particular| more.contains(particular)) {
            self.particular(particular, &mut given)?;
        }
        self.more(&more, &mut given)?;
        Ok(given)
    }

    /// What was done.
    fn action(&mut self) -> Result<Action, Stop> {
        let default = self.before.unwrap_or(self.last).action().map(Action::as_str);
        let answer = self.ask(Question {
            asked: &label(Particular::Action),
            default,
            help: help(Particular::Action),
            known: &|typed| plain(names::of_words(typed, Action::WORDS)),
            check: &|text| Action::parse(text.trim()).map(|_| ()).map_err(Failure::from),
        })?;
        Ok(Action::parse(answer.trim()).map_err(Failure::from)?)
    }

    /// The case of a new asset, the asset itself, or the asset that this is a part of.
    fn asset(&mut self, action: Action, given: &mut Given) -> Result<(), Stop> {
        let ledger = self.ledger;
        let particular = if action.starts_new() { Particular::Case } else { Particular::Asset };
        let of = |given: &Given| {
            let named = [Particular::Asset, Particular::PartOf, Particular::Case];
            named.into_iter().find_map(|particular| given.said(particular)).map(str::to_owned)
        };
        let repeated = || self.last.said(particular).filter(|_| action.starts_new()).map(str::to_owned);
        let default = self.before.map_or_else(repeated, of);
        let known = |typed: &str| match particular {
            Particular::Case if !typed.contains(':') => names::beginning(Names::Cases, typed, Some(ledger)),
            _ => names::beginning(Names::Assets, typed, Some(ledger)),
        };
        let answer = self.ask(Question {
            asked: if action.starts_new() { "Case or asset" } else { "Asset" },
            default: default.as_deref(),
            help: help(particular),
            known: &|typed| plain(known(typed).unwrap_or_default()),
            check: &|text| existing(text.trim(), action, ledger).map(|_| ()),
        })?;
        let answer = answer.trim();
        let particular = match existing(answer, action, ledger)? {
            Named::Case => Particular::Case,
            Named::Asset if action.starts_item() && self.is_part()? => Particular::PartOf,
            Named::Asset => Particular::Asset,
        };
        given.say(particular, answer.to_owned());
        Ok(())
    }

    /// Whether only a part of the asset is meant.
    fn is_part(&mut self) -> Result<bool, Stop> {
        let before = self.before.and_then(|before| before.said(Particular::PartOf));
        let answer = self.ask(Question {
            asked: "All of it, or a part",
            default: Some(if before.is_some() { EXTENTS[1] } else { EXTENTS[0] }),
            help: "all or part; of a part the amount is that of the part",
            known: &|typed| plain(names::of_words(typed, &EXTENTS)),
            check: &|text| match EXTENTS.contains(&text.trim()) {
                true => Ok(()),
                false => Err(Fault::new("answer all or part").into()),
            },
        })?;
        Ok(answer.trim() == EXTENTS[1])
    }

    /// One particular.
    fn particular(&mut self, particular: Particular, given: &mut Given) -> Result<(), Stop> {
        if particular == Particular::Amount {
            return self.amount(given);
        }
        let ledger = self.ledger;
        let today = date::day_of_clock(&self.session.context.now()).map_err(Failure::from)?;
        let default = self.default(particular);
        let read = |text: &str| read(particular, text, today, ledger);
        let answer = self.ask(Question {
            asked: &label(particular),
            default: default.as_deref(),
            help: help(particular),
            known: &|typed| known(particular, typed, ledger),
            check: &|text| match (is_left_out(text), is_needed(particular)) {
                (true, true) => Err(Fault::new("this cannot be left out").into()),
                (true, false) => Ok(()),
                (false, _) => read(text).map(|_| ()),
            },
        })?;
        if !is_left_out(&answer) {
            given.say(particular, read(&answer)?);
        }
        Ok(())
    }

    /// The amount, read back in words; where it has two readings, or none without a currency, a further question decides.
    fn amount(&mut self, given: &mut Given) -> Result<(), Stop> {
        let (places, own) = self.surroundings(given)?;
        let read = |text: &str, currency: Option<&str>| {
            Money::new(Some(text.to_owned()), currency, None)?.read(|| Ok(places.clone()), || Ok(own))
        };
        loop {
            let default = self.default(Particular::Amount);
            let answer = self.ask(Question {
                asked: &label(Particular::Amount),
                default: default.as_deref(),
                help: help(Particular::Amount),
                known: &|_| Vec::new(),
                check: &|text| match read(text, None) {
                    _ if is_left_out(text) => Ok(()),
                    Err(failure) if is_open(&failure).is_none() => Err(failure),
                    _ => Ok(()),
                },
            })?;
            if is_left_out(&answer) {
                return Ok(());
            }
            let mut currency = None;
            let mut reading = read(&answer, None);
            if matches!(reading.as_ref().err().and_then(is_open), Some(Open::Currency)) {
                let code = self.currency(&|code| read(&answer, Some(code)))?;
                reading = read(&answer, Some(&code));
                currency = Some(code);
            }
            let is_decided = match reading {
                Ok(amount) => {
                    given.say(Particular::Amount, answer.clone());
                    if let Some(code) = currency {
                        given.say(Particular::Currency, code);
                    }
                    if let Some(amount) = amount {
                        self.asker.tell(self.session, &format!("  {}\n", spoken(amount)));
                    }
                    true
                }
                Err(failure) => match self.which(&failure)? {
                    Some(amount) => {
                        given.say(Particular::Amount, amount.to_string());
                        given.say(Particular::AsWritten, answer.clone());
                        true
                    }
                    None => false,
                },
            };
            if is_decided {
                self.keep_words(&answer, given);
                return Ok(());
            }
        }
    }

    /// Where the asset lies, and its own unit, if it is in the ledger.
    fn surroundings(&self, given: &Given) -> Result<(Places, Option<Unit>), Failure> {
        if let Some(places) = given.said(Particular::Jurisdictions) {
            return Ok((Places::parse(places)?, None));
        }
        let named = given.said(Particular::Asset).or(given.said(Particular::PartOf));
        match named.map(Handle::parse).transpose()? {
            Some(handle) => Ok((self.ledger.places_of(&handle)?, self.ledger.unit_of(&handle)?)),
            None => Ok((Places::unstated(), None)),
        }
    }

    /// The currency of an amount that names none, or one of several.
    fn currency(&mut self, read: &dyn Fn(&str) -> Result<Option<Amount>, Failure>) -> Result<String, Stop> {
        let ledger = self.ledger;
        let default = self.before.and_then(Given::currency).or_else(|| self.last.currency());
        let answer = self.ask(Question {
            asked: &label(Particular::Currency),
            default: default.as_deref(),
            help: "its code, such as EUR",
            known: &|typed| plain(names::beginning(Names::Currencies, typed, Some(ledger)).unwrap_or_default()),
            check: &|code| match Unit::parse(code.trim()).map(|_| read(code.trim())) {
                Err(fault) => Err(fault.into()),
                Ok(Err(failure)) if is_open(&failure).is_none() => Err(failure),
                Ok(_) => Ok(()),
            },
        })?;
        Ok(Unit::parse(answer.trim()).map_err(Failure::from)?.code().to_owned())
    }

    /// Which reading of an amount is meant; `None` if the user rejects all of them.
    fn which(&mut self, failure: &Failure) -> Result<Option<Amount>, Stop> {
        self.asker.tell(self.session, &format!("  {}\n", failure.what()));
        let Failure::Phrase { readings, .. } = failure else { return Ok(None) };
        if let [only] = readings.as_slice() {
            let is_meant = self.asker.agrees(self.session, &format!("Is it {}?", spoken(*only)), false)?;
            return Ok(is_meant.then_some(*only));
        }
        let texts: Vec<String> = readings.iter().map(Amount::to_string).collect();
        let words: Vec<&str> = texts.iter().map(String::as_str).collect();
        let of = |answer: &str| words.iter().position(|word| *word == answer.trim());
        let answer = self.ask(Question {
            asked: "Which is meant",
            default: None,
            help: &words.join(", or "),
            known: &|typed| plain(names::of_words(typed, &words)),
            check: &|text| match of(text) {
                None if !is_left_out(text) => Err(Fault::new("choose one; - asks for the amount again").into()),
                _ => Ok(()),
            },
        })?;
        Ok(of(&answer).and_then(|at| readings.get(at)).copied())
    }

    /// Keeps the source's words of an amount that is not changed.
    fn keep_words(&self, answer: &str, given: &mut Given) {
        let Some(before) = self.before.filter(|before| before.said(Particular::Amount) == Some(answer)) else { return };
        if let Some(words) = before.said(Particular::AsWritten) {
            given.say(Particular::AsWritten, words.to_owned());
        }
    }

    /// Whatever else is to be said.
    fn more(&mut self, more: &[Particular], given: &mut Given) -> Result<(), Stop> {
        loop {
            let left = more.iter().copied().filter(|particular| given.said(*particular).is_none());
            let left: Vec<(&str, Particular)> = left.filter_map(|left| Some((left.flag()?, left))).collect();
            let words: Vec<&str> = left.iter().map(|(flag, _)| *flag).collect();
            let find = |text: &str| left.iter().find(|(flag, _)| *flag == text.trim().trim_start_matches('-'));
            let answer = self.ask(Question {
                asked: "Anything else?",
                default: Some("no"),
                help: &format!("{}, …", words.iter().take(4).copied().collect::<Vec<_>>().join(", ")),
                known: &|typed| plain(names::of_words(typed, &words)),
                check: &|text| match find(text) {
                    None if !is_no(text) => {
                        Err(Fault::new(format!("answer no, or one of {}", words.join(", "))).into())
                    }
                    _ => Ok(()),
                },
            })?;
            let Some((_, particular)) = find(&answer).copied() else { return Ok(()) };
            self.particular(particular, given)?;
        }
    }

    /// The answer that Enter gives.
    fn default(&self, particular: Particular) -> Option<String> {
        let before = self.before.map(|before| before.said(particular));
        before.unwrap_or_else(|| self.last.repeated(particular)).map(str::to_owned)
    }

    fn ask(&mut self, question: Question<'_>) -> Result<String, Stop> {
        self.asker.ask(self.session, &question)
    }
}

/// What a reference names.
enum Named {
    Case,
    Asset,
}

/// What a reference names, which must be in the ledger.
fn existing(text: &str, action: Action, ledger: &Ledger) -> Result<Named, Failure> {
    if !action.starts_new() || text.starts_with('@') || AssetRef::parse(text).is_ok() {
        near::refuse_no_asset(ledger, &Handle::parse(text)?)?;
        return Ok(Named::Asset);
    }
    let case = CaseRef::parse(text)?;
    match ledger.case(&case)? {
        Some(_) => Ok(Named::Case),
        None => Err(near::no_case(ledger, &case)?.into()),
    }
}

/// What leaves an amount open.
enum Open {
    Currency,
    Reading,
}

fn is_open(failure: &Failure) -> Option<Open> {
    match failure {
        Failure::Phrase { readings, .. } if !readings.is_empty() => Some(Open::Reading),
        Failure::Phrase { fault, .. } => {
            let is_currency = matches!(fault.advice(), Some(Advice::GiveCurrency | Advice::ChooseCurrency { .. }));
            is_currency.then_some(Open::Currency)
        }
        _ => None,
    }
}

/// Reads an answer as its flag would, and returns what the command says.
fn read(particular: Particular, text: &str, today: civil::Date, ledger: &Ledger) -> Result<String, Failure> {
    let text = text.trim();
    if particular.is_date() {
        let day = date::spelt_out(text, today)?.unwrap_or_else(|| text.to_owned());
        return Ok(Date::parse(&day)?.text().to_owned());
    }
    match particular.form() {
        Some(Form::Amount) => {
            money::reading(text, Hints::default())?;
        }
        Some(Form::Sources) => {
            for value in values(particular, text) {
                near::refuse_no_source(ledger, SourceCitation::parse(value)?.source())?;
            }
        }
        Some(Form::Assets) => {
            for value in values(particular, text) {
                if let Overlapped::Here(asset) = Overlapped::parse(value)? {
                    near::refuse_no_asset(ledger, &asset)?;
                }
            }
        }
        _ => {
            let values: Vec<&str> = values(particular, text).collect();
            Details::default().read(particular, &values)?;
        }
    }
    Ok(text.to_owned())
}

/// The known answers that begin with what is typed; of a list, its last value is completed.
fn known(particular: Particular, typed: &str, ledger: &Ledger) -> Vec<String> {
    let of = |names, typed: &str| names::beginning(names, typed, Some(ledger)).unwrap_or_default();
    let (before, last) = typed.split_at(typed.rfind(';').map_or(0, |at| at + 1));
    let found = match particular.form() {
        Some(Form::Places) => return plain(of(Names::Places, typed)),
        Some(Form::Sources) => of(Names::Sources, last.trim_start()),
        Some(Form::Assets) => of(Names::Assets, last.trim_start()),
        Some(Form::Flag) => names::of_words(typed, &["true"]),
        _ => return plain(names::of_words(typed, particular.words())),
    };
    plain(found).into_iter().map(|name| format!("{before}{name}")).collect()
}

fn plain(names: Vec<names::Name>) -> Vec<String> {
    names.into_iter().map(|name| name.name).collect()
}

fn is_left_out(text: &str) -> bool {
    matches!(text.trim(), "" | LEFT_OUT)
}

fn is_no(text: &str) -> bool {
    is_left_out(text) || matches!(text.trim(), "n" | "no")
}
