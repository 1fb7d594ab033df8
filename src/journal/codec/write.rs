//! An entry as its canonical text: each type's fields in the order of their names.

use std::fmt::{self, Write};

use crate::domain::{Basis, Date, Disposal, Places, Portion, Role};
use crate::journal::digest::Digest;
use crate::journal::entry::{Act, Body, CaseFile, Entry, Genesis, SealedIdentifier, SealedSubject, SourceFile, Target};
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
    object.shown(Key::Ledger, &genesis.ledger)?;
    login(object, entry)?;
    object.word(Key::Name, &genesis.name)?;
    object.text(Key::Program, &genesis.program)?;
    recorded(object, entry)?;
    rules(object, entry)?;
    object.word(Key::Type, key::GENESIS)
}

/// Of an edit, the entry that it edits and why.
type Edited<'a> = Option<(u64, Option<&'a str>)>;

fn case(object: &mut Object<'_, impl Write>, entry: &Entry, case: &CaseFile, edit: Edited<'_>) -> fmt::Result {
    object.text_if(Key::Authority, case.authority.as_deref())?;
    object.text(Key::Case, case.case.as_str())?;
    object.text_if(Key::Clock, entry.stamp.clock.as_deref())?;
    object.shown_if(Key::Edits, edit.map(|(edits, _)| edits).as_ref())?;
    object.shown(Key::Entry, &entry.number)?;
    object.word_if(Key::Lead, case.lead.map(|lead| lead.code()))?;
    login(object, entry)?;
    object.text_if(Key::Note, case.note.as_deref())?;
    object.list(Key::Offences, &case.offences, |out, offence| json::string(out, offence))?;
    object.word_if(Key::Opened, case.opened.as_ref().map(Date::text))?;
    object.text_if(Key::Reason, edit.and_then(|(_, reason)| reason))?;
    recorded(object, entry)?;
    rules(object, entry)?;
    object.text(Key::Title, &case.title)?;
    object.word(Key::Type, if edit.is_some() { key::CASE_EDIT } else { key::CASE })
}

fn source(object: &mut Object<'_, impl Write>, entry: &Entry, source: &SourceFile, edit: Edited<'_>) -> fmt::Result {
    object.text_if(Key::Clock, entry.stamp.clock.as_deref())?;
    let imported = source.imported.as_ref();
    object.list(Key::Counts, imported.map_or(&[][..], |imported| &imported.counts), |out, count| {
        json::shown(out, count)
    })?;
    object.shown_if(Key::Edits, edit.map(|(edits, _)| edits).as_ref())?;
    object.shown(Key::Entry, &entry.number)?;
    if let Some((digest, size)) = &source.file {
        object.shown(Key::FileSha256, digest)?;
        object.shown(Key::FileSize, size)?;
    }
    object.text_if(Key::Kind, source.kind.as_deref())?;
    object.text_if(Key::Language, source.language.as_deref())?;
    login(object, entry)?;
    object.shown_if(Key::MapCommitment, source.map().map(|map| map.commitment).as_ref())?;
    object.shown_if(Key::MapSha256, source.map().map(|map| map.digest).as_ref())?;
    object.word_if(Key::Published, source.published.as_ref().map(Date::text))?;
    object.text_if(Key::Publisher, source.publisher.as_deref())?;
    object.text_if(Key::Reason, edit.and_then(|(_, reason)| reason))?;
    recorded(object, entry)?;
    rules(object, entry)?;
    object.text(Key::Source, source.source.as_str())?;
    object.text(Key::Title, &source.title)?;
    object.word(Key::Type, if edit.is_some() { key::SOURCE_EDIT } else { key::SOURCE })?;
    object.text_if(Key::Url, source.url.as_deref())
}

fn void(object: &mut Object<'_, impl Write>, entry: &Entry, voids: u64, reason: &str) -> fmt::Result {
    clock_and_number(object, entry)?;
    login(object, entry)?;
    object.text(Key::Reason, reason)?;
    recorded(object, entry)?;
    rules(object, entry)?;
    object.word(Key::Type, key::VOID)?;
    object.shown(Key::Voids, &voids)
}

fn reinstatement(object: &mut Object<'_, impl Write>, entry: &Entry, reinstates: u64, reason: &str) -> fmt::Result {
    clock_and_number(object, entry)?;
    login(object, entry)?;
    object.text(Key::Reason, reason)?;
    recorded(object, entry)?;
    object.shown(Key::Reinstates, &reinstates)?;
    rules(object, entry)?;
    object.word(Key::Type, key::REINSTATEMENT)
}

