//! The types of particulars and their operations: showing a value, reading it from an entry's bytes or from user input,
//! and changing it by a correction.
//!
//! A new particular of an existing type is a row in the table of [`particular`](super::particular). A new type is added
//! here and wherever [`Said`] is matched; the compiler names those places.

use std::borrow::Cow;

use crate::domain::{
    Amount, AssetKind, AssetRef, Basis, Date, Derivation, Disposal, Fault, Identifier, Number, Overlap, Places,
    Portion, Role, SourceCitation, Subject, Things, identifier::Scheme, text,
};

use super::digest::Digest;
use super::sealed::{SealedIdentifier, SealedSubject};
use super::target::Handle;

/// The type of a particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Free text.
    Text,
    /// A word of a closed vocabulary, which has these.
    Word(&'static [&'static str]),
    /// `true`, or nothing.
    Flag,
    /// A day or a range of days.
    Date,
    /// Jurisdictions.
    Places,
    /// An amount.
    Amount,
    /// A number of things.
    Number,
    /// An asset, and the one whose place it takes.
    Derivation,
    /// Assets.
    Assets,
    /// Sources, and where in them.
    Sources,
    /// Identifiers, which are personal data.
    Identifiers,
    /// Persons, who are personal data.
    Subjects,
}

impl Form {
    /// Whether it can have several values.
    pub(crate) fn is_list(self) -> bool {
        matches!(self, Form::Assets | Form::Sources | Form::Identifiers | Form::Subjects)
    }

    /// Whether it is stored separately as personal data.
    pub(crate) fn is_personal(self) -> bool {
        matches!(self, Form::Identifiers | Form::Subjects)
    }
}

