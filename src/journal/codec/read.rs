//! An entry from its fields: each is parsed as the type that it has.

use std::borrow::Cow;

use crate::domain::{
    Action, Amount, AssetKind, AssetRef, Basis, CaseRef, Date, Disposal, EntryRef, Fault, Jurisdiction, Places,
    Portion, Role, SourceCitation, SourceRef, identifier::Scheme, text,
};
use crate::journal::checkpoint;
use crate::journal::digest::Digest;
use crate::journal::entry::{
    Act, Body, CaseFile, Count, Edit, Entry, Genesis, Imported, RULES, SealedIdentifier, SealedMap, SealedSubject,
    SourceFile, Stamp, Target,
};
use crate::journal::withholding::{Handling, Withholding};

use super::key::{self, Key};
use super::scan::{Commitment, Fields};

/// The entry that some fields make. A field that its type does not have is left over, and so the entry, written
/// again, is not the text that was read.
///
/// # Errors
/// A field that is missing, or whose text is none of its type.
pub(super) fn entry(fields: &mut Fields<'_>) -> Result<Entry, Fault> {
    let stamp = Stamp {
        recorded_at: fields.needed(Key::RecordedAt)?.into_owned(),
        clock: fields.take(Key::Clock).map(Cow::into_owned),
        recorded_by: needed_text(fields, Key::RecordedBy)?,
        login: free_text(fields, Key::Login)?,
        rules: needed(fields, Key::Rules, rules)?,
    };
    let number = needed(fields, Key::Entry, whole_number)?;
    let reference = parsed(fields, Key::Reference, EntryRef::parse)?;
    let kind = fields.needed(Key::Type)?;
    let body = match &*kind {
        key::GENESIS => Body::Genesis(genesis(fields)?),
        key::CASE => Body::Case(case(fields)?),
        key::CASE_EDIT => Body::CaseEdit(edit(fields, case)?),
        key::SOURCE => Body::Source(source(fields)?),
        key::SOURCE_EDIT => Body::SourceEdit(edit(fields, source)?),
        key::ACTION => Body::Act(act(fields)?),
        key::CORRECTION => {
            let corrects = needed(fields, Key::Corrects, whole_number)?;
            Body::Correction { corrects, reason: needed_text(fields, Key::Reason)?, act: act(fields)? }
        }
        key::VOID => {
            let voids = needed(fields, Key::Voids, whole_number)?;
            Body::Void { voids, reason: needed_text(fields, Key::Reason)? }
        }
        key::REINSTATEMENT => {
            let reinstates = needed(fields, Key::Reinstates, whole_number)?;
            Body::Reinstatement { reinstates, reason: needed_text(fields, Key::Reason)? }
        }
        key::ERASURE => Body::Withholding(withholding(fields, Handling::Erased)?),
        key::RESTRICTION => Body::Withholding(withholding(fields, Handling::Restricted)?),
        key::UNRESTRICTION => Body::Withholding(withholding(fields, Handling::Unrestricted)?),
        other => {
            return Err(Fault::new(format!("an entry of the type {} is unknown to this version", text::quote(other)))
                .hint("a newer impound may know it"));
        }
    };
    Ok(Entry { number, stamp, reference, body })
}

fn genesis(fields: &mut Fields<'_>) -> Result<Genesis, Fault> {
    let (ledger, name) = (needed(fields, Key::Ledger, Digest::parse)?, needed(fields, Key::Name, name)?);
    Ok(Genesis { ledger, name, program: fields.needed(Key::Program)?.into_owned() })
}

fn name(text: &str) -> Result<String, Fault> {
    checkpoint::check_name(text).map(|()| text.to_owned())
}

