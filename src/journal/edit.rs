//! Editing: what of a case's or a source's particulars is read otherwise from now on.

use crate::domain::{Date, Fault, Jurisdiction};

use super::digest::Digest;
use super::entry::{CaseFile, IMPORT, Imported, SourceFile};
use super::rules::changed;

/// What of a case's particulars is read otherwise. Text that is given and empty takes away what stood there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseChanges {
    /// Its title, which cannot be taken away.
    pub title: Option<String>,
    /// The jurisdiction that leads it, which cannot be taken away either.
    pub lead: Option<Jurisdiction>,
    /// The authority that leads it.
    pub authority: Option<String>,
    /// When it was opened; `Some(None)` takes that away.
    pub opened: Option<Option<Date>>,
    /// The offences investigated.
    pub offences: Option<Vec<String>>,
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
            authority: changed(self.authority, before.authority.clone()),
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
    pub imported: Option<Imported>,
}

impl SourceChanges {
    /// The particulars with these changes.
    ///
    /// # Errors
    /// They would make a source the file of an import, or one that is such a file another file or another kind.
    pub fn apply(self, before: &SourceFile) -> Result<SourceFile, Fault> {
        let after = SourceFile {
            title: self.title.unwrap_or_else(|| before.title.clone()),
            publisher: changed(self.publisher, before.publisher.clone()),
            published: self.published.unwrap_or_else(|| before.published.clone()),
            url: changed(self.url, before.url.clone()),
            file: self.file.unwrap_or(before.file),
            language: changed(self.language, before.language.clone()),
            kind: changed(self.kind, before.kind.clone()),
            imported: self.imported.or_else(|| before.imported.clone()),
            ..before.clone()
        };
        let imported = |source: &SourceFile| source.kind.as_deref() == Some(IMPORT);
        if imported(before) != imported(&after) || (imported(before) && before.file != after.file) {
            let what = format!("the source {} is, or is not, a file from which rows were imported", before.source);
            return Err(Fault::new(what).hint("leave out --kind and --file: an import alone says which file it read"));
        }
        Ok(after)
    }
}
