//! The canonical bytes of an entry: RFC 8785 JSON in which every scalar is a string.
//!
//! One value has one byte string: keys are ASCII and sorted, absent means absent, text is as it was cleaned at input.
//! The decoder refuses any bytes that do not encode to themselves again.

use serde::{Deserialize, Serialize};

use crate::domain::{
    Action, Amount, AssetKind, AssetRef, Basis, CaseRef, Date, Disposal, EntryRef, Fault, Jurisdiction, Places, Role,
    SourceCitation, SourceRef, identifier::Scheme, text,
};

use super::digest::Digest;
use super::entry::{Act, Body, CaseFile, Entry, Genesis, SealedIdentifier, SealedSubject, SourceFile, Stamp, Target};

/// One line of the journal as it is written. The fields stand in the order of their names, which is the order of
/// RFC 8785, so that serde's order is the canonical one; a test holds this.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    action: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    amount: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_written: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    asset: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    authority: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    basis: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clock: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    corrects: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    entry: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file_sha256: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file_size: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    how: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    identifiers: Vec<IdentifierLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    jurisdictions: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lead: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ledger: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    may_overlap: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    offences: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opened: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    part_of: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    program: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    publisher: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quantity: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    recorded_at: String,
    recorded_by: String,
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sources: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    subjects: Vec<SubjectLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    r#type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    voids: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct IdentifierLine {
    commitment: String,
    scheme: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SubjectLine {
    commitment: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<String>,
}

/// Each type of entry with the version of its format.
const GENESIS: &str = "genesis/1";
const CASE: &str = "case/1";
const SOURCE: &str = "source/1";
const ACTION: &str = "action/1";
const CORRECTION: &str = "correction/1";
const VOID: &str = "void/1";

/// The bytes that are hashed and stored for an entry.
///
/// # Errors
/// Text that JSON cannot hold; none that the types of an entry allow.
pub fn encode(entry: &Entry) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(&line(entry)).map_err(|error| Fault::new(format!("an entry cannot be written: {error}")))
}

/// Reads an entry's bytes.
///
/// # Errors
/// Bytes that are no entry, or not the one byte string that the entry has.
pub fn decode(bytes: &[u8]) -> Result<Entry, Fault> {
    let line: Line = serde_json::from_slice(bytes)
        .map_err(|error| Fault::new(format!("these bytes are no entry of a journal: {error}")))?;
    let entry = entry(line)?;
    if encode(&entry)? != bytes {
        return Err(Fault::new("these bytes are not the canonical ones of their entry"));
    }
    Ok(entry)
}