fn withholding(object: &mut Object<'_, impl Write>, entry: &Entry, withholding: &Withholding) -> fmt::Result {
    let of = |handling| (withholding.handling == handling).then_some(&withholding.of);
    object.text_if(Key::Authority, withholding.authority.as_deref())?;
    object.text_if(Key::Clock, entry.stamp.clock.as_deref())?;
    object.list(Key::Commitments, &withholding.commitments, |out, commitment| json::shown(out, commitment))?;
    object.shown(Key::Entry, &entry.number)?;
    object.shown_if(Key::Erases, of(Handling::Erased))?;
    login(object, entry)?;
    object.text(Key::Reason, &withholding.reason)?;
    recorded(object, entry)?;
    object.shown_if(Key::Restricts, of(Handling::Restricted))?;
    rules(object, entry)?;
    object.word(Key::Type, key::of_handling(withholding.handling))?;
    object.shown_if(Key::Unrestricts, of(Handling::Unrestricted))
}

/// An action, or a correction: the number of the entry that it corrects and why.
fn act(
    object: &mut Object<'_, impl Write>,
    entry: &Entry,
    act: &Act,
    correction: Option<(u64, &String)>,
) -> fmt::Result {
    object.word(Key::Action, act.action.as_str())?;
    object.shown_if(Key::Amount, act.amount.as_ref())?;
    object.text_if(Key::AsWritten, act.as_written.as_deref())?;
    object.shown(Key::Asset, act.target.asset())?;
    object.text_if(Key::Authority, act.authority.as_deref())?;
    object.word_if(Key::Basis, act.basis.map(Basis::as_str))?;
    object.text_if(Key::Case, case_of(&act.target))?;
    object.text_if(Key::Clock, entry.stamp.clock.as_deref())?;
    object.shown_if(Key::Corrects, correction.map(|(corrects, _)| corrects).as_ref())?;
    object.word(Key::Date, act.date.text())?;
    object.text_if(Key::Description, act.description.as_deref())?;
    object.shown(Key::Entry, &entry.number)?;
    object.word_if(Key::How, act.how.map(Disposal::as_str))?;
    object.list(Key::Identifiers, &act.identifiers, identifier)?;
    places(object, act.places.as_ref())?;
    object.word_if(Key::Kind, act.kind.map(|kind| kind.as_str()))?;
    login(object, entry)?;
    object.list(Key::MayOverlap, &act.may_overlap, |out, asset| json::shown(out, asset))?;
    object.text_if(Key::Note, act.note.as_deref())?;
    object.word_if(Key::Of, act.of.map(Portion::as_str))?;
    object.text_if(Key::Order, act.order.as_deref())?;
    if let Target::Item { part_of, .. } = &act.target {
        object.shown(Key::PartOf, part_of)?;
    }
    object.text_if(Key::Quantity, act.quantity.as_deref())?;
    object.text_if(Key::Reason, correction.map(|(_, reason)| reason.as_str()))?;
    recorded(object, entry)?;
    rules(object, entry)?;
    object.list(Key::Sources, &act.sources, |out, source| json::shown(out, source))?;
    object.list(Key::Subjects, &act.subjects, subject)?;
    object.word(Key::Type, if correction.is_some() { key::CORRECTION } else { key::ACTION })?;
    object.word_if(Key::Until, act.until.as_ref().map(Date::text))?;
    object.word_if(Key::Whole, act.whole.then_some(key::TRUE))
}

fn clock_and_number(object: &mut Object<'_, impl Write>, entry: &Entry) -> fmt::Result {
    object.text_if(Key::Clock, entry.stamp.clock.as_deref())?;
    object.shown(Key::Entry, &entry.number)
}

fn recorded(object: &mut Object<'_, impl Write>, entry: &Entry) -> fmt::Result {
    object.text(Key::RecordedAt, &entry.stamp.recorded_at)?;
    object.text(Key::RecordedBy, &entry.stamp.recorded_by)?;
    object.text_if(Key::Reference, entry.reference.as_ref().map(AsRef::as_ref))
}

fn login(object: &mut Object<'_, impl Write>, entry: &Entry) -> fmt::Result {
    object.text_if(Key::Login, entry.stamp.login.as_deref())
}

fn rules(object: &mut Object<'_, impl Write>, entry: &Entry) -> fmt::Result {
    object.shown(Key::Rules, &entry.stamp.rules)
}

/// The case of a new asset is that of its reference; it is written so that a reader need not take it apart.
fn case_of(target: &Target) -> Option<&str> {
    match target {
        Target::Item { case, .. } => case.as_ref().map(AsRef::as_ref),
        Target::New { asset } => Some(asset.case().as_str()),
        Target::Existing { .. } => None,
    }
}

fn places(object: &mut Object<'_, impl Write>, places: Option<&Places>) -> fmt::Result {
    match places {
        Some(places) if places.is_unstated() => object.word(Key::Jurisdictions, "unstated"),
        places => object.shown_if(Key::Jurisdictions, places),
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