/// An action's value for a particular.
#[derive(Clone, Copy, Debug)]
pub enum Said<'a> {
    /// Nothing.
    Nothing,
    /// Free text.
    Text(&'a str),
    /// A word of a closed vocabulary.
    Word(&'static str),
    /// A day or a range of days.
    Date(&'a Date),
    /// Jurisdictions.
    Places(&'a Places),
    /// An amount.
    Amount(Amount),
    /// A number of things.
    Number(Number),
    /// An asset, and the one whose place it takes.
    Derivation(&'a Derivation),
    /// Assets, at least one.
    Assets(&'a [Overlap]),
    /// Sources, at least one.
    Sources(&'a [SourceCitation]),
    /// Identifiers, at least one.
    Identifiers(&'a [SealedIdentifier]),
    /// Persons, at least one.
    Subjects(&'a [SealedSubject]),
}

impl Said<'_> {
    /// A single value in one word; `None` if nothing is said.
    pub(crate) fn word(self) -> Option<String> {
        match self {
            Said::Text(text) => Some(text.to_owned()),
            Said::Word(word) => Some(word.to_owned()),
            Said::Date(date) => Some(date.text().to_owned()),
            Said::Places(places) if places.is_unstated() => Some("unstated".to_owned()),
            Said::Places(places) => Some(places.codes()),
            Said::Amount(amount) => Some(amount.to_string()),
            Said::Number(number) => Some(number.to_string()),
            Said::Derivation(derivation) => Some(derivation.to_string()),
            Said::Nothing | Said::Assets(_) | Said::Sources(_) | Said::Identifiers(_) | Said::Subjects(_) => None,
        }
    }
}

/// A particular's value in an entry's bytes.
#[derive(Clone, Debug)]
pub enum Raw<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A list of texts.
    List(Vec<Cow<'a, str>>),
    /// A list of commitments.
    Commitments(Vec<Commitment<'a>>),
}

/// A commitment and the word stored with it.
#[derive(Clone, Debug)]
pub struct Commitment<'a> {
    /// The digest.
    pub digest: Cow<'a, str>,
    /// An identifier's scheme, or a person's role if stated.
    pub word: Option<Cow<'a, str>>,
}

impl<'a> Raw<'a> {
    /// The text; `None` for a list.
    pub fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Raw::Text(text) => Some(text),
            Raw::List(_) | Raw::Commitments(_) => None,
        }
    }

    /// The texts of a list.
    pub(crate) fn list(self) -> Vec<Cow<'a, str>> {
        match self {
            Raw::List(texts) => texts,
            Raw::Text(_) | Raw::Commitments(_) => Vec::new(),
        }
    }

    fn commitments(self) -> Vec<Commitment<'a>> {
        match self {
            Raw::Commitments(commitments) => commitments,
            Raw::Text(_) | Raw::List(_) => Vec::new(),
        }
    }
}

/// The text for a particular that is either present or absent.
const TRUE: &str = "true";

/// Checks that text is clean and not empty.
///
/// # Errors
/// Anything else; this program did not write it.
pub(crate) fn recorded_text(text: Cow<'_, str>) -> Result<String, Fault> {
    if text.is_empty() {
        return Err(Fault::new("the entry holds an empty text, where an absent value is left out"));
    }
    if text::cleaned(&text)? == *text {
        return Ok(text.into_owned());
    }
    Err(Fault::new("the entry holds text that is not normalised"))
}

/// The type of a particular, as an action holds it.
pub trait Value: Default {
    /// What a user gives for it; nothing leaves it unchanged.
    type Given;

    /// Its form.
    const FORM: Form;

    /// Its value.
    fn said(&self) -> Said<'_>;

    /// Reads it from an entry's bytes.
    ///
    /// # Errors
    /// A text that does not parse as this type.
    fn recorded(raw: Option<Raw<'_>>) -> Result<Self, Fault>;

    /// Reads it from user input: one text, or all the texts of a list. An empty slice is a list given as empty.
    ///
    /// # Errors
    /// A text that does not parse as this type.
    fn read(texts: &[&str]) -> Result<Self::Given, Fault>;

    /// Applies a change; personal data change when they are put behind commitments.
    ///
    /// # Errors
    /// The errors of `find`.
    fn changed<E>(self, given: Self::Given, find: &dyn Fn(&Handle) -> Result<AssetRef, E>) -> Result<Self, E>;

    /// Whether a list was given but is empty.
    fn is_emptied(_: &Self::Given) -> bool {
        false
    }
}

/// A type that an action has at most one value of.
pub trait Single: Sized {
    /// Its form.
    const FORM: Form;

    /// Its value.
    fn said(&self) -> Said<'_>;

    /// Reads it from user input.
    ///
    /// # Errors
    /// A text that does not parse as this type.
    fn parse(text: &str) -> Result<Self, Fault>;

    /// Reads it from an entry's bytes.
    ///
    /// # Errors
    /// A text that does not parse as this type.
    fn recorded(text: Cow<'_, str>) -> Result<Self, Fault> {
        Self::parse(&text)
    }

    /// Whether it is given only to remove what was there.
    fn takes_away(&self) -> bool {
        false
    }
}

impl<T: Single> Value for Option<T> {
    type Given = Option<T>;
    const FORM: Form = T::FORM;

    fn said(&self) -> Said<'_> {
        self.as_ref().map_or(Said::Nothing, Single::said)
    }

    fn recorded(raw: Option<Raw<'_>>) -> Result<Self, Fault> {
        raw.and_then(Raw::text).map(T::recorded).transpose()
    }

    fn read(texts: &[&str]) -> Result<Self::Given, Fault> {
        texts.first().map(|text| T::parse(text)).transpose()
    }

    fn changed<E>(self, given: Self::Given, _: &dyn Fn(&Handle) -> Result<AssetRef, E>) -> Result<Self, E> {
        Ok(match given {
            Some(given) => Some(given).filter(|given| !given.takes_away()),
            None => self,
        })
    }
}

impl Single for String {
    const FORM: Form = Form::Text;

    fn said(&self) -> Said<'_> {
        Said::Text(self)
    }

    fn parse(text: &str) -> Result<String, Fault> {
        text::clean(text)
    }

    fn recorded(text: Cow<'_, str>) -> Result<String, Fault> {
        recorded_text(text)
    }

    fn takes_away(&self) -> bool {
        self.is_empty()
    }
}

impl Single for Date {
    const FORM: Form = Form::Date;

    fn said(&self) -> Said<'_> {
        Said::Date(self)
    }

    fn parse(text: &str) -> Result<Date, Fault> {
        Date::parse(text)
    }
}

impl Single for Places {
    const FORM: Form = Form::Places;

    fn said(&self) -> Said<'_> {
        Said::Places(self)
    }

    fn parse(text: &str) -> Result<Places, Fault> {
        Places::parse(text)
    }
}

impl Single for Amount {
    const FORM: Form = Form::Amount;

    fn said(&self) -> Said<'_> {
        Said::Amount(*self)
    }

    fn parse(text: &str) -> Result<Amount, Fault> {
        Amount::parse(text, None)
    }

    fn recorded(text: Cow<'_, str>) -> Result<Amount, Fault> {
        Amount::recorded(&text)
    }
}

impl Single for Number {
    const FORM: Form = Form::Number;

    fn said(&self) -> Said<'_> {
        Said::Number(*self)
    }

    fn parse(text: &str) -> Result<Number, Fault> {
        Number::parse(text)
    }
}

impl Single for Derivation {
    const FORM: Form = Form::Derivation;

    fn said(&self) -> Said<'_> {
        Said::Derivation(self)
    }

    fn parse(text: &str) -> Result<Derivation, Fault> {
        Derivation::parse(text)
    }
}

