//! The flags that recording commands and corrections share, and what they mean.

use jiff::civil;

use crate::domain::{AssetRef, Date, EntryRef, Fault, text};
use crate::journal::{Details, Particular, Twice, checks};
use crate::store::Request;

use super::advice::UNUSUAL_DATE;
use super::answers::Answers;
use super::failure::Failure;
use super::money::Money;
use super::words::{flag_of, spelt};

/// What a new asset or item is.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The asset")]
pub(super) struct Description {
    /// Where it is: HU, or HU,LT,DE,NL for a pool, or `unstated`; codes or names
    #[arg(long = "in", value_name = "PLACES")]
    places: Option<String>,

    /// Whether the source says where, or you concluded it: stated (the default) or inferred
    #[arg(long = "in-basis", value_name = "BASIS")]
    basis: Option<String>,

    /// What it is: cash, bank-account, securities, crypto-asset, real-estate, vehicle, vessel, aircraft, precious, art,
    /// business-share, receivable, domain-name, server, equipment, goods, livestock, contraband or other
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,

    /// What it is, in words
    #[arg(long, value_name = "TEXT")]
    what: Option<String>,

    /// How many or how much of it, in words: "2 servers"
    #[arg(long, value_name = "TEXT")]
    quantity: Option<String>,

    /// An identifier: iban:, bic:, domain:, btc:, eth:, vin:, lei:, plate:, serial: or other: before it; `-` asks for
    /// it. Kept apart as personal data
    #[arg(long, value_name = "SCHEME:VALUE")]
    id: Vec<String>,
}

/// The circumstances of an action, apart from its date and its sources.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The action")]
pub(super) struct Particulars {
    /// A person affected: a name, or addressee:, owner:, beneficial-owner:, third-party:, victim: or custodian: before
    /// it; `-` asks for it. Kept apart as personal data
    #[arg(long, value_name = "[ROLE:]NAME")]
    subject: Vec<String>,

    /// The amount, as the source writes it or exactly: "more than €5M", ">5000000.00 EUR", unstated, non-valued
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    amount: Option<String>,

    /// The currency or crypto-asset, if the amount does not name it: EUR, BTC
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,

    /// What it was then estimated at, in a currency, beside the amount: "2.1 billion euros", "1200000 EUR"
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    value: Option<String>,

    /// How many things there are in the asset: 83, ">110", 8..10, ~400
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    count: Option<String>,

    /// What is counted: accounts, wallets, vehicles, vessels, aircraft, properties, companies, securities, devices,
    /// servers, domains, artworks, animals, plants, weapons, packages or pieces
    #[arg(long, value_name = "THINGS")]
    count_of: Option<String>,

    /// The language of the amount, if its words leave it open: fr, de
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,

    /// For a later action on an asset with items, what the amount, value and count cover: `whole` (the asset with its items) or `rest`
    /// (what is left of it beside them)
    #[arg(long, value_name = "whole|rest")]
    of: Option<String>,

    /// The action concerns all of the asset, at this amount, even though it is money and amounted to more or less, or
    /// was in another currency
    #[arg(long)]
    whole: bool,

    /// The source's own words for the amount
    #[arg(long, value_name = "TEXT")]
    as_written: Option<String>,

    /// The authority that acted
    #[arg(long, value_name = "NAME")]
    authority: Option<String>,

    /// The order on which it acted: its file number
    #[arg(long, value_name = "REF")]
    order: Option<String>,

    /// Until when the measure lasts
    #[arg(long, value_name = "DATE")]
    until: Option<String>,

    /// The office that keeps the asset from then on (of a person give --subject custodian:NAME instead)
    #[arg(long, value_name = "NAME")]
    custodian: Option<String>,

    /// Another asset that may be the same money: coco:1, or @REF; of another ledger ORIGIN/coco:1
    #[arg(long, value_name = "ASSET")]
    may_overlap: Vec<String>,

    /// Your own name for this entry: repeating the command then records nothing twice
    #[arg(long = "ref", value_name = "REF")]
    reference: Option<String>,

    /// A remark
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    #[command(flatten)]
    dating: Dating,
}

/// Whether an unlikely date is accepted.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct Dating {
    /// Accept a date in the future or before 1900
    #[arg(long)]
    unusual_date: bool,
}

