//! An entry as its canonical text: each type's fields in the order of their names.

use std::fmt::{self, Write};
use std::sync::LazyLock;

use crate::domain::{AssetRef, Date, Role};
use crate::journal::digest::Digest;
use crate::journal::entry::{Body, CaseFile, Entry, Genesis, SourceFile};
use crate::journal::particular::{Act, Particular};
use crate::journal::sealed::{SealedIdentifier, SealedSubject};
use crate::journal::target::Target;
use crate::journal::value::Said;
use crate::journal::withholding::{Handling, Withholding};

use super::json::{self, Object};
use super::key::{self, Key};

/// Writes the one text of an entry.
///
/// # Errors
/// Only those of `out`.
pub(super) fn entry(out: &mut impl Write, entry: &Entry) -> fmt::Result {
    let mut object = Object::open(out)?;
    match &entry.body {
        Body::Genesis(body) => genesis(&mut object, entry, body)?,
        Body::Case(body) => case(&mut object, entry, body, None)?,
        Body::CaseEdit(edit) => case(&mut object, entry, &edit.file, Some((edit.edits, edit.reason.as_deref())))?,
        Body::Source(body) => source(&mut object, entry, body, None)?,
        Body::SourceEdit(edit) => source(&mut object, entry, &edit.file, Some((edit.edits, edit.reason.as_deref())))?,
        Body::Act(body) => act(&mut object, entry, body, None)?,
        Body::Correction { corrects, reason, act: body } => act(&mut object, entry, body, Some((*corrects, reason)))?,
        Body::Void { voids, reason } => void(&mut object, entry, *voids, reason)?,
        Body::Reinstatement { reinstates, reason } => reinstatement(&mut object, entry, *reinstates, reason)?,
        Body::Withholding(body) => withholding(&mut object, entry, body)?,
    }
    object.close()
}

fn genesis(object: &mut Object<'_, impl Write>, entry: &Entry, genesis: &Genesis) -> fmt::Result {
    clock_and_number(object, entry)?;
    object.shown(Key::LEDGER, &genesis.ledger)?;
    login(object, entry)?;
    object.word(Key::NAME, &genesis.name)?;
    object.text(Key::PROGRAM, &genesis.program)?;
    recorded(object, entry)?;
    rules(object, entry)?;
    object.word(Key::TYPE, key::GENESIS)
}

/// Of an edit, the entry that it edits and why.
type Edited<'a> = Option<(u64, Option<&'a str>)>;

fn case(object: &mut Object<'_, impl Write>, entry: &Entry, case: &CaseFile, edit: Edited<'_>) -> fmt::Result {
    object.text_if(Key::AUTHORITY, case.authority.as_deref())?;
    object.text(Key::CASE, case.case.as_str())?;
    object.text_if(Key::CLOCK, entry.stamp.clock.as_deref())?;
    object.shown_if(Key::EDITS, edit.map(|(edits, _)| edits).as_ref())?;
    object.shown(Key::ENTRY, &entry.number)?;
    object.word_if(Key::LEAD, case.lead.map(|lead| lead.code()))?;
    login(object, entry)?;
    object.text_if(Key::NOTE, case.note.as_deref())?;
    object.list(Key::OFFENCES, &case.offences, |out, offence| json::string(out, offence))?;
    object.word_if(Key::OPENED, case.opened.as_ref().map(Date::text))?;
    object.text_if(Key::REASON, edit.and_then(|(_, reason)| reason))?;
    recorded(object, entry)?;
    rules(object, entry)?;
    object.text(Key::TITLE, &case.title)?;
    object.word(Key::TYPE, if edit.is_some() { key::CASE_EDIT } else { key::CASE })
}

