//! An action on an asset is recorded or corrected.

use std::fmt::{self, Write};
use std::sync::LazyLock;

use crate::domain::{Action, AssetRef, CaseRef, Date, Fault, Overlap, Role};
use crate::journal::codec::json;
use crate::journal::codec::key::Key;
use crate::journal::codec::scan::Fields;
use crate::journal::codec::write::Writer;
use crate::journal::datum::Datum;
use crate::journal::digest::Digest;
use crate::journal::likeness::likenesses;
use crate::journal::names::Names;
use crate::journal::particular::{Act, Particular};
use crate::journal::sealed::{SealedIdentifier, SealedSubject};
use crate::journal::shown::{Saying, Shown};
use crate::journal::step::Event;
use crate::journal::target::{Handle, Target};
use crate::journal::value::Said;
use crate::journal::worded::Worded;

use super::kind::{Coded, Effect, Fact, Kind};

/// A new reading of an action that an earlier entry recorded, in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The entry that first recorded the action.
    pub corrects: u64,
    /// The reason.
    pub reason: String,
    /// The action as it is now read.
    pub act: Act,
}

impl Act {
    /// What it names.
    pub(crate) fn names(&self) -> Names {
        let mut names = Names::default();
        match &self.target {
            Target::New { asset } => names.cases.push(asset.case().clone()),
            Target::Item { case, .. } => names.cases.extend(case.clone()),
            Target::Existing { .. } => {}
        }
        names.assets.push(Handle::Asset(self.target.asset().clone()));
        for particular in Particular::kept() {
            if let Said::Assets(assets) = self.said(particular) {
                names.assets.extend(assets.iter().filter_map(Overlap::here).cloned().map(Handle::Asset));
            }
        }
        names.sources.extend(self.sources.iter().map(|citation| citation.source().clone()));
        names
    }

    /// Its commitments, each with the kind of data behind it.
    pub(super) fn sealed(&self) -> Vec<(Digest, Datum)> {
        let identifiers = self.identifiers.iter().map(|sealed| (sealed.commitment, Datum::Identifier));
        let subjects = self.subjects.iter().map(|sealed| (sealed.commitment, Datum::Name));
        identifiers.chain(subjects).collect()
    }

    /// Adds the lines to show.
    pub(super) fn describe<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.text("action", self.action.as_str());
        shown.text("asset", self.target.asset().to_string());
        if let Target::Item { part_of, case, .. } = &self.target {
            shown.text("part of", part_of.to_string());
            shown.text_if("case", case.as_ref().map(CaseRef::as_str));
        }
        shown.text("date", self.date.to_string());
        shown.particulars(self);
    }

    /// Reads it from the fields of its entry.
    pub(super) fn read_act(fields: &mut Fields<'_>) -> Result<Act, Fault> {
        let action = fields.needed_as(Key::ACTION, Action::parse)?;
        let (target, date) = (read_target(fields)?, fields.needed_as(Key::DATE, Date::parse)?);
        Act::recorded((action, target, date), |particular| fields.take(Key::of(particular)))
    }

    /// Writes it, with the additional fields of a correction or an adoption.
    pub(super) fn write_act<W: Write>(&self, beside: Beside<'_>, to: &mut Writer<'_, W>) -> fmt::Result {
        FIELDS.iter().try_for_each(|(key, particular)| match (*key, particular) {
            (Key::ADOPTS, _) => to.shown_if(Key::ADOPTS, beside.adopts.as_ref()),
            (Key::CORRECTS, _) => to.shown_if(Key::CORRECTS, beside.corrects.as_ref()),
            (Key::READS, _) => to.shown_if(Key::READS, beside.reads.as_ref()),
            (_, Some(particular)) => write_particular(self, *key, *particular, to),
            (_, None) => to.text_if(Key::REASON, beside.reason),
        })
    }
}

/// The additional fields of an entry that gives a new reading: for a correction, the corrected entry; for an adoption,
/// the entry of the action and that of the adopted statement; and the reason.
#[derive(Clone, Copy, Default)]
pub(super) struct Beside<'a> {
    pub(super) corrects: Option<u64>,
    pub(super) reads: Option<u64>,
    pub(super) adopts: Option<u64>,
    pub(super) reason: Option<&'a str>,
}

/// The fields of an action or of a new reading of one, in order. The reference is part of the envelope.
static FIELDS: LazyLock<Vec<(Key, Option<Particular>)>> = LazyLock::new(|| {
    let fields = Key::all().map(|key| (key, key.particular()));
    fields
        .filter(|(key, particular)| match particular {
            Some(particular) => *particular != Particular::Ref,
            None => [Key::ADOPTS, Key::CORRECTS, Key::READS, Key::REASON].contains(key),
        })
        .collect()
});

/// Writes an action's value for a particular, under its name.
fn write_particular<W: Write>(act: &Act, key: Key, particular: Particular, to: &mut Writer<'_, W>) -> fmt::Result {
    match particular {
        Particular::Action => to.word(key, act.action.as_str()),
        Particular::Asset => to.shown(key, act.target.asset()),
        Particular::Case => to.text_if(key, case_of(&act.target)),
        Particular::Date => to.word(key, act.date.text()),
        Particular::PartOf => to.shown_if(key, part_of(&act.target)),
        kept => write_said(key, act.said(kept), to),
    }
}