fn case(fields: &mut Fields<'_>) -> Result<CaseFile, Fault> {
    Ok(CaseFile {
        case: needed(fields, Key::Case, CaseRef::parse)?,
        title: needed_text(fields, Key::Title)?,
        lead: parsed(fields, Key::Lead, Jurisdiction::parse)?,
        authority: free_text(fields, Key::Authority)?,
        opened: parsed(fields, Key::Opened, Date::parse)?,
        offences: std::mem::take(&mut fields.offences).into_iter().map(cleaned).collect::<Result<_, _>>()?,
        note: free_text(fields, Key::Note)?,
    })
}

fn edit<'a, T>(fields: &mut Fields<'a>, file: impl Fn(&mut Fields<'a>) -> Result<T, Fault>) -> Result<Edit<T>, Fault> {
    let edits = needed(fields, Key::Edits, whole_number)?;
    Ok(Edit { edits, reason: free_text(fields, Key::Reason)?, file: file(fields)? })
}

fn source(fields: &mut Fields<'_>) -> Result<SourceFile, Fault> {
    let digest = parsed(fields, Key::FileSha256, Digest::parse)?;
    Ok(SourceFile {
        source: needed(fields, Key::Source, SourceRef::parse)?,
        title: needed_text(fields, Key::Title)?,
        publisher: free_text(fields, Key::Publisher)?,
        published: parsed(fields, Key::Published, Date::parse)?,
        url: free_text(fields, Key::Url)?,
        file: digest.zip(parsed(fields, Key::FileSize, whole_number)?),
        language: free_text(fields, Key::Language)?,
        kind: free_text(fields, Key::Kind)?,
        imported: imported(fields)?,
    })
}

fn imported(fields: &mut Fields<'_>) -> Result<Option<Imported>, Fault> {
    let counts = std::mem::take(&mut fields.counts).into_iter().map(|text| Count::parse(&text));
    let counts = counts.collect::<Result<Vec<_>, _>>()?;
    let digest = parsed(fields, Key::MapSha256, Digest::parse)?;
    let map = digest.zip(parsed(fields, Key::MapCommitment, Digest::parse)?);
    let map = map.map(|(digest, commitment)| SealedMap { digest, commitment });
    Ok((map.is_some() || !counts.is_empty()).then_some(Imported { map, counts }))
}

fn act(fields: &mut Fields<'_>) -> Result<Act, Fault> {
    Ok(Act {
        action: needed(fields, Key::Action, Action::parse)?,
        target: target(fields)?,
        date: needed(fields, Key::Date, Date::parse)?,
        places: parsed(fields, Key::Jurisdictions, Places::parse)?,
        basis: parsed(fields, Key::Basis, Basis::parse)?,
        kind: parsed(fields, Key::Kind, AssetKind::parse)?,
        description: free_text(fields, Key::Description)?,
        quantity: free_text(fields, Key::Quantity)?,
        identifiers: fields.identifiers.iter().map(identifier).collect::<Result<_, _>>()?,
        subjects: fields.subjects.iter().map(subject).collect::<Result<_, _>>()?,
        amount: parsed(fields, Key::Amount, Amount::recorded)?,
        as_written: free_text(fields, Key::AsWritten)?,
        authority: free_text(fields, Key::Authority)?,
        order: free_text(fields, Key::Order)?,
        until: parsed(fields, Key::Until, Date::parse)?,
        how: parsed(fields, Key::How, Disposal::parse)?,
        of: parsed(fields, Key::Of, Portion::parse)?,
        whole: parsed(fields, Key::Whole, truth)?.is_some(),
        may_overlap: fields.may_overlap.iter().map(|text| AssetRef::parse(text)).collect::<Result<_, _>>()?,
        sources: fields.sources.iter().map(|text| SourceCitation::parse(text)).collect::<Result<_, _>>()?,
        note: free_text(fields, Key::Note)?,
    })
}