fn source(object: &mut Object<'_, impl Write>, entry: &Entry, source: &SourceFile, edit: Edited<'_>) -> fmt::Result {
    object.text_if(Key::CLOCK, entry.stamp.clock.as_deref())?;
    let imported = source.imported.as_ref();
    object.list(Key::COUNTS, imported.map_or(&[][..], |imported| &imported.counts), |out, count| {
        json::shown(out, count)
    })?;
    object.shown_if(Key::EDITS, edit.map(|(edits, _)| edits).as_ref())?;
    object.shown(Key::ENTRY, &entry.number)?;
    if let Some((digest, size)) = &source.file {
        object.shown(Key::FILE_SHA256, digest)?;
        object.shown(Key::FILE_SIZE, size)?;
    }
    object.text_if(Key::KIND, source.kind.as_deref())?;
    object.text_if(Key::LANGUAGE, source.language.as_deref())?;
    login(object, entry)?;
    object.shown_if(Key::MAP_COMMITMENT, source.map().map(|map| map.commitment).as_ref())?;
    object.shown_if(Key::MAP_SHA256, source.map().map(|map| map.digest).as_ref())?;
    object.word_if(Key::PUBLISHED, source.published.as_ref().map(Date::text))?;
    object.text_if(Key::PUBLISHER, source.publisher.as_deref())?;
    object.text_if(Key::REASON, edit.and_then(|(_, reason)| reason))?;
    recorded(object, entry)?;
    rules(object, entry)?;
    object.text(Key::SOURCE, source.source.as_str())?;
    object.text(Key::TITLE, &source.title)?;
    object.word(Key::TYPE, if edit.is_some() { key::SOURCE_EDIT } else { key::SOURCE })?;
    object.text_if(Key::URL, source.url.as_deref())
}

fn void(object: &mut Object<'_, impl Write>, entry: &Entry, voids: u64, reason: &str) -> fmt::Result {
    clock_and_number(object, entry)?;
    login(object, entry)?;
    object.text(Key::REASON, reason)?;
    recorded(object, entry)?;
    rules(object, entry)?;
    object.word(Key::TYPE, key::VOID)?;
    object.shown(Key::VOIDS, &voids)
}

fn reinstatement(object: &mut Object<'_, impl Write>, entry: &Entry, reinstates: u64, reason: &str) -> fmt::Result {
    clock_and_number(object, entry)?;
    login(object, entry)?;
    object.text(Key::REASON, reason)?;
    recorded(object, entry)?;
    object.shown(Key::REINSTATES, &reinstates)?;
    rules(object, entry)?;
    object.word(Key::TYPE, key::REINSTATEMENT)
}

fn withholding(object: &mut Object<'_, impl Write>, entry: &Entry, withholding: &Withholding) -> fmt::Result {
    let of = |handling| (withholding.handling == handling).then_some(&withholding.of);
    object.text_if(Key::AUTHORITY, withholding.authority.as_deref())?;
    object.text_if(Key::CLOCK, entry.stamp.clock.as_deref())?;
    object.list(Key::COMMITMENTS, &withholding.commitments, |out, commitment| json::shown(out, commitment))?;
    object.shown(Key::ENTRY, &entry.number)?;
    object.shown_if(Key::ERASES, of(Handling::Erased))?;
    login(object, entry)?;
    object.text(Key::REASON, &withholding.reason)?;
    recorded(object, entry)?;
    object.shown_if(Key::RESTRICTS, of(Handling::Restricted))?;
    rules(object, entry)?;
    object.word(Key::TYPE, key::of_handling(withholding.handling))?;
    object.shown_if(Key::UNRESTRICTS, of(Handling::Unrestricted))
}

/// The fields that an action has, or a correction, in their order.
static OF_AN_ACT: LazyLock<Vec<Key>> = LazyLock::new(|| {
    let own = [Key::CLOCK, Key::CORRECTS, Key::ENTRY, Key::LOGIN, Key::REASON, Key::RECORDED_AT, Key::RECORDED_BY];
    Key::all()
        .filter(|key| key.particular().is_some() || own.contains(key) || [Key::RULES, Key::TYPE].contains(key))
        .collect()
});

