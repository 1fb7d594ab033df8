//! Edits to the particulars of a case or a source.

use crate::domain::{Authority, Date, Jurisdiction, Offence};

use super::digest::Digest;
use super::kinds::{CaseFile, Count, Imported, SourceFile};
use super::personal::{Personal, Salt, seal_map};
use super::refusal::Refusal;
use super::rules::changed;
use super::sealed::SealedMap;

/// Changes to the particulars of a case. Empty text removes what was there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseChanges {
    /// The title, which cannot be removed.
    pub title: Option<String>,
    /// The lead jurisdiction, which cannot be removed either.
    pub lead: Option<Jurisdiction>,
    /// The authorities involved.
    pub authorities: Option<Vec<Authority>>,
    /// When it was opened; `Some(None)` removes the date.
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

/// Changes to the particulars of a source. Empty text removes what was there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceChanges {
    /// The title, which cannot be removed.
    pub title: Option<String>,
    /// Who published or issued it.
    pub publisher: Option<String>,
    /// When; `Some(None)` removes the date.
    pub published: Option<Option<Date>>,
    /// Where it can be found.
    pub url: Option<String>,
    /// The digest and size of the file at hand; `Some(None)` removes them.
    pub file: Option<Option<(Digest, u64)>>,
    /// Its language.
    pub language: Option<String>,
    /// The kind of document.
    pub kind: Option<String>,
    /// How it was imported.
    pub imported: Option<Importing>,
}

/// How a file was imported, with its map still in the clear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Importing {
    /// The map's text, byte for byte; `None` if the file has impound's own columns.
    pub map: Option<String>,
    /// What was counted, never a cell's text.
    pub counts: Vec<Count>,
}

impl Importing {
    /// Puts the map behind a commitment and returns its data separately. A map that is already known keeps its
    /// commitment: it is stored once, and if erased, it stays erased.
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
    /// The particulars with these changes, and the data behind any new commitment. `known` is a map that the ledger
    /// already keeps for the source.
    ///
    /// # Errors
    /// They would turn a source into an imported file, or change the file or kind of one.
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