fn line(entry: &Entry) -> Line {
    let stamp = entry.stamp.clone();
    let base = Line {
        entry: entry.number.to_string(),
        recorded_at: stamp.recorded_at,
        clock: stamp.clock,
        recorded_by: stamp.recorded_by,
        ..Line::default()
    };
    match &entry.body {
        Body::Genesis(genesis) => Line {
            r#type: GENESIS.to_owned(),
            ledger: Some(genesis.ledger.to_string()),
            program: Some(genesis.program.clone()),
            ..base
        },
        Body::Case(case) => case_line(case, base),
        Body::Source(source) => source_line(source, base),
        Body::Act(act) => act_line(act, Line { r#type: ACTION.to_owned(), ..base }),
        Body::Correction { corrects, reason, act } => {
            let (corrects, reason) = (Some(corrects.to_string()), Some(reason.clone()));
            act_line(act, Line { r#type: CORRECTION.to_owned(), corrects, reason, ..base })
        }
        Body::Void { voids, reason } => {
            let (voids, reason) = (Some(voids.to_string()), Some(reason.clone()));
            Line { r#type: VOID.to_owned(), voids, reason, ..base }
        }
    }
}

fn case_line(case: &CaseFile, base: Line) -> Line {
    Line {
        r#type: CASE.to_owned(),
        case: Some(case.case.to_string()),
        title: Some(case.title.clone()),
        lead: case.lead.as_ref().map(|lead| lead.code().to_owned()),
        authority: case.authority.clone(),
        opened: case.opened.as_ref().map(|date| date.text().to_owned()),
        offences: case.offences.clone(),
        note: case.note.clone(),
        ..base
    }
}

fn source_line(source: &SourceFile, base: Line) -> Line {
    Line {
        r#type: SOURCE.to_owned(),
        source: Some(source.source.to_string()),
        title: Some(source.title.clone()),
        publisher: source.publisher.clone(),
        published: source.published.as_ref().map(|date| date.text().to_owned()),
        url: source.url.clone(),
        file_sha256: source.file.map(|(digest, _)| digest.to_string()),
        file_size: source.file.map(|(_, size)| size.to_string()),
        language: source.language.clone(),
        kind: source.kind.clone(),
        ..base
    }
}

fn act_line(act: &Act, base: Line) -> Line {
    let (part_of, case) = match &act.target {
        Target::Item { part_of, case, .. } => (Some(part_of.to_string()), case.as_ref().map(ToString::to_string)),
        // The case of a new asset is that of its reference; it is written so that a reader need not take it apart.
        Target::New { asset } => (None, Some(asset.case().to_string())),
        Target::Existing { .. } => (None, None),
    };
    let identifier = |sealed: &SealedIdentifier| IdentifierLine {
        commitment: sealed.commitment.to_string(),
        scheme: sealed.scheme.as_str().to_owned(),
    };
    let subject = |sealed: &SealedSubject| SubjectLine {
        commitment: sealed.commitment.to_string(),
        role: sealed.role.map(|role| role.as_str().to_owned()),
    };
    Line {
        action: Some(act.action.as_str().to_owned()),
        asset: Some(act.target.asset().to_string()),
        part_of,
        case,
        date: Some(act.date.text().to_owned()),
        jurisdictions: act.places.as_ref().map(places_text),
        basis: act.basis.map(|basis| basis.as_str().to_owned()),
        kind: act.kind.map(|kind| kind.as_str().to_owned()),
        description: act.description.clone(),
        quantity: act.quantity.clone(),
        identifiers: act.identifiers.iter().map(identifier).collect(),
        subjects: act.subjects.iter().map(subject).collect(),
        amount: act.amount.map(|amount| amount.to_string()),
        as_written: act.as_written.clone(),
        authority: act.authority.clone(),
        order: act.order.clone(),
        until: act.until.as_ref().map(|date| date.text().to_owned()),
        how: act.how.map(|how| how.as_str().to_owned()),
        may_overlap: act.may_overlap.iter().map(ToString::to_string).collect(),
        sources: act.sources.iter().map(ToString::to_string).collect(),
        reference: act.reference.as_ref().map(ToString::to_string),
        note: act.note.clone(),
        ..base
    }
}

fn places_text(places: &Places) -> String {
    if places.is_unstated() { "unstated".to_owned() } else { places.codes() }
}

fn entry(mut line: Line) -> Result<Entry, Fault> {
    let stamp = Stamp {
        recorded_at: std::mem::take(&mut line.recorded_at),
        clock: line.clock.take(),
        recorded_by: cleaned(std::mem::take(&mut line.recorded_by))?,
    };
    let number = whole_number(&line.entry)?;
    let body = match line.r#type.as_str() {
        GENESIS => Body::Genesis(Genesis {
            ledger: Digest::parse(&needed(line.ledger, "ledger")?)?,
            program: needed(line.program, "program")?,
        }),
        CASE => Body::Case(case(line)?),
        SOURCE => Body::Source(source(line)?),
        ACTION => Body::Act(act(line)?),
        CORRECTION => {
            let corrects = whole_number(&needed(line.corrects.take(), "corrects")?)?;
            let reason = cleaned(needed(line.reason.take(), "reason")?)?;
            Body::Correction { corrects, reason, act: act(line)? }
        }
        VOID => Body::Void {
            voids: whole_number(&needed(line.voids, "voids")?)?,
            reason: cleaned(needed(line.reason, "reason")?)?,
        },
        other => {
            return Err(Fault::new(format!("an entry of the type “{other}” is unknown to this version"))
                .hint("a newer impound may know it"));
        }
    };
    Ok(Entry { number, stamp, body })
}

fn case(line: Line) -> Result<CaseFile, Fault> {
    Ok(CaseFile {
        case: CaseRef::parse(&needed(line.case, "case")?)?,
        title: cleaned(needed(line.title, "title")?)?,
        lead: line.lead.as_deref().map(Jurisdiction::parse).transpose()?,
        authority: line.authority.map(cleaned).transpose()?,
        opened: line.opened.as_deref().map(Date::parse).transpose()?,
        offences: line.offences.into_iter().map(cleaned).collect::<Result<_, _>>()?,
        note: line.note.map(cleaned).transpose()?,
    })
}

fn source(line: Line) -> Result<SourceFile, Fault> {
    let file = match (line.file_sha256, line.file_size) {
        (Some(digest), Some(size)) => Some((Digest::parse(&digest)?, whole_number(&size)?)),
        _ => None,
    };
    Ok(SourceFile {
        source: SourceRef::parse(&needed(line.source, "source")?)?,
        title: cleaned(needed(line.title, "title")?)?,
        publisher: line.publisher.map(cleaned).transpose()?,
        published: line.published.as_deref().map(Date::parse).transpose()?,
        url: line.url.map(cleaned).transpose()?,
        file,
        language: line.language.map(cleaned).transpose()?,
        kind: line.kind.map(cleaned).transpose()?,
    })
}

fn act(line: Line) -> Result<Act, Fault> {
    let asset = AssetRef::parse(&needed(line.asset, "asset")?)?;
    let case = line.case.as_deref().map(CaseRef::parse).transpose()?;
    let target = match (line.part_of, case) {
        (Some(part_of), case) => Target::Item { asset, part_of: AssetRef::parse(&part_of)?, case },
        (None, Some(_)) => Target::New { asset },
        (None, None) => Target::Existing { asset },
    };
    let identifier = |line: IdentifierLine| {
        let scheme = Scheme::parse(&line.scheme)?;
        Ok(SealedIdentifier { scheme, commitment: Digest::parse(&line.commitment)? })
    };
    let subject = |line: SubjectLine| {
        let role = line.role.as_deref().map(Role::parse).transpose()?;
        Ok(SealedSubject { role, commitment: Digest::parse(&line.commitment)? })
    };
    Ok(Act {
        action: Action::parse(&needed(line.action, "action")?)?,
        target,
        date: Date::parse(&needed(line.date, "date")?)?,
        places: line.jurisdictions.as_deref().map(Places::parse).transpose()?,
        basis: line.basis.as_deref().map(Basis::parse).transpose()?,
        kind: line.kind.as_deref().map(AssetKind::parse).transpose()?,
        description: line.description.map(cleaned).transpose()?,
        quantity: line.quantity.map(cleaned).transpose()?,
        identifiers: line.identifiers.into_iter().map(identifier).collect::<Result<_, Fault>>()?,
        subjects: line.subjects.into_iter().map(subject).collect::<Result<_, Fault>>()?,
        amount: line.amount.as_deref().map(|text| Amount::parse(text, None)).transpose()?,
        as_written: line.as_written.map(cleaned).transpose()?,
        authority: line.authority.map(cleaned).transpose()?,
        order: line.order.map(cleaned).transpose()?,
        until: line.until.as_deref().map(Date::parse).transpose()?,
        how: line.how.as_deref().map(Disposal::parse).transpose()?,
        may_overlap: line.may_overlap.iter().map(|text| AssetRef::parse(text)).collect::<Result<_, _>>()?,
        sources: line.sources.iter().map(|text| SourceCitation::parse(text)).collect::<Result<_, _>>()?,
        reference: line.reference.as_deref().map(EntryRef::parse).transpose()?,
        note: line.note.map(cleaned).transpose()?,
    })
}

fn needed(field: Option<String>, name: &str) -> Result<String, Fault> {
    field.ok_or_else(|| Fault::new(format!("the entry has no “{name}”")))
}

/// Text as `clean` would leave it, and not empty; anything else was not written by this program.
fn cleaned(text: String) -> Result<String, Fault> {
    if text.is_empty() {
        return Err(Fault::new("the entry holds text that is empty: absent means absent"));
    }
    if text::clean(&text)? == text { Ok(text) } else { Err(Fault::new("the entry holds text that is not normalised")) }
}

fn whole_number(text: &str) -> Result<u64, Fault> {
    text.parse().map_err(|_| Fault::new(format!("“{text}” is no number of an entry")))
}