fn withholding(fields: &mut Fields<'_>, handling: Handling) -> Result<Withholding, Fault> {
    let (key, authority) = match handling {
        // Nobody erases evidence on his own authority.
        Handling::Erased => (Key::Erases, Some(needed_text(fields, Key::Authority)?)),
        Handling::Restricted => (Key::Restricts, free_text(fields, Key::Authority)?),
        Handling::Unrestricted => (Key::Unrestricts, free_text(fields, Key::Authority)?),
    };
    let commitments: Vec<Digest> =
        fields.commitments.iter().map(|text| Digest::parse(text)).collect::<Result<_, _>>()?;
    if commitments.is_empty() || !commitments.is_sorted_by(|one, next| one < next) {
        return Err(Fault::new("the entry does not name commitments in ascending order, each once"));
    }
    let of = needed(fields, key, whole_number)?;
    Ok(Withholding { handling, of, commitments, reason: needed_text(fields, Key::Reason)?, authority })
}

fn target(fields: &mut Fields<'_>) -> Result<Target, Fault> {
    let asset = needed(fields, Key::Asset, AssetRef::parse)?;
    Ok(match (parsed(fields, Key::PartOf, AssetRef::parse)?, fields.take(Key::Case)) {
        (Some(part_of), case) => {
            Target::Item { asset, part_of, case: case.map(|case| CaseRef::parse(&case)).transpose()? }
        }
        // Any other case than that of the reference is not what is written again.
        (None, Some(_)) => Target::New { asset },
        (None, None) => Target::Existing { asset },
    })
}

fn identifier(sealed: &Commitment<'_>) -> Result<SealedIdentifier, Fault> {
    let scheme = sealed.word.as_deref().ok_or_else(|| Fault::new("an identifier has no “scheme”"))?;
    Ok(SealedIdentifier { scheme: Scheme::parse(scheme)?, commitment: Digest::parse(&sealed.digest)? })
}

fn subject(sealed: &Commitment<'_>) -> Result<SealedSubject, Fault> {
    let role = sealed.word.as_deref().map(Role::parse).transpose()?;
    Ok(SealedSubject { role, commitment: Digest::parse(&sealed.digest)? })
}

/// A field as its type reads it, where there is one.
fn parsed<T>(fields: &mut Fields<'_>, key: Key, parse: impl Fn(&str) -> Result<T, Fault>) -> Result<Option<T>, Fault> {
    fields.take(key).map(|text| parse(&text)).transpose()
}

/// A field that the entry must have, as its type reads it.
fn needed<T>(fields: &mut Fields<'_>, key: Key, parse: impl Fn(&str) -> Result<T, Fault>) -> Result<T, Fault> {
    parse(&fields.needed(key)?)
}

fn free_text(fields: &mut Fields<'_>, key: Key) -> Result<Option<String>, Fault> {
    fields.take(key).map(cleaned).transpose()
}

fn needed_text(fields: &mut Fields<'_>, key: Key) -> Result<String, Fault> {
    cleaned(fields.needed(key)?)
}

/// Text as `clean` would leave it, and not empty; anything else was not written by this program.
fn cleaned(text: Cow<'_, str>) -> Result<String, Fault> {
    if text.is_empty() {
        return Err(Fault::new("the entry holds text that is empty: absent means absent"));
    }
    if text::cleaned(&text)? == *text {
        return Ok(text.into_owned());
    }
    Err(Fault::new("the entry holds text that is not normalised"))
}

fn rules(text: &str) -> Result<u64, Fault> {
    match whole_number(text)? {
        version @ 1..=RULES => Ok(version),
        version => Err(Fault::new(format!("the entry was recorded under rules {version}, unknown to this version"))
            .hint("a newer impound may know them")),
    }
}

fn truth(text: &str) -> Result<(), Fault> {
    if text == key::TRUE { Ok(()) } else { Err(Fault::new(format!("{} is not “true”", text::quote(text)))) }
}

fn whole_number(text: &str) -> Result<u64, Fault> {
    text.parse().map_err(|_| Fault::new(format!("{} is no number of an entry", text::quote(text))))
}