impl Dating {
    /// Questions an unlikely date of a flag, unless the user accepts it.
    ///
    /// # Errors
    /// The date is [`checks::unusual`].
    pub(super) fn check(self, flag: &str, date: Option<&Date>, today: civil::Date) -> Result<(), Fault> {
        match date.filter(|_| !self.unusual_date).and_then(|date| checks::unusual(date, today)) {
            Some(unusual) => Err(Fault::new(unusual.to_string()).hint(UNUSUAL_DATE).at(flag)),
            None => Ok(()),
        }
    }
}

/// Whether what looks like an asset of the ledger is recorded.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(next_help_heading = "The asset")]
pub(super) struct Insisting {
    /// Record a new asset even though it looks like one in the ledger
    #[arg(long)]
    anyway: bool,
}

impl Insisting {
    /// What happens to a new asset that looks like another.
    pub(super) fn twice(self) -> Twice {
        if self.anyway { Twice::Recorded } else { Twice::Asked }
    }
}

/// What makes a recording command repeatable.
#[derive(Debug, clap::Args)]
pub(super) struct Once {
    /// Your own name for this entry: repeating the command then records nothing twice
    #[arg(long = "ref", value_name = "REF")]
    reference: Option<String>,
}

impl Once {
    /// The request, under its reference if one was given.
    ///
    /// # Errors
    /// The value is not a reference.
    pub(super) fn of(self, request: Request) -> Result<Request, Failure> {
        Ok(match parsed("--ref", self.reference, EntryRef::parse)? {
            Some(reference) => Request::Repeatable(reference, Box::new(request)),
            None => request,
        })
    }
}

/// How a recording command answers.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(next_help_heading = "The answer")]
pub(super) struct Answering {
    /// Check everything and print what would be recorded, but record nothing
    #[arg(long)]
    pub(super) dry_run: bool,

    /// Answer with one JSON object
    #[arg(long)]
    pub(super) json: bool,
}

impl Description {
    /// Reads the flags into the details.
    ///
    /// # Errors
    /// An invalid value, with its flag.
    pub(super) fn fill(self, details: &mut Details, answers: &mut Answers) -> Result<(), Failure> {
        // An unset shell variable gives an empty value, which does not state that the source is silent.
        if self.places.as_ref().is_some_and(|places| places.trim().is_empty()) {
            let fault = Fault::new("the place is empty").hint("write `unstated` where the source does not say where");
            return Err(fault.at(flag_of(Particular::Jurisdictions)).into());
        }
        let given = [
            (Particular::Jurisdictions, one(self.places)),
            (Particular::Basis, one(self.basis)),
            (Particular::Kind, one(self.kind)),
            (Particular::Description, one(self.what)),
            (Particular::Quantity, one(self.quantity)),
            (Particular::Identifiers, self.id),
        ];
        given.into_iter().try_for_each(|(particular, given)| fill(details, particular, given, answers))
    }
}

impl Particulars {
    /// Reads the flags into the details, except the amount, which may require a look at the asset.
    ///
    /// # Errors
    /// An invalid value, with its flag.
    pub(super) fn fill(self, details: &mut Details, answers: &mut Answers) -> Result<Money, Failure> {
        let given = [
            (Particular::Subjects, self.subject),
            (Particular::Authority, one(self.authority)),
            (Particular::Order, one(self.order)),
            (Particular::Until, one(self.until)),
            (Particular::MayOverlap, self.may_overlap),
            (Particular::Custodian, one(self.custodian)),
            (Particular::Ref, one(self.reference)),
            (Particular::Note, one(self.note)),
            (Particular::Of, one(self.of)),
            (Particular::Whole, one(self.whole.then(|| "true".to_owned()))),
            (Particular::Count, one(self.count)),
            (Particular::CountOf, one(self.count_of)),
        ];
        given.into_iter().try_for_each(|(particular, given)| fill(details, particular, given, answers))?;
        details.unusual_date = self.dating.unusual_date;
        let amount = self.amount.map(|amount| answers.resolve("amount", amount));
        let value = self.value.map(|value| answers.resolve("value", value));
        let money = Money::new(amount, self.currency.as_deref(), self.lang.as_deref())?.with_value(value);
        match (self.as_written, money.words()) {
            (None, Some(phrase)) => {
                details.as_written = Some(text::clean(phrase).map_err(|fault| fault.at("--amount"))?);
            }
            (given, _) => fill(details, Particular::AsWritten, one(given), answers)?,
        }
        Ok(money)
    }
}