/// An action, or a correction: the number of the entry that it corrects and why.
fn act(
    object: &mut Object<'_, impl Write>,
    entry: &Entry,
    act: &Act,
    correction: Option<(u64, &String)>,
) -> fmt::Result {
    OF_AN_ACT.iter().try_for_each(|key| match (*key, key.particular()) {
        (Key::CLOCK, _) => object.text_if(Key::CLOCK, entry.stamp.clock.as_deref()),
        (Key::CORRECTS, _) => object.shown_if(Key::CORRECTS, correction.map(|(corrects, _)| corrects).as_ref()),
        (Key::ENTRY, _) => object.shown(Key::ENTRY, &entry.number),
        (Key::LOGIN, _) => login(object, entry),
        (Key::REASON, _) => object.text_if(Key::REASON, correction.map(|(_, reason)| reason.as_str())),
        (Key::RECORDED_AT, _) => object.text(Key::RECORDED_AT, &entry.stamp.recorded_at),
        (Key::RECORDED_BY, _) => object.text(Key::RECORDED_BY, &entry.stamp.recorded_by),
        (Key::RULES, _) => rules(object, entry),
        (Key::TYPE, _) => object.word(Key::TYPE, if correction.is_some() { key::CORRECTION } else { key::ACTION }),
        (_, Some(particular)) => told(object, entry, act, particular),
        (_, None) => Ok(()),
    })
}

/// What an action says of a particular, under its name.
fn told(object: &mut Object<'_, impl Write>, entry: &Entry, act: &Act, particular: Particular) -> fmt::Result {
    let key = Key::of(particular);
    match particular {
        Particular::Action => object.word(key, act.action.as_str()),
        Particular::Asset => object.shown(key, act.target.asset()),
        Particular::Case => object.text_if(key, case_of(&act.target)),
        Particular::Date => object.word(key, act.date.text()),
        Particular::PartOf => object.shown_if(key, part_of(&act.target)),
        Particular::Ref => object.text_if(key, entry.reference.as_ref().map(AsRef::as_ref)),
        kept => said(object, key, act.said(kept)),
    }
}

fn said(object: &mut Object<'_, impl Write>, key: Key, said: Said<'_>) -> fmt::Result {
    match said {
        Said::Nothing => Ok(()),
        Said::Text(text) => object.text(key, text),
        Said::Word(word) => object.word(key, word),
        Said::Date(date) => object.word(key, date.text()),
        Said::Places(places) if places.is_unstated() => object.word(key, "unstated"),
        Said::Places(places) => object.shown(key, places),
        Said::Amount(amount) => object.shown(key, &amount),
        Said::Assets(assets) => object.list(key, assets, |out, asset| json::shown(out, asset)),
        Said::Sources(sources) => object.list(key, sources, |out, source| json::shown(out, source)),
        Said::Identifiers(identifiers) => object.list(key, identifiers, identifier),
        Said::Subjects(subjects) => object.list(key, subjects, subject),
    }
}

fn clock_and_number(object: &mut Object<'_, impl Write>, entry: &Entry) -> fmt::Result {
    object.text_if(Key::CLOCK, entry.stamp.clock.as_deref())?;
    object.shown(Key::ENTRY, &entry.number)
}

fn recorded(object: &mut Object<'_, impl Write>, entry: &Entry) -> fmt::Result {
    object.text(Key::RECORDED_AT, &entry.stamp.recorded_at)?;
    object.text(Key::RECORDED_BY, &entry.stamp.recorded_by)?;
    object.text_if(Key::REFERENCE, entry.reference.as_ref().map(AsRef::as_ref))
}

fn login(object: &mut Object<'_, impl Write>, entry: &Entry) -> fmt::Result {
    object.text_if(Key::LOGIN, entry.stamp.login.as_deref())
}

fn rules(object: &mut Object<'_, impl Write>, entry: &Entry) -> fmt::Result {
    object.shown(Key::RULES, &entry.stamp.rules)
}

/// The case of a new asset is that of its reference; it is written so that a reader need not take it apart.
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

fn identifier(out: &mut impl Write, sealed: &SealedIdentifier) -> fmt::Result {
    commitment(out, sealed.commitment)?;
    out.write_str(",\"scheme\":")?;
    json::plain(out, sealed.scheme.as_str())?;
    out.write_char('}')
}

fn subject(out: &mut impl Write, sealed: &SealedSubject) -> fmt::Result {
    commitment(out, sealed.commitment)?;
    if let Some(role) = sealed.role.map(Role::as_str) {
        out.write_str(",\"role\":")?;
        json::plain(out, role)?;
    }
    out.write_char('}')
}

fn commitment(out: &mut impl Write, commitment: Digest) -> fmt::Result {
    out.write_str("{\"commitment\":")?;
    json::shown(out, &commitment)
}
