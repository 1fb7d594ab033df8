//! Editing: what of a case's or a source's particulars is read otherwise from now on.

use crate::domain::{Authority, Date, Jurisdiction, Offence};

use super::digest::Digest;
use super::kinds::{CaseFile, Count, Imported, SourceFile};
use super::personal::{Personal, Salt, seal_map};
use super::refusal::Refusal;
use super::rules::changed;
use super::sealed::SealedMap;

/// What of a case's particulars is read otherwise. Text that is given and empty takes away what stood there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseChanges {
    /// Its title, which cannot be taken away.
    pub title: Option<String>,
    /// The jurisdiction that leads it, which cannot be taken away either.
    pub lead: Option<Jurisdiction>,
    /// The authorities that have a part in it.
    pub authorities: Option<Vec<Authority>>,
    /// When it was opened; `Some(None)` takes that away.
    pub opened: Option<Option<Date>>,
    /// The offences investigated.
    pub offences: Option<Vec<Offence>>,
    /// A remark.
    pub note: Option<String>,
}

impl CaseChanges {
    /// The particulars with these changes.
    pub fn apply(self, before: &CaseFile) -> CaseFile {
        CaseFile {
            case: before.case.clone(),
            title: self.title.unwrap_or_else(|| before.title.clone()),
            lead: self.lead.or(before.lead),
            authorities: self.authorities.unwrap_or_else(|| before.authorities.clone()),
            opened: self.opened.unwrap_or_else(|| before.opened.clone()),
            offences: self.offences.unwrap_or_else(|| before.offences.clone()),
            note: changed(self.note, before.note.clone()),
        }
    }
}

/// What of a source's particulars is read otherwise. Text that is given and empty takes away what stood there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceChanges {
    /// Its title, which cannot be taken away.
    pub title: Option<String>,
    /// Who published or issued it.
    pub publisher: Option<String>,
    /// When; `Some(None)` takes that away.
    pub published: Option<Option<Date>>,
    /// Where it can be found.
    pub url: Option<String>,
    /// The file that was at hand; `Some(None)` takes that away.
    pub file: Option<Option<(Digest, u64)>>,
    /// The language it is written in.
    pub language: Option<String>,
    /// What sort of document it is.
    pub kind: Option<String>,
    /// How it was imported.
    pub imported: Option<Importing>,
}

/// How a file was imported, its map still in the clear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Importing {
    /// The map's text, byte for byte; none where the file has impound's own columns.
    pub map: Option<String>,
    /// What was counted, never a cell's text.
    pub counts: Vec<Count>,
}

impl Importing {
    /// The same with the map behind a commitment, and the map apart. One that is known already stays behind the commitment that
    /// it has: it is kept once, and if it was erased, it stays so.
    fn seal(self, known: Option<SealedMap>, salt: &mut dyn FnMut() -> Salt) -> (Imported, Option<Personal>) {
        let Importing { map, counts } = self;
        let is_known = |known: &SealedMap| map.as_ref().is_some_and(|map| Digest::of(map.as_bytes()) == known.digest);
        if let Some(known) = known.filter(is_known) {
            return (Imported { map: Some(known), counts }, None);
        }
        let (map, personal) = map.map(|map| seal_map(&map, salt())).unzip();
        (Imported { map, counts }, personal)
    }
}

impl SourceChanges {
    /// The particulars with these changes, and what lies behind a commitment in them that is new. `known` is a map that the
    /// ledger keeps of the source.
    ///
    /// # Errors
    /// They would make a source the file of an import, or one that is such a file another file or another kind.
    pub fn apply(
        self,
        before: &SourceFile,
        known: Option<SealedMap>,
        salt: &mut dyn FnMut() -> Salt,
    ) -> Result<(SourceFile, Option<Personal>), Refusal> {
        let (imported, personal) = self.imported.map(|importing| importing.seal(known, salt)).unzip();
        let after = SourceFile {
            title: self.title.unwrap_or_else(|| before.title.clone()),
            publisher: changed(self.publisher, before.publisher.clone()),
            published: self.published.unwrap_or_else(|| before.published.clone()),
            url: changed(self.url, before.url.clone()),
            file: self.file.unwrap_or(before.file),
            language: changed(self.language, before.language.clone()),
            kind: changed(self.kind, before.kind.clone()),
            imported: imported.or_else(|| before.imported.clone()),
            ..before.clone()
        };
        let is_imported = before.is_imported();
        if is_imported != after.is_imported() || (is_imported && before.file != after.file) {
            return Err(Refusal::OfImport(before.source.clone()));
        }
        Ok((after, personal.flatten()))
    }
}