/// Reads the values of a particular's flag, if any, into the details. A single empty value means an empty list, so that
/// a correction can remove the earlier one.
///
/// # Errors
/// An invalid value, with the flag before the fault.
pub(super) fn fill(
    details: &mut Details,
    particular: Particular,
    given: Vec<String>,
    answers: &mut Answers,
) -> Result<(), Failure> {
    if given.is_empty() {
        return Ok(());
    }
    let is_none = particular.is_list() && given.iter().all(String::is_empty);
    let flag = particular.flag().unwrap_or_default();
    let given = given.into_iter().filter(|_| !is_none).map(|value| answers.resolve(flag, value));
    let given: Vec<String> = given.collect();
    let texts: Vec<&str> = given.iter().map(String::as_str).collect();
    Ok(details.read(particular, &texts).map_err(|fault| fault.at(flag_of(particular)))?)
}

/// The values of a flag that is given at most once.
pub(super) fn one(given: Option<String>) -> Vec<String> {
    given.into_iter().collect()
}

/// A value of one type.
///
/// # Errors
/// `parse` fails; the fault starts with the flag.
pub(super) fn parsed<T>(
    flag: &str,
    given: Option<String>,
    parse: impl Fn(&str) -> Result<T, Fault>,
) -> Result<Option<T>, Failure> {
    Ok(given.map(|given| parse(&given)).transpose().map_err(|fault| fault.at(flag))?)
}

/// A value that an edit replaces, or removes if given empty.
///
/// # Errors
/// `parse` fails; the fault starts with the flag.
pub(super) fn taken_away<T>(
    flag: &str,
    given: Option<String>,
    parse: impl Fn(&str) -> Result<T, Fault>,
) -> Result<Option<Option<T>>, Failure> {
    parsed(flag, given, |text| if text.is_empty() { Ok(None) } else { parse(text).map(Some) })
}

/// Reads an entry's number, for clap.
///
/// # Errors
/// Anything else; for an asset's reference, the message says how to find its entries.
pub(super) fn entry_number(given: &str) -> Result<u64, String> {
    given.trim().parse().map_err(|_| {
        let shown = text::escape(given);
        let wanted = "expected an entry number";
        if given.starts_with('@') || AssetRef::parse(given).is_ok() {
            format!("{wanted}: `impound history {shown}` lists the entries that concern this asset")
        } else {
            format!("{wanted}, such as 12: `impound history ASSET` lists the entries that concern an asset")
        }
    })
}

/// Free text.
///
/// # Errors
/// Invisible characters, with the flag before the fault.
pub(super) fn words(flag: &str, given: Option<String>, answers: &mut Answers) -> Result<Option<String>, Failure> {
    let given = given.map(|given| answers.resolve(flag, given));
    parsed(&spelt(flag), given, text::clean)
}

/// Free text that is kept only if it says something.
///
/// # Errors
/// As for [`words`].
pub(super) fn optional_words(
    flag: &str,
    given: Option<String>,
    answers: &mut Answers,
) -> Result<Option<String>, Failure> {
    Ok(words(flag, given, answers)?.filter(|text| !text.is_empty()))
}

/// Free text that must say something.
///
/// # Errors
/// As for [`words`], or the text is empty.
pub(super) fn needed_words(flag: &str, given: String, answers: &mut Answers) -> Result<String, Failure> {
    let text = words(flag, Some(given), answers)?.unwrap_or_default();
    if text.is_empty() {
        return Err(Fault::new("the text is empty").hint("write at least a word").at(spelt(flag)).into());
    }
    Ok(text)
}

/// A flag that may be repeated. A single empty value means an empty list, so that a correction can remove the earlier
/// one.
///
/// # Errors
/// `parse` fails; the fault starts with the flag.
pub(super) fn list<T>(
    flag: &str,
    given: Vec<String>,
    answers: &mut Answers,
    parse: impl Fn(&str) -> Result<T, Fault>,
) -> Result<Option<Vec<T>>, Failure> {
    if given.is_empty() {
        return Ok(None);
    }
    if given.iter().all(String::is_empty) {
        return Ok(Some(Vec::new()));
    }
    let parsed = given.into_iter().map(|value| parse(&answers.resolve(flag, value)));
    let parsed: Result<Vec<T>, Fault> = parsed.collect();
    Ok(Some(parsed.map_err(|fault| fault.at(spelt(flag)))?))
}