/// Implements the types that are closed vocabularies.
macro_rules! words {
    ($($word:ty,)+) => {
        $(impl Single for $word {
            const FORM: Form = Form::Word(<$word>::WORDS);

            fn said(&self) -> Said<'_> {
                Said::Word(self.as_str())
            }

            fn parse(text: &str) -> Result<$word, Fault> {
                <$word>::parse(text)
            }
        })+
    };
}

words! { AssetKind, Basis, Disposal, Portion, Things, }

impl Value for bool {
    type Given = Option<bool>;
    const FORM: Form = Form::Flag;

    fn said(&self) -> Said<'_> {
        if *self { Said::Word(TRUE) } else { Said::Nothing }
    }

    fn recorded(raw: Option<Raw<'_>>) -> Result<bool, Fault> {
        match raw.and_then(Raw::text) {
            Some(text) if text == TRUE => Ok(true),
            Some(text) => Err(Fault::new(format!("{} is not “true”", text::quote(&text)))),
            None => Ok(false),
        }
    }

    fn read(texts: &[&str]) -> Result<Option<bool>, Fault> {
        match texts.first() {
            None => Ok(None),
            Some(&TRUE) => Ok(Some(true)),
            Some(&"false") => Ok(Some(false)),
            Some(text) => Err(Fault::new(format!("{} is neither true nor false", text::quote(text)))
                .hint("write true, or leave it out")),
        }
    }

    fn changed<E>(self, given: Option<bool>, _: &dyn Fn(&Handle) -> Result<AssetRef, E>) -> Result<bool, E> {
        Ok(given.unwrap_or(self))
    }
}

/// Reads the values of a list from user input.
pub(super) fn several<T>(texts: &[&str], parse: impl Fn(&str) -> Result<T, Fault>) -> Result<Option<Vec<T>>, Fault> {
    texts.iter().map(|text| parse(text)).collect::<Result<_, _>>().map(Some)
}

/// Reads a list from an entry's bytes.
pub(super) fn listed<T>(raw: Option<Raw<'_>>, parse: impl Fn(&str) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
    raw.map(Raw::list).unwrap_or_default().iter().map(|text| parse(text)).collect()
}

pub(super) fn is_emptied<T>(given: Option<&Vec<T>>) -> bool {
    given.is_some_and(Vec::is_empty)
}

impl Value for Vec<SourceCitation> {
    type Given = Option<Vec<SourceCitation>>;
    const FORM: Form = Form::Sources;

    fn said(&self) -> Said<'_> {
        if self.is_empty() { Said::Nothing } else { Said::Sources(self) }
    }

    fn recorded(raw: Option<Raw<'_>>) -> Result<Self, Fault> {
        listed(raw, SourceCitation::parse)
    }

    fn read(texts: &[&str]) -> Result<Self::Given, Fault> {
        several(texts, SourceCitation::parse)
    }

    fn changed<E>(self, given: Self::Given, _: &dyn Fn(&Handle) -> Result<AssetRef, E>) -> Result<Self, E> {
        Ok(given.unwrap_or(self))
    }

    fn is_emptied(given: &Self::Given) -> bool {
        is_emptied(given.as_ref())
    }
}

/// Implements the types behind commitments, with the type of the data behind each.
macro_rules! sealed {
    ($($sealed:ident, $form:ident, $datum:ty, $recorded:expr;)+) => {
        $(impl Value for Vec<$sealed> {
            type Given = Option<Vec<$datum>>;
            const FORM: Form = Form::$form;

            fn said(&self) -> Said<'_> {
                if self.is_empty() { Said::Nothing } else { Said::$form(self) }
            }

            fn recorded(raw: Option<Raw<'_>>) -> Result<Self, Fault> {
                raw.map(Raw::commitments).unwrap_or_default().iter().map($recorded).collect()
            }

            fn read(texts: &[&str]) -> Result<Self::Given, Fault> {
                several(texts, <$datum>::parse)
            }

            fn changed<E>(self, _: Self::Given, _: &dyn Fn(&Handle) -> Result<AssetRef, E>) -> Result<Self, E> {
                Ok(self)
            }

            fn is_emptied(given: &Self::Given) -> bool {
                is_emptied(given.as_ref())
            }
        })+
    };
}

sealed! {
    SealedIdentifier, Identifiers, Identifier, identifier;
    SealedSubject, Subjects, Subject, subject;
}

fn identifier(sealed: &Commitment<'_>) -> Result<SealedIdentifier, Fault> {
    let scheme = sealed.word.as_deref().ok_or_else(|| Fault::new("an identifier has no “scheme”"))?;
    Ok(SealedIdentifier { scheme: Scheme::parse(scheme)?, commitment: Digest::parse(&sealed.digest)? })
}

fn subject(sealed: &Commitment<'_>) -> Result<SealedSubject, Fault> {
    let role = sealed.word.as_deref().map(Role::parse).transpose()?;
    Ok(SealedSubject { role, commitment: Digest::parse(&sealed.digest)? })
}
