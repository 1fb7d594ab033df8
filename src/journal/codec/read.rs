//! An entry from its fields: each is parsed as the type that it has.

use std::borrow::Cow;

use crate::domain::{Action, AssetRef, CaseRef, Date, EntryRef, Fault, Jurisdiction, SourceRef, text};
use crate::journal::checkpoint;
use crate::journal::digest::Digest;
use crate::journal::entry::{
    Body, CaseFile, Count, Edit, Entry, Genesis, Imported, RULES, SealedMap, SourceFile, Stamp,
};
use crate::journal::particular::Act;
use crate::journal::target::Target;
use crate::journal::value::recorded_text;
use crate::journal::withholding::{Handling, Withholding};

use super::key::{self, Key};
use super::scan::Fields;

/// The entry that some fields make. A field that its type does not have is left over, and so the entry, written
/// again, is not the text that was read.
///
/// # Errors
/// A field that is missing, or whose text is none of its type.
pub(super) fn entry(fields: &mut Fields<'_>) -> Result<Entry, Fault> {
    let stamp = Stamp {
        recorded_at: fields.needed(Key::RECORDED_AT)?.into_owned(),
        clock: fields.text(Key::CLOCK).map(Cow::into_owned),
        recorded_by: needed_text(fields, Key::RECORDED_BY)?,
        login: free_text(fields, Key::LOGIN)?,
        rules: needed(fields, Key::RULES, rules)?,
    };
    let number = needed(fields, Key::ENTRY, whole_number)?;
    let reference = parsed(fields, Key::REFERENCE, EntryRef::parse)?;
    let kind = fields.needed(Key::TYPE)?;
    let body = match &*kind {
        key::GENESIS => Body::Genesis(genesis(fields)?),
        key::CASE => Body::Case(case(fields)?),
        key::CASE_EDIT => Body::CaseEdit(edit(fields, case)?),
        key::SOURCE => Body::Source(source(fields)?),
        key::SOURCE_EDIT => Body::SourceEdit(edit(fields, source)?),
        key::ACTION => Body::Act(act(fields)?),
        key::CORRECTION => {
            let corrects = needed(fields, Key::CORRECTS, whole_number)?;
            Body::Correction { corrects, reason: needed_text(fields, Key::REASON)?, act: act(fields)? }
        }
        key::VOID => {
            let voids = needed(fields, Key::VOIDS, whole_number)?;
            Body::Void { voids, reason: needed_text(fields, Key::REASON)? }
        }
        key::REINSTATEMENT => {
            let reinstates = needed(fields, Key::REINSTATES, whole_number)?;
            Body::Reinstatement { reinstates, reason: needed_text(fields, Key::REASON)? }
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
    let (ledger, name) = (needed(fields, Key::LEDGER, Digest::parse)?, needed(fields, Key::NAME, name)?);
    Ok(Genesis { ledger, name, program: fields.needed(Key::PROGRAM)?.into_owned() })
}

fn name(text: &str) -> Result<String, Fault> {
    checkpoint::check_name(text).map(|()| text.to_owned())
}

fn case(fields: &mut Fields<'_>) -> Result<CaseFile, Fault> {
    Ok(CaseFile {
        case: needed(fields, Key::CASE, CaseRef::parse)?,
        title: needed_text(fields, Key::TITLE)?,
        lead: parsed(fields, Key::LEAD, Jurisdiction::parse)?,
        authority: free_text(fields, Key::AUTHORITY)?,
        opened: parsed(fields, Key::OPENED, Date::parse)?,
        offences: fields.list(Key::OFFENCES).into_iter().map(recorded_text).collect::<Result<_, _>>()?,
        note: free_text(fields, Key::NOTE)?,
    })
}

fn edit<'a, T>(fields: &mut Fields<'a>, file: impl Fn(&mut Fields<'a>) -> Result<T, Fault>) -> Result<Edit<T>, Fault> {
    let edits = needed(fields, Key::EDITS, whole_number)?;
    Ok(Edit { edits, reason: free_text(fields, Key::REASON)?, file: file(fields)? })
}

fn source(fields: &mut Fields<'_>) -> Result<SourceFile, Fault> {
    let digest = parsed(fields, Key::FILE_SHA256, Digest::parse)?;
    Ok(SourceFile {
        source: needed(fields, Key::SOURCE, SourceRef::parse)?,
        title: needed_text(fields, Key::TITLE)?,
        publisher: free_text(fields, Key::PUBLISHER)?,
        published: parsed(fields, Key::PUBLISHED, Date::parse)?,
        url: free_text(fields, Key::URL)?,
        file: digest.zip(parsed(fields, Key::FILE_SIZE, whole_number)?),
        language: free_text(fields, Key::LANGUAGE)?,
        kind: free_text(fields, Key::KIND)?,
        imported: imported(fields)?,
    })
}

fn imported(fields: &mut Fields<'_>) -> Result<Option<Imported>, Fault> {
    let counts = fields.list(Key::COUNTS).into_iter().map(|text| Count::parse(&text));
    let counts = counts.collect::<Result<Vec<_>, _>>()?;
    let digest = parsed(fields, Key::MAP_SHA256, Digest::parse)?;
    let map = digest.zip(parsed(fields, Key::MAP_COMMITMENT, Digest::parse)?);
    let map = map.map(|(digest, commitment)| SealedMap { digest, commitment });
    Ok((map.is_some() || !counts.is_empty()).then_some(Imported { map, counts }))
}

fn act(fields: &mut Fields<'_>) -> Result<Act, Fault> {
    let action = needed(fields, Key::ACTION, Action::parse)?;
    let (target, date) = (target(fields)?, needed(fields, Key::DATE, Date::parse)?);
    Act::recorded((action, target, date), |particular| fields.take(Key::of(particular)))
}

fn withholding(fields: &mut Fields<'_>, handling: Handling) -> Result<Withholding, Fault> {
    let (key, authority) = match handling {
        // Nobody erases evidence on his own authority.
        Handling::Erased => (Key::ERASES, Some(needed_text(fields, Key::AUTHORITY)?)),
        Handling::Restricted => (Key::RESTRICTS, free_text(fields, Key::AUTHORITY)?),
        Handling::Unrestricted => (Key::UNRESTRICTS, free_text(fields, Key::AUTHORITY)?),
    };
    let commitments: Vec<Digest> =
        fields.list(Key::COMMITMENTS).iter().map(|text| Digest::parse(text)).collect::<Result<_, _>>()?;
    if commitments.is_empty() || !commitments.is_sorted_by(|one, next| one < next) {
        return Err(Fault::new("the entry does not name commitments in ascending order, each once"));
    }
    let of = needed(fields, key, whole_number)?;
    Ok(Withholding { handling, of, commitments, reason: needed_text(fields, Key::REASON)?, authority })
}

fn target(fields: &mut Fields<'_>) -> Result<Target, Fault> {
    let asset = needed(fields, Key::ASSET, AssetRef::parse)?;
    Ok(match (parsed(fields, Key::PART_OF, AssetRef::parse)?, fields.text(Key::CASE)) {
        (Some(part_of), case) => {
            Target::Item { asset, part_of, case: case.map(|case| CaseRef::parse(&case)).transpose()? }
        }
        // Any other case than that of the reference is not what is written again.
        (None, Some(_)) => Target::New { asset },
        (None, None) => Target::Existing { asset },
    })
}

/// A field as its type reads it, where there is one.
fn parsed<T>(fields: &mut Fields<'_>, key: Key, parse: impl Fn(&str) -> Result<T, Fault>) -> Result<Option<T>, Fault> {
    fields.text(key).map(|text| parse(&text)).transpose()
}

/// A field that the entry must have, as its type reads it.
fn needed<T>(fields: &mut Fields<'_>, key: Key, parse: impl Fn(&str) -> Result<T, Fault>) -> Result<T, Fault> {
    parse(&fields.needed(key)?)
}

fn free_text(fields: &mut Fields<'_>, key: Key) -> Result<Option<String>, Fault> {
    fields.text(key).map(recorded_text).transpose()
}

fn needed_text(fields: &mut Fields<'_>, key: Key) -> Result<String, Fault> {
    recorded_text(fields.needed(key)?)
}

fn rules(text: &str) -> Result<u64, Fault> {
    match whole_number(text)? {
        version @ 1..=RULES => Ok(version),
        version => Err(Fault::new(format!("the entry was recorded under rules {version}, unknown to this version"))
            .hint("a newer impound may know them")),
    }
}

fn whole_number(text: &str) -> Result<u64, Fault> {
    text.parse().map_err(|_| Fault::new(format!("{} is no number of an entry", text::quote(text))))
}