/// Writes the value of a particular.
pub(super) fn write_said<W: Write>(key: Key, said: Said<'_>, to: &mut Writer<'_, W>) -> fmt::Result {
    match said {
        Said::Nothing => Ok(()),
        Said::Text(text) => to.text(key, text),
        Said::Word(word) => to.word(key, word),
        Said::Date(date) => to.word(key, date.text()),
        Said::Places(places) if places.is_unstated() => to.word(key, "unstated"),
        Said::Places(places) => to.shown(key, places),
        Said::Amount(amount) => to.shown(key, &amount),
        Said::Number(number) => to.shown(key, &number),
        Said::Derivation(derivation) => to.shown(key, derivation),
        Said::Assets(assets) => to.list(key, assets, |out, asset| json::shown(out, asset)),
        Said::Sources(sources) => to.list(key, sources, |out, source| json::shown(out, source)),
        Said::Identifiers(identifiers) => to.list(key, identifiers, write_identifier),
        Said::Subjects(subjects) => to.list(key, subjects, write_subject),
    }
}

/// The case of a new asset follows from its reference; it is written so that readers need not parse that.
fn case_of(target: &Target) -> Option<&str> {
    match target {
        Target::Item { case, .. } => case.as_ref().map(AsRef::as_ref),
        Target::New { asset } => Some(asset.case().as_str()),
        Target::Existing { .. } => None,
    }
}

fn part_of(target: &Target) -> Option<&AssetRef> {
    match target {
        Target::Item { part_of, .. } => Some(part_of),
        Target::New { .. } | Target::Existing { .. } => None,
    }
}

fn write_identifier(out: &mut impl Write, sealed: &SealedIdentifier) -> fmt::Result {
    write_commitment(out, sealed.commitment)?;
    out.write_str(",\"scheme\":")?;
    json::plain(out, sealed.scheme.as_str())?;
    out.write_char('}')
}

fn write_subject(out: &mut impl Write, sealed: &SealedSubject) -> fmt::Result {
    write_commitment(out, sealed.commitment)?;
    if let Some(role) = sealed.role.map(Role::as_str) {
        out.write_str(",\"role\":")?;
        json::plain(out, role)?;
    }
    out.write_char('}')
}

fn write_commitment(out: &mut impl Write, commitment: Digest) -> fmt::Result {
    out.write_str("{\"commitment\":")?;
    json::shown(out, &commitment)
}

fn read_target(fields: &mut Fields<'_>) -> Result<Target, Fault> {
    let asset = fields.needed_as(Key::ASSET, AssetRef::parse)?;
    Ok(match (fields.parsed(Key::PART_OF, AssetRef::parse)?, fields.text(Key::CASE)) {
        (Some(part_of), case) => {
            Target::Item { asset, part_of, case: case.map(|case| CaseRef::parse(&case)).transpose()? }
        }
        // If the case is not that of the reference, it differs when written again.
        (None, Some(_)) => Target::New { asset },
        (None, None) => Target::Existing { asset },
    })
}

impl Kind for Act {
    fn effect(&self) -> Effect<'_> {
        Effect::Act { act: self, corrects: None }
    }

    fn names(&self) -> Names {
        Act::names(self)
    }

    fn commitments(&self) -> Vec<(Digest, Datum)> {
        self.sealed()
    }

    fn event(&self) -> Option<Event> {
        Some(Event::Step(Box::new(self.into())))
    }

    fn facts(&self) -> Vec<Fact> {
        likenesses(self).into_iter().map(Fact::Likened).collect()
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        worded.act(self);
    }

    fn told(&self) -> String {
        String::new()
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.line("status", Saying::Fate);
        self.describe(shown);
    }
}

impl Coded for Act {
    const TYPES: &'static [&'static str] = &["action/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<Act, Fault> {
        Act::read_act(fields)
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        self.write_act(Beside::default(), to)
    }
}

impl Kind for Correction {
    fn effect(&self) -> Effect<'_> {
        Effect::Act { act: &self.act, corrects: Some(self.corrects) }
    }

    fn names(&self) -> Names {
        self.act.names()
    }

    fn commitments(&self) -> Vec<(Digest, Datum)> {
        self.act.sealed()
    }

    fn event(&self) -> Option<Event> {
        Some(Event::Correction { corrects: self.corrects, step: Box::new((&self.act).into()) })
    }

    fn facts(&self) -> Vec<Fact> {
        self.act.facts()
    }

    fn reason(&self) -> Option<&str> {
        Some(&self.reason)
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        worded.act(&self.act);
        worded.text(&self.reason);
    }

    fn told(&self) -> String {
        format!("corrects entry {}: ", self.corrects)
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.line("status", Saying::Fate);
        shown.entry("corrects", self.corrects);
        shown.text("reason", &self.reason);
        self.act.describe(shown);
    }
}

impl Coded for Correction {
    const TYPES: &'static [&'static str] = &["correction/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<Correction, Fault> {
        let corrects = fields.needed_number(Key::CORRECTS)?;
        Ok(Correction { corrects, reason: fields.needed_text(Key::REASON)?, act: Act::read_act(fields)? })
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        let (corrects, reason) = (Some(self.corrects), Some(self.reason.as_str()));
        self.act.write_act(Beside { corrects, reason, ..Beside::default() }, to)
    }
}
